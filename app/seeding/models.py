"""What the seed data put in, so that loading it again never overwrites an editor's change."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from app.core import clock
from app.core.tables import Table
from app.core.types import UTCDateTime


class SeedRecord(Table, table=True):
    """One seed entry as last loaded: its digest, and the row's version right after.

    `adopted`: the installation has made the entry its own, and seed files no longer speak for it.
    """

    __tablename__ = "seed_records"
    __table_args__ = (sa.UniqueConstraint("entry", "key"),)

    entry: str
    key: str
    digest: str
    row_id: int
    row_version: int
    adopted: bool = False
    loaded_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
