"""`/countries` and `/countries/{code}`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from app.countries.building import build_country, build_list
from app.elections.queries import CountryQuery
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()


@router.get("/countries", name="countries:list")
def list_page(request: Request, db: ReadDb, query: Annotated[CountryQuery, Query()]) -> Response:
    """Show the countries."""
    return render_page(request, "countries/list.html", build_list(db, query))


@router.get("/countries/{code}", name="countries:country")
def country_page(
    request: Request, db: ReadDb, code: Key, query: Annotated[AsOfQuery, Query()]
) -> Response:
    """Show one country; its code in lower case leads to the one in upper case."""
    if len(code) == 2 and code.isascii() and code.isalpha() and code != code.upper():
        address = query_url(f"/countries/{code.upper()}", query.params())
        return RedirectResponse(address, status_code=308)
    return render_page(request, "countries/country.html", build_country(db, code, query))
