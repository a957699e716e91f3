"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from app.documents.records import PassageRecord
from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.standards.binding import BindingOn
from app.standards.queries import CitationQuery, StandardQuery
from app.standards.records import (
    CitationTally,
    CitedBy,
    CitedRecord,
    InstrumentRecord,
    StandardRecord,
)
from app.vocabulary.lists import InstrumentClass, Purpose
from app.web.filters import Filter


class StandardPageQuery(StandardQuery):
    """The query of the page of standards: more rows, so that an instrument is seldom cut."""

    limit: int = Field(default=100, ge=1, le=200, description="Rows of a page.")


@dataclass(frozen=True)
class Line:
    """A standard and who cites it to which end."""

    standard: StandardRecord
    cited: list[CitedBy]

    @property
    def number(self) -> int:
        """How often it is cited."""
        return sum(entry.number for entry in self.cited)

    @property
    def contested(self) -> bool:
        """Whether some cite it as a basis and others say that it is none."""
        return {Purpose.BASIS, Purpose.DISPUTED} <= {entry.purpose for entry in self.cited}

    @property
    def url(self) -> str:
        """The standard's page."""
        return f"/standards/{self.standard.slug}"


@dataclass(frozen=True)
class InstrumentGroup:
    """An instrument, whom it binds on the day of the view, and its standards."""

    instrument: InstrumentRecord
    bindings: list[BindingOn]
    lines: list[Line]


@dataclass(frozen=True)
class ClassGroup:
    """The instruments of a class."""

    instrument_class: InstrumentClass
    instruments: list[InstrumentGroup]


@dataclass(frozen=True)
class StandardsPage:
    """The standards that documents cite."""

    query: StandardPageQuery
    day: date
    classes: list[ClassGroup]
    total: int
    tally: CitationTally
    filters: list[Filter]
    names: Names
    params: dict[str, list[str]]
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str


@dataclass(frozen=True)
class CitationLine:
    """A citation: with an item, or in an answer to items, and how the instrument stood then."""

    cited: CitedRecord
    item: ItemRecord | None
    answer: ResponseRecord | None
    answered: list[ItemRecord]
    place: PassageRecord
    binding: BindingOn


@dataclass(frozen=True)
class EndGroup:
    """The citations to one end; `number` counts those of other pages too."""

    purpose: Purpose
    number: int
    lines: list[CitationLine]


@dataclass(frozen=True)
class StandardPage:
    """An instrument with its provisions, or one provision, and every citation of it.

    `standard` is missing where nothing cites the instrument as a whole.
    """

    query: CitationQuery
    day: date
    slug: str
    instrument: InstrumentRecord
    standard: StandardRecord | None
    title: str
    bindings: list[BindingOn]
    whole: Line | None
    lines: list[Line]
    more_url: str | None
    ends: list[EndGroup]
    total: int
    filters: list[Filter]
    names: Names
    url: str
    params: dict[str, list[str]]
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str
