"""Accepted drafts become records, in one transaction."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.progress import Progress
from app.core.records import find
from app.documents.models import Document
from app.entries.following import follow
from app.entries.kinds import KINDS
from app.errors import RuleError
from app.history.by import By
from app.imports.desk.tallies import UNCHANGED
from app.imports.holding import lock_import, touch
from app.imports.models import Draft, Import
from app.imports.publication.attaching import attach
from app.imports.publication.saving import Accepted, Saved, save
from app.imports.records import Published
from app.vocabulary.lists import Channel, Decision, ImportKind, ImportState

log = logging.getLogger(__name__)

BATCH = 400
"""How many drafts are read and saved at a time."""

ENTRIES = (*(kind.name for kind in KINDS[:7]), "reiteration", *(kind.name for kind in KINDS[7:]))
"""The kinds of entry in the order in which they can be saved."""


OPERATOR = By("Operator", Channel.IMPORT)
"""Who publishes by a command, and at the desk of one machine."""


def publish(
    db: Session, import_id: int, show: Progress | None = None, by: By = OPERATOR
) -> Published:
    """Save all accepted drafts, attach the document's text and file, and store what follows.

    History keeps `by`, with the file's name where no reason is given. Needs an open write
    transaction; flushes. Raises `RuleError` that names the draft which cannot be saved and why;
    nothing is to be committed then. Doing it again adds nothing.
    """
    row = lock_import(db, import_id)
    if row.state not in (ImportState.READ, ImportState.PUBLISHED):
        raise RuleError(f"this import is {row.state.value}: there is nothing to publish")
    _needs_document(db, row)
    saved = Saved()
    done, total = 0, _count(db, import_id, Decision.ACCEPTED)
    for entry in ENTRIES:
        for batch in _accepted(db, import_id, entry):
            if show:
                show(entry, done, total)
            try:
                save(db, entry, batch, saved)
            except sa.exc.IntegrityError as error:
                log.warning("import %s, %s: %s", import_id, entry, error.orig)
                raise RuleError(_refused(entry, batch)) from None
            done += len(batch)
            _note(db, import_id, batch, saved, row.kind is not ImportKind.TABLE)
    document_id = attach(db, row)
    if document_id and document_id not in saved.ids("document"):
        saved.only_text.setdefault("document", []).append(document_id)
    if by.reason is None:
        by = replace(by, reason=row.name)
    follow(db, {kind.name: saved.ids(kind.name) for kind in KINDS}, by, show)
    left = _count(db, import_id, Decision.OPEN)
    row.state = ImportState.READ if left else ImportState.PUBLISHED
    touch(row)
    db.flush()
    return Published(
        added={entry: len(ids) for entry, ids in saved.added.items()},
        changed={
            entry: len(saved.changed.get(entry, [])) + len(saved.only_text.get(entry, []))
            for entry in (*saved.changed, *saved.only_text)
        },
        same=saved.same,
        document=row.found.get("document"),
        left=left,
    )


def _refused(entry: str, batch: Sequence[Accepted]) -> str:
    """That the database refused drafts that were written together, though each passed its checks.

    Which rule it was stands in the log, in the database's words.
    """
    if len(batch) == 1:
        return f"{entry} {batch[0].key}: it does not go with what is recorded: look at it again"
    keys = f"{batch[0].key} to {batch[-1].key}"
    return f"{entry} {keys}: one of them does not go with what is recorded: publish fewer at once"


def _needs_document(db: Session, row: Import) -> None:
    """Raise `RuleError` when a document that all rests on is not accepted."""
    waiting = find_waiting(db, row.id, row.found.get("document"))
    if waiting is None or not _count(db, row.id, Decision.ACCEPTED):
        return
    because = f": {waiting.lacks}" if waiting.lacks else ""
    raise RuleError(f"all rests on the document {waiting.slug}, which is not accepted{because}")


@dataclass(frozen=True)
class WaitingDocument:
    """A document that is new, or has no date yet, and whose draft is not accepted.

    All else of the import rests on it. `lacks` says what it lacks, empty where that is nothing.
    """

    draft_id: int
    slug: str
    lacks: str


def find_waiting(db: Session, import_id: int, slug: str | None) -> WaitingDocument | None:
    """Return the document of an import that stands in the way of publishing. Up to 2 statements."""
    draft = (
        db.execute(
            sa.select(Draft).where(
                col(Draft.import_id) == import_id,
                col(Draft.entry) == "document",
                col(Draft.key) == slug,
                col(Draft.decision).in_((Decision.OPEN, Decision.REJECTED)),
            )
        )
        .scalars()
        .first()
    )
    if draft is None:
        return None
    present = find(db, Document, slug=draft.key)
    if present is not None and present.published_on:
        return None
    lacks = [
        entry["message"]
        for entry in draft.warnings
        if entry.get("blocking") and entry["code"] != "incomplete"
    ]
    return WaitingDocument(draft.id, draft.key, "; ".join(lacks))


def _count(db: Session, import_id: int, decision: Decision) -> int:
    return int(
        db.execute(
            sa.select(sa.func.count(col(Draft.id))).where(
                col(Draft.import_id) == import_id, col(Draft.decision) == decision
            )
        ).scalar_one()
    )


def _accepted(db: Session, import_id: int, entry: str) -> Iterator[list[Accepted]]:
    """Yield the accepted drafts of a kind of entry in batches, in order."""
    columns: list[Any] = [getattr(Draft, name) for name in Accepted._fields]
    last = -1
    while True:
        rows = db.execute(
            sa.select(*columns)
            .where(
                col(Draft.import_id) == import_id,
                col(Draft.decision) == Decision.ACCEPTED,
                col(Draft.entry) == entry,
                col(Draft.ordinal) > last,
            )
            .order_by(col(Draft.ordinal))
            .limit(BATCH)
        )
        batch = [Accepted(*row) for row in rows]
        if not batch:
            return
        last = batch[-1].ordinal
        yield batch


def _left_alone(draft: Accepted, saved: Saved, ids: set[int]) -> bool:
    """Whether a draft of a record changed nothing of it; `ids` are the rows that were changed."""
    return draft.matches is not None and saved.rows.get(draft.id) not in ids


def _note(
    db: Session, import_id: int, batch: Sequence[Accepted], saved: Saved, with_rows: bool
) -> None:
    """The drafts of a batch are published; `with_rows`: each keeps the row that it became.

    Rows of a table stand nowhere in a text, so nobody asks for theirs.
    """
    db.execute(
        sa.update(Draft)
        .where(
            col(Draft.import_id) == import_id,
            col(Draft.decision) == Decision.ACCEPTED,
            col(Draft.entry) == batch[0].entry,
            col(Draft.ordinal).between(batch[0].ordinal, batch[-1].ordinal),
        )
        .values(decision=Decision.PUBLISHED, version=col(Draft.version) + 1)
        .execution_options(synchronize_session=False)
    )
    if with_rows:
        ids = set(saved.ids(batch[0].entry))
        passages = [
            {
                "id": draft.id,
                "passage": draft.passage
                | {"row": saved.rows.get(draft.id)}
                | ({UNCHANGED: True} if _left_alone(draft, saved, ids) else {}),
            }
            for draft in batch
        ]
        db.execute(sa.update(Draft), passages)
