"""Writes that change where one draft ends and another begins."""

import re
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.textfold import digest, digest_letters
from app.errors import RuleError
from app.imports.drafts.drafting import judge
from app.imports.drafts.guarding import ABOUT_MATCH, ABOUT_WORDS, look_again, say_match, words_of
from app.imports.drafts.leftovers import used_numbers
from app.imports.drafts.matching import warning
from app.imports.drafts.placing import AMONG, STANDS, join_places, split_places
from app.imports.drafts.remembering import JOINED, UNDO
from app.imports.drafts.wording import letters, new_draft, plain
from app.imports.holding import changed, get_open_draft
from app.imports.models import Draft, Import
from app.imports.queries import get_text
from app.vocabulary.lists import Decision, MatchBasis

FIELDS = ("official_text", "quoted_text")
"""Where an item's draft has its words."""

TWICE = "stands_twice"
"""The code of the warning that another draft holds the words of one."""

OF_ONE = ABOUT_WORDS | ABOUT_MATCH | {"incomplete", "page_differs", TWICE}
"""Warnings that are said anew of each part, or of no part."""


def split(db: Session, draft_id: int, version: int, at: int) -> Draft:
    """Split an item's draft before character `at` of its text; return the new second draft.

    The second one is a new item under the next free letter of the number. Each part keeps what a
    person should look at, and is marked only where its words stand. Raises `RuleError` when a part
    would be empty, `ConflictError` when the version is another.
    """
    draft = get_open_draft(db, draft_id, version)
    field, text = _words(draft)
    first, second = plain(text[:at]), plain(text[at:])
    if at < 0 or not letters(first) or not letters(second):
        raise RuleError("both parts need words", "at")
    found = get_text(db, draft.import_id)
    before, behind = split_places(found.text if found else None, draft.passage, first, second)
    number = _free_number(db, draft.import_id, str(draft.content["number"]))
    content = {**draft.content, "number": number, field: second, "digest": digest(second)}
    content.pop("number_as_printed", None)
    passage = behind | {"number": number, "body": [], "rests_on": []}
    page = passage.get("page")
    other = new_draft("item", number, content, passage=passage, warnings=_carried(draft))
    other.content["places"] = [
        {**place, "page": page} if place.get("page") else place
        for place in content.get("places", [])[:1]
    ]
    draft.content = {**draft.content, field: first, "digest": digest(first)}
    draft.passage = before
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
    one, two = (draft, other) if draft.ordinal < other.ordinal else (other, draft)
    joined = plain(f"{text} {more}" if one is draft else f"{more} {text}")
    was = _state(draft, field)
    whole = get_text(db, draft.import_id)
    draft.passage = draft.passage | {AMONG: None} | join_places(
        whole.text if whole else None, one.passage, two.passage, joined
    )  # fmt: skip
    draft.content = {**draft.content, field: joined, "digest": digest(joined)}
    told = {entry["code"] for entry in draft.warnings}
    draft.warnings += [entry for entry in _carried(other) if entry["code"] not in told]
    db.flush()
    other.decision, other.reason = Decision.REJECTED, f"joined to {draft.key}"
    db.flush()
    look_again(db, draft, match=True)
    changed(draft)
    undo = was | {"joined": joined, "matched": draft.matches}
    other.passage = {**other.passage, JOINED: draft.key, UNDO: undo}
    other.version += 1
    db.flush()
    return draft


def part_again(db: Session, draft: Draft) -> list[str]:
    """Take the words of a draft that was joined to another out of that one again.

    Only where that is as it was joined. Returns the keys of the drafts that hold the same words
    now, which the draft is warned of; flushes.
    """
    was = draft.passage.get(UNDO) or {}
    target = db.get(Draft, was["draft"], with_for_update=True) if was else None
    if target is not None and _as_joined(target, was):
        _restore(db, target, was)
    draft.passage = {
        name: value for name, value in draft.passage.items() if name not in (JOINED, UNDO)
    }
    holding = _holding(db, draft)
    draft.warnings = [entry for entry in draft.warnings if entry["code"] != TWICE]
    if holding:
        message = f"the same words stand in {', '.join(holding)}: take them out of one of them"
        draft.warnings = [*draft.warnings, warning(TWICE, message, blocking=True)]
    draft.suspect = any(entry.get("blocking") for entry in draft.warnings)
    db.flush()
    return holding


def _state(draft: Draft, field: str) -> dict[str, Any]:
    """What a draft is before another is joined to it."""
    return {
        "draft": draft.id,
        "field": field,
        "words": draft.content[field],
        "passage": {name: draft.passage.get(name) for name in STANDS},
        "warnings": draft.warnings,
        "matches": draft.matches,
        "basis": draft.basis.value if draft.basis else None,
    }


def _as_joined(target: Draft, was: dict[str, Any]) -> bool:
    """Whether a draft still is what it was when another was joined to it."""
    return (
        target.decision is not Decision.PUBLISHED
        and JOINED not in target.passage
        and target.content.get(was["field"]) == was["joined"]
    )


def _restore(db: Session, target: Draft, was: dict[str, Any]) -> None:
    if target.matches == was["matched"] != was["matches"]:
        basis = MatchBasis(was["basis"]) if was["basis"] else MatchBasis.EDITOR
        say_match(db, target, was["matches"], basis)
    words = was["words"]
    target.content = {**target.content, was["field"]: words, "digest": digest(words)}
    target.passage = {**target.passage, **was["passage"]}
    target.warnings = was["warnings"]
    if target.decision is Decision.ACCEPTED:
        # Other words were accepted.
        target.decision = Decision.OPEN
    look_again(db, target)
    changed(target)
    db.flush()


def _holding(db: Session, draft: Draft) -> list[str]:
    """The keys of the other drafts of items, not rejected, that hold the words of one."""
    own = digest_letters(words_of(draft))
    others = db.execute(
        sa.select(Draft)
        .where(
            col(Draft.import_id) == draft.import_id,
            col(Draft.entry) == draft.entry,
            col(Draft.id) != draft.id,
            col(Draft.decision) != Decision.REJECTED,
        )
        .order_by(col(Draft.ordinal))
    ).scalars()
    return [other.key for other in others if own and own in digest_letters(words_of(other))]


def _carried(draft: Draft) -> list[dict[str, Any]]:
    """What a person should look at in each part of a draft."""
    return [
        entry for entry in draft.warnings if entry.get("blocking") and entry["code"] not in OF_ONE
    ]


def _words(draft: Draft) -> tuple[str, str]:
    """The field that holds the words of an item's draft, and the words."""
    if draft.entry == "item":
        for field in FIELDS:
            if draft.content.get(field):
                return field, str(draft.content[field])
    raise RuleError("only items with their words can be split or joined")


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
