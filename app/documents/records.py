"""Documents and places as pages and API give them."""

from dataclasses import dataclass

from app.vocabulary.lists import DateBasis, DocumentKind, PageBasis, PlaceRole


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
    published_on: str | None
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
