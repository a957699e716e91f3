"""`/api/v1/documents`: lists and single documents."""

from typing import Annotated

from fastapi import Path, Query

from app.documents import building, queries
from app.documents.queries import DocumentQuery
from app.documents.records import DocumentRecord, WholePageRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("documents")


@router.get("/documents")
def list_documents(
    db: ReadDb, query: Annotated[DocumentQuery, Query()]
) -> Envelope[DocumentRecord]:
    """List documents, oldest first, those without a date last."""
    return queries.page_documents(db, query)


@router.get("/documents/{slug}", responses=PROBLEMS_OF_ONE)
def get_document(db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]) -> DocumentRecord:
    """Give one document."""
    return queries.get_document(db, slug, query.day)


@router.get("/documents/{slug}/pages/{number}", responses=PROBLEMS_OF_ONE)
def get_document_page(
    db: ReadDb,
    slug: Key,
    number: Annotated[int, Path(ge=1, le=100_000)],
    query: Annotated[AsOfQuery, Query()],
) -> WholePageRecord:
    """Give one page of a document: its text, and what is recorded from it and where it stands."""
    return building.build_page_record(db, slug, number, query)
