"""How a made report is described, and what is true of each file made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NOTE = re.compile(r"\^\[([^\]]*)\]")
"""A footnote in a text: `words^[what the note says] more words`."""


@dataclass(frozen=True)
class Heading:
    """A heading; `label` is its printed number, level 1 the largest."""

    text: str
    level: int = 1
    label: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """Running text. `bold` for what observers set off, as recommendations in the body."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Item:
    """A recommendation in the list, with what a reader should find of it.

    `printed` is its label as printed, none for what is numbered by order. `number` is the number
    that it has then, `2B` for the second letter under item 2.
    """

    number: str
    printed: str | None
    text: str
    heading: str | None
    priority: bool | None = None
    parent: str | None = None
    container: bool = False
    lead_in: str | None = None
    proposers: tuple[str, ...] = ()
    bullet: str | None = None

    @property
    def label(self) -> str:
        """What is printed before the item."""
        return self.printed or self.bullet or ""

    @property
    def words(self) -> str:
        """The item's own words: without footnotes, and without the states that proposed it."""
        states = f" ({'; '.join(self.proposers)});" if self.proposers else ""
        return plain(self.text).removesuffix(states)


@dataclass(frozen=True)
class Contents:
    """The table of contents stands here."""


@dataclass(frozen=True)
class NewPage:
    """A page ends here."""


Block = Heading | Paragraph | Item | Contents | NewPage


@dataclass(frozen=True)
class Print:
    """How a report looks where a format has a look."""

    columns: int = 1
    head: str = ""
    foot: str = "{page}"
    broken_words: bool = True
    cover: bool = False


@dataclass(frozen=True)
class Sample:
    """An invented report. `list_heading` is the heading that opens its list."""

    name: str
    title: str
    list_heading: str
    blocks: list[Block]
    look: Print = field(default_factory=Print)

    @property
    def items(self) -> list[Item]:
        """The items in the order of the list."""
        return [block for block in self.blocks if isinstance(block, Item)]

    @property
    def headings(self) -> list[Heading]:
        """The headings in order."""
        return [block for block in self.blocks if isinstance(block, Heading)]


@dataclass(frozen=True)
class Made:
    """A file made of a sample. `pages`: where each item begins, empty where the format has none."""

    sample: Sample
    format: str
    path: Path
    pages: dict[str, int]


def plain(text: str) -> str:
    """Return a text without its footnotes, as an item's own words are."""
    return NOTE.sub("", text)


def notes_of(text: str) -> list[str]:
    """Return the footnotes of a text."""
    return NOTE.findall(text)


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Give a text in parts: words, and the note whose mark stands behind them."""
    place = 0
    for found in NOTE.finditer(text):
        yield text[place : found.start()], found[1]
        place = found.end()
    yield text[place:], None


def block_text(block: Block) -> str:
    """Return the text of a block with its label."""
    if isinstance(block, Item | Heading) and block.label:
        return f"{block.label} {block.text}"
    return "" if isinstance(block, Contents | NewPage) else block.text
