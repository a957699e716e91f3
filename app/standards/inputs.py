"""What may be entered about instruments, provisions and citations."""

from pydantic import Field

from app.core.inputs import CountryCode, Input, Page, PartialDate, Slug, StandardSlug, Text
from app.vocabulary.lists import InstrumentClass, Purpose


class BindingInput(Input):
    """A country that an instrument binds or commits, and from when."""

    country: CountryCode
    since: PartialDate = Field(alias="from")
    note: Text | None = None


class InstrumentInput(Input):
    """An instrument."""

    slug: Slug
    short_title: Text
    title: Text
    instrument_class: InstrumentClass = Field(alias="class")
    dated: PartialDate | None = None
    note: Text | None = None
    binds: list[BindingInput] = []


class ProvisionInput(Input):
    """A provision, or by a bare slug a whole instrument; instrument and number follow."""

    standard: StandardSlug
    label: Text | None = None


class CitationInput(Input):
    """A provision cited with an item or in an answer. In an answer the responder cites."""

    standard: StandardSlug
    purpose: Purpose
    cited_by: Slug | None = None
    document: Slug | None = None
    as_printed: Text | None = None
    page: Page | None = None
    section: Text | None = None
    note: Text | None = None
