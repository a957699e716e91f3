"""What drafts of a table rest on and is not recorded: they wait, so that the others can go on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.entries.kinds import KIND
from app.errors import RuleError
from app.imports.drafts.matching import warning
from app.imports.models import Draft, Import
from app.imports.tables.exported import TABLE
from app.imports.tables.stock import Content
from app.recommendations.models import Recommendation
from app.vocabulary.lists import Decision, ImportKind, ImportState

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

MISSING = "missing"
"""The code of the warning that a draft names what is not recorded."""

NUMBER_TAKEN = "number_taken"
"""The code of the warning that another item has the number of a new one."""

BATCH = 1_000
"""How many drafts are read at a time."""

Reference = tuple[str, str]
"""A kind of entry and the key of one."""


def hold_back_table(db: Session, import_id: int) -> None:
    """Mark drafts that name what is not recorded, where the import is of a table that was read."""
    row = db.get(Import, import_id)
    if row is not None and row.kind is ImportKind.TABLE and row.state is ImportState.READ:
        hold_back(db, import_id)


def names_missing() -> sa.ColumnElement[bool]:
    """Return the condition that a draft was found to name what is not recorded."""
    return sa.cast(col(Draft.warnings), sa.String).like(f'%"{MISSING}"%')


def look_again(db: Session, import_id: int) -> int:
    """Say anew which open drafts name what is not recorded by now; return how many. Flushes."""
    held = db.execute(
        sa.select(Draft).where(
            col(Draft.import_id) == import_id,
            col(Draft.decision) == Decision.OPEN,
            names_missing(),
        )
    ).scalars()
    for draft in held:
        draft.warnings = [entry for entry in draft.warnings if entry["code"] != MISSING]
        draft.suspect = any(entry.get("blocking") for entry in draft.warnings)
        draft.version += 1
    db.flush()
    _hold_taken(db, import_id)
    return hold_back(db, import_id)


def _hold_taken(db: Session, import_id: int) -> None:
    """Mark what a table gives of new items whose reference another item took since.

    What names them waits too: it would be said of that other item. Flushes.
    """
    if db.get_one(Import, import_id).kind is not ImportKind.TABLE:
        return
    own = sa.select(col(Draft.key)).where(
        col(Draft.import_id) == import_id,
        col(Draft.entry) == "item",
        col(Draft.decision) == Decision.OPEN,
        col(Draft.matches).is_(None),
    )
    refs = db.execute(sa.select(col(Recommendation.ref)).where(col(Recommendation.ref).in_(own)))
    taken = set(refs.scalars())
    if not taken:
        return
    held = {
        row.id: ref
        for row in _open_drafts(db, import_id)
        for ref in (row.key, *(key for _, (_, key) in references(row.entry, row.key, row.content)))
        if ref in taken
    }
    for chunk in chunks(sorted(held)):
        for draft in db.execute(sa.select(Draft).where(col(Draft.id).in_(chunk))).scalars():
            message = (
                f"row {draft.passage.get('table_row')}: {held[draft.id]} became another item while"
                " this waited: say that they are one, or give this another number"
            )
            draft.warnings = [*draft.warnings, warning(NUMBER_TAKEN, message, blocking=True)]
            draft.suspect = True
            draft.version += 1
    db.flush()


def hold_back(db: Session, import_id: int) -> int:
    """Mark the open drafts that name an entry which is neither recorded nor among the drafts.

    They need a person then, and are left when all others are published. Returns how many there are;
    flushes. Reads each draft once, and again where one lacks anything; what they name in 1
    statement for each 400.
    """
    lacking = _lacking(db, import_id)
    for chunk in chunks(sorted(lacking)):
        for draft in db.execute(sa.select(Draft).where(col(Draft.id).in_(chunk))).scalars():
            _hold(draft, *lacking[draft.id])
        db.flush()
    return len(lacking)


def check_references(db: Session, draft: Draft) -> None:
    """Raise `RuleError` when a draft that was held back still names what is not recorded.

    It may rest on drafts of its import that are accepted or undecided. 2 statements for such a
    draft, none for others.
    """
    if not any(entry["code"] == MISSING for entry in draft.warnings):
        return
    named = list(references(draft.entry, draft.key, draft.content))
    lacking = {name for _, name in named} - _recorded(db, {name for _, name in named})
    drafts = db.execute(
        sa.select(col(Draft.entry), col(Draft.key)).where(
            col(Draft.import_id) == draft.import_id,
            col(Draft.decision) != Decision.REJECTED,
            col(Draft.key).in_({key for _, key in lacking}),
        )
    )
    lacking -= {(entry, key) for entry, key in drafts}
    for column, name in named:
        if name in lacking:
            raise RuleError(_message(draft, column, name), column)


def _lacking(db: Session, import_id: int) -> dict[int, tuple[str, Reference]]:
    """The drafts that name what is nowhere: by id, the first column and what it names."""
    own: set[Reference] = set()
    named: set[Reference] = set()
    for row in _open_drafts(db, import_id):
        own.add((row.entry, row.key))
        named.update(name for _, name in references(row.entry, row.key, row.content))
    if not named - own - _recorded(db, named - own):
        return {}
    drafts = [
        (row.id, (row.entry, row.key), list(references(row.entry, row.key, row.content)))
        for row in _open_drafts(db, import_id)
    ]
    known = _recorded(db, named)
    lacking: dict[int, tuple[str, Reference]] = {}
    while True:
        # What is held back itself is nothing to rest on.
        given = known | {itself for draft_id, itself, _ in drafts if draft_id not in lacking}
        found = {
            draft_id: name
            for draft_id, _, names in drafts
            if draft_id not in lacking
            for name in reversed(names)  # the first that lacks is told
            if name[1] not in given
        }
        if not found:
            return lacking
        lacking |= found


def _open_drafts(db: Session, import_id: int) -> Iterable[Any]:
    """The open drafts without a warning, a batch at a time: a table may have very many."""
    statement = sa.select(col(Draft.id), col(Draft.entry), col(Draft.key), col(Draft.content))
    return db.execute(
        statement.where(
            col(Draft.import_id) == import_id,
            col(Draft.decision) == Decision.OPEN,
            col(Draft.suspect).is_(False),
        ).execution_options(yield_per=BATCH)
    )


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
    if own:
        content = {name: value for name, value in content.items() if name != own}
    yield from _named(content, None)


def _named(content: Content, column: str | None) -> Iterator[tuple[str, Reference]]:
    for name, value in content.items():
        if isinstance(value, str):
            kind = KINDS.get(name)
            if kind:
                yield column or name, (kind, value)
        elif isinstance(value, (list, dict)):
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
    message = _message(draft, column, missing)
    draft.warnings = [*draft.warnings, warning(MISSING, message, blocking=True)]
    draft.suspect = True
    draft.version += 1


def _message(draft: Draft, column: str, missing: Reference) -> str:
    kind, key = missing
    return (
        f"row {draft.passage.get('table_row')}, column “{column}”: “{key}” is not recorded: import"
        f" the list of {TABLE[kind]} first"
    )
