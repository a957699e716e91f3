"""`/api/v1/organisations`: lists and single organisations."""

from typing import Annotated

from fastapi import Query

from app.organisations import queries
from app.organisations.queries import OrganisationQuery
from app.organisations.records import OrganisationRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("organisations")


@router.get("/organisations")
def list_organisations(
    db: ReadDb, query: Annotated[OrganisationQuery, Query()]
) -> Envelope[OrganisationRecord]:
    """List organisations by slug."""
    return queries.list_organisations(db, query)


@router.get("/organisations/{slug}", responses=PROBLEMS_OF_ONE)
def get_organisation(
    db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> OrganisationRecord:
    """Give one organisation."""
    return queries.get_organisation(db, slug, query.day)
