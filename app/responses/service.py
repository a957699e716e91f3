"""Writes of answers: many together in a constant number of statements, one as the list of one."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import (
    Kept,
    chunks,
    get_id,
    know_ids,
    load_all,
    make_each,
    put_all,
    replace_all_parts,
)
from app.documents import service as documents
from app.documents.models import Document, Place
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.recommendations.service import single
from app.responses.inputs import ResponseInput
from app.responses.models import Response, ResponseItem, ResponseReason
from app.standards import service as standards
from app.standards.models import Citation, Standard
from app.vocabulary.lists import Ground, Reported

_Placed: TypeAlias = tuple[int, ResponseInput]
"""An answer and its place in the list that is saved."""


def save_response(db: Session, given: ResponseInput) -> Response:
    """Add or change an answer with its items, reasons, places and citations; flushes.

    Raises `RuleError` as `save_responses` does.
    """
    return save_responses(db, [given])[0]


def save_responses(db: Session, given: Sequence[ResponseInput]) -> list[Response]:
    """Add or change answers as `put_responses` does; return them as they are then."""
    return load_all(db, Response, put_responses(db, given))


def put_responses(db: Session, given: Sequence[ResponseInput]) -> list[int]:
    """Add or change answers with their parts; flushes. About 16 statements for each `CHUNK`.

    Returns their ids; a session that held one of them before holds it as it was.

    Raises `RuleError`, which says at which place, when a reference or slug is not known, when an
    item is a container, when a ground is given though nothing is reported as done, or when a key is
    given twice.
    """
    db.flush()
    placed = list(enumerate(given))
    _once(placed)
    _know(db, given)
    saved: list[int] = []
    for chunk in chunks(placed):
        saved += [row.id for row in _save_chunk(db, chunk)]
    return saved


def _once(placed: list[_Placed]) -> None:
    seen: set[str] = set()
    for place, answer in placed:
        if answer.key in seen:
            error = RuleError(f"{answer.key} is given twice", "key")
            error.entry = place
            raise error
        seen.add(answer.key)


def _know(db: Session, given: Sequence[ResponseInput]) -> None:
    """Look up together what the answers name."""
    cited = [entry for answer in given for entry in answer.standards]
    named: set[str | None] = {answer.document for answer in given}
    named |= {place.document for answer in given for place in answer.places}
    named |= {entry.document for entry in cited}
    know_ids(db, Document, "slug", named)
    know_ids(db, Standard, "slug", {entry.standard for entry in cited})
    know_ids(
        db,
        Organisation,
        "slug",
        {slug for answer in given for slug in (answer.responder, answer.on_information_from)}
        | {entry.cited_by for entry in cited},
    )


def _save_chunk(db: Session, chunk: list[_Placed]) -> list[Kept]:
    items = _items(db, {answered.item for _, answer in chunk for answered in answer.answers})
    answered = make_each(chunk, lambda answer: _answered(items, answer))
    values = make_each(chunk, lambda answer: _values(db, answer))
    rows = put_all(db, Response, "key", values)
    _save_parts(db, chunk, rows, answered)
    return rows


def _items(db: Session, refs: set[str]) -> dict[str, Any]:
    """The items answered, by reference: their ids, and whether they are lead-ins."""
    found: dict[str, Any] = {}
    for chunk in chunks(sorted(refs)):
        rows = db.execute(
            sa.select(
                col(Recommendation.ref), col(Recommendation.id), col(Recommendation.container)
            ).where(col(Recommendation.ref).in_(chunk))
        )
        found.update({row.ref: row for row in rows})
    return found


def _answered(items: dict[str, Any], answer: ResponseInput) -> list[int]:
    """The ids of the items that an answer is about."""
    if answer.reported is Reported.NONE and answer.ground is not Ground.NOT_SAID:
        raise RuleError("a ground belongs to a reported implementation", "ground")
    return [
        single(items.get(entry.item), entry.item, f"answers.{index}.item", "answer").id
        for index, entry in enumerate(answer.answers)
    ]


def _values(db: Session, answer: ResponseInput) -> dict[str, Any]:
    informant = answer.on_information_from
    return {
        "key": answer.key,
        "document_id": get_id(db, Document, "document", slug=answer.document),
        "responder_id": get_id(db, Organisation, "responder", slug=answer.responder),
        "informant_id": get_id(db, Organisation, "on_information_from", slug=informant)
        if informant
        else None,
        "position": answer.position,
        "reported": answer.reported,
        "ground": answer.ground,
        "scope": answer.scope,
        "stated_as": answer.stated_as,
        "summary": answer.summary,
        "standpoint": answer.standpoint,
        "text_digest": answer.digest,
        "note": answer.note,
    }


def _save_parts(
    db: Session, chunk: list[_Placed], rows: list[Kept], answered: list[list[int]]
) -> None:
    owners = iter(zip(rows, answered, strict=True))

    def parts(answer: ResponseInput) -> dict[type[Any], list[dict[str, Any]]]:
        row, items = next(owners)
        owner = {"response_id": row.id}
        return {
            ResponseItem: [
                {**owner, "item_id": item_id, "part": entry.part, "ordinal": index}
                for index, (item_id, entry) in enumerate(zip(items, answer.answers, strict=True))
            ],
            ResponseReason: [
                {**owner, "reason": reason, "ordinal": index}
                for index, reason in enumerate(answer.reasons)
            ],
            Place: documents.place_values(db, answer.places, owner, answer.document),
            Citation: standards.citation_values(
                db, answer.standards, owner, answer.document, answer.responder
            ),
        }

    made = make_each(chunk, parts)
    for model in (ResponseItem, ResponseReason, Place, Citation):
        values = [row for of_answer in made for row in of_answer[model]]
        replace_all_parts(db, model, "response_id", rows, values)
