"""What the reads of other features share: when a document counts, and the places of many owners."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document, Place
from app.documents.records import PlaceRecord


def counts_by(day: date, document: Any = Document) -> sa.ColumnElement[bool]:
    """The document counts by the day; one only known of without a date always does."""
    return sa.or_(col(document.published_by).is_(None), col(document.published_by) <= day)


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
