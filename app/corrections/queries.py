"""Reading requests: the public log, the queue, one request."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import User
from app.corrections.models import Correction
from app.corrections.records import Answered, MadeChange, Request, Show, Waiting
from app.history.models import Act, Change
from app.vocabulary.lists import Outcome

PAGE = 50
"""Requests of one page of a list."""

MOST_CHANGES = 20


def _public() -> sa.ColumnElement[bool]:
    return sa.and_(col(Correction.outcome).is_not(None), col(Correction.outcome) != Outcome.SPAM)


def _by(day: date) -> sa.ColumnElement[bool]:
    """Answered by the end of a day."""
    end = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return col(Correction.answered_at) < end


def list_answered(
    db: Session, day: date, after: int | None = None, number: int | None = None
) -> tuple[list[Answered], int | None]:
    """Return a page of the answers given by a day, newest request first, and where the next begins.

    `after` is the number behind which it begins, `number` the only one that is wanted. 1 statement.
    """
    statement = (
        sa.select(Correction, col(Act.at))
        .outerjoin(Act, col(Act.id) == col(Correction.act_id))
        .where(_public(), _by(day))
        .order_by(col(Correction.id).desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        statement = statement.where(col(Correction.id) < after)
    if number is not None:
        statement = statement.where(col(Correction.id) == number)
    found = [_answered(row, at) for row, at in db.execute(statement)]
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def _answered(row: Correction, changed_at: datetime | None) -> Answered:
    assert row.answered_at is not None
    assert row.outcome is not None
    return Answered(
        number=row.id,
        asked_at=row.created_at,
        answered_at=row.answered_at,
        page=row.page,
        key=row.key,
        capacity=row.capacity,
        by=", ".join(text for text in (row.name, row.organisation) if text) if row.named else "",
        summary=row.summary or "",
        outcome=row.outcome,
        answer=row.answer or "",
        changed_at=changed_at,
    )


def count_answered(db: Session, day: date) -> int:
    """Return how many requests were answered by a day. 1 statement."""
    statement = sa.select(sa.func.count()).select_from(Correction).where(_public(), _by(day))
    return int(db.execute(statement).scalar_one())


def find_waiting(db: Session, number: int) -> Waiting | None:
    """Return a request that is not answered yet. 1 statement."""
    statement = sa.select(col(Correction.id), col(Correction.created_at)).where(
        col(Correction.id) == number, col(Correction.outcome).is_(None)
    )
    row = db.execute(statement).one_or_none()
    return Waiting(row[0], row[1]) if row else None


def _requests() -> sa.Select[Any]:
    columns: tuple[Any, ...] = (Correction, col(User.name))
    return sa.select(*columns).outerjoin(User, col(User.id) == col(Correction.taken_by_id))


def _shown(show: Show, person_id: int | None) -> sa.ColumnElement[bool]:
    if show is Show.OPEN:
        return col(Correction.outcome).is_(None)
    if show is Show.MINE:
        return sa.and_(col(Correction.outcome).is_(None), col(Correction.taken_by_id) == person_id)
    return _public() if show is Show.ANSWERED else col(Correction.outcome) == Outcome.SPAM


def list_requests(
    db: Session, show: Show, person_id: int | None, after: int | None = None
) -> tuple[list[Request], int | None]:
    """Return a page of a part of the queue and where the next one begins. 1 statement.

    What is open comes oldest first, all else newest first; `after` is the last number shown.
    """
    number = col(Correction.id)
    oldest_first = show in (Show.OPEN, Show.MINE)
    statement = _requests().where(_shown(show, person_id)).limit(PAGE + 1)
    statement = statement.order_by(number.asc() if oldest_first else number.desc())
    if after is not None:
        statement = statement.where(number > after if oldest_first else number < after)
    found = [_request(row, taken_by) for row, taken_by in db.execute(statement)]
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def count_requests(db: Session, person_id: int | None) -> dict[Show, int]:
    """Return how many requests each part of the queue has. 1 statement."""
    statement = sa.select(
        *(sa.func.count().filter(_shown(show, person_id)).label(show) for show in Show)
    ).select_from(Correction)
    row = db.execute(statement).one()
    return dict(zip(Show, row, strict=True))


def find_request(db: Session, number: int) -> Request | None:
    """Return one request as the desk sees it. 1 statement."""
    row = db.execute(_requests().where(col(Correction.id) == number)).one_or_none()
    return _request(row[0], row[1]) if row else None


def _request(row: Correction, taken_by: str | None) -> Request:
    return Request(
        number=row.id,
        version=row.version,
        asked_at=row.created_at,
        page=row.page,
        entry=row.entry,
        key=row.key,
        wrong=row.wrong,
        wanted=row.wanted,
        source=row.source,
        capacity=row.capacity,
        name=row.name,
        organisation=row.organisation,
        named=row.named,
        email=row.email,
        taken_by=taken_by,
        outcome=row.outcome,
        answered_at=row.answered_at,
        summary=row.summary or "",
        answer=row.answer or "",
        act_id=row.act_id,
    )


def list_changes_of(db: Session, entry: str, key: str) -> list[MadeChange]:
    """Return the newest changes of a record. 1 statement."""
    statement = (
        sa.select(col(Act.id), col(Act.at), col(Act.by), col(Change.action))
        .join(Act, col(Act.id) == col(Change.act_id))
        .where(col(Change.entry) == entry, col(Change.key) == key)
        .order_by(col(Change.id).desc())
        .limit(MOST_CHANGES)
    )
    return [MadeChange(*row) for row in db.execute(statement)]
