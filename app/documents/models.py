"""Documents, the places in them, and their text."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from app.core import clock
from app.core.tables import Record, Table, partial_date
from app.core.types import UTCDateTime, json_type, text_enum
from app.vocabulary.lists import DateBasis, DocumentKind, PageBasis, PlaceRole


class Document(Record, table=True):
    """A report, a statement, comments, a law; `held` when we have its text, else only known of.

    `published_on` is a partial date and `published_by` its last possible day, from which the
    document counts; both are empty when even the year is unknown.
    """

    __tablename__ = "documents"
    __table_args__ = (
        sa.UniqueConstraint("id", "election_id"),
        sa.ForeignKeyConstraint(
            ["election_id", "country_id"], ["elections.id", "elections.country_id"]
        ),
        partial_date("published_on"),
        sa.CheckConstraint(
            "(published_on IS NULL) = (published_by IS NULL)",
            name="published_on_and_by",
        ),
        sa.CheckConstraint("NOT held OR published_on IS NOT NULL", name="held_is_dated"),
        sa.CheckConstraint(
            "reiterates_page IS NULL OR reiterates_page > 0", name="reiterates_page"
        ),
        sa.CheckConstraint(
            "NOT reiterates_earlier OR reiterates_section IS NOT NULL",
            name="reiterates_place",
        ),
    )

    slug: str = Field(unique=True)
    election_id: int | None = Field(default=None, index=True)
    country_id: int = Field(foreign_key="countries.id", index=True)
    kind: DocumentKind = Field(sa_type=text_enum(DocumentKind, "kind"))
    title: str
    published_on: str | None = None
    published_by: date | None = None
    date_basis: DateBasis | None = Field(default=None, sa_type=text_enum(DateBasis, "date_basis"))
    date_note: str | None = None
    language: str = "en"
    pages: int | None = None
    pages_basis: PageBasis | None = Field(default=None, sa_type=text_enum(PageBasis, "pages_basis"))
    url: str | None = None
    held: bool
    reiterates_earlier: bool = False
    reiterates_page: int | None = None
    reiterates_page_basis: PageBasis | None = Field(
        default=None, sa_type=text_enum(PageBasis, "reiterates_page_basis")
    )
    reiterates_section: str | None = None
    note: str | None = None


class DocumentIssuer(Table, table=True):
    """One of a document's issuers, in printed order."""

    __tablename__ = "document_issuers"
    __table_args__ = (sa.UniqueConstraint("document_id", "organisation_id"),)

    document_id: int = Field(foreign_key="documents.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    ordinal: int


class Place(Table, table=True):
    """Where something stands; it belongs to exactly one item, answer, undertaking or statement.

    A page may be unknown, a section never. One place of each owner is its main one.
    """

    __tablename__ = "places"
    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN item_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN undertaking_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        sa.CheckConstraint("page IS NULL OR page > 0", name="page"),
        sa.CheckConstraint("(page IS NULL) = (page_basis IS NULL)", name="page_and_basis"),
        sa.CheckConstraint("length(section) > 0", name="section"),
        *(
            sa.Index(
                f"uq_places_{owner}_main",
                owner,
                unique=True,
                sqlite_where=sa.text("main"),
                postgresql_where=sa.text("main"),
            )
            for owner in ("item_id", "response_id", "undertaking_id", "statement_id")
        ),
        sa.Index("ix_places_document_id_page", "document_id", "page"),
    )

    document_id: int = Field(foreign_key="documents.id")
    item_id: int | None = Field(
        default=None, foreign_key="recommendations.id", ondelete="CASCADE", index=True
    )
    response_id: int | None = Field(
        default=None, foreign_key="responses.id", ondelete="CASCADE", index=True
    )
    undertaking_id: int | None = Field(
        default=None, foreign_key="undertakings.id", ondelete="CASCADE", index=True
    )
    statement_id: int | None = Field(
        default=None, foreign_key="statements.id", ondelete="CASCADE", index=True
    )
    page: int | None = None
    page_basis: PageBasis | None = Field(default=None, sa_type=text_enum(PageBasis, "page_basis"))
    section: str
    role: PlaceRole = Field(sa_type=text_enum(PlaceRole, "role"))
    main: bool = False
    ordinal: int


class DocumentFile(Table, table=True):
    """The file a document was read from, kept under its sha256; shown only where `public` says."""

    __tablename__ = "document_files"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        sa.CheckConstraint("size > 0", name="size"),
    )

    document_id: int = Field(foreign_key="documents.id", ondelete="CASCADE", unique=True)
    sha256: str = Field(index=True)
    name: str
    media_type: str
    size: int
    reader: str
    public: bool = False
    attached_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)


class DocumentPage(Table, table=True):
    """A page of a document's text.

    `pieces` are the pieces of `app.reading.model.Piece` that stand on it, in reading order, as JSON
    objects without their page. `number` is the one that the document prints, where it does; cover
    and contents before page 1 are page 0. `sheet` is its place in the file. Sizes are in points.
    """

    __tablename__ = "document_pages"
    __table_args__ = (
        sa.UniqueConstraint("document_id", "number"),
        sa.CheckConstraint("number >= 0", name="number"),
        sa.CheckConstraint("sheet IS NULL OR sheet > 0", name="sheet"),
    )

    document_id: int = Field(foreign_key="documents.id", ondelete="CASCADE")
    number: int
    sheet: int | None = None
    basis: PageBasis = Field(sa_type=text_enum(PageBasis, "basis"))
    label: str | None = None
    width: float | None = None
    height: float | None = None
    pieces: list[dict[str, Any]] = Field(sa_type=json_type())


class Passage(Table, table=True):
    """Where an item or an answer stands in a document's text; it belongs to exactly one of them.

    `piece` is the place in the page's `pieces`, `start` and `stop` are characters of its text.
    """

    __tablename__ = "passages"
    __table_args__ = (
        sa.CheckConstraint("(item_id IS NULL) <> (response_id IS NULL)", name="one_owner"),
        sa.CheckConstraint("piece >= 0 AND start >= 0 AND stop > start", name="span"),
        sa.ForeignKeyConstraint(
            ["document_id", "page"],
            ["document_pages.document_id", "document_pages.number"],
            ondelete="CASCADE",
        ),
        sa.Index("ix_passages_document_id_page", "document_id", "page"),
    )

    document_id: int
    page: int
    piece: int
    start: int
    stop: int
    item_id: int | None = Field(
        default=None, foreign_key="recommendations.id", ondelete="CASCADE", index=True
    )
    response_id: int | None = Field(
        default=None, foreign_key="responses.id", ondelete="CASCADE", index=True
    )
    role: PlaceRole = Field(sa_type=text_enum(PlaceRole, "role"))
    ordinal: int
