"""Whether a document can be about an election, by the date that it prints."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import latest_day
from app.elections.models import Election
from app.errors import RuleError
from app.imports.inputs import ImportOptions
from app.reading.model import Reading
from app.vocabulary.lists import ElectionKind, ImportKind

BEFORE = timedelta(days=400)
"""How long before an election missions write of it; an election may be known by its year alone."""
AFTER = timedelta(days=3 * 365)
"""Until when a report on an election comes at the latest. Comments may come at any time."""


def check_date(db: Session, kind: ImportKind, options: ImportOptions, reading: Reading) -> None:
    """Refuse a document whose printed date is far from the election's.

    Raises `RuleError` on `election`. Who is sure gives the date, which is then not read.
    """
    if options.published_on or not reading.published_on:
        return
    election = db.execute(
        sa.select(Election).where(col(Election.code) == options.election)
    ).scalar_one_or_none()
    if election is None or election.kind is ElectionKind.UPR:
        return
    day = latest_day(reading.published_on)
    latest = date.max if kind is ImportKind.COMMENTS else election.held_on + AFTER
    if not election.held_on - BEFORE <= day <= latest:
        raise RuleError(
            f"the document is dated {reading.published_on}, which does not fit {election.code}:"
            " choose its election, or give the date of publication if this is the right one",
            "election",
        )
