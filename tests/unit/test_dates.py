"""Dates as precise as known (app.core.dates; DESIGN.md section 5, `as_of`)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import FOREVER, earliest_day, latest_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011", date(2011, 12, 31)),
        ("2011-03", date(2011, 3, 31)),
        ("2011-02", date(2011, 2, 28)),
        ("2012-02", date(2012, 2, 29)),
        ("2011-03-21", date(2011, 3, 21)),
        ("0001", date(1, 12, 31)),
    ],
)
def test_latest_day_is_the_last_possible_one(text: str, expected: date) -> None:
    assert latest_day(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "11", "201", "2011-", "2011-3", "2011-03-1", "2011/03", "March 2011", " 2011", "2011\n",
     "20110321", "2011-03-21T00:00", "٢٠١١"],
)  # fmt: skip
def test_latest_day_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date: write 2011, 2011-03 or 2011-03-21"):
        latest_day(text)


@pytest.mark.parametrize(
    "text", ["2011-00", "2011-13", "2011-02-29", "2011-04-31", "2011-03-00", "0000"]
)
def test_latest_day_refuses_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        latest_day(text)


@pytest.mark.parametrize("text", ["9999", "9999-01", "9999-12-31"])
def test_latest_day_leaves_the_open_end_of_intervals_free(text: str) -> None:
    with pytest.raises(ValueError, match="too late"):
        latest_day(text)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_latest_day_of_less_precise_forms_is_never_earlier(day: date) -> None:
    text = day.isoformat()
    assert latest_day(text) == day
    assert day <= latest_day(text[:7]) <= latest_day(text[:4]) < FOREVER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011", date(2011, 1, 1)),
        ("2011-03", date(2011, 3, 1)),
        ("2012-02", date(2012, 2, 1)),
        ("2011-03-21", date(2011, 3, 21)),
    ],
)
def test_earliest_day_is_the_first_possible_one(text: str, expected: date) -> None:
    assert earliest_day(text) == expected


def test_earliest_day_refuses_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="is not a date"):
        earliest_day("March 2011")
