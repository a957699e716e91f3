"""Tokens by which programs act for a person: made, listed, ended, and looked up."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.managing import get_user
from app.accounts.models import ApiToken, User
from app.accounts.person import Person
from app.accounts.sessions import digest, new_secret
from app.core import clock
from app.errors import NotFoundError, RuleError
from app.vocabulary.lists import Role
from app.web.i18n import gettext

log = logging.getLogger(__name__)

MOST_DAYS = 366
"""The longest that a token holds."""

MOST_TOKENS = 50
"""How many tokens in use an account may have."""

LONGEST_TITLE = 80
MARK = "tl_"
"""What every token begins with, so that one that leaked is known for what it is."""

_SHOWN = len(MARK) + 6
_USED_EVERY = timedelta(minutes=10)
_ROLES = list(Role)


@dataclass(frozen=True)
class TokenRecord:
    """A token as its person sees it; the token itself is not kept. `usable`: it still opens."""

    id: int
    email: str
    title: str
    beginning: str
    role: Role
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    ended_at: datetime | None
    usable: bool


@dataclass(frozen=True)
class NewToken:
    """A token just made: `secret` is shown this once."""

    id: int
    title: str
    secret: str
    expires_at: datetime


def add_token(db: Session, user_id: int, title: str, role: Role, days: int) -> NewToken:
    """Make a token for a person. Flushes.

    Raises `RuleError` on `title`, `role` (more than the person's own) or `days` (1 to 366).
    """
    user = get_user(db, user_id)
    if not user.active:
        raise RuleError(gettext("This account is closed: open it first."))
    words = " ".join(title.split())
    if not 1 <= len(words) <= LONGEST_TITLE or not words.isprintable():
        raise RuleError(gettext("Give a title of 1 to 80 characters."), "title")
    if not Person(user.id, user.name, user.role).may(role):
        message = gettext("A token may do no more than its person, who is %(role)s.")
        raise RuleError(message % {"role": user.role.value}, "role")
    if not 1 <= days <= MOST_DAYS:
        message = gettext("Give a number of days from 1 to %(most)s.")
        raise RuleError(message % {"most": MOST_DAYS}, "days")
    usable = [token for token in list_tokens(db, user_id) if token.usable]
    if any(token.title == words for token in usable):
        message = gettext("There is a token with this title in use: end it, or give another title.")
        raise RuleError(message, "title")
    if len(usable) >= MOST_TOKENS:
        raise RuleError(gettext("There are 50 tokens in use: end one first."))
    secret = MARK + new_secret()
    token = ApiToken(
        digest=digest(secret),
        beginning=secret[:_SHOWN],
        title=words,
        user_id=user.id,
        role=role,
        expires_at=clock.now() + timedelta(days=days),
    )
    db.add(token)
    db.flush()
    log.info("administration: token added token=%s user=%s role=%s", token.id, user.id, role)
    return NewToken(token.id, words, secret, token.expires_at)


def list_tokens(db: Session, user_id: int | None = None) -> list[TokenRecord]:
    """Return the tokens of a person, or of all, newest first."""
    rows = sa.select(ApiToken, User).join(User, col(ApiToken.user_id) == col(User.id))
    if user_id is not None:
        rows = rows.where(col(User.id) == user_id)
    now = clock.now()
    return [
        TokenRecord(
            token.id,
            user.email,
            token.title,
            token.beginning,
            token.role,
            token.created_at,
            token.expires_at,
            token.used_at,
            token.ended_at,
            token.ended_at is None and token.expires_at > now and user.active,
        )
        for token, user in db.execute(rows.order_by(col(ApiToken.id).desc()))
    ]


def end_token(db: Session, token_id: int, user_id: int | None = None) -> str:
    """End a token, of one's own where `user_id` says whose; return its title. Flushes.

    Ending what has ended changes nothing. Raises `NotFoundError`.
    """
    token = db.get(ApiToken, token_id)
    if token is None or (user_id is not None and token.user_id != user_id):
        raise NotFoundError(gettext("There is no such token."))
    if token.ended_at is None:
        token.ended_at = clock.now()
        db.flush()
        log.info("administration: token ended token=%s user=%s", token.id, token.user_id)
    return token.title


@dataclass(frozen=True)
class Bearer:
    """For whom a token speaks; `note_use`: when it was used last is to be noted again."""

    person: Person
    note_use: bool


def find_bearer(db: Session, secret: str) -> Bearer | None:
    """Return for whom a token speaks, with the lesser of both roles; `None` where it opens nothing.

    1 statement.
    """
    if not secret.startswith(MARK):
        return None
    now = clock.now()
    held = sa.select(ApiToken, User).join(User, col(ApiToken.user_id) == col(User.id))
    held = held.where(
        col(ApiToken.digest) == digest(secret),
        col(ApiToken.ended_at).is_(None),
        col(ApiToken.expires_at) > now,
        col(User.active),
    )
    row = db.execute(held).first()
    if row is None:
        return None
    token, user = row
    person = Person(user.id, user.name, min(token.role, user.role, key=_ROLES.index))
    return Bearer(person, token.used_at is None or now - token.used_at > _USED_EVERY)


def note_use(db: Session, secret: str) -> None:
    """Note that a token is used just now."""
    used = sa.update(ApiToken).where(col(ApiToken.digest) == digest(secret))
    db.execute(used.values(used_at=clock.now()))
