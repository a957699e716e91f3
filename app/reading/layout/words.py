"""Words broken at line ends made whole, and lines joined."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐\u00ad]$")
_DIGITS_BROKEN = re.compile(r"\d[-–]$")
_CUT = re.compile(r"(?<!\S)\S+[-‐\u00ad]$")
_SOFT = "\u00ad"
_PREFIXES = ("self", "non", "quasi")
"""What always keeps its hyphen, unless the document prints the word as one elsewhere."""
_LONGEST = 100
"""Characters at the end of a line among which a broken word is looked for."""


@dataclass
class Words:
    """The words that a document prints whole: what tells a broken word from a compound one."""

    plain: set[str] = field(default_factory=set)
    compound: set[str] = field(default_factory=set)


def collect(lines: Iterable[str]) -> Words:
    """Return the words that stand within lines, those cut at line ends left out."""
    words = Words()
    for line in lines:
        whole = _CUT.sub("", line)
        for found in _WORD.findall(whole):
            word = found.casefold().replace("‐", "-").replace("‑", "-")
            (words.compound if "-" in word else words.plain).add(word)
            words.plain.update(word.split("-"))
    return words


def join(first: str, second: str, words: Words) -> str:
    """Return two lines as one; a word broken between them is made whole.

    A hyphen at the line's end is taken out where the word without it stands elsewhere in the
    document, or where the compound does not and one of its halves is no word of it; “self-” and
    the like keep theirs.
    """
    broken = _BROKEN.search(first[-_LONGEST:])
    if _DIGITS_BROKEN.search(first[-2:]) and second[:1].isdigit():
        return first + second
    if not broken or not second:
        return f"{first} {second}".strip()
    rest = _WORD.match(second)
    if first.endswith(_SOFT):
        return first[:-1] + second
    if rest is None or not second[0].islower():
        return first + second if rest or second[0].isdigit() else f"{first} {second}"
    head, tail = broken.group(1).casefold(), rest.group().casefold()
    if head + tail in words.plain and f"{head}-{tail}" not in words.compound:
        return first[:-1] + second
    kept = f"{head}-{tail}" in words.compound or "-" in head or head in _PREFIXES
    if kept or tail in ("and", "or", "und"):
        return first + (" " if tail in ("and", "or", "und") else "") + second
    last = head.rsplit("-", 1)[-1]
    both = last in words.plain and tail in words.plain and min(len(last), len(tail)) >= 3
    return first + second if both else first[:-1] + second


def collapse(text: str) -> str:
    """Return a text with soft hyphens gone and every run of spaces as one."""
    return re.sub(r"\s+", " ", text.replace(_SOFT, "")).strip()
