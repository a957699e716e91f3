"""`/threads`, `/threads/{slug}` and `/matrix`."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.names.queries import load_names
from app.threads import queries
from app.threads.pages import SortLink, ThreadsPage
from app.threads.queries import MatrixQuery, ThreadQuery, ThreadSort
from app.threads.story import build_thread
from app.web.deps import ReadDb
from app.web.i18n import gettext, marked
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()

SORTS = {
    ThreadSort.MOST_OFTEN: marked("most often"),
    ThreadSort.LONGEST: marked("longest"),
    ThreadSort.ACCOUNTS_DIFFER: marked("accounts differ"),
    ThreadSort.TOPIC: marked("topic"),
    ThreadSort.TITLE: marked("title"),
}
SHOWS = {
    "answers": marked("answers"),
    "reported": marked("reported only"),
    "assessments": marked("assessments"),
    "all": marked("all"),
    "none": marked("numbers only"),
}


@router.get("/threads", name="threads:list")
def list_page(request: Request, db: ReadDb, query: Annotated[ThreadQuery, Query()]) -> HTMLResponse:
    """Show the recurring recommendations as a list."""
    page = _build(db, query, request.url.path, "all")
    return render_page(request, "threads/list.html", page, "frag_threads")


@router.get("/matrix", name="threads:matrix")
def matrix_page(
    request: Request, db: ReadDb, query: Annotated[MatrixQuery, Query()]
) -> HTMLResponse:
    """Show recurring recommendations by elections."""
    page = _build(db, query, request.url.path, query.show)
    return render_page(request, "threads/matrix.html", page, "frag_threads")


@router.get("/threads/{slug}", name="threads:thread")
def thread_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show the story of one recurring recommendation."""
    return render_page(request, "threads/thread.html", build_thread(db, slug, query))


def _build(db: Session, query: ThreadQuery, path: str, show: str) -> ThreadsPage:
    page = queries.list_threads(db, query)
    names = load_names(db, countries={thread.country for thread in page.threads})
    shown = {cell.column.code for thread in page.threads for cell in thread.cells}
    empty = shown - {item.election for thread in page.threads for item in thread.items}
    params = query.params(after=[])
    return ThreadsPage(
        query=query,
        day=query.day,
        threads=page.threads,
        columns=[column for column in page.columns if column.code in shown],
        slim=empty,
        total=page.total,
        countries=sorted(names.countries.values()),
        sorts=[
            SortLink(
                gettext(label),
                query_url(path, query.params(sort=[sort.value], after=[])),
                query.sort is sort,
            )
            for sort, label in SORTS.items()
        ],
        shows=[
            SortLink(gettext(label), query_url(path, query.params(show=[value])), show == value)
            for value, label in SHOWS.items()
        ]
        if isinstance(query, MatrixQuery)
        else [],
        show=show,
        params=query.params(after=[], as_of=[]),
        next_url=query_url(path, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(path, params) if query.after else None,
        today_url=query_url(path, query.params(as_of=[], after=[])),
        api_url=query_url(
            "/api/v1/threads", {name: value for name, value in params.items() if name != "show"}
        ),
    )
