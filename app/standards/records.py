"""Instruments, their provisions and citations as pages and API give them."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.vocabulary.lists import InstrumentClass, PageBasis, Purpose


@dataclass(frozen=True)
class CitationRecord:
    """A provision and who cites it in which document to what end."""

    standard: str
    cited_by: str
    document: str
    purpose: Purpose
    as_printed: str | None
    page: int | None
    section: str | None
    note: str | None


@dataclass(frozen=True)
class BindingRecord:
    """A country that an instrument binds or commits, and since when (a partial date)."""

    country: str
    since: PartialDay
    note: str | None


@dataclass(frozen=True)
class InstrumentRecord:
    """An instrument; `standards` are those of its provisions that are known."""

    slug: str
    short_title: str
    title: str
    instrument_class: InstrumentClass
    dated: PartialDay | None
    binds: list[BindingRecord]
    standards: list[str]
    note: str | None


@dataclass(frozen=True)
class StandardRecord:
    """A provision, or an instrument as a whole; how often it is cited, in all and to which end."""

    slug: str
    instrument: str
    instrument_title: str
    instrument_class: InstrumentClass
    provision: str | None
    label: str | None
    binds: list[BindingRecord]
    citations: int
    citations_by_purpose: dict[Purpose, int]


@dataclass(frozen=True)
class CitedBy:
    """How often an organisation cites a standard to one end."""

    purpose: Purpose
    organisation: str
    number: int


@dataclass(frozen=True)
class CitedRecord:
    """One citation of a standard: with the item `ref`, or in the answer `response`."""

    id: int
    purpose: Purpose
    cited_by: str
    document: str
    published_on: PartialDay | None
    pages_basis: PageBasis | None
    country: str
    ref: str | None
    response: int | None
    as_printed: str | None
    page: int | None
    section: str | None
    note: str | None


@dataclass(frozen=True)
class CitationTally:
    """Citations: how many, of how many standards, in how many documents."""

    citations: int
    standards: int
    documents: int
