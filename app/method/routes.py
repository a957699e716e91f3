"""`/about/method`."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.threads.queries import list_columns
from app.threads.records import Column
from app.vocabulary.labels import WORDS, Word
from app.web.deps import ReadDb
from app.web.i18n import marked
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

LISTS = {
    "kind": marked("Kinds of item"),
    "position": marked("Position of the authority"),
    "reported": marked("Reported by the authority"),
    "ground": marked("Ground of a reported implementation"),
    "reason": marked("Reasons of an answer"),
    "assessment": marked("Assessment"),
    "later": marked("Later reports"),
    "relation": marked("Links"),
    "link_basis": marked("Basis of a link"),
    "assessment_basis": marked("Basis of an assessment"),
    "purpose": marked("Why a standard is cited"),
    "instrument_class": marked("Classes of standards"),
    "undertaking_state": marked("What became of an undertaking"),
    "direction": marked("Which way evidence points"),
    "page_basis": marked("How a page is known"),
}


@dataclass(frozen=True)
class MethodPage:
    """What the method page shows."""

    lists: dict[str, tuple[str, dict[str, Word]]]
    columns: list[Column]


@router.get("/about/method", name="method:about")
def about(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the rules and the words."""
    lists = {group: (title, WORDS[group]) for group, title in LISTS.items()}
    page = MethodPage(lists, list_columns(db, query.day))
    return render_page(request, "method/about.html", page)
