"""Documents and places as pages and API give them."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.vocabulary.lists import (
    DateBasis,
    Direction,
    DocumentKind,
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
class DocumentRecord:
    """A document; `recommendations`, `concerns`, `welcomed`, `answers` count what it holds."""

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
