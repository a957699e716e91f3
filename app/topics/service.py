"""Writes of topics."""

from sqlalchemy.orm import Session

from app.core.records import get_id, put
from app.topics.inputs import TopicInput
from app.topics.models import Topic


def save_topic(db: Session, given: TopicInput) -> Topic:
    """Add or change a topic; flushes. Raises `RuleError` when the parent is not known."""
    parent, slash, _ = given.slug.rpartition("/")
    return put(
        db,
        Topic,
        {"slug": given.slug},
        {
            "title": given.title,
            "parent_id": get_id(db, Topic, "slug", slug=parent) if slash else None,
        },
    )
