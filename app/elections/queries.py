"""Reads of countries and elections."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.bytewise import bytewise
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country, Election
from app.elections.records import CountryRecord, ElectionRecord
from app.recommendations.filters import base
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.statuses.models import ItemStatus
from app.vocabulary.lists import DocumentKind, ElectionKind, ItemKind, Later
from app.web.api import Envelope
from app.web.lists import check_known, missing, nearest_keys, not_found, read_page
from app.web.queries import PagedQuery


class CountryQuery(PagedQuery):
    """The query of the list of countries."""


class ElectionQuery(PagedQuery):
    """The query of the list of elections; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    kind: list[ElectionKind] = []


_ORDER = [SortColumn(col(Election.held_on)), SortColumn(bytewise(col(Election.code)))]


def list_elections(db: Session, day: date, country: str | None = None) -> list[ElectionRecord]:
    """Return all elections known by the day, of one country where given, in time order.

    4 statements, any number of elections.
    """
    statement = _rows(day).order_by(*(column.expression for column in _ORDER))
    if country is not None:
        statement = statement.where(col(Country.code) == country)
    return _records(db, db.execute(statement).all(), day)


def get_election(db: Session, code: str, day: date) -> ElectionRecord:
    """Return the election. 4 statements.

    Raises `NotFoundError` with the nearest codes when there is none by the day.
    """
    rows = db.execute(_rows(day).where(col(Election.code) == code)).all()
    if not rows:
        raise missing(db, col(Election.code), code, "election", day)
    return _records(db, rows, day)[0]


def page_elections(db: Session, query: ElectionQuery) -> Envelope[ElectionRecord]:
    """Return a page of elections in time order. 5 statements, any number of elections.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"country": col(Country.code)})
    statement = _rows(query.day)
    if query.country:
        statement = statement.where(col(Country.code).in_(query.country))
    if query.kind:
        statement = statement.where(col(Election.kind).in_(query.kind))
    rows, following, total = read_page(db, statement, query, _ORDER)
    return Envelope(_records(db, rows, query.day), following, total)


def _rows(day: date) -> sa.Select[Any]:
    """Elections held or with a dated document by the day; coming ones when the day is not past."""
    about = sa.select(sa.literal(1)).where(
        col(Document.election_id) == col(Election.id), col(Document.published_by) <= day
    )
    statement = (
        sa.select(Election)
        .add_columns(col(Country.code).label("country"))
        .join(Country, col(Country.id) == col(Election.country_id))
    )
    if day >= clock.today():
        return statement
    return statement.where(sa.or_(col(Election.held_on) <= day, about.exists()))


def _records(db: Session, rows: Sequence[Any], day: date) -> list[ElectionRecord]:
    """Return the rows as records, in their order. 3 statements, any number of rows."""
    ids = [row.Election.id for row in rows]
    if not ids:
        return []
    documents, reported = _documents(db, ids, day)
    counts = _counts(db, ids, day)
    answers = _answers(db, ids, day)
    return [
        ElectionRecord(
            code=row.Election.code,
            country=row.country,
            kind=row.Election.kind,
            title=row.Election.title,
            first_day=row.Election.first_day,
            last_day=row.Election.last_day,
            held_report=row.Election.id in reported,
            documents=documents[row.Election.id],
            recommendations=counts[row.Election.id][ItemKind.RECOMMENDATION],
            concerns=counts[row.Election.id][ItemKind.CONCERN],
            welcomed=counts[row.Election.id][ItemKind.WELCOMED],
            answers=answers.get(row.Election.id, 0),
            eligible=counts[row.Election.id]["eligible"],
            recommended_again=counts[row.Election.id]["recommended_again"],
            note=row.Election.note,
            url=f"/elections/{row.Election.code}",
        )
        for row in rows
    ]


def _documents(
    db: Session, ids: Collection[int], day: date
) -> tuple[dict[int, list[str]], set[int]]:
    """The documents of each election in time order; the elections whose final report is held."""
    rows = db.execute(
        sa.select(
            col(Document.election_id), col(Document.slug), col(Document.held), col(Document.kind)
        )
        .where(col(Document.election_id).in_(ids), counts_by(day))
        .order_by(
            col(Document.published_by).is_(None),
            col(Document.published_by),
            bytewise(col(Document.slug)),
        )
    )
    slugs: dict[int, list[str]] = defaultdict(list)
    reported = set()
    for election_id, slug, held, kind in rows:
        assert election_id is not None
        slugs[election_id].append(slug)
        if held and kind is DocumentKind.FINAL_REPORT:
            reported.add(election_id)
    return slugs, reported


def _counts(db: Session, ids: Collection[int], day: date) -> dict[int, Counter[str]]:
    """The items of each election by kind, and what holds for its recommendations."""
    recommendation = col(Recommendation.kind) == ItemKind.RECOMMENDATION
    eligible = sa.and_(recommendation, col(ItemStatus.eligible))
    again = sa.and_(recommendation, col(ItemStatus.later) == Later.RECOMMENDED_AGAIN)
    rows = db.execute(
        base(day)
        .add_columns(
            col(Recommendation.election_id).label("election_id"),
            col(Recommendation.kind).label("kind"),
            sa.func.count().label("number"),
            sa.func.sum(sa.case((eligible, 1), else_=0)).label("eligible"),
            sa.func.sum(sa.case((again, 1), else_=0)).label("recommended_again"),
        )
        .where(col(Recommendation.election_id).in_(ids), col(Recommendation.container).is_(False))
        .group_by(col(Recommendation.election_id), col(Recommendation.kind))
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row.election_id][row.kind] = row.number
        found[row.election_id]["eligible"] += row.eligible
        found[row.election_id]["recommended_again"] += row.recommended_again
    return found


def _answers(db: Session, ids: Collection[int], day: date) -> dict[int, int]:
    """How many answers there are to the items of each election."""
    rows = db.execute(
        sa.select(
            col(Recommendation.election_id),
            sa.func.count(sa.distinct(col(ResponseItem.response_id))),
        )
        .join(ResponseItem, col(ResponseItem.item_id) == col(Recommendation.id))
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(col(Recommendation.election_id).in_(ids), counts_by(day))
        .group_by(col(Recommendation.election_id))
    )
    return {row[0]: row[1] for row in rows}


def get_country(db: Session, code: str, day: date) -> CountryRecord:
    """Return the country. 3 statements.

    Raises `NotFoundError` with the nearest codes when there is none.
    """
    rows = db.execute(sa.select(Country).where(col(Country.code) == code)).scalars().all()
    if not rows:
        raise not_found("country", code, nearest_keys(db, col(Country.code), code))
    return _countries(db, rows, day)[0]


def list_countries(db: Session, query: CountryQuery) -> Envelope[CountryRecord]:
    """Return a page of countries by code. 4 statements, any number of countries.

    Raises `ParameterError` when the cursor cannot be used.
    """
    rows, following, total = read_page(
        db, sa.select(Country), query, [SortColumn(bytewise(col(Country.code)))]
    )
    return Envelope(_countries(db, [row.Country for row in rows], query.day), following, total)


def _countries(db: Session, rows: Sequence[Country], day: date) -> list[CountryRecord]:
    ids = [country.id for country in rows]
    held = _rows(day).where(col(Election.country_id).in_(ids)).subquery()
    elections = Counter(db.execute(sa.select(held.c.country_id)).scalars())
    documents = Counter(
        db.execute(
            sa.select(col(Document.country_id)).where(
                col(Document.country_id).in_(ids), counts_by(day)
            )
        ).scalars()
    )
    return [CountryRecord(row.code, row.name, elections[row.id], documents[row.id]) for row in rows]
