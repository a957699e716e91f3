"""`/api/v1/threads`: recurring recommendations, one or many."""

from typing import Annotated

from fastapi import Query

from app.threads import queries
from app.threads.queries import ThreadQuery
from app.threads.records import ThreadRecord, to_record
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("threads")


@router.get("/threads")
def list_threads(db: ReadDb, query: Annotated[ThreadQuery, Query()]) -> Envelope[ThreadRecord]:
    """List recurring recommendations, the most frequent first."""
    page = queries.list_threads(db, query)
    return Envelope([to_record(thread) for thread in page.threads], page.next, page.total)


@router.get("/threads/{slug}", responses=PROBLEMS_OF_ONE)
def get_thread(db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]) -> ThreadRecord:
    """Give one recurring recommendation with a cell for each election in which it stands."""
    return to_record(queries.get_thread(db, slug, query.day))
