"""What may be entered about topics."""

from app.core.inputs import Input, Text, TopicSlug


class TopicInput(Input):
    """A topic; a sub-topic's parent follows from its slug."""

    slug: TopicSlug
    title: Text
