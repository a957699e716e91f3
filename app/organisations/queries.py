"""Reads of organisations."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment, Assessor
from app.core.bytewise import bytewise
from app.core.keyset import SortColumn
from app.documents.models import Document, DocumentIssuer
from app.documents.parts import counts_by
from app.elections.models import Country
from app.organisations.models import Organisation
from app.organisations.records import OrganisationRecord
from app.recommendations.filters import base
from app.recommendations.models import ItemAddressee, Recommendation
from app.responses.models import Response
from app.vocabulary.lists import ItemKind, OrganisationKind
from app.web.api import Envelope
from app.web.lists import check_known, nearest_keys, not_found, read_page
from app.web.queries import PagedQuery


class OrganisationQuery(PagedQuery):
    """The query of the list of organisations; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    kind: list[OrganisationKind] = []


@dataclass(frozen=True)
class Share:
    """How many organisations of one kind and one country there are."""

    kind: OrganisationKind
    country: str | None
    number: int


_RANKS = sa.case(
    *((col(Organisation.kind) == kind, rank) for rank, kind in enumerate(OrganisationKind)),
    else_=len(OrganisationKind),
)
_BY_KIND = [
    SortColumn(_RANKS),
    SortColumn(bytewise(col(Organisation.short_name))),
    SortColumn(bytewise(col(Organisation.slug))),
]


def get_organisation(db: Session, slug: str, day: date) -> OrganisationRecord:
    """Return the organisation. 5 statements.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    rows = db.execute(_rows().where(col(Organisation.slug) == slug)).all()
    if not rows:
        raise not_found("organisation", slug, nearest_keys(db, col(Organisation.slug), slug))
    return _records(db, rows, day)[0]


def list_organisations(db: Session, query: OrganisationQuery) -> Envelope[OrganisationRecord]:
    """Return a page of organisations by slug. 6 statements, any number of organisations.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    return _page(db, query, [SortColumn(bytewise(col(Organisation.slug)))])


def page_by_kind(db: Session, query: OrganisationQuery) -> Envelope[OrganisationRecord]:
    """Return a page of organisations by kind, then by short name. 6 statements.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    return _page(db, query, _BY_KIND)


def _page(
    db: Session, query: OrganisationQuery, columns: list[SortColumn]
) -> Envelope[OrganisationRecord]:
    check_known(db, query, {"country": col(Country.code)})
    statement = _rows()
    if query.country:
        statement = statement.where(col(Country.code).in_(query.country))
    if query.kind:
        statement = statement.where(col(Organisation.kind).in_(query.kind))
    rows, following, total = read_page(db, statement, query, columns)
    return Envelope(_records(db, rows, query.day), following, total)


def list_of_country(db: Session, country: str, day: date) -> list[OrganisationRecord]:
    """Return the organisations of a country and those that issued documents on it. 5 statements.

    By kind, then by short name; documents count that count by the day.
    """
    issued = (
        sa.select(col(DocumentIssuer.organisation_id))
        .join(Document, col(Document.id) == col(DocumentIssuer.document_id))
        .join(Country, col(Country.id) == col(Document.country_id))
        .where(col(Country.code) == country, counts_by(day))
    )
    rows = db.execute(
        _rows()
        .where(sa.or_(col(Country.code) == country, col(Organisation.id).in_(issued)))
        .order_by(*(column.expression for column in _BY_KIND))
    ).all()
    return _records(db, rows, day)


def count_kinds(db: Session) -> list[Share]:
    """Return how many organisations there are of each kind and country. 1 statement."""
    rows = db.execute(
        sa.select(col(Organisation.kind), col(Country.code), sa.func.count())
        .outerjoin(Country, col(Country.id) == col(Organisation.country_id))
        .group_by(col(Organisation.kind), col(Country.code))
        .order_by(col(Country.code), col(Organisation.kind))
    )
    return [Share(*row) for row in rows]


def count_addressed(db: Session, slugs: Collection[str], day: date) -> dict[str, Counter[ItemKind]]:
    """Return how many items of each kind ask each organisation to act, no lead-ins. 1 statement."""
    rows = db.execute(
        base(day)
        .join(ItemAddressee, col(ItemAddressee.item_id) == col(Recommendation.id))
        .join(Organisation, col(Organisation.id) == col(ItemAddressee.organisation_id))
        .add_columns(col(Organisation.slug), col(Recommendation.kind), sa.func.count())
        .where(col(Organisation.slug).in_(slugs), col(Recommendation.container).is_(False))
        .group_by(col(Organisation.slug), col(Recommendation.kind))
    )
    found: dict[str, Counter[ItemKind]] = defaultdict(Counter)
    for slug, kind, number in rows:
        found[slug][kind] = number
    return found


def _rows() -> sa.Select[Any]:
    return (
        sa.select(Organisation)
        .add_columns(col(Country.code).label("country"))
        .outerjoin(Country, col(Country.id) == col(Organisation.country_id))
    )


def _records(db: Session, rows: Sequence[Any], day: date) -> list[OrganisationRecord]:
    """Return the rows as records, in their order. 4 statements, any number of rows."""
    ids = [row.Organisation.id for row in rows]
    issued = _count(db, ids, day, col(DocumentIssuer.organisation_id), DocumentIssuer)
    answers = _count(db, ids, day, col(Response.responder_id), Response)
    assessments = _count(
        db,
        ids,
        day,
        col(Assessor.organisation_id),
        Assessment,
        (Assessor, col(Assessor.assessment_id) == col(Assessment.id)),
        col(Assessment.assessed_by) <= day,
    )
    addressed = _count(
        db,
        ids,
        day,
        col(ItemAddressee.organisation_id),
        Recommendation,
        (ItemAddressee, col(ItemAddressee.item_id) == col(Recommendation.id)),
        col(Recommendation.container).is_(False),
    )
    return [
        OrganisationRecord(
            slug=row.Organisation.slug,
            name=row.Organisation.name,
            short_name=row.Organisation.short_name,
            kind=row.Organisation.kind,
            country=row.country,
            documents=issued.get(row.Organisation.id, 0),
            answers=answers.get(row.Organisation.id, 0),
            assessments=assessments.get(row.Organisation.id, 0),
            addressed=addressed.get(row.Organisation.id, 0),
        )
        for row in rows
    ]


def _count(
    db: Session,
    ids: Collection[int],
    day: date,
    owner: Any,
    table: Any,
    through: tuple[Any, Any] | None = None,
    *conditions: sa.ColumnElement[bool],
) -> dict[int, int]:
    """How many rows of a table with `document_id` belong to each organisation by the day."""
    statement = sa.select(owner, sa.func.count()).select_from(table)
    if through is not None:
        statement = statement.join(*through)
    rows = db.execute(
        statement.join(Document, col(Document.id) == col(table.document_id))
        .where(owner.in_(ids), counts_by(day), *conditions)
        .group_by(owner)
    )
    return {row[0]: row[1] for row in rows}
