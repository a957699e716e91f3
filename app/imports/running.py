"""Reading a file into drafts: the import is claimed, read in a child process, then drafted."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.core.files import FileStore
from app.core.records import table_of
from app.errors import AppError, ConflictError, NotFoundError, RuleError
from app.imports.drafting import draft_reading
from app.imports.models import Draft, Import
from app.imports.queries import SILENCE, find_import
from app.imports.records import ImportRecord
from app.imports.tabling import draft_table
from app.reading import process
from app.vocabulary.lists import ImportKind, ImportState

Progress: TypeAlias = Callable[[str, int, int], None]

BATCH = 500
"""How many drafts are stored at a time."""

EVERY = 1.0
"""Seconds between two notes of how far reading is."""


def read_import(
    database: Database, files: FileStore, import_id: int, show: Progress | None = None
) -> ImportRecord:
    """Read an import that waits, failed or died; return it as it then is: read or failed.

    How far it is is stored in short transactions, so that another process can show it. Raises
    `ConflictError` when it is being read already and `RuleError` when there is nothing to read.
    """
    kind, name, sha256, options = _claim(database, import_id)
    tell = _Teller(database, import_id, show)
    try:
        path = files.path(sha256)
        if kind is ImportKind.TABLE:
            _read_table(database, import_id, path, name, options, tell)
        else:
            reading = process.run(kind.value, path, name, options, tell)
            tell("drafts", 0, 0)
            with database.write() as db:
                row = db.get_one(Import, import_id)
                store(db, row, draft_reading(db, row, reading))
    except (AppError, sa.exc.DBAPIError) as error:
        _fail(database, import_id, name, error)
    except BaseException:
        _fail(database, import_id, name, None)
        raise
    with database.read() as db:
        return find_import(db, import_id)


def store(db: Session, row: Import, drafts: Iterable[Draft]) -> int:
    """Store the drafts of an import in place of those it had, and that it is read; flushes."""
    db.execute(sa.delete(Draft).where(col(Draft.import_id) == row.id))
    number = 0
    for batch in _batches(drafts):
        values = []
        for draft in batch:
            values.append({**_values(draft), "import_id": row.id, "ordinal": number})
            number += 1
        db.execute(sa.insert(table_of(Draft)), values)
    row.state, row.message = ImportState.READ, None
    row.what, row.done, row.total = None, 0, 0
    row.changed_at = clock.now()
    row.version += 1
    db.flush()
    return number


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    iterator = iter(drafts)
    while batch := list(islice(iterator, BATCH)):
        yield batch


_COLUMNS = (
    "entry", "key", "content", "passage", "matches", "basis", "warnings", "suspect", "decision",
    "reason", "version", "created_at",
)  # fmt: skip


def _values(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _COLUMNS}


def _claim(database: Database, import_id: int) -> tuple[ImportKind, str, str, dict[str, Any]]:
    """Take the import for reading, so that nobody else reads it meanwhile."""
    with database.write() as db:
        row = db.get(Import, import_id, with_for_update=True)
        if row is None:
            raise NotFoundError(f"there is no import {import_id}")
        quiet = clock.now() - row.changed_at > SILENCE
        if row.state is ImportState.READING and not quiet:
            raise ConflictError("this import is being read already")
        if row.state not in (ImportState.WAITING, ImportState.FAILED, ImportState.READING):
            raise RuleError(f"this import is {row.state.value}: there is nothing to read")
        row.state, row.message = ImportState.READING, None
        row.what, row.done, row.total = None, 0, 0
        row.changed_at = clock.now()
        row.version += 1
        return row.kind, row.name, row.sha256, dict(row.options)


def _read_table(
    database: Database,
    import_id: int,
    path: Path,
    name: str,
    options: dict[str, Any],
    tell: "_Teller",
) -> None:
    found = process.stream(ImportKind.TABLE.value, path, name, options, tell)
    with database.write() as db:
        row = db.get_one(Import, import_id)
        tell.quiet = True
        store(db, row, draft_table(db, row, found))


class _Teller:
    """Shows how far reading is, and notes it with the import once a second.

    Each note is a transaction of its own; `quiet` while this process writes the drafts.
    """

    def __init__(self, database: Database, import_id: int, show: Progress | None) -> None:
        self._database, self._import_id, self._show = database, import_id, show
        self._noted = clock.now()
        self.quiet = False

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._show:
            self._show(what, done, total)
        now = clock.now()
        if self.quiet or (now - self._noted).total_seconds() < EVERY:
            return
        self._noted = now
        with self._database.write() as db:
            db.execute(
                sa.update(Import)
                .where(col(Import.id) == self._import_id)
                .values(what=what, done=done, total=total, changed_at=now)
            )


def _fail(database: Database, import_id: int, name: str, error: Exception | None) -> None:
    """Store why reading failed; the message names the file."""
    if isinstance(error, AppError):
        field = getattr(error, "field", None)
        message = f"{field}: {error.message}" if field else error.message
    elif isinstance(error, sa.exc.DBAPIError):
        message = f"the database refuses: {str(error.orig).strip().splitlines()[0]}"
    else:
        message = "reading was broken off: read the file again"
    if name not in message:
        message = f"{name}: {message}"
    with database.write() as db:
        row = db.get_one(Import, import_id)
        row.state, row.message = ImportState.FAILED, message
        row.changed_at = clock.now()
        row.version += 1
