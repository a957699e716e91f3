"""Instruments, their provisions and citations as pages and API give them."""

from dataclasses import dataclass

from app.vocabulary.lists import InstrumentClass, Purpose


@dataclass(frozen=True)
class CitationRecord:
    """A provision and who cites it in which document to what end."""

    standard: str
    cited_by: str
    document: str
    purpose: Purpose
    as_printed: str | None = None
    page: int | None = None
    section: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class BindingRecord:
    """A country that an instrument binds or commits, and since when (a partial date)."""

    country: str
    since: str
    note: str | None


@dataclass(frozen=True)
class InstrumentRecord:
    """An instrument; `standards` are those of its provisions that are known."""

    slug: str
    short_title: str
    title: str
    instrument_class: InstrumentClass
    dated: str | None
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
