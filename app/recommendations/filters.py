"""The facets of the list of recommendations: their parameters, conditions and counts.

Values of one facet are alternatives, facets narrow each other. A facet's counts are taken under all
other facets, so that a count says what choosing the value would give.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeAlias

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import col

from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import ItemAddressee, ItemTopic, Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.search.filters import item_matches
from app.standards.models import Citation, Instrument, Standard
from app.statuses.models import ItemStatus
from app.threads.models import Thread, ThreadMember
from app.topics.models import Topic
from app.vocabulary.lists import ItemKind, Later, Reason
from app.web.queries import PagedQuery

YesNo: TypeAlias = Literal["true", "false"]
NO_ANSWER = "no_answer"
NOT_ASSESSED = "not_assessed"


class Sort(StrEnum):
    """How the list is sorted; ties go by reference.

    By relevance, items come first whose own text or number has what is asked for, newest first;
    where nothing is asked for, the order is that of references.
    """

    REFERENCE = "reference"
    REFERENCE_DOWN = "-reference"
    RECURRENCE = "recurrence"
    RECURRENCE_DOWN = "-recurrence"
    DATE = "date"
    DATE_DOWN = "-date"
    RELEVANCE = "relevance"


# The fixed lists with what stands for "none", written out so that types and API say them.
PositionValue: TypeAlias = Literal[
    "accepted", "accepted_in_part", "not_accepted", "under_study", "noted", "not_stated",
    "no_answer",
]  # fmt: skip
ReportedValue: TypeAlias = Literal[
    "implemented", "implemented_continuing", "being_implemented", "none", "no_answer"
]
AssessmentValue: TypeAlias = Literal[
    "fully", "mostly", "partially", "not_implemented", "no_longer_applicable", "not_assessable",
    "differs", "not_assessed",
]  # fmt: skip
HeadlineValue: TypeAlias = Literal[
    "fully", "mostly", "partially", "not_implemented", "no_longer_applicable", "not_assessable",
    "differs", "recommended_again", "concern_again", "not_itemised", "no_later_report",
    "other_kind",
]  # fmt: skip


class ItemQuery(PagedQuery):
    """The query of the list of recommendations; each facet may be repeated."""

    q: str | None = Field(
        default=None, max_length=500, description="Words to find, “phrases”, -words to leave out."
    )
    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes.")
    document: list[str] = Field(default=[], description="Document slugs.")
    kind: list[ItemKind] = []
    topic: list[str] = Field(default=[], description="Topic slugs; one includes its sub-topics.")
    priority: list[Literal["true", "false", "unknown"]] = []
    addressee: list[str] = Field(default=[], description="Organisation slugs.")
    position: list[PositionValue] = []
    reported: list[ReportedValue] = []
    assessment: list[AssessmentValue] = []
    headline: list[HeadlineValue] = []
    later: list[Later] = []
    accounts_differ: list[YesNo] = []
    overdue: list[YesNo] = []
    thread: list[str] = Field(default=[], description="Thread slugs.")
    standard: list[str] = Field(
        default=[], description="Standards; an instrument includes its own."
    )
    reason: list[Reason] = []
    container: Literal["include"] | None = Field(
        default=None, description="Lead-ins are left out unless included."
    )
    sort: Sort = Sort.REFERENCE


Condition: TypeAlias = sa.ColumnElement[bool]
Joins: TypeAlias = tuple[tuple[Any, Any], ...]


def _among(column: Any, values: Sequence[str], missing: str = "") -> Condition:
    """The column is one of the values; `missing` stands for null."""
    present = [value for value in values if value != missing]
    condition = column.in_(present)
    return sa.or_(condition, column.is_(None)) if missing in values else condition


def _true_false(column: Any, values: Sequence[str]) -> Condition:
    return sa.or_(
        *(column.is_(None) if v == "unknown" else column.is_(v == "true") for v in values)
    )


def _by_topic(values: Sequence[str]) -> Condition:
    matches = [
        sa.or_(col(Topic.slug) == slug, col(Topic.slug).startswith(slug + "/", autoescape=True))
        for slug in values
    ]
    return col(Recommendation.id).in_(
        sa.select(col(ItemTopic.item_id))
        .join(Topic, col(Topic.id) == col(ItemTopic.topic_id))
        .where(sa.or_(*matches))
    )


def _by_addressee(values: Sequence[str]) -> Condition:
    return col(Recommendation.id).in_(
        sa.select(col(ItemAddressee.item_id))
        .join(Organisation, col(Organisation.id) == col(ItemAddressee.organisation_id))
        .where(col(Organisation.slug).in_(values))
    )


def _by_thread(values: Sequence[str]) -> Condition:
    return col(Recommendation.id).in_(
        sa.select(col(ThreadMember.item_id))
        .join(Thread, col(Thread.id) == col(ThreadMember.thread_id))
        .where(col(Thread.slug).in_(values))
    )


def _answers(day: date, *columns: Any) -> sa.Select[Any]:
    """Columns of what belongs to answers known by the day, with the items that they answer."""
    return (
        sa.select(col(ResponseItem.item_id).label("item_id"), *columns)
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(counts_by(day))
    )


def _citations(day: date) -> sa.Subquery:
    """The standards that an item cites, or that an answer to it does."""
    columns: tuple[Any, ...] = (
        col(Citation.item_id).label("item_id"),
        col(Citation.standard_id).label("standard_id"),
    )
    own: sa.Select[Any] = sa.select(*columns).where(col(Citation.item_id).is_not(None))
    answered = _answers(day, col(Citation.standard_id).label("standard_id")).join(
        Citation, col(Citation.response_id) == col(ResponseItem.response_id)
    )
    return sa.union_all(own, answered).subquery()


def _by_standard(values: Sequence[str], day: date) -> Condition:
    cited = _citations(day)
    standards = (
        sa.select(col(Standard.id))
        .join(Instrument, col(Instrument.id) == col(Standard.instrument_id))
        .where(sa.or_(col(Standard.slug).in_(values), col(Instrument.slug).in_(values)))
    )
    return col(Recommendation.id).in_(
        sa.select(cited.c.item_id).where(cited.c.standard_id.in_(standards))
    )


def _standard_joins(day: date) -> Joins:
    cited = _citations(day)
    return (
        (cited, cited.c.item_id == col(Recommendation.id)),
        (Standard, col(Standard.id) == cited.c.standard_id),
        (Instrument, col(Instrument.id) == col(Standard.instrument_id)),
    )


def _by_reason(values: Sequence[str], day: date) -> Condition:
    return col(Recommendation.id).in_(
        _answers(day)
        .join(ResponseReason, col(ResponseReason.response_id) == col(ResponseItem.response_id))
        .where(col(ResponseReason.reason).in_(values))
    )


def _reason_joins(day: date) -> Joins:
    answered = _answers(day, col(ResponseItem.response_id)).subquery()
    return (
        (answered, answered.c.item_id == col(Recommendation.id)),
        (ResponseReason, col(ResponseReason.response_id) == answered.c.response_id),
    )


@dataclass(frozen=True)
class Facet:
    """A facet: its condition, what its counts are grouped by, and the label group of its values.

    `group` is the column of a value; `joins`, which may depend on the day, bring it to the items.
    `known` selects the values that exist when they are rows of a table; fixed lists are checked by
    `ItemQuery`.
    """

    name: str
    condition: Callable[[Sequence[str], date], Condition]
    group: Any
    joins: Joins | Callable[[date], Joins] = ()
    known: Any = None
    words: str | None = None
    missing: str | None = None

    def joined(self, day: date) -> Joins:
        """Return what brings the group to the items on a day, each with its condition."""
        return self.joins(day) if callable(self.joins) else self.joins


def _codes(model: Any, key: Any, own: Any) -> dict[str, Any]:
    """Condition and grouping for a facet whose value is the key of a row that an item points to."""
    return {
        "condition": lambda values, _day: own.in_(sa.select(model.id).where(key.in_(values))),
        "group": key,
        "joins": ((model, model.id == own),),
        "known": key,
    }


def _status(name: str, words: str, missing: str | None = None) -> Facet:
    column = getattr(ItemStatus, name)
    return Facet(
        name,
        lambda values, _day: _among(column, values, missing or ""),
        column,
        words=words,
        missing=missing,
    )


_STANDARDS_AND_INSTRUMENTS = sa.union(
    sa.select(col(Standard.slug).label("slug")), sa.select(col(Instrument.slug))
).subquery()

FACETS: tuple[Facet, ...] = (
    Facet("country", **_codes(Country, col(Country.code), col(Recommendation.country_id))),
    Facet("election", **_codes(Election, col(Election.code), col(Recommendation.election_id))),
    Facet("document", **_codes(Document, col(Document.slug), col(Recommendation.document_id))),
    Facet(
        "kind",
        lambda values, _day: col(Recommendation.kind).in_(values),
        col(Recommendation.kind),
        words="kind",
    ),
    _status("headline", "headline"),
    _status("later", "later"),
    _status("position", "position", NO_ANSWER),
    _status("reported", "reported", NO_ANSWER),
    _status("assessment", "assessment", NOT_ASSESSED),
    Facet(
        "accounts_differ",
        lambda values, _day: _true_false(col(ItemStatus.accounts_differ), values),
        col(ItemStatus.accounts_differ),
        words="yes_no",
    ),
    Facet(
        "overdue",
        lambda values, _day: _true_false(col(ItemStatus.overdue), values),
        col(ItemStatus.overdue),
        words="yes_no",
    ),
    Facet(
        "priority",
        lambda values, _day: _true_false(col(Recommendation.priority), values),
        col(Recommendation.priority),
        words="priority",
        missing="unknown",
    ),
    Facet(
        "topic",
        lambda values, _day: _by_topic(values),
        col(Topic.slug),
        (
            (ItemTopic, col(ItemTopic.item_id) == col(Recommendation.id)),
            (Topic, col(Topic.id) == col(ItemTopic.topic_id)),
        ),
        known=col(Topic.slug),
    ),
    Facet(
        "addressee",
        lambda values, _day: _by_addressee(values),
        col(Organisation.slug),
        (
            (ItemAddressee, col(ItemAddressee.item_id) == col(Recommendation.id)),
            (Organisation, col(Organisation.id) == col(ItemAddressee.organisation_id)),
        ),
        known=col(Organisation.slug),
    ),
    Facet(
        "thread",
        lambda values, _day: _by_thread(values),
        col(Thread.slug),
        (
            (ThreadMember, col(ThreadMember.item_id) == col(Recommendation.id)),
            (Thread, col(Thread.id) == col(ThreadMember.thread_id)),
        ),
        known=col(Thread.slug),
    ),
    Facet(
        "standard",
        _by_standard,
        col(Instrument.slug),
        _standard_joins,
        known=_STANDARDS_AND_INSTRUMENTS.c.slug,
    ),
    Facet(
        "reason",
        _by_reason,
        col(ResponseReason.reason),
        _reason_joins,
        words="reason",
    ),
)
FACET = {facet.name: facet for facet in FACETS}


def chosen(query: ItemQuery, name: str) -> list[str]:
    """Return the values chosen for a facet."""
    return [str(value) for value in getattr(query, name)]


def conditions(query: ItemQuery, without: str | None = None) -> list[Condition]:
    """Return the conditions of a query, those of one facet left out when counting it."""
    found: list[Condition] = [
        facet.condition(values, query.day)
        for facet in FACETS
        if facet.name != without and (values := chosen(query, facet.name))
    ]
    if query.container is None:
        found.append(col(Recommendation.container).is_(False))
    if query.q:
        found.append(item_matches(col(Recommendation.id), query.q, query.day))
    return found


def base(day: date) -> sa.Select[Any]:
    """Return the rows a list is made of: items with their status on the day."""
    return sa.select().select_from(
        sa.join(
            Recommendation,
            ItemStatus,
            sa.and_(
                col(ItemStatus.item_id) == col(Recommendation.id),
                col(ItemStatus.since) <= day,
                col(ItemStatus.until) > day,
            ),
        )
    )
