"""Sign people in and out. A password is checked between two transactions: it takes a while."""

import logging
from dataclasses import dataclass

from app.accounts import sessions, throttling
from app.accounts.models import User
from app.accounts.passwords import verify
from app.accounts.queries import find_user
from app.core import clock
from app.core.db import Database

log = logging.getLogger(__name__)

LONGEST_EMAIL = 254


@dataclass(frozen=True)
class Outcome:
    """What became of a sign-in: its token, or after how many seconds another may be tried.

    With neither, e-mail address and password do not belong together, or the account is closed.
    """

    token: str = ""
    wait: int = 0


def sign_in(
    database: Database, email: str, password: str, address: str, browser: str, old: str = ""
) -> Outcome:
    """Sign a person in under a new token, and end the sign-in of the token `old`.

    An address without account takes as long and is answered alike.
    """
    folded = email.strip().lower()[:LONGEST_EMAIL]
    with database.write() as db:
        wait = throttling.begin_attempt(db, folded, address)
        user = None if wait else find_user(db, folded)
        kept = user.password_hash if user and user.active else None
    if wait:
        log.warning("sign-in: too many failed, the next in %s s", wait)
        return Outcome(wait=wait)
    right, new = verify(password, kept)
    if not right or user is None:
        return Outcome()
    with database.write() as db:
        now_kept = db.get(User, user.id)
        if now_kept is None or not now_kept.active or now_kept.password_hash != kept:
            return Outcome()
        if new:
            now_kept.password_hash = new
        now_kept.signed_in_at = clock.now()
        throttling.forget_attempts(db, folded, address)
        sessions.purge(db, throttling.WINDOW)
        if old:
            sessions.end(db, old)
        token = sessions.begin(db, user.id, browser)
    log.info("user %s signed in", user.id)
    return Outcome(token)


def sign_out(database: Database, token: str) -> None:
    """End the sign-in of a token."""
    with database.write() as db:
        sessions.end(db, token)
