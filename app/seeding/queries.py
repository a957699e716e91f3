"""Reads of what the seed data put in."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.recommendations.models import Recommendation
from app.seeding.models import SeedRecord


@dataclass(frozen=True)
class Origin:
    """When an item was recorded, whether the seed data did, and whether it was changed since."""

    recorded_at: datetime
    seeded: bool
    changed: bool


def item_origin(db: Session, item_id: int) -> Origin:
    """Return where an item comes from. 1 statement."""
    row = db.execute(
        sa.select(
            col(Recommendation.created_at),
            col(Recommendation.version),
            col(SeedRecord.row_version),
        )
        .outerjoin(
            SeedRecord,
            sa.and_(
                col(SeedRecord.entry) == "item", col(SeedRecord.row_id) == col(Recommendation.id)
            ),
        )
        .where(col(Recommendation.id) == item_id)
    ).one()
    seeded = row.row_version is not None
    return Origin(row.created_at, seeded, row.version != (row.row_version if seeded else 1))
