"""`/desk/imports`: files come in, are read, and go out as records."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

from app.accounts.deps import CurrentPerson
from app.core.files import FileStore
from app.core.keyset import CursorError
from app.errors import BusyError, ConflictError, RuleError
from app.history.by import By
from app.imports import queries, service
from app.imports.desk.building import build_import, build_imports
from app.imports.desk.releasing_page import build_publish
from app.imports.desk.saying import DONE, MOST, said, telling
from app.imports.desk.uploading import read_later, refused, take
from app.imports.desk.views import UNREAD, VIEWS, ids_of
from app.imports.holding import lock_import
from app.imports.publication.publishing import OPERATOR
from app.imports.publication.releasing import MOST_AT_ONCE, ChangedError, claim, release
from app.imports.records import Show, Which
from app.imports.runs.running import end_reading
from app.imports.runs.watching import writing
from app.imports.tables.references import hold_back_table, look_again
from app.vocabulary.lists import Channel, Decision, ImportState
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, SentForm
from app.web.htmx import wants_fragment
from app.web.i18n import gettext
from app.web.lists import RowId
from app.web.queries import WHOLE, QueryModel, bad_cursor
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

LIST = "/desk/imports"


class ImportsQuery(QueryModel):
    """The query of the list of imports."""

    after: str | None = Field(default=None, max_length=2000)
    done: str | None = Field(default=None, pattern=DONE)
    of: Annotated[int | None, WHOLE] = Field(default=None, le=MOST)


class DraftsQuery(ImportsQuery):
    """The query of an import's drafts."""

    show: str = Field(default=Show.ALL.value, pattern="^(" + "|".join([*Show, UNREAD]) + ")$")


@router.get(LIST, name="imports:list")
def list_page(request: Request, db: ReadDb, query: Annotated[ImportsQuery, Query()]) -> Response:
    """Show the form that takes a file, and the imports so far."""
    try:
        page = build_imports(db, query.after)
        page = replace(page, said=said(db, None, query.done, query.of))
    except CursorError as error:
        raise bad_cursor(error) from None
    return render_page(request, "imports/list.html", page)


@router.post(LIST, name="imports:take")
def take_file(request: Request, database: OwnTransactions, sent: SentForm) -> Response:
    """Take a file, and read it after the answer; or show the form with what is wrong.

    Where drafts of it wait already, it is not read again: the import that holds them is shown.
    """
    files = FileStore(request.app.state.settings.files)
    try:
        taken = take(database, files, sent)
    except (RuleError, BusyError) as error:
        with database.read() as db:
            page = build_imports(db, None, refused(db, sent, error))
        # htmx puts in what is answered 422, and shows nothing of what is answered 503.
        status = RuleError.status if wants_fragment(request) else error.status
        return render_page(request, "imports/list.html", page, "frag_upload", status=status)
    address = f"{LIST}/{taken.import_id}"
    if taken.held:
        return went(request, telling(address, Show.ALL, "held", taken.import_id))
    task = BackgroundTask(read_later, database, files, taken.import_id)
    return went(request, address, task)


@router.get(LIST + "/{import_id}", name="imports:import")
def import_page(
    request: Request, db: ReadDb, import_id: RowId, query: Annotated[DraftsQuery, Query()]
) -> Response:
    """Show how far an import is, why it failed, or its drafts."""
    words = said(db, import_id, query.done, query.of)
    return _import(request, db, import_id, query.show, query.after, words=words)


def _import(
    request: Request,
    db: Session,
    import_id: int,
    show: str,
    after: str | None = None,
    problem: RuleError | ConflictError | BusyError | None = None,
    words: str = "",
) -> HTMLResponse:
    problems = [Problem("", problem.message)] if problem else []
    try:
        page = build_import(db, import_id, show, after, problems)
    except CursorError as error:
        raise bad_cursor(error) from None
    page = replace(page, said=words)
    status = problem.status if problem else 200
    return render_page(request, "imports/import.html", page, "frag_state", status=status)


@router.post(LIST + "/{import_id}/decisions", name="imports:decide")
def decide_many(
    request: Request, database: OwnTransactions, import_id: RowId, sent: SentForm
) -> Response:
    """Accept or reject many drafts at once, if they are still as many as the button said."""
    show = sent.text("show") if sent.text("show") in VIEWS else Show.ALL.value
    try:
        if sent.text("decision") == Decision.ACCEPTED:
            # By itself: what it finds is shown where the button said another number.
            with writing(database) as db:
                hold_back_table(db, import_id)
        with writing(database) as db:
            done = _decide(db, import_id, sent)
    except (RuleError, ConflictError, BusyError) as error:
        with database.read() as db:
            return _import(request, db, import_id, show, problem=error)
    address = telling(f"{LIST}/{import_id}", show, f"all-{sent.text('decision')}", done)
    return RedirectResponse(address, status_code=303)


def _decide(db: Session, import_id: int, sent: SentForm) -> int:
    which, wanted = sent.text("which"), sent.number("count")
    if sent.text("decision") not in (Decision.ACCEPTED, Decision.REJECTED, Decision.OPEN):
        raise RuleError(gettext("Say whether to accept or to reject."))
    decision = Decision(sent.text("decision"))
    if which in (*Which,):
        done = service.decide_all(db, import_id, Which(which), decision)
    elif which in (Show.SUSPECT, Show.MATCHED, Show.NEW, Show.REJECTED):
        drafts = ids_of(db, import_id, which, decision)
        done = service.decide(db, import_id, drafts, decision) if drafts else 0
    else:
        raise RuleError(gettext("Say which drafts are meant."))
    if done != wanted:
        message = gettext(
            "The button said %(wanted)s, but there are %(done)s by now. Nothing was changed: look"
            " at the list and decide again."
        )
        raise ConflictError(message % {"wanted": wanted or 0, "done": done})
    return done


@router.post(LIST + "/{import_id}/text", name="imports:text")
def replace_text(
    request: Request, database: OwnTransactions, import_id: RowId, sent: SentForm
) -> Response:
    """Say whether publishing replaces another text that the document holds."""
    replaced = sent.text("replace") == "1"
    try:
        with writing(database) as db:
            version = sent.number("version")
            if version is None:
                raise RuleError(gettext("The form is not whole: open the page again."))
            service.say_replace_text(db, import_id, version, replaced)
    except (RuleError, ConflictError, BusyError) as error:
        with database.read() as db:
            return _import(request, db, import_id, Show.ALL, problem=error)
    done = "text-replaced" if replaced else "text-kept"
    return RedirectResponse(telling(f"{LIST}/{import_id}", Show.ALL, done, 1), status_code=303)


@router.post(LIST + "/{import_id}/missing", name="imports:look-again")
def look_for_missing(request: Request, database: OwnTransactions, import_id: RowId) -> Response:
    """Look again which drafts of a table name what is not recorded."""
    try:
        with writing(database) as db:
            lock_import(db, import_id)
            missing = look_again(db, import_id)
    except BusyError as error:
        with database.read() as db:
            return _import(request, db, import_id, Show.ALL, problem=error)
    address = telling(f"{LIST}/{import_id}", Show.ALL, "looked", missing)
    return RedirectResponse(address, status_code=303)


@router.post(LIST + "/{import_id}/stop", name="imports:stop")
def stop(request: Request, database: OwnTransactions, import_id: RowId) -> Response:
    """Break off the reading of a file."""
    try:
        with writing(database) as db:
            service.stop(db, import_id)
    except (RuleError, ConflictError, BusyError) as error:
        with database.read() as db:
            return _import(request, db, import_id, Show.ALL, problem=error)
    end_reading(import_id)
    return RedirectResponse(f"{LIST}/{import_id}", status_code=303)


@router.post(LIST + "/{import_id}/discard", name="imports:discard")
def discard(request: Request, database: OwnTransactions, import_id: RowId) -> Response:
    """Put an import away."""
    try:
        with writing(database) as db:
            service.discard(db, import_id)
    except (RuleError, ConflictError, BusyError) as error:
        with database.read() as db:
            return _import(request, db, import_id, Show.ALL, problem=error)
    end_reading(import_id)
    return RedirectResponse(telling(LIST, Show.ALL, "discarded", import_id), status_code=303)


@router.get(LIST + "/{import_id}/publish", name="imports:publish")
def publish_page(request: Request, db: ReadDb, import_id: RowId) -> Response:
    """Show what publishing would change, or how far it is."""
    line = queries.find_import(db, import_id)
    if line.state is ImportState.PUBLISHED:
        return went(request, line.url)
    page = build_publish(db, line, [])
    return render_page(request, "imports/publish.html", page, "frag_publish")


@router.post(LIST + "/{import_id}/publish", name="imports:publish-now")
def publish_now(
    request: Request,
    database: OwnTransactions,
    import_id: RowId,
    sent: SentForm,
    person: CurrentPerson,
) -> Response:
    """Publish what is accepted: at once, or after the answer where it takes long.

    Where it is not what the page showed, nothing is published, and what it is by now is shown.
    """
    try:
        accepted = claim(database, import_id, sent.text("shown"))
    except (RuleError, BusyError, ChangedError) as error:
        with database.read() as db:
            line = queries.find_import(db, import_id)
            page = build_publish(db, line, [Problem("", error.message)])
        return render_page(request, "imports/publish.html", page, status=error.status)
    except ConflictError:
        return went(request, f"{LIST}/{import_id}/publish")
    by = By(person.name, Channel.IMPORT, person.id) if person else OPERATOR
    if accepted > MOST_AT_ONCE:
        task = BackgroundTask(release, database, import_id, by)
        return went(request, f"{LIST}/{import_id}/publish", task)
    published = release(database, import_id, by)
    if published is None:
        return went(request, f"{LIST}/{import_id}/publish")
    return went(request, telling(f"{LIST}/{import_id}", Show.ALL, "published", accepted))


def went(request: Request, address: str, task: BackgroundTask | None = None) -> Response:
    """Lead to an address: a browser by 303, htmx by its header, since it cannot see a 303."""
    if wants_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": address}, background=task)
    return RedirectResponse(address, status_code=303, background=task)
