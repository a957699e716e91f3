"""What may be entered about a thread."""

from pydantic import Field

from app.core.inputs import Input, Ref, Slug, Text, TopicSlug


class MemberInput(Input):
    """An occurrence in a thread, or the part of it that belongs there."""

    item: Ref
    main: bool = True
    part: Text | None = None


class ThreadInput(Input):
    """A thread: its occurrences and the welcomed steps of its story."""

    slug: Slug
    title: Text
    topic: TopicSlug
    summary: Text | None = None
    by: Text = Field(description="Who curates the thread.")
    members: list[MemberInput] = Field(min_length=1)
    story: list[Ref] = []
