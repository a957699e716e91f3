"""What reading a document gives, step by step: lines, pieces, and what was found in them.

A format gives a `Source`: pages of lines as printed. Layout makes a `Text` of it: pieces, each on
one page. Readers of reports and comments find things in the text and say where by `Span`s, so that
everything found can be shown where it stands.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.vocabulary.lists import (
    DocumentKind,
    Ground,
    ItemKind,
    Level,
    PageBasis,
    PlaceRole,
    Position,
    Reported,
)


class LineRole(StrEnum):
    """What a format itself says of a line."""

    BODY = "body"
    HEADER = "header"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass(frozen=True)
class Line:
    """A line as printed, or a whole paragraph where the format has no lines.

    Lengths are points from the top left of the page, `None` where the format has no layout. Raised
    digits of footnote marks are Unicode superscripts in `text` (`commitments¹`), whatever the
    format. `level` is the heading's level where the format says that it is one, else 0. `label` is
    the number, letter or bullet of a list where the format keeps it apart from the text. `mark` is
    the footnote's mark where the format says that the line is one. `gap`: a blank line, or more
    space than between lines, stands before it.
    """

    text: str
    x0: float | None = None
    x1: float | None = None
    top: float | None = None
    bottom: float | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    level: int = 0
    label: str | None = None
    mark: str | None = None
    gap: bool = False
    role: LineRole = LineRole.BODY


@dataclass(frozen=True)
class SourcePage:
    """A page of a source. `label` is the page number printed on it, where one was seen."""

    number: int
    basis: PageBasis
    lines: list[Line]
    label: str | None = None
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True)
class Warn:
    """Something that a person should look at: a code for programs, a message for people."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True)
class Source:
    """A document as its format gives it.

    `reader` names the format: text, pdf, docx, html, markdown. `paged`: its pages are real ones.
    `whole_paragraphs`: a line is a paragraph, never a part of one.
    """

    reader: str
    pages: list[SourcePage]
    paged: bool
    whole_paragraphs: bool
    title: str | None = None
    language: str | None = None
    warnings: list[Warn] = field(default_factory=list)


class PieceKind(StrEnum):
    """What a piece of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    TABLE = "table"


@dataclass(frozen=True)
class Box:
    """Where a piece stands on its page, as fractions of the page's width and height."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading, list entry, footnote or running head, or the part of it on one page.

    Whitespace is collapsed and words broken at line ends are whole; footnote marks stay in `text`
    as Unicode superscripts. `label` is the printed number, letter or bullet (`1.`, `(b)`, `•`), or
    a footnote's mark; it is not in `text`. `continued`: the piece goes on from the last one of its
    kind before it, on an earlier page. `level` is a heading's, from 1.
    """

    page: int
    kind: PieceKind
    text: str
    label: str | None = None
    level: int = 0
    continued: bool = False
    box: Box | None = None
    italic: bool = False


@dataclass(frozen=True)
class PageInfo:
    """A page: its number, how that is known, the number printed on it, its size in points.

    Numbers are those that a document prints, where it does: cover and contents before its page 1
    are page 0. `sheet` is the page's place in the file, from 1, where the file has pages.
    """

    number: int
    basis: PageBasis
    label: str | None = None
    width: float | None = None
    height: float | None = None
    sheet: int | None = None


@dataclass(frozen=True)
class Text:
    """A document's text: pieces in reading order, footnotes where they stand.

    `doubtful` are words broken at a line's end, made whole, that may as well be written otherwise.
    """

    reader: str
    pages: list[PageInfo]
    pieces: list[Piece]
    title: str | None = None
    language: str | None = None
    warnings: list[Warn] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """A passage within one piece: the piece's index and the characters from `start` to `end`."""

    piece: int
    start: int
    end: int


class CitedIn(StrEnum):
    """Where a citation stands: in the item, where the text says the same, or in a finding."""

    ITEM = "item"
    BODY = "body"
    FINDING = "finding"


@dataclass(frozen=True)
class Cited:
    """A standard as a document cites it; `standard` is its slug where it could be told.

    `footnote` is the mark where it stands in a footnote of that passage.
    """

    as_printed: str
    standard: str | None = None
    page: int | None = None
    footnote: str | None = None
    stands_in: CitedIn = CitedIn.ITEM
    section: str = ""


@dataclass(frozen=True)
class Mention:
    """The same item elsewhere in its document, or a finding that it rests on."""

    text: str
    page: int
    section: str
    spans: list[Span]
    role: PlaceRole = PlaceRole.BODY


@dataclass(frozen=True)
class Beside:
    """Another cell of an item's row in a table, with the head of its column."""

    head: str
    text: str
    span: Span


@dataclass(frozen=True)
class FoundItem:
    """An item as printed.

    `text` is its own words: whitespace collapsed, broken words whole, footnote marks and page
    furniture gone, without its number; `lead_in` apart. `page` is where it begins. `proposers` are
    the states named in brackets behind it, as printed, `brackets` what was taken off the text with
    them. `beside` are the other cells of its row in a table. `body` is where the document says the
    same outside its list; `rests_on` the findings before it there, or beside it in the table.
    """

    number: str
    number_as_printed: str | None
    kind: ItemKind
    text: str
    page: int
    page_basis: PageBasis
    section: str
    spans: list[Span]
    role: PlaceRole = PlaceRole.LIST
    parent: str | None = None
    container: bool = False
    heading: str | None = None
    priority: bool | None = None
    lead_in: str | None = None
    proposers: list[str] = field(default_factory=list)
    brackets: str = ""
    beside: list[Beside] = field(default_factory=list)
    body: list[Mention] = field(default_factory=list)
    rests_on: list[Mention] = field(default_factory=list)
    standards: list[Cited] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


@dataclass(frozen=True)
class FoundAnswer:
    """An authority's answer to what it quotes; `number` is empty where it could not be tied.

    `stated_as` is the status line as printed, `standpoint` the answer without it. An answer to
    several items is given once for each; `shared_with` are the numbers of the others.
    """

    kind: ItemKind | None
    number: str | None
    position: Position
    reported: Reported
    ground: Ground
    stated_as: str | None
    standpoint: str
    page: int
    page_basis: PageBasis
    section: str
    spans: list[Span]
    status_spans: list[Span] = field(default_factory=list)
    shared_with: list[str] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


class Cue(StrEnum):
    """How a document speaks of earlier recommendations."""

    REITERATES = "reiterates"
    RECOMMENDED_BEFORE = "recommended_before"
    UNADDRESSED = "unaddressed"
    ADDRESSED = "addressed"
    GRADED = "graded"


@dataclass(frozen=True)
class FollowUp:
    """A sentence that tells what became of earlier recommendations.

    `number` is the item of this document in whose text, body place or section it stands.
    `earlier` are numbers of the earlier report's recommendations that it names, `level` what it
    says of them, `year` the election or report it points to.
    """

    cue: Cue
    text: str
    page: int
    section: str
    spans: list[Span]
    number: str | None = None
    earlier: list[str] = field(default_factory=list)
    level: Level | None = None
    year: int | None = None


@dataclass(frozen=True)
class Unread:
    """A passage on the pages of the list that no item took up."""

    page: int
    text: str
    spans: list[Span]


@dataclass(frozen=True)
class Reading:
    """All that was found in a document. `kind` and `title` are guesses from its first page."""

    text: Text
    items: list[FoundItem] = field(default_factory=list)
    answers: list[FoundAnswer] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    kind: DocumentKind | None = None
    title: str | None = None
    published_on: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
