"""Writes of assessments."""

from sqlalchemy.orm import Session

from app.assessments.inputs import AssessmentInput
from app.assessments.models import Assessment, Assessor, Evidence
from app.core.dates import latest_day
from app.core.records import find, get_id, put, replace_parts
from app.documents.models import Document
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation


def save_assessment(db: Session, given: AssessmentInput) -> Assessment:
    """Add or change an assessment, its assessors and evidence; flushes.

    Raises `RuleError` when a reference or slug is not known, the item is a container or of another
    country than the document, or neither the assessment nor its document is dated.
    """
    item = find(db, Recommendation, ref=given.item)
    if item is None or item.container:
        raise RuleError(f"no item “{given.item}” that can be assessed", "item")
    document = find(db, Document, slug=given.document)
    if document is None:
        raise RuleError(f"no document “{given.document}”", "document")
    if item.country_id != document.country_id:
        raise RuleError(f"{given.item} is of another country than {given.document}", "item")
    assessed_on = given.on or document.published_on
    if assessed_on is None:
        raise RuleError(f"{given.document} has no date: give the assessment one", "on")
    row = put(
        db,
        Assessment,
        {"key": given.key},
        {
            "item_id": item.id,
            "document_id": document.id,
            "assessed_on": assessed_on,
            "assessed_by": latest_day(assessed_on),
            "level": given.level,
            "basis": given.basis,
            "read_by": given.read_by,
            "scope": given.scope,
            "note": given.note,
        },
    )
    owner = {"assessment_id": row.id}
    assessors = [
        Assessor(
            **owner,
            organisation_id=get_id(db, Organisation, f"assessors.{index}", slug=slug),
            ordinal=index,
        )
        for index, slug in enumerate(given.assessors)
    ]
    replace_parts(db, Assessor, owner, assessors)
    evidence = [
        Evidence(
            **owner,
            document_id=get_id(
                db, Document, f"evidence.{index}.document", slug=entry.document or given.document
            ),
            page=entry.page,
            page_basis=entry.page_basis,
            section=entry.section,
            note=entry.note,
            direction=entry.direction,
            ordinal=index,
        )
        for index, entry in enumerate(given.evidence)
    ]
    replace_parts(db, Evidence, owner, evidence)
    return row
