"""What may be entered about an answer."""

from pydantic import Field

from app.core.inputs import Input, Ref, Slug, Text
from app.documents.inputs import PlaceInput
from app.standards.inputs import CitationInput
from app.vocabulary.lists import Ground, Position, Reason, Reported, Scope


class AnsweredInput(Input):
    """An item that is answered, or a part of it in our words."""

    item: Ref
    part: Text | None = None


class ResponseInput(Input):
    """An answer."""

    document: Slug
    key: Slug
    answers: list[AnsweredInput] = Field(min_length=1)
    responder: Slug
    on_information_from: Slug | None = None
    position: Position
    reported: Reported = Reported.NONE
    ground: Ground = Ground.NOT_SAID
    scope: Scope = Scope.BOTH
    stated_as: Text | None = None
    reasons: list[Reason] = []
    summary: Text | None = None
    standpoint: Text | None = None
    places: list[PlaceInput] = Field(min_length=1)
    standards: list[CitationInput] = []
    digest: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    note: Text | None = None
