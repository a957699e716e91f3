"""Numbers of the page of one organisation: what it is asked, what it answered, made and cited."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.assessments.models import Assessment, Assessor
from app.core.bytewise import bytewise
from app.documents.models import Document, DocumentIssuer
from app.documents.parts import counts_by
from app.elections.models import Country
from app.organisations.models import Organisation
from app.recommendations.filters import base
from app.recommendations.models import ItemAddressee, Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.standards.models import Citation, Standard
from app.statuses.models import ItemStatus
from app.vocabulary.lists import AssessmentBasis, DocumentKind, ItemKind, Level, Purpose

Holder = aliased(Document)


@dataclass(frozen=True)
class Answered:
    """How many items of a kind are answered with a value; `exact` when a list shows these alone."""

    kind: ItemKind
    value: str
    number: int
    exact: bool


@dataclass(frozen=True)
class Made:
    """Items of one kind of a document; `held_in` is another document when only that quotes them."""

    document: str
    held_in: str
    kind: ItemKind
    number: int


@dataclass(frozen=True)
class Cited:
    """How often a standard is cited to each end."""

    standard: str
    purposes: Counter[Purpose]


def count_headlines(db: Session, slug: str, day: date) -> list[tuple[ItemKind, str | None, int]]:
    """Return how many items that ask the organisation to act stand where, by kind. 1 statement."""
    rows = db.execute(
        base(day)
        .join(ItemAddressee, col(ItemAddressee.item_id) == col(Recommendation.id))
        .join(Organisation, col(Organisation.id) == col(ItemAddressee.organisation_id))
        .add_columns(col(Recommendation.kind), col(ItemStatus.headline), sa.func.count())
        .where(col(Organisation.slug) == slug, col(Recommendation.container).is_(False))
        .group_by(col(Recommendation.kind), col(ItemStatus.headline))
    )
    return [(row[0], row[1], row[2]) for row in rows]


def count_all(db: Session, country: str | None, day: date) -> Counter[ItemKind]:
    """Return how many items of each kind there are, of one country if given. 1 statement."""
    rows = db.execute(
        base(day)
        .add_columns(col(Recommendation.kind), sa.func.count())
        .where(col(Recommendation.container).is_(False), *_of(country))
        .group_by(col(Recommendation.kind))
    )
    return Counter({row[0]: row[1] for row in rows})


def count_answered(db: Session, slug: str, day: date) -> tuple[int, Counter[ItemKind]]:
    """Return how many answers the organisation gave, and to how many items. 2 statements."""
    rows = db.execute(
        _answered(day, col(Recommendation.kind), _items())
        .where(col(Organisation.slug) == slug)
        .group_by(col(Recommendation.kind))
    )
    items = Counter({row[0]: row[1] for row in rows})
    answers = db.execute(
        sa.select(sa.func.count())
        .select_from(Response)
        .join(Organisation, col(Organisation.id) == col(Response.responder_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(col(Organisation.slug) == slug, counts_by(day))
    ).scalar_one()
    return answers, items


def count_said(
    db: Session, slug: str, country: str | None, given: Any, stands: Any, day: date
) -> list[Answered]:
    """Return what the organisation answered, by kind of item and value. 2 statements.

    `given` is the column of the answer, `stands` that of the item's status, by which lists filter.
    An item counts under each value that an answer to it has. A cell is `exact` when the items that
    stand so on the day, in the country if given, are those and no others.
    """
    both = sa.func.count(
        sa.distinct(sa.case((given == stands, col(Recommendation.id)), else_=None))
    )
    own = db.execute(
        _answered(day, col(Recommendation.kind), given, _items(), both)
        .where(col(Organisation.slug) == slug)
        .group_by(col(Recommendation.kind), given)
    ).all()
    listed = db.execute(
        base(day)
        .add_columns(col(Recommendation.kind), stands, sa.func.count())
        .where(col(Recommendation.container).is_(False), stands.is_not(None), *_of(country))
        .group_by(col(Recommendation.kind), stands)
    )
    numbers = {(row[0], row[1]): row[2] for row in listed}
    return [
        Answered(kind, value.value, number, number == same == numbers.get((kind, value)))
        for kind, value, number, same in own
    ]


def count_reasons(db: Session, slug: str, country: str | None, day: date) -> list[Answered]:
    """Return the reasons that the organisation gave, by kind of item. 1 statement."""
    mine = sa.func.count(
        sa.distinct(sa.case((col(Organisation.slug) == slug, col(Recommendation.id)), else_=None))
    )
    rows = db.execute(
        _answered(day, col(Recommendation.kind), col(ResponseReason.reason), mine, _items())
        .join(ResponseReason, col(ResponseReason.response_id) == col(Response.id))
        .where(*_of(country))
        .group_by(col(Recommendation.kind), col(ResponseReason.reason))
    )
    return [Answered(row[0], row[1].value, row[2], row[2] == row[3]) for row in rows if row[2]]


def _items() -> Any:
    return sa.func.count(sa.distinct(col(Recommendation.id)))


def _answered(day: date, *columns: Any) -> sa.Select[Any]:
    """Columns of items with the answers to them that count by the day and who gave them."""
    return (
        base(day)
        .join(ResponseItem, col(ResponseItem.item_id) == col(Recommendation.id))
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Organisation, col(Organisation.id) == col(Response.responder_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .add_columns(*columns)
        .where(counts_by(day))
    )


def _of(country: str | None) -> list[sa.ColumnElement[bool]]:
    if country is None:
        return []
    return [
        col(Recommendation.country_id).in_(
            sa.select(col(Country.id)).where(col(Country.code) == country)
        )
    ]


def count_made(db: Session, slug: str, day: date) -> list[Made]:
    """Return what stands in the documents of the organisation, by document and kind. 1 statement.

    What another document quotes from a final report of the organisation that is not held is given
    under that report, with the document that holds it.
    """
    issued = (
        sa.select(col(DocumentIssuer.document_id))
        .join(Organisation, col(Organisation.id) == col(DocumentIssuer.organisation_id))
        .where(col(Organisation.slug) == slug)
    )
    quoted = col(Recommendation.quoted_by_id).is_not(None)
    own = sa.and_(col(Document.id) == col(Recommendation.document_id), ~quoted)
    unheld = sa.and_(
        quoted,
        col(Document.election_id) == col(Recommendation.election_id),
        col(Document.held).is_(False),
        col(Document.kind) == DocumentKind.FINAL_REPORT,
    )
    rows = db.execute(
        base(day)
        .join(Document, sa.or_(own, unheld))
        .join(Holder, col(Holder.id) == col(Recommendation.document_id))
        .add_columns(col(Document.slug), col(Holder.slug), col(Recommendation.kind))
        .add_columns(sa.func.count())
        .where(
            col(Document.id).in_(issued), col(Recommendation.container).is_(False), counts_by(day)
        )
        .group_by(col(Document.slug), col(Holder.slug), col(Recommendation.kind))
    )
    return [Made(*row) for row in rows]


def count_assessed(db: Session, slug: str, day: date) -> dict[Level, Counter[AssessmentBasis]]:
    """Return how many assessments the organisation made, by level and basis. 1 statement."""
    rows = db.execute(
        sa.select(col(Assessment.level), col(Assessment.basis), sa.func.count())
        .join(Assessor, col(Assessor.assessment_id) == col(Assessment.id))
        .join(Organisation, col(Organisation.id) == col(Assessor.organisation_id))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .where(col(Organisation.slug) == slug, counts_by(day), col(Assessment.assessed_by) <= day)
        .group_by(col(Assessment.level), col(Assessment.basis))
    )
    found: dict[Level, Counter[AssessmentBasis]] = defaultdict(Counter)
    for level, basis, number in rows:
        found[level][basis] = number
    return found


def list_cited(db: Session, slug: str, day: date) -> list[Cited]:
    """Return the standards that the organisation cites, in their order. 1 statement."""
    rows: Sequence[Any] = db.execute(
        sa.select(col(Standard.slug), col(Citation.purpose), sa.func.count().label("number"))
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(col(Organisation.slug) == slug, counts_by(day))
        .group_by(col(Standard.slug), col(Standard.sort_key), col(Citation.purpose))
        .order_by(bytewise(col(Standard.sort_key)), bytewise(col(Standard.slug)))
    ).all()
    found: dict[str, Counter[Purpose]] = defaultdict(Counter)
    for row in rows:
        found[row.slug][row.purpose] = row.number
    return [Cited(standard, purposes) for standard, purposes in found.items()]
