"""Publishing from the desk: once, however often it is asked for, and with progress while it lasts.

The publishing itself is one transaction, so it is claimed before in a short one.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.errors import AppError, ConflictError, RuleError
from app.history.by import By
from app.imports import queries
from app.imports.desk.pages import Progress
from app.imports.models import Draft, Import
from app.imports.publication.attaching import replaces_text
from app.imports.publication.publishing import OPERATOR, publish
from app.imports.records import ImportRecord, Published
from app.imports.runs.watching import step_of, watched, writing
from app.vocabulary.lists import Decision, ImportState
from app.web.i18n import gettext

CLAIM = "publishing"
"""What an import that is being published does."""

PATIENCE = timedelta(minutes=5)
"""After so long a claim has died with its process."""

MOST_AT_ONCE = 500
"""Publishing more drafts goes on after the answer, with progress."""


def publishing(line: ImportRecord) -> Progress | None:
    """Return how far publishing an import is, or nothing where it is not being published."""
    if line.state is not ImportState.READ or line.what != CLAIM:
        return None
    if clock.now() - line.changed_at > PATIENCE:
        return None
    step = step_of(line.id)
    return Progress(step.what or CLAIM, step.done, step.total)


class ChangedError(ConflictError):
    """What would be published is not what was shown."""


def shown_of(db: Session, import_id: int) -> str:
    """Return what tells whether the accepted drafts of an import are still those shown.

    It names the import's last change, how many drafts are accepted and their changes.
    2 statements.
    """
    row = db.get_one(Import, import_id)
    number, versions = db.execute(
        sa.select(sa.func.count(col(Draft.id)), sa.func.sum(col(Draft.version))).where(
            col(Draft.import_id) == import_id, col(Draft.decision) == Decision.ACCEPTED
        )
    ).one()
    return f"{row.version}-{number}-{versions or 0}"


def claim(database: Database, import_id: int, shown: str = "") -> int:
    """Take the right to publish an import; return how many drafts it has accepted.

    `shown` is what `shown_of` told when the page was made. Raises `ConflictError` when the import
    is being published or has been, `ChangedError` when it is not as it was shown, `RuleError` when
    nothing is accepted and no text is to be replaced.
    """
    with database.read() as db:
        # Looked up first: while it is being published, nobody else can write on SQLite.
        if publishing(queries.find_import(db, import_id)):
            raise ConflictError(gettext("This import is being published already."))
    with writing(database) as db:
        row = db.get_one(Import, import_id)
        fresh = clock.now() - row.changed_at <= PATIENCE
        if row.state is ImportState.PUBLISHED or (row.what == CLAIM and fresh):
            raise ConflictError(gettext("This import is published, or being published, already."))
        if row.state is not ImportState.READ:
            raise RuleError(gettext("This import has no drafts that could be published."))
        if shown and shown != shown_of(db, import_id):
            message = gettext(
                "The drafts changed meanwhile, so nothing was published. What would change now"
                " stands here: look at it, and publish again."
            )
            raise ChangedError(message)
        accepted = queries.count_drafts(db, import_id).accepted
        if not accepted and not replaces_text(row):
            raise RuleError(gettext("Nothing is accepted, so nothing can be published."))
        row.what, row.message, row.changed_at = CLAIM, None, clock.now()
        return accepted


def release(database: Database, import_id: int, by: By = OPERATOR) -> Published | None:
    """Publish an import that was claimed, on behalf of `by`.

    What stands in the way is kept as its message.
    """
    message = gettext("Publishing failed; nothing was changed. The fault is ours.")
    try:
        with watched(import_id) as show, database.write() as db:
            found = publish(db, import_id, show, by)
        message = ""
        return found
    except AppError as error:
        message = error.message
        return None
    finally:
        _end(database, import_id, message)


def _end(database: Database, import_id: int, message: str) -> None:
    with database.write() as db:
        row = db.get_one(Import, import_id)
        row.what, row.message, row.changed_at = None, message or None, clock.now()
