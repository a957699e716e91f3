"""Sets a report as pages of lines: columns, footnotes, running heads, broken words.

The same setting is drawn as PDF and written as plain text; only the measures differ.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.made_files.model import (
    Block,
    Contents,
    Heading,
    Item,
    NewPage,
    Paragraph,
    Sample,
    pieces,
)

VOWELS = "aeiouy"


@dataclass(frozen=True)
class Measures:
    """Sizes of a page: points for paper, characters and lines for text."""

    width: float
    height: float
    gutter: float
    leading: float
    size: float
    note_leading: float
    note_size: float
    indent: float
    gap: float
    length: Callable[[str, bool, float], float]


@dataclass(frozen=True)
class Word:
    """A word as printed, the number of the note whose mark stands behind it, and what follows."""

    text: str
    mark: str = ""
    tail: str = ""


@dataclass
class Line:
    """A line of words. `label` hangs before it; `owner` is the number of the item it belongs to."""

    words: list[Word]
    indent: float = 0
    label: str = ""
    bold: bool = False
    size: float = 0
    full: bool = False
    gap: float = 0
    owner: str | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    leader: str = ""

    @property
    def text(self) -> str:
        """The words with spaces, marks as digits."""
        return " ".join(word.text + word.mark + word.tail for word in self.words)


@dataclass
class Column:
    """Lines from the top, and notes at the foot, of one column of a page."""

    lines: list[tuple[float, Line]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    used: float = 0


@dataclass
class Page:
    """A page's columns."""

    columns: list[Column]
    number: int
    cover: bool = False


class Press:
    """Sets one sample."""

    def __init__(self, sample: Sample, measures: Measures) -> None:
        self._sample = sample
        self._m = measures
        count = sample.look.columns
        self._width = (measures.width - (count - 1) * measures.gutter) / count
        self._known: dict[int, int] = {}

    def set(self) -> list[Page]:
        """Return the pages; set twice, so that the table of contents knows them."""
        self._set_once()
        return self._set_once()

    def _set_once(self) -> list[Page]:
        self.pages: list[Page] = []
        self._marks = 0
        self._place = 0
        self._new_page(cover=self._sample.look.cover)
        if self._sample.look.cover:
            self._new_page()
        for place, block in enumerate(self._sample.blocks):
            self._block(place, block)
        return self.pages

    def _block(self, place: int, block: Block) -> None:
        if isinstance(block, NewPage):
            self._new_page()
        elif isinstance(block, Contents):
            self._contents()
        elif isinstance(block, Heading):
            self._keep(4 * self._m.leading)
            size = self._m.size + (2 if block.level == 1 else 0)
            label = f"{block.label} " if block.label else ""
            self._put(label + block.text, "", True, size, self._m.gap * 1.5, None)
            self._known[place] = self.pages[-1].number
        elif isinstance(block, Item):
            self._put(block.text, block.label, False, self._m.size, self._m.gap, block.number)
        elif isinstance(block, Paragraph):
            self._put(block.text, "", block.bold, self._m.size, self._m.gap, None)

    def _contents(self) -> None:
        for place, block in enumerate(self._sample.blocks):
            if isinstance(block, Heading):
                text = f"{block.label} {block.text}" if block.label else block.text
                words = [Word(part) for part in text.split()]
                page = str(self._known.get(place, 0))
                indent = (block.level - 1) * self._m.indent
                self._add(Line(words, indent=indent, size=self._m.size, leader=page))

    def _put(
        self, text: str, label: str, bold: bool, size: float, gap: float, owner: str | None
    ) -> None:
        """Break a text into lines and set them."""
        room = self._m.length(f"{label} ", bold, size)
        indent = max(self._m.indent, room) if label and self._m.indent else 0
        words, notes = self._words(text)
        lines = self._broken(words, bold, size, self._width - indent)
        for place, chosen in enumerate(lines):
            line = Line(
                words=chosen,
                indent=indent,
                label=label if place == 0 else "",
                bold=bold,
                size=size,
                full=place < len(lines) - 1 and not bold,
                gap=gap if place == 0 else 0,
                owner=owner,
            )
            line.notes = [(word.mark, notes[word.mark]) for word in chosen if word.mark]
            self._add(line)

    def _words(self, text: str) -> tuple[list[Word], dict[str, str]]:
        words: list[Word] = []
        notes: dict[str, str] = {}
        for part, note in pieces(text):
            new = [Word(each) for each in part.split()]
            if words and new and not part[:1].isspace():
                words[-1] = replace(words[-1], tail=new.pop(0).text)
            words += new
            if note is not None:
                self._marks += 1
                words[-1] = replace(words[-1], mark=str(self._marks))
                notes[str(self._marks)] = note
        return words, notes

    def _broken(self, words: list[Word], bold: bool, size: float, width: float) -> list[list[Word]]:
        length = self._m.length
        space = length(" ", bold, size)
        lines: list[list[Word]] = [[]]
        used = 0.0
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            needed = length(word.text + word.tail, bold, size)
            needed += length(word.mark, bold, size * 0.6)
            room = width - used - (space if lines[-1] else 0)
            if needed <= room or not lines[-1]:
                used += needed + (space if lines[-1] else 0)
                lines[-1].append(word)
                continue
            parts = self._split(word, room, bold, size)
            if parts:
                lines[-1].append(parts[0])
                word = parts[1]
            waiting.append(word)
            lines.append([])
            used = 0
        return lines

    def _split(self, word: Word, room: float, bold: bool, size: float) -> tuple[Word, Word] | None:
        """Break a long word after a vowel, or at a hyphen of its own."""
        if not self._sample.look.broken_words:
            return None
        letters = re.match(r"[A-Za-z-]+", word.text)
        if not letters or len(letters[0]) < 8:
            return None
        own = [place + 1 for place, sign in enumerate(letters[0]) if sign == "-"]
        places = own or [
            place
            for place in range(3, len(letters[0]) - 3)
            if letters[0][place - 1] in VOWELS and letters[0][place] not in VOWELS
        ]
        for place in reversed(places):
            head = word.text[:place] + ("" if own else "-")
            if self._m.length(head, bold, size) <= room:
                return Word(head), replace(word, text=word.text[place:])
        return None

    def _add(self, line: Line) -> None:
        """Set a line in the column, in the next one where it and its notes do not fit."""
        notes = [note for mark, text in line.notes for note in self._note(mark, text)]
        column = self._column()
        gap = line.gap if column.lines else 0
        height = self._m.leading * max(1, line.size / self._m.size)
        if not self._fits(column, gap + height, len(notes)):
            self._next_column()
            column, gap = self._column(), 0
        column.used += gap + height
        column.lines.append((column.used, replace(line, gap=gap)))
        column.notes += notes

    def _note(self, mark: str, text: str) -> list[Line]:
        words = [Word(each) for each in text.split()]
        room = self._width - self._m.indent / 2
        lines = self._broken(words, False, self._m.note_size, room)
        return [
            Line(words=chosen, label=mark if place == 0 else "", size=self._m.note_size)
            for place, chosen in enumerate(lines)
        ]

    def _fits(self, column: Column, height: float, notes: int) -> bool:
        foot = (len(column.notes) + notes) * self._m.note_leading
        rule = self._m.leading * 1.5 if column.notes or notes else 0
        return column.used + height + foot + rule <= self._m.height

    def _keep(self, height: float) -> None:
        """Begin a new column where a heading would stand alone at the foot."""
        column = self._column()
        if column.lines and not self._fits(column, height, 0):
            self._next_column()

    def _column(self) -> Column:
        return self.pages[-1].columns[self._place]

    def _next_column(self) -> None:
        if self._place + 1 < len(self.pages[-1].columns):
            self._place += 1
        else:
            self._new_page()

    def _new_page(self, cover: bool = False) -> None:
        columns = [Column() for _ in range(self._sample.look.columns)]
        self.pages.append(Page(columns, len(self.pages) + 1, cover))
        self._place = 0


def item_pages(pages: list[Page]) -> dict[str, int]:
    """Return the page on which each item begins."""
    found: dict[str, int] = {}
    for page in pages:
        for column in page.columns:
            for _, line in column.lines:
                if line.owner and line.owner not in found:
                    found[line.owner] = page.number
    return found
