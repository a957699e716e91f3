"""What importing a file would give, as CONTRACT.md has it; nothing is kept or stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.files import StoredFile
from app.errors import RuleError
from app.imports.drafts.drafting import draft_reading
from app.imports.drafts.matching import warning
from app.imports.holding import validated
from app.imports.inputs import ImportOptions
from app.imports.models import Draft, Import
from app.imports.service import check_known
from app.imports.tables.tabling import RowDraft, draft_table
from app.reading.model import Reading
from app.reading.process import Message
from app.vocabulary.lists import Decision, ImportKind


def try_reading(
    db: Session, kind: ImportKind, file: StoredFile, reading: Reading, options: dict[str, Any]
) -> tuple[dict[str, Any], list[Draft]]:
    """Return what a report or comments would give as JSON, and the drafts; reads only."""
    row = _row(kind, file, options)
    warnings = _unknown(db, options)
    drafts = draft_reading(db, row, reading)
    return reading_json(row, drafts, warnings), drafts


def try_table(
    db: Session, file: StoredFile, found: Iterable[Message], options: dict[str, Any]
) -> tuple[dict[str, Any], list[RowDraft]]:
    """Return what a table would give as JSON, and the drafts that need a person; reads only."""
    row = _row(ImportKind.TABLE, file, options)
    counts = Counter[tuple[str, bool]]()
    waiting: list[RowDraft] = []
    for draft in draft_table(db, row, found):
        counts[draft.entry, draft.matches is None] += 1
        if draft.suspect:
            waiting.append(draft)
    return _table_json(row, counts), waiting


def tell_table(db: Session, row: Import) -> tuple[dict[str, Any], list[Draft]]:
    """Return what an import of a table gave as JSON, and the drafts that still need a person.

    2 statements; of the other drafts only their number is read.
    """
    new = col(Draft.matches).is_(None)
    own = col(Draft.import_id) == row.id
    found = db.execute(
        sa.select(col(Draft.entry), new, sa.func.count()).where(own).group_by(col(Draft.entry), new)
    )
    counts = {(entry, bool(is_new)): number for entry, is_new, number in found}
    waiting = db.execute(
        sa.select(Draft)
        .where(own, col(Draft.suspect), col(Draft.decision) == Decision.OPEN)
        .order_by(col(Draft.ordinal))
    ).scalars()
    return _table_json(row, counts), list(waiting)


def reading_json(
    row: Import, drafts: Iterable[Draft], warnings: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Return the drafts of a report or of comments in the shape of CONTRACT.md.

    `pages` are those of the file, however it numbers them. `proposers` are the states that made an
    item, `addressees` who is asked, where they are known. `findings` are recorded items without a
    printed number that were found by their digests; `follow_ups` is what the document says of
    earlier recommendations.
    """
    found = row.found
    items = [draft for draft in drafts if draft.entry == "item"]
    own = [draft for draft in drafts if draft.entry == "document"]
    return {
        "document": {
            "slug": found["document"],
            "pages": found["pages"],
            "sha256": row.sha256,
            "reader": found["reader"],
        },
        "items": [_item(draft) for draft in items if not draft.passage.get("located")],
        "findings": [_item(draft) for draft in items if draft.passage.get("located")],
        "responses": [
            _answer(draft, tied)
            for draft in drafts
            if draft.entry == "answer"
            for tied in draft.passage["answers"] or [None]
        ],
        "follow_ups": [
            _follow_up(draft)
            for draft in drafts
            if draft.entry in ("link", "assessment", "reiteration")
        ],
        "unread": [{"page": entry["page"], "text": entry["text"]} for entry in found["unread"]],
        "warnings": [
            _plain(entry)
            for entry in (*warnings, *(w for draft in own for w in draft.warnings),
                          *found["warnings"])
        ],
    }  # fmt: skip


def count_entries(drafts: Iterable[Draft | RowDraft]) -> list[dict[str, Any]]:
    """Return how many new and matched drafts there are of each kind of entry."""
    return _entries(Counter((draft.entry, draft.matches is None) for draft in drafts))


def _table_json(row: Import, counts: Mapping[tuple[str, bool], int]) -> dict[str, Any]:
    """What a table gives: what its reading tells, and how many entries of each kind, new or not."""
    table = {"name": row.name, "sha256": row.sha256} | dict(row.found)
    return {"table": table, "entries": _entries(counts)}


def _entries(counts: Mapping[tuple[str, bool], int]) -> list[dict[str, Any]]:
    return [
        {
            "entry": entry,
            "new": counts.get((entry, True), 0),
            "matched": counts.get((entry, False), 0),
        }
        for entry in sorted({entry for entry, _ in counts})
    ]


def _row(kind: ImportKind, file: StoredFile, options: dict[str, Any]) -> Import:
    """An import that no session knows."""
    given = validated(ImportOptions, options).model_dump(mode="json", exclude_defaults=True)
    return Import(
        kind=kind,
        name=file.path.name,
        sha256=file.sha256,
        media_type="",
        size=file.size,
        options=given,
        changed_at=clock.now(),
    )


def _unknown(db: Session, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What must be recorded before the import itself; a dry run goes on without it."""
    try:
        check_known(db, validated(ImportOptions, options))
    except RuleError as error:
        return [warning("unknown", error.message)]
    return []


def _item(draft: Draft) -> dict[str, Any]:
    content, passage = draft.content, draft.passage
    printed = content.get("number_as_printed") is not None
    return {
        "number": passage["number"] if printed else content["number"],
        "number_as_printed": content.get("number_as_printed"),
        "parent": passage.get("parent"),
        "container": content["container"],
        "kind": content["kind"],
        "heading": content.get("heading"),
        "priority": content.get("priority"),
        "page": passage["page"],
        "lead_in": passage.get("lead_in"),
        "text": passage["text"],
        "matches": draft.matches,
        "warnings": _warnings(draft),
    } | {name: content[name] for name in ("proposers", "addressees") if content.get(name)}


def _answer(draft: Draft, tied: dict[str, Any] | None) -> dict[str, Any]:
    """An answer to one item; one to several is given once for each."""
    content, passage = draft.content, draft.passage
    return {
        "answers": tied if content["answers"] else None,
        "position": content["position"],
        "reported": content["reported"],
        "ground": content["ground"],
        "stated_as": content["stated_as"],
        "standpoint": content["standpoint"],
        "page": passage["page"],
        "matches": draft.matches,
        "warnings": _warnings(draft),
    }


def _follow_up(draft: Draft) -> dict[str, Any]:
    content, passage = draft.content, draft.passage
    return {
        "entry": draft.entry,
        "cue": passage["cue"],
        "page": passage["page"],
        "text": passage["text"],
        "earlier": content.get("earlier") or content.get("item") or None,
        "later": content.get("later"),
        "level": content.get("level"),
        "warnings": _warnings(draft),
    }


def _warnings(draft: Draft) -> list[dict[str, Any]]:
    return [_plain(entry) for entry in draft.warnings]


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    return {"code": entry["code"], "message": entry["message"]} | (
        {"page": entry["page"]} if entry.get("page") else {}
    )
