"""Topics: two levels."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record


class Topic(Record, table=True):
    """A theme; a sub-theme's slug is its parent's slug, a slash and its own."""

    __tablename__ = "topics"
    __table_args__ = (
        sa.CheckConstraint("(parent_id IS NULL) = (slug NOT LIKE '%/%')", name="two_levels"),
    )

    slug: str = Field(unique=True)
    title: str
    parent_id: int | None = Field(default=None, foreign_key="topics.id", index=True)
