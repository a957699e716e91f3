"""Answers of authorities."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table
from app.core.types import text_enum
from app.vocabulary.lists import Ground, Position, Reason, Reported, Scope


class Response(Record, table=True):
    """What an authority answers in one document to one or several items, or to part of one.

    `position` and `reported` come from the status line only. `scope` says whether a reported
    implementation speaks of the law, of practice or of both.
    """

    __tablename__ = "responses"
    __table_args__ = (
        sa.CheckConstraint("reported <> 'none' OR ground = 'not_said'", name="ground_of_report"),
    )

    key: str = Field(unique=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    responder_id: int = Field(foreign_key="organisations.id", index=True)
    informant_id: int | None = Field(default=None, foreign_key="organisations.id", index=True)
    position: Position = Field(sa_type=text_enum(Position, "position"))
    reported: Reported = Field(sa_type=text_enum(Reported, "reported"))
    ground: Ground = Field(sa_type=text_enum(Ground, "ground"))
    scope: Scope = Field(sa_type=text_enum(Scope, "scope"))
    stated_as: str | None = None
    summary: str | None = None
    standpoint: str | None = None
    text_digest: str | None = None
    note: str | None = None


class ResponseItem(Table, table=True):
    """An item, or a part of one, that an answer is about; never a container."""

    __tablename__ = "response_items"
    __table_args__ = (
        sa.UniqueConstraint("response_id", "item_id", "part"),
        sa.Index(
            "uq_response_items_whole",
            "response_id",
            "item_id",
            unique=True,
            sqlite_where=sa.text("part IS NULL"),
            postgresql_where=sa.text("part IS NULL"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            onupdate="CASCADE",
        ),
        sa.CheckConstraint("NOT item_container", name="no_container"),
    )

    response_id: int = Field(foreign_key="responses.id", ondelete="CASCADE")
    item_id: int = Field(index=True)
    item_container: bool = False
    part: str | None = None
    ordinal: int


class ResponseReason(Table, table=True):
    """A coded reason of an answer."""

    __tablename__ = "response_reasons"
    __table_args__ = (sa.UniqueConstraint("response_id", "reason"),)

    response_id: int = Field(foreign_key="responses.id", ondelete="CASCADE")
    reason: Reason = Field(sa_type=text_enum(Reason, "reason"))
    ordinal: int
