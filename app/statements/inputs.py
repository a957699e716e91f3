"""What may be entered about a statement."""

from pydantic import Field

from app.core.inputs import Input, Slug, Text
from app.documents.inputs import PlaceInput


class FigureInput(Input):
    """One figure; `parts` are labels of other figures that should add up to it."""

    label: Text
    value: int = Field(ge=0)
    of: int | None = Field(default=None, gt=0)
    stated_percent: float | None = None
    parts: list[Text] = []


class StatementInput(Input):
    """An aggregate claim."""

    document: Slug
    key: Slug
    by: Slug
    summary: Text
    verifiable: bool
    note: Text | None = None
    places: list[PlaceInput] = Field(min_length=1)
    figures: list[FigureInput] = []
