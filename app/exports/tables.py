"""The lists that an export writes, each read page by page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.assessments.queries import AssessmentQuery, list_assessments
from app.documents.queries import DocumentQuery, page_documents
from app.elections.queries import CountryQuery, ElectionQuery, list_countries, page_elections
from app.links.queries import LinkQuery, list_links
from app.organisations.queries import OrganisationQuery, list_organisations
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_items
from app.responses.queries import ResponseQuery, list_responses
from app.standards.queries import InstrumentQuery, StandardQuery, list_instruments, list_standards
from app.statements.queries import StatementQuery, list_statements
from app.threads.queries import ThreadQuery, list_threads
from app.threads.records import to_record
from app.topics.queries import TopicQuery, list_topics
from app.undertakings.filters import UndertakingQuery
from app.undertakings.queries import list_undertakings

PAGE = 200


@dataclass(frozen=True)
class Table:
    """A list: its name, and how a page of it is read behind a cursor (items, next, total)."""

    name: str
    page: Callable[[Session, str | None], tuple[list[Any], str | None, int]]


def _items(db: Session, after: str | None) -> tuple[list[Any], str | None, int]:
    page = list_items(db, ItemQuery(limit=PAGE, after=after, container="include"))
    return page.items, page.next, page.total


def _threads(db: Session, after: str | None) -> tuple[list[Any], str | None, int]:
    page = list_threads(db, ThreadQuery(limit=PAGE, after=after))
    return [to_record(thread) for thread in page.threads], page.next, page.total


def _listed(query: Any, read: Any) -> Callable[[Session, str | None], Any]:
    def page(db: Session, after: str | None) -> tuple[list[Any], str | None, int]:
        envelope = read(db, query(limit=PAGE, after=after))
        return envelope.items, envelope.next, envelope.total

    return page


TABLES = (
    Table("countries", _listed(CountryQuery, list_countries)),
    Table("elections", _listed(ElectionQuery, page_elections)),
    Table("organisations", _listed(OrganisationQuery, list_organisations)),
    Table("documents", _listed(DocumentQuery, page_documents)),
    Table("topics", _listed(TopicQuery, list_topics)),
    Table("instruments", _listed(InstrumentQuery, list_instruments)),
    Table("standards", _listed(StandardQuery, list_standards)),
    Table("recommendations", _items),
    Table("responses", _listed(ResponseQuery, list_responses)),
    Table("undertakings", _listed(UndertakingQuery, list_undertakings)),
    Table("statements", _listed(StatementQuery, list_statements)),
    Table("assessments", _listed(AssessmentQuery, list_assessments)),
    Table("links", _listed(LinkQuery, list_links)),
    Table("threads", _threads),
)


def rows(db: Session, table: Table) -> Iterator[tuple[Any, int]]:
    """Yield every record of a list with the list's total, a page at a time."""
    after: str | None = None
    while True:
        items, after, total = table.page(db, after)
        for item in items:
            yield item, total
        if after is None:
            return
