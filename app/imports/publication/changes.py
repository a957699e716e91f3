"""What publishing an import would change, told from its drafts and the records. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.imports.drafts.present import COMPARED, changed, find_records, merged
from app.imports.models import Draft
from app.vocabulary.lists import Decision

NEW, SAME, LACKED, OTHER_WORDS, REPLACED, GONE = (
    "new",
    "same",
    "lacked",
    "other_words",
    "replaced",
    "gone",
)
"""What becomes of a record: it is added, stays as it is, gets what it lacked, other words or other
values; or there is none any more. One that gets words it did not have is called after them."""

WORDS = ("official_text", "quoted_text", "standpoint")
"""Fields that hold words of a document, the most important first."""

UNSEEN = {"digest", "quoted_by"}
"""Fields that only follow others."""


@dataclass
class Change:
    """What becomes of the accepted drafts of one kind of entry: how many of what, and which fields
    change; of those that get words, which beside them.
    """

    numbers: Counter[str] = field(default_factory=Counter)
    fields: dict[str, list[str]] = field(default_factory=dict)

    def count(self, effect: str, fields: Sequence[str] = ()) -> None:
        """Count a draft."""
        self.numbers[effect] += 1
        known = self.fields.setdefault(effect, [])
        known += [name for name in fields if name not in known]


def changes(db: Session, import_id: int) -> dict[str, Change]:
    """Return what publishing would do, by kind of entry.

    2 statements, and up to 10 for each 400 accepted drafts of a kind that match a record.
    """
    accepted = (col(Draft.import_id) == import_id, col(Draft.decision) == Decision.ACCEPTED)
    found: dict[str, Change] = {}
    new = sa.select(col(Draft.entry), sa.func.count()).where(
        *accepted, col(Draft.matches).is_(None)
    )
    for entry, number in db.execute(new.group_by(col(Draft.entry)).order_by(col(Draft.entry))):
        found.setdefault(entry, Change()).numbers[NEW] = number
    matched = sa.select(
        col(Draft.entry), col(Draft.matches), col(Draft.content), col(Draft.passage)
    ).where(*accepted, col(Draft.matches).is_not(None))
    for batch in chunks(db.execute(matched.order_by(col(Draft.entry), col(Draft.ordinal))).all()):
        for entry, effect, fields in _effects(db, batch):
            found.setdefault(entry, Change()).count(effect, fields)
    return found


def _effects(db: Session, batch: Sequence[Any]) -> Iterator[tuple[str, str, list[str]]]:
    """What becomes of the record that each draft matches, and which of its fields change."""
    records = {
        entry: find_records(db, entry, [row.matches for row in batch if row.entry == entry])
        for entry in COMPARED
    }
    for row in batch:
        replace = row.passage.get("replace", ())
        if row.entry not in COMPARED:
            yield row.entry, REPLACED if replace else SAME, []
            continue
        present = records[row.entry].get(row.matches)
        if present is None:
            yield row.entry, GONE, []
            continue
        yield row.entry, *_effect(present, merged(present, row.content, replace))


def _effect(present: dict[str, Any], after: dict[str, Any]) -> tuple[str, list[str]]:
    different = [name for name in changed(present, after) if name not in UNSEEN]
    words = next((name for name in WORDS if name in different), None)
    if words:
        others = [name for name in different if name not in WORDS]
        return OTHER_WORDS if present.get(words) else words, others
    if not different:
        return SAME, []
    filled = all(_kept(present.get(name), after[name]) for name in different)
    return LACKED if filled else REPLACED, different


def _kept(present: Any, after: Any) -> bool:
    """Whether a field only gets more: it held nothing, or a list of which all is still there."""
    if isinstance(present, list):
        return all(one in after for one in present)
    return not present
