"""What the templates of this feature may use, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app.documents.records import DocumentRecord
from app.names.queries import Names
from app.organisations.parts import Cited
from app.organisations.queries import OrganisationQuery
from app.organisations.records import OrganisationRecord
from app.undertakings.records import UndertakingRecord
from app.vocabulary.lists import AssessmentBasis, ItemKind, Level, OrganisationKind, Purpose


@dataclass(frozen=True)
class Choice:
    """A value of a filter, how many it gives, and the address of the view with it."""

    label: str
    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Number:
    """A number, and the address of exactly the rows it counts where there is one."""

    number: int
    url: str | None = None


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation of the list; its numbers stand in the order of the group's columns."""

    organisation: OrganisationRecord
    numbers: list[Number]


@dataclass(frozen=True)
class KindGroup:
    """The organisations of one kind and the columns in which one of them has a number."""

    kind: OrganisationKind
    title: str
    columns: list[str]
    rows: list[OrganisationRow]


@dataclass(frozen=True)
class OrganisationsPage:
    """The organisations by kind."""

    query: OrganisationQuery
    groups: list[KindGroup]
    total: int
    kinds: list[Choice]
    countries: list[Choice]
    day: date
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str


@dataclass(frozen=True)
class CountRow:
    """A value and how many recommendations and critical findings have it, never added up."""

    value: str
    recommendations: Number
    findings: Number


@dataclass(frozen=True)
class CountTable:
    """Values of one list; `group` names the labels, `name` the table, `title` its column."""

    name: str
    group: str
    title: str
    rows: list[CountRow]


@dataclass(frozen=True)
class Addressed:
    """What the organisation is asked, of all there is in its country, and where it stands."""

    numbers: Counter[ItemKind]
    of: Counter[ItemKind]
    urls: dict[ItemKind, str]
    stands: CountTable


@dataclass(frozen=True)
class Said:
    """What the organisation answered: to how many items, and in which words."""

    answers: int
    items: Counter[ItemKind]
    tables: list[CountTable]
    reasons: CountTable | None


@dataclass(frozen=True)
class Issued:
    """A document that the organisation issued, and the items in it by kind.

    `held_in` is the document that quotes the items where the document itself is not held.
    """

    document: DocumentRecord
    items: dict[ItemKind, Number]
    held_in: str | None


@dataclass(frozen=True)
class Found:
    """How many assessments give a level, by what they rest on."""

    level: Level
    numbers: Counter[AssessmentBasis]


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation: what it is asked, answered, announced, issued, assessed and cites.

    `own` counts the items of its documents, `quoted` those of its reports that are not held.
    """

    organisation: OrganisationRecord
    day: date
    as_of: date | None
    names: Names
    addressed: Addressed | None
    said: Said | None
    undertakings: list[UndertakingRecord]
    announced: int
    issued: list[Issued]
    documents: int
    own: Counter[ItemKind]
    quoted: Counter[ItemKind]
    levels: list[Found]
    cited: list[Cited]
    purposes: list[Purpose]
    url: str
    today_url: str
