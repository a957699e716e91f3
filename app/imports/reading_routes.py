"""`/desk/imports/{id}/reading`: how a file is read, changed and read again."""

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.background import BackgroundTask

from app.core.files import FileStore
from app.errors import ConflictError, RuleError
from app.imports import queries, service
from app.imports.rereading import build_reading, new_options
from app.imports.routes import went
from app.imports.uploading import read_later
from app.web.deps import OwnTransactions, ReadDb
from app.web.desk import ENTER
from app.web.forms import Problem, SentForm
from app.web.lists import RowId
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router(ENTER)

READING = "/desk/imports/{import_id}/reading"


@router.get(READING, name="imports:reading")
def reading_page(request: Request, db: ReadDb, import_id: RowId) -> HTMLResponse:
    """Show how a file was read: patterns or columns, and what was wrong with its rows."""
    page = build_reading(queries.get_import(db, import_id))
    return render_page(request, "imports/reading.html", page)


@router.post(READING, name="imports:read-again")
def read_again(
    request: Request, database: OwnTransactions, import_id: RowId, sent: SentForm
) -> Response:
    """Read a file again, in another way where something was changed."""
    try:
        with database.write() as db:
            whole = queries.get_import(db, import_id)
            version = sent.number("version") or whole.record.version
            service.change_options(db, import_id, version, new_options(whole, sent))
    except (RuleError, ConflictError) as error:
        field = getattr(error, "field", None) or ""
        with database.read() as db:
            whole = queries.get_import(db, import_id)
            page = build_reading(whole, sent, [Problem(field, error.message)])
        return render_page(request, "imports/reading.html", page, status=error.status)
    files = FileStore(request.app.state.settings.files)
    task = BackgroundTask(read_later, database, files, import_id)
    return went(request, f"/desk/imports/{import_id}", task)
