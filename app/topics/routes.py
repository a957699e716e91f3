"""`/topics` and `/topics/{slug}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.topics.building import build_list, build_topic
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery, PagedQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/topics", name="topics:list")
def list_page(request: Request, db: ReadDb, query: Annotated[PagedQuery, Query()]) -> HTMLResponse:
    """Show the topics and their sub-topics."""
    return render_page(request, "topics/list.html", build_list(db, query))


@router.get("/topics/{slug:path}", name="topics:topic")
def topic_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show one topic: what recurs, its items by election, who should act."""
    return render_page(request, "topics/topic.html", build_topic(db, slug, query))
