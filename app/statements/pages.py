"""What the template of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.names.queries import Names
from app.statements.queries import StatementQuery
from app.statements.records import StatementRecord, Tally
from app.web.filters import Filter


@dataclass(frozen=True)
class Group:
    """The statements in one document."""

    document: str
    published_on: str | None
    statements: list[StatementRecord]


@dataclass(frozen=True)
class StatementsPage:
    """Aggregate claims; `tally` counts before `agrees` and `verifiable` are chosen."""

    query: StatementQuery
    day: date
    groups: list[Group]
    total: int
    tally: Tally
    filters: list[Filter]
    names: Names
    params: dict[str, list[str]]
    agrees_urls: dict[str, str]
    unverifiable_url: str
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str
