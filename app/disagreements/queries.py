"""Reads of the cases in which accounts differ: rows, counts and the documents they rest on."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.keyset import SortColumn
from app.documents.models import Document, DocumentIssuer
from app.documents.parts import counts_by
from app.organisations.models import Organisation
from app.recommendations.filters import FACET, ItemQuery, base, conditions
from app.recommendations.models import Recommendation
from app.recommendations.parts import item_rows, records
from app.recommendations.records import ItemRecord
from app.responses.models import Response, ResponseItem
from app.statuses.models import ItemStatus
from app.statuses.rules import CLAIMS
from app.vocabulary.lists import DateBasis, ItemKind, LinkBasis
from app.web.lists import check_known, read_page
from app.web.queries import PagedQuery


class DifferSort(StrEnum):
    """How the cases are sorted; ties go by reference."""

    NEWEST = "newest"
    REFERENCE = "reference"


class DifferQuery(PagedQuery):
    """The query of the cases in which accounts differ; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes.")
    kind: list[Literal["recommendation", "concern"]] = []
    topic: list[str] = Field(default=[], description="Topic slugs; one includes its sub-topics.")
    basis: list[LinkBasis] = Field(
        default=[], description="Whether a document denies the report, or only our reading does."
    )
    sort: DifferSort = DifferSort.NEWEST

    def items(self, differ: bool) -> ItemQuery:
        """Return the items under the same filters but `basis`: those that differ, or all."""
        return ItemQuery(
            as_of=self.as_of,
            country=self.country,
            election=self.election,
            kind=[ItemKind(kind) for kind in self.kind],
            topic=self.topic,
            accounts_differ=["true"] if differ else [],
        )


FILTERS = ("kind", "country", "election", "topic")
"""The filters that are facets of the list of recommendations."""


@dataclass(frozen=True)
class Differing:
    """An item about which accounts differ, and the day since which they have."""

    item_id: int
    item: ItemRecord
    since: date


@dataclass(frozen=True)
class Cases:
    """A page of cases, how many there are in all, and the cursor of the next page."""

    cases: list[Differing]
    total: int
    next: str | None


@dataclass(frozen=True)
class Tally:
    """Items of one kind: how many are answered, reported implemented, and met by a later denial."""

    kind: ItemKind
    answered: int
    claimed: int
    differ: int


@dataclass(frozen=True)
class DocumentFacts:
    """A document's issuers, its date as known, how, and the day from which it counts."""

    issuers: list[str]
    published_on: str | None
    published_by: date | None
    date_basis: DateBasis | None


_Past = aliased(ItemStatus)
_OWN = col(_Past.item_id) == col(Recommendation.id)


def _since() -> sa.ColumnElement[date]:
    """The day from which accounts differ without a break: when they last began to.

    Read from the stored statuses, so that the rule is not said a second time.
    """
    agreed = sa.select(sa.func.max(col(_Past.until))).where(
        _OWN, col(_Past.until) <= col(ItemStatus.since), col(_Past.accounts_differ).is_(False)
    )
    first = sa.select(sa.func.min(col(_Past.since))).where(_OWN)
    return sa.func.coalesce(
        agreed.correlate(Recommendation, ItemStatus).scalar_subquery(),
        first.correlate(Recommendation).scalar_subquery(),
        type_=sa.Date(),
    )


_REF = SortColumn(col(Recommendation.sort_key))
_SORTS = {
    DifferSort.NEWEST: [SortColumn(_since(), descending=True), _REF],
    DifferSort.REFERENCE: [_REF],
}


def list_cases(db: Session, query: DifferQuery) -> Cases:
    """Return a page of cases in the query's order. 10 statements, any number of cases.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(
        db, query, {name: FACET[name].known for name in FILTERS if FACET[name].known is not None}
    )
    found = [*conditions(query.items(differ=True)), *_basis(query)]
    rows, following, total = read_page(
        db,
        item_rows(query.day).add_columns(_since().label("differ_since")).where(*found),
        query,
        _SORTS[query.sort],
        counted=base(query.day).where(*found),
    )
    items = records(db, rows, query.day)
    cases = [
        Differing(row.Recommendation.id, item, row.differ_since)
        for row, item in zip(rows, items, strict=True)
    ]
    return Cases(cases, total, following)


def count_choices(db: Session, query: DifferQuery) -> dict[str, dict[str, int]]:
    """Return how many cases each value of each filter gives, under the other filters.

    One statement a filter.
    """
    number = sa.func.count(sa.distinct(col(Recommendation.id))).label("number")
    found: dict[str, dict[str, int]] = {}
    for name in (*FILTERS, "basis"):
        if name == "basis":
            group: Any = col(ItemStatus.accounts_differ_basis)
            statement = base(query.day)
            narrowed = conditions(query.items(differ=True))
        else:
            group = FACET[name].group
            statement = base(query.day)
            for target, on in FACET[name].joined(query.day):
                statement = statement.join(target, on)
            narrowed = [*conditions(query.items(differ=True), without=name), *_basis(query)]
        rows = db.execute(
            statement.add_columns(group.label("value"), number)
            .where(*narrowed, group.is_not(None))
            .group_by(group)
            .order_by(group)
        )
        found[name] = {str(row.value): row.number for row in rows}
    return found


def count_claims(db: Session, query: DifferQuery) -> list[Tally]:
    """Return what the cases are out of, by kind, recommendations first. 1 statement.

    `basis` narrows the cases and not what they are out of.
    """
    answers = (
        sa.select(sa.literal(1))
        .select_from(ResponseItem)
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(
            col(ResponseItem.item_id) == col(Recommendation.id),
            col(Document.published_by) <= query.day,
        )
        .correlate(Recommendation)
    )
    claimed = answers.where(col(Response.reported).in_(CLAIMS)).exists()
    differ = sa.and_(col(ItemStatus.accounts_differ), *_basis(query))
    rows = db.execute(
        base(query.day)
        .add_columns(
            col(Recommendation.kind),
            _number(answers.exists()),
            _number(claimed),
            _number(differ),
        )
        .where(
            *conditions(query.items(differ=False)),
            col(Recommendation.kind) != ItemKind.WELCOMED,
        )
        .group_by(col(Recommendation.kind))
    )
    tallies = {row[0]: Tally(*row) for row in rows}
    return [
        tallies[kind] for kind in (ItemKind.RECOMMENDATION, ItemKind.CONCERN) if kind in tallies
    ]


def _number(condition: Any) -> sa.Label[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0)).label(None)


def _basis(query: DifferQuery) -> list[sa.ColumnElement[bool]]:
    return [col(ItemStatus.accounts_differ_basis).in_(query.basis)] if query.basis else []


def get_documents(db: Session, slugs: Collection[str], day: date) -> dict[str, DocumentFacts]:
    """Return the dates and issuers of documents that count by the day. 2 statements."""
    rows = db.execute(
        sa.select(Document).where(col(Document.slug).in_(slugs), counts_by(day))
    ).scalars()
    documents = {row.id: row for row in rows}
    issuers: dict[int, list[str]] = defaultdict(list)
    for document_id, slug in db.execute(
        sa.select(col(DocumentIssuer.document_id), col(Organisation.slug))
        .join(Organisation, col(Organisation.id) == col(DocumentIssuer.organisation_id))
        .where(col(DocumentIssuer.document_id).in_(documents))
        .order_by(col(DocumentIssuer.document_id), col(DocumentIssuer.ordinal))
    ):
        issuers[document_id].append(slug)
    return {
        row.slug: DocumentFacts(issuers[row.id], row.published_on, row.published_by, row.date_basis)
        for row in documents.values()
    }
