"""Passages on the pages of a list that belong to no draft: looked at, or made an item of."""

from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.inputs import Input, Number
from app.core.textfold import digest
from app.errors import RuleError
from app.imports.drafts.drafting import judge
from app.imports.drafts.numbers import LETTER
from app.imports.drafts.wording import new_draft, passage_of, plain
from app.imports.holding import lock_import, validated
from app.imports.models import Draft, Import
from app.imports.queries import get_text, list_unread
from app.imports.records import UnreadRecord
from app.reading.model import PieceKind, Text
from app.recommendations.models import Recommendation
from app.vocabulary.lists import ImportKind, ItemKind, PageBasis, PlaceRole


class _NumberInput(Input):
    """The number of a new item."""

    number: Number


def list_taken_up(db: Session, import_id: int) -> dict[int, tuple[int, str]]:
    """Return the drafts made of passages, id and key, by the index of the passage. 1 statement."""
    unread = col(Draft.passage)["unread"].as_integer()
    rows = db.execute(
        sa.select(unread, col(Draft.id), col(Draft.key))
        .where(col(Draft.import_id) == import_id, unread.is_not(None))
        .order_by(col(Draft.ordinal))
    )
    return {index: (draft_id, key) for index, draft_id, key in rows}


def say_looked_at(db: Session, import_id: int, unread: int, looked: bool) -> None:
    """Note that somebody looked at a passage, or take that back; flushes.

    Raises `RuleError` when there is no such passage.
    """
    row = lock_import(db, import_id)
    _passage(db, import_id, unread)
    others = {index for index in row.looked_at if index != unread}
    row.looked_at = sorted(others | ({unread} if looked else set()))
    db.flush()


def take_up(
    db: Session,
    import_id: int,
    unread: int,
    number: str = "",
    kind: ItemKind = ItemKind.RECOMMENDATION,
) -> Draft:
    """Make an item's draft of an unread passage; `unread` is its index.

    Without a number a finding gets the next one of ours. Raises `RuleError` when there is no such
    passage, on `number` when it has another form or an item has it.
    """
    row = lock_import(db, import_id)
    passage = _passage(db, import_id, unread)
    number = _number(db, row, number, kind)
    draft = _draft(db, row, passage, number, kind)
    judge(draft)
    last = db.execute(
        sa.select(sa.func.max(col(Draft.ordinal))).where(col(Draft.import_id) == import_id)
    ).scalar_one()
    draft.import_id, draft.ordinal = import_id, (last if last is not None else -1) + 1
    db.add(draft)
    row.looked_at = sorted({*row.looked_at, unread})
    db.flush()
    return draft


def _draft(db: Session, row: Import, found: UnreadRecord, number: str, kind: ItemKind) -> Draft:
    text = plain(found.text)
    slug = row.found["document"]
    whole = get_text(db, row.id)
    pages = {page.number: page.basis for page in whole.text.pages} if whole else {}
    basis = pages.get(found.page, PageBasis.INFERRED)
    quoting = row.kind is ImportKind.COMMENTS
    role, section = PlaceRole.LIST, "Recommendations"
    if kind is not ItemKind.RECOMMENDATION:
        role, section = PlaceRole.BODY, _heading(whole.text if whole else None, found) or "Text"
    if quoting:
        role = PlaceRole.QUOTATION
    place = {
        "document": slug,
        "page": found.page,
        "page_basis": basis.value,
        "section": section,
        "role": role.value,
    }
    content = {
        "document": slug,
        "number": number,
        "kind": kind.value,
        "digest": digest(text),
        "places": [place],
    }
    content |= {"quoted_text": text, "quoted_by": slug} if quoting else {"official_text": text}
    return new_draft(
        "item",
        number,
        content,
        passage=passage_of(text, found.page, basis, section, found.spans, role)
        | {"number": number, "unread": found.index},
    )


def _heading(text: Text | None, passage: UnreadRecord) -> str:
    """The heading under which a passage stands, empty where there is none."""
    if text is None or not passage.spans:
        return ""
    before = text.pieces[: passage.spans[0].piece]
    return next((p.text for p in reversed(before) if p.kind is PieceKind.HEADING), "")


def _passage(db: Session, import_id: int, unread: int) -> UnreadRecord:
    for entry in list_unread(db, import_id):
        if entry.index == unread:
            return entry
    raise RuleError("there is no such passage", "unread")


def _number(db: Session, row: Import, number: str, kind: ItemKind) -> str:
    """The number that was typed, if it can be one; else the next free one of ours."""
    election = str(row.options.get("election", ""))
    recorded, drafted = _recorded(db, election), _drafted(db, row.id)
    letter = LETTER.get(kind)
    if not number and letter:
        made = (f"{letter}{place}" for place in count(1))
        return next(new for new in made if new not in recorded | drafted)
    if not number:
        raise RuleError("give it the number that is printed, as 6, 2B or 95.12", "number")
    found = str(validated(_NumberInput, {"number": number}).number)
    if found in recorded:
        raise RuleError(f"{election}-{found} is recorded already: write another number", "number")
    if found in drafted:
        raise RuleError(f"a draft of this file has the number {found} already", "number")
    return found


def _recorded(db: Session, election: str) -> set[str]:
    """The numbers of the election's items."""
    refs = db.execute(
        sa.select(col(Recommendation.ref)).where(
            col(Recommendation.ref).startswith(f"{election}-", autoescape=True)
        )
    ).scalars()
    return {ref.removeprefix(f"{election}-") for ref in refs}


def _drafted(db: Session, import_id: int) -> set[str]:
    """The numbers of the import's items."""
    keys = db.execute(
        sa.select(col(Draft.key)).where(
            col(Draft.import_id) == import_id, col(Draft.entry) == "item"
        )
    )
    return set(keys.scalars())


def used_numbers(db: Session, row: Import) -> set[str]:
    """Return the numbers of the election's items and of the import's drafts. 2 statements."""
    return _recorded(db, str(row.options.get("election", ""))) | _drafted(db, row.id)
