"""Read back countries, elections, organisations, topics, instruments, provisions and documents."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.documents.models import Document, DocumentIssuer
from app.elections.models import Country, Election
from app.entries.reading.rows import Content, column_of, fields, named_by, parts_of, rows_of
from app.organisations.models import Organisation
from app.standards.models import Instrument, InstrumentBinding, Standard
from app.topics.models import Topic


def read_countries(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """1 statement."""
    return {row.id: fields(row, "code", "name") for row in rows_of(db, Country, "id", ids)}


def read_elections(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """1 statement."""
    names = ("code", "title", "first_day", "last_day", "note")
    return {row.id: fields(row, *names) for row in rows_of(db, Election, "id", ids)}


def read_organisations(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """2 statements."""
    rows = rows_of(db, Organisation, "id", ids)
    countries = column_of(db, Country, "code", (row.country_id for row in rows))
    return {
        row.id: fields(row, "slug", "name", "short_name", "kind")
        | {"country": countries[row.country_id]}
        for row in rows
    }


def read_topics(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """1 statement."""
    return {row.id: fields(row, "slug", "title") for row in rows_of(db, Topic, "id", ids)}


def read_instruments(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """3 statements."""
    rows = rows_of(db, Instrument, "id", ids)
    bindings = parts_of(db, InstrumentBinding, "instrument_id", ids, "id")
    countries = column_of(
        db, Country, "code", (part.country_id for group in bindings.values() for part in group)
    )
    return {
        row.id: {
            **fields(row, "slug", "short_title", "title"),
            "class": row.instrument_class.value,
            **fields(row, "dated", "note"),
            "binds": [
                {"country": countries[part.country_id], "from": part.binds_from, "note": part.note}
                for part in bindings[row.id]
            ],
        }
        for row in rows
    }


def read_provisions(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """1 statement."""
    rows = rows_of(db, Standard, "id", ids)
    return {row.id: {"standard": row.slug, "label": row.label} for row in rows}


def read_documents(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """4 statements. The country is said where there is no election."""
    rows = rows_of(db, Document, "id", ids)
    elections = column_of(db, Election, "code", (row.election_id for row in rows))
    countries = column_of(db, Country, "code", (row.country_id for row in rows))
    issuers = named_by(db, DocumentIssuer, Organisation, "organisation_id", "document_id", ids)
    return {
        row.id: {
            "slug": row.slug,
            "election": elections[row.election_id],
            "country": None if row.election_id else countries[row.country_id],
            **fields(row, "kind", "title"),
            "issuers": issuers[row.id],
            **fields(row, "published_on", "date_basis", "date_note", "language", "pages"),
            **fields(row, "pages_basis", "url", "held", "reiterates_earlier"),
            "reiterates_place": _reiterated(row),
            "note": row.note,
        }
        for row in rows
    }


def _reiterated(row: Any) -> Content | None:
    """Where a document says that earlier recommendations still stand: in itself."""
    if not row.reiterates_section:
        return None
    basis = row.reiterates_page_basis
    return {
        "document": None,
        "page": row.reiterates_page,
        "page_basis": basis.value if basis else None,
        "section": row.reiterates_section,
    }
