"""What is stored because of entries that were saved: history, statuses, and what search finds."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment
from app.core.progress import Progress
from app.core.records import chunks
from app.documents.models import Document
from app.elections.models import Election
from app.history.by import By
from app.history.models import Change
from app.history.recording import record
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.search import service as search
from app.search.models import Found
from app.standards.models import Standard
from app.statements.models import Statement
from app.statuses import service as statuses
from app.threads.models import Thread, ThreadMember
from app.topics.models import Topic
from app.undertakings.models import Undertaking

MANY = 1_000
"""From so many changed rows on, PostgreSQL is told to look at its tables before it plans."""

FOUND = {
    "thread": Found.THREAD,
    "item": Found.ITEM,
    "answer": Found.ANSWER,
    "undertaking": Found.UNDERTAKING,
    "statement": Found.STATEMENT,
    "topic": Found.TOPIC,
    "provision": Found.STANDARD,
    "instrument": Found.INSTRUMENT,
    "organisation": Found.ORGANISATION,
    "document": Found.DOCUMENT,
    "election": Found.ELECTION,
}
"""What search shows of each kind of entry; of the others it shows nothing."""

_OF_ITEM = sa.select(col(Recommendation.country_id)).distinct()
_COUNTRY: dict[str, tuple[sa.Select[Any], Any]] = {
    "election": (sa.select(col(Election.country_id)), col(Election.id)),
    "document": (sa.select(col(Document.country_id)), col(Document.id)),
    "item": (_OF_ITEM, col(Recommendation.id)),
    "answer": (
        _OF_ITEM.join(ResponseItem, col(ResponseItem.item_id) == col(Recommendation.id)),
        col(ResponseItem.response_id),
    ),
    "undertaking": (
        sa.select(col(Document.country_id)).join(
            Undertaking, col(Undertaking.document_id) == col(Document.id)
        ),
        col(Undertaking.id),
    ),
    "assessment": (
        _OF_ITEM.join(Assessment, col(Assessment.item_id) == col(Recommendation.id)),
        col(Assessment.id),
    ),
    "link": (sa.select(col(Link.country_id)), col(Link.id)),
    "thread": (sa.select(col(Thread.country_id)), col(Thread.id)),
}
"""The country whose statuses follow from a row of a kind, and the column with the row's id."""

_SHOWN_WITH = (
    ("election", "document", col(Document.id), col(Document.election_id)),
    ("document", "election", col(Document.election_id), col(Document.id)),
    ("document", "item", col(Recommendation.id), col(Recommendation.document_id)),
    ("document", "answer", col(Response.id), col(Response.document_id)),
    ("document", "undertaking", col(Undertaking.id), col(Undertaking.document_id)),
    ("document", "statement", col(Statement.id), col(Statement.document_id)),
    ("organisation", "answer", col(Response.id), col(Response.responder_id)),
    ("instrument", "provision", col(Standard.id), col(Standard.instrument_id)),
    ("topic", "topic", col(Topic.id), col(Topic.parent_id)),
    ("item", "item", col(Recommendation.id), col(Recommendation.parent_id)),
    ("item", "thread", col(ThreadMember.thread_id), col(ThreadMember.item_id)),
)
"""What a search entry shows or rests on beside its own row: kind of the row, kind of the entry, the
entry's id and the pointer to the row."""


def follow(
    db: Session,
    changed: Mapping[str, Collection[int]],
    by: By,
    progress: Progress | None = None,
    undoes: Change | None = None,
) -> int | None:
    """Store the history, statuses and search entries that follow from rows that were added or
    changed; return the act that history made of it, if anything differs.

    `changed` holds the ids of the rows by the name of their kind (`app.entries.kinds`), `undoes` is
    the change that is taken back. `progress` is called with what is going on, how much of it is
    done and how much there is. Needs an open write transaction; flushes. Raises `RuleError` as
    `app.history.recording.record` does.
    """
    act_id = record(db, by, changed, undoes, progress)
    many = sum(map(len, changed.values())) >= MANY
    if many and db.get_bind().dialect.name == "postgresql":
        db.execute(sa.text("ANALYZE"))
    renew(db, touched(db, changed), progress)
    return act_id


class Touched(NamedTuple):
    """What rests on some rows: countries whose statuses, and rows by kind whose search entries."""

    countries: set[int]
    shown: dict[str, set[int]]


def touched(db: Session, changed: Mapping[str, Collection[int]]) -> Touched:
    """Return what rests on rows as they are now; asked before a row goes, it is still known."""
    countries: set[int] = set()
    for name, (statement, pointer) in _COUNTRY.items():
        countries |= _all(db, statement, pointer, changed.get(name, ()))
    shown = {name: set(changed.get(name, ())) for name in FOUND}
    for name, other, entry, pointer in _SHOWN_WITH:
        shown[other] |= _all(db, sa.select(entry), pointer, shown[name])
    return Touched(countries, shown)


def renew(db: Session, resting: Touched, progress: Progress | None = None) -> None:
    """Store anew what rests on rows that changed or went; flushes."""
    statuses.refresh_countries(db, resting.countries, progress)
    search.renew_many(db, {FOUND[name]: ids for name, ids in resting.shown.items()}, progress)


def _all(db: Session, statement: sa.Select[Any], pointer: Any, ids: Collection[int]) -> set[int]:
    """What the statement gives for rows that point to one of the ids."""
    found: set[int | None] = set()
    for chunk in chunks(sorted(ids)):
        found.update(db.execute(statement.where(pointer.in_(chunk))).scalars())
    return {one for one in found if one is not None}
