"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.documents.records import (
    DocumentRecord,
    HeadingRecord,
    PageEvidenceRecord,
    PageFindingRecord,
    SpanRecord,
)
from app.names.queries import Names
from app.reading.model import PieceKind
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.statements.records import StatementRecord
from app.undertakings.records import UndertakingRecord
from app.vocabulary.lists import PageBasis


@dataclass(frozen=True)
class DocumentsPage:
    """All documents, held or only known of."""

    documents: list[DocumentRecord]
    names: Names
    day: date
    as_of: date | None


@dataclass(frozen=True)
class PageLink:
    """A page of a document and how many facts stand on it."""

    page: int | None
    facts: int


@dataclass(frozen=True)
class DocumentPage:
    """One document: its facts, the headings of its text, its pages with what stands on each.

    Of `total` items and of `all_headings` the first stand here. `command` attaches a text.
    """

    document: DocumentRecord
    command: str | None
    headings: list[HeadingRecord]
    all_headings: int
    pages: list[PageLink]
    items: list[ItemRecord]
    total: int
    statements: list[StatementRecord]
    names: Names
    day: date
    as_of: date | None


@dataclass(frozen=True)
class MarkOwner:
    """What a mark is of; `head`: the address of the item or answer leads here."""

    span: SpanRecord
    head: bool


@dataclass(frozen=True)
class Mark:
    """A marked passage; `goes_on`: it names nobody, since it goes on from the mark before it.

    `answer`: only answers of authorities stand there.
    """

    owners: list[MarkOwner]
    answer: bool
    goes_on: bool


@dataclass(frozen=True)
class Token:
    """A step of a piece's text: words, a mark's begin or end, or a footnote's mark.

    `note` names the footnote; the `first` mark that leads to it has the address to come back to.
    """

    kind: Literal["text", "open", "close", "note"]
    text: str = ""
    mark: Mark | None = None
    note: str = ""
    first: bool = False


@dataclass(frozen=True)
class ShownPiece:
    """A piece of text as the reader shows it; `note` names a footnote that a mark leads to.

    `leftwards`: it is written from right to left.
    """

    id: str
    kind: PieceKind
    leftwards: bool
    label: str | None
    level: int
    continued: bool
    note: str | None
    tokens: list[Token]


@dataclass(frozen=True)
class ShownBox:
    """Where something stands on the picture of a page, as fractions of its width and height."""

    x: float
    y: float
    width: float
    height: float
    answer: bool


@dataclass(frozen=True)
class PageText:
    """A page of text; `label` is the number printed on it where that is another."""

    number: int
    basis: PageBasis
    label: str | None
    pieces: list[ShownPiece]
    boxes: list[ShownBox]


@dataclass(frozen=True)
class Picture:
    """The picture of a page: where it is drawn, in the widths that there are, and its shape."""

    url: str
    widths: tuple[int, ...]
    width: int
    height: int


@dataclass(frozen=True)
class LeafPage:
    """One page of a document: its text, and every item, answer and other thing on it.

    `text` is empty where none is attached; `anchors` are what is marked in it. `elsewhere` has the
    address of what is marked on another page than the one it is recorded with. `differing` are the
    items whose official text is not what stands in it.
    """

    document: DocumentRecord
    page: int
    command: str | None
    text: PageText | None
    anchors: set[str]
    elsewhere: dict[str, str]
    differing: set[str]
    picture: Picture | None
    items: list[ItemRecord]
    responses: list[ResponseRecord]
    undertakings: list[UndertakingRecord]
    statements: list[StatementRecord]
    evidence: list[PageEvidenceRecord]
    findings: list[PageFindingRecord]
    previous: int | None
    following: int | None
    names: Names
    day: date
    as_of: date | None

    @property
    def holds(self) -> bool:
        """Whether anything is recorded from the page."""
        recorded = (self.items, self.responses, self.undertakings, self.statements)
        return any((*recorded, self.evidence, self.findings))


@dataclass(frozen=True)
class TextPage:
    """The text of a document in one piece; of a very long one, a part of it."""

    document: DocumentRecord
    command: str | None
    pages: list[PageText]
    total: int
    headings: list[HeadingRecord]
    previous_url: str | None
    following_url: str | None
    day: date
    as_of: date | None
