"""`/recommendations` and `/recommendations/{ref}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.recommendations.dossier import build_item
from app.recommendations.filters import ItemQuery
from app.recommendations.listing import build_list
from app.web.deps import ReadDb
from app.web.htmx import follow, wants_fragment
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()


@router.get("/recommendations", name="recommendations:list")
def list_page(request: Request, db: ReadDb, query: Annotated[ItemQuery, Query()]) -> Response:
    """Show the list; an address with empty parameters, as forms make it, is shortened first."""
    address = query_url(request.url.path, query.params())
    if wants_fragment(request):
        page = build_list(db, query)
        response = render_page(
            request, "recommendations/list.html", page, "frag_view", address=address
        )
        follow(response, request, address)
        return response
    if any(value == "" for _, value in request.query_params.multi_items()):
        return RedirectResponse(address, status_code=303)
    return render_page(request, "recommendations/list.html", build_list(db, query), address=address)


@router.get("/recommendations/{ref}", name="recommendations:item")
def item_page(
    request: Request, db: ReadDb, ref: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show the dossier of one item."""
    return render_page(request, "recommendations/item.html", build_item(db, ref, query))
