"""Words broken at line ends made whole, and lines joined."""

import re
from collections.abc import Iterable

from app.reading.layout.hyphens import Words, keeps_hyphen

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐\u00ad]$")
_DIGITS_BROKEN = re.compile(r"\d[-–]$")
_CUT = re.compile(r"(?<!\S)\S+[-‐\u00ad]$")
_FIRST = re.compile(r"^\s*\S+")
_JOINTS = ("and", "or", "und")
"""Words before which a hyphen is left standing: “pre- and post-election”."""
_SOFT = "\u00ad"
_LONGEST = 100
"""Characters at the end of a line among which a broken word is looked for."""


def collect(lines: Iterable[str]) -> Words:
    """Return the words that stand within lines, the halves of those cut at line ends left out."""
    words = Words()
    cut = False
    for line in lines:
        whole = _CUT.sub("", _FIRST.sub("", line) if cut else line)
        cut = bool(_BROKEN.search(line[-_LONGEST:]))
        for found in _WORD.findall(whole):
            word = _plain(found)
            (words.compound if "-" in word else words.plain).add(word)
            words.plain.update(word.split("-"))
    return words


def join(first: str, second: str, words: Words) -> str:
    """Return two lines as one; a word broken between them is made whole.

    What may as well be written otherwise is added to the doubtful words.
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
    if rest.group() in _JOINTS:
        return f"{first} {second}"
    keeps, sure = keeps_hyphen(_plain(broken.group(1)), _plain(rest.group()), words)
    if not sure:
        hyphen = first[-1] if keeps else ""
        words.doubtful.add(broken.group(1) + hyphen + rest.group())
    return first + second if keeps else first[:-1] + second


def _plain(word: str) -> str:
    return word.casefold().replace("‐", "-").replace("‑", "-")


def collapse(text: str) -> str:
    """Return a text with soft hyphens gone and every run of spaces as one."""
    return re.sub(r"\s+", " ", text.replace(_SOFT, "")).strip()
