"""Writes of imports and decisions about their drafts."""

from typing import Any

from sqlalchemy.orm import Session

from app.core.files import StoredFile
from app.imports.models import Draft, Import
from app.imports.records import Which
from app.vocabulary.lists import Decision, ImportKind


def start(
    db: Session,
    kind: ImportKind,
    file: StoredFile,
    name: str,
    media_type: str,
    options: dict[str, Any],
) -> Import:
    """Record a file that is to be read; flushes.

    Raises `RuleError` on the option that is missing, malformed or names nothing known.
    """
    raise NotImplementedError


def change_options(db: Session, import_id: int, version: int, options: dict[str, Any]) -> Import:
    """Change what the editor says about the file, so that it is read anew; its drafts go.

    Raises `RuleError` when drafts of it were published, `ConflictError` on another version.
    """
    raise NotImplementedError


def decide(
    db: Session, import_id: int, drafts: list[int], decision: Decision, reason: str | None = None
) -> int:
    """Accept, reject or reopen drafts of an import; return how many changed.

    Raises `RuleError` on `content.…` when one that is accepted cannot be published as it is.
    """
    raise NotImplementedError


def decide_all(
    db: Session, import_id: int, which: Which, decision: Decision, reason: str | None = None
) -> int:
    """Decide about many drafts at once; return how many changed."""
    raise NotImplementedError


def edit(
    db: Session,
    draft_id: int,
    version: int,
    content: dict[str, Any],
    replace: list[str] | None = None,
) -> Draft:
    """Change what a draft would enter; `replace` are fields that it may overwrite in its record.

    Raises `RuleError` on the field at fault, `ConflictError` when the version is another.
    """
    raise NotImplementedError


def split(db: Session, draft_id: int, version: int, at: int) -> Draft:
    """Split an item's draft before character `at` of its text; return the new second draft."""
    raise NotImplementedError


def merge(db: Session, draft_id: int, other_id: int, version: int) -> Draft:
    """Join the text of another item's draft to one; the other is rejected. Return the one."""
    raise NotImplementedError


def rematch(db: Session, draft_id: int, version: int, ref: str | None) -> Draft:
    """Say which record a draft is; `None`: a new one. Raises `RuleError` when there is no such."""
    raise NotImplementedError


def take_up(db: Session, import_id: int, unread: int, number: str) -> Draft:
    """Make an item's draft of an unread passage. Raises `RuleError` on a number that is taken."""
    raise NotImplementedError


def discard(db: Session, import_id: int) -> None:
    """Decide not to use an import; its decisions are remembered. What was published stays."""
    raise NotImplementedError
