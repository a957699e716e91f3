"""What drafts of a table rest on and is not recorded: they wait, so that the others can go on."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.entries.kinds import KIND
from app.imports.exported import TABLE
from app.imports.matching import warning
from app.imports.models import Draft
from app.imports.stock import Content
from app.vocabulary.lists import Decision

KINDS = {
    "country": "country",
    "election": "election",
    "document": "document",
    "quoted_by": "document",
    "issuers": "organisation",
    "proposers": "organisation",
    "addressees": "organisation",
    "responder": "organisation",
    "on_information_from": "organisation",
    "assessors": "organisation",
    "cited_by": "organisation",
    "topic": "topic",
    "topics": "topic",
    "standard": "provision",
    "item": "item",
    "earlier": "item",
    "later": "item",
    "answer": "answer",
}
"""The kind of entry that a field names, wherever in an entry it stands."""

COLUMN = {"item": "ref", "provision": "slug"}
"""Columns that hold the key of a kind of entry, where it is not the field of its key."""

OWN = {"provision": "standard"}
"""Fields that hold an entry's own key."""

Reference = tuple[str, str]
"""A kind of entry and the key of one."""


def hold_back(db: Session, import_id: int) -> int:
    """Mark the open drafts that name an entry which is neither recorded nor among the drafts.

    They need a person then, and are left when all others are published. Returns how many there are;
    flushes. Reads each draft once, and what they name in 1 statement for each 400.
    """
    drafts = [
        (row.id, (row.entry, row.key), list(references(row.entry, row.key, row.content)))
        for row in db.execute(
            sa.select(col(Draft.id), col(Draft.entry), col(Draft.key), col(Draft.content)).where(
                col(Draft.import_id) == import_id,
                col(Draft.decision) == Decision.OPEN,
                col(Draft.suspect).is_(False),
            )
        )
    ]
    known = _recorded(db, {name for _, _, names in drafts for _, name in names})
    lacking: dict[int, tuple[str, Reference]] = {}
    while True:
        # What is held back itself is nothing to rest on.
        given = known | {own for draft_id, own, _ in drafts if draft_id not in lacking}
        found = {
            draft_id: named
            for draft_id, _, names in drafts
            if draft_id not in lacking
            for named in reversed(names)  # the first that lacks is told
            if named[1] not in given
        }
        if not found:
            break
        lacking |= found
    for chunk in chunks(sorted(lacking)):
        for draft in db.execute(sa.select(Draft).where(col(Draft.id).in_(chunk))).scalars():
            _hold(draft, *lacking[draft.id])
        db.flush()
    return len(lacking)


def references(entry: str, key: str, content: Content) -> Iterator[tuple[str, Reference]]:
    """Yield what an entry names, each with the column of the table that names it."""
    if entry == "election":
        yield "code", ("country", str(content["code"])[:2])
    if entry == "provision":
        yield "standard", ("instrument", str(content["standard"]).partition("/")[0])
    if entry == "topic" and "/" in key:
        yield "slug", ("topic", key.rpartition("/")[0])
    if entry == "item" and content.get("parent"):
        yield "parent", ("item", key.removesuffix(str(content["number"])) + content["parent"])
    if content.get("document"):
        # First, since places mostly name the same; the order of fields is not kept everywhere.
        yield "document", ("document", content["document"])
    own = OWN.get(entry)
    yield from _named({name: value for name, value in content.items() if name != own}, None)


def _named(content: Content, column: str | None) -> Iterator[tuple[str, Reference]]:
    for name, value in content.items():
        kind = KINDS.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _named(one, column or name)
            elif kind and isinstance(one, str):
                yield column or name, (kind, one)


def _recorded(db: Session, names: set[Reference]) -> set[Reference]:
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    found: set[Reference] = set()
    for kind, wanted in keys.items():
        column = getattr(KIND[kind].table, COLUMN.get(kind) or KIND[kind].key[0])
        for chunk in chunks(wanted):
            there = db.execute(sa.select(column).where(column.in_(chunk))).scalars()
            found |= {(kind, str(key)) for key in there}
    return found


def _hold(draft: Draft, column: str, missing: Reference) -> None:
    kind, key = missing
    message = (
        f"row {draft.passage.get('table_row')}, column “{column}”: “{key}” is not recorded: import"
        f" the list of {TABLE[kind]} first"
    )
    draft.warnings = [*draft.warnings, warning("missing", message, blocking=True)]
    draft.suspect = True
    draft.version += 1
