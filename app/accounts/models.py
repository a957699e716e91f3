"""People, their sign-ins, links to set a password, and tokens for programs."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from app.core import clock
from app.core.tables import Record, Table
from app.core.types import UTCDateTime, text_enum
from app.vocabulary.lists import Role


def _digest(column: str = "digest") -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) = 64", name=column)


class User(Record, table=True):
    """A person who works at the desk.

    `email` is folded to small letters. `name` is what history shows of the person. Without
    `password_hash` nobody can sign in: a link to set one is needed. An account that is not `active`
    is closed; it is never deleted, since history names it.
    """

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_is_folded"),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name="name"),
    )

    email: str = Field(unique=True)
    name: str = Field(unique=True)
    role: Role = Field(sa_type=text_enum(Role, "role"))
    active: bool = True
    password_hash: str | None = None
    signed_in_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SignIn(Table, table=True):
    """A session of a browser: it is known by a random token, of which only the SHA-256 is here."""

    __tablename__ = "sign_ins"
    __table_args__ = (_digest(),)

    digest: str = Field(unique=True)
    user_id: int = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    seen_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    browser: str = ""


class PasswordLink(Table, table=True):
    """A link by which a person sets a password, once and for a while."""

    __tablename__ = "password_links"
    __table_args__ = (_digest(),)

    digest: str = Field(unique=True)
    user_id: int = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class ApiToken(Table, table=True):
    """A token of a program: shown once, known by its SHA-256; `beginning` tells it from others.

    It may do what its `role` may, and never more than its person may.
    """

    __tablename__ = "api_tokens"
    __table_args__ = (_digest(),)

    digest: str = Field(unique=True)
    beginning: str
    title: str
    user_id: int = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    role: Role = Field(sa_type=text_enum(Role, "role"))
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SignInAttempt(Table, table=True):
    """A sign-in that failed, so that the next one can be made to wait.

    `who` is the SHA-256 of the e-mail address or of the network address; neither is kept.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (_digest("who"), sa.Index("ix_sign_in_attempts_who_at", "who", "at"))

    who: str
    at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
