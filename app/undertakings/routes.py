"""`/undertakings`."""

from collections.abc import Callable
from itertools import groupby
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.names.queries import Names, load_names
from app.recommendations.queries import list_refs
from app.undertakings import queries
from app.undertakings.filters import NO_FINDING, UndertakingPageQuery, UndertakingSort
from app.undertakings.pages import Section, SortLink, UndertakingsPage
from app.undertakings.records import UndertakingRecord, When
from app.vocabulary.labels import word
from app.vocabulary.lists import UndertakingState
from app.web.deps import ReadDb
from app.web.filters import Filter, build_filter, useful
from app.web.i18n import gettext, marked
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()

PATH = "/undertakings"
TITLES = {
    "responder": marked("Announced by"),
    "state": marked("What became of it"),
    "overdue": marked("Date passed, not found kept"),
    "country": marked("Country"),
}
SECTIONS = {
    When.OVERDUE: (
        marked("Date passed, not found kept"),
        marked("No document dated by this day shows that all of it was done."),
    ),
    When.DUE_LATER: (
        marked("Due later"),
        marked("The last day of the date given has not passed."),
    ),
    When.PASSED: (
        marked("Date passed, not overdue"),
        marked("Found kept, or announced in a document whose date is not known."),
    ),
    When.NO_DATE: (
        marked("No date given"),
        marked("It cannot be overdue: nobody said by when."),
    ),
}
SORTS = {
    UndertakingSort.DUE: marked("due first"),
    UndertakingSort.DUE_DOWN: marked("due last"),
}


@router.get(PATH, name="undertakings:list")
def list_page(
    request: Request, db: ReadDb, query: Annotated[UndertakingPageQuery, Query()]
) -> HTMLResponse:
    """Show what was announced and what became of it."""
    return render_page(request, "undertakings/list.html", _build(db, query))


def _build(db: Session, query: UndertakingPageQuery) -> UndertakingsPage:
    page = queries.page_undertakings(db, query)
    counts = queries.count_filters(db, query, list(TITLES))
    items = list_refs(db, [ref for _, found in page.items for ref in found.refs], query.day)
    names = load_names(
        db,
        countries={*counts["country"], *query.country},
        organisations={
            *counts["responder"],
            *query.responder,
            *(found.responder for _, found in page.items),
        },
    )
    params = query.params(after=[])
    states = [*UndertakingState, NO_FINDING]
    return UndertakingsPage(
        query=query,
        day=query.day,
        sections=_sections(page.items),
        total=page.total,
        tally=queries.count_undertakings(db, query),
        items={item.ref: item for item in items},
        filters=_filters(query, counts, names),
        sorts=[
            SortLink(
                gettext(label),
                query_url(PATH, query.params(sort=_unless_default(sort), after=[])),
                query.sort is sort,
            )
            for sort, label in SORTS.items()
        ],
        names=names,
        params=query.params(after=[], as_of=[]),
        state_urls={
            str(state): query_url(PATH, query.params(state=[str(state)], overdue=[], after=[]))
            for state in states
        },
        overdue_url=query_url(PATH, query.params(overdue=["true"], state=[], after=[])),
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, params) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        all_url=PATH,
        api_url=query_url("/api/v1/undertakings", query.params(after=[], sort=[])),
    )


def _unless_default(sort: UndertakingSort) -> list[str]:
    return [] if sort is UndertakingSort.DUE else [sort.value]


def _sections(pairs: list[tuple[When, UndertakingRecord]]) -> list[Section]:
    return [
        Section(
            when,
            gettext(SECTIONS[when][0]),
            gettext(SECTIONS[when][1]),
            [found for _, found in group],
        )
        for when, group in groupby(pairs, key=lambda pair: pair[0])
    ]


def _filters(
    query: UndertakingPageQuery, counts: dict[str, dict[str, int]], names: Names
) -> list[Filter]:
    labels: dict[str, Callable[[str], str]] = {
        "responder": lambda value: names.organisations.get(value, value),
        "state": _state,
        "overdue": lambda value: gettext(word("yes_no", value).label),
        "country": lambda value: names.countries.get(value, value),
    }
    return useful(
        [
            build_filter(PATH, query, name, gettext(title), counts[name], labels[name])
            for name, title in TITLES.items()
        ]
    )


def _state(value: str) -> str:
    if value == NO_FINDING:
        return gettext("nothing recorded yet")
    return gettext(word("undertaking_state", value).label)
