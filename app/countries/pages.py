"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.countries.queries import Numbers
from app.documents.records import DocumentRecord
from app.elections.queries import CountryQuery
from app.elections.records import CountryRecord, ElectionRecord
from app.names.queries import Names
from app.organisations.records import OrganisationRecord
from app.standards.records import BindingRecord, InstrumentRecord


@dataclass(frozen=True)
class CountryRow:
    """A country of the list with its numbers."""

    country: CountryRecord
    numbers: Numbers


@dataclass(frozen=True)
class CountriesPage:
    """The countries by code."""

    query: CountryQuery
    rows: list[CountryRow]
    total: int
    day: date
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str


@dataclass(frozen=True)
class Organisations:
    """The organisations of one kind that have to do with a country."""

    title: str
    organisations: list[OrganisationRecord]


@dataclass(frozen=True)
class Bound:
    """An instrument that binds or commits the country, and since when."""

    instrument: InstrumentRecord
    binding: BindingRecord


@dataclass(frozen=True)
class CountryPage:
    """One country: its elections, documents, numbers, organisations and instruments."""

    country: CountryRecord
    numbers: Numbers
    elections: list[ElectionRecord]
    held: list[DocumentRecord]
    known: list[DocumentRecord]
    organisations: list[Organisations]
    instruments: list[Bound]
    names: Names
    day: date
    as_of: date | None
    url: str
    today_url: str
