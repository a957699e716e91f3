"""`/search`: everything that matches, grouped; the items with all their facets."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from app.search.building import SearchQuery, build_search
from app.web.deps import ReadDb
from app.web.routing import page_router
from app.web.views import render_view

router = page_router()


@router.get("/search", name="search:search")
def search_page(request: Request, db: ReadDb, query: Annotated[SearchQuery, Query()]) -> Response:
    """Show what is found."""
    return render_view(
        request, query, "search/search.html", "frag_view", lambda: build_search(db, query)
    )
