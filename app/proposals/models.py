"""Proposals: entries as somebody would have them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from app.core import clock
from app.core.tables import Record
from app.core.types import UTCDateTime, json_type, text_enum
from app.vocabulary.lists import ProposalState, Proposed


class Proposal(Record, table=True):
    """An entry as somebody would have it, or the wish to archive or restore one.

    `content` is the input of the kind `entry`, `key` the entry's name; while `state` is `draft` the
    content may be incomplete and a new entry's key missing. `row_id` and `number` are the row and
    its last change when the proposal began; both are empty where the entry is new. `document` is
    the slug of the document that it belongs to, if to one. An open proposal is the only one about
    its entry.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        sa.CheckConstraint("(row_id IS NULL) = (number IS NULL)", name="row_and_number"),
        sa.CheckConstraint("what = 'save' OR row_id IS NOT NULL", name="of_an_entry"),
        sa.CheckConstraint("state = 'draft' OR key IS NOT NULL", name="named"),
        sa.Index("ix_proposals_state_document", "state", "document"),
        sa.Index(
            "uq_proposals_open",
            "entry",
            "key",
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'in_review')"),
            postgresql_where=sa.text("state IN ('draft', 'in_review')"),
        ),
    )

    entry: str
    key: str | None = None
    what: Proposed = Field(default=Proposed.SAVE, sa_type=text_enum(Proposed, "what"))
    state: ProposalState = Field(
        default=ProposalState.DRAFT, sa_type=text_enum(ProposalState, "state")
    )
    content: dict[str, Any] = Field(sa_type=json_type())
    row_id: int | None = None
    number: int | None = None
    document: str | None = None
    reason: str | None = None
    author_id: int = Field(foreign_key="users.id", index=True)
    changed_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="users.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answer: str | None = None
    act_id: int | None = Field(default=None, foreign_key="acts.id", index=True)
