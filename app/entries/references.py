"""Which entries refer to an entry, and which rows are parts of it.

Both follow from the foreign keys. A row that goes with what it points to (ON DELETE CASCADE) is a
part of that: an item's places, a thread's memberships, a document's issuers and its text. Any other
pointer holds the entry fast; where it stands in a part, it is the part's entry that refers.
"""

from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.records import table_of
from app.entries.contents import keys
from app.entries.kinds import KIND, KINDS
from app.imports.models import Import

APART = {"search_entries", "thread_statuses", "imports"}
"""Tables whose pointers hold nothing: two are made anew from entries, and an import only notes
which document it was about (`release` takes that note away)."""


class Pointer(NamedTuple):
    """A column that refers to an entry, and the column with the id of the entry that refers."""

    column: sa.Column[int]
    owner: sa.Column[int]
    entry: str


def refers(db: Session, entry: str, row_id: int) -> list[tuple[str, str]]:
    """Return the entries that refer to one: kind and public name, in the order of `KINDS`.

    1 statement for each pointer (at most 15), and 1 for each kind that refers.
    """
    found: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
    for pointer in pointers(entry):
        there = sa.select(pointer.owner).where(pointer.column == row_id, pointer.owner.is_not(None))
        found[pointer.entry].update(db.execute(there.distinct()).scalars())
    found[entry].discard(row_id)
    return [
        (name, key)
        for name, ids in found.items()
        if ids
        for key in sorted(keys(db, name, ids).values())
    ]


def release(db: Session, entry: str, row_id: int) -> None:
    """Take away what points to an entry without holding it, so that its row can be deleted."""
    if entry == "document":
        imports = table_of(Import)
        db.execute(
            sa.update(imports).where(imports.c.document_id == row_id).values(document_id=None)
        )


@cache
def pointers(entry: str) -> tuple[Pointer, ...]:
    """Return what can refer to entries of a kind."""
    target = table_of(KIND[entry].table)
    found = {
        Pointer(column, owner, name)
        for table in target.metadata.tables.values()
        if table.name not in APART
        for key in _keys(table, target)
        if key.ondelete != "CASCADE"
        for column in (_pointing(key),)
        for owner, name in owners(table)
    }
    return tuple(sorted(found, key=str))


@cache
def parts(entry: str) -> frozenset[str]:
    """Return the tables whose rows are deleted with an entry of a kind."""
    target = table_of(KIND[entry].table)
    tables = target.metadata.tables.values()
    found: set[str] = set()
    new = {target}
    while new:
        new = {
            table
            for table in tables
            if table.name not in found
            and any(key.ondelete == "CASCADE" for of in new for key in _keys(table, of))
        }
        found |= {table.name for table in new}
    return frozenset(found)


def owners(table: sa.Table) -> list[tuple[sa.Column[int], str]]:
    """Return the columns of a table with ids of the entries that its rows are, or are parts of."""
    found = []
    for kind in KINDS:
        target = table_of(kind.table)
        if table is target:
            return [(table.c.id, kind.name)]
        for key in _keys(table, target):
            if key.ondelete == "CASCADE":
                found.append((_pointing(key), kind.name))
    return found


def _keys(table: sa.Table, target: sa.Table) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys of a table to another."""
    return [key for key in table.foreign_key_constraints if key.referred_table is target]


def _pointing(key: sa.ForeignKeyConstraint) -> sa.Column[int]:
    """The column of a foreign key that holds the other row's id."""
    (column,) = (element.parent for element in key.elements if element.column.name == "id")
    return column
