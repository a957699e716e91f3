"""`/statements`."""

from collections.abc import Callable
from itertools import groupby
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.names.queries import Names, load_names
from app.statements import queries
from app.statements.pages import Group, StatementsPage
from app.statements.queries import NOTHING_TO_RECOMPUTE, StatementQuery
from app.vocabulary.labels import word
from app.web.deps import ReadDb
from app.web.filters import Filter, build_filter, useful
from app.web.i18n import gettext, marked
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()

PATH = "/statements"
TITLES = {
    "agrees": marked("Agrees with its own numbers"),
    "by": marked("Said by"),
    "document": marked("Document"),
    "country": marked("Country"),
}
AGREES = {
    "true": marked("agrees"),
    "false": marked("does not agree"),
    NOTHING_TO_RECOMPUTE: marked("gives nothing to recompute"),
}


@router.get(PATH, name="statements:list")
def list_page(
    request: Request, db: ReadDb, query: Annotated[StatementQuery, Query()]
) -> HTMLResponse:
    """Show what was said about many recommendations at once, with its figures recomputed."""
    return render_page(request, "statements/list.html", _build(db, query))


def _build(db: Session, query: StatementQuery) -> StatementsPage:
    page = queries.page_statements(db, query)
    counts = queries.count_filters(db, query, list(TITLES))
    names = load_names(
        db,
        countries={*counts["country"], *query.country},
        organisations={*counts["by"], *query.by, *(found.by for found in page.items)},
    )
    return StatementsPage(
        query=query,
        day=query.day,
        groups=[
            Group(slug, found[0].published_on, found)
            for slug, group in groupby(page.items, key=lambda item: item.document)
            if (found := list(group))
        ],
        total=page.total,
        tally=queries.count_statements(db, query),
        filters=_filters(query, counts, names),
        names=names,
        params=query.params(after=[], as_of=[]),
        agrees_urls={
            value: query_url(PATH, query.params(agrees=[value], verifiable=[], after=[]))
            for value in AGREES
        },
        unverifiable_url=query_url(PATH, query.params(agrees=[], verifiable=["false"], after=[])),
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, query.params(after=[])) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        api_url=query_url("/api/v1/statements", query.params(after=[])),
    )


def _filters(
    query: StatementQuery, counts: dict[str, dict[str, int]], names: Names
) -> list[Filter]:
    labels: dict[str, Callable[[str], str]] = {
        "agrees": lambda value: gettext(AGREES[value]),
        "by": lambda value: names.organisations.get(value, value),
        "document": lambda value: _document(value, names),
        "country": lambda value: names.countries.get(value, value),
    }
    return useful(
        [
            build_filter(PATH, query, name, gettext(title), counts[name], labels[name])
            for name, title in TITLES.items()
        ]
    )


def _document(slug: str, names: Names) -> str:
    """A document as places name it: its kind and the year of its election."""
    document = names.documents.get(slug)
    if document is None:
        return slug
    kind = gettext(word("document_kind", document.kind.value).label)
    election = names.elections.get(document.election or "")
    return f"{kind} {election.year}" if election else document.title
