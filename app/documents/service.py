"""Writes of documents and places."""

from sqlalchemy.orm import Session

from app.core.dates import latest_day
from app.core.records import find, get_id, put, replace_parts
from app.documents.inputs import DocumentInput, PlaceInput
from app.documents.models import Document, DocumentIssuer, Place
from app.elections.models import Country, Election
from app.errors import RuleError
from app.organisations.models import Organisation


def save_document(db: Session, given: DocumentInput) -> Document:
    """Add or change a document and its issuers; flushes.

    Raises `RuleError` when the election or an issuer is not known.
    """
    election = find(db, Election, code=given.election) if given.election else None
    if given.election and election is None:
        raise RuleError(f"no election “{given.election}”", "election")
    if election:
        country = election.country_id
    else:
        country = get_id(db, Country, "country", code=given.country or "")
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


def places(
    db: Session, given: list[PlaceInput], owner: dict[str, int], document: str
) -> list[Place]:
    """Return the place rows of an owner; the first is the main one. Reads only."""
    return [
        Place(
            **owner,
            document_id=get_id(
                db, Document, f"places.{index}.document", slug=place.document or document
            ),
            page=place.page,
            page_basis=place.page_basis,
            section=place.section,
            role=place.role,
            main=index == 0,
            ordinal=index,
        )
        for index, place in enumerate(given)
    ]
