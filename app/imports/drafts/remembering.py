"""What was rejected in earlier imports of the same document or file."""

from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.textfold import digest
from app.imports.models import Draft, Import
from app.vocabulary.lists import Decision, ImportKind, ImportState

Mark: TypeAlias = tuple[str, str, str]

JOINED = "joined_to"
"""Where a draft's passage names the draft that it was joined to."""

UNDO = "undo"
"""Where the passage of a draft that was joined to another keeps what that one was before."""

NOT_REMEMBERED = "document"
"""The kind of entry whose rejection says nothing of a later file."""


def mark(entry: str, key: str, passage: dict[str, Any]) -> Mark:
    """Return what tells one draft from another of the same document, in any import."""
    return (entry, key, digest(passage.get("text") or ""))


def rejected_before(db: Session, import_row: Import) -> dict[Mark, str]:
    """Return what was rejected, and why.

    Imports that were discarded are forgotten; documents and drafts that were joined to others were
    not rejected for what they say.
    """
    same = [col(Import.sha256) == import_row.sha256]
    if import_row.document_id:
        same.append(col(Import.document_id) == import_row.document_id)
    rows = db.execute(
        sa.select(Draft)
        .join(Import, col(Import.id) == col(Draft.import_id))
        .where(
            sa.or_(*same),
            col(Draft.decision) == Decision.REJECTED,
            col(Draft.entry) != NOT_REMEMBERED,
            col(Import.id) != (import_row.id or 0),
            col(Import.kind) != ImportKind.TABLE,
            col(Import.state) != ImportState.DISCARDED,
        )
    ).scalars()
    return {
        mark(row.entry, row.key, row.passage): row.reason or "rejected before"
        for row in rows
        if not row.passage.get(JOINED)
    }


def reject_again(db: Session, import_row: Import, drafts: list[Draft]) -> None:
    """Reject what was rejected before, and say so among the import's warnings."""
    rejected = rejected_before(db, import_row)
    again = 0
    for draft in drafts:
        reason = rejected.get(mark(draft.entry, draft.key, draft.passage))
        if reason is not None:
            draft.decision, draft.reason = Decision.REJECTED, reason
            again += 1
    if again:
        was = "1 draft was" if again == 1 else f"{again:,} drafts were"
        message = f"{was} rejected in an earlier import of it, and so here: look at those"
        warnings = import_row.found.get("warnings", [])
        entry = {"code": "rejected_before", "message": message, "page": None}
        import_row.found = import_row.found | {"warnings": [*warnings, entry]}
