"""Changes of entries, grouped by the act that made them; and entries that are archived."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from app.core import clock
from app.core.tables import Table
from app.core.types import UTCDateTime, json_type, text_enum
from app.vocabulary.lists import Action, Channel


class Act(Table, table=True):
    """What somebody did at once: publishing a proposal or an import, loading the seed data.

    `by` is the name that the public sees; `user_id` is empty where no account did it. All changes
    of an act were committed together. Neither acts nor changes are ever altered or removed: the
    database refuses it.
    """

    __tablename__ = "acts"
    __table_args__ = (
        sa.CheckConstraint("reason IS NULL OR length(reason) > 0", name="reason"),
        sa.Index("ix_acts_at_id", "at", "id"),
    )

    at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    by: str
    user_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    channel: Channel = Field(sa_type=text_enum(Channel, "channel"))
    reason: str | None = None


class Change(Table, table=True):
    """A change of one entry.

    `entry` names a kind of `app.entries.kinds`, `key` is the entry's permanent public name (a
    reference, a slug, a code, a key; of a link both references), `row_id` its row, `number` counts
    the entry's changes from 1. `fields` is a list of `{"field", "old", "new"}`. `undoes_id` is the
    change that this one takes back.
    """

    __tablename__ = "changes"
    __table_args__ = (
        sa.UniqueConstraint("entry", "row_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.Index("ix_changes_entry_key", "entry", "key"),
    )

    act_id: int = Field(foreign_key="acts.id", index=True)
    entry: str
    key: str
    row_id: int
    number: int
    action: Action = Field(sa_type=text_enum(Action, "action"))
    fields: list[dict[str, Any]] = Field(sa_type=json_type())
    undoes_id: int | None = Field(default=None, foreign_key="changes.id", index=True)


class Archived(Table, table=True):
    """An entry that is no longer shown: why, and into which entry it was merged, if into one.

    Its row is gone from its table; its changes hold what it was. Its key and its id are never used
    again but to restore it.
    """

    __tablename__ = "archived"
    __table_args__ = (
        sa.UniqueConstraint("entry", "key"),
        sa.UniqueConstraint("entry", "row_id"),
        sa.CheckConstraint("merged_into <> key", name="merged_into"),
    )

    entry: str
    key: str
    row_id: int
    act_id: int = Field(foreign_key="acts.id", index=True)
    merged_into: str | None = None
