"""Titles of codes and slugs: one statement for each kind that a page asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document
from app.documents.parts import has_text
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.standards.models import Instrument, Standard
from app.threads.models import Thread
from app.topics.models import Topic
from app.vocabulary.lists import DocumentKind, ElectionKind, InstrumentClass


@dataclass(frozen=True)
class ElectionName:
    """An election's title and kind, and its year as headings show it."""

    title: str
    kind: ElectionKind
    year: str


@dataclass(frozen=True)
class DocumentName:
    """A document's title, kind, and the year it is from, if known.

    It is `held`, or only known of; where its text is attached page by page, `text_held`.
    """

    title: str
    kind: DocumentKind
    held: bool
    text_held: bool
    election: str | None
    year: str | None


@dataclass(frozen=True)
class StandardName:
    """A provision as cited ("Copenhagen Document 7.6"), its label and its instrument's class."""

    title: str
    label: str | None
    instrument_class: InstrumentClass


@dataclass(frozen=True)
class Names:
    """The titles that one page needs."""

    countries: dict[str, str] = field(default_factory=dict)
    elections: dict[str, ElectionName] = field(default_factory=dict)
    documents: dict[str, DocumentName] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    standards: dict[str, StandardName] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)


def list_organisations(db: Session) -> list[tuple[str, str]]:
    """Return slug and name of every organisation, by name. 1 statement."""
    statement = sa.select(col(Organisation.slug), col(Organisation.name))
    return sorted(((slug, name) for slug, name in db.execute(statement)), key=lambda row: row[1])


def load_names(
    db: Session,
    *,
    organisations: Iterable[str] = (),
    topics: Iterable[str] = (),
    threads: Iterable[str] = (),
    standards: Iterable[str] = (),
    instruments: Iterable[str] = (),
    countries: Iterable[str] = (),
    documents: Iterable[str] = (),
) -> Names:
    """Return the titles of the slugs, and those of all elections and documents of the countries.

    Up to 8 statements; a kind of which nothing is asked costs none.
    """
    wanted = set(countries)
    return Names(
        countries=_titles(db, Country.code, Country.name, wanted),
        elections=_elections(db, wanted),
        documents=_documents(db, wanted, set(documents)),
        organisations=_titles(db, Organisation.slug, Organisation.short_name, set(organisations)),
        topics=_titles(db, Topic.slug, Topic.title, set(topics)),
        threads=_titles(db, Thread.slug, Thread.title, set(threads)),
        standards=_standards(db, set(standards)),
        instruments=_titles(db, Instrument.slug, Instrument.short_title, set(instruments)),
    )


def _titles(db: Session, key: str, title: str, wanted: set[str]) -> dict[str, str]:
    if not wanted:
        return {}
    rows = db.execute(sa.select(col(key), col(title)).where(col(key).in_(wanted)))
    return {row[0]: row[1] for row in rows}


def _elections(db: Session, countries: set[str]) -> dict[str, ElectionName]:
    if not countries:
        return {}
    rows = db.execute(
        sa.select(Election)
        .join(Country, col(Country.id) == col(Election.country_id))
        .where(col(Country.code).in_(countries))
        .order_by(col(Election.held_on))
    ).scalars()
    return {row.code: ElectionName(row.title, row.kind, row.first_day[:4]) for row in rows}


def _documents(db: Session, countries: set[str], slugs: set[str]) -> dict[str, DocumentName]:
    if not countries and not slugs:
        return {}
    rows = db.execute(
        sa.select(Document, col(Election.code), has_text())
        .join(Country, col(Country.id) == col(Document.country_id))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
        .where(col(Country.code).in_(countries) | col(Document.slug).in_(slugs))
    )
    return {
        row.slug: DocumentName(
            title=row.title,
            kind=row.kind,
            held=row.held,
            text_held=text_held,
            election=code,
            year=row.published_on[:4] if row.published_on else None,
        )
        for row, code, text_held in rows
    }


def _standards(db: Session, wanted: set[str]) -> dict[str, StandardName]:
    if not wanted:
        return {}
    rows = db.execute(
        sa.select(Standard, Instrument)
        .join(Instrument, col(Instrument.id) == col(Standard.instrument_id))
        .where(col(Standard.slug).in_(wanted))
    )
    return {
        standard.slug: StandardName(
            " ".join(part for part in (instrument.short_title, standard.provision) if part),
            standard.label,
            instrument.instrument_class,
        )
        for standard, instrument in rows
    }
