"""Imports and their drafts."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record
from app.core.types import UTCDateTime, json_type, text_enum
from app.vocabulary.lists import Decision, ImportKind, ImportState, MatchBasis


class Import(Record, table=True):
    """A file being turned into drafts.

    `options` are what the editor said: election, responder, document, map, patterns. `found` is
    what the reader tells beside the drafts: pages, encoding, columns, warnings, unread passages,
    and for documents the text itself. `looked_at` are the places in that list of unread passages
    that somebody looked at. `what`, `done` and `total` show how far it is; `message` says why it
    failed.
    """

    __tablename__ = "imports"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        sa.CheckConstraint("state <> 'failed' OR message IS NOT NULL", name="failure_is_explained"),
        sa.Index("ix_imports_state_created_at", "state", "created_at"),
    )

    kind: ImportKind = Field(sa_type=text_enum(ImportKind, "kind"))
    state: ImportState = Field(default=ImportState.WAITING, sa_type=text_enum(ImportState, "state"))
    name: str
    sha256: str = Field(index=True)
    media_type: str
    size: int
    options: dict[str, Any] = Field(sa_type=json_type())
    found: dict[str, Any] = Field(default={}, sa_type=json_type())
    looked_at: list[int] = Field(default=[], sa_type=json_type())
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    what: str | None = None
    done: int = 0
    total: int = 0
    message: str | None = None
    changed_at: datetime = Field(sa_type=UTCDateTime)


class Draft(Record, table=True):
    """One entry that an import would add or change.

    `entry` names a kind of `app.entries.kinds`, `content` is its input, `key` names it within the
    import. `passage` is where it stands: text, page and spans. `matches` is the reference or key of
    the record that it was found to be, `basis` how. `suspect`: it has a warning.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        sa.UniqueConstraint("import_id", "ordinal"),
        sa.CheckConstraint("(matches IS NULL) = (basis IS NULL)", name="matches_and_basis"),
        sa.Index("ix_drafts_import_id_decision", "import_id", "decision"),
    )

    import_id: int = Field(foreign_key="imports.id", ondelete="CASCADE")
    ordinal: int
    entry: str
    key: str
    content: dict[str, Any] = Field(sa_type=json_type())
    passage: dict[str, Any] = Field(default={}, sa_type=json_type())
    matches: str | None = None
    basis: MatchBasis | None = Field(default=None, sa_type=text_enum(MatchBasis, "basis"))
    warnings: list[dict[str, Any]] = Field(default=[], sa_type=json_type())
    suspect: bool = False
    decision: Decision = Field(default=Decision.OPEN, sa_type=text_enum(Decision, "decision"))
    reason: str | None = None
