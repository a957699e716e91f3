"""What a form must hold to be a request, and which record a page is about."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from app.vocabulary.lists import Capacity

LONGEST = {
    "page": 2_000,
    "wrong": 5_000,
    "wanted": 5_000,
    "source": 1_000,
    "name": 200,
    "organisation": 200,
    "email": 254,
}
"""Characters that a field takes."""

RECORDS = {
    "recommendations": "item",
    "threads": "thread",
    "documents": "document",
    "elections": "election",
    "organisations": "organisation",
    "topics": "topic",
    "countries": "country",
    "standards": "standard",
}
"""The kind of entry that a page shows, by where its address begins."""

WITH_SLASH = ("topics", "standards")
"""Beginnings of addresses whose keys may hold a slash."""

_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")


@dataclass(frozen=True)
class NewRequest:
    """A request that is whole; texts are within `LONGEST`, `page` is an address of this site."""

    page: str
    wrong: str
    wanted: str
    source: str
    capacity: Capacity
    name: str
    organisation: str
    named: bool
    email: str | None


def clean(text: str) -> str:
    """Return a text without characters that nobody types: controls and halves of characters."""
    kept = (
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def page_within(text: str, base: str) -> str | None:
    """Return the address of a page of this site, from `/` on; `None` where it is none.

    `base` is the site's public address, which may stand before it.
    """
    path = "/" if text and text == base else text.removeprefix(base)
    if not path.startswith("/") or path.startswith(("//", "/\\")) or re.search(r"[\s\\]", path):
        return None
    return path


def record_on(page: str) -> tuple[str, str] | None:
    """Return kind and key of the record that a page shows, `None` where it shows none."""
    steps = [unquote(step) for step in urlsplit(page).path.split("/")[1:] if step]
    if len(steps) < 2 or steps[0] not in RECORDS:
        return None
    key = "/".join(steps[1:]) if steps[0] in WITH_SLASH else steps[1]
    entry = RECORDS[steps[0]]
    if entry == "standard" and len(steps) == 2:
        entry = "instrument"
    elif entry == "standard":
        entry = "provision"
    return entry, key


def is_email(text: str) -> bool:
    """Return whether a text has the form of an e-mail address."""
    return len(text) <= LONGEST["email"] and bool(_EMAIL.fullmatch(text))
