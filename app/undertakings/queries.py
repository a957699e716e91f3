"""Reads of undertakings."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.keyset import SortColumn
from app.documents.models import Document, Place
from app.documents.parts import counts_by, places_by
from app.elections.models import Country, Election
from app.errors import NotFoundError
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.undertakings.models import Undertaking, UndertakingFinding
from app.undertakings.records import AnnouncedRecord, FoundRecord, UndertakingRecord
from app.vocabulary.lists import UndertakingState
from app.web.api import Envelope
from app.web.lists import check_known, read_page
from app.web.queries import PagedQuery

NO_FINDING = "no_finding"
StateValue: TypeAlias = Literal["kept", "kept_in_part", "not_kept", "nothing_found", "no_finding"]
FoundIn = aliased(Document)


class UndertakingQuery(PagedQuery):
    """The query of the list of undertakings; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes of the documents.")
    document: list[str] = Field(default=[], description="Document slugs.")
    responder: list[str] = Field(default=[], description="Organisation slugs.")
    item: list[str] = Field(
        default=[], description="References: the item's own and those of answers to it."
    )
    state: list[StateValue] = []
    overdue: list[Literal["true", "false"]] = []


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "document": col(Document.slug),
    "responder": col(Organisation.slug),
    "item": col(Recommendation.ref),
}


def list_by_items(
    db: Session, item_ids: Collection[int], day: date
) -> dict[int, list[UndertakingRecord]]:
    """Return what was announced on each item or in answers to it, by document date, then id.

    5 statements, any number of items.
    """
    owners = _owners().subquery()
    pairs = db.execute(
        sa.select(owners.c.item_id, owners.c.undertaking_id).where(owners.c.item_id.in_(item_ids))
    ).all()
    if not pairs:
        return defaultdict(list)
    rows = db.execute(
        _rows(day)
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
    rows = db.execute(_rows(day).where(col(Undertaking.id).in_(ids)).order_by(col(Undertaking.id)))
    return _records(db, rows.all(), day)


def get_undertaking(db: Session, undertaking_id: int, day: date) -> UndertakingRecord:
    """Return the undertaking. 4 statements.

    Raises `NotFoundError` when there is none or its document counts from a later day.
    """
    rows = db.execute(_rows(day).where(col(Undertaking.id) == undertaking_id)).all()
    if not rows:
        raise NotFoundError(f"There is no undertaking {undertaking_id}.")
    return _records(db, rows, day)[0]


def list_undertakings(db: Session, query: UndertakingQuery) -> Envelope[UndertakingRecord]:
    """Return a page of undertakings by id. 5 statements, any number of undertakings.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _rows(query.day).where(*_conditions(query))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Undertaking.id))])
    return Envelope(_records(db, rows, query.day), following, total)


def _conditions(query: UndertakingQuery) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [
        column.in_(values)
        for column, values in (
            (col(Country.code), query.country),
            (col(Election.code), query.election),
            (col(Document.slug), query.document),
            (col(Organisation.slug), query.responder),
        )
        if values
    ]
    if query.item:
        owners = _owners().subquery()
        found.append(
            col(Undertaking.id).in_(
                sa.select(owners.c.undertaking_id)
                .join(Recommendation, col(Recommendation.id) == owners.c.item_id)
                .where(col(Recommendation.ref).in_(query.item))
            )
        )
    if query.state:
        state = _state(query.day)
        states = [UndertakingState(value) for value in query.state if value != NO_FINDING]
        condition = state.in_(states)
        found.append(sa.or_(condition, state.is_(None)) if NO_FINDING in query.state else condition)
    if query.overdue:
        overdue = _overdue(query.day)
        found.append(sa.or_(*(overdue.is_(value == "true") for value in query.overdue)))
    return found


def _owners() -> sa.CompoundSelect[Any]:
    """Undertakings with the items that they are about: their own, else those of the answer."""
    own: Any = sa.select(
        col(Undertaking.id).label("undertaking_id"),
        col(Undertaking.item_id).label("item_id"),
        sa.literal(0).label("ordinal"),
    ).where(col(Undertaking.item_id).is_not(None))
    answered: Any = (
        sa.select(
            col(Undertaking.id), col(ResponseItem.item_id), sa.func.min(col(ResponseItem.ordinal))
        )
        .join(ResponseItem, col(ResponseItem.response_id) == col(Undertaking.response_id))
        .where(col(Undertaking.item_id).is_(None))
        .group_by(col(Undertaking.id), col(ResponseItem.item_id))
    )
    return sa.union_all(own, answered)


def _findings(column: Any, day: date) -> sa.Select[Any]:
    """The findings of the undertaking at hand that count by the day."""
    return (
        sa.select(column)
        .select_from(UndertakingFinding)
        .join(FoundIn, col(FoundIn.id) == col(UndertakingFinding.document_id))
        .where(
            col(UndertakingFinding.undertaking_id) == col(Undertaking.id),
            col(FoundIn.published_by) <= day,
        )
        .correlate(Undertaking)
    )


def _state(day: date) -> Any:
    """What the newest document shows; of two entries of one document the later."""
    return (
        _findings(col(UndertakingFinding.state), day)
        .order_by(col(FoundIn.published_by).desc(), col(UndertakingFinding.ordinal).desc())
        .limit(1)
        .scalar_subquery()
    )


def _overdue(day: date) -> sa.ColumnElement[bool]:
    """The rule of `app.statuses.rules`: the date has passed and nothing dated shows it kept."""
    kept = _findings(sa.literal(1), day).where(
        col(UndertakingFinding.state) == UndertakingState.KEPT
    )
    late = sa.and_(col(Undertaking.due_by) < day, col(Document.published_by) <= day, ~kept.exists())
    return sa.case((late, sa.true()), else_=sa.false())


def _rows(day: date) -> sa.Select[Any]:
    return (
        sa.select(Undertaking)
        .add_columns(
            col(Document.slug).label("document"),
            col(Document.published_on).label("published_on"),
            col(Organisation.slug).label("responder"),
            col(Response.key).label("response_key"),
            _state(day).label("state"),
            _overdue(day).label("overdue"),
        )
        .join(Document, col(Document.id) == col(Undertaking.document_id))
        .join(Country, col(Country.id) == col(Document.country_id))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
        .join(Organisation, col(Organisation.id) == col(Undertaking.responder_id))
        .outerjoin(Response, col(Response.id) == col(Undertaking.response_id))
        .where(counts_by(day))
    )


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
    owners = _owners().subquery()
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
