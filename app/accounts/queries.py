"""Reads accounts and sign-ins. Each function says how many statements it sends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import SignIn, SignInAttempt, User
from app.accounts.person import Person

IDLE = timedelta(hours=12)
"""How long a sign-in lasts that nobody uses."""


@dataclass(frozen=True)
class Signed:
    """A sign-in that is good: whose it is, and when it was last noted that it is used."""

    id: int
    person: Person
    seen_at: datetime


def find_sign_in(db: Session, digest: str, now: datetime) -> Signed | None:
    """Return the sign-in of a token's digest if it is good at this instant. 1 statement."""
    row = db.execute(
        sa.select(SignIn.id, SignIn.seen_at, User.id, User.name, User.role)  # type: ignore[call-overload]
        .join(User, col(User.id) == col(SignIn.user_id))
        .where(
            col(SignIn.digest) == digest,
            col(SignIn.expires_at) > now,
            col(SignIn.seen_at) > now - IDLE,
            col(User.active),
        )
    ).one_or_none()
    if row is None:
        return None
    sign_in_id, seen_at, user_id, name, role = row
    return Signed(sign_in_id, Person(user_id, name, role), seen_at)


def find_user(db: Session, email: str) -> User | None:
    """Return the account of an e-mail address in small letters. 1 statement."""
    return db.execute(sa.select(User).where(col(User.email) == email)).scalar_one_or_none()


def attempts(db: Session, who: str, since: datetime) -> list[datetime]:
    """Return when sign-ins of a digest failed, oldest first. 1 statement."""
    statement = (
        sa.select(col(SignInAttempt.at))
        .where(col(SignInAttempt.who) == who, col(SignInAttempt.at) > since)
        .order_by(col(SignInAttempt.at))
    )
    return list(db.execute(statement).scalars())


def list_sign_ins(db: Session, user_id: int, now: datetime) -> list[SignIn]:
    """Return the good sign-ins of a person, the last used first. 1 statement."""
    statement = (
        sa.select(SignIn)
        .where(
            col(SignIn.user_id) == user_id,
            col(SignIn.expires_at) > now,
            col(SignIn.seen_at) > now - IDLE,
        )
        .order_by(col(SignIn.seen_at).desc(), col(SignIn.id).desc())
    )
    return list(db.execute(statement).scalars())
