"""Undertakings: what an authority says it will do, and what later documents show of it."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table, partial_date
from app.core.types import text_enum
from app.vocabulary.lists import PageBasis, UndertakingState


class Undertaking(Record, table=True):
    """Something announced, in an answer or as an observers' report records it.

    `due_on` is a partial date, `due_by` its last possible day; both empty where no date is given.
    """

    __tablename__ = "undertakings"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            onupdate="CASCADE",
        ),
        sa.CheckConstraint(
            "(item_id IS NULL) = (item_container IS NULL)"
            " AND (item_container IS NULL OR NOT item_container)",
            name="no_container",
        ),
        sa.CheckConstraint("(due_on IS NULL) = (due_by IS NULL)", name="due_on_and_by"),
        partial_date("due_on"),
    )

    key: str = Field(unique=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    item_id: int | None = Field(default=None, index=True)
    item_container: bool | None = None
    response_id: int | None = Field(default=None, foreign_key="responses.id", index=True)
    responder_id: int = Field(foreign_key="organisations.id", index=True)
    summary: str
    due_on: str | None = None
    due_by: date | None = None
    note: str | None = None


class UndertakingFinding(Table, table=True):
    """What one later document shows of an undertaking."""

    __tablename__ = "undertaking_findings"
    __table_args__ = (
        sa.CheckConstraint("(page IS NULL) = (page_basis IS NULL)", name="page_and_basis"),
    )

    undertaking_id: int = Field(foreign_key="undertakings.id", ondelete="CASCADE", index=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    state: UndertakingState = Field(sa_type=text_enum(UndertakingState, "state"))
    page: int | None = None
    page_basis: PageBasis | None = Field(default=None, sa_type=text_enum(PageBasis, "page_basis"))
    section: str
    note: str
    read_by: str | None = None
    ordinal: int
