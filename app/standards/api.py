"""`/api/v1/standards` and `/api/v1/instruments`: lists and single ones."""

from typing import Annotated

from fastapi import Query

from app.standards import parts, queries
from app.standards.queries import CitationQuery, InstrumentQuery, StandardQuery
from app.standards.records import CitedRecord, InstrumentRecord, StandardRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("standards")


@router.get("/standards")
def list_standards(
    db: ReadDb, query: Annotated[StandardQuery, Query()]
) -> Envelope[StandardRecord]:
    """List provisions, and instruments cited as a whole, by instrument and provision."""
    return queries.list_standards(db, query)


@router.get("/standards/{slug:key}/citations", responses=PROBLEMS_OF_ONE)
def list_citations(
    db: ReadDb, slug: Key, query: Annotated[CitationQuery, Query()]
) -> Envelope[CitedRecord]:
    """List the citations of one standard: by whom, in which document, to what end."""
    parts.check_slug(db, slug)
    return parts.page_citations(db, slug, query)


@router.get("/standards/{slug:key}", responses=PROBLEMS_OF_ONE)
def get_standard(db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]) -> StandardRecord:
    """Give one standard; its slug may hold a slash."""
    return queries.get_standard(db, slug, query.day)


@router.get("/instruments")
def list_instruments(
    db: ReadDb, query: Annotated[InstrumentQuery, Query()]
) -> Envelope[InstrumentRecord]:
    """List instruments by slug."""
    return queries.list_instruments(db, query)


@router.get("/instruments/{slug}", responses=PROBLEMS_OF_ONE)
def get_instrument(
    db: ReadDb, slug: Key, _query: Annotated[AsOfQuery, Query()]
) -> InstrumentRecord:
    """Give one instrument."""
    return queries.get_instrument(db, slug)
