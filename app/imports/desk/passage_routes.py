"""`/desk/imports/{id}/unread/{index}`: a passage that belongs to no draft, beside its page."""

from dataclasses import replace
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.errors import BusyError, ConflictError, RuleError
from app.imports import service
from app.imports.desk.passage_page import build_passage, next_left
from app.imports.desk.saying import DONE, MOST, said, telling
from app.imports.desk.views import UNREAD, passage_url
from app.imports.records import Show
from app.imports.runs.watching import writing
from app.vocabulary.lists import ItemKind
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, Sent, SentForm
from app.web.i18n import gettext
from app.web.lists import RowId
from app.web.queries import WHOLE, QueryModel
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

PASSAGE = "/desk/imports/{import_id}/unread/{index}"
Index = Annotated[int, Path(ge=0, le=100_000)]


class PassageQuery(QueryModel):
    """What was done a moment ago."""

    done: str | None = Field(default=None, pattern=DONE)
    of: Annotated[int | None, WHOLE] = Field(default=None, le=MOST)


@router.get(PASSAGE, name="imports:passage")
def passage_page(
    request: Request,
    db: ReadDb,
    import_id: RowId,
    index: Index,
    query: Annotated[PassageQuery, Query()],
) -> HTMLResponse:
    """Show a passage, the page it stands on, and the form that makes an item of it."""
    page = build_passage(db, import_id, index)
    page = replace(page, said=said(db, import_id, query.done, query.of))
    return render_page(request, "imports/passage.html", page)


@router.post(PASSAGE, name="imports:take-up")
def treat(
    request: Request, database: OwnTransactions, import_id: RowId, index: Index, sent: SentForm
) -> Response:
    """Note that a passage was looked at, take that back, or make an item of it."""
    try:
        with writing(database) as db:
            address = _act(db, import_id, index, sent)
    except (RuleError, ConflictError, BusyError) as error:
        problems = [Problem(getattr(error, "field", None) or "", error.message)]
        with database.read() as db:
            page = build_passage(db, import_id, index, sent, problems)
        return render_page(request, "imports/passage.html", page, status=error.status)
    return RedirectResponse(address, status_code=303)


def _act(db: Session, import_id: int, index: int, sent: Sent) -> str:
    """Do what the button says, and return where to go on."""
    if sent.has("do-take"):
        kind = sent.text("kind") or ItemKind.RECOMMENDATION
        if kind not in (*ItemKind,):
            raise RuleError(gettext("Say which kind of item it is."), "kind")
        draft = service.take_up(db, import_id, index, sent.text("number"), ItemKind(kind)).id
        return telling(f"/desk/imports/{import_id}/drafts/{draft}", Show.ALL, "taken", draft)
    if not (sent.has("do-looked") or sent.has("do-unlooked")):
        raise RuleError(gettext("Use one of the buttons."))
    looked = sent.has("do-looked")
    service.say_looked_at(db, import_id, index, looked)
    done = "looked-at" if looked else "not-looked-at"
    following = next_left(db, import_id, index) if looked else passage_url(import_id, index)
    if sent.has("list") or following is None:
        return telling(f"/desk/imports/{import_id}", UNREAD, done, index + 1)
    return telling(following, Show.ALL, done, index + 1)
