"""Threads as pages and API give them (CONTRACT.md, "Reading")."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.wire import Assessed, CountedLevel, CountedPosition, CountedReport
from app.vocabulary.lists import ElectionKind, ItemKind, Position, Reported, ThreadRole


@dataclass(frozen=True)
class Column:
    """An election as a column: `held_report`: its final report is held and recorded by the day."""

    code: str
    kind: ElectionKind
    title: str
    held_on: date
    held_report: bool
    held_any: bool

    @property
    def country(self) -> str:
        """The country in the code."""
        return self.code[:2]

    @property
    def year(self) -> str:
        """The year, as column headings show it."""
        return str(self.held_on.year)


@dataclass(frozen=True)
class ThreadItem:
    """An occurrence or a welcomed step in a thread, with its status on the day."""

    item_id: int
    ref: str
    number: str
    kind: ItemKind
    election: str
    role: ThreadRole
    main: bool
    part: str | None
    text: str
    is_summary: bool
    position: Position | None
    reported: Reported | None
    assessment: str | None
    headline: str | None
    accounts_differ: bool

    @property
    def url(self) -> str:
        """The item's page."""
        return f"/recommendations/{self.ref}"


class CellState(StrEnum):
    """What a thread shows for an election."""

    OCCURS = "occurs"
    STORY = "story"
    ASSESSED = "assessed"
    ABSENT = "absent"
    NOT_HELD = "not_held"


@dataclass(frozen=True)
class Cell:
    """A thread in an election: every member, never one picked from them."""

    column: Column
    state: CellState
    items: list[ThreadItem]
    story: list[ThreadItem]

    @property
    def recommendations(self) -> list[ThreadItem]:
        """The members that are recommendations."""
        return [item for item in self.items if item.kind is ItemKind.RECOMMENDATION]

    @property
    def findings(self) -> list[ThreadItem]:
        """The members that are critical findings."""
        return [item for item in self.items if item.kind is ItemKind.CONCERN]


def positions(items: list[ThreadItem]) -> dict[str, int]:
    """How many of the items have which position."""
    return dict(Counter(item.position.value for item in items if item.position))


def reported(items: list[ThreadItem]) -> dict[str, int]:
    """How many of the items are reported how."""
    return dict(Counter(item.reported.value for item in items if item.reported))


def assessments(items: list[ThreadItem]) -> dict[str, int]:
    """How many of the items are assessed how."""
    return dict(Counter(item.assessment for item in items if item.assessment))


@dataclass(frozen=True)
class ThreadView:
    """A thread on a day, with one cell for each election of its country.

    `occurrences` counts the elections in which it stands, `recommended` those in which it is a
    recommendation and not only a critical finding.
    """

    slug: str
    title: str
    summary: str | None
    country: str
    topic: str
    topic_title: str
    curated_by: str | None
    occurrences: int
    recommended: int
    span_days: int
    accounts_differ: bool
    items: list[ThreadItem]
    cells: list[Cell]

    @property
    def url(self) -> str:
        """The thread's page."""
        return f"/threads/{self.slug}"

    def codes(self, *states: CellState) -> list[str]:
        """The elections whose cell is in one of the states, in time order."""
        return [cell.column.code for cell in self.cells if cell.state in states]

    @property
    def by_election(self) -> dict[str, Cell]:
        """The cells by the codes of their elections."""
        return {cell.column.code: cell for cell in self.cells}

    @property
    def columns(self) -> list[Column]:
        """The elections in which the point occurs, in time order."""
        return [cell.column for cell in self.cells if cell.state is CellState.OCCURS]


@dataclass(frozen=True)
class MemberRecord:
    """An occurrence in a thread."""

    ref: str
    main: bool
    part: str | None


@dataclass(frozen=True)
class AnswerRecord:
    """What is derived for one member: its position, what is reported, its assessment."""

    ref: str
    position: Position | None
    reported: Reported | None
    assessment: Assessed | None


@dataclass(frozen=True)
class CellRecord:
    """A thread in an election.

    `positions`, `reported` and `assessments` count its recommendations; where it has none, its
    findings, and `counted` says which, since the two are never added up. `answers` lists every
    member. `welcomed` are steps of the story, not occurrences.
    """

    members: list[str]
    counted: ItemKind
    positions: dict[CountedPosition, int]
    reported: dict[CountedReport, int]
    assessments: dict[CountedLevel, int]
    answers: list[AnswerRecord]
    welcomed: list[str]


@dataclass(frozen=True)
class ThreadRecord:
    """A thread in the API."""

    slug: str
    title: str
    summary: str | None
    country: str
    topic: str
    curated_by: str | None
    members: list[MemberRecord]
    welcomed: list[str]
    first: str
    last: str
    occurrences: int
    recommended: int
    absent_in: list[str]
    not_held_in: list[str]
    cells: dict[str, CellRecord]
    accounts_differ: bool
    url: str


def to_record(thread: ThreadView) -> ThreadRecord:
    """Return what the API gives for a thread."""
    occurs = thread.codes(CellState.OCCURS)
    return ThreadRecord(
        slug=thread.slug,
        title=thread.title,
        summary=thread.summary,
        country=thread.country,
        topic=thread.topic,
        curated_by=thread.curated_by,
        members=[
            MemberRecord(item.ref, item.main, item.part)
            for item in thread.items
            if item.role is ThreadRole.OCCURRENCE
        ],
        welcomed=[item.ref for item in thread.items if item.role is ThreadRole.STORY],
        first=occurs[0],
        last=occurs[-1],
        occurrences=thread.occurrences,
        recommended=thread.recommended,
        absent_in=thread.codes(CellState.ABSENT),
        not_held_in=thread.codes(CellState.NOT_HELD),
        cells={cell.column.code: _cell(cell) for cell in thread.cells if cell.items or cell.story},
        accounts_differ=thread.accounts_differ,
        url=thread.url,
    )


def _cell(cell: Cell) -> CellRecord:
    counted = cell.recommendations or cell.findings
    return CellRecord(
        members=[item.ref for item in cell.items],
        counted=ItemKind.RECOMMENDATION if cell.recommendations else ItemKind.CONCERN,
        positions=positions(counted),
        reported=reported(counted),
        assessments=assessments(counted),
        answers=[
            AnswerRecord(item.ref, item.position, item.reported, item.assessment)
            for item in cell.items
        ],
        welcomed=[item.ref for item in cell.story],
    )
