"""Numbers of items: what is printed, the canonical form, and how they count on."""

import re
from dataclasses import dataclass

from app.reading.layout.labels import Label, LabelStyle, letter_number

LEAP = 5
"""How many numbers may be missing before a label is taken for something else."""
_TOP = (
    LabelStyle.DOTTED,
    LabelStyle.WORD,
    LabelStyle.CODED,
    LabelStyle.NUMBER,
    LabelStyle.NUMBERED_LETTER,
)


@dataclass(frozen=True)
class Numbered:
    """What a label counts: a whole number, with a letter or a further part where it has one."""

    number: int
    letter: str = ""
    dotted: str = ""

    @property
    def canonical(self) -> str:
        """Return the canonical form: `6`, `2B`, `95.12`."""
        return f"{self.dotted or self.number}{self.letter}"


def numbered(label: Label) -> Numbered | None:
    """Return what a numbered label counts, `None` for letters and bullets."""
    if label.style not in _TOP or label.number is None:
        return None
    letter = re.search(r"[^\W\d_]", label.value) if label.style is not LabelStyle.CODED else None
    if label.style in (LabelStyle.NUMBERED_LETTER, LabelStyle.WORD) and letter:
        return Numbered(label.number, latin_letter(letter.group()))
    if "." in label.value and label.style in (LabelStyle.DOTTED, LabelStyle.WORD):
        return Numbered(label.number, dotted=label.value)
    return Numbered(label.number)


def latin_letter(letter: str) -> str:
    """Return the capital Latin letter that stands at a letter's place in its alphabet."""
    place = letter_number(letter) or 1
    return chr(ord("A") + min(place, 26) - 1)


def counts_on(new: Numbered, last: Numbered | None) -> bool:
    """Tell whether a number may come next: in turn, after a few missing ones, or its letters."""
    if last is None:
        return True
    if new.dotted or last.dotted:
        return _dotted_on(new.dotted, last.dotted)
    if new.number == last.number:
        return new.letter > last.letter
    return last.number < new.number <= last.number + LEAP


def _dotted_on(new: str, last: str) -> bool:
    if not new or not last:
        return False
    ours, before = [int(part) for part in new.split(".")], [int(part) for part in last.split(".")]
    return ours > before and (ours[0] - before[0]) <= 1


def inline_letters(text: str, count: int) -> list[re.Match[str]] | None:
    """Return the first `count` letters that stand within a text in turn, `None` if they do not."""
    found: list[re.Match[str]] = []
    place = 0
    for number in range(count):
        letter = chr(ord("a") + number)
        match = re.compile(rf"(?:^|\s)\(?{letter}\)\s", re.IGNORECASE).search(text, place)
        if match is None:
            return None
        found.append(match)
        place = match.end()
    return found
