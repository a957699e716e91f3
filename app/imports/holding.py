"""Rows of imports and drafts held for a change, and the checks that come before it."""

from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.inputs import Input, problem_in_words
from app.entries.kinds import KIND
from app.errors import ConflictError, NotFoundError, RuleError
from app.imports.drafts.drafting import judge
from app.imports.drafts.present import find_record, merged
from app.imports.inputs import ReiterationInput
from app.imports.models import Draft, Import
from app.imports.runs.claiming import is_being_read
from app.vocabulary.lists import Decision


def check(db: Session, draft: Draft) -> None:
    """Raise `RuleError` on the field of a draft's content that keeps it from being saved."""
    model: type[Input] = ReiterationInput
    if draft.entry != "reiteration":
        model = KIND[draft.entry].model
    content = draft.content
    if draft.matches:
        present = find_record(db, draft.entry, draft.matches)
        if present is not None:
            content = merged(present, content, draft.passage.get("replace", ()))
    if draft.entry == "document" and content.get("held") and not content.get("published_on"):
        raise RuleError("give the date of the document, at least its year", "published_on")
    validated(model, content)


def validated(model: type[Input], content: dict[str, Any]) -> Any:
    """Return the input. Raises `RuleError` on the first field at fault."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise RuleError(problem_in_words(problem), where) from None


def lock_import(db: Session, import_id: int) -> Import:
    """Return the import's row, held until the transaction ends. Raises `NotFoundError`."""
    row = db.get(Import, import_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError(f"there is no import {import_id}")
    return row


def get_open_draft(db: Session, draft_id: int, version: int) -> Draft:
    """Return a draft that can still be changed, held until the transaction ends.

    Raises `NotFoundError`, `ConflictError` on another version, `RuleError` when it is published.
    """
    row = db.get(Draft, draft_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError(f"there is no draft {draft_id}")
    same_version(row.version, version)
    if row.decision is Decision.PUBLISHED:
        raise RuleError("it is published already: change the record itself")
    return row


def changed(draft: Draft) -> None:
    """Note that a person changed a draft: what it lacks is looked at again, what was said stays."""
    draft.warnings = [entry for entry in draft.warnings if entry["code"] != "incomplete"]
    judge(draft)
    if draft.decision is Decision.ACCEPTED and draft.suspect:
        draft.decision = Decision.OPEN
    draft.version += 1


def not_being_read(row: Import) -> None:
    """Raise `ConflictError` while the import's file is being read."""
    if is_being_read(row):
        raise ConflictError("the file is being read: wait until that is done")


def same_version(present: int, expected: int) -> None:
    """Raise `ConflictError` when a row is not as it was shown."""
    if present != expected:
        raise ConflictError("it was changed meanwhile: look at it again")


def touch(row: Import) -> None:
    """Note that an import was changed."""
    row.version += 1
    row.changed_at = clock.now()
