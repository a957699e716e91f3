"""The keys nearest to one that does not exist."""

from collections.abc import Iterable
from difflib import SequenceMatcher

MOST = 5


def nearest(wanted: str, keys: Iterable[str]) -> list[str]:
    """Return up to five keys that come close, best first; none that share too little."""
    low = wanted.casefold()
    scored = [(SequenceMatcher(None, low, key.casefold()).ratio(), key) for key in keys]
    close = sorted((-score, key) for score, key in scored if score >= 0.6)
    return [key for _, key in close[:MOST]]
