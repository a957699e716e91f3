"""Figures of statements are recomputed from their own numbers."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.statements.figures import all_agree, computed_percent, parts_agree, percent_agrees
from tests.factories import make_statement
from tests.web.api import walk


@pytest.mark.parametrize(
    ("value", "of", "stated", "agrees"),
    [
        (5, 10, 50.0, True),
        (40, 59, 67.8, True),
        (40, 59, 68.0, True),  # rounded
        (40, 59, 67.0, True),  # truncated
        (40, 59, 67.7, True),  # 67.796 truncated
        (40, 59, 67.79, True),
        (40, 59, 66.0, False),
        (40, 59, 69.0, False),
        (1, 8, 12.5, True),
        (1, 8, 13.0, True),  # half up
        (1, 8, 12.0, True),
        (1, 8, 12.6, False),
        (0, 7, 0.0, True),
        (9, 7, 129.0, True),
        (5, None, 50.0, None),
        (5, 10, None, None),
    ],
)
def test_percentage_agrees_when_rounded_or_truncated_so(
    value: int, of: int | None, stated: float | None, agrees: bool | None
) -> None:
    assert percent_agrees(value, of, stated) is agrees


def test_percentage_is_computed_to_two_decimals() -> None:
    assert computed_percent(40, 59) == 67.8
    assert computed_percent(1, 3) == 33.33
    assert computed_percent(2, 3) == 66.67
    assert computed_percent(4, None) is None


def test_parts_must_add_up() -> None:
    values = {"a": 3, "b": 4, "all": 7}
    assert parts_agree(7, ["a", "b"], values) is True
    assert parts_agree(8, ["a", "b"], values) is False
    assert parts_agree(7, [], values) is None


def test_whole_agrees_when_all_that_can_be_compared_does() -> None:
    assert all_agree([None, True]) is True
    assert all_agree([None, False, True]) is False
    assert all_agree([None]) is None


def test_wrong_sum_and_right_percentage_do_not_agree(
    own_client: TestClient, database: Database
) -> None:
    figures: list[dict[str, Any]] = [
        {"label": "all", "value": 10, "of": 20, "stated_percent": 50, "parts": ["a", "b"]},
        {"label": "a", "value": 4},
        {"label": "b", "value": 5},
    ]
    with database.write() as db:
        make_statement(db, figures=figures)
        make_statement(db, figures=figures[1:])
    wrong, silent = walk(own_client, "/statements")
    assert [figure["agrees"] for figure in wrong["figures"]] == [False, None, None]
    assert wrong["figures"][0]["computed_percent"] == 50.0
    assert (wrong["agrees"], silent["agrees"]) == (False, None)


def test_count_of_the_comments_of_2011_does_not_agree(client: TestClient) -> None:
    """40 of 59 is 67.8 per cent; the comments print 66 (kz-2011-cec-comments)."""
    (count,) = [row for row in walk(client, "/statements") if row["key"] == "kz-cec-2011-count"]
    (figure,) = [row for row in count["figures"] if row["stated_percent"] is not None]
    assert (figure["value"], figure["of"], figure["stated_percent"]) == (40, 59, 66.0)
    assert (figure["computed_percent"], figure["agrees"]) == (67.8, False)
    assert count["agrees"] is False
    sums = [row["agrees"] for row in count["figures"] if row["parts"] and row is not figure]
    assert sums == [True, True]
