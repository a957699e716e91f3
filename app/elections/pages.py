"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.documents.records import DocumentRecord
from app.elections.records import ElectionRecord
from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.statements.records import StatementRecord


@dataclass(frozen=True)
class ElectionsPage:
    """All elections of all countries."""

    elections: list[ElectionRecord]
    names: Names
    day: date
    as_of: date | None


@dataclass(frozen=True)
class Group:
    """Items under a printed heading."""

    heading: str
    items: list[ItemRecord]


@dataclass(frozen=True)
class ElectionPage:
    """One election: its documents, its items by kind and heading, what was said about many.

    `first` is how many of its recommendations stand here, where these are not all.
    """

    election: ElectionRecord
    documents: list[DocumentRecord]
    recommendations: list[Group]
    first: int | None
    concerns: int
    welcomed: int
    statements: list[StatementRecord]
    names: Names
    day: date
    as_of: date | None
