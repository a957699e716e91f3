"""Taking requests in, answering them, and forgetting who asked."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.corrections.inputs import NewRequest, record_on
from app.corrections.models import Correction
from app.errors import AppError, ConflictError, NotFoundError, RuleError, marked
from app.history.models import Change
from app.vocabulary.lists import Outcome

MOST_A_DAY = 20
"""Requests that are taken from one network in a day."""

KEEP_EMAIL = timedelta(days=90)
"""How long an e-mail address is kept after the answer."""

KEEP_SENDER = timedelta(days=2)


class TooManyError(AppError):
    """A network sent as many requests in a day as are taken."""

    status = 429
    title = marked("Too many requests")


class SentAlreadyError(ConflictError):
    """The form was sent before, with other words in it."""


class NoRequestError(NotFoundError):
    """There is no request of that number."""


@dataclass(frozen=True)
class Answer:
    """What came of a request: `summary` and `text` are public; `act_id` is what was changed."""

    outcome: Outcome | None
    summary: str = ""
    text: str = ""
    act_id: int | None = None


def submit(db: Session, request: NewRequest, stamp: str, sender: str) -> int:
    """Write a request down and return its number; that of the first where a form comes twice.

    Raises `TooManyError` and `SentAlreadyError`; their messages are made by who shows them.
    """
    forget(db)
    before = _with_stamp(db, stamp)
    if before is None:
        statement = sa.select(sa.func.count()).where(col(Correction.sender) == sender)
        if db.execute(statement).scalar_one() >= MOST_A_DAY:
            raise TooManyError("")
        try:
            return _insert(db, request, stamp, sender)
        except sa.exc.IntegrityError:
            # The same form came twice at the same moment.
            before = _with_stamp(db, stamp)
            if before is None:
                raise
    if (before.page, before.wrong, before.wanted) != (request.page, request.wrong, request.wanted):
        raise SentAlreadyError(str(before.id))
    return before.id


def _with_stamp(db: Session, stamp: str) -> Correction | None:
    return db.execute(
        sa.select(Correction).where(col(Correction.stamp) == stamp)
    ).scalar_one_or_none()


def _insert(db: Session, request: NewRequest, stamp: str, sender: str) -> int:
    entry, key = record_on(request.page) or (None, None)
    row = Correction(
        stamp=stamp,
        sender=sender,
        page=request.page,
        entry=entry,
        key=key,
        wrong=request.wrong,
        wanted=request.wanted,
        source=request.source,
        capacity=request.capacity,
        name=request.name,
        organisation=request.organisation,
        named=request.named,
        email=request.email,
    )
    with db.begin_nested():
        db.add(row)
        db.flush()
    return row.id


def find(db: Session, number: int, version: int) -> Correction:
    """Return a request for changing it.

    Raises `NoRequestError`, and `ConflictError` where somebody else changed it since; their
    messages are made by who shows them.
    """
    row = db.get(Correction, number, with_for_update=True)
    if row is None:
        raise NoRequestError(str(number))
    if row.version != version:
        raise ConflictError(str(number))
    return row


def take(db: Session, number: int, version: int, person_id: int | None) -> None:
    """Say that a person looks after a request, or nobody. Raises as `find` does."""
    row = find(db, number, version)
    row.taken_by_id = person_id
    row.version += 1
    db.flush()


def answer(
    db: Session, number: int, version: int, given: Answer, person_id: int | None = None
) -> None:
    """Answer a request, or change its answer; without an outcome it is open again.

    Raises as `find` does, and `RuleError` where the answer is not whole or names a change of
    another record.
    """
    row = find(db, number, version)
    public = given.outcome not in (None, Outcome.SPAM)
    if public and not given.summary:
        raise RuleError("", "summary")
    if public and not given.text:
        raise RuleError("", "answer")
    if given.act_id is not None and not _is_about(db, row, given.act_id):
        raise RuleError("", "act")
    was_public = row.outcome not in (None, Outcome.SPAM)
    if given.outcome is None:
        row.answered_at = None
    elif row.answered_at is None or was_public != public:
        row.answered_at = clock.now()
    row.outcome = given.outcome
    row.summary = given.summary or None
    row.answer = given.text or None
    row.act_id = given.act_id if given.outcome is Outcome.CORRECTED else None
    row.answered_by_id = person_id
    row.version += 1
    db.flush()
    forget(db)


def _is_about(db: Session, row: Correction, act_id: int) -> bool:
    statement = sa.select(col(Change.id)).where(
        col(Change.act_id) == act_id, col(Change.entry) == row.entry, col(Change.key) == row.key
    )
    return db.execute(statement.limit(1)).first() is not None


def forget(db: Session) -> int:
    """Delete e-mail addresses and digests of networks whose time is over; return how many.

    2 statements.
    """
    now = clock.now()
    emails = (
        sa.update(Correction)
        .where(col(Correction.email).is_not(None), col(Correction.answered_at) < now - KEEP_EMAIL)
        .values(email=None)
    )
    senders = (
        sa.update(Correction)
        .where(col(Correction.sender).is_not(None), col(Correction.created_at) < now - KEEP_SENDER)
        .values(sender=None)
    )
    done = [db.execute(statement) for statement in (emails, senders)]
    return sum(int(getattr(found, "rowcount", 0)) for found in done)
