"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.assessments.records import AssessmentRecord
from app.links.records import LinkRecord
from app.names.queries import Names
from app.recommendations.filters import ItemQuery
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.search.parts import Piece
from app.seeding.queries import Origin
from app.threads.records import Cell, CellState, Column, ThreadItem, ThreadView
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
class ItemHit:
    """An item's text in pieces, and the stretch of another of its texts that was searched for."""

    text: list[Piece]
    excerpt: list[Piece]


@dataclass(frozen=True)
class ListPage:
    """The list of recommendations; `hits` are the items' marked texts where words are asked for."""

    query: ItemQuery
    day: date
    items: list[ItemRecord]
    hits: dict[str, ItemHit]
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
    """An election on the line: the items linked to this one, and the others of the thread."""

    column: Column
    state: CellState
    items: list[LineItem]
    others: list[LineItem]

    @property
    def here(self) -> bool:
        """Whether the item of the page stands here."""
        return any(item.here for item in self.items)


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
    origin: Origin
    url: str
    today_url: str


def stops(item: ItemRecord, cells: list[Cell], links: dict[str, LinkRecord]) -> list[LineStop]:
    """Return the line of a thread as the page of one of its items shows it.

    Elections without a report held stay, since a gap is not silence.
    """
    found = []
    for cell in cells:
        line = [_line_item(item, other, links.get(other.ref)) for other in cell.items + cell.story]
        found.append(
            LineStop(
                cell.column,
                cell.state,
                [entry for entry in line if entry.link or entry.here],
                [entry for entry in line if not (entry.link or entry.here)],
            )
        )
    return found


def direct_stops(item: ItemRecord, columns: list[Column], others: list[Linked]) -> list[LineStop]:
    """Return the line of an item in no thread: its own election and those of direct recurrences."""
    by_election: dict[str, list[LineItem]] = {item.election: [_line_item(item, item, None)]}
    for other in others:
        by_election.setdefault(other.item.election, []).append(
            _line_item(item, other.item, other.link)
        )
    return [
        LineStop(column, CellState.OCCURS, by_election[column.code], [])
        for column in columns
        if column.code in by_election
    ]


def _line_item(
    item: ItemRecord, other: ItemRecord | ThreadItem, link: LinkRecord | None
) -> LineItem:
    return LineItem(
        ref=other.ref,
        number=other.number,
        kind=other.kind.value,
        text=other.text,
        is_summary=other.is_summary,
        position=other.position.value if other.position else None,
        reported=other.reported.value if other.reported else None,
        link=link,
        here=other.ref == item.ref,
    )
