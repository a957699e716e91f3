"""Assessments: how far somebody finds a recommendation implemented, and on what evidence."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table, partial_date
from app.core.types import text_enum
from app.vocabulary.lists import AssessmentBasis, Direction, Level, PageBasis, Scope


class Assessment(Record, table=True):
    """A level, dated, by named assessors; a reading names its reader."""

    __tablename__ = "assessments"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            onupdate="CASCADE",
        ),
        sa.CheckConstraint("NOT item_container", name="no_container"),
        partial_date("assessed_on"),
        sa.CheckConstraint(
            "(basis = 'editor_reading') = (read_by IS NOT NULL)",
            name="reading_names_reader",
        ),
    )

    key: str = Field(unique=True)
    item_id: int = Field(index=True)
    item_container: bool = False
    document_id: int = Field(foreign_key="documents.id", index=True)
    assessed_on: str
    assessed_by: date
    level: Level = Field(sa_type=text_enum(Level, "level"))
    basis: AssessmentBasis = Field(sa_type=text_enum(AssessmentBasis, "basis"))
    read_by: str | None = None
    scope: Scope = Field(sa_type=text_enum(Scope, "scope"))
    note: str | None = None


class Assessor(Table, table=True):
    """One of those who assess together."""

    __tablename__ = "assessors"
    __table_args__ = (sa.UniqueConstraint("assessment_id", "organisation_id"),)

    assessment_id: int = Field(foreign_key="assessments.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    ordinal: int


class Evidence(Table, table=True):
    """A place on which an assessment rests, and which way it points."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.CheckConstraint("(page IS NULL) = (page_basis IS NULL)", name="page_and_basis"),
    )

    assessment_id: int = Field(foreign_key="assessments.id", ondelete="CASCADE", index=True)
    document_id: int = Field(foreign_key="documents.id", index=True)
    page: int | None = None
    page_basis: PageBasis | None = Field(default=None, sa_type=text_enum(PageBasis, "page_basis"))
    section: str
    note: str
    direction: Direction = Field(sa_type=text_enum(Direction, "direction"))
    ordinal: int
