"""`/api/v1/statements`: lists and single statements (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.statements import queries
from app.statements.queries import StatementQuery
from app.statements.records import StatementRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import RowId
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("statements")


@router.get("/statements")
def list_statements(
    db: ReadDb, query: Annotated[StatementQuery, Query()]
) -> Envelope[StatementRecord]:
    """List aggregate claims with their figures recomputed, by id."""
    return queries.list_statements(db, query)


@router.get("/statements/{id}", responses=PROBLEMS_OF_ONE)
def get_statement(db: ReadDb, id: RowId, query: Annotated[AsOfQuery, Query()]) -> StatementRecord:
    """Give one statement."""
    return queries.get_statement(db, id, query.day)
