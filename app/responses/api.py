"""`/api/v1/responses`: lists and single responses (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.responses import queries
from app.responses.queries import ResponseQuery
from app.responses.records import ResponseRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import RowId
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("responses")


@router.get("/responses")
def list_responses(
    db: ReadDb, query: Annotated[ResponseQuery, Query()]
) -> Envelope[ResponseRecord]:
    """List answers of authorities, by id."""
    return queries.list_responses(db, query)


@router.get("/responses/{id}", responses=PROBLEMS_OF_ONE)
def get_response(db: ReadDb, id: RowId, query: Annotated[AsOfQuery, Query()]) -> ResponseRecord:
    """Give one answer."""
    return queries.get_response(db, id, query.day)
