"""The stored status of items and threads: one row for each interval in which it does not change.

A status is a function of facts and a date, and changes only on the dates of documents and due
dates. Storing each interval makes today's status and that of any other date the same indexed
look-up.
"""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Table
from app.core.types import json_type, text_enum
from app.vocabulary.lists import Later, LinkBasis, Position, Reported


class ItemStatus(Table, table=True):
    """What is derived for an item from `since` to the day before `until`."""

    __tablename__ = "item_statuses"
    __table_args__ = (
        sa.UniqueConstraint("item_id", "since"),
        sa.CheckConstraint("since < until", name="interval"),
    )

    item_id: int = Field(foreign_key="recommendations.id", ondelete="CASCADE")
    since: date
    until: date
    position: Position | None = Field(default=None, sa_type=text_enum(Position, "position"))
    reported: Reported | None = Field(default=None, sa_type=text_enum(Reported, "reported"))
    assessment: str | None = Field(default=None, max_length=32)
    headline: str | None = Field(default=None, max_length=32)
    later: Later | None = Field(default=None, sa_type=text_enum(Later, "later"))
    accounts_differ: bool = False
    accounts_differ_basis: LinkBasis | None = Field(
        default=None, sa_type=text_enum(LinkBasis, "accounts_differ_basis")
    )
    overdue: bool = False
    eligible: bool = False
    occurrences: int
    recommended_again_in: list[str] = Field(sa_type=json_type())
    concern_again_in: list[str] = Field(sa_type=json_type())
    same_subject_in: list[str] = Field(sa_type=json_type())


class ThreadStatus(Table, table=True):
    """What is derived for a thread from `since` to the day before `until`.

    `occurrences` counts the elections in which it stands, `recommended` those in which it is a
    recommendation.
    """

    __tablename__ = "thread_statuses"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "since"),
        sa.CheckConstraint("since < until", name="interval"),
    )

    thread_id: int = Field(foreign_key="threads.id", ondelete="CASCADE")
    since: date
    until: date
    occurrences: int
    recommended: int
    first_election_id: int = Field(foreign_key="elections.id", index=True)
    last_election_id: int = Field(foreign_key="elections.id", index=True)
    first_held_on: date
    span_days: int
    accounts_differ: bool = False
