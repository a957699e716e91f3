"""Records that a field of a draft's form offers, for those who do not know them by heart."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.names.queries import list_organisations
from app.web.fields import Field

OFFERED = {"document": ("issuers",)}
"""Fields of a kind of entry that name organisations, and offer them."""


def offer_organisations(db: Session, entry: str, fields: Sequence[Field]) -> list[Field]:
    """Return the fields, those that name organisations with what they offer. Up to 1 statement."""
    names = OFFERED.get(entry, ())
    if not any(field.name in names for field in fields):
        return list(fields)
    known = list_organisations(db)
    return [replace(field, choices=known) if field.name in names else field for field in fields]
