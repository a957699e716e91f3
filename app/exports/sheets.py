"""The CSV of a view: all its rows in its order, sent while they are read.

A file begins with a byte order mark, without which spreadsheets take UTF-8 for something else;
programs that mind it have the JSON of the same view and the files of `export`. A note in the first
line would break readers, so the day of the view stands in the file's name and in a column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.exports.files import csv_rows, line
from app.exports.matrix import COLUMNS, matrix_row
from app.exports.tables import Page, Reader, Table, pages, plain
from app.threads.queries import MatrixQuery, list_columns, list_threads
from app.threads.records import Column
from app.web.headers import HEAD
from app.web.urls import public_base

CSV = "text/csv; charset=utf-8"
BOM = "\ufeff"


@dataclass(frozen=True)
class Sheet:
    """A file of rows: its name, the day of the view, its columns, and its rows a page at a time."""

    name: str
    day: date
    columns: list[str]
    pages: Iterator[tuple[list[dict[str, Any]], bool]]
    """Rows, and whether more follow; at least one page."""

    @property
    def file_name(self) -> str:
        """The name that a reader's computer keeps the file under."""
        return f"throughline-{self.name}-{self.day.isoformat()}.csv"


def columns(table: Table) -> list[str]:
    """Return the columns of a table's CSV: those of the API, the row's address and the day."""
    return [name for name in table.columns if name != "url"] + ["url", "as_of"]


def sheet(
    db: Session, request: Request, table: Table, query: Any, read: Reader | None = None
) -> Sheet:
    """Return the rows of a table that a query chooses, as their page lists them.

    `read` gives those of another page.
    """
    base, day = public_base(request), query.day
    return Sheet(
        table.name,
        day,
        columns(table),
        (
            ([_row(table, record, base, day) for record in items], following is not None)
            for items, following, _ in pages(db, read or table.view, query)
        ),
    )


def single(request: Request, table: Table, record: Any, name: str, day: date) -> Sheet:
    """Return one row of a table."""
    row = _row(table, record, public_base(request), day)
    return Sheet(name, day, columns(table), iter([([row], False)]))


def _row(table: Table, record: Any, base: str, day: date) -> dict[str, Any]:
    found = plain(record)
    return found | {"url": base + table.row_url.format(**found), "as_of": day.isoformat()}


def matrix_sheet(db: Session, request: Request, query: MatrixQuery) -> Sheet:
    """Return the matrix: one row a thread, one column an election of the countries asked for."""
    base, day = public_base(request), query.day
    elections = [
        column
        for column in list_columns(db, day)
        if not query.country or column.code.partition("-")[0] in query.country
    ]

    def read(db: Session, query: MatrixQuery) -> Page:
        page = list_threads(db, query)
        return page.threads, page.next, page.total

    return Sheet(
        "matrix",
        day,
        _matrix_columns(elections),
        (
            (
                [matrix_row(thread, elections, query.show, base, day) for thread in threads],
                following is not None,
            )
            for threads, following, _ in pages(db, read, query)
        ),
    )


def _matrix_columns(elections: list[Column]) -> list[str]:
    return [*COLUMNS, *(column.code for column in elections), "url", "as_of"]


def answer(request: Request, found: Sheet) -> Response:
    """Answer with a file. What is wrong with the query is raised before anything is sent."""
    rows, more = next(found.pages)
    first = BOM + line(found.columns) + "".join(csv_rows(found.columns, rows))
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}"'}
    if not more:
        return Response(first, headers=headers, media_type=CSV)

    def chunks() -> Iterator[str]:
        yield first
        for others, _ in found.pages:
            yield "".join(csv_rows(found.columns, others))

    nothing = iter(("",))
    body = nothing if request.scope.get(HEAD) else chunks()
    return StreamingResponse(body, headers=headers, media_type=CSV)
