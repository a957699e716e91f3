"""What may be entered about a thread."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.core.inputs import Input, Ref, Slug, Text, TopicSlug, once


class MemberInput(Input):
    """An occurrence in a thread, or the part of it that belongs there."""

    item: Ref
    main: bool = True
    part: Text | None = None


def _items_once(members: list[MemberInput]) -> list[MemberInput]:
    once([member.item for member in members])
    return members


class ThreadInput(Input):
    """A thread: its occurrences and the welcomed steps of its story."""

    slug: Slug
    title: Text
    topic: TopicSlug
    summary: Text | None = None
    by: Text = Field(description="Who curates the thread.")
    members: Annotated[list[MemberInput], AfterValidator(_items_once)] = Field(min_length=1)
    story: Annotated[list[Ref], AfterValidator(once)] = []
