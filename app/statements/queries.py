"""Reads of statements."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.keyset import SortColumn
from app.documents.models import Document, Place
from app.documents.parts import counts_by, places_by
from app.elections.models import Country, Election
from app.errors import NotFoundError
from app.organisations.models import Organisation
from app.statements.figures import all_agree, computed_percent, parts_agree, percent_agrees
from app.statements.models import Statement, StatementFigure
from app.statements.records import FigureRecord, StatementRecord
from app.web.api import Envelope
from app.web.lists import check_known, read_page
from app.web.queries import PagedQuery


class StatementQuery(PagedQuery):
    """The query of the list of statements; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes of the documents.")
    document: list[str] = Field(default=[], description="Document slugs.")
    by: list[str] = Field(default=[], description="Organisation slugs.")
    verifiable: list[Literal["true", "false"]] = []


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "document": col(Document.slug),
    "by": col(Organisation.slug),
}


def list_by_document(db: Session, slug: str, day: date) -> list[StatementRecord]:
    """Return the statements in a document, by id. 3 statements."""
    rows = db.execute(
        _rows(day).where(col(Document.slug) == slug).order_by(col(Statement.id))
    ).all()
    return _records(db, rows)


def get_statement(db: Session, statement_id: int, day: date) -> StatementRecord:
    """Return the statement. 3 statements.

    Raises `NotFoundError` when there is none or its document counts from a later day.
    """
    rows = db.execute(_rows(day).where(col(Statement.id) == statement_id)).all()
    if not rows:
        raise NotFoundError(f"There is no statement {statement_id}.")
    return _records(db, rows)[0]


def list_statements(db: Session, query: StatementQuery) -> Envelope[StatementRecord]:
    """Return a page of statements by id. 4 statements, any number of rows.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    statement = _rows(query.day).where(*_conditions(query))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Statement.id))])
    return Envelope(_records(db, rows), following, total)


def _conditions(query: StatementQuery) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [
        column.in_(values)
        for column, values in (
            (col(Country.code), query.country),
            (col(Election.code), query.election),
            (col(Document.slug), query.document),
            (col(Organisation.slug), query.by),
        )
        if values
    ]
    if query.verifiable:
        found.append(col(Statement.verifiable).in_([v == "true" for v in query.verifiable]))
    return found


def _rows(day: date) -> sa.Select[Any]:
    return (
        sa.select(Statement)
        .add_columns(
            col(Document.slug).label("document"),
            col(Document.published_on).label("published_on"),
            col(Organisation.slug).label("by"),
        )
        .join(Document, col(Document.id) == col(Statement.document_id))
        .join(Country, col(Country.id) == col(Document.country_id))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
        .join(Organisation, col(Organisation.id) == col(Statement.by_id))
        .where(counts_by(day))
    )


def _records(db: Session, rows: Sequence[Any]) -> list[StatementRecord]:
    """Return the rows as records, in their order. 2 statements, any number of rows."""
    ids = [row.Statement.id for row in rows]
    if not ids:
        return []
    figures = _figures(db, ids)
    places = places_by(db, Place.statement_id, ids)
    return [
        StatementRecord(
            id=row.Statement.id,
            key=row.Statement.key,
            document=row.document,
            published_on=row.published_on,
            by=row.by,
            summary=row.Statement.summary,
            figures=figures[row.Statement.id],
            agrees=all_agree(figure.agrees for figure in figures[row.Statement.id]),
            verifiable=row.Statement.verifiable,
            places=places[row.Statement.id],
            note=row.Statement.note,
        )
        for row in rows
    ]


def _figures(db: Session, ids: Collection[int]) -> dict[int, list[FigureRecord]]:
    rows = db.execute(
        sa.select(StatementFigure)
        .where(col(StatementFigure.statement_id).in_(ids))
        .order_by(col(StatementFigure.statement_id), col(StatementFigure.ordinal))
    )
    figures: dict[int, list[StatementFigure]] = defaultdict(list)
    for figure in rows.scalars():
        figures[figure.statement_id].append(figure)
    return defaultdict(list, {owner: _recomputed(found) for owner, found in figures.items()})


def _recomputed(figures: Sequence[StatementFigure]) -> list[FigureRecord]:
    values = {figure.label: figure.value for figure in figures}
    return [
        FigureRecord(
            label=figure.label,
            value=figure.value,
            of=figure.of,
            stated_percent=figure.stated_percent,
            computed_percent=computed_percent(figure.value, figure.of),
            parts=figure.parts,
            agrees=all_agree(
                (
                    percent_agrees(figure.value, figure.of, figure.stated_percent),
                    parts_agree(figure.value, figure.parts, values),
                )
            ),
        )
        for figure in figures
    ]
