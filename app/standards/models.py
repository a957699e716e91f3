"""Instruments, their provisions, and who cites them to what end."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table, partial_date
from app.core.types import text_enum
from app.vocabulary.lists import InstrumentClass, Purpose


class Instrument(Record, table=True):
    """A treaty, an interpretation of one, a political commitment or good practice."""

    __tablename__ = "instruments"
    __table_args__ = (partial_date("dated"),)

    slug: str = Field(unique=True)
    short_title: str
    title: str
    instrument_class: InstrumentClass = Field(
        sa_type=text_enum(InstrumentClass, "instrument_class")
    )
    dated: str | None = None
    note: str | None = None


class InstrumentBinding(Table, table=True):
    """A country that an instrument binds or commits, and from when (a partial date)."""

    __tablename__ = "instrument_bindings"
    __table_args__ = (
        sa.UniqueConstraint("instrument_id", "country_id"),
        partial_date("binds_from"),
    )

    instrument_id: int = Field(foreign_key="instruments.id", ondelete="CASCADE")
    country_id: int = Field(foreign_key="countries.id", index=True)
    binds_from: str
    note: str | None = None


class Standard(Record, table=True):
    """A provision: the instrument's slug, a slash and its number, such as `copenhagen-1990/7.6`.

    An instrument cited as a whole is a standard without a provision, under the instrument's own
    slug.
    """

    __tablename__ = "standards"

    slug: str = Field(unique=True)
    instrument_id: int = Field(foreign_key="instruments.id", index=True)
    provision: str | None = None
    label: str | None = None
    sort_key: str


class Citation(Table, table=True):
    """A provision cited for an item or in an answer; misprints are kept in `as_printed`."""

    __tablename__ = "citations"
    __table_args__ = (
        sa.CheckConstraint("(item_id IS NULL) <> (response_id IS NULL)", name="one_owner"),
        sa.UniqueConstraint("item_id", "standard_id", "cited_by_id", "purpose"),
        sa.UniqueConstraint("response_id", "standard_id", "cited_by_id", "purpose"),
    )

    standard_id: int = Field(foreign_key="standards.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="recommendations.id", ondelete="CASCADE")
    response_id: int | None = Field(default=None, foreign_key="responses.id", ondelete="CASCADE")
    cited_by_id: int = Field(foreign_key="organisations.id", index=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    purpose: Purpose = Field(sa_type=text_enum(Purpose, "purpose"))
    as_printed: str | None = None
    page: int | None = None
    section: str | None = None
    note: str | None = None
