"""Writes of instruments, provisions and citations."""

from typing import Any

from sqlalchemy.orm import Session

from app.core.records import get_id, put, replace_parts
from app.core.textfold import natural_key
from app.documents.models import Document
from app.elections.models import Country
from app.organisations.models import Organisation
from app.standards.inputs import CitationInput, InstrumentInput, ProvisionInput
from app.standards.models import Instrument, InstrumentBinding, Standard


def save_instrument(db: Session, given: InstrumentInput) -> Instrument:
    """Add or change an instrument and the countries it binds; flushes."""
    row = put(
        db,
        Instrument,
        {"slug": given.slug},
        {
            "short_title": given.short_title,
            "title": given.title,
            "instrument_class": given.instrument_class,
            "dated": given.dated,
            "note": given.note,
        },
    )
    bindings = [
        InstrumentBinding(
            instrument_id=row.id,
            country_id=get_id(db, Country, "binds", code=binding.country),
            binds_from=binding.since,
            note=binding.note,
        )
        for binding in given.binds
    ]
    replace_parts(db, InstrumentBinding, {"instrument_id": row.id}, bindings)
    return row


def save_provision(db: Session, given: ProvisionInput) -> Standard:
    """Add or change a provision; flushes. Raises `RuleError` when its instrument is not known."""
    instrument, _, provision = given.standard.partition("/")
    return put(
        db,
        Standard,
        {"slug": given.standard},
        {
            "instrument_id": get_id(db, Instrument, "standard", slug=instrument),
            "provision": provision or None,
            "label": given.label,
            "sort_key": natural_key(given.standard),
        },
    )


def citation_values(
    db: Session,
    given: list[CitationInput],
    owner: dict[str, int],
    document: str,
    cited_by: str | None,
) -> list[dict[str, Any]]:
    """Return the columns of the citation rows of an item or an answer; reads only.

    `document` and `cited_by` are slugs that count where an entry names none.
    """
    return [
        {
            **owner,
            "standard_id": get_id(db, Standard, f"standards.{index}.standard", slug=entry.standard),
            "cited_by_id": get_id(
                db,
                Organisation,
                f"standards.{index}.cited_by",
                slug=entry.cited_by or cited_by or "",
            ),
            "document_id": get_id(
                db, Document, f"standards.{index}.document", slug=entry.document or document
            ),
            "purpose": entry.purpose,
            "as_printed": entry.as_printed,
            "page": entry.page,
            "section": entry.section,
            "note": entry.note,
        }
        for index, entry in enumerate(given)
    ]
