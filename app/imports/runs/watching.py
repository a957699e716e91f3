"""Work that lasts: how far this process is with it, and what others meet who want to write.

While one transaction writes much, nobody else can write on SQLite, so how far it is cannot be
stored. Another process knows only that it goes on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import Database, WriteSession
from app.errors import BusyError
from app.web.i18n import gettext


@dataclass
class Step:
    """What is being done, and how much of it; a `total` of 0 is unknown."""

    what: str = ""
    done: int = 0
    total: int = 0


@contextmanager
def writing(database: Database) -> Iterator[WriteSession]:
    """Yield a writing session for a form. Raises `BusyError` when others write for too long."""
    try:
        with database.write() as db:
            yield db
    except sa.exc.OperationalError:
        message = gettext(
            "A file is being read or published just now, and nothing else can be stored meanwhile."
            " Nothing was changed: send the form again in a minute."
        )
        raise BusyError(message) from None


_steps: dict[int, Step] = {}


@contextmanager
def watched(import_id: int) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what shows how far the work on an import is; at the end there is nothing to show."""
    step = _steps.setdefault(import_id, Step())

    def show(what: str, done: int, total: int) -> None:
        step.what, step.done, step.total = what, done, total

    try:
        yield show
    finally:
        _steps.pop(import_id, None)


def step_of(import_id: int) -> Step:
    """Return how far the work on an import is; an empty step where this process does none."""
    return _steps.get(import_id, Step())
