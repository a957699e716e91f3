"""Accepted drafts become records, in one transaction."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy.orm import Session

from app.imports.records import Published

Progress: TypeAlias = Callable[[str, int, int], None]


def publish(db: Session, import_id: int, show: Progress | None = None) -> Published:
    """Save all accepted drafts, attach the document's text and file, and store what follows.

    Needs an open write transaction; flushes. Raises `RuleError` that names the draft which cannot
    be saved and why; nothing is to be committed then.
    """
    raise NotImplementedError
