"""A statement as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.documents.records import PlaceRecord


@dataclass(frozen=True)
class FigureRecord:
    """One figure; `agrees` says whether its percentage and its parts follow from the numbers.

    It is empty where nothing is stated that could be compared. `parts` are labels of other figures.
    """

    label: str
    value: int
    of: int | None
    stated_percent: float | None
    computed_percent: float | None
    parts: list[str]
    agrees: bool | None


@dataclass(frozen=True)
class StatementRecord:
    """An aggregate claim; `verifiable` from the documents held, `agrees` with its own numbers."""

    id: int
    key: str
    document: str
    published_on: PartialDay | None
    by: str
    summary: str
    figures: list[FigureRecord]
    agrees: bool | None
    verifiable: bool
    places: list[PlaceRecord]
    note: str | None


@dataclass(frozen=True)
class Tally:
    """Statements: how many agree with their own numbers, do not, and cannot be verified at all."""

    total: int
    agree: int
    disagree: int
    unverifiable: int

    @property
    def recomputed(self) -> int:
        """How many give numbers that can be recomputed."""
        return self.agree + self.disagree
