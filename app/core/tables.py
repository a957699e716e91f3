"""The base of all tables.

Constraint names come from one convention, so that SQLite can alter them later. There are no ORM
relationships: each `queries.py` says what it reads, and nothing loads behind its back.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.core import clock
from app.core.types import UTCDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


_DIGITS = "'0123456789'"


def partial_date(column: str) -> sa.CheckConstraint:
    """Return a CHECK that a column holds nothing or 2011, 2011-03 or 2011-03-21.

    It takes a day up to 31 in any month: `app.core.dates` knows the calendar.
    """
    year, month, day = (f"substr({column}, {start})" for start in ("1, 4", "6, 2", "9, 2"))

    def within(part: str, first: str, last: str) -> str:
        return f"ltrim({part}, {_DIGITS}) = '' AND {part} BETWEEN '{first}' AND '{last}'"

    return sa.CheckConstraint(
        f"length({column}) IN (4, 7, 10) AND {within(year, '0001', '9998')}"
        f" AND (length({column}) = 4"
        f" OR (substr({column}, 5, 1) = '-' AND {within(month, '01', '12')}))"
        f" AND (length({column}) < 10"
        f" OR (substr({column}, 8, 1) = '-' AND {within(day, '01', '31')}))",
        name=f"{column}_form",
    )


def one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    """Return a CHECK that a column holds nothing or one of the values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


@sa.event.listens_for(sa.Table, "after_parent_attach")
def _complete(table: sa.Table, metadata: sa.MetaData) -> None:
    """Make SQLite as strict as PostgreSQL.

    Each boolean of ours has a CHECK, since SQLite would take any number; and the id of a record
    that is gone is never given to another.
    """
    if metadata is not SQLModel.metadata:
        return
    if "version" in table.columns:
        table.dialect_options["sqlite"]["autoincrement"] = True
    for column in list(table.columns):
        if isinstance(column.type, sa.Boolean):
            table.append_constraint(
                sa.CheckConstraint(f"{column.name} IN (true, false)", name=column.name)
            )


class Table(SQLModel):
    """A row with a number of its own."""

    id: int = Field(default=None, primary_key=True)


class Record(Table):
    """A row that people edit: `version` grows with each change and guards against lost updates.

    Its `id` is never used again.
    """

    version: int = Field(default=1)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
