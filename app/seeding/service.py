"""Writes of what is remembered of the seed data."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.core.tables import Record
from app.seeding.models import SeedRecord


def follow(db: Session, entry: str, table: type[Record], ids: Collection[int]) -> None:
    """Raise the versions of rows that are given their text, and of the seed records beside them.

    The text that an import attaches is no change of what the seed data say: who was as loaded stays
    so, and is brought up to date by the next load.
    """
    for chunk in chunks(sorted(ids)):
        version = (
            sa.select(col(table.version))
            .where(col(table.id) == col(SeedRecord.row_id))
            .scalar_subquery()
        )
        db.execute(
            sa.update(SeedRecord)
            .where(
                col(SeedRecord.entry) == entry,
                col(SeedRecord.row_id).in_(chunk),
                col(SeedRecord.row_version) == version,
            )
            .values(row_version=col(SeedRecord.row_version) + 1)
            .execution_options(synchronize_session=False)
        )
        db.execute(
            sa.update(table).where(col(table.id).in_(chunk)).values(version=col(table.version) + 1)
        )
