"""`/about/method`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.method.building import build_method
from app.web.deps import ReadDb
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/about/method", name="method:about")
def about(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the rules, the words and the limits."""
    return render_page(request, "method/about.html", build_method(db, query))
