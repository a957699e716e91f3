"""The words of a draft against those of the file and of the record that it was found to be."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find
from app.core.textfold import digest
from app.documents.models import Document
from app.elections.models import Election
from app.errors import RuleError
from app.imports.drafts.matching import Items, known_items, warning
from app.imports.drafts.placing import AMONG, place_words
from app.imports.drafts.present import find_record
from app.imports.models import Draft, Import
from app.imports.queries import get_text
from app.vocabulary.lists import Decision, ImportKind, ItemKind, MatchBasis

WORDS = {"item": ("official_text", "quoted_text"), "answer": ("standpoint",)}
"""Where the drafts of a kind of entry have the words that stand in the file."""

ABOUT_WORDS = {"reworded", "differs", "digest_differs"}
"""Warnings that say how the words of a draft are to those of the file and of its record."""

ABOUT_MATCH = {"number_and_text_disagree", "number_differs", "like_words", "digest_differs",
               "differs"}  # fmt: skip
"""Warnings that say why a draft was found to be its record, or why that is in doubt."""

STAYS = {"document", "number", "key", "slug", "election", "kind", "container", "parent", "answers",
         "digest"}  # fmt: skip
"""Fields by which a record is known, or that others rest on: a draft never replaces them by what is
typed. Nor its words, which somebody chooses between."""


def typed_over(draft: Draft, content: dict[str, Any]) -> list[str]:
    """Return the fields of a recorded entry that somebody typed another value for.

    They replace what the record has: what a person types is not dropped without a word.
    """
    if not draft.matches:
        return []
    kept = STAYS.union(WORDS.get(draft.entry, ()))
    return sorted(
        name
        for name, value in content.items()
        if name not in kept and value != draft.content.get(name)
    )


def words_of(draft: Draft) -> str:
    """Return the words of a draft, empty where it has none."""
    names = WORDS.get(draft.entry, ())
    return next((str(draft.content[name]) for name in names if draft.content.get(name)), "")


def look_again(db: Session, draft: Draft, match: bool = False) -> None:
    """Say anew how the words of a draft are to those of the file and of its record.

    `match`: another record is looked for too, since the draft is not what it was. Drafts without a
    place in a text are left as they are.
    """
    words = words_of(draft)
    if not words or not draft.passage.get("text"):
        return
    draft.content = {**draft.content, "digest": digest(words)}
    if draft.passage.get(AMONG):
        found = get_text(db, draft.import_id)
        draft.passage = place_words(found.text if found else None, draft.passage, words)
    if match and draft.entry == "item":
        _match_again(db, draft, words)
    draft.warnings = [entry for entry in draft.warnings if entry["code"] not in ABOUT_WORDS]
    if digest(words) != digest(draft.passage["text"]):
        message = "the words are not those of the file"
        if draft.passage.get(AMONG):
            message += ", so nothing of it is marked there"
        draft.warnings = [*draft.warnings, warning("reworded", message, blocking=True)]
    present = find_record(db, draft.entry, draft.matches) if draft.matches else None
    if present is not None:
        _compare(draft, words, present)


def _compare(draft: Draft, words: str, present: dict[str, Any]) -> None:
    """Say how the words are to those of the record; the basis follows them."""
    name = next(name for name in WORDS[draft.entry] if draft.content.get(name))
    attached, recorded = present.get(name), present.get("digest")
    told: list[dict[str, Any]] = []
    if attached and digest(attached) != digest(words):
        message = f"{draft.matches} has other words attached: choose which of the two it keeps"
        told = [warning("differs", message, blocking=True, present=attached, found=words)]
    elif not attached and recorded and recorded != digest(words):
        message = f"the words are not those that {draft.matches} was recorded from"
        told = [warning("digest_differs", message, blocking=True)]
    draft.warnings = [*draft.warnings, *told]
    if not told and (attached or recorded):
        draft.basis = MatchBasis.DIGEST
    elif draft.basis is MatchBasis.DIGEST:
        draft.basis = MatchBasis.EDITOR


def _match_again(db: Session, draft: Draft, words: str) -> None:
    """Find the record that a draft is by now; its own one stays unless the words are another's."""
    row = db.get_one(Import, draft.import_id)
    taken = db.execute(
        sa.select(col(Draft.matches)).where(
            col(Draft.import_id) == row.id,
            col(Draft.entry) == "item",
            col(Draft.matches).is_not(None),
            col(Draft.decision) != Decision.REJECTED,
            col(Draft.id) != (draft.id or 0),
        )
    ).scalars()
    used = set(taken)
    known = [
        item for item in known_items(db, row.options.get("election", "")) if item.ref not in used
    ]
    items = Items(known, str(row.found.get("document")), row.kind is ImportKind.COMMENTS)
    kind, container = ItemKind(draft.content["kind"]), bool(draft.content.get("container"))
    found = items.match(None, kind, container, words, printed=False)
    other = found.ref is not None and found.ref != draft.matches
    if found.basis and other and (found.basis is MatchBasis.DIGEST or draft.matches is None):
        say_match(db, draft, found.ref, found.basis)
        draft.warnings = [*draft.warnings, *found.warnings]


def check_pages(db: Session, draft: Draft) -> None:
    """Raise `RuleError` on the place of a draft on a page that the file does not have."""
    row = db.get_one(Import, draft.import_id)
    pages = [page["number"] for page in row.found.get("text", {}).get("pages", [])]
    slug = row.found.get("document")
    for index, place in enumerate(draft.content.get("places", []) if pages else []):
        if place.get("document") not in (None, slug) or place.get("page") is None:
            continue
        if not min(pages) <= place["page"] <= max(pages):
            message = f"the file has pages {min(pages)} to {max(pages)}, not {place['page']}"
            raise RuleError(message, f"places.{index}.page")


def check_election(db: Session, draft: Draft, present: dict[str, Any]) -> None:
    """Raise `RuleError` on `ref` when a record is about another election than the import."""
    election = db.get_one(Import, draft.import_id).options.get("election")
    slug = present.get("slug") if draft.entry == "document" else present.get("document")
    document = find(db, Document, slug=slug) if slug else None
    if document is None or not document.election_id or not election:
        return
    code = db.get_one(Election, document.election_id).code
    if code != election:
        raise RuleError(f"{draft.entry} of {code}, but this file is about {election}", "ref")


def say_match(
    db: Session, draft: Draft, ref: str | None, basis: MatchBasis = MatchBasis.EDITOR
) -> None:
    """Tie the draft to a record, and what answers it with it."""
    draft.warnings = [entry for entry in draft.warnings if entry["code"] not in ABOUT_MATCH]
    draft.matches = ref
    draft.basis = basis if ref else None
    if draft.entry != "item":
        return
    before = str(draft.content["number"])
    if ref:
        present = find_record(db, "item", ref) or {}
        draft.content = {**draft.content, "number": present["number"]}
        draft.key = present["number"]
    renumber(db, draft, before)


def renumber(db: Session, draft: Draft, before: str) -> None:
    """Let answers and lettered items of the import follow an item to its new number."""
    after = str(draft.content["number"])
    if after == before:
        return
    draft.key = after
    row = db.get_one(Import, draft.import_id)
    election = str(row.options.get("election", ""))
    old, new = f"{election}-{before}", draft.matches or f"{election}-{after}"
    others = db.execute(
        sa.select(Draft).where(
            col(Draft.import_id) == draft.import_id,
            col(Draft.entry).in_(("answer", "item")),
            col(Draft.id) != draft.id,
            col(Draft.decision) != Decision.PUBLISHED,
        )
    ).scalars()
    for other in others:
        content = other.content
        answers = content.get("answers", [])
        if other.entry == "item" and content.get("parent") == before:
            other.content = {**content, "parent": after}
        elif any(entry["item"] == old for entry in answers):
            tied = [{**entry, "item": new} if entry["item"] == old else entry for entry in answers]
            other.content = {**content, "answers": tied}
        else:
            continue
        other.version += 1
