"""`/data`, and the CSV of every list, of the matrix and of one item: the page's address and `.csv`.

A file has all rows of the view, whatever page the address names.
"""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.disagreements.queries import DifferQuery, list_cases
from app.exports.data import build_data
from app.exports.sheets import answer, matrix_sheet, sheet, single
from app.exports.tables import TABLE, TABLES, Page, Table
from app.recommendations.queries import get_item
from app.threads.queries import MatrixQuery
from app.web.deps import ReadDb, StreamDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/data", name="exports:data")
def data_page(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show what can be taken away and how."""
    return render_page(request, "data/data.html", build_data(db, query))


@router.get("/recommendations/{ref}.csv", name="exports:item")
def item(request: Request, db: ReadDb, ref: Key, query: Annotated[AsOfQuery, Query()]) -> Response:
    """Send one item."""
    _, found = get_item(db, ref, query.day)
    return answer(request, single(request, TABLE["recommendations"], found, found.ref, query.day))


@router.get("/accounts-differ.csv", name="exports:accounts-differ")
def accounts_differ(
    request: Request, db: StreamDb, query: Annotated[DifferQuery, Query()]
) -> Response:
    """Send the items of which accounts differ, in the order of their page."""

    def read(db: Session, query: DifferQuery) -> Page:
        page = list_cases(db, query)
        return [case.item for case in page.cases], page.next, page.total

    found = sheet(db, request, TABLE["recommendations"], query, read)
    return answer(request, replace(found, name="accounts-differ"))


@router.get("/matrix.csv", name="exports:matrix")
def matrix(request: Request, db: StreamDb, query: Annotated[MatrixQuery, Query()]) -> Response:
    """Send the recurring recommendations by elections."""
    return answer(request, matrix_sheet(db, request, query))


def _add_file_of(table: Table) -> None:
    """Add the route of a table's file, which takes the query of its list."""

    def send(request: Request, db: StreamDb, query: Any) -> Response:
        return answer(request, sheet(db, request, table, query))

    # What FastAPI reads the query by.
    send.__annotations__["query"] = Annotated[table.query, Query()]
    router.add_api_route(f"/{table.name}.csv", send, name=f"exports:{table.name}")


for _table in TABLES:
    _add_file_of(_table)
