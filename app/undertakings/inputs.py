"""What may be entered about an undertaking."""

from pydantic import Field

from app.core.inputs import Input, PartialDate, Ref, Slug, Text
from app.documents.inputs import PassageInput, PlaceInput
from app.vocabulary.lists import UndertakingState


class FoundInput(PassageInput):
    """What a later document shows of it; `read_by` names the reader where it is a reading."""

    state: UndertakingState
    note: Text
    read_by: Text | None = None


class UndertakingInput(Input):
    """Something that an authority says it will do."""

    document: Slug
    key: Slug
    item: Ref | None = None
    answer: Slug | None = None
    by: Slug
    summary: Text
    due_on: PartialDate | None = None
    places: list[PlaceInput] = Field(min_length=1)
    found: list[FoundInput] = []
    note: Text | None = None
