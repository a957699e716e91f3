"""The base of all tables.

Constraint names come from one convention, so that SQLite can alter them later. There are no ORM
relationships: each `queries.py` says what it reads, and nothing loads behind its back.
"""

from datetime import datetime

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


class Table(SQLModel):
    """A row with a number of its own."""

    id: int = Field(default=None, primary_key=True)


class Record(Table):
    """A row that people edit: `version` grows with each change and guards against lost updates."""

    version: int = Field(default=1)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
