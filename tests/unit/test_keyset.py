"""Cursors of keyset paging (app.core.keyset)."""

import base64
import json
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.core.keyset import CursorError, SortColumn, Value, after, decode_cursor, encode_cursor

VALUES = st.lists(st.one_of(st.text(), st.integers()), min_size=1, max_size=4)
QUERY = "kind=concern&sort=date"


@given(VALUES, st.text())
def test_cursor_round_trip(values: list[Value], query: str) -> None:
    assert decode_cursor(encode_cursor(values, query), query, len(values)) == values


@given(VALUES)
def test_cursor_is_safe_in_an_address(values: list[Value]) -> None:
    cursor = encode_cursor(values, QUERY)
    assert all(char.isascii() and (char.isalnum() or char in "-_") for char in cursor)


@given(VALUES)
def test_cursor_of_another_query_is_refused(values: list[Value]) -> None:
    with pytest.raises(CursorError, match="another query"):
        decode_cursor(encode_cursor(values, QUERY), QUERY + "&q=law", len(values))


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(CursorError):
        decode_cursor(text, QUERY, 1)


@given(VALUES, st.data())
def test_damage_is_refused_or_noticed(values: list[Value], data: st.DataObject) -> None:
    cursor = encode_cursor(values, QUERY)
    cut = data.draw(st.integers(0, len(cursor) - 1))
    with pytest.raises(CursorError):
        decode_cursor(cursor[:cut], QUERY, len(values))


def _forged(payload: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")


def _signature() -> str:
    cursor = encode_cursor([], QUERY)
    found: str = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))[0]
    return found


@pytest.mark.parametrize("values", [[], ["a"], ["a", 1, 2], ["a", None], ["a", 1.5], ["a", ["b"]]])
def test_a_forged_cursor_with_wrong_values_is_refused(values: list[object]) -> None:
    with pytest.raises(CursorError, match="damaged"):
        decode_cursor(_forged([_signature(), *values]), QUERY, 2)


@pytest.mark.parametrize("payload", [None, 1, "text", {}, [], {"a": 1}])
def test_a_forged_cursor_that_is_no_list_is_refused(payload: object) -> None:
    with pytest.raises(CursorError):
        decode_cursor(_forged(payload), QUERY, 1)


def test_a_cursor_nested_too_deep_is_refused() -> None:
    cursor = base64.urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=")
    with pytest.raises(CursorError):
        decode_cursor(cursor, QUERY, 1)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (sa.Integer(), "1"),
        (sa.Integer(), 2**63),
        (sa.Integer(), True),
        (sa.String(), 1),
        (sa.String(), "a\0b"),
        (sa.String(), "\ud800"),
        (sa.Date(), "2011-02-30"),
        (sa.Date(), 7),
    ],
)
def test_after_refuses_a_value_that_its_column_cannot_hold(
    kind: sa.types.TypeEngine[object], value: Value
) -> None:
    with pytest.raises(CursorError, match="damaged"):
        after([SortColumn(sa.column("c", kind))], [value])


ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.integers(0, 3)), unique=True
)


@given(ROWS, st.lists(st.booleans(), min_size=3, max_size=3), st.data())
def test_after_keeps_exactly_the_rows_behind(
    rows: list[tuple[int, str, int]], descending: list[bool], data: st.DataObject
) -> None:
    """Against SQLite in memory: sorted order, cut behind any row."""
    table = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("number", sa.Integer),
        sa.Column("name", sa.String),
        sa.Column("day", sa.Date),
    )
    columns = [SortColumn(column, down) for column, down in zip(table.c, descending, strict=True)]
    order = [
        column.expression.desc() if column.descending else column.expression.asc()
        for column in columns
    ]
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        if not rows:
            return
        connection.execute(
            table.insert(),
            [{"number": a, "name": b, "day": date(2000, 1, 1 + c)} for a, b, c in rows],
        )
        everything = connection.execute(sa.select(table).order_by(*order)).all()
        cut = data.draw(st.integers(0, len(everything) - 1))
        number, name, day = everything[cut]
        condition = after(columns, [number, name, day.isoformat()])
        behind = connection.execute(sa.select(table).where(condition).order_by(*order)).all()
        assert behind == everything[cut + 1 :]
    engine.dispose()
