"""Small helpers of the services: look a key up, put a record, replace its parts."""

from collections.abc import Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.tables import Record, Table
from app.errors import RuleError

RecordT = TypeVar("RecordT", bound=Record)


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


def put(db: Session, model: type[RecordT], key: dict[str, Any], values: dict[str, Any]) -> RecordT:
    """Insert the record, or change it and raise its version.

    Flushes, so that the rules of the database speak.
    """
    row = find(db, model, **key)
    if row is None:
        row = model(**key, **values)
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
