"""Who reads an import: it is claimed by one process, which says again and again that it goes on."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.core.processes import is_there, this_process
from app.errors import ConflictError, NotFoundError, RuleError
from app.imports.models import Import
from app.vocabulary.lists import ImportKind, ImportState

SILENCE = timedelta(seconds=30)
"""Reading on another machine that was not heard of for so long has died."""

CLAIM = "claim"
"""Where `found` names the process that reads an import."""


@dataclass(frozen=True)
class Claim:
    """An import taken for reading. `version` is the row's as long as nobody else takes it."""

    import_id: int
    version: int
    kind: ImportKind
    name: str
    sha256: str
    options: dict[str, Any]

    def holds(self, row: Import) -> bool:
        """Whether the import is still being read under this claim."""
        return row.state is ImportState.READING and row.version == self.version


def goes_on(changed_at: datetime, claim: str | None) -> bool:
    """Whether a reading goes on.

    Its process is asked for where it can be seen from here: it may be kept from saying something,
    and is known at once to be gone. Others are believed as long as they are heard of.
    """
    there = is_there(claim) if claim else None
    return clock.now() - changed_at <= SILENCE if there is None else there


def is_being_read(row: Import) -> bool:
    """Whether an import is being read by somebody who is still there."""
    reading = row.state is ImportState.READING
    return reading and goes_on(row.changed_at, row.found.get(CLAIM))


def take(database: Database, import_id: int) -> Claim:
    """Take an import for reading, so that nobody else reads it meanwhile.

    Raises `NotFoundError`, `ConflictError` when it is being read already, and `RuleError` when
    there is nothing to read.
    """
    with database.write() as db:
        row = db.get(Import, import_id, with_for_update=True)
        if row is None:
            raise NotFoundError(f"there is no import {import_id}")
        if is_being_read(row):
            raise ConflictError("this import is being read already")
        if row.state not in (ImportState.WAITING, ImportState.FAILED, ImportState.READING):
            raise RuleError(f"this import is {row.state.value}: there is nothing to read")
        row.state, row.message, row.found = ImportState.READING, None, {CLAIM: this_process()}
        row.what, row.done, row.total = None, 0, 0
        row.changed_at = clock.now()
        row.version += 1
        return Claim(import_id, row.version, row.kind, row.name, row.sha256, dict(row.options))


def note_alive(database: Database, claim: Claim) -> bool:
    """Note that an import is still being read; return whether the claim still holds.

    Where others keep the database busy, the next note will do.
    """
    with suppress(sa.exc.DBAPIError):
        return note(database, claim)
    return True


def note(database: Database, claim: Claim, **values: Any) -> bool:
    """Note something of an import that is being read; return whether the claim still holds."""
    with database.write() as db:
        found: Any = db.execute(
            sa.update(Import)
            .where(
                col(Import.id) == claim.import_id,
                col(Import.state) == ImportState.READING,
                col(Import.version) == claim.version,
            )
            .values(changed_at=clock.now(), **values)
        )
    return bool(found.rowcount)
