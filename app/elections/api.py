"""`/api/v1/elections` and `/api/v1/countries`: lists and single ones."""

from typing import Annotated

from fastapi import Query

from app.elections import queries
from app.elections.queries import CountryQuery, ElectionQuery
from app.elections.records import CountryRecord, ElectionRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("elections")


@router.get("/elections")
def list_elections(
    db: ReadDb, query: Annotated[ElectionQuery, Query()]
) -> Envelope[ElectionRecord]:
    """List elections in time order, with counts of what is known about them."""
    return queries.page_elections(db, query)


@router.get("/elections/{code}", responses=PROBLEMS_OF_ONE)
def get_election(db: ReadDb, code: Key, query: Annotated[AsOfQuery, Query()]) -> ElectionRecord:
    """Give one election."""
    return queries.get_election(db, code, query.day)


@router.get("/countries")
def list_countries(db: ReadDb, query: Annotated[CountryQuery, Query()]) -> Envelope[CountryRecord]:
    """List countries by code."""
    return queries.list_countries(db, query)


@router.get("/countries/{code}", responses=PROBLEMS_OF_ONE)
def get_country(db: ReadDb, code: Key, query: Annotated[AsOfQuery, Query()]) -> CountryRecord:
    """Give one country."""
    return queries.get_country(db, code, query.day)
