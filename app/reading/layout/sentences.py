"""Sentences of a piece of text."""

import re

from app.reading.layout.rows import SUPERSCRIPTS

_END = re.compile(rf"[.!?;:…][”’\"')\]]*[{SUPERSCRIPTS}]*\s+")
_SHORT = re.compile(
    r"(?:\b(?:no|nos|art|arts|para|paras|para|sec|ch|vol|p|pp|mr|mrs|ms|dr|prof|st|cf|fig|ref|"
    r"e\.g|i\.e|etc|approx|ст|п|пп|г|гг|см|др|руб|тыс)|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
"""What a full stop abbreviates, so that no sentence ends there."""
_LONGEST = 8
"""Characters of what is abbreviated, the stop too, at most."""

_OPENING = "“\"'([‘«0123456789"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end, in order; a clause behind “;” is one.

    A stop ends a sentence where a capital, a digit, a quotation or a bracket follows; a semicolon
    and a colon do before a capital only.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _END.finditer(text):
        following = text[stop.end() : stop.end() + 1]
        ends = stop.group()[0] in ".!?…"
        begins = following.isupper() or (ends and following in _OPENING)
        if not begins or _is_short(text, start, stop.start() + 1):
            continue
        found.append((start, stop.start() + len(stop.group().rstrip())))
        start = stop.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def _is_short(text: str, start: int, end: int) -> bool:
    """Tell whether an abbreviation ends at `end`."""
    return bool(_SHORT.search(text, max(start, end - _LONGEST), end))
