"""Put the page of standards together: by class and instrument, with who cites each."""

from collections.abc import Callable, Iterable
from itertools import groupby

from sqlalchemy.orm import Session

from app.names.queries import Names, load_names
from app.standards import queries
from app.standards.binding import BindingOn, binding_on
from app.standards.pages import (
    ClassGroup,
    InstrumentGroup,
    Line,
    StandardPageQuery,
    StandardsPage,
)
from app.standards.parts import cited_by, count_citations, count_filters
from app.standards.records import InstrumentRecord
from app.vocabulary.labels import word
from app.web.filters import Filter, build_filter, useful
from app.web.i18n import gettext, marked
from app.web.urls import query_url

PATH = "/standards"
TITLES = {
    "instrument_class": marked("Class"),
    "purpose": marked("Cited as"),
    "cited_by": marked("Cited by"),
    "country": marked("In documents on"),
    "binds": marked("Binds or commits"),
}


def build_standards(db: Session, query: StandardPageQuery) -> StandardsPage:
    """Return the page; a fixed number of statements, whatever is cited."""
    page = queries.page_standards(db, query)
    cited = cited_by(db, [standard.slug for standard in page.items], query)
    slugs = {standard.instrument for standard in page.items}
    instruments = queries.list_instruments_by_slug(db, slugs)
    counts = count_filters(db, query, list(TITLES))
    names = load_names(
        db,
        countries={
            *counts["country"],
            *counts["binds"],
            *query.country,
            *query.binds,
            *countries_of(instruments.values()),
        },
        organisations={
            *counts["cited_by"],
            *query.cited_by,
            *(entry.organisation for entries in cited.values() for entry in entries),
        },
    )
    groups = [
        InstrumentGroup(
            instruments[slug],
            bindings(instruments[slug], query.day.isoformat()),
            [Line(standard, cited[standard.slug]) for standard in group],
        )
        for slug, group in groupby(page.items, key=lambda standard: standard.instrument)
    ]
    return StandardsPage(
        query=query,
        day=query.day,
        classes=[
            ClassGroup(found, list(group))
            for found, group in groupby(groups, key=lambda group: group.instrument.instrument_class)
        ],
        total=page.total,
        tally=count_citations(db, query),
        filters=_filters(query, counts, names),
        names=names,
        params=query.params(after=[], as_of=[]),
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, query.params(after=[])) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        api_url=query_url("/api/v1/standards", query.params(after=[], cited=["true"])),
    )


def bindings(instrument: InstrumentRecord, on: str) -> list[BindingOn]:
    """Return how an instrument stands on a day to each country that it binds at some time."""
    return [
        binding_on(instrument.instrument_class, instrument.binds, binding.country, on)
        for binding in instrument.binds
    ]


def countries_of(instruments: Iterable[InstrumentRecord]) -> set[str]:
    """Return the countries that instruments bind."""
    return {binding.country for instrument in instruments for binding in instrument.binds}


def _filters(
    query: StandardPageQuery, counts: dict[str, dict[str, int]], names: Names
) -> list[Filter]:
    labels: dict[str, Callable[[str], str]] = {
        "instrument_class": lambda value: gettext(word("instrument_class", value).label),
        "purpose": lambda value: gettext(word("purpose", value).label),
        "cited_by": lambda value: names.organisations.get(value, value),
        "country": lambda value: names.countries.get(value, value),
        "binds": lambda value: names.countries.get(value, value),
    }
    shown = [
        build_filter(PATH, query, name, gettext(title), counts[name], labels[name])
        for name, title in TITLES.items()
    ]
    if query.instrument:
        shown.append(build_filter(PATH, query, "instrument", gettext("Instrument"), {}, str))
    return useful(shown)
