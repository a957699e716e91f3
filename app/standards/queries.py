"""Reads of instruments, standards and citations."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.bytewise import bytewise
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country
from app.organisations.models import Organisation
from app.standards.models import Citation, Instrument, InstrumentBinding, Standard
from app.standards.records import BindingRecord, CitationRecord, InstrumentRecord, StandardRecord
from app.vocabulary.lists import InstrumentClass, Purpose
from app.web.api import Envelope
from app.web.lists import check_known, nearest_keys, not_found, read_page
from app.web.queries import PagedQuery


class InstrumentQuery(PagedQuery):
    """The query of the list of instruments; each filter may be repeated."""

    instrument_class: list[InstrumentClass] = []
    binds: list[str] = Field(default=[], description="Codes of countries that it binds.")


class CitationQuery(PagedQuery):
    """The filters of citations; each may be repeated."""

    country: list[str] = Field(
        default=[], description="Codes of countries that the citing documents are about."
    )
    cited_by: list[str] = Field(default=[], description="Organisation slugs.")
    purpose: list[Purpose] = Field(default=[], description="To what end it is cited.")


class StandardQuery(InstrumentQuery, CitationQuery):
    """The query of the list of standards; each filter may be repeated."""

    instrument: list[str] = Field(default=[], description="Instrument slugs.")
    cited: Literal["true"] | None = Field(
        default=None, description="Only those that a document dated by the day cites."
    )


_KNOWN = {
    "instrument": col(Instrument.slug),
    "binds": col(Country.code),
    "country": col(Country.code),
    "cited_by": col(Organisation.slug),
}


def citations_by(db: Session, owner: Any, ids: Collection[int]) -> dict[int, list[CitationRecord]]:
    """Return the citations of each owner by standard. 1 statement.

    `owner` is the column of `Citation` that points to the owners.
    """
    rows = db.execute(
        sa.select(
            Citation, col(Standard.slug), col(Organisation.slug), col(Document.slug), col(owner)
        )
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(col(owner).in_(ids))
        .order_by(col(owner), bytewise(col(Standard.sort_key)), col(Citation.id))
    )
    found: dict[int, list[CitationRecord]] = defaultdict(list)
    for citation, standard, cited_by, document, owner_id in rows:
        found[owner_id].append(
            CitationRecord(
                standard=standard,
                cited_by=cited_by,
                document=document,
                purpose=citation.purpose,
                as_printed=citation.as_printed,
                page=citation.page,
                section=citation.section,
                note=citation.note,
            )
        )
    return found


def get_standard(db: Session, slug: str, day: date) -> StandardRecord:
    """Return the standard. 3 statements.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    rows = db.execute(_standard_rows().where(col(Standard.slug) == slug)).all()
    if not rows:
        raise not_found("standard", slug, nearest_keys(db, col(Standard.slug), slug))
    return _standards(db, rows, day)[0]


def list_standards(db: Session, query: StandardQuery) -> Envelope[StandardRecord]:
    """Return a page of standards by instrument and provision. 4 statements, any number of them.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _standard_rows().where(*standard_conditions(query))
    columns = [
        SortColumn(bytewise(col(Standard.sort_key))),
        SortColumn(bytewise(col(Standard.slug))),
    ]
    rows, following, total = read_page(db, statement, query, columns)
    return Envelope(_standards(db, rows, query.day), following, total)


def page_standards(db: Session, query: StandardQuery) -> Envelope[StandardRecord]:
    """Return a page of cited standards by class, instrument and provision. 4 statements.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    ranks = [
        (col(Instrument.instrument_class) == found, rank)
        for rank, found in enumerate(InstrumentClass)
    ]
    columns = [
        SortColumn(sa.case(*ranks, else_=len(ranks))),
        SortColumn(bytewise(col(Standard.sort_key))),
        SortColumn(bytewise(col(Standard.slug))),
    ]
    cited = col(Standard.id).in_(citing(query, col(Citation.standard_id)))
    statement = _standard_rows().where(cited, *standard_conditions(query))
    rows, following, total = read_page(db, statement, query, columns)
    return Envelope(_standards(db, rows, query.day), following, total)


def standard_conditions(query: StandardQuery) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on standards and their instruments."""
    found = _of_instruments(query)
    if query.instrument:
        found.append(col(Instrument.slug).in_(query.instrument))
    if query.cited or query.cited_by or query.purpose or query.country:
        found.append(col(Standard.id).in_(citing(query, col(Citation.standard_id))))
    return found


def citing(query: CitationQuery, *columns: Any) -> sa.Select[Any]:
    """Return columns of the citations that the query asks for, in documents that count."""
    statement: sa.Select[Any] = (
        sa.select(*columns)
        .select_from(Citation)
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .join(Country, col(Country.id) == col(Document.country_id))
        .where(counts_by(query.day))
    )
    if query.country:
        statement = statement.where(col(Country.code).in_(query.country))
    if query.cited_by:
        statement = statement.where(col(Organisation.slug).in_(query.cited_by))
    if query.purpose:
        statement = statement.where(col(Citation.purpose).in_(query.purpose))
    return statement


def list_instruments_by_slug(db: Session, slugs: Collection[str]) -> dict[str, InstrumentRecord]:
    """Return the instruments with these slugs. 3 statements."""
    rows = db.execute(sa.select(Instrument).where(col(Instrument.slug).in_(slugs))).scalars().all()
    return {record.slug: record for record in _instruments(db, rows)}


def get_instrument(db: Session, slug: str) -> InstrumentRecord:
    """Return the instrument. 3 statements.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    rows = db.execute(sa.select(Instrument).where(col(Instrument.slug) == slug)).scalars().all()
    if not rows:
        raise not_found("instrument", slug, nearest_keys(db, col(Instrument.slug), slug))
    return _instruments(db, rows)[0]


def list_instruments(db: Session, query: InstrumentQuery) -> Envelope[InstrumentRecord]:
    """Return a page of instruments by slug. 4 statements, any number of instruments.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"binds": col(Country.code)})
    statement = sa.select(Instrument).where(*_of_instruments(query))
    rows, following, total = read_page(
        db, statement, query, [SortColumn(bytewise(col(Instrument.slug)))]
    )
    return Envelope(_instruments(db, [row.Instrument for row in rows]), following, total)


def _dated_by(day: date) -> sa.ColumnElement[bool]:
    """The instrument is dated by the day, an imprecise date counting from its last possible day."""
    dated, digits = col(Instrument.dated), sa.func.length(col(Instrument.dated))
    last = sa.case((digits == 4, dated + "-12-31"), (digits == 7, dated + "-31"), else_=dated)
    return sa.or_(dated.is_(None), bytewise(last) <= day.isoformat())


def _of_instruments(query: InstrumentQuery) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [_dated_by(query.day)]
    if query.instrument_class:
        found.append(col(Instrument.instrument_class).in_(query.instrument_class))
    if query.binds:
        bound = (
            sa.select(col(InstrumentBinding.instrument_id))
            .join(Country, col(Country.id) == col(InstrumentBinding.country_id))
            .where(col(Country.code).in_(query.binds))
        )
        found.append(col(Instrument.id).in_(bound))
    return found


def _standard_rows() -> sa.Select[Any]:
    return (
        sa.select(Standard)
        .add_columns(Instrument)
        .join(Instrument, col(Instrument.id) == col(Standard.instrument_id))
    )


def _standards(db: Session, rows: Sequence[Any], day: date) -> list[StandardRecord]:
    """Return the rows as records, in their order. 2 statements, any number of rows."""
    binds = _binds(db, {row.Instrument.id for row in rows})
    cited = _cited(db, [row.Standard.id for row in rows], day)
    return [
        StandardRecord(
            slug=row.Standard.slug,
            instrument=row.Instrument.slug,
            instrument_title=row.Instrument.short_title,
            instrument_class=row.Instrument.instrument_class,
            provision=row.Standard.provision,
            label=row.Standard.label,
            binds=binds[row.Instrument.id],
            citations=cited[row.Standard.id].total(),
            citations_by_purpose={purpose: cited[row.Standard.id][purpose] for purpose in Purpose},
        )
        for row in rows
    ]


def _cited(db: Session, ids: Collection[int], day: date) -> dict[int, Counter[Purpose]]:
    """How often each standard is cited to which end, in documents that count by the day."""
    rows = db.execute(
        sa.select(col(Citation.standard_id), col(Citation.purpose), sa.func.count())
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(col(Citation.standard_id).in_(ids), counts_by(day))
        .group_by(col(Citation.standard_id), col(Citation.purpose))
    )
    found: dict[int, Counter[Purpose]] = defaultdict(Counter)
    for standard_id, purpose, number in rows:
        found[standard_id][purpose] = number
    return found


def _instruments(db: Session, rows: Sequence[Instrument]) -> list[InstrumentRecord]:
    """Return the rows as records, in their order. 2 statements, any number of rows."""
    ids = [row.id for row in rows]
    binds = _binds(db, ids)
    standards: dict[int, list[str]] = defaultdict(list)
    for instrument_id, slug in db.execute(
        sa.select(col(Standard.instrument_id), col(Standard.slug))
        .where(col(Standard.instrument_id).in_(ids))
        .order_by(bytewise(col(Standard.sort_key)))
    ):
        standards[instrument_id].append(slug)
    return [
        InstrumentRecord(
            slug=row.slug,
            short_title=row.short_title,
            title=row.title,
            instrument_class=row.instrument_class,
            dated=row.dated,
            binds=binds[row.id],
            standards=standards[row.id],
            note=row.note,
        )
        for row in rows
    ]


def _binds(db: Session, ids: Collection[int]) -> dict[int, list[BindingRecord]]:
    rows = db.execute(
        sa.select(InstrumentBinding)
        .add_columns(col(Country.code).label("country"))
        .join(Country, col(Country.id) == col(InstrumentBinding.country_id))
        .where(col(InstrumentBinding.instrument_id).in_(ids))
        .order_by(col(InstrumentBinding.instrument_id), col(Country.code))
    )
    found: dict[int, list[BindingRecord]] = defaultdict(list)
    for row in rows:
        binding = row.InstrumentBinding
        found[binding.instrument_id].append(
            BindingRecord(row.country, binding.binds_from, binding.note)
        )
    return found
