"""Reads of answers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.dates import FOREVER
from app.core.keyset import SortColumn
from app.documents.models import Document, Place
from app.documents.parts import counts_by, places_by
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.responses.records import AnsweredRecord, ResponseRecord
from app.standards.models import Citation
from app.standards.queries import citations_by
from app.vocabulary.lists import Ground, Position, Reason, Reported, Scope
from app.web.api import Envelope
from app.web.lists import among, check_known, not_found, read_page
from app.web.queries import PagedQuery

Informant = aliased(Organisation)


class ResponseQuery(PagedQuery):
    """The query of the list of answers; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes of the items answered.")
    election: list[str] = Field(default=[], description="Election codes of the items answered.")
    document: list[str] = Field(default=[], description="Document slugs.")
    responder: list[str] = Field(default=[], description="Organisation slugs.")
    item: list[str] = Field(default=[], description="References of the items answered.")
    position: list[Position] = []
    reported: list[Reported] = []
    ground: list[Ground] = []
    scope: list[Scope] = []
    reason: list[Reason] = []


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "document": col(Document.slug),
    "responder": col(Organisation.slug),
    "item": col(Recommendation.ref),
}


def list_by_items(
    db: Session, item_ids: Collection[int], day: date
) -> dict[int, list[ResponseRecord]]:
    """Return the answers to each item known by the day, by document date, then id. 6 statements."""
    counted_from = sa.func.coalesce(col(Document.published_by), FOREVER)
    pairs = db.execute(
        sa.select(col(ResponseItem.item_id), col(Response.id), counted_from)
        .distinct()
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(col(ResponseItem.item_id).in_(item_ids), counts_by(day))
        .order_by(counted_from, col(Response.id))
    ).all()
    records = list_by_ids(db, {response_id for _, response_id, _ in pairs}, day)
    found: dict[int, list[ResponseRecord]] = defaultdict(list)
    for item_id, response_id, _ in pairs:
        found[item_id].append(records[response_id])
    return found


def list_by_ids(db: Session, ids: Collection[int], day: date) -> dict[int, ResponseRecord]:
    """Return the answers with these ids that are known by the day, by id. 5 statements."""
    if not ids:
        return {}
    rows = db.execute(_rows(day).where(col(Response.id).in_(ids)).order_by(col(Response.id))).all()
    return {record.id: record for record in _records(db, rows)}


def get_response(db: Session, response_id: int, day: date) -> ResponseRecord:
    """Return the answer. 5 statements.

    Raises `NotFoundError` when there is none or its document counts from a later day.
    """
    found = list_by_ids(db, [response_id], day)
    if response_id not in found:
        raise not_found("answer", response_id)
    return found[response_id]


def list_responses(db: Session, query: ResponseQuery) -> Envelope[ResponseRecord]:
    """Return a page of answers by id. 6 statements, any number of answers.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _rows(query.day).where(*_conditions(query))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Response.id))])
    return Envelope(_records(db, rows), following, total)


def _conditions(query: ResponseQuery) -> list[sa.ColumnElement[bool]]:
    found = among(
        (col(Document.slug), query.document),
        (col(Organisation.slug), query.responder),
        (col(Response.position), query.position),
        (col(Response.reported), query.reported),
        (col(Response.ground), query.ground),
        (col(Response.scope), query.scope),
    )
    answered = (
        sa.select(col(ResponseItem.response_id))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .join(Country, col(Country.id) == col(Recommendation.country_id))
    )
    for key, wanted in (
        (col(Country.code), query.country),
        (col(Election.code), query.election),
        (col(Recommendation.ref), query.item),
    ):
        if wanted:
            found.append(col(Response.id).in_(answered.where(key.in_(wanted))))
    if query.reason:
        reasons = sa.select(col(ResponseReason.response_id))
        found.append(
            col(Response.id).in_(reasons.where(col(ResponseReason.reason).in_(query.reason)))
        )
    return found


def _rows(day: date) -> sa.Select[Any]:
    return (
        sa.select(Response)
        .add_columns(
            col(Document.slug).label("document"),
            col(Document.published_on).label("published_on"),
            col(Organisation.slug).label("responder"),
            Informant.slug.label("informant"),  # type: ignore[attr-defined]
        )
        .join(Document, col(Document.id) == col(Response.document_id))
        .join(Organisation, col(Organisation.id) == col(Response.responder_id))
        .outerjoin(Informant, col(Informant.id) == col(Response.informant_id))
        .where(counts_by(day))
    )


def _records(db: Session, rows: Sequence[Any]) -> list[ResponseRecord]:
    """Return the rows as records, in their order. 4 statements, any number of rows."""
    ids = [row.Response.id for row in rows]
    if not ids:
        return []
    answers = _answers(db, ids)
    reasons = _reasons(db, ids)
    places = places_by(db, Place.response_id, ids)
    citations = citations_by(db, Citation.response_id, ids)
    return [
        ResponseRecord(
            id=row.Response.id,
            key=row.Response.key,
            answers=answers[row.Response.id],
            document=row.document,
            published_on=row.published_on,
            responder=row.responder,
            on_information_from=row.informant,
            position=row.Response.position,
            reported=row.Response.reported,
            ground=row.Response.ground,
            scope=row.Response.scope,
            stated_as=row.Response.stated_as,
            reasons=reasons[row.Response.id],
            summary=row.Response.summary,
            standpoint=row.Response.standpoint,
            places=places[row.Response.id],
            standards=citations[row.Response.id],
            text_digest=row.Response.text_digest,
            note=row.Response.note,
        )
        for row in rows
    ]


def _answers(db: Session, ids: Collection[int]) -> dict[int, list[AnsweredRecord]]:
    rows = db.execute(
        sa.select(col(ResponseItem.response_id), col(Recommendation.ref), col(ResponseItem.part))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .where(col(ResponseItem.response_id).in_(ids))
        .order_by(col(ResponseItem.response_id), col(ResponseItem.ordinal))
    )
    found: dict[int, list[AnsweredRecord]] = defaultdict(list)
    for response_id, ref, part in rows:
        found[response_id].append(AnsweredRecord(ref, part))
    return found


def _reasons(db: Session, ids: Collection[int]) -> dict[int, list[Reason]]:
    rows = db.execute(
        sa.select(col(ResponseReason.response_id), col(ResponseReason.reason))
        .where(col(ResponseReason.response_id).in_(ids))
        .order_by(col(ResponseReason.response_id), col(ResponseReason.ordinal))
    )
    found: dict[int, list[Reason]] = defaultdict(list)
    for response_id, reason in rows:
        found[response_id].append(reason)
    return found
