"""Read the places of many owners in one statement."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document, Place
from app.documents.records import PlaceRecord


def places_by(db: Session, owner: Any, ids: Collection[int]) -> dict[int, list[PlaceRecord]]:
    """Return the places of each owner, the main one first; `owner` is a column of `Place`. 1 statement."""
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
