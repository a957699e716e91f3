"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.assessments.records import AssessmentRecord
from app.links.records import LinkRecord
from app.names.queries import Names
from app.recommendations.filters import ItemQuery
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.threads.records import Cell, CellState, Column, ThreadView
from app.undertakings.records import UndertakingRecord


@dataclass(frozen=True)
class Chip:
    """A chosen value and the address of the view without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """A value of a facet: `words` names the label group, or the label itself is given."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetView:
    """A facet as the filter form shows it: its first choices, and the others behind "more"."""

    name: str
    title: str
    first: list[Choice]
    others: list[Choice]

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(choice.chosen for choice in (*self.first, *self.others))


@dataclass(frozen=True)
class ListPage:
    """The list of recommendations."""

    query: ItemQuery
    day: date
    items: list[ItemRecord]
    total: int
    everything: int
    facets: list[FacetView]
    chips: list[Chip]
    names: Names
    next_url: str | None
    first_url: str | None
    clear_url: str
    today_url: str
    api_url: str


@dataclass(frozen=True)
class LineItem:
    """An item on the line through the elections, and how it is linked to the item of the page."""

    ref: str
    number: str
    kind: str
    text: str
    is_summary: bool
    position: str | None
    reported: str | None
    link: LinkRecord | None
    here: bool

    @property
    def url(self) -> str:
        """The item's page."""
        return f"/recommendations/{self.ref}"


@dataclass(frozen=True)
class LineStop:
    """An election on the line."""

    column: Column
    state: CellState
    items: list[LineItem]
    story: list[LineItem]


@dataclass(frozen=True)
class Linked:
    """An item at the other end of a link."""

    item: ItemRecord
    link: LinkRecord


@dataclass(frozen=True)
class ItemPage:
    """The dossier of one item."""

    item: ItemRecord
    day: date
    as_of: date | None
    names: Names
    lead_in: ItemRecord | None
    lettered: list[ItemRecord]
    responses: list[ResponseRecord]
    assessments: list[AssessmentRecord]
    undertakings: list[UndertakingRecord]
    thread: ThreadView | None
    line: list[LineStop]
    findings: list[Linked]
    rests_on_it: list[Linked]
    same: list[Linked]
    related: list[Linked]
    since: str
    url: str
    today_url: str


def stops(item: ItemRecord, cells: list[Cell], links: dict[str, LinkRecord]) -> list[LineStop]:
    """Return the line of a thread as the page of one of its items shows it; runs of elections without
    a report held stay, since a gap is not silence."""
    return [
        LineStop(
            cell.column,
            cell.state,
            [
                LineItem(
                    other.ref,
                    other.number,
                    other.kind.value,
                    other.text,
                    other.is_summary,
                    other.position.value if other.position else None,
                    other.reported.value if other.reported else None,
                    links.get(other.ref),
                    other.ref == item.ref,
                )
                for other in cell.items
            ],
            [
                LineItem(
                    step.ref, step.number, step.kind.value, step.text, step.is_summary,
                    None, None, None, False,
                )
                for step in cell.story
            ],
        )
        for cell in cells
    ]  # fmt: skip


def direct_stops(item: ItemRecord, columns: list[Column], others: list[Linked]) -> list[LineStop]:
    """Return the line of an item in no thread: its own election and those of direct recurrences."""
    by_election: dict[str, list[LineItem]] = {}
    linked: list[tuple[ItemRecord, LinkRecord | None]] = [(item, None)]
    linked += [(other.item, other.link) for other in others]
    for record, link in linked:
        by_election.setdefault(record.election, []).append(
            LineItem(
                record.ref,
                record.number,
                record.kind.value,
                record.text,
                record.is_summary,
                record.position.value if record.position else None,
                record.reported.value if record.reported else None,
                link,
                record.ref == item.ref,
            )
        )
    return [
        LineStop(column, CellState.OCCURS, by_election[column.code], [])
        for column in columns
        if column.code in by_election
    ]
