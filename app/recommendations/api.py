"""`/api/v1/recommendations`: lists and single items (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.recommendations import queries
from app.recommendations.filters import ItemQuery
from app.recommendations.records import ItemRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.routing import api_router

router = api_router("recommendations")


@router.get("/recommendations")
def list_recommendations(db: ReadDb, query: Annotated[ItemQuery, Query()]) -> Envelope[ItemRecord]:
    """List items of every kind, lead-ins left out unless included."""
    page = queries.list_items(db, query)
    return Envelope(page.items, page.next, page.total)
