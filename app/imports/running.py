"""Reading a file into drafts: the import is claimed, read in a child process, then drafted."""

import json
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count, islice
from threading import Event, Thread
from typing import Any, TypeAlias

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.core.files import FileStore
from app.core.progress import Progress
from app.core.records import table_of
from app.errors import AppError, ConflictError, NotFoundError, RuleError
from app.imports.drafting import draft_reading
from app.imports.models import Draft, Import
from app.imports.queries import SILENCE, find_import
from app.imports.records import ImportRecord
from app.imports.tabling import draft_table
from app.reading import process
from app.vocabulary.lists import Decision, ImportKind, ImportState, MatchBasis

log = logging.getLogger(__name__)


Make: TypeAlias = Callable[[Session, Import], Iterable[Draft]]

BATCH = 500
"""How many drafts are stored at a time."""

HEARTBEAT = 5.0
"""Seconds between two notes that reading goes on, whether its child says something or not."""

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
    beating = Event()
    heart = Thread(target=_beat, args=(database, import_id, beating), daemon=True)
    heart.start()
    try:
        path = files.path(sha256)
        make: Make
        if kind is ImportKind.TABLE:
            rows = process.stream(kind.value, path, name, options, tell)
            make = partial(draft_table, found=rows)
        else:
            reading = process.run(kind.value, path, name, options, tell)
            tell("drafts", 0, 0)
            make = partial(draft_reading, reading=reading)
        _draft(database, import_id, make)
    except _DiscardedError:
        log.info("import %s was discarded while it was read", import_id)
    except (AppError, sa.exc.DBAPIError) as error:
        _fail(database, import_id, name, error)
    except BaseException:
        _fail(database, import_id, name, None)
        raise
    finally:
        beating.set()
        heart.join()
    with database.read() as db:
        return find_import(db, import_id)


class _DiscardedError(Exception):
    """The import was discarded meanwhile: what was read of it is dropped."""


def note_alive(database: Database, import_id: int) -> None:
    """Note that an import is still being read; where others hold the database, the next will do."""
    with suppress(sa.exc.DBAPIError), database.write() as db:
        db.execute(
            sa.update(Import)
            .where(col(Import.id) == import_id, col(Import.state) == ImportState.READING)
            .values(changed_at=clock.now())
        )


def _beat(database: Database, import_id: int, end: Event) -> None:
    while not end.wait(HEARTBEAT):
        note_alive(database, import_id)


def _draft(database: Database, import_id: int, make: Make) -> None:
    """Make the drafts and store them.

    They wait in a file between the two: matching them takes time, during which nobody else could
    write on SQLite, and those of a large table would fill the memory.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        with database.read() as db:
            row = db.get_one(Import, import_id)
            for draft in make(db, row):
                spool.write(json.dumps(to_jsonable_python(_values(draft))) + "\n")
            found, document_id = row.found, row.document_id
        spool.seek(0)
        with database.write() as db:
            row = db.get_one(Import, import_id, with_for_update=True)
            if row.state is not ImportState.READING:
                raise _DiscardedError
            row.found, row.document_id = found, document_id
            _store(db, row, (json.loads(line) for line in spool))


def store(db: Session, row: Import, drafts: Iterable[Draft]) -> None:
    """Store the drafts of an import in place of those it had, and that it is read; flushes."""
    _store(db, row, (_values(draft) for draft in drafts))


def _store(db: Session, row: Import, drafts: Iterator[dict[str, Any]]) -> None:
    db.execute(sa.delete(Draft).where(col(Draft.import_id) == row.id))
    ordinal = count()
    while batch := list(islice(drafts, BATCH)):
        values = [
            {
                **draft,
                "import_id": row.id,
                "ordinal": next(ordinal),
                "basis": draft["basis"] and MatchBasis(draft["basis"]),
                "decision": Decision(draft["decision"]),
                "created_at": clock.now(),
            }
            for draft in batch
        ]
        db.execute(sa.insert(table_of(Draft)), values)
    row.state, row.message = ImportState.READ, None
    row.what, row.done, row.total = None, 0, 0
    row.changed_at = clock.now()
    row.version += 1
    db.flush()


_COLUMNS = (
    "entry", "key", "content", "passage", "matches", "basis", "warnings", "suspect", "decision",
    "reason", "version",
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


class _Teller:
    """Shows how far reading is, and notes it with the import once a second.

    Each note is a transaction of its own.
    """

    def __init__(self, database: Database, import_id: int, show: Progress | None) -> None:
        self._database, self._import_id, self._show = database, import_id, show
        self._noted = clock.now()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._show:
            self._show(what, done, total)
        now = clock.now()
        if (now - self._noted).total_seconds() < EVERY:
            return
        self._noted = now
        with self._database.write() as db:
            found: Any = db.execute(
                sa.update(Import)
                .where(col(Import.id) == self._import_id, col(Import.state) == ImportState.READING)
                .values(what=what, done=done, total=total, changed_at=now)
            )
        if not found.rowcount:
            raise _DiscardedError


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
        row = db.get_one(Import, import_id, with_for_update=True)
        if row.state is not ImportState.READING:
            return
        row.state, row.message = ImportState.FAILED, message
        row.changed_at = clock.now()
        row.version += 1
