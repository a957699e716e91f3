"""`/api/v1/undertakings`: lists and single undertakings (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.undertakings import queries
from app.undertakings.filters import UndertakingQuery
from app.undertakings.records import UndertakingRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import RowId
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("undertakings")


@router.get("/undertakings")
def list_undertakings(
    db: ReadDb, query: Annotated[UndertakingQuery, Query()]
) -> Envelope[UndertakingRecord]:
    """List what authorities announced, by id."""
    return queries.list_undertakings(db, query)


@router.get("/undertakings/{id}", responses=PROBLEMS_OF_ONE)
def get_undertaking(
    db: ReadDb, id: RowId, query: Annotated[AsOfQuery, Query()]
) -> UndertakingRecord:
    """Give one undertaking."""
    return queries.get_undertaking(db, id, query.day)
