"""Store the statuses that follow from the facts, in the transaction that changed the facts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import FOREVER
from app.core.progress import Progress
from app.core.records import chunks, table_of
from app.documents.models import Document
from app.elections.models import Election
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.statuses.models import ItemStatus, ThreadStatus
from app.statuses.queries import load_facts
from app.statuses.rules import Interval, intervals
from app.threads.models import ThreadMember
from app.vocabulary.lists import ItemKind, ThreadRole

CHUNK = 500


def refresh(
    db: Session, item_ids: Collection[int] | None = None, progress: Progress | None = None
) -> int:
    """Store the statuses of the items, of those beside them, and of their threads; `None` is all.

    Beside an item are those linked to it or in a thread with it. Returns how many rows changed.
    `progress` is called with what is going on, how many items are done and how many there are.
    Needs an open write transaction; flushes.
    """
    db.flush()
    items = _all_items(db) if item_ids is None else _affected(db, item_ids)
    changed = 0
    for number, chunk in enumerate(_chunks(items)):
        if progress:
            progress("statuses", number * CHUNK, len(items))
        changed += _refresh_items(db, chunk)
    for chunk in _chunks(_threads_of(db, None if item_ids is None else items)):
        changed += _refresh_threads(db, chunk)
    db.flush()
    return changed


def refresh_countries(
    db: Session, country_ids: Collection[int], progress: Progress | None = None
) -> int:
    """Store the statuses of all items of the countries, and of their threads, as `refresh` does.

    What happens in a country changes statuses there only: a report that is new or has its first
    items changes what later reports show of every earlier item.
    """
    db.flush()
    found: list[int] = []
    for chunk in chunks(sorted(country_ids)):
        found += db.execute(
            sa.select(col(Recommendation.id)).where(col(Recommendation.country_id).in_(chunk))
        ).scalars()
    return refresh(db, found, progress)


def stale(db: Session) -> int:
    """Return how many stored rows differ from what the facts give; reads only."""
    wrong = 0
    for chunk in _chunks(_all_items(db)):
        stored, derived = _stored_items(db, chunk), _derived_items(db, chunk)
        wrong += sum(stored.get(key) != derived.get(key) for key in stored.keys() | derived.keys())
    for chunk in _chunks(_threads_of(db, None)):
        stored_t, derived_t = _stored_threads(db, chunk), _derived_threads(db, chunk)
        wrong += sum(
            stored_t.get(key) != derived_t.get(key) for key in stored_t.keys() | derived_t.keys()
        )
    return wrong


_Key: TypeAlias = tuple[int, date]
_Values: TypeAlias = dict[str, object]


def _refresh_items(db: Session, item_ids: Sequence[int]) -> int:
    return _store(
        db, ItemStatus, "item_id", _stored_items(db, item_ids), _derived_items(db, item_ids)
    )


def _refresh_threads(db: Session, thread_ids: Sequence[int]) -> int:
    return _store(
        db,
        ThreadStatus,
        "thread_id",
        _stored_threads(db, thread_ids),
        _derived_threads(db, thread_ids),
    )


def _store(
    db: Session,
    model: type[ItemStatus] | type[ThreadStatus],
    owner: str,
    stored: dict[_Key, _Values],
    derived: dict[_Key, _Values],
) -> int:
    """Delete rows that no longer hold and insert those that do; unchanged rows stay."""
    wrong = [key for key, values in stored.items() if derived.get(key) != values]
    missing = [key for key, values in derived.items() if stored.get(key) != values]
    table = table_of(model)
    for keys in chunks(wrong):
        db.execute(sa.delete(table).where(sa.tuple_(table.c[owner], table.c.since).in_(keys)))
    if missing:
        db.execute(
            sa.insert(table),
            [{owner: key[0], "since": key[1], **derived[key]} for key in missing],
        )
    return len({*wrong, *missing})


def _derived_items(db: Session, item_ids: Sequence[int]) -> dict[_Key, _Values]:
    return {
        (item_id, interval.since): _item_values(interval)
        for item_id, facts in load_facts(db, item_ids).items()
        for interval in intervals(facts)
    }


def _item_values(interval: Interval) -> _Values:
    status = interval.status
    return {
        "until": interval.until,
        "position": status.position,
        "reported": status.reported,
        "assessment": status.assessment,
        "headline": status.headline,
        "later": status.later,
        "accounts_differ": status.accounts_differ,
        "accounts_differ_basis": status.accounts_differ_basis,
        "overdue": status.overdue,
        "eligible": status.eligible,
        "occurrences": status.occurrences,
        "recommended_again_in": list(status.recommended_again_in),
        "concern_again_in": list(status.concern_again_in),
        "same_subject_in": list(status.same_subject_in),
    }


_ITEM_COLUMNS = (
    "until", "position", "reported", "assessment", "headline", "later", "accounts_differ",
    "accounts_differ_basis", "overdue", "eligible", "occurrences", "recommended_again_in",
    "concern_again_in", "same_subject_in",
)  # fmt: skip
_THREAD_COLUMNS = (
    "until", "occurrences", "recommended", "first_election_id", "last_election_id",
    "first_held_on", "span_days", "accounts_differ",
)  # fmt: skip


def _stored_items(db: Session, item_ids: Sequence[int]) -> dict[_Key, _Values]:
    table = table_of(ItemStatus)
    columns = [table.c[name] for name in ("item_id", "since", *_ITEM_COLUMNS)]
    rows = db.execute(sa.select(*columns).where(table.c.item_id.in_(item_ids)))
    return {
        (item_id, since): dict(zip(_ITEM_COLUMNS, values, strict=True))
        for item_id, since, *values in rows
    }


def _stored_threads(db: Session, thread_ids: Sequence[int]) -> dict[_Key, _Values]:
    rows = db.execute(
        sa.select(ThreadStatus).where(col(ThreadStatus.thread_id).in_(thread_ids))
    ).scalars()
    return {
        (row.thread_id, row.since): {name: getattr(row, name) for name in _THREAD_COLUMNS}
        for row in rows
    }


@dataclass(frozen=True)
class _Occurrence:
    item_id: int
    election_id: int
    held_on: date
    known_on: date
    recommended: bool


def _derived_threads(db: Session, thread_ids: Sequence[int]) -> dict[_Key, _Values]:
    """A thread lives from its first occurrence and changes with another or when accounts differ."""
    rows = db.execute(
        sa.select(
            col(ThreadMember.thread_id),
            col(ThreadMember.item_id),
            col(ThreadMember.election_id),
            col(Election.held_on),
            col(Document.published_by),
            col(ThreadMember.kind),
        )
        .join(Recommendation, col(Recommendation.id) == col(ThreadMember.item_id))
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .join(Election, col(Election.id) == col(ThreadMember.election_id))
        .where(
            col(ThreadMember.thread_id).in_(thread_ids),
            col(ThreadMember.role) == ThreadRole.OCCURRENCE,
        )
    ).all()
    members: dict[int, list[_Occurrence]] = {}
    for row in rows:
        members.setdefault(row.thread_id, []).append(
            _Occurrence(
                row.item_id,
                row.election_id,
                row.held_on,
                row.published_by,
                row.kind is ItemKind.RECOMMENDATION,
            )
        )
    differ: dict[int, list[tuple[date, date]]] = {}
    for item_id, since, until in db.execute(
        sa.select(col(ItemStatus.item_id), col(ItemStatus.since), col(ItemStatus.until)).where(
            col(ItemStatus.accounts_differ),
            col(ItemStatus.item_id).in_(
                sa.select(col(ThreadMember.item_id)).where(
                    col(ThreadMember.thread_id).in_(thread_ids)
                )
            ),
        )
    ):
        differ.setdefault(item_id, []).append((since, until))
    return {
        (thread_id, since): values
        for thread_id, occurrences in members.items()
        for since, values in _thread_intervals(occurrences, differ)
    }


def _thread_intervals(
    occurrences: list[_Occurrence], differ: dict[int, list[tuple[date, date]]]
) -> Iterator[tuple[date, _Values]]:
    days = {occurrence.known_on for occurrence in occurrences}
    start = min(days)
    for occurrence in occurrences:
        for since, until in differ.get(occurrence.item_id, []):
            days |= {since, until}
    found: list[tuple[date, _Values]] = []
    for day in sorted(day for day in days if start <= day < FOREVER):
        values = _thread_values([item for item in occurrences if item.known_on <= day], day, differ)
        if found and {**found[-1][1], "until": FOREVER} == values:
            continue
        if found:
            found[-1][1]["until"] = day
        found.append((day, values))
    yield from found


def _thread_values(
    known: list[_Occurrence], day: date, differ: dict[int, list[tuple[date, date]]]
) -> _Values:
    ordered = sorted({(item.held_on, item.election_id) for item in known})
    return {
        "until": FOREVER,
        "occurrences": len(ordered),
        "recommended": len({item.election_id for item in known if item.recommended}),
        "first_election_id": ordered[0][1],
        "last_election_id": ordered[-1][1],
        "first_held_on": ordered[0][0],
        "span_days": (ordered[-1][0] - ordered[0][0]).days,
        "accounts_differ": any(
            since <= day < until for item in known for since, until in differ.get(item.item_id, [])
        ),
    }


def _all_items(db: Session) -> list[int]:
    return list(db.execute(sa.select(col(Recommendation.id)).order_by("id")).scalars())


def _affected(db: Session, item_ids: Collection[int]) -> list[int]:
    """The items, those at the other end of their links, and those in a thread with them."""
    found = set(item_ids)
    own, other = sa.orm.aliased(ThreadMember), sa.orm.aliased(ThreadMember)
    for chunk in _chunks(list(item_ids)):
        found.update(
            db.execute(
                sa.select(col(Link.later_id)).where(col(Link.earlier_id).in_(chunk))
            ).scalars()
        )
        found.update(
            db.execute(
                sa.select(col(Link.earlier_id)).where(col(Link.later_id).in_(chunk))
            ).scalars()
        )
        found.update(
            db.execute(
                sa.select(col(other.item_id))
                .join(own, col(own.thread_id) == col(other.thread_id))
                .where(col(own.item_id).in_(chunk))
            ).scalars()
        )
    return sorted(found)


def _threads_of(db: Session, item_ids: Sequence[int] | None) -> list[int]:
    statement = sa.select(col(ThreadMember.thread_id)).distinct()
    if item_ids is None:
        stored = sa.select(col(ThreadStatus.thread_id))
        return sorted(db.execute(sa.union(statement, stored)).scalars())
    found: set[int] = set()
    for chunk in _chunks(item_ids):
        found.update(db.execute(statement.where(col(ThreadMember.item_id).in_(chunk))).scalars())
    return sorted(found)


def _chunks(values: Sequence[int]) -> Iterator[list[int]]:
    return chunks(values, CHUNK)
