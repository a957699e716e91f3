"""Accounts are added, changed and closed; links by which a person sets a password are made.

What is done here is no entry of the tracker, so it stands in the program's log and not in history:
one line for each act, by account number, without names, addresses and secrets.
"""

import logging
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import ApiToken, PasswordLink, User
from app.accounts.passwords import check_password, hash_password, verify
from app.accounts.sessions import digest, end_all, new_secret
from app.core import clock
from app.core.records import find
from app.errors import NotFoundError, RuleError
from app.vocabulary.lists import Role
from app.web.i18n import gettext

log = logging.getLogger(__name__)

FIRST_LINK = timedelta(hours=72)
"""How long a link to set a first password holds."""

RESET_LINK = timedelta(hours=2)
"""How long a link to set another password holds."""

LONGEST_NAME = 80
LONGEST_EMAIL = 254
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class UserRecord:
    """An account as administrators see it. `can_sign_in`: it is open and has a password."""

    id: int
    email: str
    name: str
    role: Role
    active: bool
    can_sign_in: bool
    created_at: datetime
    signed_in_at: datetime | None


@dataclass(frozen=True)
class Link:
    """A link just made: its address below the site's, and until when it holds."""

    path: str
    expires_at: datetime


def folded_email(given: str) -> str:
    """Return an e-mail address as it is kept.

    Raises `RuleError` on `email` when it is none, or is too long.
    """
    email = given.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise RuleError(gettext("Write an e-mail address such as name@example.org."), "email")
    return email


def clean_name(given: str) -> str:
    """Return a name as it is kept: composed, single spaces.

    Raises `RuleError` on `name` when it is empty, too long or holds what cannot be read.
    """
    name = " ".join(unicodedata.normalize("NFC", given).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise RuleError(gettext("Give a name of 1 to 80 characters."), "name")
    if any(
        char in _DIRECTIONS or unicodedata.category(char) in ("Cc", "Co", "Cs") for char in name
    ):
        raise RuleError(gettext("The name holds characters that cannot be read."), "name")
    return name


def list_users(db: Session) -> list[UserRecord]:
    """Return all accounts, open ones first, by e-mail address."""
    rows = db.execute(sa.select(User).order_by(col(User.active).desc(), col(User.email)))
    return [_record(user) for user in rows.scalars()]


def has_administrator(db: Session) -> bool:
    """Return whether there is an administrator whose account is open."""
    return db.execute(_administrators().limit(1)).first() is not None


def get_user(db: Session, user_id: int) -> User:
    """Return an account. Raises `NotFoundError`."""
    user = find(db, User, id=user_id)
    if user is None:
        raise NotFoundError(gettext("There is no such account."))
    return user


def get_user_by_email(db: Session, email: str) -> User:
    """Return the account with an e-mail address. Raises `RuleError` where there is none."""
    user = find(db, User, email=email.strip().lower())
    if user is None:
        message = gettext("There is no account %(email)s. The command “user list” shows them.")
        raise RuleError(message % {"email": email.strip()}, "email")
    return user


def add_user(db: Session, email: str, role: Role, name: str = "", by: int | None = None) -> User:
    """Add an account, which has no password yet. Flushes.

    Without a name it gets one that tells nothing of the person, since history shows it.
    Raises `RuleError` on `email` or `name`.
    """
    folded = folded_email(email)
    if find(db, User, email=folded) is not None:
        message = gettext("There is an account %(email)s already.")
        raise RuleError(message % {"email": folded}, "email")
    wanted = _free_name(db, clean_name(name)) if name.strip() else _new_name(db, role)
    user = User(email=folded, name=wanted, role=role)
    db.add(user)
    db.flush()
    _log("user added", user.id, by, role=role)
    return user


def rename(db: Session, user_id: int, name: str) -> None:
    """Change what an account is called in public. Raises `RuleError` on `name`. Flushes."""
    user = get_user(db, user_id)
    user.name = _free_name(db, clean_name(name), user.id)
    user.version += 1
    db.flush()
    _log("user renamed", user.id, user_id)


def change_role(db: Session, user_id: int, role: Role, by: int | None = None) -> None:
    """Give an account another role. Flushes.

    Raises `RuleError` on `role` when the last administrator would go.
    """
    user = get_user(db, user_id)
    if role is not Role.ADMINISTRATOR:
        _keep_one_administrator(db, user)
    user.role = role
    user.version += 1
    db.flush()
    _log("user role changed", user.id, by, role=role)


def close_user(db: Session, user_id: int, by: int | None = None) -> None:
    """Close an account: its sign-ins, links and tokens end with it. Flushes.

    Raises `RuleError` when the last administrator would go.
    """
    user = get_user(db, user_id)
    _keep_one_administrator(db, user)
    user.active = False
    user.version += 1
    db.flush()
    end_all(db, user.id)
    _drop_links(db, user.id)
    ending = sa.update(ApiToken).where(col(ApiToken.user_id) == user.id)
    db.execute(ending.where(col(ApiToken.ended_at).is_(None)).values(ended_at=clock.now()))
    _log("user closed", user.id, by)


def open_user(db: Session, user_id: int, by: int | None = None) -> None:
    """Open a closed account again. Its tokens stay ended. Flushes."""
    user = get_user(db, user_id)
    user.active = True
    user.version += 1
    db.flush()
    _log("user opened", user.id, by)


def make_link(db: Session, user_id: int, by: int | None = None) -> Link:
    """Make a link by which the person sets a password; earlier ones end. Flushes.

    Raises `RuleError` when the account is closed.
    """
    user = get_user(db, user_id)
    if not user.active:
        raise RuleError(gettext("This account is closed: open it first."))
    _drop_links(db, user.id)
    secret = new_secret()
    expires_at = clock.now() + (RESET_LINK if user.password_hash else FIRST_LINK)
    db.add(PasswordLink(digest=digest(secret), user_id=user.id, expires_at=expires_at))
    db.flush()
    _log("password link made", user.id, by)
    return Link(f"/password/{secret}", expires_at)


def find_linked(db: Session, secret: str) -> User | None:
    """Return the open account that a link is for, `None` once it was used or is past its time."""
    held = sa.select(User).join(PasswordLink, col(PasswordLink.user_id) == col(User.id))
    held = held.where(
        col(PasswordLink.digest) == digest(secret),
        col(PasswordLink.used_at).is_(None),
        col(PasswordLink.expires_at) > clock.now(),
        col(User.active),
    )
    return db.execute(held).scalar_one_or_none()


def set_by_link(db: Session, secret: str, password: str) -> None:
    """Set a password by a link, which is used up by it; every sign-in of the person ends. Flushes.

    Raises `RuleError` on `password` when it is not taken, `NotFoundError` when the link no longer
    holds: of two that use it at the same time one does.
    """
    user = find_linked(db, secret)
    if user is None:
        raise NotFoundError(gettext("This link does not hold any more."))
    check_password(password, user.email, user.name)
    spent = (
        sa.update(PasswordLink)
        .where(col(PasswordLink.digest) == digest(secret), col(PasswordLink.used_at).is_(None))
        .values(used_at=clock.now())
        .returning(col(PasswordLink.id))
    )
    if db.execute(spent).first() is None:
        raise NotFoundError(gettext("This link does not hold any more."))
    _set_password(db, user, password)


def change_password(db: Session, user_id: int, present: str, password: str, token: str) -> None:
    """Change one's own password; every sign-in ends but that of `token`. Flushes.

    Raises `RuleError` on `present` when that is not the password, on `password` when the new one is
    not taken.
    """
    user = get_user(db, user_id)
    if not verify(present, user.password_hash)[0]:
        raise RuleError(gettext("This is not your present password."), "present")
    check_password(password, user.email, user.name)
    _set_password(db, user, password, token)


def _set_password(db: Session, user: User, password: str, token: str = "") -> None:
    user.password_hash = hash_password(password)
    user.version += 1
    db.flush()
    end_all(db, user.id, token)
    _drop_links(db, user.id)
    _log("password set", user.id, user.id)


def _record(user: User) -> UserRecord:
    return UserRecord(
        user.id,
        user.email,
        user.name,
        user.role,
        user.active,
        user.active and user.password_hash is not None,
        user.created_at,
        user.signed_in_at,
    )


def _administrators() -> sa.Select[int]:
    return sa.select(col(User.id)).where(col(User.role) == Role.ADMINISTRATOR, col(User.active))


def _keep_one_administrator(db: Session, user: User) -> None:
    """Refuse to lose the last administrator, also when two go at the same time."""
    if user.role is not Role.ADMINISTRATOR or not user.active:
        return
    held = _administrators().order_by(col(User.id)).with_for_update()
    if not set(db.execute(held).scalars()) - {user.id}:
        message = gettext("This is the last administrator: make another one first.")
        raise RuleError(message, "role")


def _free_name(db: Session, name: str, user_id: int | None = None) -> str:
    """Refuse a name that another account has, however it is written in small or capital letters."""
    rows = db.execute(sa.select(col(User.id), col(User.name)))
    taken = {other.casefold() for other_id, other in rows if other_id != user_id}
    if name.casefold() in taken:
        raise RuleError(gettext("Another account has this name already."), "name")
    return name


def _new_name(db: Session, role: Role) -> str:
    taken = {name.casefold() for name in db.execute(sa.select(col(User.name))).scalars()}
    number = 1
    while f"{role.value} {number}" in taken:
        number += 1
    return f"{role.value.capitalize()} {number}"


def _drop_links(db: Session, user_id: int) -> None:
    unused = sa.delete(PasswordLink).where(col(PasswordLink.user_id) == user_id)
    db.execute(unused.where(col(PasswordLink.used_at).is_(None)))


def _log(what: str, user_id: int, by: int | None, **more: str) -> None:
    words = "".join(f" {name}={value}" for name, value in more.items())
    log.info("administration: %s user=%s by=%s%s", what, user_id, by or "command", words)
