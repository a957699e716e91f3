"""`/api/v1/assessments`: lists and single assessments (CONTRACT.md, "Reading")."""

from typing import Annotated

from fastapi import Query

from app.assessments import queries
from app.assessments.queries import AssessmentQuery
from app.assessments.records import AssessmentRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import RowId
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("assessments")


@router.get("/assessments")
def list_assessments(
    db: ReadDb, query: Annotated[AssessmentQuery, Query()]
) -> Envelope[AssessmentRecord]:
    """List assessments, by id."""
    return queries.list_assessments(db, query)


@router.get("/assessments/{id}", responses=PROBLEMS_OF_ONE)
def get_assessment(db: ReadDb, id: RowId, query: Annotated[AsOfQuery, Query()]) -> AssessmentRecord:
    """Give one assessment."""
    return queries.get_assessment(db, id, query.day)
