"""Publishing from the desk: once, however often it is asked for, and with progress while it lasts.

The publishing itself is one transaction, during which nobody else can write on SQLite. So it is
claimed before in a short one, and how far it is stands in the memory of the process that does it;
another process knows only that it goes on.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.core import clock
from app.core.db import Database
from app.errors import AppError, ConflictError, RuleError
from app.imports import queries
from app.imports.models import Import
from app.imports.pages import Progress
from app.imports.publishing import publish
from app.imports.records import ImportRecord, Published
from app.vocabulary.lists import ImportState
from app.web.i18n import gettext

CLAIM = "publishing"
"""What an import that is being published does."""

PATIENCE = timedelta(minutes=5)
"""After so long a claim has died with its process."""

MOST_AT_ONCE = 500
"""Publishing more drafts goes on after the answer, with progress."""


@dataclass
class _Seen:
    what: str = ""
    done: int = 0
    total: int = 0


_seen: dict[tuple[str, int], _Seen] = {}
"""How far this process is, by database and import."""


def publishing(line: ImportRecord) -> Progress | None:
    """Return how far publishing an import is, or nothing where it is not being published."""
    if line.state is not ImportState.READ or line.what != CLAIM:
        return None
    if clock.now() - line.changed_at > PATIENCE:
        return None
    known = next((seen for (_, one), seen in _seen.items() if one == line.id), _Seen())
    return Progress(known.what or CLAIM, known.done, known.total)


def claim(database: Database, import_id: int) -> int:
    """Take the right to publish an import; return how many drafts it has accepted.

    Raises `ConflictError` when it is being published or has been, `RuleError` when nothing is
    accepted.
    """
    with database.read() as db:
        # Looked up first: while it is being published, nobody else can write on SQLite.
        if publishing(queries.find_import(db, import_id)):
            raise ConflictError(gettext("This import is being published already."))
    with database.write() as db:
        row = db.get_one(Import, import_id)
        fresh = clock.now() - row.changed_at <= PATIENCE
        if row.state is ImportState.PUBLISHED or (row.what == CLAIM and fresh):
            raise ConflictError(gettext("This import is published, or being published, already."))
        if row.state is not ImportState.READ:
            raise RuleError(gettext("This import has no drafts that could be published."))
        accepted = queries.count_drafts(db, import_id).accepted
        if not accepted:
            raise RuleError(gettext("Nothing is accepted, so nothing can be published."))
        row.what, row.message, row.changed_at = CLAIM, None, clock.now()
        return accepted


def release(database: Database, import_id: int) -> Published | None:
    """Publish an import that was claimed. What stands in the way is kept as its message."""
    key = (str(database.engine.url), import_id)
    seen = _seen.setdefault(key, _Seen())

    def show(what: str, done: int, total: int) -> None:
        seen.what, seen.done, seen.total = what, done, total

    message = gettext("Publishing failed; nothing was changed. The fault is ours.")
    try:
        with database.write() as db:
            found = publish(db, import_id, show)
        message = ""
        return found
    except AppError as error:
        message = error.message
        return None
    finally:
        _seen.pop(key, None)
        _end(database, import_id, message)


def _end(database: Database, import_id: int, message: str) -> None:
    with database.write() as db:
        row = db.get_one(Import, import_id)
        row.what, row.message, row.changed_at = None, message or None, clock.now()
