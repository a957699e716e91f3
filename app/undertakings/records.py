"""An undertaking as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass
from enum import IntEnum

from app.core.wire import PartialDay
from app.documents.records import PlaceRecord
from app.vocabulary.lists import PageBasis, UndertakingState


@dataclass(frozen=True)
class AnnouncedRecord:
    """The answer in which something was announced."""

    id: int
    key: str


@dataclass(frozen=True)
class FoundRecord:
    """What one later document shows of an undertaking; `read_by` names the reader of a reading."""

    document: str
    published_on: PartialDay
    state: UndertakingState
    page: int | None
    page_basis: PageBasis | None
    section: str
    note: str
    read_by: str | None


@dataclass(frozen=True)
class UndertakingRecord:
    """Something announced; `state` is what the newest document shows, empty where none does.

    `refs` are the items that it is about: its own, else those of the answer; `ref` is the only one.
    `item` is its own.
    """

    id: int
    key: str
    item: str | None
    ref: str | None
    refs: list[str]
    responder: str
    document: str
    published_on: PartialDay | None
    announced_in: AnnouncedRecord | None
    summary: str
    due_on: PartialDay | None
    state: UndertakingState | None
    overdue: bool
    found: list[FoundRecord]
    places: list[PlaceRecord]
    note: str | None


class When(IntEnum):
    """Where the date of an undertaking lies, in the order of the page."""

    OVERDUE = 0
    DUE_LATER = 1
    PASSED = 2
    NO_DATE = 3


@dataclass(frozen=True)
class Tally:
    """Undertakings: how many have a date, whose date has passed, are overdue, and by state."""

    total: int
    dated: int
    passed: int
    overdue: int
    states: dict[UndertakingState, int]

    @property
    def no_finding(self) -> int:
        """Of how many nothing is recorded: no later document has been searched."""
        return self.total - sum(self.states.values())
