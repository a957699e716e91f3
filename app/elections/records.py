"""Countries and elections as pages and API give them."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.vocabulary.lists import ElectionKind


@dataclass(frozen=True)
class CountryRecord:
    """A country, and how many elections and documents of it there are."""

    code: str
    name: str
    elections: int
    documents: int


@dataclass(frozen=True)
class ElectionRecord:
    """An election; `held_report` says whether a final report on it is held.

    `recommendations`, `concerns` and `welcomed` count its items without lead-ins, `answers` the
    answers to them. `eligible` and `recommended_again` are among the recommendations.
    """

    code: str
    country: str
    kind: ElectionKind
    title: str
    first_day: PartialDay
    last_day: PartialDay | None
    held_report: bool
    documents: list[str]
    recommendations: int
    concerns: int
    welcomed: int
    answers: int
    eligible: int
    recommended_again: int
    note: str | None
    url: str
