"""`/`: the overview."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.documents.queries import list_documents
from app.documents.records import DocumentRecord
from app.names.queries import Names, load_names
from app.overview.queries import Tally, count_by_election
from app.search.models import Found
from app.search.queries import Scope, list_best
from app.threads.queries import ThreadQuery, list_threads
from app.threads.records import ThreadView
from app.web.deps import ReadDb
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()
MOST = 5
ASKED = "results by polling station"
"""What the third question on the page is about, as search takes it."""


@dataclass(frozen=True)
class OverviewPage:
    """What the overview shows; `asked_url` answers its third question.

    `earlier` counts the recommendations that a later list could repeat: those of every election but
    the newest of its country that has any.
    """

    day: date
    as_of: date | None
    names: Names
    total: Tally
    elections: dict[str, Tally]
    earlier: int
    recurring: int
    threads: list[ThreadView]
    asked_url: str
    documents: list[DocumentRecord]


@router.get("/", name="overview:home")
def home(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the numbers, what recurs most and the newest documents. A fixed number of statements."""
    elections = count_by_election(db, query.day)
    threads = list_threads(db, ThreadQuery(as_of=query.as_of, limit=MOST))
    documents = [entry for entry in list_documents(db, query.day) if entry.held]
    newest = {code[:2]: code for code in elections}
    countries = set(newest)
    page = OverviewPage(
        day=query.day,
        as_of=query.as_of,
        names=load_names(db, countries=countries),
        total=sum(elections.values(), Tally()),
        elections=elections,
        earlier=sum(tally.recommendations for tally in elections.values())
        - sum(elections[code].recommendations for code in newest.values()),
        recurring=threads.total,
        threads=threads.threads,
        asked_url=_asked(db, query),
        documents=sorted(documents, key=lambda entry: entry.published_on or "", reverse=True)[
            :MOST
        ],
    )
    return render_page(request, "overview/home.html", page)


def _asked(db: Session, query: AsOfQuery) -> str:
    """The recurring recommendation that the third question is about, else what search finds."""
    best = list_best(db, ASKED, Scope(query.day), [Found.THREAD], 1)
    hits = best.get(Found.THREAD, [])
    return hits[0].url if hits else query_url("/search", {"q": [ASKED]})
