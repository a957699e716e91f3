"""What may be entered about an assessment."""

from typing import Self

from pydantic import Field, model_validator

from app.core.inputs import Input, PartialDate, Ref, Slug, Slugs, Text
from app.documents.inputs import PassageInput
from app.vocabulary.lists import AssessmentBasis, Direction, Level, Scope


class EvidenceInput(PassageInput):
    """A passage on which the level rests, what it shows in our words, and which way it points."""

    note: Text
    direction: Direction


class AssessmentInput(Input):
    """A level for one item. `on` is the document's date where it is not given."""

    document: Slug
    key: Slug
    item: Ref
    assessors: Slugs = Field(min_length=1)
    on: PartialDate | None = None
    level: Level
    basis: AssessmentBasis
    read_by: Text | None = None
    scope: Scope
    note: Text | None = None
    evidence: list[EvidenceInput] = Field(min_length=1)

    @model_validator(mode="after")
    def _reader(self) -> Self:
        if (self.basis is AssessmentBasis.EDITOR_READING) != (self.read_by is not None):
            raise ValueError("read_by belongs to basis editor_reading, and to it only")
        return self
