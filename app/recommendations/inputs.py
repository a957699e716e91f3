"""What may be entered about an item."""

from pydantic import Field

from app.core.inputs import Input, Number, Slug, Slugs, Text, TopicSlugs
from app.documents.inputs import PlaceInput
from app.standards.inputs import CitationInput
from app.vocabulary.lists import ItemKind


class ItemInput(Input):
    """An item of a document; its reference is the election's code, a hyphen and its number."""

    document: Slug
    number: Number
    number_as_printed: Text | None = None
    kind: ItemKind
    container: bool = False
    parent: Number | None = None
    heading: Text | None = None
    priority: bool | None = None
    summary: Text | None = None
    official_text: Text | None = None
    quoted_text: Text | None = None
    quoted_by: Slug | None = None
    topics: TopicSlugs = Field(default=[], description="The first is the main one.")
    addressees: Slugs = []
    proposers: Slugs = Field(
        default=[], description="The states that made it, where a body of states made the document."
    )
    places: list[PlaceInput] = Field(min_length=1, description="The first is the main one.")
    standards: list[CitationInput] = []
    only_kind: bool = Field(
        default=False, description="The point can arise only in this kind of election."
    )
    digest: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    note: Text | None = None
