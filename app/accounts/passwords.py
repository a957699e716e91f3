"""Passwords: what is taken as one, and how it is kept (argon2id)."""

import unicodedata
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.errors import RuleError
from app.web.i18n import gettext

SHORTEST, LONGEST = 12, 200
FEWEST_CHARACTERS = 5
"""How many different characters a password has at least."""

SHORTEST_PART = 4
"""From how many letters on a part of the name or address may not stand in a password."""

_HASHER = PasswordHash((Argon2Hasher(),))


def normal(password: str) -> str:
    """Return a password in the one form in which it is kept and compared (Unicode NFC)."""
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _HASHER.hash(normal(password))


@lru_cache
def _nobodys() -> str:
    """The hash of nobody's password: checked where there is none, so that it takes as long."""
    return _HASHER.hash("of nobody at all")


def verify(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Return whether a password is right, and what to keep of it from now on if that changed."""
    if len(password) > LONGEST:
        return False, None
    right, new = _HASHER.verify_and_update(normal(password), kept or _nobodys())
    return (right, new) if kept else (False, None)


@lru_cache
def _common() -> frozenset[str]:
    """The passwords that are used most, by the list of zxcvbn."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]

    return frozenset(FREQUENCY_LISTS["passwords"])


def _is_common(password: str) -> bool:
    """Whether a password is a common one, or one with few digits and signs around it."""
    folded = password.casefold()
    core = folded.strip("0123456789 !?.,;:-_*#$%&+=@")
    return folded in _common() or (core in _common() and 2 * len(core) >= len(folded))


def _parts(text: str) -> list[str]:
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return [word for word in words if len(word) >= SHORTEST_PART]


def check_password(password: str, email: str, name: str = "") -> None:
    """Raise `RuleError` of the field `password` where it is not taken: the message says why."""
    found = normal(password)
    if len(found) < SHORTEST:
        message = gettext("Use at least %(shortest)s characters; several words do well.")
        raise RuleError(message % {"shortest": SHORTEST}, "password")
    if len(found) > LONGEST:
        message = gettext("Use at most %(longest)s characters.")
        raise RuleError(message % {"longest": LONGEST}, "password")
    if len(set(found)) < FEWEST_CHARACTERS or _is_common(found):
        message = gettext("Many people use this password, so it is easily guessed. Use another.")
        raise RuleError(message, "password")
    folded = found.casefold()
    if any(part in folded for part in _parts(email.partition("@")[0]) + _parts(name)):
        message = gettext("Your name or e-mail address stands in this password. Use another.")
        raise RuleError(message, "password")
