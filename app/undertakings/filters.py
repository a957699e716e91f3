"""The filters of undertakings: their parameters and conditions, and what is derived for a day."""

from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeAlias

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.undertakings.models import Undertaking, UndertakingFinding
from app.undertakings.records import When
from app.vocabulary.lists import UndertakingState
from app.web.lists import among
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


class UndertakingSort(StrEnum):
    """How the page sorts within its sections; ties go by id."""

    DUE = "due"
    DUE_DOWN = "-due"


class UndertakingPageQuery(UndertakingQuery):
    """The query of the page of undertakings."""

    sort: UndertakingSort = UndertakingSort.DUE


KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "document": col(Document.slug),
    "responder": col(Organisation.slug),
    "item": col(Recommendation.ref),
}


def conditions(query: UndertakingQuery) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a query."""
    found = among(
        (col(Country.code), query.country),
        (col(Election.code), query.election),
        (col(Document.slug), query.document),
        (col(Organisation.slug), query.responder),
    )
    if query.item:
        owners = owned_items().subquery()
        found.append(
            col(Undertaking.id).in_(
                sa.select(owners.c.undertaking_id)
                .join(Recommendation, col(Recommendation.id) == owners.c.item_id)
                .where(col(Recommendation.ref).in_(query.item))
            )
        )
    if query.state:
        state = newest_state(query.day)
        states = [UndertakingState(value) for value in query.state if value != NO_FINDING]
        condition = state.in_(states)
        found.append(sa.or_(condition, state.is_(None)) if NO_FINDING in query.state else condition)
    if query.overdue:
        overdue = is_overdue(query.day)
        found.append(sa.or_(*(overdue.is_(value == "true") for value in query.overdue)))
    return found


def owned_items() -> sa.CompoundSelect[Any]:
    """Return undertakings with the items they are about: their own, else those of the answer."""
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


def newest_state(day: date) -> Any:
    """Return what the newest document shows; of two entries of one document the later."""
    return (
        _findings(col(UndertakingFinding.state), day)
        .order_by(col(FoundIn.published_by).desc(), col(UndertakingFinding.ordinal).desc())
        .limit(1)
        .scalar_subquery()
    )


def is_overdue(day: date) -> sa.ColumnElement[bool]:
    """Return the rule of `app.statuses.rules`: the date has passed, nothing dated shows it kept."""
    kept = _findings(sa.literal(1), day).where(
        col(UndertakingFinding.state) == UndertakingState.KEPT
    )
    late = sa.and_(col(Undertaking.due_by) < day, col(Document.published_by) <= day, ~kept.exists())
    return sa.case((late, sa.true()), else_=sa.false())


def known_rows(day: date) -> sa.Select[Any]:
    """Return the undertakings that count by the day, with what is derived for it."""
    return (
        sa.select(Undertaking)
        .add_columns(
            col(Document.slug).label("document"),
            col(Document.published_on).label("published_on"),
            col(Organisation.slug).label("responder"),
            col(Response.key).label("response_key"),
            newest_state(day).label("state"),
            is_overdue(day).label("overdue"),
        )
        .join(Document, col(Document.id) == col(Undertaking.document_id))
        .join(Country, col(Country.id) == col(Document.country_id))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
        .join(Organisation, col(Organisation.id) == col(Undertaking.responder_id))
        .outerjoin(Response, col(Response.id) == col(Undertaking.response_id))
        .where(counts_by(day))
    )


def section_of(day: date) -> sa.ColumnElement[int]:
    """Return the section of the page that an undertaking stands in."""
    return sa.case(
        (is_overdue(day), When.OVERDUE.value),
        (col(Undertaking.due_by).is_(None), When.NO_DATE.value),
        (col(Undertaking.due_by) >= day, When.DUE_LATER.value),
        else_=When.PASSED.value,
    )
