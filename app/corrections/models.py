"""Requests for correction and their answers."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record
from app.core.types import UTCDateTime, text_enum
from app.vocabulary.lists import Capacity, Outcome


class Correction(Record, table=True):
    """What somebody says is wrong on a page, and what we answered. Its id is its public number.

    `page` is the address within the site, `entry` and `key` the record that it shows, if one.
    `stamp` is that of the form, so that a form sent twice is one request. `sender` is a digest of
    the network that it came from, kept for two days. `named`: name and organisation may be
    published. `email` is never published and is deleted 90 days after the answer. `summary` is the
    request in our words; it and `answer` are public unless it is spam.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        sa.UniqueConstraint("stamp"),
        sa.CheckConstraint("length(sender) = 64", name="sender"),
        sa.CheckConstraint("(entry IS NULL) = (key IS NULL)", name="entry_and_key"),
        sa.CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="outcome_and_moment"),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'spam' OR (summary IS NOT NULL AND answer IS NOT NULL)",
            name="answer_is_whole",
        ),
        sa.Index("ix_corrections_entry_key", "entry", "key"),
        sa.Index("ix_corrections_outcome_id", "outcome", "id"),
    )

    stamp: str
    sender: str | None = Field(default=None, index=True)
    page: str
    entry: str | None = None
    key: str | None = None
    wrong: str
    wanted: str = ""
    source: str = ""
    capacity: Capacity = Field(sa_type=text_enum(Capacity, "capacity"))
    name: str = ""
    organisation: str = ""
    named: bool = False
    email: str | None = None
    taken_by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    outcome: Outcome | None = Field(default=None, sa_type=text_enum(Outcome, "outcome"))
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    summary: str | None = None
    answer: str | None = None
    act_id: int | None = Field(default=None, foreign_key="acts.id", index=True)
