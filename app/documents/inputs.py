"""What may be entered about documents and places."""

from typing import Self

from pydantic import Field, model_validator

from app.core.inputs import (
    CountryCode,
    ElectionCode,
    Input,
    LanguageTag,
    Page,
    PartialDate,
    Slug,
    Slugs,
    Text,
    WebAddress,
)
from app.vocabulary.lists import DateBasis, DocumentKind, PageBasis, PlaceRole


class PassageInput(Input):
    """A passage of a document: page where it can be known, section always."""

    document: Slug | None = None
    page: Page | None = None
    page_basis: PageBasis | None = None
    section: Text

    @model_validator(mode="after")
    def _page_and_basis(self) -> Self:
        if (self.page is None) != (self.page_basis is None):
            raise ValueError("page and page_basis belong together")
        return self


class PlaceInput(PassageInput):
    """Where something stands; the first place of a list is the main one."""

    role: PlaceRole


class DocumentInput(Input):
    """A document, held or only known of."""

    slug: Slug
    election: ElectionCode | None = None
    country: CountryCode | None = Field(
        default=None, description="Where no election is given: a law, for instance."
    )
    kind: DocumentKind
    title: Text
    issuers: Slugs = Field(min_length=1)
    published_on: PartialDate | None = None
    date_basis: DateBasis | None = None
    date_note: Text | None = None
    language: LanguageTag = "en"
    pages: Page | None = None
    pages_basis: PageBasis | None = None
    url: WebAddress | None = None
    held: bool
    reiterates_earlier: bool = False
    reiterates_place: PassageInput | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.election and not self.country:
            raise ValueError("name the election, or the country where there is none")
        if self.held and not self.published_on:
            raise ValueError("a document that is held needs published_on, at least its year")
        if self.reiterates_earlier and not self.reiterates_place:
            raise ValueError("reiterates_earlier needs reiterates_place")
        return self
