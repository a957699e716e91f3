"""`/organisations` and `/organisations/{slug}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.organisations.listing import build_list
from app.organisations.profile import build_organisation
from app.organisations.queries import OrganisationQuery
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/organisations", name="organisations:list")
def list_page(
    request: Request, db: ReadDb, query: Annotated[OrganisationQuery, Query()]
) -> HTMLResponse:
    """Show the organisations by kind."""
    return render_page(request, "organisations/list.html", build_list(db, query))


@router.get("/organisations/{slug}", name="organisations:organisation")
def organisation_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show one organisation: what it is asked, answered, issued, found and cites."""
    page = build_organisation(db, slug, query)
    return render_page(request, "organisations/organisation.html", page)
