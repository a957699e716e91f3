"""`/api/v1/topics`: lists and single topics."""

from typing import Annotated

from fastapi import Query

from app.topics import queries
from app.topics.queries import TopicQuery
from app.topics.records import TopicRecord
from app.web.api import Envelope
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import AsOfQuery
from app.web.routing import PROBLEMS_OF_ONE, api_router

router = api_router("topics")


@router.get("/topics")
def list_topics(db: ReadDb, query: Annotated[TopicQuery, Query()]) -> Envelope[TopicRecord]:
    """List topics and sub-topics by slug."""
    return queries.list_topics(db, query)


@router.get("/topics/{slug:key}", responses=PROBLEMS_OF_ONE)
def get_topic(db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]) -> TopicRecord:
    """Give one topic or sub-topic."""
    return queries.get_topic(db, slug, query.day)
