"""Reads of history: what an entry was, its changes, whether it is archived."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.history.folding import fold
from app.history.models import Act, Archived, Change
from app.vocabulary.lists import Action, Channel


@dataclass(frozen=True)
class Past:
    """What history holds of an entry: its last content, and the number of its last change."""

    content: dict[str, Any]
    number: int = 0
    action: Action | None = None


NOTHING = Past({})
"""Of an entry that history does not know."""


@dataclass(frozen=True)
class ChangeRecord:
    """A change with the act that made it, as lists show it; `by` is the public name."""

    id: int
    act_id: int
    at: datetime
    by: str
    channel: Channel
    reason: str | None
    entry: str
    key: str
    row_id: int
    number: int
    action: Action
    fields: list[dict[str, Any]]
    undoes_id: int | None


@dataclass(frozen=True)
class ArchivedRecord:
    """An entry that is archived: since when, by whom and why, and what it was merged into."""

    entry: str
    key: str
    row_id: int
    merged_into: str | None
    at: datetime
    by: str
    reason: str | None


def find_past(
    db: Session, entry: str, ids: Collection[int], upto: datetime | None = None
) -> dict[int, Past]:
    """Return what history holds of entries of a kind, by row; of those it knows.

    `upto`: only what was recorded until then. 1 statement for each `CHUNK`.
    """
    columns = (Change.entry, Change.row_id, Change.number, Change.action, Change.fields)
    found: dict[int, list[Any]] = {}
    for chunk in chunks(sorted(ids)):
        statement = (
            sa.select(*map(col, columns))
            .where(col(Change.entry) == entry, col(Change.row_id).in_(chunk))
            .order_by(col(Change.row_id), col(Change.number))
        )
        if upto:
            statement = statement.join(Act, col(Act.id) == col(Change.act_id))
            statement = statement.where(col(Act.at) <= upto)
        for row in db.execute(statement):
            found.setdefault(row.row_id, []).append(row)
    return {
        row_id: Past(fold(rows), rows[-1].number, rows[-1].action) for row_id, rows in found.items()
    }


def list_changes(
    db: Session,
    entry: str | None = None,
    key: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[ChangeRecord]:
    """Return changes, the newest first: of one entry, of a kind, or all; `before` is a change's id.

    1 statement.
    """
    statement = sa.select(Change, Act).join(Act, col(Act.id) == col(Change.act_id))
    if entry is not None:
        statement = statement.where(col(Change.entry) == entry)
    if key is not None:
        statement = statement.where(col(Change.key) == key)
    if before is not None:
        statement = statement.where(col(Change.id) < before)
    rows = db.execute(statement.order_by(col(Change.id).desc()).limit(limit))
    return [
        ChangeRecord(
            id=change.id,
            act_id=act.id,
            at=act.at,
            by=act.by,
            channel=act.channel,
            reason=act.reason,
            entry=change.entry,
            key=change.key,
            row_id=change.row_id,
            number=change.number,
            action=change.action,
            fields=change.fields,
            undoes_id=change.undoes_id,
        )
        for change, act in rows
    ]


def find_archived(db: Session, entry: str, keys: Collection[str]) -> dict[str, ArchivedRecord]:
    """Return the archived entries of a kind among the keys. 1 statement for each `CHUNK`."""
    found: dict[str, ArchivedRecord] = {}
    for chunk in chunks(sorted(keys)):
        rows = db.execute(
            sa.select(Archived, Act)
            .join(Act, col(Act.id) == col(Archived.act_id))
            .where(col(Archived.entry) == entry, col(Archived.key).in_(chunk))
        )
        for row, act in rows:
            found[row.key] = ArchivedRecord(
                row.entry, row.key, row.row_id, row.merged_into, act.at, act.by, act.reason
            )
    return found


def archived_rows(db: Session) -> set[tuple[str, int]]:
    """Return kind and row of all that is archived. 1 statement."""
    rows = db.execute(sa.select(col(Archived.entry), col(Archived.row_id)))
    return {(entry, row_id) for entry, row_id in rows}


def without_history(db: Session, table: Any, entry: str, limit: int | None = None) -> list[int]:
    """Return rows of a kind that no change tells of: all, or so many. 1 statement."""
    known = sa.exists().where(col(Change.entry) == entry, col(Change.row_id) == col(table.id))
    statement = sa.select(col(table.id)).where(~known).order_by(col(table.id)).limit(limit)
    return list(db.execute(statement).scalars())


def all_ids(db: Session, table: Any) -> Iterator[list[int]]:
    """Yield the ids of a table in stretches."""
    yield from chunks(list(db.execute(sa.select(col(table.id)).order_by(col(table.id))).scalars()))
