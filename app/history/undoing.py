"""Take a change back by another one."""

from sqlalchemy.orm import Session

from app.entries.following import follow
from app.entries.kinds import KIND
from app.errors import NotFoundError, RuleError
from app.history.archiving import archive, checked, restore
from app.history.by import By
from app.history.models import Change
from app.history.queries import Past, find_past
from app.vocabulary.lists import Action


def undo(db: Session, by: By, change_id: int) -> int:
    """Take a change back: fields get their old values, what was recorded is archived, what was
    archived comes back; return the act's id; flushes.

    Raises `NotFoundError` when there is no such change, and `RuleError` where what was done since
    stands in the way: a field was changed again, the entry was archived, others refer to it.
    """
    change = db.get(Change, change_id)
    if change is None:
        raise NotFoundError(f"There is no change {change_id}.")
    past = find_past(db, change.entry, [change.row_id])[change.row_id]
    if change.action is Action.CHANGED:
        return _change_back(db, by, change, past)
    if past.number != change.number:
        raise RuleError(
            f"{change.entry} {change.key} was changed since: undo what came later first"
        )
    if change.action is Action.ARCHIVED:
        return restore(db, by, change.entry, change.key, change)
    return archive(db, by, change.entry, change.key, undoes=change)


def _change_back(db: Session, by: By, change: Change, past: Past) -> int:
    if past.action is Action.ARCHIVED:
        raise RuleError(f"{change.entry} {change.key} is archived: restore it first")
    later = [
        field["field"] for field in change.fields if past.content[field["field"]] != field["new"]
    ]
    if later:
        raise RuleError(
            f"{change.entry} {change.key}: changed again since: {', '.join(later)}", later[0]
        )
    old = {field["field"]: field["old"] for field in change.fields}
    saved = KIND[change.entry].save(db, checked(change.entry, past.content | old))
    act_id = follow(db, {change.entry: [saved.id]}, by, undoes=change)
    if act_id is None:
        raise RuleError(f"{change.entry} {change.key}: nothing would change")
    return act_id
