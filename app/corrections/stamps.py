"""What tells a person at a form from a program: when the form was opened, signed by us.

Also who sends, as a digest that names nobody and is another one the next day.
"""

import hashlib
import hmac
import re
import secrets
from datetime import date, datetime, timedelta
from enum import Enum
from ipaddress import ip_address, ip_network

SOONEST = timedelta(seconds=3)
"""Nobody reads the form and writes into it in less."""

LATEST = timedelta(hours=24)
IPV6_NETWORK = 64
"""Bits of an IPv6 address that name a network; one household or office has all the others."""

_FORM = re.compile(r"(\d{1,12})-([0-9a-f]{16})-([0-9a-f]{64})", re.ASCII)


class Age(Enum):
    """What a stamp tells."""

    FORGED = 1
    EARLY = 2
    GOOD = 3
    OLD = 4


def make_stamp(secret: bytes, at: datetime) -> str:
    """Return a new stamp of a form that is opened at an instant."""
    head = f"{int(at.timestamp())}-{secrets.token_hex(8)}"
    return f"{head}-{_sign(secret, head)}"


def judge_stamp(secret: bytes, stamp: str, at: datetime) -> Age:
    """Return what a stamp tells of a form that is sent at an instant."""
    found = _FORM.fullmatch(stamp)
    if not found or not hmac.compare_digest(found[3], _sign(secret, stamp.rpartition("-")[0])):
        return Age.FORGED
    passed = at.timestamp() - int(found[1])
    if passed < SOONEST.total_seconds():
        return Age.EARLY
    return Age.GOOD if passed <= LATEST.total_seconds() else Age.OLD


def sender_of(secret: bytes, host: str, day: date) -> str:
    """Return the digest of a network on a day; what is no address counts as it is written."""
    try:
        address = ip_address(host.partition("%")[0])
        if address.version == 6 and not getattr(address, "ipv4_mapped", None):
            host = str(ip_network((address, IPV6_NETWORK), strict=False))
    except ValueError:
        pass
    return _sign(secret, f"{day.isoformat()} {host}")


def _sign(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
