"""What the reads of other features share: when a document counts, and the places of many owners."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.assessments.models import Evidence
from app.documents.models import Document, DocumentPage, Place
from app.documents.records import PlaceRecord
from app.elections.models import Election
from app.recommendations.models import Recommendation
from app.undertakings.models import UndertakingFinding


def counts_by(day: date, document: Any = Document) -> sa.ColumnElement[bool]:
    """The document counts by the day: one without a date from the day of its election."""
    election = aliased(Election)
    to_come = sa.exists().where(
        col(election.id) == col(document.election_id), col(election.held_on) > day
    )
    undated = sa.and_(col(document.published_by).is_(None), sa.not_(to_come))
    return sa.or_(col(document.published_by) <= day, undated)


def is_recorded() -> sa.ColumnElement[bool]:
    """Items of the document are recorded: until then its silence on a point says nothing."""
    return sa.exists().where(col(Recommendation.document_id) == col(Document.id))


def has_text() -> sa.ColumnElement[bool]:
    """The text of the document is attached."""
    return sa.exists().where(col(DocumentPage.document_id) == col(Document.id))


def places_by(db: Session, owner: Any, ids: Collection[int]) -> dict[int, list[PlaceRecord]]:
    """Return the places of each owner, the main one first. 1 statement.

    `owner` is the column of `Place` that points to the owners.
    """
    rows = db.execute(
        sa.select(Place, col(Document.slug), col(owner))
        .join(Document, col(Document.id) == col(Place.document_id))
        .where(col(owner).in_(ids))
        .order_by(col(owner), col(Place.ordinal))
    )
    found: dict[int, list[PlaceRecord]] = defaultdict(list)
    for place, slug, owner_id in rows:
        found[owner_id].append(
            PlaceRecord(
                document=slug,
                page=place.page,
                page_basis=place.page_basis,
                section=place.section,
                role=place.role,
                main=place.main,
            )
        )
    return found


def facts_by_page(db: Session, slug: str) -> dict[int | None, int]:
    """Return how many items, answers, undertakings, statements, pieces of evidence and findings on
    undertakings stand on each page of a document; `None` is what has no page. 1 statement.
    """
    facts = sa.union_all(
        *(
            sa.select(col(model.page).label("page"))
            .join(Document, col(Document.id) == col(model.document_id))
            .where(col(Document.slug) == slug)
            for model in (Place, Evidence, UndertakingFinding)
        )
    ).subquery()
    rows = db.execute(
        sa.select(facts.c.page, sa.func.count().label("facts"))
        .group_by(facts.c.page)
        .order_by(facts.c.page.is_(None), facts.c.page)
    )
    return {row.page: row.facts for row in rows}
