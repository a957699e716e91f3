"""Threads: the life of one point across elections."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table
from app.core.types import text_enum
from app.vocabulary.lists import ItemKind, ThreadRole


class Thread(Record, table=True):
    """A recurring recommendation: a curated set of items with a title."""

    __tablename__ = "threads"
    __table_args__ = (sa.UniqueConstraint("id", "country_id"),)

    slug: str = Field(unique=True)
    country_id: int = Field(foreign_key="countries.id", index=True)
    title: str
    summary: str | None = None
    topic_id: int = Field(foreign_key="topics.id", index=True)
    curated_by: str | None = None


class ThreadMember(Table, table=True):
    """An item in a thread: an occurrence of the point, or a welcomed step in its story.

    An item may belong to several threads; at most one membership is its main one.
    """

    __tablename__ = "thread_members"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "item_id"),
        sa.ForeignKeyConstraint(
            ["thread_id", "country_id"],
            ["threads.id", "threads.country_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "country_id", "election_id", "kind", "container"],
            [
                f"recommendations.{column}"
                for column in ("id", "country_id", "election_id", "kind", "container")
            ],
            onupdate="CASCADE",
        ),
        sa.CheckConstraint("NOT container", name="no_container"),
        sa.CheckConstraint("(role = 'story') = (kind = 'welcomed')", name="story_is_welcomed"),
        sa.CheckConstraint("NOT main OR role = 'occurrence'", name="main_is_occurrence"),
        sa.Index(
            "uq_thread_members_item_id_main",
            "item_id",
            unique=True,
            sqlite_where=sa.text("main"),
            postgresql_where=sa.text("main"),
        ),
    )

    thread_id: int
    item_id: int = Field(index=True)
    country_id: int
    election_id: int
    kind: ItemKind = Field(sa_type=text_enum(ItemKind, "kind"))
    container: bool = False
    role: ThreadRole = Field(sa_type=text_enum(ThreadRole, "role"))
    main: bool = False
    part: str | None = None
    ordinal: int
