"""Load checked seed entries: each is added, brought up to date, or left as an editor changed it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.inputs import Input
from app.core.progress import Progress
from app.elections.models import Country
from app.entries import contents
from app.entries.kinds import KINDS
from app.errors import RuleError
from app.history import service as history
from app.history.by import By
from app.history.queries import archived_rows, find_archived
from app.search import service as search
from app.seeding.models import SeedRecord
from app.seeding.reader import AUTHOR, Entry, read
from app.statuses import service as statuses
from app.vocabulary.lists import Channel

SEEDS = By(AUTHOR, Channel.SEED)
"""Whom history names for what the files put in."""


@dataclass
class Outcome:
    """How many entries of each kind were added, changed or left; and the places of those kept.

    `adopted` and `archived` are entries for which the files no longer speak; `saved` are the rows
    that were added or changed, by kind.
    """

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    archived: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    saved: dict[str, list[int]] = field(default_factory=dict)


def load(db: Session, folder: Path, progress: Progress | None = None) -> Outcome:
    """Load the folder's entries and store the statuses and search texts that follow.

    `progress` is called with what is going on, how many entries are done and how many there are.
    Raises `RuleError` naming file, entry and field; nothing is to be committed then.
    """
    entries = read(folder)
    _one_at_a_time(db)
    before = {
        (record.entry, record.key): record for record in db.execute(sa.select(SeedRecord)).scalars()
    }
    versions = _versions(db) if before else {}
    archived = archived_rows(db)
    outcome = Outcome()
    problems: list[str] = []
    for done, entry in enumerate(entries):
        if progress:
            progress(entry.file, done, len(entries))
        try:
            record = before.pop((entry.kind.name, entry.key), None)
            if record and (entry.kind.name, record.row_id) in archived:
                outcome.archived.append(entry.place)
            else:
                _load(db, entry, record, versions, archived, outcome)
        except RuleError as error:
            at = f": {error.field}" if error.field else ""
            problems.append(f"{entry.place}{at}: {error.message}")
            if len(problems) == 20:
                break
        except sa.exc.DBAPIError as error:
            problems.append(
                f"{entry.place}: the database refuses it: {str(error.orig).splitlines()[0]}"
            )
            break
    if problems:
        raise RuleError("\n".join(problems))
    outcome.gone = [f"{name} {key}" for name, key in before]
    if progress and (outcome.added or outcome.changed):
        progress("statuses", len(entries), len(entries))
    history.record(db, SEEDS, outcome.saved)
    # Also where nothing changed: `check` sends here to mend what is stored and derived.
    statuses.refresh(db)
    search.renew(db)
    return outcome


def load_into_empty(db: Session, folder: Path, progress: Progress | None = None) -> None:
    """Load the folder's entries when the database holds no country yet, else do nothing."""
    _one_at_a_time(db)
    if db.execute(sa.select(col(Country.id)).limit(1)).first() is None:
        load(db, folder, progress)


def _one_at_a_time(db: Session) -> None:
    """Let a second process wait: SQLite's write lock does, PostgreSQL needs a lock of its own."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.text("LOCK TABLE seed_records IN EXCLUSIVE MODE"))


def _load(
    db: Session,
    entry: Entry,
    record: SeedRecord | None,
    versions: dict[tuple[str, int], int],
    archived: set[tuple[str, int]],
    outcome: Outcome,
) -> None:
    name = entry.kind.name
    if record and record.digest == entry.digest:
        outcome.unchanged[name] += 1
        return
    if record and record.adopted:
        outcome.adopted.append(entry.place)
        return
    if record and versions.get((name, record.row_id)) != record.row_version:
        outcome.kept.append(entry.place)
        return
    savepoint = db.begin_nested()
    try:
        row = entry.kind.save(db, _with_texts(db, entry, record))
    except (RuleError, sa.exc.DBAPIError):
        savepoint.rollback()
        raise
    if record is None and archived and _is_archived(db, name, row.id):
        savepoint.rollback()
        outcome.archived.append(entry.place)
        return
    if record is None and row.version > 1:
        savepoint.rollback()
        outcome.kept.append(entry.place)
        return
    if record is None:
        record = SeedRecord(entry=name, key=entry.key, digest="", row_id=row.id, row_version=0)
        db.add(record)
        outcome.added[name] += 1
    else:
        outcome.changed[name] += 1
    outcome.saved.setdefault(name, []).append(row.id)
    record.digest, record.row_version = entry.digest, row.version
    record.loaded_at = clock.now()
    savepoint.commit()


def _is_archived(db: Session, name: str, row_id: int) -> bool:
    """Whether an entry that was just added bears the key of an archived one."""
    return bool(find_archived(db, name, contents.keys(db, name, [row_id]).values()))


TEXTS: dict[str, tuple[str, ...]] = {
    "item": ("official_text", "quoted_text"),
    "answer": ("standpoint",),
}
"""What an import attaches; seed files never hold it."""


def _with_texts(db: Session, entry: Entry, record: SeedRecord | None) -> Input:
    """The entry with the texts that an import attached to its row, so that they stay."""
    names = TEXTS.get(entry.kind.name)
    row = db.get(entry.kind.table, record.row_id) if record and names else None
    if row is None or names is None:
        return entry.given
    kept = {
        name: getattr(row, name)
        for name in names
        if getattr(entry.given, name) is None and getattr(row, name)
    }
    return entry.given.model_copy(update=kept)


def _versions(db: Session) -> dict[tuple[str, int], int]:
    """The present version of each row of the kinds that seed data holds."""
    return {
        (kind.name, row_id): version
        for kind in KINDS
        for row_id, version in db.execute(sa.select(col(kind.table.id), col(kind.table.version)))
    }
