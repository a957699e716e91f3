"""Statements: aggregate claims about many recommendations, with the figures to recompute them."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table
from app.core.types import json_type


class Statement(Record, table=True):
    """A claim such as "40 of 59 were implemented"; `verifiable` from the documents held or not."""

    __tablename__ = "statements"

    key: str = Field(unique=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    by_id: int = Field(foreign_key="organisations.id", index=True)
    summary: str
    verifiable: bool
    note: str | None = None


class StatementFigure(Table, table=True):
    """One figure: a value, what it is out of, the printed percentage, and the figures within it."""

    __tablename__ = "statement_figures"
    __table_args__ = (
        sa.UniqueConstraint("statement_id", "label"),
        sa.CheckConstraint("value >= 0 AND (of IS NULL OR of > 0)", name="value_and_of"),
    )

    statement_id: int = Field(foreign_key="statements.id", ondelete="CASCADE")
    label: str
    value: int
    of: int | None = None
    stated_percent: float | None = None
    parts: list[str] = Field(default_factory=list, sa_type=json_type())
    ordinal: int
