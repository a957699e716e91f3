"""Writes of organisations."""

from sqlalchemy.orm import Session

from app.core.records import get_id, put
from app.elections.models import Country
from app.organisations.inputs import OrganisationInput
from app.organisations.models import Organisation


def save_organisation(db: Session, given: OrganisationInput) -> Organisation:
    """Add or change an organisation; flushes."""
    country = get_id(db, Country, "country", code=given.country) if given.country else None
    return put(
        db,
        Organisation,
        {"slug": given.slug},
        {
            "name": given.name,
            "short_name": given.short_name,
            "kind": given.kind,
            "country_id": country,
        },
    )
