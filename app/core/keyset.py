"""Keyset paging: an opaque cursor of the last row's sort key and the query that it belongs to."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import sqlalchemy as sa

Value: TypeAlias = str | int


@dataclass(frozen=True)
class SortColumn:
    """One column of a total order. The columns may not be null, and the last one is unique."""

    expression: sa.SQLColumnExpression[Any]
    descending: bool = False


class CursorError(ValueError):
    """The cursor is damaged or belongs to another query."""


class OtherQueryError(CursorError):
    """The cursor is whole, but it was made by another query."""


def encode_cursor(values: list[Value], query: str) -> str:
    """Return the cursor behind a row with these sort values, valid for this query only."""
    payload = json.dumps([_signature(query), *values], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(payload.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, query: str, columns: int) -> list[Value]:
    """Return the sort values in a cursor.

    Raises `CursorError` when it is damaged or was made by another query.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        payload: Any = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        signature, *found = payload
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise CursorError("it is damaged") from None
    if signature != _signature(query):
        raise OtherQueryError("it was made by another query")
    values = [value for value in found if isinstance(value, str | int)]
    if len(values) != len(found) or len(values) != columns:
        raise CursorError("it is damaged")
    return values


def after(columns: list[SortColumn], values: list[Value]) -> sa.ColumnElement[bool]:
    """Return the condition that keeps rows strictly behind `values` in the order of `columns`.

    Raises `CursorError` when a value is none that its column can hold: anybody can make a cursor.
    """
    branches = []
    for index, column in enumerate(columns):
        bound = _bound(column, values[index])
        beyond = column.expression < bound if column.descending else column.expression > bound
        equal = [
            before.expression == _bound(before, values[place])
            for place, before in enumerate(columns[:index])
        ]
        branches.append(sa.and_(*equal, beyond))
    return sa.or_(*branches)


def order_by(columns: list[SortColumn]) -> list[sa.ColumnElement[Any]]:
    """Return the ORDER BY of the columns."""
    return [
        column.expression.desc() if column.descending else column.expression.asc()
        for column in columns
    ]


def _bound(column: SortColumn, value: Value) -> sa.ColumnElement[Any]:
    expression: Any = column.expression
    kind = expression.type
    if isinstance(kind, sa.Date):
        try:
            return sa.literal(date.fromisoformat(str(value)), sa.Date)
        except ValueError:
            raise CursorError("it is damaged") from None
    if isinstance(kind, sa.Integer) and not (type(value) is int and abs(value) < 2**63):
        raise CursorError("it is damaged")
    if isinstance(kind, sa.String) and not (isinstance(value, str) and _storable(value)):
        raise CursorError("it is damaged")
    return sa.literal(value, kind)


def _storable(text: str) -> bool:
    """Whether a database can hold the text: JSON can spell NUL and halves of characters."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _signature(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()[:12]
