"""Writes of answers."""

from sqlalchemy.orm import Session

from app.core.records import get_id, put, replace_parts
from app.documents import service as documents
from app.documents.models import Document, Place
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.service import get_single
from app.responses.inputs import ResponseInput
from app.responses.models import Response, ResponseItem, ResponseReason
from app.standards import service as standards
from app.standards.models import Citation
from app.vocabulary.lists import Ground, Reported


def save_response(db: Session, given: ResponseInput) -> Response:
    """Add or change an answer with its items, reasons, places and citations; flushes.

    Raises `RuleError` when a reference or slug is not known, when an item is a container, or when a
    ground is given though nothing is reported as done.
    """
    if given.reported is Reported.NONE and given.ground is not Ground.NOT_SAID:
        raise RuleError("a ground belongs to a reported implementation", "ground")
    items = [
        get_single(db, answered.item, f"answers.{index}.item", "answer")
        for index, answered in enumerate(given.answers)
    ]
    informant = given.on_information_from
    row = put(
        db,
        Response,
        {"key": given.key},
        {
            "document_id": get_id(db, Document, "document", slug=given.document),
            "responder_id": get_id(db, Organisation, "responder", slug=given.responder),
            "informant_id": get_id(db, Organisation, "on_information_from", slug=informant)
            if informant
            else None,
            "position": given.position,
            "reported": given.reported,
            "ground": given.ground,
            "scope": given.scope,
            "stated_as": given.stated_as,
            "summary": given.summary,
            "standpoint": given.standpoint,
            "text_digest": given.digest,
            "note": given.note,
        },
    )
    owner = {"response_id": row.id}
    replace_parts(
        db,
        ResponseItem,
        owner,
        [
            ResponseItem(response_id=row.id, item_id=item.id, part=answered.part, ordinal=index)
            for index, (item, answered) in enumerate(zip(items, given.answers, strict=True))
        ],
    )
    replace_parts(
        db,
        ResponseReason,
        owner,
        [
            ResponseReason(**owner, reason=reason, ordinal=index)
            for index, reason in enumerate(given.reasons)
        ],
    )
    replace_parts(db, Place, owner, documents.places(db, given.places, owner, given.document))
    replace_parts(
        db,
        Citation,
        owner,
        standards.citations(db, given.standards, owner, given.document, given.responder),
    )
    return row
