"""Reads of imports and their drafts."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.keyset import SortColumn, after, decode_cursor, encode_cursor, order_by
from app.documents.models import Document
from app.errors import NotFoundError
from app.imports.drafts.present import ADDED, EMPTY, find_record, merged
from app.imports.models import Draft, Import
from app.imports.records import (
    Counts,
    DraftRecord,
    DraftsPage,
    FieldChange,
    ImportRecord,
    ImportText,
    MatchRecord,
    Neighbours,
    Show,
    UnreadRecord,
    WarningRecord,
    WholeImport,
)
from app.imports.runs.claiming import CLAIM, SILENCE, goes_on
from app.reading.model import Span, Text
from app.vocabulary.lists import Decision, ImportKind, ImportState

DIED = "reading was interrupted, perhaps with the service: read the file again, or discard it"

_ADDRESS = {"item": "/recommendations/", "document": "/documents/"}
"""Where the records that drafts match have pages of their own."""

_COLUMNS: list[Any] = [
    column for column in sa.inspect(Import).columns if column.name not in ("found", "document_id")
]
"""What a list shows: not `found`, which may hold a whole document."""


def list_imports(
    db: Session, after_cursor: str | None = None, limit: int = 25
) -> tuple[list[ImportRecord], str | None]:
    """Return imports, newest first, and the cursor of the next ones. 2 statements.

    Raises `CursorError` when the cursor cannot be used.
    """
    columns = [SortColumn(col(Import.id), descending=True)]
    statement = _imports()
    if after_cursor:
        statement = statement.where(after(columns, decode_cursor(after_cursor, "imports", 1)))
    rows = db.execute(statement.order_by(*order_by(columns)).limit(limit + 1)).all()
    more, rows = len(rows) > limit, rows[:limit]
    cursor = encode_cursor([rows[-1].id], "imports") if more else None
    return _records(db, rows), cursor


def list_of_file(db: Session, kind: ImportKind, sha256: str) -> list[ImportRecord]:
    """Return the imports of a file as one kind of thing, newest first. 2 statements."""
    same = (col(Import.sha256) == sha256, col(Import.kind) == kind)
    return _records(db, db.execute(_imports().where(*same).order_by(col(Import.id).desc())).all())


def find_import(db: Session, import_id: int) -> ImportRecord:
    """Return an import without what its reading tells. 2 statements. Raises `NotFoundError`."""
    rows = db.execute(_imports().where(col(Import.id) == import_id)).all()
    if not rows:
        raise NotFoundError(f"there is no import {import_id}")
    return _records(db, rows)[0]


def get_import(db: Session, import_id: int) -> WholeImport:
    """Return an import with what its reading tells. 3 statements. Raises `NotFoundError`."""
    record = find_import(db, import_id)
    found = _found(db, import_id)
    return WholeImport(
        record=record,
        found={
            name: value
            for name, value in found.items()
            if name not in ("text", "warnings", "unread", CLAIM)
        },
        warnings=[_warning(entry) for entry in found.get("warnings", [])],
        unread=_unread(found),
    )


def list_unread(db: Session, import_id: int) -> list[UnreadRecord]:
    """Return the passages that no item took up, in order. 1 statement."""
    return _unread(_found(db, import_id))


def get_text(db: Session, import_id: int) -> ImportText | None:
    """Return the text that the import's drafts stand in; tables have none. 1 statement."""
    text = _found(db, import_id).get("text")
    return ImportText(_text().validate_python(text)) if text else None


def page_drafts(
    db: Session,
    import_id: int,
    show: Show = Show.ALL,
    after_cursor: str | None = None,
    limit: int = 50,
) -> DraftsPage:
    """Return a page of drafts, those that need a person first. 2 statements.

    Raises `CursorError` when the cursor cannot be used.
    """
    columns = [SortColumn(_rank()), SortColumn(col(Draft.ordinal))]
    query = f"drafts {import_id} {show}"
    chosen = _shown(import_id, show)
    total = db.execute(sa.select(sa.func.count(col(Draft.id))).where(*chosen)).scalar_one()
    statement = sa.select(Draft).where(*chosen)
    if after_cursor:
        statement = statement.where(after(columns, decode_cursor(after_cursor, query, 2)))
    found = list(db.execute(statement.order_by(*order_by(columns)).limit(limit + 1)).scalars())
    more, found = len(found) > limit, found[:limit]
    cursor = None
    if more:
        last = found[-1]
        cursor = encode_cursor([_rank_of(last), last.ordinal], query)
    return DraftsPage([draft_record(row) for row in found], cursor, total)


def all_drafts(db: Session, import_id: int) -> list[Draft]:
    """Return all drafts of an import, in order. 1 statement."""
    statement = sa.select(Draft).where(col(Draft.import_id) == import_id)
    return list(db.execute(statement.order_by(col(Draft.ordinal))).scalars())


def get_draft(db: Session, draft_id: int) -> DraftRecord:
    """Return a draft. 1 statement. Raises `NotFoundError`."""
    row = db.get(Draft, draft_id, populate_existing=True)
    if row is None:
        raise NotFoundError(f"there is no draft {draft_id}")
    return draft_record(row)


def get_match(db: Session, draft: DraftRecord) -> MatchRecord | None:
    """Return the record that a draft was found to be, field by field beside the draft's.

    Up to 12 statements; `None` where it matches none or the record is gone.
    """
    if draft.matches is None or draft.basis is None:
        return None
    present = find_record(db, draft.entry, draft.matches)
    if present is None:
        return None
    after = merged(present, draft.content, draft.passage.get("replace", ()))
    fields = [
        FieldChange(name, present.get(name), value, after.get(name) != present.get(name))
        for name, value in (draft.content | _added(draft, after)).items()
        if value not in EMPTY and name != "digest"
    ]
    address = _ADDRESS.get(draft.entry)
    url = address + draft.matches if address else None
    return MatchRecord(draft.entry, draft.matches, draft.basis, url, fields)


def _added(draft: DraftRecord, after: dict[str, Any]) -> dict[str, Any]:
    """The field to which a draft only adds, as it would then be."""
    return {ADDED: after[ADDED]} if draft.content.get(ADDED) else {}


def neighbours(db: Session, draft: DraftRecord, show: Show = Show.ALL) -> Neighbours:
    """Return the drafts around one in the order of `page_drafts`. At most 5 statements."""
    row = db.get_one(Draft, draft.id)
    rank, ordinal = _rank(), col(Draft.ordinal)
    here = (_rank_of(row), row.ordinal)
    behind = sa.or_(rank > here[0], sa.and_(rank == here[0], ordinal > here[1]))
    before = sa.or_(rank < here[0], sa.and_(rank == here[0], ordinal < here[1]))
    shown = _shown(draft.import_id, show)
    undecided = _shown(draft.import_id, Show.OPEN)

    def first(*conditions: Any, last: bool = False) -> int | None:
        order = [rank.desc(), ordinal.desc()] if last else [rank.asc(), ordinal.asc()]
        return db.execute(
            sa.select(col(Draft.id)).where(*conditions).order_by(*order).limit(1)
        ).scalar_one_or_none()

    other = col(Draft.id) != draft.id
    total, ahead, itself = db.execute(
        sa.select(
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(sa.case((before, 1), else_=0)), 0),
            sa.func.coalesce(sa.func.sum(sa.case((other, 0), else_=1)), 0),
        )
        .select_from(Draft)
        .where(*shown)
    ).one()
    return Neighbours(
        previous=first(*shown, before, last=True),
        next=first(*shown, behind),
        next_open=first(*undecided, behind) or first(*undecided, other),
        place=int(ahead) + 1 if itself else None,
        total=total,
    )


def count_drafts(db: Session, import_id: int) -> Counts:
    """Return how many drafts an import has by decision. 1 statement."""
    return _counts(db, [import_id])[import_id]


def list_undecided(
    db: Session, import_id: int, show: Show, most: int, clean: bool = False
) -> list[int]:
    """Return the ids of up to `most` undecided drafts of a view, in order. 1 statement.

    `clean`: only those without a warning that needs a person.
    """
    wanted = [*_shown(import_id, show), col(Draft.decision) == Decision.OPEN]
    if clean:
        wanted.append(col(Draft.suspect).is_(False))
    rows = db.execute(
        sa.select(col(Draft.id)).where(*wanted).order_by(col(Draft.ordinal)).limit(most)
    )
    return list(rows.scalars())


def find_following(db: Session, draft: DraftRecord) -> DraftRecord | None:
    """Return the draft of the same kind that comes next in the file and can still be decided.

    1 statement.
    """
    row = db.execute(
        sa.select(Draft)
        .where(
            col(Draft.import_id) == draft.import_id,
            col(Draft.entry) == draft.entry,
            col(Draft.ordinal) > draft.ordinal,
            col(Draft.decision).in_((Decision.OPEN, Decision.ACCEPTED)),
        )
        .order_by(col(Draft.ordinal))
        .limit(1)
    ).scalar_one_or_none()
    return draft_record(row) if row else None


def draft_record(row: Draft) -> DraftRecord:
    """Return a draft's row as others see it."""
    return DraftRecord(
        id=row.id,
        version=row.version,
        import_id=row.import_id,
        ordinal=row.ordinal,
        entry=row.entry,
        key=row.key,
        content=row.content,
        passage=row.passage,
        matches=row.matches,
        basis=row.basis,
        warnings=[_warning(entry) for entry in row.warnings],
        suspect=row.suspect,
        decision=row.decision,
        reason=row.reason,
    )


def _shown(import_id: int, show: Show) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = [col(Draft.import_id) == import_id]
    if show is Show.SUSPECT:
        chosen += [col(Draft.suspect).is_(True), col(Draft.decision) == Decision.OPEN]
    elif show is Show.MATCHED:
        chosen.append(col(Draft.matches).is_not(None))
    elif show is Show.NEW:
        chosen.append(col(Draft.matches).is_(None))
    elif show is not Show.ALL:
        chosen.append(col(Draft.decision) == Decision(show.value))
    return chosen


def _rank() -> sa.ColumnElement[int]:
    """Drafts that need a person come first, then all others; none moves by being decided about."""
    return sa.case((col(Draft.suspect), 0), else_=1)


def _rank_of(row: Draft) -> int:
    return 0 if row.suspect else 1


def _imports() -> sa.Select[Any]:
    chosen = sa.func.coalesce(col(Document.slug), col(Import.found)["document"].as_string()).label(
        "document"
    )
    reading = col(Import.state) == ImportState.READING
    claim = sa.case((reading, col(Import.found)[CLAIM].as_string())).label(CLAIM)
    return sa.select(*_COLUMNS, chosen, claim).outerjoin(
        Document, col(Document.id) == col(Import.document_id)
    )


def _records(db: Session, rows: Sequence[Any]) -> list[ImportRecord]:
    counts = _counts(db, [row.id for row in rows])
    return [_record(dict(row._mapping), counts[row.id]) for row in rows]


def _record(values: dict[str, Any], counts: Counts) -> ImportRecord:
    """An import; one whose reading died is seen as failed, though nobody could write so."""
    claim = values.pop(CLAIM)
    record = ImportRecord(**values, counts=counts)
    if _goes_on(record, claim):
        return record
    return replace(record, state=ImportState.FAILED, message=f"{record.name}: {DIED}")


def _goes_on(record: ImportRecord, claim: str | None) -> bool:
    """Whether somebody is there for an import: for one that waits, reading begins within seconds.

    True of one that is neither being read nor waits for it.
    """
    if record.state is ImportState.WAITING:
        return clock.now() - record.changed_at <= SILENCE
    return record.state is not ImportState.READING or goes_on(record.changed_at, claim)


def _counts(db: Session, ids: Collection[int]) -> dict[int, Counts]:
    rows = db.execute(
        sa.select(
            col(Draft.import_id),
            col(Draft.decision),
            sa.func.count().label("all"),
            sa.func.sum(sa.case((col(Draft.suspect), 1), else_=0)).label("suspect"),
            sa.func.sum(sa.case((col(Draft.matches).is_(None), 1), else_=0)).label("new"),
        )
        .where(col(Draft.import_id).in_(ids))
        .group_by(col(Draft.import_id), col(Draft.decision))
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for import_id, decision, number, suspect, new in rows:
        counts = found[import_id]
        counts[decision.value] += number
        counts["new"] += int(new)
        if decision is Decision.OPEN:
            counts["suspect"] += int(suspect)
    return {import_id: Counts(**found[import_id]) for import_id in ids}


def _found(db: Session, import_id: int) -> dict[str, Any]:
    found = db.execute(
        sa.select(col(Import.found)).where(col(Import.id) == import_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError(f"there is no import {import_id}")
    return dict(found)


def _unread(found: dict[str, Any]) -> list[UnreadRecord]:
    return [
        UnreadRecord(index, entry["page"], entry["text"], [Span(**span) for span in entry["spans"]])
        for index, entry in enumerate(found.get("unread", []))
    ]


def _warning(entry: dict[str, Any]) -> WarningRecord:
    return WarningRecord(
        code=entry["code"],
        message=entry["message"],
        page=entry.get("page"),
        blocking=entry.get("blocking", False),
    )


@lru_cache
def _text() -> TypeAdapter[Text]:
    return TypeAdapter(Text)
