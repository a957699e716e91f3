"""Whether history and state agree: what `check` verifies."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.entries import contents
from app.entries.kinds import KINDS, EntryKind
from app.history.folding import differences
from app.history.models import Archived, Change
from app.history.queries import all_ids, find_past
from app.vocabulary.lists import Action

MOST = 20
"""How many problems of a kind are named."""


def problems(db: Session) -> list[str]:
    """Return where history and state disagree, in words for people; reads only."""
    found = list(_gaps(db))
    for kind in KINDS:
        found += [*_differing(db, kind), *_gone(db, kind)][:MOST]
    return found


def _differing(db: Session, kind: EntryKind) -> Iterator[str]:
    """Rows that are not what their changes say."""
    for ids in all_ids(db, kind.table):
        now, past = contents.read(db, kind.name, ids), find_past(db, kind.name, ids)
        for row_id in ids:
            if row_id not in past:
                yield f"{kind.name} {_key(db, kind, row_id)} has no history: run migrate"
            elif past[row_id].action is Action.ARCHIVED:
                yield f"{kind.name} {_key(db, kind, row_id)} is archived and there all the same"
            elif different := differences(past[row_id].content, now[row_id]):
                names = ", ".join(field["field"] for field in different)
                yield f"{kind.name} {_key(db, kind, row_id)} is not what its history says: {names}"


def _key(db: Session, kind: EntryKind, row_id: int) -> str:
    return contents.keys(db, kind.name, [row_id])[row_id]


def _gone(db: Session, kind: EntryKind) -> Iterator[str]:
    """Entries that history knows, that are not archived and have no row."""
    there = sa.exists().where(col(kind.table.id) == col(Change.row_id))
    archived = sa.exists().where(
        col(Archived.entry) == kind.name, col(Archived.row_id) == col(Change.row_id)
    )
    keys = (
        sa.select(col(Change.key))
        .where(col(Change.entry) == kind.name, col(Change.number) == 1, ~there, ~archived)
        .limit(MOST)
    )
    for key in db.execute(keys).scalars():
        yield f"{kind.name} {key} is gone without being archived"


def _gaps(db: Session) -> Iterator[str]:
    """Entries whose changes are not numbered from 1 without a gap."""
    number = col(Change.number)
    rows = db.execute(
        sa.select(col(Change.entry), col(Change.row_id))
        .group_by(col(Change.entry), col(Change.row_id))
        .having(sa.func.max(number) != sa.func.count(number))
        .limit(MOST)
    )
    for entry, row_id in rows:
        yield f"changes of {entry} row {row_id} are missing"
