"""Documents and places as pages and API give them."""

from dataclasses import dataclass
from typing import Any

from app.core.wire import PartialDay
from app.reading.model import PieceKind
from app.vocabulary.lists import (
    DateBasis,
    Direction,
    DocumentKind,
    ItemKind,
    PageBasis,
    PlaceRole,
    UndertakingState,
)


@dataclass(frozen=True)
class PlaceRecord:
    """Where something stands; `page` is empty where it cannot be known."""

    document: str
    page: int | None
    page_basis: PageBasis | None
    section: str
    role: PlaceRole
    main: bool


@dataclass(frozen=True)
class PassageRecord:
    """A passage of a document."""

    document: str
    page: int | None
    page_basis: PageBasis | None
    section: str


@dataclass(frozen=True)
class FileRecord:
    """The file a document was read from; `url` leads to it where it is shown to the public."""

    sha256: str
    name: str
    media_type: str
    size: int
    public: bool
    url: str | None


@dataclass(frozen=True)
class DocumentRecord:
    """A document; `recommendations`, `concerns`, `welcomed`, `answers` count what it holds.

    `text_held`: its text is attached, page by page; `file` is what it was read from.
    """

    slug: str
    country: str
    election: str | None
    kind: DocumentKind
    title: str
    issuers: list[str]
    published_on: PartialDay | None
    date_basis: DateBasis | None
    date_note: str | None
    language: str
    pages: int | None
    pages_basis: PageBasis | None
    source_url: str | None
    held: bool
    text_held: bool
    file: FileRecord | None
    reiterates_earlier: bool
    reiterates_place: PassageRecord | None
    note: str | None
    recommendations: int
    concerns: int
    welcomed: int
    answers: int
    url: str


@dataclass(frozen=True)
class PageEvidenceRecord:
    """Evidence on a page, with the id of the assessment that rests on it and its item."""

    assessment: int
    ref: str
    section: str
    note: str
    direction: Direction


@dataclass(frozen=True)
class PageFindingRecord:
    """What a page shows of an undertaking."""

    undertaking: int
    state: UndertakingState
    section: str
    note: str


@dataclass(frozen=True)
class PageRecord:
    """What stands on a page of a document; without a page, what has none."""

    document: str
    page: int | None
    refs: list[str]
    responses: list[int]
    undertakings: list[int]
    statements: list[int]
    evidence: list[PageEvidenceRecord]
    findings: list[PageFindingRecord]


@dataclass(frozen=True)
class TextPageRecord:
    """A page of a document's text.

    `pieces` are as `app.documents.models.DocumentPage` keeps them; sizes are in points.
    """

    number: int
    basis: PageBasis
    label: str | None
    width: float | None
    height: float | None
    pieces: list[dict[str, Any]]


@dataclass(frozen=True)
class SpanRecord:
    """Where an item or an answer stands on a page: characters of one of its pieces.

    An item has `ref`, `number` and `kind`; an answer has its id and the items it answers. `url`
    opens the page there.
    """

    page: int
    piece: int
    start: int
    stop: int
    role: PlaceRole
    ordinal: int
    ref: str | None
    number: str | None
    kind: ItemKind | None
    response: int | None
    answers: list[str]
    url: str

    @property
    def anchor(self) -> str:
        """What the passage is called in the address of its page."""
        return self.url.partition("#")[2]


@dataclass(frozen=True)
class PieceRecord:
    """A piece of a page's text: a paragraph, heading, list entry, footnote, running head or table.

    `label` is the number or letter printed before it; `level` is a heading's, from 1, else 0;
    `continued`: it goes on from the page before.
    """

    kind: PieceKind
    text: str
    label: str | None
    level: int
    continued: bool


@dataclass(frozen=True)
class WholePageRecord(PageRecord):
    """A page with its text, which is empty where none is attached, and what stands where in it."""

    page_basis: PageBasis | None
    label: str | None
    text_held: bool
    pieces: list[PieceRecord]
    passages: list[SpanRecord]
    url: str


@dataclass(frozen=True)
class HeadingRecord:
    """A heading of a document's text: on which page, and as which of the page's pieces."""

    page: int
    piece: int
    level: int
    text: str
