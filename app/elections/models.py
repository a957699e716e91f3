"""Countries and elections."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, partial_date
from app.core.types import text_enum
from app.vocabulary.lists import ElectionKind


class Country(Record, table=True):
    """A country, by its ISO 3166-1 alpha-2 code."""

    __tablename__ = "countries"

    code: str = Field(unique=True, max_length=2)
    name: str


class Election(Record, table=True):
    """One event that documents are about; it may be known without any document held.

    `first_day` and `last_day` are partial dates; `held_on` is the last possible first day, by which
    elections are ordered.
    """

    __tablename__ = "elections"
    __table_args__ = (
        sa.UniqueConstraint("id", "country_id"),
        sa.UniqueConstraint("id", "held_on"),
        partial_date("first_day"),
        partial_date("last_day"),
        sa.CheckConstraint(
            "length(first_day) < 10 OR length(last_day) < 10 OR first_day <= last_day",
            name="days_in_order",
        ),
    )

    code: str = Field(unique=True)
    country_id: int = Field(foreign_key="countries.id", index=True)
    kind: ElectionKind = Field(sa_type=text_enum(ElectionKind, "kind"))
    title: str
    first_day: str
    last_day: str | None = None
    held_on: date
    note: str | None = None
