"""`/desk/imports/{id}/drafts/{draft}`: one draft beside the page that it comes from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.core.files import FileStore
from app.errors import BusyError, ConflictError, NotFoundError, RuleError
from app.imports import queries, service
from app.imports.desk.draft_building import build_draft
from app.imports.desk.review import changed, place_of, placed, sentences, text_of
from app.imports.desk.saying import DONE, MOST, said, telling
from app.imports.drafts.remembering import JOINED
from app.imports.records import DraftRecord, Show
from app.imports.runs.watching import writing
from app.reading import process
from app.vocabulary.lists import Decision
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, Sent, SentForm
from app.web.i18n import gettext
from app.web.lists import RowId
from app.web.queries import WHOLE, QueryModel
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

DRAFT = "/desk/imports/{import_id}/drafts/{draft_id}"
PICTURE_WIDTH = 1100
"""Pixels: sharp where it is shown, and on screens with two of them for one."""


class ViewQuery(QueryModel):
    """The view of the list that a draft is gone through in."""

    show: str = Field(default=Show.ALL.value, pattern="^(" + "|".join(Show) + ")$")
    done: str | None = Field(default=None, pattern=DONE)
    of: Annotated[int | None, WHOLE] = Field(default=None, le=MOST)


@router.get(DRAFT, name="imports:draft")
def draft_page(
    request: Request,
    db: ReadDb,
    import_id: RowId,
    draft_id: RowId,
    query: Annotated[ViewQuery, Query()],
) -> HTMLResponse:
    """Show a draft, the page it comes from, and the record that it was found to be."""
    page = build_draft(db, _draft(db, import_id, draft_id), query.show)
    page = replace(page, said=said(db, import_id, query.done, query.of))
    return render_page(request, "imports/draft.html", page)


@router.post(DRAFT, name="imports:review")
def review(
    request: Request,
    database: OwnTransactions,
    import_id: RowId,
    draft_id: RowId,
    sent: SentForm,
) -> Response:
    """Do to a draft what was asked for, and go on to the next; or show what is wrong."""
    show = sent.text("show") if sent.text("show") in (*Show,) else Show.ALL.value
    try:
        with writing(database) as db:
            draft = _draft(db, import_id, draft_id)
            address = _act(db, draft, sent, show)
    except _WrongFormError as error:
        return _again(request, database, (import_id, draft_id, show), sent, error.problems, 422)
    except ConflictError as error:
        return _again(
            request, database, (import_id, draft_id, show), sent, [], error.status, conflict=True
        )
    except (RuleError, BusyError) as error:
        field = (getattr(error, "field", None) or "").removeprefix("content.")
        problems = [Problem("match" if field == "ref" else field, error.message)]
        return _again(request, database, (import_id, draft_id, show), sent, problems, error.status)
    return RedirectResponse(address, status_code=303)


class _WrongFormError(Exception):
    """Something in a form cannot be understood."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _draft(db: Session, import_id: int, draft_id: int) -> DraftRecord:
    draft = queries.get_draft(db, draft_id)
    if draft.import_id != import_id:
        raise NotFoundError(
            gettext("There is no draft %(draft)s in this import.") % {"draft": draft_id}
        )
    return draft


def _again(
    request: Request,
    database: OwnTransactions,
    where: tuple[int, int, str],
    sent: Sent,
    problems: list[Problem],
    status: int,
    conflict: bool = False,
) -> HTMLResponse:
    """Show the form as it was sent, with what is wrong or what somebody else changed meanwhile."""
    import_id, draft_id, show = where
    with database.read() as db:
        draft = _draft(db, import_id, draft_id)
        found = placed(problems, draft.entry, draft.content)
        page = build_draft(db, draft, show, sent, found, conflict)
    return render_page(request, "imports/draft.html", page, status=status)


def _act(db: Session, draft: DraftRecord, sent: Sent, show: str) -> str:
    """Do what the button says, and return where to go on."""
    name = next((name for name in ACTIONS if sent.has(f"do-{name}")), None)
    if name is None:
        raise RuleError(gettext("Use one of the buttons."))
    version = sent.number("version")
    if version is None:
        raise RuleError(gettext("The form is not whole: open the draft again."))
    following = queries.neighbours(db, draft, Show(show))
    made = None if _done(draft, name, sent) else ACTIONS[name](db, draft, version, sent)
    if name in STAYS or made is not None:
        at = made or draft.id
        return telling(_path(draft.import_id, at), show, SAID[name], at)
    on = following.next_open if show == Show.ALL else following.next or following.next_open
    return telling(_path(draft.import_id, on), show, SAID[name], draft.id)


def _done(draft: DraftRecord, name: str, sent: Sent) -> bool:
    """Return whether a button was pressed twice: what it asks for is as the form says already."""
    if name == "reject":
        same = draft.reason == (sent.text("reason") or None)
        return draft.decision is Decision.REJECTED and same
    if name != "accept" or draft.decision is not Decision.ACCEPTED:
        return False
    content, problems = changed(draft.entry, draft.content, sent)
    match = sent.text("match") or None if sent.has("match") else draft.matches
    replaced = sorted(sent.several("replace")) == sorted(draft.passage.get("replace") or [])
    same = content == draft.content and match == draft.matches
    return same and not problems and (replaced or not sent.has("replaceable"))


def _save(db: Session, draft: DraftRecord, version: int, sent: Sent) -> int:
    """Store what was typed, with another record named; return the version that the draft has."""
    version = _edit(db, draft, version, sent)
    typed = sent.text("match") or None
    if sent.has("match") and typed != draft.matches:
        return service.rematch(db, draft.id, version, typed).version
    return version


def _edit(db: Session, draft: DraftRecord, version: int, sent: Sent) -> int:
    """Store what was typed, if anything differs; return the version that the draft then has."""
    content, problems = changed(draft.entry, draft.content, sent)
    if problems:
        raise _WrongFormError(problems)
    replace = [name for name in sent.several("replace") if name in draft.content]
    before = draft.passage.get("replace") or []
    offered = sent.has("replaceable")
    if content == draft.content and (not offered or sorted(replace) == sorted(before)):
        if version != draft.version:
            raise ConflictError(gettext("This draft was changed meanwhile."))
        return version
    return service.edit(db, draft.id, version, content, replace if offered else None).version


def _only_save(db: Session, draft: DraftRecord, version: int, sent: Sent) -> None:
    _save(db, draft, version, sent)


def _accept(db: Session, draft: DraftRecord, version: int, sent: Sent) -> None:
    _save(db, draft, version, sent)
    service.decide(db, draft.import_id, [draft.id], Decision.ACCEPTED)


def _reject(db: Session, draft: DraftRecord, version: int, sent: Sent) -> None:
    if draft.passage.get(JOINED):
        message = gettext("It was joined to %(key)s, and its words stand there: undecide it first.")
        raise RuleError(message % {"key": draft.passage[JOINED]}, "reason")
    if version != draft.version:
        raise ConflictError(gettext("This draft was changed meanwhile."))
    reason = sent.text("reason") or None
    if draft.decision is Decision.REJECTED:
        # Only what is undecided takes another reason.
        service.decide(db, draft.import_id, [draft.id], Decision.OPEN)
    service.decide(db, draft.import_id, [draft.id], Decision.REJECTED, reason)


def _reopen(db: Session, draft: DraftRecord, _version: int, _sent: Sent) -> None:
    service.decide(db, draft.import_id, [draft.id], Decision.OPEN)


def _match(db: Session, draft: DraftRecord, version: int, sent: Sent) -> None:
    service.rematch(db, draft.id, _edit(db, draft, version, sent), sent.text("match") or None)


def _split(db: Session, draft: DraftRecord, version: int, sent: Sent) -> int:
    """Split at the cursor, at what was typed or at the chosen sentence; go on with the second."""
    before = text_of(draft.content)
    version = _save(db, draft, version, sent)
    after = text_of(queries.get_draft(db, draft.id).content)
    if sent.has("do-split_cursor"):
        at = sent.number("cursor")
    elif sent.text("begins"):
        at = place_of(after, sent.text("begins"), "begins")
    else:
        at = sent.number("at")
        if at and before != after:
            # The sentences were those of the text before it was changed.
            at = place_of(after, before[at:], "at")
    if not at:
        message = gettext("Say where to split: choose or type how the second part begins.")
        raise RuleError(message, "at" if sentences(before) else "begins")
    return service.split(db, draft.id, version, at).id


def _merge(db: Session, draft: DraftRecord, version: int, sent: Sent) -> None:
    other = queries.find_following(db, draft)
    if other is None:
        raise RuleError(gettext("There is no draft behind this one to join it with."))
    service.merge(db, draft.id, other.id, _save(db, draft, version, sent))


ACTIONS: dict[str, Callable[[Session, DraftRecord, int, Sent], int | None]] = {
    "save": _only_save,
    "accept": _accept,
    "reject": _reject,
    "reopen": _reopen,
    "match": _match,
    "split": _split,
    "split_cursor": _split,
    "merge": _merge,
}
"""What each button `do-…` does; those that return a draft lead to it."""


SAID = {
    "save": "saved",
    "accept": "accepted",
    "reject": "rejected",
    "reopen": "reopened",
    "match": "matched",
    "split": "split",
    "split_cursor": "split",
    "merge": "joined",
}
"""What the next page says that each button did."""

STAYS = ("save", "match", "merge", "reopen")
"""Buttons after which the draft is shown again."""


def _path(import_id: int, draft_id: int | None) -> str:
    """The address of a draft, or of the list where there is none to go on to."""
    return f"/desk/imports/{import_id}" + (f"/drafts/{draft_id}" if draft_id else "")


@router.get(
    "/desk/imports/{import_id}/pages/{number}.png",
    name="imports:picture",
    response_class=Response,
)
def picture(
    request: Request,
    database: OwnTransactions,
    import_id: RowId,
    number: Annotated[int, Path(ge=1, le=1_000)],
) -> Response:
    """Draw a page of an import's PDF. It never changes, since the file does not."""
    files = FileStore(request.app.state.settings.files)
    with database.read() as db:
        line = queries.find_import(db, import_id)
    png = process.draw(files.path(line.sha256), line.name, number, PICTURE_WIDTH)
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(png, media_type="image/png", headers=headers)
