"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.assessments.records import AssessmentRecord
from app.documents.records import PlaceRecord
from app.links.records import LinkRecord
from app.names.queries import Names
from app.responses.records import ResponseRecord
from app.threads.queries import ThreadQuery
from app.threads.records import Cell, Column, ThreadItem, ThreadView
from app.undertakings.records import UndertakingRecord


@dataclass(frozen=True)
class SortLink:
    """A way to sort: its label, its address, and whether it is the present one."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ThreadsPage:
    """The list of threads and the matrix; `slim` are elections in which no thread shown stands."""

    query: ThreadQuery
    day: date
    threads: list[ThreadView]
    columns: list[Column]
    slim: set[str]
    total: int
    countries: list[str]
    sorts: list[SortLink]
    shows: list[SortLink]
    show: str
    params: dict[str, list[str]]
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str


@dataclass(frozen=True)
class Occurrence:
    """An occurrence in a chapter, with what it takes up and what was answered."""

    item: ThreadItem
    takes_up: list[tuple[ThreadItem, LinkRecord]]
    responses: list[ResponseRecord]
    undertakings: list[UndertakingRecord]


@dataclass(frozen=True)
class Found:
    """What documents of an election show of an earlier item."""

    item: ThreadItem
    assessment: AssessmentRecord


@dataclass(frozen=True)
class Chapter:
    """An election in the story of a thread; `more` occurrences stand on the list alone."""

    cell: Cell
    found: list[Found]
    occurrences: list[Occurrence]
    more: int


@dataclass(frozen=True)
class ThreadPage:
    """A thread read as a story in time; `places` are those of its items, by their ids."""

    thread: ThreadView
    places: dict[int, list[PlaceRecord]]
    day: date
    as_of: date | None
    names: Names
    chapters: list[Chapter]
    url: str
    today_url: str
