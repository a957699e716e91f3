"""Citations in bulk: who cites a standard to what end, and the counts behind the filters."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import FOREVER
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.elections.models import Country
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.standards.models import Citation, Instrument, InstrumentBinding, Standard
from app.standards.queries import CitationQuery, StandardQuery, citing, standard_conditions
from app.standards.records import CitationTally, CitedBy, CitedRecord
from app.vocabulary.lists import Purpose
from app.web.api import Envelope
from app.web.lists import check_known, nearest_keys, not_found, read_page

_SLUGS: sa.CompoundSelect[Any] = sa.union(
    sa.select(col(Standard.slug).label("slug")), sa.select(col(Instrument.slug))
)


def check_slug(db: Session, slug: str) -> None:
    """Raise `NotFoundError` with the nearest slugs when no standard and no instrument bears it.

    1 statement, one more where it is wrong.
    """
    slugs = _SLUGS.subquery()
    if db.execute(sa.select(slugs.c.slug).where(slugs.c.slug == slug)).first() is None:
        raise not_found("standard", slug, nearest_keys(db, slugs.c.slug, slug))


def cited_by(db: Session, slugs: Collection[str], query: CitationQuery) -> dict[str, list[CitedBy]]:
    """Return how often who cites each standard to which end, under the query. 1 statement."""
    number = sa.func.count().label("number")
    rows = db.execute(
        citing(query, col(Standard.slug).label("standard"), col(Citation.purpose))
        .add_columns(col(Organisation.slug).label("organisation"), number)
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .where(col(Standard.slug).in_(slugs))
        .group_by(col(Standard.slug), col(Citation.purpose), col(Organisation.slug))
        .order_by(col(Standard.slug), number.desc(), col(Organisation.slug))
    )
    found: dict[str, list[CitedBy]] = defaultdict(list)
    order = list(Purpose)
    for row in rows:
        found[row.standard].append(CitedBy(row.purpose, row.organisation, row.number))
    for entries in found.values():
        entries.sort(key=lambda entry: order.index(entry.purpose))
    return found


def page_citations(db: Session, slug: str, query: CitationQuery) -> Envelope[CitedRecord]:
    """Return a page of citations of a standard by end, document date and id. 2 statements.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"country": col(Country.code), "cited_by": col(Organisation.slug)})
    ranks = [(col(Citation.purpose) == purpose, rank) for rank, purpose in enumerate(Purpose)]
    columns = [
        SortColumn(sa.case(*ranks, else_=len(ranks))),
        SortColumn(sa.func.coalesce(col(Document.published_by), sa.literal(FOREVER, sa.Date))),
        SortColumn(col(Citation.id)),
    ]
    statement = (
        citing(query, Citation)
        .add_columns(
            col(Organisation.slug).label("cited_by"),
            col(Document.slug).label("document"),
            col(Document.published_on).label("published_on"),
            col(Document.pages_basis).label("pages_basis"),
            col(Country.code).label("country"),
            col(Recommendation.ref).label("ref"),
        )
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .outerjoin(Recommendation, col(Recommendation.id) == col(Citation.item_id))
        .where(col(Standard.slug) == slug)
    )
    rows, following, total = read_page(db, statement, query, columns)
    return Envelope([_cited(row) for row in rows], following, total)


def _cited(row: Any) -> CitedRecord:
    return CitedRecord(
        id=row.Citation.id,
        purpose=row.Citation.purpose,
        cited_by=row.cited_by,
        document=row.document,
        published_on=row.published_on,
        pages_basis=row.pages_basis,
        country=row.country,
        ref=row.ref,
        response=row.Citation.response_id,
        as_printed=row.Citation.as_printed,
        page=row.Citation.page,
        section=row.Citation.section,
        note=row.Citation.note,
    )


def count_citations(db: Session, query: StandardQuery) -> CitationTally:
    """Return how many citations the query gives, of how many standards. 1 statement."""
    found = db.execute(
        _of_standards(
            query,
            sa.func.count(),
            sa.func.count(sa.distinct(col(Citation.standard_id))),
            sa.func.count(sa.distinct(col(Citation.document_id))),
        )
    ).one()
    return CitationTally(*found)


def count_filters(
    db: Session, query: StandardQuery, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return how many cited standards each value of each filter gives, under all other filters.

    1 statement a filter.
    """
    return {name: _count_filter(db, query, name) for name in names}


def count_ends(db: Session, slug: str, query: CitationQuery) -> dict[str, dict[str, int]]:
    """Return how many citations of a standard each end and each organisation gives.

    Each under all other filters. 2 statements.
    """
    groups: dict[str, Any] = {"purpose": Citation.purpose, "cited_by": Organisation.slug}
    number = sa.func.count().label("number")
    found = {}
    for name, column in groups.items():
        others = query.model_copy(update={name: []})
        rows = db.execute(
            citing(others, col(column).label("value"), number)
            .join(Standard, col(Standard.id) == col(Citation.standard_id))
            .where(col(Standard.slug) == slug)
            .group_by(col(column))
            .order_by(number.desc(), col(column))
        )
        found[name] = {str(row.value): row.number for row in rows}
    return found


def _count_filter(db: Session, query: StandardQuery, name: str) -> dict[str, int]:
    column: Any = {
        "instrument_class": col(Instrument.instrument_class),
        "instrument": col(Instrument.slug),
        "purpose": col(Citation.purpose),
        "cited_by": col(Organisation.slug),
        "country": col(Country.code),
        "binds": _Bound.c.code,
    }[name]
    number = sa.func.count(sa.distinct(col(Citation.standard_id))).label("number")
    others = query.model_copy(update={name: []})
    statement = _of_standards(others, column.label("value"), number)
    if name == "binds":
        statement = statement.join(_Bound, _Bound.c.instrument_id == col(Instrument.id))
    rows = db.execute(statement.group_by(column).order_by(number.desc(), column))
    return {str(row.value): row.number for row in rows}


_Bound = (
    sa.select(col(InstrumentBinding.instrument_id), col(Country.code))
    .join(Country, col(Country.id) == col(InstrumentBinding.country_id))
    .subquery()
)


def _of_standards(query: StandardQuery, *columns: Any) -> sa.Select[Any]:
    """Columns of the citations of the standards that the query asks for."""
    return (
        citing(query, *columns)
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Instrument, col(Instrument.id) == col(Standard.instrument_id))
        .where(*standard_conditions(query))
    )
