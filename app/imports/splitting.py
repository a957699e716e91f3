"""Writes that change where one draft ends and another begins."""

import re
from dataclasses import asdict
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.textfold import digest
from app.errors import RuleError
from app.imports.drafting import judge
from app.imports.guarding import look_again
from app.imports.holding import changed, get_open_draft
from app.imports.leftovers import used_numbers
from app.imports.models import Draft, Import
from app.imports.queries import get_text
from app.imports.remembering import JOINED
from app.imports.wording import letters, new_draft, plain, split_spans
from app.reading.model import Span, Text
from app.vocabulary.lists import Decision

FIELDS = ("official_text", "quoted_text")
"""Where an item's draft has its words."""


def split(db: Session, draft_id: int, version: int, at: int) -> Draft:
    """Split an item's draft before character `at` of its text; return the new second draft.

    The second one is a new item under the next free letter of the number. Raises `RuleError` when a
    part would be empty, `ConflictError` when the version is another.
    """
    draft = get_open_draft(db, draft_id, version)
    field, text = _words(draft)
    first, second = plain(text[:at]), plain(text[at:])
    if at < 0 or not letters(first) or not letters(second):
        raise RuleError("both parts need words", "at")
    whole = _text(db, draft.import_id)
    spans = [Span(**span) for span in draft.passage.get("spans", [])]
    before, behind = split_spans(whole, spans, letters(text[:at])) if whole else (spans, [])
    number = _free_number(db, draft.import_id, str(draft.content["number"]))
    content = {**draft.content, "number": number, field: second, "digest": digest(second)}
    content.pop("number_as_printed", None)
    page = whole.pieces[behind[0].piece].page if whole and behind else draft.passage.get("page")
    passage = {
        **draft.passage,
        "text": second,
        "number": number,
        "page": page,
        "spans": [asdict(span) for span in behind],
        "body": [],
        "rests_on": [],
    }
    other = new_draft("item", number, content, passage=passage)
    other.content["places"] = [
        {**place, "page": page} if place.get("page") else place
        for place in content.get("places", [])[:1]
    ]
    draft.content = {**draft.content, field: first, "digest": digest(first)}
    draft.passage = {
        **draft.passage,
        "text": first,
        "spans": [asdict(span) for span in before],
    }
    look_again(db, draft, match=True)
    changed(draft)
    _insert_behind(db, draft, other)
    return other


def merge(db: Session, draft_id: int, other_id: int, version: int) -> Draft:
    """Join the text of another item's draft to one; the other is rejected. Return the one.

    Raises `RuleError` when they are not two items' drafts of one import, `ConflictError` when the
    version of the one is another.
    """
    draft = get_open_draft(db, draft_id, version)
    other = db.get(Draft, other_id)
    if other is None or other.id == draft.id or other.import_id != draft.import_id:
        raise RuleError("choose another draft of the same import", "other")
    if other.decision is Decision.PUBLISHED:
        raise RuleError(f"{other.key} is published already", "other")
    (field, text), (_, more) = _words(draft), _words(other)
    one, two = (text, more) if draft.ordinal < other.ordinal else (more, text)
    joined = plain(f"{one} {two}")
    spans = draft.passage.get("spans", []) + other.passage.get("spans", [])
    spans.sort(key=lambda span: (span["piece"], span["start"]))
    draft.content = {**draft.content, field: joined, "digest": digest(joined)}
    draft.passage = {**draft.passage, "text": joined, "spans": spans}
    other.decision, other.reason = Decision.REJECTED, f"joined to {draft.key}"
    other.passage = {**other.passage, JOINED: draft.key}
    other.version += 1
    db.flush()
    look_again(db, draft, match=True)
    changed(draft)
    db.flush()
    return draft


def _words(draft: Draft) -> tuple[str, str]:
    """The field that holds the words of an item's draft, and the words."""
    if draft.entry == "item":
        for field in FIELDS:
            if draft.content.get(field):
                return field, str(draft.content[field])
    raise RuleError("only items with their words can be split or joined")


def _text(db: Session, import_id: int) -> Text | None:
    found = get_text(db, import_id)
    return found.text if found else None


def _free_number(db: Session, import_id: int, number: str) -> str:
    used = used_numbers(db, db.get_one(Import, import_id))
    made = re.fullmatch(r"([CWO])\d+", number)
    if made:
        return next(new for place in count(1) if (new := f"{made[1]}{place}") not in used)
    stem = number[:-1] if number[-1].isalpha() else number
    for letter in "BCDEFGHIJKLMNOPQRSTUVWXYZ":
        if f"{stem}{letter}" not in used:
            return f"{stem}{letter}"
    raise RuleError("no letter is left for the second part", "number")


def _insert_behind(db: Session, draft: Draft, other: Draft) -> None:
    """Make room behind a draft: numbers go up from the end, since each stands once."""
    behind = db.execute(
        sa.select(Draft)
        .where(col(Draft.import_id) == draft.import_id, col(Draft.ordinal) > draft.ordinal)
        .order_by(col(Draft.ordinal).desc())
    ).scalars()
    for later in behind:
        later.ordinal += 1
        db.flush()
    other.import_id, other.ordinal = draft.import_id, draft.ordinal + 1
    look_again(db, other, match=True)
    judge(other)
    db.add(other)
    db.flush()
