"""Writes of undertakings."""

from sqlalchemy.orm import Session

from app.core.dates import latest_day
from app.core.records import find, get_id, put, replace_parts
from app.documents import service as documents
from app.documents.models import Document, Place
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.undertakings.inputs import UndertakingInput
from app.undertakings.models import Undertaking, UndertakingFinding


def save_undertaking(db: Session, given: UndertakingInput) -> Undertaking:
    """Add or change an undertaking, its places and what was found of it; flushes.

    Raises `RuleError` when a reference, key or slug is not known or the item is a container.
    """
    item = find(db, Recommendation, ref=given.item) if given.item else None
    if given.item and (item is None or item.container):
        raise RuleError(f"no item “{given.item}” that can be acted on", "item")
    row = put(
        db,
        Undertaking,
        {"key": given.key},
        {
            "document_id": get_id(db, Document, "document", slug=given.document),
            "item_id": item.id if item else None,
            "item_container": False if item else None,
            "response_id": get_id(db, Response, "answer", key=given.answer)
            if given.answer
            else None,
            "responder_id": get_id(db, Organisation, "by", slug=given.by),
            "summary": given.summary,
            "due_on": given.due_on,
            "due_by": latest_day(given.due_on) if given.due_on else None,
            "note": given.note,
        },
    )
    owner = {"undertaking_id": row.id}
    replace_parts(db, Place, owner, documents.places(db, given.places, owner, given.document))
    findings = [
        UndertakingFinding(
            **owner,
            document_id=get_id(
                db, Document, f"found.{index}.document", slug=found.document or given.document
            ),
            state=found.state,
            page=found.page,
            page_basis=found.page_basis,
            section=found.section,
            note=found.note,
            read_by=found.read_by,
            ordinal=index,
        )
        for index, found in enumerate(given.found)
    ]
    replace_parts(db, UndertakingFinding, owner, findings)
    return row
