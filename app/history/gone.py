"""What stands at the address of an entry that is archived: why it went, and where to look now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.history.queries import ArchivedRecord, find_archived
from app.web.errors import Gone

ENTRIES = {
    "recommendations": ("item",),
    "threads": ("thread",),
    "elections": ("election",),
    "countries": ("country",),
    "documents": ("document",),
    "organisations": ("organisation",),
    "topics": ("topic",),
    "standards": ("provision", "instrument"),
    "instruments": ("instrument",),
}
"""The kinds of entry that have addresses, by how an address begins."""

KEYS = ("ref", "slug", "code")
"""The parts of an address that name an entry."""

MOST_STEPS = 20
"""How often what something was merged into may have been merged itself."""


def find_gone(db: Session, path: str, parts: Mapping[str, Any]) -> Gone | None:
    """Return what is to be said of an address without entry, if one stood there once.

    `parts` are the parameters in its path. 1 statement for each kind and each merge.
    """
    steps = path.removeprefix("/api/v1").split("/")
    key = next((str(parts[name]) for name in KEYS if name in parts), None)
    for entry in ENTRIES.get(steps[1] if len(steps) > 1 else "", ()) if key else ():
        found = find_archived(db, entry, [str(key)]).get(str(key))
        if found:
            last = _followed(db, found)
            return Gone(str(key), found.at.date(), found.by, found.reason, last)
    return None


def _followed(db: Session, record: ArchivedRecord) -> str | None:
    """The key that an entry has now: what it was merged into, and that, as long as it goes on."""
    key = record.merged_into
    for _ in range(MOST_STEPS):
        if key is None:
            return None
        further = find_archived(db, record.entry, [key]).get(key)
        if further is None or further.merged_into is None:
            return key
        key = further.merged_into
    return None
