"""`/documents`, `/documents/{slug}` and `/documents/{slug}/pages/{n}`."""

from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import HTMLResponse

from app.documents import queries
from app.documents.pages import DocumentPage, DocumentsPage, LeafPage, PageLink
from app.documents.parts import facts_by_page
from app.errors import NotFoundError
from app.names.queries import load_names
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_items, list_refs
from app.responses.queries import list_by_ids as responses_by_ids
from app.statements.queries import list_by_document
from app.undertakings.queries import list_by_ids as undertakings_by_ids
from app.web.deps import ReadDb
from app.web.i18n import ngettext
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()


@router.get("/documents", name="documents:list")
def list_page(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the documents, held or only known of."""
    documents = queries.list_documents(db, query.day)
    names = load_names(
        db, organisations={slug for document in documents for slug in document.issuers}
    )
    page = DocumentsPage(documents, names, query.day, query.as_of)
    return render_page(request, "documents/list.html", page)


@router.get("/documents/{slug}", name="documents:document")
def document_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show one document: facts, pages, statements and items."""
    document = queries.get_document(db, slug, query.day)
    listed = list_items(db, ItemQuery(document=[slug], as_of=query.as_of, limit=200))
    statements = list_by_document(db, slug, query.day)
    page = DocumentPage(
        document=document,
        pages=[PageLink(number, facts) for number, facts in facts_by_page(db, slug).items()],
        items=listed.items,
        total=listed.total,
        statements=statements,
        names=load_names(
            db,
            countries=[document.country],
            organisations={*document.issuers, *(statement.by for statement in statements)},
        ),
        day=query.day,
        as_of=query.as_of,
    )
    return render_page(request, "documents/document.html", page)


@router.get("/documents/{slug}/pages/{number}", name="documents:page")
def leaf_page(
    request: Request,
    db: ReadDb,
    slug: Key,
    number: Annotated[int, Path(ge=1, le=100_000)],
    query: Annotated[AsOfQuery, Query()],
) -> HTMLResponse:
    """Show what is recorded from one page of a document.

    Raises `NotFoundError` when the document is known to be shorter and nothing stands there.
    """
    document = queries.get_document(db, slug, query.day)
    found = queries.list_page(db, slug, number, query.day)
    pages = [page for page in facts_by_page(db, slug) if page]
    last = document.pages or number
    if number not in pages and number > last:
        said = ngettext("%(title)s has %(num)s page.", "%(title)s has %(num)s pages.", last)
        raise NotFoundError(said % {"title": document.title, "num": last}, [f"{last}"])
    items = list_refs(db, found.refs, query.day)
    responses = list(responses_by_ids(db, found.responses, query.day).values())
    page = LeafPage(
        document=document,
        page=number,
        items=items,
        responses=responses,
        undertakings=undertakings_by_ids(db, found.undertakings, query.day),
        evidence=found.evidence,
        findings=found.findings,
        previous=max((other for other in pages if other < number), default=None),
        following=min((other for other in pages if other > number), default=None),
        names=load_names(
            db,
            countries=[document.country],
            threads={slug for item in items for slug in item.threads},
            organisations={answer.responder for answer in responses},
        ),
        day=query.day,
        as_of=query.as_of,
    )
    return render_page(request, "documents/leaf.html", page)
