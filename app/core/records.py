"""Small helpers of the services: look keys up, put records, replace their parts."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.tables import Record, Table
from app.errors import RuleError

RecordT = TypeVar("RecordT", bound=Record)
ValueT = TypeVar("ValueT")
MadeT = TypeVar("MadeT")

CHUNK = 400
"""How many records are written at a time; a statement takes at most 32,766 values on SQLite."""


def chunks(values: Sequence[ValueT], size: int = CHUNK) -> Iterator[list[ValueT]]:
    """Yield the values in stretches of at most `size`."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def find(db: Session, model: type[RecordT], **key: Any) -> RecordT | None:
    """Return the record with this key, or `None`."""
    return db.execute(sa.select(model).filter_by(**key)).scalar_one_or_none()


def get_id(db: Session, model: type[Record], field: str, **key: str) -> int:
    """Return the id of the record with this key; ids are remembered for the session's life.

    Raises `RuleError` naming `field`, the input that holds the key, when there is none.
    """
    known: dict[tuple[type[Record], str], int] = db.info.setdefault("ids", {})
    ((column, value),) = key.items()
    if (model, value) not in known:
        found = db.execute(
            sa.select(col(model.id)).filter_by(**{column: value})
        ).scalar_one_or_none()
        if found is None:
            raise RuleError(f"no {model.__name__.lower()} “{value}”", field)
        known[model, value] = found
    return known[model, value]


def know_ids(db: Session, model: type[Record], column: str, values: Collection[str | None]) -> None:
    """Look up the ids that `get_id` will be asked for. 1 statement for each `CHUNK` of new keys."""
    known: dict[tuple[type[Record], str], int] = db.info.setdefault("ids", {})
    new = sorted({value for value in values if value and (model, value) not in known})
    key = getattr(model, column)
    for chunk in chunks(new):
        rows = db.execute(sa.select(key, col(model.id)).where(key.in_(chunk)))
        known.update({(model, value): row_id for value, row_id in rows})


def make_each(given: Sequence[tuple[int, ValueT]], make: Callable[[ValueT], MadeT]) -> list[MadeT]:
    """Make something of each entry; a `RuleError` then says at which place the entry stands."""
    made = []
    for place, entry in given:
        try:
            made.append(make(entry))
        except RuleError as error:
            error.entry = place
            raise
    return made


def keep_id(db: Session, model: type[Record], row_id: int) -> None:
    """Let the next row that `put` or `put_all` adds to a model bear this id."""
    db.info.setdefault("kept_ids", {})[model] = row_id


def _kept_id(db: Session, model: type[Record]) -> int | None:
    kept: dict[type[Record], int] = db.info.get("kept_ids", {})
    return kept.pop(model, None)


def forget_ids(db: Session) -> None:
    """Forget the ids that `get_id` remembered: a row that had one is gone."""
    db.info.pop("ids", None)


def put(db: Session, model: type[RecordT], key: dict[str, Any], values: dict[str, Any]) -> RecordT:
    """Insert the record, or change it and raise its version.

    Flushes, so that the rules of the database speak.
    """
    row = find(db, model, **key)
    if row is None:
        row = model(**key, **values)
        if (kept := _kept_id(db, model)) is not None:
            row.id = kept
        db.add(row)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
    db.flush()
    return row


def replace_parts(
    db: Session, model: type[Table], owner: dict[str, int], parts: Sequence[Table]
) -> None:
    """Replace the rows of `model` that belong to the owner; flushes."""
    db.execute(sa.delete(model).filter_by(**owner))
    db.add_all(parts)
    db.flush()


class Kept(NamedTuple):
    """A record that was put: its number, and its version, which is 1 for a new one."""

    id: int
    version: int


def put_all(
    db: Session, model: type[RecordT], key: str, rows: Sequence[dict[str, Any]]
) -> list[Kept]:
    """Insert or change many records as `put` does one; return what became of each, in order.

    `rows` hold the same columns each, `key` among them, which names every record once. At most 5
    statements.
    """
    column = getattr(model, key)
    wanted = column.in_([row[key] for row in rows])
    existing: dict[str, int] = {
        row[0]: row[1] for row in db.execute(sa.select(column, col(model.id)).where(wanted))
    }
    new = [row for row in rows if row[key] not in existing]
    if len(new) == 1 and (kept_id := _kept_id(db, model)) is not None:
        new[0] = {**new[0], "id": kept_id}
    if new:
        db.execute(sa.insert(table_of(model)), new)
    changed = [{**row, "id": existing[row[key]]} for row in rows if row[key] in existing]
    if changed:
        db.execute(sa.update(model), changed)
        db.execute(
            sa.update(model)
            .where(col(model.id).in_(list(existing.values())))
            .values(version=col(model.version) + 1)
            .execution_options(synchronize_session=False)
        )
    kept = sa.select(column, col(model.id), col(model.version)).where(wanted)
    by_key = {row[0]: Kept(row[1], row[2]) for row in db.execute(kept)}
    return [by_key[row[key]] for row in rows]


def load_all(db: Session, model: type[RecordT], ids: Sequence[int]) -> list[RecordT]:
    """Return the records as they are now, in order. 1 statement for each `CHUNK`."""
    found: dict[int, RecordT] = {}
    for chunk in chunks(ids):
        statement = sa.select(model).where(col(model.id).in_(chunk))
        rows = db.execute(statement.execution_options(populate_existing=True)).scalars()
        found.update((row.id, row) for row in rows)
    return [found[row_id] for row_id in ids]


def replace_all_parts(
    db: Session,
    model: type[Table],
    owner: str,
    owners: Sequence[Kept],
    parts: Sequence[dict[str, Any]],
) -> None:
    """Replace the rows of `model` that belong to the owners. At most 2 statements.

    A record of version 1 is new and has none. `parts` hold the same columns each.
    """
    changed = [record.id for record in owners if record.version > 1]
    if changed:
        pointer = getattr(model, owner)
        db.execute(
            sa.delete(model)
            .where(pointer.in_(changed))
            .execution_options(synchronize_session=False)
        )
    if parts:
        db.execute(sa.insert(table_of(model)), parts)


def table_of(model: type[Table]) -> sa.Table:
    """Return the table of a model, to insert many rows at once.

    An insert into the mapped class would send one statement for each set of columns without value.
    """
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table
