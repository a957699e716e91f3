"""Writes of items."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find, get_id, put, replace_parts
from app.core.textfold import natural_key
from app.documents import service as documents
from app.documents.models import Document, Place
from app.elections.models import Election
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.inputs import ItemInput
from app.recommendations.models import ItemAddressee, ItemTopic, Recommendation
from app.standards import service as standards
from app.standards.models import Citation
from app.topics.models import Topic


def save_item(db: Session, given: ItemInput) -> Recommendation:
    """Add or change an item with its topics, addressees, places and citations; flushes.

    Raises `RuleError` when the document is not known or belongs to no election, when a slug is not
    known, or when the parent is no container.
    """
    document = find(db, Document, slug=given.document)
    if document is None:
        raise RuleError(f"no document “{given.document}”", "document")
    election = db.get(Election, document.election_id) if document.election_id else None
    if election is None or document.published_by is None:
        raise RuleError(f"{given.document} belongs to no election or has no date", "document")
    ref = f"{election.code}-{given.number}"
    row = put(
        db,
        Recommendation,
        {"ref": ref},
        {
            "sort_key": f"{election.code}-{natural_key(given.number)}",
            "country_id": election.country_id,
            "election_id": election.id,
            "document_id": document.id,
            "kind": given.kind,
            "container": given.container,
            "number": given.number,
            "number_as_printed": given.number_as_printed,
            "ordinal": _ordinal(db, ref, document.id),
            **_parent(db, election, given),
            "heading": given.heading,
            "priority": given.priority,
            "summary": given.summary,
            "official_text": given.official_text,
            "quoted_text": given.quoted_text,
            "quoted_by_id": get_id(db, Document, "quoted_by", slug=given.quoted_by)
            if given.quoted_by
            else None,
            "text_digest": given.digest,
            "only_kind": given.only_kind,
            "note": given.note,
        },
    )
    _save_parts(db, row.id, given)
    return row


def get_single(db: Session, ref: str, field: str, use: str) -> Recommendation:
    """Return an item that stands for itself, to be linked, answered or put in a thread.

    Raises `RuleError` on `field` when there is none, or when it is a lead-in; `use` then says what
    to do with its lettered items.
    """
    item = find(db, Recommendation, ref=ref)
    if item is None:
        raise RuleError(f"no item “{ref}”", field)
    if item.container:
        raise RuleError(f"{ref} is a lead-in: {use} its lettered items", field)
    return item


def _save_parts(db: Session, item_id: int, given: ItemInput) -> None:
    owner = {"item_id": item_id}
    topics = [
        ItemTopic(**owner, topic_id=get_id(db, Topic, f"topics.{index}", slug=slug), ordinal=index)
        for index, slug in enumerate(given.topics)
    ]
    addressees = [
        ItemAddressee(
            **owner,
            organisation_id=get_id(db, Organisation, f"addressees.{index}", slug=slug),
            ordinal=index,
        )
        for index, slug in enumerate(given.addressees)
    ]
    replace_parts(db, ItemTopic, owner, topics)
    replace_parts(db, ItemAddressee, owner, addressees)
    replace_parts(db, Place, owner, documents.places(db, given.places, owner, given.document))
    replace_parts(
        db, Citation, owner, standards.citations(db, given.standards, owner, given.document, None)
    )


def _parent(db: Session, election: Election, given: ItemInput) -> dict[str, int | bool | None]:
    if given.parent is None:
        return {"parent_id": None, "parent_container": None}
    parent = find(db, Recommendation, ref=f"{election.code}-{given.parent}")
    if parent is None or not parent.container:
        raise RuleError(f"{given.parent} is no lead-in of this election", "parent")
    return {"parent_id": parent.id, "parent_container": True}


def _ordinal(db: Session, ref: str, document_id: int) -> int:
    """The item's place in its document: kept when it has one, else behind the last."""
    existing = db.execute(
        sa.select(col(Recommendation.ordinal)).where(col(Recommendation.ref) == ref)
    ).scalar_one_or_none()
    if existing is not None:
        return existing
    last = db.execute(
        sa.select(sa.func.max(col(Recommendation.ordinal))).where(
            col(Recommendation.document_id) == document_id
        )
    ).scalar_one()
    return (last or 0) + 1
