"""Reads of items: one, a page of a list, and the counts of its facets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.keyset import SortColumn
from app.documents.models import Document
from app.recommendations.filters import (
    FACET,
    FACETS,
    Facet,
    ItemQuery,
    Sort,
    base,
    chosen,
    conditions,
)
from app.recommendations.models import Recommendation
from app.recommendations.parts import Parent, item_rows, records
from app.recommendations.records import ItemRecord
from app.search.filters import item_matches
from app.statuses.models import ItemStatus
from app.web.lists import check_known, missing, read_page

_REF = col(Recommendation.sort_key)
_SORTS: dict[Sort, list[SortColumn]] = {
    Sort.REFERENCE: [SortColumn(_REF)],
    Sort.REFERENCE_DOWN: [SortColumn(_REF, descending=True)],
    Sort.RECURRENCE: [SortColumn(col(ItemStatus.occurrences)), SortColumn(_REF)],
    Sort.RECURRENCE_DOWN: [
        SortColumn(col(ItemStatus.occurrences), descending=True),
        SortColumn(_REF),
    ],
    Sort.DATE: [SortColumn(col(Document.published_by)), SortColumn(_REF)],
    Sort.DATE_DOWN: [SortColumn(col(Document.published_by), descending=True), SortColumn(_REF)],
}


def _sort(query: ItemQuery) -> list[SortColumn]:
    """The columns of the query's order."""
    if query.sort is not Sort.RELEVANCE:
        return _SORTS[query.sort]
    if not query.q:
        return _SORTS[Sort.REFERENCE]
    in_title = item_matches(col(Recommendation.id), query.q, query.day, title=True)
    return [SortColumn(sa.case((in_title, 0), else_=1)), *_SORTS[Sort.DATE_DOWN]]


@dataclass(frozen=True)
class ItemPage:
    """A page of items, how many there are in all, and the cursor of the next page."""

    items: list[ItemRecord]
    total: int
    next: str | None


@dataclass(frozen=True)
class Count:
    """A value of a facet and how many items choosing it would give."""

    value: str
    count: int


def get_item(db: Session, ref: str, day: date) -> tuple[int, ItemRecord]:
    """Return the item and its id. 9 statements.

    Raises `NotFoundError` with the nearest references when there is none, or when its document is
    dated after the day.
    """
    row = db.execute(item_rows(day).where(col(Recommendation.ref) == ref)).one_or_none()
    if row is None:
        raise missing(db, col(Recommendation.ref), ref, "item", day)
    return row.Recommendation.id, records(db, [row], day)[0]


def list_items(db: Session, query: ItemQuery) -> ItemPage:
    """Return a page of items in the query's order. 10 statements, any number of items.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_values(db, query)
    found = conditions(query)
    rows, following, total = read_page(
        db,
        item_rows(query.day).where(*found),
        query,
        _sort(query),
        counted=base(query.day).where(*found),
    )
    return ItemPage(records(db, rows, query.day), total, following)


def list_refs(db: Session, refs: Sequence[str], day: date) -> list[ItemRecord]:
    """Return the items with these references that are known by the day, by reference."""
    statement = item_rows(day).where(col(Recommendation.ref).in_(refs)).order_by(_REF)
    return records(db, db.execute(statement).all(), day)


def list_children(db: Session, ref: str, day: date) -> list[ItemRecord]:
    """Return the lettered items under a lead-in, by reference."""
    statement = item_rows(day).where(Parent.ref == ref).order_by(_REF)  # type: ignore[arg-type]
    return records(db, db.execute(statement).all(), day)


def count_items(db: Session, query: ItemQuery) -> int:
    """Return how many items the query gives, exactly."""
    statement = base(query.day).add_columns(sa.func.count()).where(*conditions(query))
    return int(db.execute(statement).scalar_one())


def count_facets(db: Session, query: ItemQuery, names: Sequence[str]) -> dict[str, list[Count]]:
    """Return the counts of each facet, largest first.

    One statement for all facets that are columns of an item or its status and of which nothing is
    chosen, and one for each other facet. A chosen value that no item bears itself, as a theme or an
    instrument, comes last; one more statement for each.
    """
    together = [FACET[name] for name in names if not FACET[name].joins and not chosen(query, name)]
    counts = _count_together(db, query, together) if together else {}
    return {
        name: counts[name] if name in counts else _count_facet(db, query, FACET[name])
        for name in names
    }


def _count_together(
    db: Session, query: ItemQuery, facets: Sequence[Facet]
) -> dict[str, list[Count]]:
    """The counts of facets under the same conditions: the combinations of their values, summed."""
    groups = [facet.group for facet in facets]
    rows = db.execute(
        base(query.day)
        .add_columns(*groups, sa.func.count())
        .where(*conditions(query))
        .group_by(*groups)
    ).all()
    found = {}
    for place, facet in enumerate(facets):
        numbers: Counter[str] = Counter()
        for row in rows:
            if row[place] is not None or facet.missing:
                numbers[_value(row[place], facet)] += row[-1]
        found[facet.name] = _ranked(numbers)
    return found


def _ranked(numbers: Mapping[str, int]) -> list[Count]:
    """Counts, the largest first; sorted here, since databases place what is missing differently."""
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Count(value, number) for value, number in ordered]


def _count_facet(db: Session, query: ItemQuery, facet: Facet) -> list[Count]:
    number = sa.func.count(sa.distinct(col(Recommendation.id))).label("number")
    statement = base(query.day)
    for target, on in facet.joined(query.day):
        statement = statement.join(target, on)
    rows = db.execute(
        statement.add_columns(facet.group.label("value"), number)
        .where(*conditions(query, without=facet.name))
        .group_by(facet.group)
    )
    counts = _ranked(
        {
            _value(row.value, facet): row.number
            for row in rows
            if row.value is not None or facet.missing
        }
    )
    listed = {count.value for count in counts}
    return counts + [
        Count(value, count_items(db, query.model_copy(update={facet.name: [value]})))
        for value in chosen(query, facet.name)
        if value not in listed
    ]


def _value(value: Any, facet: Facet) -> str:
    if value is None:
        return facet.missing or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def check_values(db: Session, query: ItemQuery) -> None:
    """Raise `ParameterError` when a facet's value names no row.

    A statement for each such facet that is used, two more where a value is wrong.
    """
    check_known(db, query, {facet.name: facet.known for facet in FACETS if facet.known is not None})
