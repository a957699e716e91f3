"""`/api/v1/recommendations`: lists and single items (CONTRACT.md, "Reading")."""

from dataclasses import fields
from typing import Annotated

from fastapi import Query

from app.assessments.queries import list_by_items as assessments_of
from app.links.queries import list_by_items as links_of
from app.recommendations import queries
from app.recommendations.filters import ItemQuery
from app.recommendations.records import ItemFields, ItemRecord, WholeItemRecord
from app.responses.queries import list_by_items as responses_of
from app.undertakings.queries import list_by_items as undertakings_of
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("recommendations")


@router.get("/recommendations")
def list_recommendations(db: ReadDb, query: Annotated[ItemQuery, Query()]) -> Envelope[ItemRecord]:
    """List items of every kind, lead-ins left out unless included."""
    page = queries.list_items(db, query)
    return Envelope(page.items, page.next, page.total)


@router.get("/recommendations/{ref}", responses=PROBLEMS_OF_ONE)
def get_recommendation(
    db: ReadDb, ref: Key, query: Annotated[AsOfQuery, Query()]
) -> WholeItemRecord:
    """Give one item with its answers, assessments, links and undertakings as whole objects."""
    item_id, item = queries.get_item(db, ref, query.day)
    return WholeItemRecord(
        **{field.name: getattr(item, field.name) for field in fields(ItemFields)},
        responses=responses_of(db, [item_id], query.day).get(item_id, []),
        assessments=assessments_of(db, [item_id], query.day).get(item_id, []),
        links=links_of(db, [item_id], query.day).get(item_id, []),
        undertakings=undertakings_of(db, [item_id], query.day).get(item_id, []),
        url=item.url,
    )
