"""Small helpers to read rows back: columns as JSON, names of what is pointed to, parts in order.

Everything is read as columns, never as mapped objects: a session that held a row before it was
saved in bulk would give it as it was.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import table_of
from app.core.tables import Table
from app.documents.models import Document, Place
from app.organisations.models import Organisation
from app.standards.models import Citation, Standard

Content: TypeAlias = dict[str, Any]
"""The JSON of an entry's input: all fields, by the names that are written in files."""


def rows_of(db: Session, model: type[Table], column: str, values: Collection[Any]) -> list[Any]:
    """Return the rows whose column holds one of the values, all columns, by id. 1 statement."""
    columns = [getattr(model, found.key) for found in table_of(model).columns]
    wanted = getattr(model, column).in_(values)
    return list(db.execute(sa.select(*columns).where(wanted).order_by(col(model.id))))


def parts_of(
    db: Session, model: type[Table], owner: str, ids: Collection[int], order: str = "ordinal"
) -> dict[int, list[Any]]:
    """Return the rows that belong to each owner, in order. 1 statement."""
    columns = [getattr(model, found.key) for found in table_of(model).columns]
    of = getattr(model, owner)
    rows = db.execute(sa.select(*columns).where(of.in_(ids)).order_by(getattr(model, order)))
    found: dict[int, list[Any]] = {row_id: [] for row_id in ids}
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def column_of(
    db: Session, model: type[Table], column: str, ids: Iterable[int | None]
) -> dict[int | None, Any]:
    """Return a column by id; `None` stands for `None`. 1 statement, none where there are no ids."""
    wanted = sorted({row_id for row_id in ids if row_id is not None})
    found: dict[int | None, Any] = {None: None}
    if wanted:
        chosen = sa.select(col(model.id), getattr(model, column)).where(col(model.id).in_(wanted))
        found.update({row[0]: row[1] for row in db.execute(chosen)})
    return found


def named_by(
    db: Session, parts: Any, named: Any, column: str, owner: str, ids: Collection[int]
) -> dict[int, list[str]]:
    """Return the slugs of what some rows name, in order. 1 statement."""
    of = getattr(parts, owner)
    rows = db.execute(
        sa.select(of, named.slug)
        .join(parts, named.id == getattr(parts, column))
        .where(of.in_(ids))
        .order_by(parts.ordinal)
    )
    found: dict[int, list[str]] = {row_id: [] for row_id in ids}
    for row_id, slug in rows:
        found[row_id].append(slug)
    return found


def fields(row: Any, *names: str) -> Content:
    """Return columns of a row as they stand in JSON: of a fixed list the word."""
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> Any:
    """Return the word of a fixed list, anything else as it is."""
    return value.value if isinstance(value, Enum) else value


def read_places(db: Session, owner: str, own: Mapping[int, int]) -> dict[int, list[Content]]:
    """Return the places of some rows; `own` is the document of each, which a place does not repeat.

    2 statements.
    """
    return passages_of(db, Place, owner, own, "role")


def passages_of(
    db: Session, model: type[Table], owner: str, own: Mapping[int, int], *names: str
) -> dict[int, list[Content]]:
    """Return parts that say where something stands, with further columns. 2 statements."""
    parts = parts_of(db, model, owner, own)
    slugs = column_of(
        db, Document, "slug", (part.document_id for group in parts.values() for part in group)
    )
    return {
        row_id: [
            {
                "document": None if part.document_id == own[row_id] else slugs[part.document_id],
                **fields(part, "page", "page_basis", "section", *names),
            }
            for part in group
        ]
        for row_id, group in parts.items()
    }


def read_citations(db: Session, owner: str, ids: Collection[int]) -> dict[int, list[Content]]:
    """Return the citations of items or answers: who cites, and where, is always said.

    1 statement.
    """
    of = getattr(Citation, owner)
    rows = db.execute(
        sa.select(
            of.label("owner"),
            col(Standard.slug).label("standard"),
            col(Citation.purpose),
            col(Organisation.slug).label("cited_by"),
            col(Document.slug).label("document"),
            col(Citation.as_printed),
            col(Citation.page),
            col(Citation.section),
            col(Citation.note),
        )
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(of.in_(ids))
        .order_by(col(Citation.id))
    )
    found: dict[int, list[Content]] = {row_id: [] for row_id in ids}
    for row in rows:
        found[row.owner].append({name: plain(value) for name, value in row._asdict().items()})
        del found[row.owner][-1]["owner"]
    return found
