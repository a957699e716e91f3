"""`/search`: everything that matches, grouped; the items with all their facets."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from app.search.building import SearchQuery, build_search
from app.web.deps import ReadDb
from app.web.htmx import follow, wants_fragment
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()


@router.get("/search", name="search:search")
def search_page(request: Request, db: ReadDb, query: Annotated[SearchQuery, Query()]) -> Response:
    """Show what is found; an address with empty parameters, as forms make it, is shortened."""
    address = query_url(request.url.path, query.params())
    if wants_fragment(request):
        response = render_page(request, "search/search.html", build_search(db, query), "frag_view")
        follow(response, request, address)
        return response
    if any(value == "" for _, value in request.query_params.multi_items()):
        return RedirectResponse(address, status_code=303)
    return render_page(request, "search/search.html", build_search(db, query))
