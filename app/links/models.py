"""Links between two items of one country."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record
from app.core.types import UTCDateTime, json_type, text_enum
from app.vocabulary.lists import ItemKind, LinkBasis, LinkState, Relation

_RECURRENCE = "relation IN ('repeats', 'repeats_in_part', 'extends')"


def _end(name: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [
                f"{name}_id",
                "country_id",
                f"{name}_election_id",
                f"{name}_kind",
                f"{name}_container",
            ],
            [
                f"recommendations.{column}"
                for column in ("id", "country_id", "election_id", "kind", "container")
            ],
            onupdate="CASCADE",
            name=f"fk_links_{name}_id",
        ),
        sa.ForeignKeyConstraint(
            [f"{name}_election_id", f"{name}_held_on"],
            ["elections.id", "elections.held_on"],
            onupdate="CASCADE",
            name=f"fk_links_{name}_election_id",
        ),
    ]


class Link(Record, table=True):
    """A link from the earlier item to the later one.

    The columns from `country_id` to `later_held_on` repeat facts of the two items under foreign
    keys, so that the checks below hold in the database: a recurrence runs forward in time,
    `supports` and `same_finding` stay within one election, containers are not linked, welcomed
    steps do not recur. That two items are linked in one direction only is left to the service: it
    would take an index over expressions, which alembic cannot compare on SQLite.
    """

    __tablename__ = "links"
    __table_args__ = (
        *_end("earlier"),
        *_end("later"),
        sa.UniqueConstraint("earlier_id", "later_id"),
        sa.CheckConstraint("earlier_id <> later_id", name="two_items"),
        sa.CheckConstraint("NOT earlier_container AND NOT later_container", name="no_container"),
        sa.CheckConstraint(
            f"NOT ({_RECURRENCE}) OR (earlier_held_on < later_held_on"
            " AND earlier_kind <> 'welcomed' AND later_kind <> 'welcomed')",
            name="recurrence",
        ),
        sa.CheckConstraint(
            "relation NOT IN ('supports', 'same_finding')"
            " OR earlier_election_id = later_election_id",
            name="within_election",
        ),
        sa.CheckConstraint(
            "relation <> 'supports'"
            " OR (earlier_kind = 'concern' AND later_kind = 'recommendation')",
            name="supports",
        ),
        sa.CheckConstraint(
            "basis <> 'stated' OR (document_id IS NOT NULL AND section IS NOT NULL)",
            name="stated_has_place",
        ),
        sa.CheckConstraint("length(trim(why)) > 0", name="why"),
        sa.CheckConstraint("state <> 'confirmed' OR why IS NOT NULL", name="confirmed_has_reason"),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name="decided_by"),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name="confirmed_is_decided",
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    )

    relation: Relation = Field(sa_type=text_enum(Relation, "relation"))
    state: LinkState = Field(sa_type=text_enum(LinkState, "state"))
    basis: LinkBasis = Field(sa_type=text_enum(LinkBasis, "basis"))
    why: str | None = None
    score: float | None = None
    signals: dict[str, Any] | None = Field(default=None, sa_type=json_type())
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    page: int | None = None
    section: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    country_id: int
    earlier_id: int
    earlier_election_id: int
    earlier_kind: ItemKind = Field(sa_type=text_enum(ItemKind, "earlier_kind"))
    earlier_container: bool = False
    earlier_held_on: date
    later_id: int = Field(index=True)
    later_election_id: int
    later_kind: ItemKind = Field(sa_type=text_enum(ItemKind, "later_kind"))
    later_container: bool = False
    later_held_on: date
