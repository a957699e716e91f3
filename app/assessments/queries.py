"""Reads of assessments."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment, Assessor, Evidence
from app.assessments.records import AssessmentRecord, EvidenceRecord
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.statuses.facts import AssessmentFact
from app.statuses.rules import in_force
from app.vocabulary.lists import AssessmentBasis, Level, Scope
from app.web.api import Envelope
from app.web.lists import among, check_known, not_found, read_page
from app.web.queries import PagedQuery


class AssessmentQuery(PagedQuery):
    """The query of the list of assessments; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes of the items.")
    document: list[str] = Field(default=[], description="Document slugs.")
    item: list[str] = Field(default=[], description="References.")
    assessor: list[str] = Field(default=[], description="Organisation slugs.")
    level: list[Level] = []
    basis: list[AssessmentBasis] = []
    scope: list[Scope] = []


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "document": col(Document.slug),
    "item": col(Recommendation.ref),
    "assessor": col(Organisation.slug),
}


def list_by_items(
    db: Session, item_ids: Collection[int], day: date
) -> dict[int, list[AssessmentRecord]]:
    """Return the assessments of each item known by the day, by date, then id. 4 statements."""
    rows = db.execute(
        _rows(day)
        .where(col(Assessment.item_id).in_(item_ids))
        .order_by(col(Assessment.assessed_by), col(Assessment.id))
    ).all()
    found: dict[int, list[AssessmentRecord]] = defaultdict(list)
    for row, record in zip(rows, _records(db, rows, day), strict=True):
        found[row.Assessment.item_id].append(record)
    return found


def get_assessment(db: Session, assessment_id: int, day: date) -> AssessmentRecord:
    """Return the assessment. 5 statements.

    Raises `NotFoundError` when there is none or it counts from a later day.
    """
    rows = db.execute(_rows(day).where(col(Assessment.id) == assessment_id)).all()
    if not rows:
        raise not_found("assessment", assessment_id)
    return _records(db, rows, day)[0]


def list_assessments(db: Session, query: AssessmentQuery) -> Envelope[AssessmentRecord]:
    """Return a page of assessments by id. 6 statements, any number of assessments.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _rows(query.day).where(*_conditions(query))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Assessment.id))])
    return Envelope(_records(db, rows, query.day), following, total)


def _conditions(query: AssessmentQuery) -> list[sa.ColumnElement[bool]]:
    found = among(
        (col(Country.code), query.country),
        (col(Election.code), query.election),
        (col(Document.slug), query.document),
        (col(Recommendation.ref), query.item),
        (col(Assessment.level), query.level),
        (col(Assessment.basis), query.basis),
        (col(Assessment.scope), query.scope),
    )
    if query.assessor:
        assessed = (
            sa.select(col(Assessor.assessment_id))
            .join(Organisation, col(Organisation.id) == col(Assessor.organisation_id))
            .where(col(Organisation.slug).in_(query.assessor))
        )
        found.append(col(Assessment.id).in_(assessed))
    return found


def _rows(day: date) -> sa.Select[Any]:
    return (
        sa.select(Assessment)
        .add_columns(
            col(Recommendation.ref).label("ref"),
            col(Document.slug).label("document"),
            col(Document.published_by).label("published_by"),
        )
        .join(Recommendation, col(Recommendation.id) == col(Assessment.item_id))
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .join(Country, col(Country.id) == col(Recommendation.country_id))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .where(*_known_by(day))
    )


def _known_by(day: date) -> list[sa.ColumnElement[bool]]:
    return [col(Assessment.assessed_by) <= day, counts_by(day)]


def _records(db: Session, rows: Sequence[Any], day: date) -> list[AssessmentRecord]:
    """Return the rows as records, in their order. 4 statements, any number of rows."""
    if not rows:
        return []
    ids = [row.Assessment.id for row in rows]
    current = _in_force(db, {row.Assessment.item_id for row in rows}, day)
    assessors = _assessors(db, col(Assessor.assessment_id).in_(ids))
    evidence = _evidence(db, ids)
    return [
        AssessmentRecord(
            id=row.Assessment.id,
            key=row.Assessment.key,
            ref=row.ref,
            assessors=assessors[row.Assessment.id],
            document=row.document,
            on=row.Assessment.assessed_on,
            level=row.Assessment.level,
            basis=row.Assessment.basis,
            read_by=row.Assessment.read_by,
            scope=row.Assessment.scope,
            note=row.Assessment.note,
            evidence=evidence[row.Assessment.id],
            superseded=row.Assessment.id not in current,
        )
        for row in rows
    ]


def _in_force(db: Session, item_ids: Collection[int], day: date) -> set[int]:
    """The assessments of the items that none of the same scope and assessors supersedes."""
    of_items = (
        sa.select(Assessment)
        .add_columns(col(Document.published_by).label("published_by"))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .where(col(Assessment.item_id).in_(item_ids), *_known_by(day))
    )
    rows = db.execute(of_items).all()
    assessors = _assessors(
        db,
        col(Assessor.assessment_id).in_(
            sa.select(col(Assessment.id)).where(col(Assessment.item_id).in_(item_ids))
        ),
    )
    facts: dict[int, list[AssessmentFact]] = defaultdict(list)
    for row in rows:
        found = row.Assessment
        facts[found.item_id].append(
            AssessmentFact(
                id=found.id,
                on=found.assessed_by,
                known_on=row.published_by or found.assessed_by,
                level=found.level,
                basis=found.basis,
                scope=found.scope,
                assessors=frozenset(assessors[found.id]),
            )
        )
    return {fact.id for of_item in facts.values() for fact in in_force(of_item, day)}


def _assessors(db: Session, condition: sa.ColumnElement[bool]) -> dict[int, list[str]]:
    rows = db.execute(
        sa.select(col(Assessor.assessment_id), col(Organisation.slug))
        .join(Organisation, col(Organisation.id) == col(Assessor.organisation_id))
        .where(condition)
        .order_by(col(Assessor.assessment_id), col(Assessor.ordinal))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for assessment_id, slug in rows:
        found[assessment_id].append(slug)
    return found


def _evidence(db: Session, ids: Collection[int]) -> dict[int, list[EvidenceRecord]]:
    rows = db.execute(
        sa.select(Evidence, col(Document.slug))
        .join(Document, col(Document.id) == col(Evidence.document_id))
        .where(col(Evidence.assessment_id).in_(ids))
        .order_by(col(Evidence.assessment_id), col(Evidence.ordinal))
    )
    found: dict[int, list[EvidenceRecord]] = defaultdict(list)
    for evidence, slug in rows:
        found[evidence.assessment_id].append(
            EvidenceRecord(
                document=slug,
                page=evidence.page,
                page_basis=evidence.page_basis,
                section=evidence.section,
                note=evidence.note,
                direction=evidence.direction,
            )
        )
    return found
