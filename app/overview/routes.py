"""`/`: the overview."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.core.dates import latest_day
from app.documents.queries import list_documents
from app.documents.records import DocumentRecord
from app.names.queries import Names, load_names
from app.overview.queries import Tally, count_by_election
from app.threads.queries import ThreadQuery, list_threads
from app.threads.records import ThreadView
from app.web.deps import ReadDb
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()
MOST = 5


@dataclass(frozen=True)
class OverviewPage:
    """What the overview shows.

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
        documents=sorted(documents, key=lambda entry: entry.published_on or "", reverse=True)[
            :MOST
        ],
    )
    return render_page(request, "overview/home.html", page)


def _counts_from(document: DocumentRecord) -> date:
    """The day from which a document counts: the last possible one."""
    return latest_day(document.published_on) if document.published_on else date.min
