"""`/data`, and the CSV of every list, of the matrix and of one item: the page's address and `.csv`.

A file has all rows of the view, whatever page the address names.
"""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.assessments.queries import AssessmentQuery
from app.disagreements.queries import DifferQuery, list_cases
from app.documents.queries import DocumentQuery
from app.elections.queries import CountryQuery, ElectionQuery
from app.exports.data import build_data
from app.exports.sheets import answer, matrix_sheet, sheet, single
from app.exports.tables import TABLE, Page
from app.links.queries import LinkQuery
from app.organisations.queries import OrganisationQuery
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import get_item
from app.responses.queries import ResponseQuery
from app.standards.queries import InstrumentQuery, StandardQuery
from app.statements.queries import StatementQuery
from app.threads.queries import MatrixQuery, ThreadQuery
from app.topics.queries import TopicQuery
from app.undertakings.filters import UndertakingPageQuery
from app.web.deps import ReadDb, StreamDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/data", name="exports:data")
def data_page(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show what can be taken away and how."""
    return render_page(request, "data/data.html", build_data(db, query))


@router.get("/recommendations.csv", name="exports:recommendations")
def recommendations(
    request: Request, db: StreamDb, query: Annotated[ItemQuery, Query()]
) -> Response:
    """Send the items of the list."""
    return answer(request, sheet(db, request, TABLE["recommendations"], query))


@router.get("/recommendations/{ref}.csv", name="exports:item")
def item(request: Request, db: ReadDb, ref: Key, query: Annotated[AsOfQuery, Query()]) -> Response:
    """Send one item."""
    _, found = get_item(db, ref, query.day)
    return answer(request, single(request, TABLE["recommendations"], found, found.ref, query.day))


@router.get("/accounts-differ.csv", name="exports:accounts-differ")
def accounts_differ(
    request: Request, db: StreamDb, query: Annotated[DifferQuery, Query()]
) -> Response:
    """Send the items of which accounts differ, in the order of their page."""

    def read(db: Session, query: DifferQuery) -> Page:
        page = list_cases(db, query)
        return [case.item for case in page.cases], page.next, page.total

    found = sheet(db, request, TABLE["recommendations"], query, read)
    return answer(request, replace(found, name="accounts-differ"))


@router.get("/threads.csv", name="exports:threads")
def threads(request: Request, db: StreamDb, query: Annotated[ThreadQuery, Query()]) -> Response:
    """Send the recurring recommendations."""
    return answer(request, sheet(db, request, TABLE["threads"], query))


@router.get("/matrix.csv", name="exports:matrix")
def matrix(request: Request, db: StreamDb, query: Annotated[MatrixQuery, Query()]) -> Response:
    """Send the recurring recommendations by elections."""
    return answer(request, matrix_sheet(db, request, query))


@router.get("/undertakings.csv", name="exports:undertakings")
def undertakings(
    request: Request, db: StreamDb, query: Annotated[UndertakingPageQuery, Query()]
) -> Response:
    """Send what was announced, in the order of its page."""
    return answer(request, sheet(db, request, TABLE["undertakings"], query))


@router.get("/statements.csv", name="exports:statements")
def statements(
    request: Request, db: StreamDb, query: Annotated[StatementQuery, Query()]
) -> Response:
    """Send the claims about many recommendations, in the order of their page."""
    return answer(request, sheet(db, request, TABLE["statements"], query))


@router.get("/organisations.csv", name="exports:organisations")
def organisations(
    request: Request, db: StreamDb, query: Annotated[OrganisationQuery, Query()]
) -> Response:
    """Send the organisations, in the order of their page."""
    return answer(request, sheet(db, request, TABLE["organisations"], query))


@router.get("/elections.csv", name="exports:elections")
def elections(request: Request, db: StreamDb, query: Annotated[ElectionQuery, Query()]) -> Response:
    """Send the elections."""
    return answer(request, sheet(db, request, TABLE["elections"], query))


@router.get("/documents.csv", name="exports:documents")
def documents(request: Request, db: StreamDb, query: Annotated[DocumentQuery, Query()]) -> Response:
    """Send the documents."""
    return answer(request, sheet(db, request, TABLE["documents"], query))


@router.get("/topics.csv", name="exports:topics")
def topics(request: Request, db: StreamDb, query: Annotated[TopicQuery, Query()]) -> Response:
    """Send the topics."""
    return answer(request, sheet(db, request, TABLE["topics"], query))


@router.get("/standards.csv", name="exports:standards")
def standards(request: Request, db: StreamDb, query: Annotated[StandardQuery, Query()]) -> Response:
    """Send the standards cited, in the order of their page."""
    return answer(request, sheet(db, request, TABLE["standards"], query))


@router.get("/instruments.csv", name="exports:instruments")
def instruments(
    request: Request, db: StreamDb, query: Annotated[InstrumentQuery, Query()]
) -> Response:
    """Send the instruments that the standards are from."""
    return answer(request, sheet(db, request, TABLE["instruments"], query))


@router.get("/responses.csv", name="exports:responses")
def responses(request: Request, db: StreamDb, query: Annotated[ResponseQuery, Query()]) -> Response:
    """Send the answers."""
    return answer(request, sheet(db, request, TABLE["responses"], query))


@router.get("/assessments.csv", name="exports:assessments")
def assessments(
    request: Request, db: StreamDb, query: Annotated[AssessmentQuery, Query()]
) -> Response:
    """Send the assessments."""
    return answer(request, sheet(db, request, TABLE["assessments"], query))


@router.get("/links.csv", name="exports:links")
def links(request: Request, db: StreamDb, query: Annotated[LinkQuery, Query()]) -> Response:
    """Send the links."""
    return answer(request, sheet(db, request, TABLE["links"], query))


@router.get("/countries.csv", name="exports:countries")
def countries(request: Request, db: StreamDb, query: Annotated[CountryQuery, Query()]) -> Response:
    """Send the countries."""
    return answer(request, sheet(db, request, TABLE["countries"], query))
