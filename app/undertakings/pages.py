"""What the template of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.undertakings.filters import UndertakingPageQuery
from app.undertakings.records import Tally, UndertakingRecord, When
from app.web.filters import Filter


@dataclass(frozen=True)
class SortLink:
    """A way to sort: its label, its address, and whether it is the present one."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Section:
    """Undertakings whose dates lie alike; `part` is its id on the page."""

    when: When
    title: str
    note: str
    entries: list[UndertakingRecord]

    @property
    def part(self) -> str:
        """The id of the section."""
        return self.when.name.lower().replace("_", "-")


@dataclass(frozen=True)
class UndertakingsPage:
    """What was announced; `tally` counts before `state` and `overdue` are chosen."""

    query: UndertakingPageQuery
    day: date
    sections: list[Section]
    total: int
    tally: Tally
    items: dict[str, ItemRecord]
    filters: list[Filter]
    sorts: list[SortLink]
    names: Names
    params: dict[str, list[str]]
    state_urls: dict[str, str]
    overdue_url: str
    next_url: str | None
    first_url: str | None
    today_url: str
    all_url: str
    api_url: str
