"""What the templates of this feature may use, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.threads.records import ThreadView
from app.topics.parts import Asked
from app.topics.records import TopicRecord
from app.vocabulary.lists import ItemKind
from app.web.queries import PagedQuery


@dataclass(frozen=True)
class TopicRow:
    """A topic and how many recurring recommendations it and its sub-topics have."""

    topic: TopicRecord
    recurring: int


@dataclass(frozen=True)
class TopicGroup:
    """A topic and its sub-topics."""

    head: TopicRow
    rows: list[TopicRow]


@dataclass(frozen=True)
class TopicsPage:
    """The topics of both levels."""

    query: PagedQuery
    day: date
    groups: list[TopicGroup]
    total: int
    next_url: str | None
    first_url: str | None
    today_url: str
    api_url: str


@dataclass(frozen=True)
class ElectionItems:
    """The items of one election under a topic: how many of each kind, and the first of them."""

    election: str
    numbers: Counter[ItemKind]
    urls: dict[ItemKind, str]
    first: list[ItemRecord]
    all_url: str


@dataclass(frozen=True)
class AskedRow:
    """An organisation that should act, with the addresses of what it is asked."""

    asked: Asked
    urls: dict[ItemKind, str]


@dataclass(frozen=True)
class TopicPage:
    """One topic: what lies below it, what recurs, its items by election, who should act."""

    topic: TopicRecord
    parent: TopicRecord | None
    subs: list[TopicRow]
    day: date
    as_of: date | None
    names: Names
    threads: list[ThreadView]
    recurring: int
    elections: list[ElectionItems]
    asked: list[AskedRow]
    urls: dict[ItemKind, str]
    url: str
    today_url: str
