"""Records as the content of drafts, and what a draft would change in its record."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find
from app.documents.models import Document, DocumentIssuer, Place
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import ItemAddressee, ItemProposer, ItemTopic, Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.standards.models import Citation, Standard
from app.topics.models import Topic

TEXTS = {
    "item": ("official_text", "quoted_text", "quoted_by", "digest"),
    "answer": ("standpoint", "digest"),
}
"""Fields of a kind of entry that an import attaches to a record without editing it."""

TRUE_WINS = {"held"}
"""Fields that an import may set, though the record has a value: a text that is here is held."""

EMPTY: tuple[Any, ...] = (None, "", [], {})


def merged(
    present: dict[str, Any], content: dict[str, Any], replace: Collection[str]
) -> dict[str, Any]:
    """Return the record with what the draft adds: empty fields are filled, others stay.

    A field named in `replace` takes the draft's value. Places in further documents are added.
    """
    found = dict(present)
    for name, value in content.items():
        if name == "places" and name not in replace:
            found[name] = _with_new_places(present, value)
            continue
        empty = found.get(name) in EMPTY
        if value in EMPTY or value == found.get(name):
            continue
        if empty or name in replace or (name in TRUE_WINS and value is True):
            found[name] = value
    return found


def _with_new_places(present: dict[str, Any], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The record's places, and those in documents in which it has none."""
    own = present["document"]
    known = {place.get("document") or own for place in present["places"]}
    new = [place for place in given if (place.get("document") or own) not in known]
    return [*present["places"], *new]


def changed(present: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name, value in after.items() if value != present.get(name)]


def find_record(db: Session, entry: str, key: str) -> dict[str, Any] | None:
    """Return a record as the content of a draft, or `None` where there is none.

    Items go by reference, answers by key, documents by slug; of other kinds nothing is known.
    """
    if entry == "item":
        item = find(db, Recommendation, ref=key)
        return _item(db, item) if item else None
    if entry == "answer":
        answer = find(db, Response, key=key)
        return _answer(db, answer) if answer else None
    if entry == "document":
        document = find(db, Document, slug=key)
        return _document(db, document) if document else None
    return None


def _item(db: Session, item: Recommendation) -> dict[str, Any]:
    owner = {"item_id": item.id}
    return {
        "document": _slug(db, item.document_id),
        "number": item.number,
        "number_as_printed": item.number_as_printed,
        "kind": item.kind.value,
        "container": item.container,
        "parent": db.get_one(Recommendation, item.parent_id).number if item.parent_id else None,
        "heading": item.heading,
        "priority": item.priority,
        "summary": item.summary,
        "official_text": item.official_text,
        "quoted_text": item.quoted_text,
        "quoted_by": _slug(db, item.quoted_by_id) if item.quoted_by_id else None,
        "topics": _slugs(db, ItemTopic, Topic, "topic_id", owner),
        "addressees": _slugs(db, ItemAddressee, Organisation, "organisation_id", owner),
        "proposers": _slugs(db, ItemProposer, Organisation, "organisation_id", owner),
        "places": _places(db, owner, item.document_id),
        "standards": _citations(db, owner),
        "only_kind": item.only_kind,
        "digest": item.text_digest,
        "note": item.note,
    }


def _answer(db: Session, answer: Response) -> dict[str, Any]:
    owner = {"response_id": answer.id}
    answered = db.execute(
        sa.select(col(Recommendation.ref), col(ResponseItem.part))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .filter(col(ResponseItem.response_id) == answer.id)
        .order_by(col(ResponseItem.ordinal))
    )
    reasons = db.execute(
        sa.select(col(ResponseReason.reason))
        .where(col(ResponseReason.response_id) == answer.id)
        .order_by(col(ResponseReason.ordinal))
    ).scalars()
    informant = answer.informant_id
    return {
        "document": _slug(db, answer.document_id),
        "key": answer.key,
        "answers": [
            {"item": row.ref} | ({"part": row.part} if row.part else {}) for row in answered
        ],
        "responder": db.get_one(Organisation, answer.responder_id).slug,
        "on_information_from": db.get_one(Organisation, informant).slug if informant else None,
        "position": answer.position.value,
        "reported": answer.reported.value,
        "ground": answer.ground.value,
        "scope": answer.scope.value,
        "stated_as": answer.stated_as,
        "reasons": [reason.value for reason in reasons],
        "summary": answer.summary,
        "standpoint": answer.standpoint,
        "places": _places(db, owner, answer.document_id),
        "standards": _citations(db, owner),
        "digest": answer.text_digest,
        "note": answer.note,
    }


def _document(db: Session, document: Document) -> dict[str, Any]:
    election = db.get(Election, document.election_id) if document.election_id else None
    passage = None
    if document.reiterates_section:
        passage = {
            "page": document.reiterates_page,
            "page_basis": document.reiterates_page_basis,
            "section": document.reiterates_section,
        }
    return {
        "slug": document.slug,
        "election": election.code if election else None,
        "country": None if election else db.get_one(Country, document.country_id).code,
        "kind": document.kind.value,
        "title": document.title,
        "issuers": _slugs(
            db, DocumentIssuer, Organisation, "organisation_id", {"document_id": document.id}
        ),
        "published_on": document.published_on,
        "date_basis": document.date_basis,
        "date_note": document.date_note,
        "language": document.language,
        "pages": document.pages,
        "pages_basis": document.pages_basis,
        "url": document.url,
        "held": document.held,
        "reiterates_earlier": document.reiterates_earlier,
        "reiterates_place": passage,
        "note": document.note,
    }


def _slug(db: Session, document_id: int) -> str:
    return db.get_one(Document, document_id).slug


def _slugs(db: Session, parts: Any, named: Any, column: str, owner: dict[str, int]) -> list[str]:
    rows = db.execute(
        sa.select(col(named.slug))
        .join(parts, col(named.id) == col(getattr(parts, column)))
        .where(*(col(getattr(parts, name)) == value for name, value in owner.items()))
        .order_by(col(parts.ordinal))
    )
    return list(rows.scalars())


def _places(db: Session, owner: dict[str, int], document_id: int) -> list[dict[str, Any]]:
    statement = sa.select(Place).filter_by(**owner).order_by(col(Place.ordinal))
    return [
        {
            "document": None if row.document_id == document_id else _slug(db, row.document_id),
            "page": row.page,
            "page_basis": row.page_basis,
            "section": row.section,
            "role": row.role.value,
        }
        for row in db.execute(statement).scalars()
    ]


def _citations(db: Session, owner: dict[str, int]) -> list[dict[str, Any]]:
    rows: Any = db.execute(
        sa.select(Citation, col(Standard.slug), col(Organisation.slug).label("cited_by"))
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .filter(*(getattr(Citation, name) == value for name, value in owner.items()))
        .order_by(col(Citation.id))
    )
    return [
        {
            "standard": row.slug,
            "purpose": row.Citation.purpose.value,
            "cited_by": row.cited_by,
            "document": _slug(db, row.Citation.document_id),
            "as_printed": row.Citation.as_printed,
            "page": row.Citation.page,
            "section": row.Citation.section,
            "note": row.Citation.note,
        }
        for row in rows
    ]
