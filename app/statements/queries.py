"""Reads of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.bytewise import bytewise
from app.core.dates import FOREVER
from app.core.keyset import SortColumn
from app.documents.models import Document, Place
from app.documents.parts import counts_by, places_by
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.statements.figures import all_agree, computed_percent, parts_agree, percent_agrees
from app.statements.models import Statement, StatementFigure
from app.statements.records import FigureRecord, StatementRecord, Tally
from app.web.api import Envelope
from app.web.lists import among, check_known, not_found, read_page
from app.web.queries import PagedQuery

AgreesValue: TypeAlias = Literal["true", "false", "not_verifiable"]
NOTHING_TO_RECOMPUTE = "not_verifiable"


class StatementQuery(PagedQuery):
    """The query of the list of statements; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes of the documents.")
    document: list[str] = Field(default=[], description="Document slugs.")
    by: list[str] = Field(default=[], description="Organisation slugs.")
    verifiable: list[Literal["true", "false"]] = []
    agrees: list[AgreesValue] = Field(
        default=[],
        description="Whether its own numbers agree; not_verifiable: it gives none to recompute.",
    )


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
        raise not_found("statement", statement_id)
    return _records(db, rows)[0]


def list_statements(db: Session, query: StatementQuery) -> Envelope[StatementRecord]:
    """Return a page of statements by id. Up to 5 statements, any number of rows.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    agreement = _agreement(db) if query.agrees else {}
    statement = _rows(query.day).where(*_conditions(query, agreement))
    rows, following, total = read_page(db, statement, query, [SortColumn(col(Statement.id))])
    return Envelope(_records(db, rows), following, total)


def page_statements(db: Session, query: StatementQuery) -> Envelope[StatementRecord]:
    """Return a page of statements by document, in time order, those that disagree first in each.

    5 statements, any number of rows. Raises `ParameterError` as `list_statements` does.
    """
    check_known(db, query, _KNOWN)
    agreement = _agreement(db)
    statement = _rows(query.day).where(*_conditions(query, agreement))
    columns = [
        SortColumn(sa.func.coalesce(col(Document.published_by), sa.literal(FOREVER, sa.Date))),
        SortColumn(bytewise(col(Document.slug))),
        SortColumn(sa.case((_agrees("false", agreement), 0), else_=1)),
        SortColumn(col(Statement.id)),
    ]
    rows, following, total = read_page(db, statement, query, columns)
    return Envelope(_records(db, rows), following, total)


def count_statements(db: Session, query: StatementQuery) -> Tally:
    """Return what recomputing shows of the statements of the query, whatever result it asks for.

    2 statements.
    """
    unit = query.model_copy(update={"agrees": [], "verifiable": []})
    agreement = _agreement(db)
    found = db.execute(
        _rows(query.day)
        .where(*_conditions(unit, agreement))
        .with_only_columns(
            sa.func.count(),
            _sum(_agrees("true", agreement)),
            _sum(_agrees("false", agreement)),
            _sum(col(Statement.verifiable).is_(False)),
            maintain_column_froms=True,
        )
    ).one()
    return Tally(*found)


def count_filters(
    db: Session, query: StatementQuery, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return how many statements each value of each filter gives, under all other filters.

    Up to 2 statements a filter.
    """
    return {name: _count_filter(db, query, name) for name in names}


def _count_filter(db: Session, query: StatementQuery, name: str) -> dict[str, int]:
    others = query.model_copy(update={name: []})
    agreement = _agreement(db) if name == "agrees" or others.agrees else {}
    values: tuple[AgreesValue, ...] = ("true", "false", "not_verifiable")
    value: Any = (
        sa.case(*((_agrees(value, agreement), value) for value in values))
        if name == "agrees"
        else _KNOWN[name]
    )
    rows = (
        _rows(query.day)
        .where(*_conditions(others, agreement))
        .with_only_columns(value.label("value"), maintain_column_froms=True)
        .subquery()
    )
    number = sa.func.count().label("number")
    counted = db.execute(
        sa.select(rows.c.value, number).group_by(rows.c.value).order_by(number.desc(), rows.c.value)
    )
    return {row.value: row.number for row in counted}


def _sum(condition: Any) -> Any:
    """How many rows meet the condition."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _agreement(db: Session) -> dict[int, bool]:
    """Which statements agree with their own numbers and which do not; the others give none.

    1 statement. No database can round as print does, so this is computed here.
    """
    rows = db.execute(sa.select(StatementFigure)).scalars()
    figures: dict[int, list[StatementFigure]] = defaultdict(list)
    for figure in rows:
        figures[figure.statement_id].append(figure)
    results = {
        owner: all_agree(figure.agrees for figure in _recomputed(found))
        for owner, found in figures.items()
    }
    return {owner: agrees for owner, agrees in results.items() if agrees is not None}


def _agrees(value: AgreesValue, agreement: Mapping[int, bool]) -> sa.ColumnElement[bool]:
    if value == NOTHING_TO_RECOMPUTE:
        return col(Statement.id).not_in(agreement)
    return col(Statement.id).in_(
        [owner for owner, agrees in agreement.items() if agrees is (value == "true")]
    )


def _conditions(
    query: StatementQuery, agreement: Mapping[int, bool]
) -> list[sa.ColumnElement[bool]]:
    found = among(
        (col(Country.code), query.country),
        (col(Election.code), query.election),
        (col(Document.slug), query.document),
        (col(Organisation.slug), query.by),
    )
    if query.verifiable:
        found.append(col(Statement.verifiable).in_([v == "true" for v in query.verifiable]))
    if query.agrees:
        found.append(sa.or_(*(_agrees(value, agreement) for value in query.agrees)))
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
