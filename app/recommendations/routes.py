"""`/recommendations` and `/recommendations/{ref}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from app.recommendations.dossier import build_item
from app.recommendations.filters import ItemQuery
from app.recommendations.listing import build_list
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.views import render_view

router = page_router()


@router.get("/recommendations", name="recommendations:list")
def list_page(request: Request, db: ReadDb, query: Annotated[ItemQuery, Query()]) -> Response:
    """Show the list."""
    return render_view(
        request, query, "recommendations/list.html", "frag_view", lambda: build_list(db, query)
    )


@router.get("/recommendations/{ref}", name="recommendations:item")
def item_page(
    request: Request, db: ReadDb, ref: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show the dossier of one item."""
    return render_page(request, "recommendations/item.html", build_item(db, ref, query))
