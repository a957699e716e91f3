"""Organisations: issuers, assessors, authorities, addressees."""

from sqlmodel import Field

from app.core.tables import Record
from app.core.types import text_enum
from app.vocabulary.lists import OrganisationKind


class Organisation(Record, table=True):
    """Somebody who writes, answers, assesses or is asked to act."""

    __tablename__ = "organisations"

    slug: str = Field(unique=True)
    name: str
    short_name: str
    kind: OrganisationKind = Field(sa_type=text_enum(OrganisationKind, "kind"))
    country_id: int | None = Field(default=None, foreign_key="countries.id", index=True)
