"""Sign-ins that fail make the next ones wait: for an e-mail address, and for a network address."""

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import SignInAttempt
from app.accounts.queries import attempts
from app.accounts.sessions import digest
from app.core import clock

WINDOW = timedelta(minutes=15)
MOST_OF_EMAIL = 10
MOST_OF_ADDRESS = 50
"""How many sign-ins may fail within the window; an address may be that of a whole office."""


def email_digest(email: str) -> str:
    """Return what is kept of the e-mail address that a sign-in named."""
    return digest(f"email {email}")


def address_digest(address: str) -> str:
    """Return what is kept of a network address; one household has a /64 of IPv6 addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return digest(f"address {address}")
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return digest(f"network {int(parsed) >> 64:x}")
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return digest(f"address {mapped or parsed}")


def begin_attempt(db: Session, email: str, address: str) -> int:
    """Count a sign-in as failed before it is tried, so that many at once are counted too.

    Returns after how many seconds the next may be tried; with 0 this one may. Flushes.
    """
    now = clock.now()
    limits = {email_digest(email): MOST_OF_EMAIL, address_digest(address): MOST_OF_ADDRESS}
    wait = 0
    for who, most in limits.items():
        failed = attempts(db, who, now - WINDOW)
        if len(failed) >= most:
            free = failed[-most] + WINDOW
            wait = max(wait, math.ceil((free - now).total_seconds()))
    if wait == 0:
        db.add_all(SignInAttempt(who=who, at=now) for who in limits)
        db.flush()
    return wait


def forget_attempts(db: Session, email: str, address: str) -> None:
    """Forget what failed for an e-mail address, and the last of the network address."""
    db.execute(sa.delete(SignInAttempt).where(col(SignInAttempt.who) == email_digest(email)))
    last = (
        sa.select(sa.func.max(SignInAttempt.id))
        .where(col(SignInAttempt.who) == address_digest(address))
        .scalar_subquery()
    )
    db.execute(sa.delete(SignInAttempt).where(col(SignInAttempt.id) == last))
