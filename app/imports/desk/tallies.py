"""Reads that only pages of the desk need: how many of what, and what else came of a file."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.textfold import digest
from app.imports.models import Draft, Import
from app.imports.records import ImportRecord
from app.imports.tables.references import names_missing
from app.recommendations.models import Recommendation
from app.vocabulary.lists import Decision, ImportState

JOINED = "joined to "
"""How the reason of a draft begins whose text was joined to another's."""


def count_entries(db: Session, import_id: int) -> dict[str, int]:
    """Return how many drafts there are of each kind of entry, the most first. 1 statement."""
    number = sa.func.count()
    rows = db.execute(
        sa.select(col(Draft.entry), number)
        .where(col(Draft.import_id) == import_id)
        .group_by(col(Draft.entry))
        .order_by(number.desc(), col(Draft.entry))
    )
    return {row[0]: row[1] for row in rows}


def count_missing(db: Session, import_id: int) -> int:
    """Return how many undecided drafts name what was not recorded; 1 statement."""
    return int(
        db.execute(
            sa.select(sa.func.count(col(Draft.id))).where(
                col(Draft.import_id) == import_id,
                col(Draft.decision) == Decision.OPEN,
                names_missing(),
            )
        ).scalar_one()
    )


UNCHANGED = "unchanged"
"""What a published draft notes of itself that changed nothing of its record."""


def count_unchanged(db: Session, import_id: int) -> int:
    """Return how many published drafts changed nothing of their records; 1 statement."""
    return int(
        db.execute(
            sa.select(sa.func.count(col(Draft.id))).where(
                col(Draft.import_id) == import_id,
                col(Draft.decision) == Decision.PUBLISHED,
                sa.cast(col(Draft.passage), sa.String).like(f'%"{UNCHANGED}"%'),
            )
        ).scalar_one()
    )


def list_other_words(db: Session, import_id: int) -> list[str]:
    """Return the references of items whose official text is not what the file has of them.

    2 statements.
    """
    drafts = db.execute(
        sa.select(col(Draft.matches), col(Draft.passage))
        .where(
            col(Draft.import_id) == import_id,
            col(Draft.entry) == "item",
            col(Draft.matches).is_not(None),
        )
        .order_by(col(Draft.ordinal))
    )
    words = {ref: passage.get("text") for ref, passage in drafts if passage.get("text")}
    rows = db.execute(
        sa.select(col(Recommendation.ref), col(Recommendation.official_text)).where(
            col(Recommendation.ref).in_(words)
        )
    )
    texts = {ref: text for ref, text in rows if text}
    return [
        ref for ref, text in words.items() if ref in texts and digest(texts[ref]) != digest(text)
    ]


def rows_with_errors(found: Mapping[str, Any]) -> int:
    """Return how many rows of a table have errors; one row may have several."""
    known = found.get("problems") or []
    rows = {entry.get("row") for entry in known}
    if len(known) == (found.get("problems_total") or 0):
        return len(rows)
    return max(len(rows), (found.get("tally") or {}).get("wrong") or 0)


def list_rejected(db: Session, import_id: int, most: int) -> list[int]:
    """Return the ids of up to `most` rejected drafts, in order; 1 statement.

    Those that were joined to another are left out: their text stands there.
    """
    reason = sa.func.coalesce(col(Draft.reason), "")
    rows = db.execute(
        sa.select(col(Draft.id))
        .where(
            col(Draft.import_id) == import_id,
            col(Draft.decision) == Decision.REJECTED,
            reason.not_like(f"{JOINED}%"),
        )
        .order_by(col(Draft.ordinal))
        .limit(most)
    )
    return list(rows.scalars())


def list_twins(db: Session, line: ImportRecord) -> list[int]:
    """Return the ids of other imports of the same file that were read, newest first.

    1 statement.
    """
    read = (ImportState.READ, ImportState.PUBLISHED)
    rows = db.execute(
        sa.select(col(Import.id))
        .where(
            col(Import.sha256) == line.sha256,
            col(Import.id) != line.id,
            col(Import.state).in_(read),
        )
        .order_by(col(Import.id).desc())
        .limit(5)
    )
    return list(rows.scalars())
