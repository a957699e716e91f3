"""Numbers of the pages of topics: what recurs, what stands in which election, who should act."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.bytewise import bytewise
from app.elections.models import Election
from app.organisations.models import Organisation
from app.recommendations.filters import ItemQuery, base, conditions
from app.recommendations.models import ItemAddressee, Recommendation
from app.statuses.models import ThreadStatus
from app.threads.models import Thread
from app.topics.models import Topic
from app.vocabulary.lists import ItemKind

Sub = aliased(Topic)


@dataclass(frozen=True)
class Asked:
    """An organisation that should act on items, and how many of each kind."""

    slug: str
    name: str
    items: Counter[ItemKind]


def count_recurring(db: Session, slugs: Collection[str], day: date) -> dict[str, int]:
    """Return how many threads of each topic and its sub-topics recur by the day. 1 statement."""
    rows = db.execute(
        sa.select(col(Topic.slug), sa.func.count())
        .select_from(Topic)
        .join(Sub, sa.or_(col(Sub.id) == col(Topic.id), col(Sub.parent_id) == col(Topic.id)))
        .join(Thread, col(Thread.topic_id) == col(Sub.id))
        .join(ThreadStatus, col(ThreadStatus.thread_id) == col(Thread.id))
        .where(
            col(Topic.slug).in_(slugs),
            col(ThreadStatus.since) <= day,
            col(ThreadStatus.until) > day,
            col(ThreadStatus.occurrences) > 1,
        )
        .group_by(col(Topic.slug))
    )
    return {row[0]: row[1] for row in rows}


def count_by_election(db: Session, query: ItemQuery) -> dict[str, Counter[ItemKind]]:
    """Return how many items of each kind each election has, in time order. 1 statement."""
    rows = db.execute(
        base(query.day)
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .add_columns(col(Election.code), col(Recommendation.kind), sa.func.count())
        .where(*conditions(query))
        .group_by(col(Election.held_on), col(Election.code), col(Recommendation.kind))
        .order_by(col(Election.held_on), bytewise(col(Election.code)))
    )
    found: dict[str, Counter[ItemKind]] = defaultdict(Counter)
    for code, kind, number in rows:
        found[code][kind] = number
    return dict(found)


def list_first_refs(db: Session, query: ItemQuery, most: int) -> list[str]:
    """Return the first references of each election, by kind, then in order. 1 statement."""
    kinds = {kind: rank for rank, kind in enumerate(ItemKind)}
    place = sa.func.row_number().over(
        partition_by=col(Recommendation.election_id),
        order_by=(
            sa.case(
                *((col(Recommendation.kind) == kind, rank) for kind, rank in kinds.items()),
                else_=len(kinds),
            ),
            col(Recommendation.sort_key),
        ),
    )
    ranked: Any = (
        base(query.day)
        .add_columns(col(Recommendation.ref).label("ref"), place.label("place"))
        .where(*conditions(query))
        .subquery()
    )
    return list(db.execute(sa.select(ranked.c.ref).where(ranked.c.place <= most)).scalars())


def count_addressees(db: Session, query: ItemQuery) -> list[Asked]:
    """Return who should act on the items, those asked most recommendations first. 1 statement."""
    rows = db.execute(
        base(query.day)
        .join(ItemAddressee, col(ItemAddressee.item_id) == col(Recommendation.id))
        .join(Organisation, col(Organisation.id) == col(ItemAddressee.organisation_id))
        .add_columns(
            col(Organisation.slug),
            col(Organisation.short_name),
            col(Recommendation.kind),
            sa.func.count(),
        )
        .where(*conditions(query))
        .group_by(col(Organisation.slug), col(Organisation.short_name), col(Recommendation.kind))
    )
    found: dict[tuple[str, str], Counter[ItemKind]] = defaultdict(Counter)
    for slug, name, kind, number in rows:
        found[slug, name][kind] = number
    asked = [Asked(slug, name, items) for (slug, name), items in found.items()]
    return sorted(asked, key=_most_first)


def _most_first(asked: Asked) -> tuple[int, int, str]:
    return (
        -asked.items[ItemKind.RECOMMENDATION],
        -asked.items[ItemKind.CONCERN],
        asked.slug,
    )
