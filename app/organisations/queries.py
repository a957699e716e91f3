"""Reads of organisations."""

from collections.abc import Collection, Sequence
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
from app.errors import NotFoundError
from app.organisations.models import Organisation
from app.organisations.records import OrganisationRecord
from app.recommendations.models import ItemAddressee, Recommendation
from app.responses.models import Response
from app.vocabulary.lists import OrganisationKind
from app.web.api import Envelope
from app.web.lists import check_known, nearest_keys, read_page
from app.web.queries import PagedQuery


class OrganisationQuery(PagedQuery):
    """The query of the list of organisations; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    kind: list[OrganisationKind] = []


def get_organisation(db: Session, slug: str, day: date) -> OrganisationRecord:
    """Return the organisation. 5 statements.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    rows = db.execute(_rows().where(col(Organisation.slug) == slug)).all()
    if not rows:
        raise NotFoundError(
            f"There is no organisation {slug}.", nearest_keys(db, col(Organisation.slug), slug)
        )
    return _records(db, rows, day)[0]


def list_organisations(db: Session, query: OrganisationQuery) -> Envelope[OrganisationRecord]:
    """Return a page of organisations by slug. 6 statements, any number of organisations.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"country": col(Country.code)})
    statement = _rows()
    if query.country:
        statement = statement.where(col(Country.code).in_(query.country))
    if query.kind:
        statement = statement.where(col(Organisation.kind).in_(query.kind))
    rows, following, total = read_page(
        db, statement, query, [SortColumn(bytewise(col(Organisation.slug)))]
    )
    return Envelope(_records(db, rows, query.day), following, total)


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
