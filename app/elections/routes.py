"""`/elections` and `/elections/{code}`."""

from itertools import groupby
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from app.documents.queries import list_documents
from app.elections import queries
from app.elections.pages import ElectionPage, ElectionsPage, Group
from app.names.queries import load_names
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_items
from app.statements.queries import StatementQuery, list_statements
from app.vocabulary.lists import ItemKind
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/elections", name="elections:list")
def list_page(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the elections in time order, those without a report held included."""
    elections = queries.list_elections(db, query.day)
    names = load_names(db, countries={election.country for election in elections})
    page = ElectionsPage(elections, names, query.day, query.as_of)
    return render_page(request, "elections/list.html", page)


@router.get("/elections/{code}", name="elections:election")
def election_page(
    request: Request, db: ReadDb, code: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show one election with its documents and recommendations."""
    election = queries.get_election(db, code, query.day)
    documents = list_documents(db, query.day, election=code)
    listed = list_items(
        db,
        ItemQuery(
            election=[code],
            kind=[ItemKind.RECOMMENDATION],
            container="include",
            as_of=query.as_of,
            limit=200,
        ),
    )
    items = listed.items
    held = [document.slug for document in documents if document.held]
    statements = (
        list_statements(db, StatementQuery(document=held, as_of=query.as_of, limit=200)).items
        if held
        else []
    )
    page = ElectionPage(
        election=election,
        documents=documents,
        recommendations=[
            Group(heading, list(group))
            for heading, group in groupby(items, key=lambda item: item.heading or "")
        ],
        first=len(items) if listed.next else None,
        concerns=election.concerns,
        welcomed=election.welcomed,
        statements=statements,
        names=load_names(
            db,
            countries=[election.country],
            organisations={
                *(slug for document in documents for slug in document.issuers),
                *(statement.by for statement in statements),
            },
            threads={slug for item in items for slug in item.threads},
        ),
        day=query.day,
        as_of=query.as_of,
    )
    return render_page(request, "elections/election.html", page)
