"""Documents and the places in them."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table, partial_date
from app.core.types import text_enum
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
