"""Put the pages of topics together."""

from sqlalchemy.orm import Session

from app.names.queries import load_names
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_refs
from app.threads.queries import ThreadQuery, list_threads
from app.topics import parts, queries
from app.topics.pages import (
    AskedRow,
    ElectionItems,
    TopicGroup,
    TopicPage,
    TopicRow,
    TopicsPage,
)
from app.topics.queries import TopicQuery
from app.vocabulary.lists import ItemKind
from app.web.queries import AsOfQuery, PagedQuery
from app.web.urls import query_url

PATH = "/topics"
FIRST = 3
"""How many items of an election the page of a topic shows."""


def build_list(db: Session, query: PagedQuery) -> TopicsPage:
    """Return the list: a page of topics, each with all its sub-topics. 6 statements."""
    page = queries.list_topics(
        db, TopicQuery(level=["1"], as_of=query.as_of, limit=query.limit, after=query.after)
    )
    subs = queries.list_sub_topics(db, [topic.slug for topic in page.items], query.day)
    recurring = parts.count_recurring(db, [topic.slug for topic in (*page.items, *subs)], query.day)
    rows = {
        topic.slug: TopicRow(topic, recurring.get(topic.slug, 0)) for topic in (*page.items, *subs)
    }
    return TopicsPage(
        query=query,
        day=query.day,
        groups=[
            TopicGroup(
                rows[topic.slug], [rows[sub.slug] for sub in subs if sub.parent == topic.slug]
            )
            for topic in page.items
        ],
        total=page.total,
        next_url=query_url(PATH, query.params(after=[page.next])) if page.next else None,
        first_url=query_url(PATH, query.params(after=[])) if query.after else None,
        today_url=query_url(PATH, query.params(after=[], as_of=[])),
        api_url=query_url(f"/api/v1{PATH}", query.params(after=[])),
    )


def build_topic(db: Session, slug: str, query: AsOfQuery) -> TopicPage:
    """Return the page of a topic; a fixed number of statements, whatever its items.

    Raises `NotFoundError` with the nearest slugs when there is none.
    """
    day = query.day
    topic = queries.get_topic(db, slug, day)
    parent = queries.get_topic(db, topic.parent, day) if topic.parent else None
    subs = queries.list_sub_topics(db, [slug], day)
    recurring = parts.count_recurring(db, [sub.slug for sub in subs], day)
    threads = list_threads(db, ThreadQuery(topic=[slug], as_of=query.as_of))
    items = ItemQuery(topic=[slug], as_of=query.as_of)
    numbers = parts.count_by_election(db, items)
    first = list_refs(db, parts.list_first_refs(db, items, FIRST), day)
    url = f"{PATH}/{slug}"
    return TopicPage(
        topic=topic,
        parent=parent,
        subs=[TopicRow(sub, recurring.get(sub.slug, 0)) for sub in subs],
        day=day,
        as_of=query.as_of,
        names=load_names(
            db,
            countries={code.partition("-")[0] for code in numbers}
            | {thread.country for thread in threads.threads},
            threads={name for item in first for name in item.threads},
        ),
        threads=threads.threads,
        recurring=threads.total,
        elections=[
            ElectionItems(
                election=code,
                numbers=counts,
                urls=_urls(slug, election=[code]),
                first=[item for item in first if item.election == code],
                all_url=query_url("/recommendations", {"election": [code], "topic": [slug]}),
            )
            for code, counts in numbers.items()
        ],
        asked=[
            AskedRow(asked, _urls(slug, addressee=[asked.slug]))
            for asked in parts.count_addressees(db, items)
        ],
        urls=_urls(slug),
        url=query_url(url, query.params()),
        today_url=url,
    )


def _urls(slug: str, **more: list[str]) -> dict[ItemKind, str]:
    """The address of the items of each kind under a topic."""
    return {
        kind: query_url("/recommendations", {"kind": [kind.value], "topic": [slug], **more})
        for kind in ItemKind
    }
