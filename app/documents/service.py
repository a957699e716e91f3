"""Writes of documents and places."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import latest_day
from app.core.records import find, get_id, put, replace_parts
from app.documents.inputs import DocumentInput, PlaceInput
from app.documents.models import Document, DocumentIssuer, Place
from app.elections.models import Country, Election
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation


def save_document(db: Session, given: DocumentInput) -> Document:
    """Add or change a document and its issuers; flushes.

    Raises `RuleError` when the election or an issuer is not known, when the country is not the
    election's, or when a document with items would lose its election or its date.
    """
    election = find(db, Election, code=given.election) if given.election else None
    if given.election and election is None:
        raise RuleError(f"no election “{given.election}”", "election")
    if election:
        country = election.country_id
        if given.country and get_id(db, Country, "country", code=given.country) != country:
            raise RuleError(f"{given.election} is of another country", "country")
    else:
        country = get_id(db, Country, "country", code=given.country or "")
    _keep_items_valid(db, given, election)
    passage = given.reiterates_place
    row = put(
        db,
        Document,
        {"slug": given.slug},
        {
            "election_id": election.id if election else None,
            "country_id": country,
            "kind": given.kind,
            "title": given.title,
            "published_on": given.published_on,
            "published_by": latest_day(given.published_on) if given.published_on else None,
            "date_basis": given.date_basis,
            "date_note": given.date_note,
            "language": given.language,
            "pages": given.pages,
            "pages_basis": given.pages_basis,
            "url": given.url,
            "held": given.held,
            "reiterates_earlier": given.reiterates_earlier,
            "reiterates_page": passage.page if passage else None,
            "reiterates_page_basis": passage.page_basis if passage else None,
            "reiterates_section": passage.section if passage else None,
            "note": given.note,
        },
    )
    issuers = [
        DocumentIssuer(
            document_id=row.id,
            organisation_id=get_id(db, Organisation, f"issuers.{index}", slug=slug),
            ordinal=index,
        )
        for index, slug in enumerate(given.issuers)
    ]
    replace_parts(db, DocumentIssuer, {"document_id": row.id}, issuers)
    return row


def _keep_items_valid(db: Session, given: DocumentInput, election: Election | None) -> None:
    """A document with items keeps its election and a date, since their status rests on both."""
    row = find(db, Document, slug=given.slug)
    if row is None:
        return
    own = sa.exists().where(col(Recommendation.document_id) == row.id)
    shown = sa.exists().where(col(Place.document_id) == row.id, col(Place.item_id).is_not(None))
    if not db.execute(sa.select(own | shown)).scalar_one():
        return
    if row.election_id != (election.id if election else None):
        raise RuleError("it has items: its election cannot be changed", "election")
    if row.published_on and not given.published_on:
        raise RuleError("it has items: it needs a date, at least its year", "published_on")


def places(
    db: Session, given: list[PlaceInput], owner: dict[str, int], document: str
) -> list[Place]:
    """Return the place rows of an owner; the first is the main one. Reads only."""
    return [Place(**values) for values in place_values(db, given, owner, document)]


def place_values(
    db: Session, given: list[PlaceInput], owner: dict[str, int], document: str
) -> list[dict[str, Any]]:
    """Return the columns of the place rows of an owner; the first is the main one. Reads only."""
    return [
        {
            **owner,
            "document_id": get_id(
                db, Document, f"places.{index}.document", slug=place.document or document
            ),
            "page": place.page,
            "page_basis": place.page_basis,
            "section": place.section,
            "role": place.role,
            "main": index == 0,
            "ordinal": index,
        }
        for index, place in enumerate(given)
    ]
