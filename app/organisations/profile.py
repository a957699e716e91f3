"""Put the page of one organisation together, with the address of the rows behind each number."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.queries import DocumentQuery, page_documents
from app.documents.records import DocumentRecord
from app.names.queries import load_names
from app.organisations import parts
from app.organisations.pages import (
    Addressed,
    CountRow,
    CountTable,
    Found,
    Issued,
    Number,
    OrganisationPage,
    Said,
)
from app.organisations.parts import Answered, Made
from app.organisations.queries import get_organisation
from app.organisations.records import OrganisationRecord
from app.responses.models import Response
from app.statuses.models import ItemStatus
from app.undertakings.filters import UndertakingQuery
from app.undertakings.queries import list_undertakings
from app.undertakings.records import UndertakingRecord
from app.vocabulary.labels import WORDS
from app.vocabulary.lists import ItemKind, Level, Purpose
from app.web.i18n import marked
from app.web.queries import AsOfQuery
from app.web.urls import query_url

LIST = "/recommendations"
MOST = 200
"""How many documents and undertakings the page shows at most; it says when there are more."""


def build_organisation(db: Session, slug: str, query: AsOfQuery) -> OrganisationPage:
    """Return the page of an organisation; a fixed number of statements, whatever it holds.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    day = query.day
    found = get_organisation(db, slug, day)
    documents = page_documents(db, DocumentQuery(issuer=[slug], as_of=query.as_of, limit=MOST))
    announced = list_undertakings(
        db, UndertakingQuery(responder=[slug], as_of=query.as_of, limit=MOST)
    )
    made = parts.count_made(db, slug, day)
    levels = parts.count_assessed(db, slug, day)
    cited = parts.list_cited(db, slug, day)
    url = f"/organisations/{slug}"
    return OrganisationPage(
        organisation=found,
        day=day,
        as_of=query.as_of,
        names=load_names(
            db,
            countries={
                *([found.country] if found.country else []),
                *(document.country for document in documents.items),
                *(promise.document[:2].upper() for promise in announced.items),
            },
            organisations={slug, *(name for row in documents.items for name in row.issuers)},
            standards={citation.standard for citation in cited},
        ),
        addressed=_addressed(db, found, query),
        said=_said(db, found, query),
        undertakings=sorted(announced.items, key=_due),
        announced=announced.total,
        issued=_issued(documents.items, made),
        documents=documents.total,
        own=_total(entry for entry in made if entry.held_in == entry.document),
        quoted=_total(entry for entry in made if entry.held_in != entry.document),
        levels=[Found(level, levels[level]) for level in Level if level in levels],
        cited=cited,
        purposes=[
            purpose for purpose in Purpose if any(citation.purposes[purpose] for citation in cited)
        ],
        url=query_url(url, query.params()),
        today_url=url,
    )


def _due(promise: UndertakingRecord) -> tuple[bool, str, int]:
    """By due date, those without one last."""
    return (promise.due_on is None, promise.due_on or "", promise.id)


def _addressed(db: Session, found: OrganisationRecord, query: AsOfQuery) -> Addressed | None:
    stands = parts.count_headlines(db, found.slug, query.day)
    everything = parts.count_all(db, found.country, query.day)
    numbers: Counter[ItemKind] = Counter()
    for kind, _, number in stands:
        numbers[kind] += number
    if not numbers.total():
        return None

    def url(kind: ItemKind, **more: list[str]) -> str:
        return query_url(LIST, {"addressee": [found.slug], "kind": [kind.value], **more})

    cells = {
        (value, kind): Number(number, url(kind, headline=[value]))
        for kind, value, number in stands
        if value
    }
    return Addressed(
        numbers=numbers,
        of=everything,
        urls={kind: url(kind) for kind in numbers},
        stands=CountTable(
            "stands", "headline", marked("Where it stands"), _rows("headline", cells)
        ),
    )


def _said(db: Session, found: OrganisationRecord, query: AsOfQuery) -> Said | None:
    slug, country, day = found.slug, found.country, query.day
    answers, items = parts.count_answered(db, slug, day)
    positions = parts.count_said(
        db, slug, country, col(Response.position), col(ItemStatus.position), day
    )
    reported = parts.count_said(
        db, slug, country, col(Response.reported), col(ItemStatus.reported), day
    )
    reasons = parts.count_reasons(db, slug, country, day)
    if not answers:
        return None
    return Said(
        answers=answers,
        items=items,
        tables=[
            _table("position", marked("Position"), positions, country),
            _table("reported", marked("Status it reports"), reported, country),
        ],
        reasons=_by_number(_table("reason", marked("Reasons it gave"), reasons, country)),
    )


def _table(name: str, title: str, answered: list[Answered], country: str | None) -> CountTable:
    cells = {
        (cell.value, cell.kind): Number(
            cell.number,
            query_url(
                LIST,
                {
                    "country": [country] if country else [],
                    "kind": [cell.kind.value],
                    name: [cell.value],
                },
            )
            if cell.exact
            else None,
        )
        for cell in answered
    }
    return CountTable(name, name, title, _rows(name, cells))


def _rows(group: str, cells: dict[tuple[str, ItemKind], Number]) -> list[CountRow]:
    """The values that have a number, in the order of their list."""
    rows = [
        CountRow(
            value,
            cells.get((value, ItemKind.RECOMMENDATION), Number(0)),
            cells.get((value, ItemKind.CONCERN), Number(0)),
        )
        for value in WORDS[group]
    ]
    return [row for row in rows if row.recommendations.number or row.findings.number]


def _by_number(table: CountTable) -> CountTable | None:
    rows = sorted(table.rows, key=lambda row: (-row.recommendations.number, -row.findings.number))
    return CountTable(table.name, table.group, table.title, rows) if rows else None


def _total(made: Iterable[Made]) -> Counter[ItemKind]:
    found: Counter[ItemKind] = Counter()
    for entry in made:
        found[entry.kind] += entry.number
    return found


def _issued(documents: list[DocumentRecord], made: list[Made]) -> list[Issued]:
    items: dict[str, dict[ItemKind, Number]] = defaultdict(dict)
    held_in = {}
    for entry in made:
        url = query_url(LIST, {"document": [entry.held_in], "kind": [entry.kind.value]})
        items[entry.document][entry.kind] = Number(entry.number, url)
        if entry.held_in != entry.document:
            held_in[entry.document] = entry.held_in
    return [
        Issued(document, items[document.slug], held_in.get(document.slug)) for document in documents
    ]
