"""`/desk/imports/{id}/reading`: how a file is read, changed and read again."""

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import Response
from starlette.background import BackgroundTask

from app.core.db import Database
from app.core.files import FileStore
from app.errors import AppError, BusyError, ConflictError, RuleError, UnreadableError
from app.imports import queries, service
from app.imports.desk.building import build_form, build_import
from app.imports.desk.pages import ReadingPage
from app.imports.desk.rereading import as_table, build_reading, build_table, look, new_options
from app.imports.desk.routes import went
from app.imports.desk.uploading import read_later
from app.imports.records import Show, WholeImport
from app.imports.runs.repeating import start_again
from app.imports.runs.watching import writing
from app.reading.tables.preview import TablePreview
from app.vocabulary.lists import ImportKind
from app.web.deps import OwnTransactions
from app.web.forms import Problem, Sent, SentForm
from app.web.lists import RowId
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

READING = "/desk/imports/{import_id}/reading"


@router.get(READING, name="imports:reading")
def reading_page(request: Request, database: OwnTransactions, import_id: RowId) -> Response:
    """Show how a file was read: patterns or columns, and what was wrong with its rows."""
    with database.read() as db:
        whole = queries.get_import(db, import_id)
    files = FileStore(request.app.state.settings.files)
    page = _page(database, whole, _look(files, whole))
    return render_page(request, "imports/reading.html", page)


@router.post(READING, name="imports:read-again")
def read_again(
    request: Request, database: OwnTransactions, import_id: RowId, sent: SentForm
) -> Response:
    """Read a file again, in another way where something was changed."""
    files = FileStore(request.app.state.settings.files)
    with database.read() as db:
        whole = queries.get_import(db, import_id)
    # A file is looked at before anything is written: that takes a process of its own.
    seen = _look(files, whole) if sent.has("map") else None
    if isinstance(seen, AppError):
        page = _page(database, whole, seen)
        return render_page(request, "imports/reading.html", page, status=422)
    try:
        options = new_options(whole, sent, seen)
        with writing(database) as db:
            version = sent.number("version") or whole.record.version
            kind = ImportKind.TABLE if as_table(whole, sent) else None
            service.change_options(db, import_id, version, options, kind)
    except (RuleError, ConflictError, BusyError) as error:
        problems = [Problem(getattr(error, "field", None) or "", error.message)]
        if whole.record.kind is not ImportKind.TABLE and not sent.has("patterns"):
            with database.read() as db:
                failed = build_import(db, import_id, Show.ALL, None, problems, sent)
            return render_page(request, "imports/import.html", failed, status=error.status)
        seen = seen or _look(files, whole)
        page = _page(database, whole, seen, sent if sent.texts else None, problems)
        return render_page(request, "imports/reading.html", page, status=error.status)
    task = BackgroundTask(read_later, database, files, import_id)
    return went(request, f"/desk/imports/{import_id}", task)


@router.post("/desk/imports/{import_id}/again", name="imports:again")
def read_as_another(request: Request, database: OwnTransactions, import_id: RowId) -> Response:
    """Read the file of an import a second time, as another import."""
    files = FileStore(request.app.state.settings.files)
    try:
        with writing(database) as db:
            other = start_again(db, files, import_id).id
    except (RuleError, UnreadableError, BusyError) as error:
        problems = [Problem("", error.message)]
        with database.read() as db:
            page = build_import(db, import_id, Show.ALL, None, problems)
        return render_page(request, "imports/import.html", page, status=error.status)
    task = BackgroundTask(read_later, database, files, other)
    return went(request, f"/desk/imports/{other}", task)


def _look(files: FileStore, whole: WholeImport) -> TablePreview | AppError | None:
    """What a table is like, or why it cannot be told; nothing of other files."""
    if whole.record.kind is not ImportKind.TABLE:
        return None
    try:
        return look(files, whole.record)
    except AppError as error:
        return error


def _page(
    database: Database,
    whole: WholeImport,
    seen: TablePreview | AppError | None,
    sent: Sent | None = None,
    problems: Sequence[Problem] = (),
) -> ReadingPage:
    if isinstance(seen, AppError):
        return build_reading(whole, sent, [*problems, Problem("", seen.message)])
    if seen is None:
        return build_reading(whole, sent, problems)
    with database.read() as db:
        form = build_form(db, {})
    return build_table(whole, seen, (form.documents, form.organisations), sent, problems)
