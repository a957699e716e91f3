"""What may be entered about a link."""

from typing import Any, Self

from pydantic import AwareDatetime, Field, model_validator

from app.core.inputs import Input, Ref, Text
from app.documents.inputs import PassageInput
from app.vocabulary.lists import LinkBasis, LinkState, Relation


class StatedInput(PassageInput):
    """Where a document says that two items belong together; how its page is known is not kept."""

    @model_validator(mode="after")
    def _page_and_basis(self) -> Self:
        return self


class LinkInput(Input):
    """A link from the earlier item to the later one; a stated one says where it is stated."""

    earlier: Ref
    later: Ref
    relation: Relation
    state: LinkState = LinkState.CONFIRMED
    basis: LinkBasis
    why: Text
    score: float | None = Field(default=None, ge=0, le=1)
    signals: dict[str, Any] | None = None
    place: StatedInput | None = None
    by: Text = Field(description="Whose reading it is, or who recorded what is stated.")
    decided_at: AwareDatetime | None = Field(default=None, description="Now, where not given.")

    @model_validator(mode="after")
    def _stated(self) -> Self:
        if self.basis is LinkBasis.STATED and (self.place is None or self.place.document is None):
            raise ValueError("a stated link needs its place, with the document")
        return self
