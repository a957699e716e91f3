"""Put the page of the data together: each table with its rows on the day, requests that work."""

from typing import Any

from sqlalchemy.orm import Session

from app.exports.dictionary import ABOUT, meaning
from app.exports.pages import ColumnView, DataPage, Example, TableView
from app.exports.sheets import columns
from app.exports.tables import API, TABLES, Table
from app.web.i18n import gettext, marked
from app.web.queries import AsOfQuery
from app.web.urls import query_url

EXAMPLES = {
    API + "/recommendations?kind=recommendation&later=recommended_again&limit=5": marked(
        "Five recommendations that a later report repeats, with all that is known of each."
    ),
    API + "/threads?sort=-recurrence&limit=3": marked(
        "The three points that came back in most elections, election by election."
    ),
    API + "/recommendations/{ref}": marked(
        "One item with its answers, assessments, links and undertakings whole."
    ),
}


def build_data(db: Session, query: AsOfQuery) -> DataPage:
    """Return the page. A fixed number of statements, whatever the number of rows."""
    found = {table.name: _first(db, table, query) for table in TABLES}
    items = found["recommendations"][0]
    examples = [
        Example(url.format(ref=items[0].ref if items else ""), gettext(about))
        for url, about in EXAMPLES.items()
        if items or "{ref}" not in url
    ]
    return DataPage(
        tables=[_view(table, found[table.name][1]) for table in TABLES],
        examples=examples,
        day=query.day,
        as_of=query.as_of,
    )


def _first(db: Session, table: Table, query: AsOfQuery) -> tuple[list[Any], int]:
    """The first row of a table by the day, and how many it has."""
    items, _, total = table.view(db, table.query(as_of=query.as_of, limit=1, **table.whole))
    return items, total


def _view(table: Table, rows: int) -> TableView:
    whole = {
        name: [str(one) for one in value] if isinstance(value, list) else [value]
        for name, value in table.whole.items()
    }
    return TableView(
        name=table.name,
        about=gettext(ABOUT[table.name]),
        rows=rows,
        csv_url=query_url(f"/{table.name}.csv", whole),
        json_url=query_url(f"{API}/{table.name}", whole),
        columns=[ColumnView(name, gettext(meaning(table.name, name))) for name in columns(table)],
    )
