"""Reads of undertakings."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import FOREVER
from app.core.keyset import SortColumn
from app.documents.models import Document, Place
from app.documents.parts import places_by
from app.elections.models import Country
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.undertakings.filters import (
    KNOWN,
    NO_FINDING,
    FoundIn,
    UndertakingPageQuery,
    UndertakingQuery,
    UndertakingSort,
    conditions,
    is_overdue,
    known_rows,
    newest_state,
    owned_items,
    section_of,
)
from app.undertakings.models import Undertaking, UndertakingFinding
from app.undertakings.records import (
    AnnouncedRecord,
    FoundRecord,
    Tally,
    UndertakingRecord,
    When,
)
from app.vocabulary.lists import UndertakingState
from app.web.api import Envelope
from app.web.lists import check_known, not_found, read_page


def list_by_items(
    db: Session, item_ids: Collection[int], day: date
) -> dict[int, list[UndertakingRecord]]:
    """Return what was announced on each item or in answers to it, by document date, then id.

    5 statements, any number of items.
    """
    owners = owned_items().subquery()
    pairs = db.execute(
        sa.select(owners.c.item_id, owners.c.undertaking_id).where(owners.c.item_id.in_(item_ids))
    ).all()
    if not pairs:
        return defaultdict(list)
    rows = db.execute(
        known_rows(day)
        .where(col(Undertaking.id).in_({undertaking_id for _, undertaking_id in pairs}))
        .order_by(
            col(Document.published_by).is_(None), col(Document.published_by), col(Undertaking.id)
        )
    ).all()
    items: dict[int, list[int]] = defaultdict(list)
    for item_id, undertaking_id in pairs:
        items[undertaking_id].append(item_id)
    found: dict[int, list[UndertakingRecord]] = defaultdict(list)
    for record in _records(db, rows, day):
        for item_id in items[record.id]:
            found[item_id].append(record)
    return found


def list_by_ids(db: Session, ids: Collection[int], day: date) -> list[UndertakingRecord]:
    """Return the undertakings with these ids that are known by the day, by id. 4 statements."""
    if not ids:
        return []
    rows = db.execute(
        known_rows(day).where(col(Undertaking.id).in_(ids)).order_by(col(Undertaking.id))
    )
    return _records(db, rows.all(), day)


def get_undertaking(db: Session, undertaking_id: int, day: date) -> UndertakingRecord:
    """Return the undertaking. 4 statements.

    Raises `NotFoundError` when there is none or its document counts from a later day.
    """
    rows = db.execute(known_rows(day).where(col(Undertaking.id) == undertaking_id)).all()
    if not rows:
        raise not_found("undertaking", undertaking_id)
    return _records(db, rows, day)[0]


def list_undertakings(db: Session, query: UndertakingQuery) -> Envelope[UndertakingRecord]:
    """Return a page of undertakings by id. 5 statements, any number of undertakings.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, KNOWN)
    statement = known_rows(query.day).where(*conditions(query))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Undertaking.id))])
    return Envelope(_records(db, rows, query.day), following, total)


def page_undertakings(
    db: Session, query: UndertakingPageQuery
) -> Envelope[tuple[When, UndertakingRecord]]:
    """Return a page of undertakings by section, then by due date. 5 statements, any number of them.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, KNOWN)
    section = section_of(query.day)
    statement = (
        known_rows(query.day).add_columns(section.label("section")).where(*conditions(query))
    )
    columns = [
        SortColumn(section),
        SortColumn(
            sa.func.coalesce(col(Undertaking.due_by), sa.literal(FOREVER, sa.Date)),
            descending=query.sort is UndertakingSort.DUE_DOWN,
        ),
        SortColumn(col(Undertaking.id)),
    ]
    rows, following, total = read_page(db, statement, query, columns)
    records = _records(db, rows, query.day)
    pairs = [(When(row.section), record) for row, record in zip(rows, records, strict=True)]
    return Envelope(pairs, following, total)


def count_undertakings(db: Session, query: UndertakingQuery) -> Tally:
    """Return what became of the undertakings of the query, whatever state it asks for.

    1 statement.
    """
    unit = query.model_copy(update={"state": [], "overdue": []})
    day = query.day
    rows = (
        known_rows(day)
        .where(*conditions(unit))
        .with_only_columns(
            newest_state(day).label("state"),
            is_overdue(day).label("overdue"),
            col(Undertaking.due_by).label("due_by"),
        )
        .subquery()
    )
    found = db.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(rows.c.due_by),
            *(_sum(condition) for condition in (rows.c.due_by < day, rows.c.overdue)),
            *(_sum(rows.c.state == state) for state in UndertakingState),
        )
    ).one()
    total, dated, passed, overdue, *states = found
    return Tally(total, dated, passed, overdue, dict(zip(UndertakingState, states, strict=True)))


def count_filters(
    db: Session, query: UndertakingQuery, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return how many undertakings each value of each filter gives, under all other filters.

    1 statement a filter.
    """
    return {name: _count_filter(db, query, name) for name in names}


def _count_filter(db: Session, query: UndertakingQuery, name: str) -> dict[str, int]:
    value = {
        "country": col(Country.code),
        "responder": col(Organisation.slug),
        "state": newest_state(query.day),
        "overdue": is_overdue(query.day),
    }[name]
    others = query.model_copy(update={name: []})
    rows = (
        known_rows(query.day)
        .where(*conditions(others))
        .with_only_columns(value.label("value"), maintain_column_froms=True)
        .subquery()
    )
    number = sa.func.count().label("number")
    counted = db.execute(sa.select(rows.c.value, number).group_by(rows.c.value))
    numbers = {_text(row.value): row.number for row in counted}
    return dict(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))


def _text(value: Any) -> str:
    """A value as the query string has it."""
    if value is None:
        return NO_FINDING
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _sum(condition: Any) -> Any:
    """How many rows meet the condition."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _records(db: Session, rows: Sequence[Any], day: date) -> list[UndertakingRecord]:
    """Return the rows as records, in their order. 3 statements, any number of rows."""
    ids = [row.Undertaking.id for row in rows]
    if not ids:
        return []
    refs = _refs(db, ids)
    found = _found(db, ids, day)
    places = places_by(db, Place.undertaking_id, ids)
    return [
        UndertakingRecord(
            id=row.Undertaking.id,
            key=row.Undertaking.key,
            item=refs[row.Undertaking.id][0] if row.Undertaking.item_id else None,
            ref=refs[row.Undertaking.id][0] if len(refs[row.Undertaking.id]) == 1 else None,
            refs=refs[row.Undertaking.id],
            responder=row.responder,
            document=row.document,
            published_on=row.published_on,
            announced_in=AnnouncedRecord(row.Undertaking.response_id, row.response_key)
            if row.response_key
            else None,
            summary=row.Undertaking.summary,
            due_on=row.Undertaking.due_on,
            state=row.state,
            overdue=row.overdue,
            found=found[row.Undertaking.id],
            places=places[row.Undertaking.id],
            note=row.Undertaking.note,
        )
        for row in rows
    ]


def _refs(db: Session, ids: Collection[int]) -> dict[int, list[str]]:
    owners = owned_items().subquery()
    rows = db.execute(
        sa.select(owners.c.undertaking_id, col(Recommendation.ref))
        .join(Recommendation, col(Recommendation.id) == owners.c.item_id)
        .where(owners.c.undertaking_id.in_(ids))
        .order_by(owners.c.undertaking_id, owners.c.ordinal)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for undertaking_id, ref in rows:
        found[undertaking_id].append(ref)
    return found


def _found(db: Session, ids: Collection[int], day: date) -> dict[int, list[FoundRecord]]:
    rows = db.execute(
        sa.select(UndertakingFinding)
        .add_columns(col(FoundIn.slug), col(FoundIn.published_on))
        .join(FoundIn, col(FoundIn.id) == col(UndertakingFinding.document_id))
        .where(col(UndertakingFinding.undertaking_id).in_(ids), col(FoundIn.published_by) <= day)
        .order_by(
            col(UndertakingFinding.undertaking_id),
            col(FoundIn.published_by),
            col(UndertakingFinding.ordinal),
        )
    )
    found: dict[int, list[FoundRecord]] = defaultdict(list)
    for finding, slug, published_on in rows:
        found[finding.undertaking_id].append(
            FoundRecord(
                document=slug,
                published_on=published_on,
                state=finding.state,
                page=finding.page,
                page_basis=finding.page_basis,
                section=finding.section,
                note=finding.note,
                read_by=finding.read_by,
            )
        )
    return found
