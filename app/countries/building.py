"""Put the pages of countries together."""

from itertools import groupby

from sqlalchemy.orm import Session

from app.core.dates import latest_day
from app.countries.pages import (
    Bound,
    CountriesPage,
    CountryPage,
    CountryRow,
    Organisations,
)
from app.countries.queries import count_countries
from app.documents.queries import list_documents
from app.elections.queries import CountryQuery, get_country, list_countries, list_elections
from app.names.queries import load_names
from app.organisations.queries import list_of_country
from app.standards.queries import InstrumentQuery, list_instruments
from app.vocabulary.plurals import ORGANISATION_KINDS
from app.web.queries import AsOfQuery
from app.web.urls import query_url

PATH = "/countries"


def build_list(db: Session, query: CountryQuery) -> CountriesPage:
    """Return the list page. A fixed number of statements, whatever the number of countries."""
    page = list_countries(db, query)
    numbers = count_countries(db, [country.code for country in page.items], query.day)
    return CountriesPage(
        query=query,
        rows=[CountryRow(country, numbers[country.code]) for country in page.items],
        total=page.total,
        day=query.day,
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, query.params(after=[])) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        api_url=query_url(f"/api/v1{PATH}", query.params(after=[])),
    )


def build_country(db: Session, code: str, query: AsOfQuery) -> CountryPage:
    """Return the page of a country; a fixed number of statements, whatever it holds.

    Raises `NotFoundError` with the nearest codes when there is none.
    """
    day = query.day
    country = get_country(db, code, day)
    documents = list_documents(db, day, country=code)
    organisations = list_of_country(db, code, day)
    url = f"{PATH}/{code}"
    return CountryPage(
        country=country,
        numbers=count_countries(db, [code], day)[code],
        elections=list_elections(db, day, country=code),
        held=[document for document in documents if document.held],
        known=[document for document in documents if not document.held],
        organisations=[
            Organisations(ORGANISATION_KINDS[kind], list(group))
            for kind, group in groupby(organisations, key=lambda entry: entry.kind)
        ],
        instruments=_bound(db, code, query),
        names=load_names(
            db,
            countries=[code],
            organisations={slug for document in documents for slug in document.issuers},
        ),
        day=day,
        as_of=query.as_of,
        url=query_url(url, query.params()),
        today_url=url,
    )


def _bound(db: Session, code: str, query: AsOfQuery) -> list[Bound]:
    """The instruments that bind or commit the country by the day, oldest first.

    A date of which only year or month is known counts from its last day.
    """
    instruments = list_instruments(db, InstrumentQuery(binds=[code], limit=200)).items
    found = [
        Bound(instrument, binding)
        for instrument in instruments
        for binding in instrument.binds
        if binding.country == code and latest_day(binding.since) <= query.day
    ]
    return sorted(found, key=lambda bound: (bound.binding.since, bound.instrument.slug))
