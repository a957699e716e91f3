"""A file that comes in by a form: checked, kept, recorded, and read after the answer."""

import logging
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from app.core.db import Database
from app.core.files import MOST_BYTES, FileStore, describe_bytes
from app.errors import AppError, RuleError
from app.imports import service
from app.imports.desk.building import build_form
from app.imports.desk.pages import UploadForm
from app.imports.runs.repeating import find_held
from app.imports.runs.running import read_import
from app.imports.runs.watching import watched, writing
from app.imports.tables.references import hold_back_table, look_again
from app.vocabulary.lists import ImportKind
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

log = logging.getLogger(__name__)

OPTIONS = {
    ImportKind.REPORT: ("election", "document", "title", "published_on", "url"),
    ImportKind.COMMENTS: ("election", "responder", "document", "title", "published_on", "url"),
    ImportKind.TABLE: ("map",),
}
"""The fields of the form that matter for each kind."""

FIELDS = ("kind", "election", "responder", "map", "document", "issuers", "title", "published_on",
          "url")  # fmt: skip
LONGEST_NAME = 200


@dataclass(frozen=True)
class Taken:
    """The import of a file that came in; `held`: it is an earlier one, whose drafts wait."""

    import_id: int
    held: bool = False


def take(database: Database, files: FileStore, sent: Sent) -> Taken:
    """Keep the file that was sent and record it, unless an earlier import holds its drafts.

    Raises `RuleError` on the field at fault; nothing is recorded then.
    """
    kind = sent.text("kind")
    if sent.too_long:
        raise RuleError(
            gettext("The file is larger than %(most)s, which is the most that is taken.")
            % {"most": describe_bytes(MOST_BYTES)},
            "file",
        )
    if kind not in (*ImportKind,):
        raise RuleError(gettext("Say what the file is: a report, comments or a table."), "kind")
    file = sent.file("file")
    if file is None:
        raise RuleError(gettext("Choose a file."), "file")
    _check(sent, ImportKind(kind))
    try:
        stored = files.save(file.file)
    except AppError as error:
        raise RuleError(error.message, "file") from None
    with writing(database) as db:
        options = service.checked_options(db, ImportKind(kind), options_of(sent, ImportKind(kind)))
        held = find_held(db, ImportKind(kind), stored.sha256, options)
        if held:
            look_again(db, held.id)
            return Taken(held.id, held=True)
        row = service.start(
            db,
            ImportKind(kind),
            stored,
            base_name(file.filename or ""),
            (file.content_type or "application/octet-stream")[:LONGEST_NAME],
            options,
        )
        return Taken(row.id)


def _check(sent: Sent, kind: ImportKind) -> None:
    """What a form can be told before its file is kept."""
    if kind is not ImportKind.TABLE and not sent.text("election"):
        raise RuleError(gettext("Choose the election that the document is about."), "election")
    if kind is ImportKind.COMMENTS and not sent.text("responder"):
        raise RuleError(gettext("Choose the authority that answers."), "responder")


def options_of(sent: Sent, kind: ImportKind) -> dict[str, object]:
    """Return what was said about the file, empty fields left out."""
    options: dict[str, object] = {
        name: sent.text(name) for name in OPTIONS[kind] if sent.text(name)
    }
    if kind is ImportKind.REPORT and sent.text("issuers"):
        options["issuers"] = [sent.text("issuers")]
    return options


def base_name(name: str) -> str:
    """Return a file's name without folders and without what is not for reading."""
    last = PurePosixPath(name.replace("\\", "/")).name
    readable = "".join(char for char in last if char.isprintable()).strip()
    return readable[-LONGEST_NAME:] or gettext("file without a name")


def refused(db: Session, sent: Sent, error: AppError) -> UploadForm:
    """Return the form as it was sent, with what is wrong."""
    field = getattr(error, "field", None)
    problem = Problem(field if field in (*FIELDS, "file") else "", error.message)
    values = {name: sent.text(name) for name in FIELDS}
    return build_form(db, values, [problem], lost=sent.file("file") is not None or sent.too_long)


def read_later(database: Database, files: FileStore, import_id: int) -> None:
    """Read an import after the answer. What is wrong with its file stands with the import.

    Rows of a table that name what is not recorded are marked.
    """
    try:
        with watched(import_id) as show:
            read_import(database, files, import_id, show)
        with database.write() as db:
            hold_back_table(db, import_id)
    except AppError as error:
        log.warning("import %s: %s", import_id, error.message)
