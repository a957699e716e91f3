"""`/standards` and `/standards/{slug}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.standards.dossier import build_standard
from app.standards.listing import build_standards
from app.standards.pages import StandardPageQuery
from app.standards.queries import CitationQuery
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/standards", name="standards:list")
def list_page(
    request: Request, db: ReadDb, query: Annotated[StandardPageQuery, Query()]
) -> HTMLResponse:
    """Show the standards that documents cite, by class and instrument."""
    return render_page(request, "standards/list.html", build_standards(db, query))


@router.get("/standards/{slug:path}", name="standards:standard")
def standard_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[CitationQuery, Query()]
) -> HTMLResponse:
    """Show an instrument or one of its provisions, with every citation."""
    return render_page(request, "standards/standard.html", build_standard(db, slug, query))
