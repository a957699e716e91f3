"""Whether a document can be about an election, by the date that it prints."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import earliest_day, latest_day
from app.core.records import find
from app.documents.models import Document
from app.elections.models import Election
from app.errors import RuleError
from app.imports.drafts.matching import warning
from app.imports.inputs import ImportOptions
from app.imports.models import Draft
from app.reading.model import Reading
from app.vocabulary.lists import DocumentKind, ElectionKind, ImportKind

BEFORE = timedelta(days=400)
"""How long before an election missions write of it; an election may be known by its year alone."""
AFTER = timedelta(days=3 * 365)
"""Until when a report on an election comes at the latest. Comments may come at any time."""

EARLY = "dated_before"
"""The code of the warning that a document is dated before the election that it reports on."""

BEHIND = (DocumentKind.FINAL_REPORT, DocumentKind.PRELIMINARY_STATEMENT, DocumentKind.COMMENTS)
"""Kinds of document that come after an election."""


def early(
    db: Session, code: str | None, kind: DocumentKind, published_on: str | None
) -> list[dict[str, Any]]:
    """Return the warning that such a document is dated before its election. Up to 1 statement."""
    if not published_on or not code or kind not in BEHIND:
        return []
    election = db.execute(
        sa.select(Election).where(col(Election.code) == code)
    ).scalar_one_or_none()
    if election is None or election.kind is ElectionKind.UPR:
        return []
    if latest_day(published_on) >= earliest_day(election.first_day):
        return []
    message = (
        f"it is dated {published_on}, before the election of {election.first_day}: look at the date"
    )
    return [warning(EARLY, message, blocking=True)]


def look_at_date(db: Session, draft: Draft) -> None:
    """Say anew whether the draft of a document is dated before its election."""
    row = find(db, Document, slug=draft.key)
    election = db.get(Election, row.election_id) if row and row.election_id else None
    code = election.code if election else draft.content.get("election")
    kind = draft.content.get("kind") or (row.kind if row else DocumentKind.OTHER)
    left = [entry for entry in draft.warnings if entry["code"] != EARLY]
    draft.warnings = left + early(db, code, DocumentKind(kind), draft.content.get("published_on"))


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
