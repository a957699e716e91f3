"""The tables that can be taken away: what a row is, which query chooses rows, how they are read.

One definition serves the files of `export`, the CSV of each view and the dictionary of the data.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from app.assessments.queries import AssessmentQuery, list_assessments
from app.assessments.records import AssessmentRecord
from app.documents.queries import DocumentQuery, page_documents
from app.documents.records import DocumentRecord
from app.elections.queries import CountryQuery, ElectionQuery, list_countries, page_elections
from app.elections.records import CountryRecord, ElectionRecord
from app.links.queries import LinkQuery, list_links
from app.links.records import LinkRecord
from app.organisations.queries import OrganisationQuery, list_organisations, page_by_kind
from app.organisations.records import OrganisationRecord
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_items
from app.recommendations.records import ItemRecord
from app.responses.queries import ResponseQuery, list_responses
from app.responses.records import ResponseRecord
from app.standards.queries import (
    InstrumentQuery,
    StandardQuery,
    list_instruments,
    list_standards,
    page_standards,
)
from app.standards.records import InstrumentRecord, StandardRecord
from app.statements.queries import StatementQuery, list_statements, page_statements
from app.statements.records import StatementRecord
from app.threads.queries import ThreadQuery, list_threads
from app.threads.records import ThreadRecord, to_record
from app.topics.queries import TopicQuery, list_topics
from app.topics.records import TopicRecord
from app.undertakings.filters import UndertakingPageQuery
from app.undertakings.queries import list_undertakings, page_undertakings
from app.undertakings.records import UndertakingRecord
from app.vocabulary.lists import LinkState
from app.web.lists import TOTALS

CHUNK = 200
"""How many rows are read at a time."""

Page: TypeAlias = tuple[list[Any], str | None, int]
"""Rows, the cursor of the next page, and how many rows there are in all."""

Reader: TypeAlias = Callable[[Session, Any], Page]
"""Reads a page of the rows that a query chooses, in its order."""


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, the query of its rows, and the address of a row's page.

    `whole` are the values of the query that leave nothing out. `shown` reads the rows as their page
    lists them, where that differs from the API's order or its rows.
    """

    name: str
    record: type[Any]
    query: type[Any]
    read: Reader
    row_url: str = "{url}"
    whole: dict[str, Any] = field(default_factory=dict)
    shown: Reader | None = None

    @property
    def view(self) -> Reader:
        """How the rows are read for a view."""
        return self.shown or self.read

    @property
    def columns(self) -> list[str]:
        """The columns, in the order of the API's members."""
        return [found.name for found in fields(self.record)]


def listed(read: Callable[[Session, Any], Any]) -> Reader:
    """Return the reader of a list that answers with an envelope."""

    def page(db: Session, query: Any) -> Page:
        envelope = read(db, query)
        return envelope.items, envelope.next, envelope.total

    return page


def _items(db: Session, query: ItemQuery) -> Page:
    page = list_items(db, query)
    return page.items, page.next, page.total


def _threads(db: Session, query: ThreadQuery) -> Page:
    page = list_threads(db, query)
    return [to_record(thread) for thread in page.threads], page.next, page.total


def _undertakings(db: Session, query: UndertakingPageQuery) -> Page:
    page = page_undertakings(db, query)
    return [record for _, record in page.items], page.next, page.total


API = "/api/v1"
TABLES = (
    Table("countries", CountryRecord, CountryQuery, listed(list_countries), "/countries/{code}"),
    Table("elections", ElectionRecord, ElectionQuery, listed(page_elections)),
    Table(
        "organisations",
        OrganisationRecord,
        OrganisationQuery,
        listed(list_organisations),
        "/organisations/{slug}",
        shown=listed(page_by_kind),
    ),
    Table("documents", DocumentRecord, DocumentQuery, listed(page_documents)),
    Table("topics", TopicRecord, TopicQuery, listed(list_topics), "/topics/{slug}"),
    Table(
        "instruments",
        InstrumentRecord,
        InstrumentQuery,
        listed(list_instruments),
        "/standards/{slug}",
    ),
    Table(
        "standards",
        StandardRecord,
        StandardQuery,
        listed(list_standards),
        "/standards/{slug}",
        shown=listed(page_standards),
    ),
    Table("recommendations", ItemRecord, ItemQuery, _items, whole={"container": "include"}),
    Table(
        "responses", ResponseRecord, ResponseQuery, listed(list_responses), API + "/responses/{id}"
    ),
    Table(
        "undertakings",
        UndertakingRecord,
        UndertakingPageQuery,
        listed(list_undertakings),
        "/undertakings?document={document}#{key}",
        shown=_undertakings,
    ),
    Table(
        "statements",
        StatementRecord,
        StatementQuery,
        listed(list_statements),
        "/statements?document={document}#{key}",
        shown=listed(page_statements),
    ),
    Table(
        "assessments",
        AssessmentRecord,
        AssessmentQuery,
        listed(list_assessments),
        API + "/assessments/{id}",
    ),
    Table(
        "links",
        LinkRecord,
        LinkQuery,
        listed(list_links),
        API + "/links/{id}",
        whole={"state": list(LinkState)},
    ),
    Table("threads", ThreadRecord, ThreadQuery, _threads),
)
TABLE = {table.name: table for table in TABLES}


def pages(db: Session, read: Reader, query: Any) -> Iterator[Page]:
    """Yield all pages of the rows that a query chooses, at least one, whatever page it asks for.

    Rows are counted once: `db` must stay on one snapshot. Raises what the reader raises.
    """
    if query.after is not None:
        read(db, query)
    db.info[TOTALS] = {}
    after: str | None = None
    while True:
        page = read(db, query.model_copy(update={"after": after, "limit": CHUNK}))
        yield page
        after = page[1]
        if after is None:
            return


def rows(db: Session, table: Table) -> Iterator[tuple[Any, int]]:
    """Yield every record of a table with the table's total."""
    for items, _, total in pages(db, table.read, table.query(**table.whole)):
        for item in items:
            yield item, total


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def plain(record: Any) -> dict[str, Any]:
    """Return a record as the API gives it."""
    kind = type(record)
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    found: dict[str, Any] = _adapters[kind].dump_python(record, mode="json")
    return found
