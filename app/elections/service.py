"""Writes of countries and elections."""

from sqlalchemy.orm import Session

from app.core.dates import latest_day
from app.core.records import get_id, put
from app.elections.inputs import CountryInput, ElectionInput
from app.elections.models import Country, Election
from app.errors import RuleError


def save_country(db: Session, given: CountryInput) -> Country:
    """Add or change a country; flushes."""
    return put(db, Country, {"code": given.code}, {"name": given.name})


def save_election(db: Session, given: ElectionInput) -> Election:
    """Add or change an election; flushes.

    Raises `RuleError` when the country is not known or the days do not fit each other or the code.
    """
    held_on = latest_day(given.first_day)
    if given.last_day and latest_day(given.last_day) < held_on:
        raise RuleError("the last day is before the first", "last_day")
    if given.code[3:7].isdigit() and given.code[3:7] != given.first_day[:4]:
        raise RuleError(
            f"the code says {given.code[3:7]}, the first day {given.first_day}", "first_day"
        )
    return put(
        db,
        Election,
        {"code": given.code},
        {
            "country_id": get_id(db, Country, "code", code=given.country),
            "kind": given.kind,
            "title": given.title,
            "first_day": given.first_day,
            "last_day": given.last_day,
            "held_on": held_on,
            "note": given.note,
        },
    )
