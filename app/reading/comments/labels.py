"""Numbers and names by which items are quoted: `4.`, `4 (a).`, `(b)`, `Recommendations 3 to 5:`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.reading.comments.patterns import Patterns
from app.reading.comments.stream import Block, Stream
from app.vocabulary.lists import ItemKind

MOST_IN_RANGE = 60
"""Items that one range of numbers can name; a longer one is no range."""

_NUMBERED = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?:\s?\.?\s?\((?P<letter>[a-z])\)|(?:[.)]?\s?)(?P<bare>[a-z])(?=\))"
    r"|\s?(?P<dotted>[a-z])(?=\.))?"
    r"(?P<stop>\s?[.)]{0,2}:?)(?=\s|$)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?P<open>\()?(?P<letter>[a-z])\)\.?(?=\s|$)")
_ONE = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s?(?:\((?P<letter>\w)\)|(?P<bare>[a-z])\b)?", re.I
)
_AFTER_NAME = re.compile(r"\s*[.:)-]+(?=\s|$)|\s*$|(?=\s+[\"'(]*[A-ZА-Я])")
_RANGE = re.compile(r"\s*(?:-|to|through|по)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """An item's number: its whole numbers, `(95, 12)`, and its letter, in capitals."""

    parts: tuple[int, ...]
    letter: str | None = None

    def __str__(self) -> str:
        return ".".join(map(str, self.parts)) + (self.letter or "")


@dataclass(frozen=True)
class Label:
    """Where an item is named: by one number or several, or by a letter alone."""

    start: int
    end: int
    numbers: tuple[Number, ...]
    kind: ItemKind | None = None
    named: bool = False

    @property
    def letter_only(self) -> str | None:
        """The letter of a label that has no number."""
        return self.numbers[0].letter if not self.numbers[0].parts else None


def read_numbers(words: str) -> tuple[Number, ...]:
    """Return the numbers that words name: `3 to 5`, `3, 4 and 7`, `14(a)`; ranges are filled."""
    found: list[Number] = []
    end = 0
    for one in _ONE.finditer(words):
        letter = one.group("letter") or one.group("bare")
        number = Number(_parts(one.group("number")), letter.upper() if letter else None)
        if found and _RANGE.search(words[end : one.start()]):
            found += _between(found[-1], number)
        found.append(number)
        end = one.end()
    return tuple(dict.fromkeys(found))


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def _between(first: Number, last: Number) -> list[Number]:
    if first.parts[:-1] != last.parts[:-1]:
        return []
    if first.parts == last.parts and first.letter and last.letter:
        letters = range(ord(first.letter) + 1, ord(last.letter))
        return [Number(first.parts, chr(letter)) for letter in letters]
    inner = range(first.parts[-1] + 1, last.parts[-1])
    if first.letter or last.letter or len(inner) > MOST_IN_RANGE:
        return []
    return [Number((*first.parts[:-1], number)) for number in inner]


def find_labels(stream: Stream, patterns: Patterns, blocks: list[Block]) -> list[Label]:
    """Return every place where a block begins with a number, a letter or an item's name."""
    found = []
    for block in blocks:
        label = label_at(stream, block.start, block.end, patterns)
        if label is not None:
            found.append(label)
    return found


def label_at(stream: Stream, start: int, end: int, patterns: Patterns) -> Label | None:
    """Return the label with which a passage begins."""
    return _named(stream, start, end, patterns) or _counted(stream, start, end)


def _named(stream: Stream, start: int, end: int, patterns: Patterns) -> Label | None:
    for names in patterns.names:
        for phrase in patterns.of(names.phrases):
            match = phrase.match(stream.plain, start, end)
            if match is None:
                continue
            named = start + len(match.group().rstrip())
            after = _AFTER_NAME.match(stream.plain, named, end)
            numbers = read_numbers(match.group())
            if after is not None and numbers:
                return Label(start, after.end(), numbers, names.kind, named=True)
    return None


def _counted(stream: Stream, start: int, end: int) -> Label | None:
    match = _NUMBERED.match(stream.plain, start, end)
    if match is not None:
        letter = match.group("letter") or match.group("bare") or match.group("dotted")
        parts = _parts(match.group("number"))
        enough = match.group("stop").strip() or letter or len(parts) > 1
        if enough and 0 not in parts[:1]:
            return Label(start, match.end(), (Number(parts, letter and letter.upper()),))
    match = _LETTERED.match(stream.plain, start, end)
    if match is not None:
        return Label(start, match.end(), (Number((), match.group("letter").upper()),))
    return None


def letters_within(stream: Stream, start: int, end: int) -> Iterator[Label]:
    """Yield every `(a)`, `(b)` that stands between two places, at a block's beginning or not."""
    for match in re.compile(r"(?:(?<=\s)|^|(?<=\n))\(([a-z])\)(?=\s)").finditer(
        stream.plain, start, end
    ):
        yield Label(match.start(), match.end(), (Number((), match.group(1).upper()),))
