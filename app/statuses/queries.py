"""Read the facts from which statuses follow, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment, Assessor
from app.documents.models import Document
from app.documents.parts import is_recorded
from app.elections.models import Election
from app.links.models import Link
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.statuses.facts import (
    AnswerFact,
    AssessmentFact,
    ElectionFact,
    ItemFacts,
    MemberFact,
    RecurrenceFact,
    ReportFact,
    UndertakingFact,
)
from app.threads.models import ThreadMember
from app.undertakings.models import Undertaking, UndertakingFinding
from app.vocabulary.lists import (
    RECURRENCES,
    DocumentKind,
    ItemKind,
    LinkState,
    ThreadRole,
    UndertakingState,
)


def load_facts(db: Session, item_ids: Collection[int]) -> dict[int, ItemFacts]:
    """Return the facts of each item that exists. 11 statements, any number of items up to 500."""
    elections = _elections(db)
    reports = _reports(db, elections)
    answers = _answers(db, item_ids)
    assessments = _assessments(db, item_ids)
    later, earlier = _recurrences(db, item_ids, elections)
    members = _members(db, item_ids, elections)
    undertakings = _undertakings(db, item_ids)
    statement = (
        sa.select(
            col(Recommendation.id),
            col(Recommendation.kind),
            col(Recommendation.container),
            col(Recommendation.only_kind),
            col(Recommendation.election_id),
            col(Recommendation.country_id),
            col(Document.published_by),
        )
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .where(col(Recommendation.id).in_(item_ids))
    )
    return {
        row.id: ItemFacts(
            kind=row.kind,
            container=row.container,
            only_kind=row.only_kind,
            election=elections[row.election_id],
            known_on=row.published_by,
            reports=tuple(reports[row.country_id]),
            answers=tuple(answers[row.id]),
            assessments=tuple(assessments[row.id]),
            later=tuple(later[row.id]),
            earlier=tuple(earlier[row.id]),
            members=tuple(members[row.id]),
            undertakings=tuple(undertakings[row.id]),
        )
        for row in db.execute(statement)
    }


def _elections(db: Session) -> dict[int, ElectionFact]:
    rows = db.execute(
        sa.select(col(Election.id), col(Election.code), col(Election.kind), col(Election.held_on))
    )
    return {row.id: ElectionFact(row.code, row.kind, row.held_on) for row in rows}


def _reports(db: Session, elections: dict[int, ElectionFact]) -> dict[int, list[ReportFact]]:
    rows = db.execute(
        sa.select(
            col(Document.country_id), col(Document.election_id), col(Document.published_by)
        ).where(
            col(Document.held),
            is_recorded(),
            col(Document.kind) == DocumentKind.FINAL_REPORT,
            col(Document.election_id).is_not(None),
        )
    )
    found: dict[int, list[ReportFact]] = defaultdict(list)
    for row in rows:
        found[row.country_id].append(ReportFact(elections[row.election_id], row.published_by))
    return found


def _answers(db: Session, item_ids: Collection[int]) -> dict[int, list[AnswerFact]]:
    rows = db.execute(
        sa.select(
            col(ResponseItem.item_id),
            col(ResponseItem.part),
            col(Response.id),
            col(Response.position),
            col(Response.reported),
            col(Response.scope),
            col(Document.published_by),
        )
        .join(Response, col(Response.id) == col(ResponseItem.response_id))
        .join(Document, col(Document.id) == col(Response.document_id))
        .where(col(ResponseItem.item_id).in_(item_ids), col(Document.published_by).is_not(None))
        .order_by(col(Response.id))
    )
    found: dict[int, list[AnswerFact]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(
            AnswerFact(
                row.id, row.published_by, row.part is None, row.position, row.reported, row.scope
            )
        )
    return found


def _assessments(db: Session, item_ids: Collection[int]) -> dict[int, list[AssessmentFact]]:
    assessors: dict[int, set[str]] = defaultdict(set)
    for assessment_id, slug in db.execute(
        sa.select(col(Assessor.assessment_id), col(Organisation.slug))
        .join(Organisation, col(Organisation.id) == col(Assessor.organisation_id))
        .join(Assessment, col(Assessment.id) == col(Assessor.assessment_id))
        .where(col(Assessment.item_id).in_(item_ids))
    ):
        assessors[assessment_id].add(slug)
    rows = db.execute(
        sa.select(Assessment, col(Document.published_by))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .where(col(Assessment.item_id).in_(item_ids))
        .order_by(col(Assessment.id))
    )
    found: dict[int, list[AssessmentFact]] = defaultdict(list)
    for assessment, published_by in rows:
        found[assessment.item_id].append(
            AssessmentFact(
                id=assessment.id,
                on=assessment.assessed_by,
                known_on=published_by or assessment.assessed_by,
                level=assessment.level,
                basis=assessment.basis,
                scope=assessment.scope,
                assessors=frozenset(assessors[assessment.id]),
            )
        )
    return found


def _recurrences(
    db: Session, item_ids: Collection[int], elections: dict[int, ElectionFact]
) -> tuple[dict[int, list[RecurrenceFact]], dict[int, list[RecurrenceFact]]]:
    """Confirmed recurrences of the items: to later items, and to earlier ones."""
    found: tuple[dict[int, list[RecurrenceFact]], dict[int, list[RecurrenceFact]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    ends = ((Link.earlier_id, Link.later_id), (Link.later_id, Link.earlier_id))
    for result, (own, other) in zip(found, ends, strict=True):
        rows: sa.Result[Any] = db.execute(
            sa.select(
                col(own).label("own_id"),
                col(Link.basis),
                col(Recommendation.ref),
                col(Recommendation.kind),
                col(Recommendation.election_id),
                col(Document.published_by),
            )
            .join(Recommendation, col(Recommendation.id) == col(other))
            .join(Document, col(Document.id) == col(Recommendation.document_id))
            .where(
                col(own).in_(item_ids),
                col(Link.state) == LinkState.CONFIRMED,
                col(Link.relation).in_(RECURRENCES),
            )
            .order_by(col(Recommendation.sort_key))
        )
        for row in rows:
            result[row.own_id].append(
                RecurrenceFact(
                    row.ref, row.kind, elections[row.election_id], row.published_by, row.basis
                )
            )
    return found


def _members(
    db: Session, item_ids: Collection[int], elections: dict[int, ElectionFact]
) -> dict[int, list[MemberFact]]:
    """The other occurrences in the threads of each item."""
    own, other = sa.orm.aliased(ThreadMember), sa.orm.aliased(ThreadMember)
    rows = db.execute(
        sa.select(
            col(own.item_id),
            col(own.main),
            col(other.election_id),
            sa.func.min(col(Document.published_by)).label("known_on"),
        )
        .join(
            other,
            sa.and_(
                col(other.thread_id) == col(own.thread_id), col(other.item_id) != col(own.item_id)
            ),
        )
        .join(Recommendation, col(Recommendation.id) == col(other.item_id))
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .where(
            col(own.item_id).in_(item_ids),
            col(own.role) == ThreadRole.OCCURRENCE,
            col(other.role) == ThreadRole.OCCURRENCE,
            col(other.kind) != ItemKind.WELCOMED,
        )
        .group_by(col(own.item_id), col(own.main), col(other.election_id))
        .order_by(col(own.item_id), col(other.election_id))
    )
    found: dict[int, list[MemberFact]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(MemberFact(elections[row.election_id], row.known_on, row.main))
    return found


def _undertakings(db: Session, item_ids: Collection[int]) -> dict[int, list[UndertakingFact]]:
    """Dated undertakings on an item itself, or announced in an answer to it."""
    direct: sa.Select[int, int | None] = sa.select(
        col(Undertaking.id).label("undertaking_id"), col(Undertaking.item_id).label("item_id")
    ).where(col(Undertaking.item_id).in_(item_ids))
    answered = (
        sa.select(col(Undertaking.id), col(ResponseItem.item_id))
        .join(ResponseItem, col(ResponseItem.response_id) == col(Undertaking.response_id))
        .where(col(ResponseItem.item_id).in_(item_ids), col(Undertaking.item_id).is_(None))
    )
    owners = sa.union(direct, answered).subquery()
    findings: dict[int, list[tuple[date, UndertakingState]]] = defaultdict(list)
    for row in db.execute(
        sa.select(
            col(UndertakingFinding.undertaking_id),
            col(UndertakingFinding.state),
            col(Document.published_by),
        )
        .join(Document, col(Document.id) == col(UndertakingFinding.document_id))
        .where(
            col(UndertakingFinding.undertaking_id).in_(sa.select(owners.c.undertaking_id)),
            col(Document.published_by).is_not(None),
        )
        .order_by(col(UndertakingFinding.id))
    ):
        findings[row.undertaking_id].append((row.published_by, row.state))
    found: dict[int, list[UndertakingFact]] = defaultdict(list)
    for row in db.execute(
        sa.select(
            owners.c.item_id,
            col(Undertaking.id),
            col(Undertaking.due_by),
            col(Document.published_by),
        )
        .join(Undertaking, col(Undertaking.id) == owners.c.undertaking_id)
        .join(Document, col(Document.id) == col(Undertaking.document_id))
        .where(col(Undertaking.due_by).is_not(None), col(Document.published_by).is_not(None))
        .order_by(col(Undertaking.id))
    ):
        found[row.item_id].append(
            UndertakingFact(row.published_by, row.due_by, tuple(findings[row.id]))
        )
    return found
