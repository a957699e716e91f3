"""Reading a file into drafts: the import is claimed, read in a child process, then drafted.

A reading ends early when somebody stops or discards its import: at once in the process that reads,
within a few seconds elsewhere.
"""

import json
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
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
from app.core.progress import Progress, silent
from app.core.records import table_of
from app.errors import AppError
from app.imports.drafts.drafting import draft_reading
from app.imports.models import Draft, Import
from app.imports.queries import find_import
from app.imports.records import ImportRecord
from app.imports.runs import claiming
from app.imports.runs.claiming import Claim
from app.imports.tables.tabling import RowDraft, draft_table
from app.reading import process
from app.vocabulary.lists import Decision, ImportKind, ImportState, MatchBasis

log = logging.getLogger(__name__)


Make: TypeAlias = Callable[[Session, Import], Iterable[Draft | RowDraft]]

BATCH = 500
"""How many drafts are stored at a time."""

HEARTBEAT = 2.0
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
    claim = claiming.take(database, import_id)
    stop = _stops[import_id] = process.Stop()
    ended = Event()
    heart = Thread(target=_beat, args=(database, claim, stop, ended), daemon=True)
    heart.start()
    try:
        make = _read(files, claim, _Teller(database, claim, show), stop)
        _draft(database, claim, make, show or silent)
    except (_LostError, process.StoppedError):
        log.info("import %s was stopped or discarded while it was read", import_id)
    except (AppError, sa.exc.DBAPIError) as error:
        _fail(database, claim, error)
    except BaseException:
        _fail(database, claim, None)
        raise
    finally:
        ended.set()
        heart.join()
        if _stops.get(import_id) is stop:
            del _stops[import_id]
    with database.read() as db:
        return find_import(db, import_id)


_stops: dict[int, process.Stop] = {}
"""What ends the readings of this process, by import."""


def end_reading(import_id: int) -> None:
    """End the reading of an import that was stopped or discarded, where this process does it.

    Another process finds out by itself when it next notes that it goes on.
    """
    stop = _stops.get(import_id)
    if stop:
        stop.now()


class _LostError(Exception):
    """The import was stopped, discarded or taken by others: what was read of it is dropped."""


def _read(files: FileStore, claim: Claim, tell: Progress, stop: process.Stop) -> Make:
    """Read the file; return what makes drafts of it. A table is read while they are made."""
    path, task = files.path(claim.sha256), claim.kind.value
    if claim.kind is ImportKind.TABLE:
        rows = process.stream(task, path, claim.name, claim.options, tell, stop=stop)
        return partial(draft_table, found=rows)
    reading = process.run(task, path, claim.name, claim.options, tell, stop=stop)
    tell("drafts", 0, 0)
    stop.check()
    return partial(draft_reading, reading=reading)


def _beat(database: Database, claim: Claim, stop: process.Stop, ended: Event) -> None:
    while not ended.wait(HEARTBEAT):
        if not claiming.note_alive(database, claim):
            stop.now()
            return


def _draft(database: Database, claim: Claim, make: Make, show: Progress) -> None:
    """Make the drafts and store them.

    They wait in a file between the two: matching them takes time, during which nobody else could
    write on SQLite, and those of a large table would fill the memory.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        with database.read() as db:
            row = db.get_one(Import, claim.import_id)
            total = 0
            for draft in make(db, row):
                total += 1
                spool.write(json.dumps(_values(draft), default=to_jsonable_python) + "\n")
            found, document_id = row.found, row.document_id
        spool.seek(0)
        with database.write() as db:
            row = db.get_one(Import, claim.import_id, with_for_update=True)
            if not claim.holds(row):
                raise _LostError
            row.found, row.document_id = found, document_id
            _store(db, row, map(json.loads, spool), show, total)


def store(db: Session, row: Import, drafts: Iterable[Draft | RowDraft]) -> None:
    """Store the drafts of an import in place of those it had, and that it is read; flushes."""
    _store(db, row, (_values(draft) for draft in drafts))


def _store(
    db: Session,
    row: Import,
    drafts: Iterator[dict[str, Any]],
    show: Progress = silent,
    total: int = 0,
) -> None:
    db.execute(sa.delete(Draft).where(col(Draft.import_id) == row.id))
    ordinal, done = count(), 0
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
        done += len(batch)
        show("drafts", done, total)
    row.state, row.message = ImportState.READ, None
    row.what, row.done, row.total = None, 0, 0
    row.changed_at = clock.now()
    row.version += 1
    db.flush()


_COLUMNS = (
    "entry", "key", "content", "passage", "matches", "basis", "warnings", "suspect", "decision",
    "reason", "version",
)  # fmt: skip


def _values(draft: Draft | RowDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _COLUMNS}


class _Teller:
    """Shows how far reading is, and notes it with the import once a second and at the end.

    Each note is a transaction of its own.
    """

    def __init__(self, database: Database, claim: Claim, show: Progress | None) -> None:
        self._database, self._claim, self._show = database, claim, show
        self._noted = clock.now()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._show:
            self._show(what, done, total)
        now = clock.now()
        complete = total and done >= total
        if not complete and (now - self._noted).total_seconds() < EVERY:
            return
        self._noted = now
        if not claiming.note(self._database, self._claim, what=what, done=done, total=total):
            raise _LostError


def _asked(error: Exception | None) -> dict[str, Any]:
    """What has to be said so that the file can be read: a field, or that it is a table."""
    asks = getattr(error, "field", None) or getattr(error, "code", None)
    return {"asks": asks} if asks else {}


def _fail(database: Database, claim: Claim, error: Exception | None) -> None:
    """Store why reading failed; the message names the file."""
    if isinstance(error, AppError):
        field = getattr(error, "field", None)
        message = f"{field}: {error.message}" if field else error.message
    elif isinstance(error, sa.exc.DBAPIError):
        message = f"the database refuses: {str(error.orig).strip().splitlines()[0]}"
    else:
        message = "reading was broken off: read the file again"
    if claim.name not in message:
        message = f"{claim.name}: {message}"
    with database.write() as db:
        row = db.get_one(Import, claim.import_id, with_for_update=True)
        if not claim.holds(row):
            return
        row.state, row.message, row.found = ImportState.FAILED, message, _asked(error)
        row.changed_at = clock.now()
        row.version += 1
