"""Dates as precise as known: "2011", "2011-03" or "2011-03-21".

Where an order or a comparison needs one day, an imprecise date counts from its last possible day
(DESIGN.md section 5, `as_of`).
"""

import calendar
import re
from datetime import date

FOREVER = date(9999, 12, 31)
"""The open end of an interval."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def latest_day(text: str) -> date:
    """Return the last possible day of a partial date.

    Raises `ValueError` with a message for people when the text is no such date.
    """
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date: write 2011, 2011-03 or 2011-03-21")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    month = 12 if month is None else month
    try:
        last = calendar.monthrange(year, month)[1]
        found = date(year, month, last if day is None else day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"“{text}” is not a day of the calendar") from None
    if year == FOREVER.year:
        raise ValueError(f"“{text}” is too late: the last year is {FOREVER.year - 1}")
    return found


def earliest_day(text: str) -> date:
    """Return the first possible day of a partial date.

    Raises `ValueError` with a message for people when the text is no such date.
    """
    last = latest_day(text)
    return last.replace(
        month=last.month if len(text) > len("2011") else 1,
        day=last.day if len(text) > len("2011-03") else 1,
    )
