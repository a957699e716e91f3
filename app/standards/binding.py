"""Whether an instrument bound a country on a day, from partial dates: the one place of the rule.

It bound when the last possible day of `since` had come by the first possible day of `on`; it did
not when the first possible day of `since` lies after the last of `on`; between, nobody can say.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.core.dates import earliest_day, latest_day
from app.standards.records import BindingRecord
from app.vocabulary.lists import InstrumentClass

BINDING_CLASSES = frozenset({InstrumentClass.TREATY, InstrumentClass.POLITICAL_COMMITMENT})
"""What binds or commits a country from a day; the other classes never do."""


class Standing(StrEnum):
    """How an instrument stood to a country on a day."""

    BOUND = "bound"
    NOT_YET = "not_yet"
    NOT_EXACT = "not_exact"
    UNDATED = "undated"
    NOT_RECORDED = "not_recorded"
    NEVER = "never"


@dataclass(frozen=True)
class BindingOn:
    """How an instrument of a class stood to a country on a day, and since when it binds it."""

    instrument_class: InstrumentClass
    country: str
    standing: Standing
    since: str | None
    note: str | None


def standing(since: str | None, on: str | None) -> Standing:
    """Return how an instrument that binds from `since` stood on `on`, both partial dates."""
    if since is None:
        return Standing.NOT_RECORDED
    if on is None:
        return Standing.UNDATED
    if latest_day(since) <= earliest_day(on):
        return Standing.BOUND
    if earliest_day(since) > latest_day(on):
        return Standing.NOT_YET
    return Standing.NOT_EXACT


def binding_on(
    instrument_class: InstrumentClass, binds: list[BindingRecord], country: str, on: str | None
) -> BindingOn:
    """Return how an instrument stood to a country on a day; `binds` are its bindings."""
    found = next((binding for binding in binds if binding.country == country), None)
    if instrument_class not in BINDING_CLASSES:
        return BindingOn(instrument_class, country, Standing.NEVER, None, None)
    since = found.since if found else None
    note = found.note if found else None
    return BindingOn(instrument_class, country, standing(since, on), since, note)
