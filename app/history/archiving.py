"""Archive an entry, and bring it back: its row goes and comes, its history stays.

An archived entry comes back with its id, its key and its content. What is no content does not: the
passages of an item or an answer in a document's text, and an item's place among its document's
items, where it comes back as the last.
"""

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.inputs import Input, problem_in_words
from app.core.records import forget_ids, keep_id, table_of
from app.documents.models import DocumentFile, DocumentPage
from app.entries import contents
from app.entries.following import follow, renew, touched
from app.entries.kinds import KIND
from app.entries.references import refers, release
from app.errors import RuleError
from app.history.by import By
from app.history.models import Archived, Change
from app.history.queries import find_past
from app.history.recording import BEFORE, make_act, record
from app.vocabulary.lists import Action

MOST_NAMED = 10
"""How many entries that hold another are named."""


def archive(
    db: Session,
    by: By,
    entry: str,
    key: str,
    merged_into: str | None = None,
    undoes: Change | None = None,
) -> int:
    """Take an entry out of the tracker and store what follows; return the act's id; flushes.

    `merged_into` is the key of the entry of its kind that it was merged into. Raises `RuleError`
    when there is no such entry, when others refer to it (it names them), or when a document holds
    the text of a file, which history does not keep.
    """
    row_id = _find(db, entry, key)
    if merged_into is not None:
        if merged_into == key:
            raise RuleError(f"{entry} {key} cannot be merged into itself", "merged_into")
        _find(db, entry, merged_into, "merged_into")
    _refuse_held(db, entry, key, row_id)
    if row_id not in find_past(db, entry, [row_id]):
        record(db, BEFORE, {entry: [row_id]})
    number = find_past(db, entry, [row_id])[row_id].number
    resting = touched(db, {entry: [row_id]})
    act_id = make_act(db, by)
    change = Change(
        act_id=act_id,
        entry=entry,
        key=key,
        row_id=row_id,
        number=number + 1,
        action=Action.ARCHIVED,
        fields=[],
        undoes_id=undoes.id if undoes else None,
    )
    db.add_all(
        [
            change,
            Archived(entry=entry, key=key, row_id=row_id, act_id=act_id, merged_into=merged_into),
        ]
    )
    db.flush()
    release(db, entry, row_id)
    table = table_of(KIND[entry].table)
    db.execute(sa.delete(table).where(table.c.id == row_id))
    db.expire_all()
    forget_ids(db)
    renew(db, resting)
    return act_id


def restore(db: Session, by: By, entry: str, key: str, undoes: Change | None = None) -> int:
    """Bring an archived entry back with its id, key and content; return the act's id; flushes.

    Raises `RuleError` when it is not archived, or when what it names is not there any more.
    """
    row = db.execute(
        sa.select(Archived).where(col(Archived.entry) == entry, col(Archived.key) == key)
    ).scalar_one_or_none()
    if row is None:
        raise RuleError(f"{entry} {key} is not archived")
    row_id = row.row_id
    past = find_past(db, entry, [row_id])[row_id]
    kind = KIND[entry]
    given = checked(entry, past.content)
    db.delete(row)
    keep_id(db, kind.table, row_id)
    saved = kind.save(db, given)
    # Higher than any it had, so that seed files and forms see that it is not what they knew.
    saved.version = past.number + 1
    db.flush()
    act_id = follow(db, {entry: [saved.id]}, by, undoes=undoes)
    assert act_id is not None
    return act_id


def checked(entry: str, content: contents.Content) -> Input:
    """Return the input of a content. Raises `RuleError` that names the field at fault."""
    try:
        return KIND[entry].model.model_validate(content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise RuleError(problem_in_words(problem), field) from None


def _find(db: Session, entry: str, key: str, field: str = "key") -> int:
    row_id = contents.find_id(db, entry, key)
    if row_id is None:
        raise RuleError(f"there is no {entry} {key}", field)
    return row_id


def _refuse_held(db: Session, entry: str, key: str, row_id: int) -> None:
    """Raise `RuleError` where an entry cannot go."""
    held_by = refers(db, entry, row_id)
    if held_by:
        named = ", ".join(f"{name} {other}" for name, other in held_by[:MOST_NAMED])
        more = f" and {len(held_by) - MOST_NAMED} more" if len(held_by) > MOST_NAMED else ""
        raise RuleError(f"{entry} {key} is referred to by {named}{more}: change or archive those")
    if entry == "document":
        for table in (DocumentFile, DocumentPage):
            there = sa.select(col(table.id)).where(col(table.document_id) == row_id).limit(1)
            if db.execute(there).first():
                raise RuleError(
                    f"document {key} holds the text of a file, which could not be brought back"
                )
