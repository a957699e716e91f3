"""Sign-ins: a random token in a cookie, its SHA-256 in the database."""

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import SignIn, SignInAttempt
from app.accounts.queries import IDLE
from app.core import clock

LONGEST = timedelta(days=14)
"""How long a sign-in lasts at most."""

NOTED = timedelta(minutes=5)
"""How often it is noted that a sign-in is used."""

MOST_BROWSER = 200
"""How much is kept of what a browser calls itself."""


def digest(secret: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal: what the database keeps of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """Return 32 random bytes as 43 characters that an address can hold."""
    return secrets.token_urlsafe(32)


def begin(db: Session, user_id: int, browser: str = "") -> str:
    """Sign a person in and return the token for the cookie; flushes."""
    token, now = new_secret(), clock.now()
    db.add(
        SignIn(
            digest=digest(token),
            user_id=user_id,
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
            browser=browser[:MOST_BROWSER],
        )
    )
    db.flush()
    return token


def note(db: Session, sign_in_id: int) -> None:
    """Note that a sign-in is used just now."""
    db.execute(sa.update(SignIn).where(col(SignIn.id) == sign_in_id).values(seen_at=clock.now()))


def end(db: Session, token: str) -> None:
    """End the sign-in of a token, if there is one."""
    db.execute(sa.delete(SignIn).where(col(SignIn.digest) == digest(token)))


def end_one(db: Session, user_id: int, sign_in_id: int) -> None:
    """End a sign-in of a person."""
    db.execute(
        sa.delete(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.user_id) == user_id)
    )


def end_all(db: Session, user_id: int, but: str = "") -> None:
    """End all sign-ins of a person but that of the token `but`."""
    db.execute(
        sa.delete(SignIn).where(col(SignIn.user_id) == user_id, col(SignIn.digest) != digest(but))
    )


def purge(db: Session, attempts_after: timedelta) -> None:
    """Delete sign-ins that are over, and failed ones older than `attempts_after`."""
    now = clock.now()
    db.execute(
        sa.delete(SignIn).where(
            sa.or_(col(SignIn.expires_at) <= now, col(SignIn.seen_at) <= now - IDLE)
        )
    )
    db.execute(sa.delete(SignInAttempt).where(col(SignInAttempt.at) <= now - attempts_after))
