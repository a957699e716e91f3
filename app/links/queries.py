"""Reads of links."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import counts_by
from app.documents.records import PassageRecord
from app.elections.models import Country, Election
from app.links.models import Link
from app.links.records import LinkRecord
from app.recommendations.models import Recommendation
from app.vocabulary.lists import LinkBasis, LinkState, Relation
from app.web.api import Envelope
from app.web.lists import among, check_known, not_found, read_page
from app.web.queries import PagedQuery

Earlier, Later = aliased(Recommendation), aliased(Recommendation)
EarlierElection, LaterElection = aliased(Election), aliased(Election)
SaidIn = aliased(Document)


class LinkQuery(PagedQuery):
    """The query of the list of links; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes, at either end.")
    item: list[str] = Field(default=[], description="References, at either end.")
    relation: list[Relation] = []
    state: list[LinkState] = Field(
        default=[LinkState.CONFIRMED], description="Confirmed links unless others are asked for."
    )
    basis: list[LinkBasis] = []


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "item": col(Recommendation.ref),
}


def list_by_items(db: Session, item_ids: Collection[int], day: date) -> dict[int, list[LinkRecord]]:
    """Return the confirmed links at either end of each item, by id. 1 statement.

    Both items are known by the day.
    """
    wanted = set(item_ids)
    rows = db.execute(
        _rows(day)
        .where(
            sa.or_(col(Link.earlier_id).in_(wanted), col(Link.later_id).in_(wanted)),
            col(Link.state) == LinkState.CONFIRMED,
        )
        .order_by(col(Link.id))
    ).all()
    found: dict[int, list[LinkRecord]] = defaultdict(list)
    for row, record in zip(rows, _records(rows), strict=True):
        for end in (row.Link.earlier_id, row.Link.later_id):
            if end in wanted:
                found[end].append(record)
    return found


def get_link(db: Session, link_id: int, day: date) -> LinkRecord:
    """Return the link in whatever state. 1 statement.

    Raises `NotFoundError` when there is none or one of its items counts from a later day.
    """
    rows = db.execute(_rows(day).where(col(Link.id) == link_id)).all()
    if not rows:
        raise not_found("link", link_id)
    return _records(rows)[0]


def list_links(db: Session, query: LinkQuery) -> Envelope[LinkRecord]:
    """Return a page of links by id. 2 statements, any number of links.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _rows(query.day).where(*_conditions(query))
    counted = _known(sa.select(Link), query.day).where(*_conditions(query))
    columns = [SortColumn(col(Link.id))]
    rows, following, total = read_page(db, statement, query, columns, counted)
    return Envelope(_records(rows), following, total)


def _conditions(query: LinkQuery) -> list[sa.ColumnElement[bool]]:
    found = among(
        (col(Link.relation), query.relation),
        (col(Link.state), query.state),
        (col(Link.basis), query.basis),
    )
    elections = (Link.earlier_election_id, Link.later_election_id)
    for row_id, key, values, pointers in (
        (Country.id, Country.code, query.country, (Link.country_id,)),
        (Election.id, Election.code, query.election, elections),
        (Recommendation.id, Recommendation.ref, query.item, (Link.earlier_id, Link.later_id)),
    ):
        if values:
            ids = sa.select(col(row_id)).where(col(key).in_(values))
            found.append(sa.or_(*(col(pointer).in_(ids) for pointer in pointers)))
    return found


def _known(statement: sa.Select[Any], day: date) -> sa.Select[Any]:
    """Links whose two items count by the day."""
    counting = sa.select(col(Document.id)).where(counts_by(day))
    return (
        statement.join(Earlier, col(Earlier.id) == col(Link.earlier_id))
        .join(Later, col(Later.id) == col(Link.later_id))
        .where(col(Earlier.document_id).in_(counting), col(Later.document_id).in_(counting))
    )


def _rows(day: date) -> sa.Select[Any]:
    return (
        _known(sa.select(Link), day)
        .add_columns(
            col(Earlier.ref).label("earlier"),
            col(Later.ref).label("later"),
            col(EarlierElection.code).label("earlier_election"),
            col(LaterElection.code).label("later_election"),
            col(SaidIn.slug).label("document"),
        )
        .join(EarlierElection, col(EarlierElection.id) == col(Link.earlier_election_id))
        .join(LaterElection, col(LaterElection.id) == col(Link.later_election_id))
        .outerjoin(SaidIn, col(SaidIn.id) == col(Link.document_id))
    )


def _records(rows: Sequence[Any]) -> list[LinkRecord]:
    return [
        LinkRecord(
            id=row.Link.id,
            earlier=row.earlier,
            earlier_kind=row.Link.earlier_kind,
            earlier_election=row.earlier_election,
            later=row.later,
            later_kind=row.Link.later_kind,
            later_election=row.later_election,
            relation=row.Link.relation,
            state=row.Link.state,
            basis=row.Link.basis,
            why=row.Link.why,
            score=row.Link.score,
            signals=row.Link.signals,
            place=PassageRecord(row.document, row.Link.page, None, row.Link.section)
            if row.document and row.Link.section
            else None,
            decided_by=row.Link.decided_by,
            decided_at=row.Link.decided_at,
        )
        for row in rows
    ]
