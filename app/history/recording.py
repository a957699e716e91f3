"""Write what changed into history, in the transaction of the change itself."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.progress import Progress
from app.core.records import chunks, table_of
from app.entries import contents
from app.entries.kinds import KINDS
from app.errors import RuleError
from app.history.by import By
from app.history.folding import differences
from app.history.models import Act, Change
from app.history.queries import NOTHING, Past, find_archived, find_past, without_history
from app.recommendations.models import Recommendation
from app.threads.models import ThreadMember
from app.vocabulary.lists import Action, Channel

BEFORE = By("Recorded before history began", Channel.COMMAND)
"""Whom history names for what was recorded by a version that kept none."""


def record(
    db: Session,
    by: By,
    changed: Mapping[str, Collection[int]],
    undoes: Change | None = None,
    progress: Progress | None = None,
) -> int | None:
    """Write the changes of rows that were added or changed, as one act; return the act's id.

    `changed` holds ids by kind of entry. A row that is as history knows it gets no change, and
    where none changed there is no act. Rows of other entries that a save touches are found here.
    `undoes` is the change that the change of its entry takes back. Raises `RuleError` when a new
    entry bears the key of an archived one. About 2 statements and what `contents.read` takes for
    each `CHUNK` of a kind.
    """
    db.flush()
    rows = _Writer(db, by, undoes)
    wanted = _with_touched(db, changed)
    done, total = 0, sum(map(len, wanted.values()))
    for kind in KINDS:
        for chunk in chunks(_in_order(db, kind.name, wanted.get(kind.name, ()))):
            if progress:
                progress("history", done, total)
            rows.write(kind.name, chunk)
            done += len(chunk)
    return rows.act_id


def has_begun(db: Session) -> bool:
    """Return whether history knows every row. 1 statement for each kind of entry."""
    return not any(without_history(db, kind.table, kind.name, 1) for kind in KINDS)


def begin(db: Session, progress: Progress | None = None) -> int:
    """Let history begin for rows that it does not know; return how many. Idempotent."""
    found = {kind.name: without_history(db, kind.table, kind.name) for kind in KINDS}
    number = sum(map(len, found.values()))
    if number:
        record(db, BEFORE, found, progress=progress)
    return number


_AFTER = {None: Action.CREATED, Action.ARCHIVED: Action.RESTORED}
"""What saving an entry is, by what was done with it last; else it is a change."""


class _Writer:
    """Writes the changes of one act, which is made with the first of them."""

    def __init__(self, db: Session, by: By, undoes: Change | None) -> None:
        self.db, self.by, self.undoes = db, by, undoes
        self.act_id: int | None = None

    def write(self, entry: str, ids: list[int]) -> None:
        """Write the changes of some rows of a kind."""
        after = contents.read(self.db, entry, ids)
        past = find_past(self.db, entry, ids)
        keys = contents.keys(self.db, entry, ids)
        self._refuse_archived(entry, {keys[row_id] for row_id in after if row_id not in past})
        rows = []
        for row_id in ids:
            if row_id not in after:
                continue
            before = past.get(row_id, NOTHING)
            fields = differences(before.content, after[row_id])
            if fields or not before.number or before.action is Action.ARCHIVED:
                rows.append(self._change(entry, keys[row_id], row_id, before, fields))
        if rows:
            act_id = self._act()
            self.db.execute(
                sa.insert(table_of(Change)), [{**row, "act_id": act_id} for row in rows]
            )

    def _change(
        self, entry: str, key: str, row_id: int, before: Past, fields: list[dict[str, Any]]
    ) -> dict[str, Any]:
        undoes = self.undoes
        same = undoes is not None and (undoes.entry, undoes.row_id) == (entry, row_id)
        return {
            "entry": entry,
            "key": key,
            "row_id": row_id,
            "number": before.number + 1,
            "action": _AFTER.get(before.action, Action.CHANGED),
            "fields": fields,
            "undoes_id": undoes.id if undoes and same else None,
        }

    def _act(self) -> int:
        if self.act_id is None:
            self.act_id = make_act(self.db, self.by)
        return self.act_id

    def _refuse_archived(self, entry: str, keys: set[str]) -> None:
        for key in find_archived(self.db, entry, keys):
            raise RuleError(f"{entry} {key} is archived: restore it instead")


def make_act(db: Session, by: By) -> int:
    """Write down that somebody acts now; flushes."""
    act = Act(by=by.name, user_id=by.user_id, channel=by.channel, reason=by.reason or None)
    db.add(act)
    db.flush()
    return act.id


def _with_touched(
    db: Session, changed: Mapping[str, Collection[int]]
) -> dict[str, Collection[int]]:
    """Add the rows that a save touches beside its own.

    A thread that takes over the main membership of an item changes the thread that had it.
    """
    threads = set(changed.get("thread", ()))
    for chunk in chunks(sorted(threads)):
        items = sa.select(col(ThreadMember.item_id)).where(col(ThreadMember.thread_id).in_(chunk))
        others = sa.select(col(ThreadMember.thread_id)).where(col(ThreadMember.item_id).in_(items))
        threads |= set(db.execute(others.distinct()).scalars())
    return {**changed, "thread": threads}


def _in_order(db: Session, entry: str, ids: Collection[int]) -> list[int]:
    """The rows in the order in which they can be made again: items as their documents have them."""
    wanted = sorted(set(ids))
    if entry != "item":
        return wanted
    columns = (Recommendation.document_id, Recommendation.ordinal, Recommendation.id)
    places: list[tuple[int, ...]] = []
    for chunk in chunks(wanted):
        rows = db.execute(sa.select(*map(col, columns)).where(col(Recommendation.id).in_(chunk)))
        places += [tuple(row) for row in rows]
    return [place[2] for place in sorted(places)]
