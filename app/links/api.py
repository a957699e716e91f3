"""`/api/v1/links`: lists and single links (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.links import queries
from app.links.queries import LinkQuery
from app.links.records import LinkRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import RowId
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("links")


@router.get("/links")
def list_links(db: ReadDb, query: Annotated[LinkQuery, Query()]) -> Envelope[LinkRecord]:
    """List links, confirmed ones unless others are asked for, by id."""
    return queries.list_links(db, query)


@router.get("/links/{id}", responses=PROBLEMS_OF_ONE)
def get_link(db: ReadDb, id: RowId, query: Annotated[AsOfQuery, Query()]) -> LinkRecord:
    """Give one link, in whatever state."""
    return queries.get_link(db, id, query.day)
