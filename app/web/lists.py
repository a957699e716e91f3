"""One page of any list, and the checks of values and keys that are rows of a table."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, TypeAlias

import sqlalchemy as sa
from fastapi import Path
from sqlalchemy.orm import Session

from app.core.keyset import CursorError, SortColumn, Value, after, order_by
from app.core.nearest import nearest
from app.errors import NotFoundError, NotYetError, ParameterError, ParameterProblem
from app.web.i18n import gettext, marked
from app.web.queries import WHOLE, PagedQuery, bad_cursor

MOST_ALLOWED = 100
MOST_WRONG = 5
"""How many wrong values of one filter are named."""
MOST_COMPARED = 500
TOTALS = "totals"
"""Where a session of one whole list keeps its total, by the signature of the query."""

Key: TypeAlias = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
"""A reference, slug or code as part of an address."""

RowId: TypeAlias = Annotated[int, Path(ge=1, lt=2**63), WHOLE]
"""The id of a row as part of an address."""

THERE_IS_NONE = {
    "answer": marked("There is no answer %(key)s."),
    "assessment": marked("There is no assessment %(key)s."),
    "country": marked("There is no country %(key)s."),
    "document": marked("There is no document %(key)s."),
    "election": marked("There is no election %(key)s."),
    "instrument": marked("There is no instrument %(key)s."),
    "item": marked("There is no item %(key)s."),
    "link": marked("There is no link %(key)s."),
    "organisation": marked("There is no organisation %(key)s."),
    "recurring recommendation": marked("There is no recurring recommendation %(key)s."),
    "standard": marked("There is no standard %(key)s."),
    "statement": marked("There is no statement %(key)s."),
    "topic": marked("There is no topic %(key)s."),
    "undertaking": marked("There is no undertaking %(key)s."),
}
"""What is said of a key that names nothing, by kind of record."""


def read_page(
    db: Session,
    statement: sa.Select[Any],
    query: PagedQuery,
    columns: list[SortColumn],
    counted: sa.Select[Any] | None = None,
) -> tuple[Sequence[Any], str | None, int]:
    """Return the rows of a page, the cursor of the next one and the total. 2 statements.

    `counted` gives the same rows without the joins that only bring their parts; it is quicker.
    Raises `ParameterError` when the cursor cannot be used.
    """
    total = _total(db, statement if counted is None else counted, query)
    start = query.start(len(columns))
    if start is not None:
        try:
            statement = statement.where(after(columns, start))
        except CursorError as error:
            raise bad_cursor(error) from None
    keys: list[Any] = [
        column.expression.label(f"key_{place}") for place, column in enumerate(columns)
    ]
    rows = db.execute(
        statement.add_columns(*keys).order_by(*order_by(columns)).limit(query.limit + 1)
    ).all()
    more, rows = len(rows) > query.limit, rows[: query.limit]
    cursor = query.cursor([_value(rows[-1], key.name) for key in keys]) if more else None
    return rows, cursor, total


def _total(db: Session, statement: sa.Select[Any], query: PagedQuery) -> int:
    """How many rows there are; counted once by who reads a whole list on one snapshot."""
    known: dict[str, int] | None = db.info.get(TOTALS)
    if known is not None and query.signature in known:
        return known[query.signature]
    total = int(
        db.execute(
            statement.with_only_columns(sa.func.count(), maintain_column_froms=True)
        ).scalar_one()
    )
    if known is not None:
        known[query.signature] = total
    return total


def _value(row: Any, name: str) -> Value:
    value: Value | date = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def among(*filters: tuple[Any, Sequence[Any]]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of filters: each column holds one of the values given for it."""
    return [column.in_(values) for column, values in filters if values]


def check_known(db: Session, query: PagedQuery, columns: dict[str, Any]) -> None:
    """Raise `ParameterError` when a value of a filter names no row; `columns` hold the keys.

    One statement for each filter that is used, two more where a value is wrong.
    """
    problems = []
    for name, column in columns.items():
        values: list[str] = getattr(query, name)
        if not values:
            continue
        known = set(db.execute(sa.select(column).where(column.in_(values))).scalars())
        problems += [
            ParameterProblem(
                name,
                gettext("%(name)s: there is no “%(value)s”.") % {"name": name, "value": value},
                _allowed(db, column, value),
            )
            for value in [value for value in values if value not in known][:MOST_WRONG]
        ]
    if problems:
        raise ParameterError(problems)


def _allowed(db: Session, column: Any, value: str) -> list[str]:
    """All that is allowed when it can be listed, else what comes near."""
    keys = db.execute(sa.select(column).limit(MOST_ALLOWED + 1)).scalars().all()
    return sorted(keys) if len(keys) <= MOST_ALLOWED else nearest_keys(db, column, value)


def nearest_keys(db: Session, column: Any, wanted: str) -> list[str]:
    """Return the keys nearest to one that does not exist.

    Of a large table only keys that begin alike are compared: a wrong address stays cheap.
    """
    keys = db.execute(sa.select(column).limit(MOST_COMPARED + 1)).scalars().all()
    head = max((wanted.rpartition(mark)[0] for mark in "-/"), key=len)
    if len(keys) > MOST_COMPARED and head:
        alike = (column.startswith(text, autoescape=True) for text in _spellings(head))
        statement = sa.select(column).where(sa.or_(*alike)).limit(MOST_COMPARED)
        keys = db.execute(statement).scalars().all()
    return nearest(wanted, keys)


def missing(db: Session, column: Any, wanted: str, what: str, day: date) -> NotFoundError:
    """Return the error for a key that a view of a day does not find; reads only.

    `what` names the kind of record. A record that exists is only not dated by the day.
    """
    if db.execute(sa.select(column).where(column == wanted)).first() is not None:
        message = gettext("%(key)s is dated after %(day)s.")
        return NotYetError(message % {"key": wanted, "day": day.isoformat()}, [wanted])
    return not_found(what, wanted, nearest_keys(db, column, wanted))


def not_found(what: str, key: str | int, nearest: list[str] | None = None) -> NotFoundError:
    """Return the error for a key that names nothing; `what` is a kind of `THERE_IS_NONE`."""
    return NotFoundError(gettext(THERE_IS_NONE[what]) % {"key": key}, nearest)


def _spellings(text: str) -> set[str]:
    return {text, text.upper(), text.lower()}
