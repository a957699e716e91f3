"""Reads of topics."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.bytewise import bytewise
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import counts_by
from app.recommendations.models import ItemTopic, Recommendation
from app.topics.models import Topic
from app.topics.records import TopicRecord
from app.vocabulary.lists import ItemKind
from app.web.api import Envelope
from app.web.lists import check_known, nearest_keys, not_found, read_page
from app.web.queries import PagedQuery

Parent, Sub = aliased(Topic), aliased(Topic)


class TopicQuery(PagedQuery):
    """The query of the list of topics; each filter may be repeated."""

    parent: list[str] = Field(default=[], description="Topic slugs: their sub-topics.")
    level: list[Literal["1", "2"]] = Field(default=[], description="Topics or sub-topics.")


def get_topic(db: Session, slug: str, day: date) -> TopicRecord:
    """Return the topic. 2 statements.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    rows = db.execute(_rows().where(col(Topic.slug) == slug)).all()
    if not rows:
        raise not_found("topic", slug, nearest_keys(db, col(Topic.slug), slug))
    return _records(db, rows, day)[0]


def list_topics(db: Session, query: TopicQuery) -> Envelope[TopicRecord]:
    """Return a page of topics by slug. 3 statements, any number of topics.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"parent": col(Topic.slug)})
    statement = _rows()
    if query.parent:
        statement = statement.where(col(Parent.slug).in_(query.parent))
    if query.level:
        top = col(Topic.parent_id).is_(None)
        statement = statement.where(sa.or_(*(top if v == "1" else ~top for v in query.level)))
    rows, following, total = read_page(
        db, statement, query, [SortColumn(bytewise(col(Topic.slug)))]
    )
    return Envelope(_records(db, rows, query.day), following, total)


def list_sub_topics(db: Session, parents: Collection[str], day: date) -> list[TopicRecord]:
    """Return the sub-topics of the topics, by slug. 2 statements."""
    rows = db.execute(
        _rows().where(col(Parent.slug).in_(parents)).order_by(bytewise(col(Topic.slug)))
    )
    return _records(db, rows.all(), day)


def _rows() -> sa.Select[Any]:
    return (
        sa.select(Topic)
        .add_columns(col(Parent.slug).label("parent"))
        .outerjoin(Parent, col(Parent.id) == col(Topic.parent_id))
    )


def _records(db: Session, rows: Sequence[Any], day: date) -> list[TopicRecord]:
    counts = _counts(db, [row.Topic.id for row in rows], day)
    return [
        TopicRecord(
            slug=row.Topic.slug,
            title=row.Topic.title,
            parent=row.parent,
            recommendations=counts[row.Topic.id][ItemKind.RECOMMENDATION],
            concerns=counts[row.Topic.id][ItemKind.CONCERN],
            welcomed=counts[row.Topic.id][ItemKind.WELCOMED],
        )
        for row in rows
    ]


def _counts(db: Session, ids: Collection[int], day: date) -> dict[int, Counter[str]]:
    """The items of each topic and of those below it, by kind; each item once."""
    rows = db.execute(
        sa.select(
            col(Topic.id),
            col(Recommendation.kind),
            sa.func.count(sa.distinct(col(Recommendation.id))),
        )
        .select_from(Topic)
        .join(Sub, sa.or_(col(Sub.id) == col(Topic.id), col(Sub.parent_id) == col(Topic.id)))
        .join(ItemTopic, col(ItemTopic.topic_id) == col(Sub.id))
        .join(Recommendation, col(Recommendation.id) == col(ItemTopic.item_id))
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .where(col(Topic.id).in_(ids), col(Recommendation.container).is_(False), counts_by(day))
        .group_by(col(Topic.id), col(Recommendation.kind))
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for topic_id, kind, number in rows:
        found[topic_id][kind] = number
    return found
