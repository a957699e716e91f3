"""Whether a draft fits what is recorded and the other drafts of its import, before it is accepted.

What only publishing would refuse is told here, beside the field that mends it.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find
from app.entries.kinds import KIND
from app.errors import RuleError
from app.imports.drafts.matching import warning
from app.imports.drafts.present import COMPARED, find_record, merged
from app.imports.models import Draft, Import
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.vocabulary.lists import Decision, ImportKind

WORDS = ("official_text", "quoted_text", "summary")
"""Fields of an item of which one is needed."""

SAME_NUMBER = "same_number"
"""The code of the warning that another draft has the number of one."""

ENDS = {"assessment": ("item",), "link": ("earlier", "later")}
"""The fields in which drafts name items that must be recorded, or be drafts beside them."""


def check_fit(db: Session, draft: Draft) -> None:
    """Raise `RuleError` on the field of a draft that publishing would refuse.

    That an item has words and a number of its own, that an assessment or link is about items which
    there are, and that a key is new. Tables are looked at as a whole elsewhere.
    """
    if draft.entry == "item":
        _check_words(db, draft)
    row = db.get_one(Import, draft.import_id)
    if row.kind is ImportKind.TABLE:
        return
    if draft.entry == "item":
        _check_number(db, row, draft)
    for name in ENDS.get(draft.entry, ()):
        _check_item(db, row, draft, name)
    if draft.entry == "assessment" and not draft.matches:
        key = str(draft.content["key"])
        if is_recorded(db, "assessment", key):
            message = f"{key} is recorded: say below that they are one, or give it another name"
            raise RuleError(message, "key")


def check_new_number(db: Session, draft: Draft) -> None:
    """Raise `RuleError` on `number` when another draft that is not rejected has the number."""
    row = db.get_one(Import, draft.import_id)
    if row.kind is not ImportKind.TABLE:
        other = _of_same_number(db, row, draft)
        if other:
            message = f"a draft of this file has the number {draft.content['number']} already"
            raise RuleError(message, "number")


def note_same_number(db: Session, draft: Draft) -> None:
    """Say of an item's draft that was taken back whether another has its number by now."""
    if draft.entry != "item":
        return
    row = db.get_one(Import, draft.import_id)
    draft.warnings = [entry for entry in draft.warnings if entry["code"] != SAME_NUMBER]
    if row.kind is not ImportKind.TABLE and _of_same_number(db, row, draft):
        message = f"another draft has the number {draft.content['number']}: give one another"
        draft.warnings = [*draft.warnings, warning(SAME_NUMBER, message, blocking=True)]
    draft.suspect = any(entry.get("blocking") for entry in draft.warnings)


def is_recorded(db: Session, entry: str, ref: str) -> bool:
    """Return whether there is a record of a kind of entry: a link goes by its two references."""
    if entry in COMPARED:
        return find_record(db, entry, ref) is not None
    if entry == "link":
        ids = [_id_of(db, end) for end in ref.split()]
        known = len(ids) == 2 and None not in ids
        return known and find(db, Link, earlier_id=ids[0], later_id=ids[1]) is not None
    kind = KIND.get(entry)
    if kind is None:
        return False
    name = "slug" if entry == "provision" else kind.key[0]
    return find(db, kind.table, **{name: ref}) is not None


def _id_of(db: Session, ref: str) -> int | None:
    row = find(db, Recommendation, ref=ref)
    return row.id if row else None


def _check_words(db: Session, draft: Draft) -> None:
    content: dict[str, Any] = draft.content
    if any(content.get(name) for name in WORDS):
        return
    present = find_record(db, "item", draft.matches) if draft.matches else None
    if present is not None:
        content = merged(present, content, draft.passage.get("replace", ()))
    if not any(content.get(name) for name in WORDS):
        field = "quoted_text" if draft.content.get("quoted_by") else "official_text"
        raise RuleError("an item needs its words", field)


def _check_number(db: Session, row: Import, draft: Draft) -> None:
    """An item's number is not that of a draft that is accepted."""
    if _of_same_number(db, row, draft, Decision.ACCEPTED):
        number = draft.content.get("number")
        message = f"a draft with the number {number} is accepted already: write another number"
        raise RuleError(message, "number")


def _ref(row: Import, draft: Draft) -> str:
    return draft.matches or f"{row.options.get('election')}-{draft.content.get('number')}"


def _of_same_number(
    db: Session, row: Import, draft: Draft, decision: Decision | None = None
) -> bool:
    """Whether another item's draft, not rejected, will be the same item."""
    wanted = col(Draft.decision) != Decision.REJECTED
    if decision is not None:
        wanted = col(Draft.decision) == decision
    others = db.execute(
        sa.select(Draft).where(
            col(Draft.import_id) == row.id,
            col(Draft.entry) == "item",
            col(Draft.id) != draft.id,
            wanted,
            sa.or_(col(Draft.key) == str(draft.content.get("number")),
                   col(Draft.matches) == _ref(row, draft)),
        )
    ).scalars()  # fmt: skip
    return any(_ref(row, other) == _ref(row, draft) for other in others)


def _check_item(db: Session, row: Import, draft: Draft, name: str) -> None:
    """An item that is named is recorded or a draft beside it, stands for itself, and is of the
    country; what is assessed is no item of the document that assesses.
    """
    ref = str(draft.content.get(name) or "")
    item = find(db, Recommendation, ref=ref)
    if item is not None and item.container:
        raise RuleError(f"{ref} is a lead-in: name one of its lettered items", name)
    country = str(row.options.get("election", ""))[:2]
    if country and ref[:2] != country:
        raise RuleError(f"{ref} is of another country than this document", name)
    own = _drafted(db, row, ref)
    if draft.entry == "assessment" and own:
        raise RuleError(f"{ref} is an item of this document: name the earlier one", name)
    if item is None and not own:
        raise RuleError(f"there is no item “{ref}”", name)


def _drafted(db: Session, row: Import, ref: str) -> bool:
    """Whether an item of the import's own document will have a reference."""
    rows = db.execute(
        sa.select(col(Draft.matches), col(Draft.content)).where(
            col(Draft.import_id) == row.id,
            col(Draft.entry) == "item",
            col(Draft.decision) != Decision.REJECTED,
        )
    )
    election = row.options.get("election")
    return any(
        (matches or f"{election}-{content.get('number')}") == ref
        and content.get("document") == row.found.get("document")
        and not content.get("quoted_by")
        for matches, content in rows
    )
