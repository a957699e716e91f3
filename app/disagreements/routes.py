"""`/accounts-differ`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.disagreements.listing import build_page
from app.disagreements.queries import DifferQuery
from app.web.deps import ReadDb
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/accounts-differ", name="disagreements:list")
def list_page(request: Request, db: ReadDb, query: Annotated[DifferQuery, Query()]) -> HTMLResponse:
    """Show each report of implementation beside what said otherwise later."""
    return render_page(request, "disagreements/list.html", build_page(db, query))
