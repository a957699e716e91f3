"""Numbers of countries, which the pages of countries show."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document
from app.documents.parts import counts_by
from app.elections.models import Country
from app.recommendations.filters import base
from app.recommendations.models import Recommendation
from app.statuses.models import ThreadStatus
from app.threads.models import Thread
from app.vocabulary.lists import ItemKind


@dataclass(frozen=True)
class Numbers:
    """What is recorded of a country: documents, items by kind, recurring recommendations."""

    held: int
    known: int
    items: Counter[ItemKind]
    recurring: int


def count_countries(db: Session, codes: Collection[str], day: date) -> dict[str, Numbers]:
    """Return the numbers of each country by the day. 3 statements, any number of countries."""
    documents = _documents(db, codes, day)
    items = _items(db, codes, day)
    recurring = _recurring(db, codes, day)
    return {
        code: Numbers(
            documents[code][True], documents[code][False], items[code], recurring.get(code, 0)
        )
        for code in codes
    }


def _documents(db: Session, codes: Collection[str], day: date) -> dict[str, Counter[bool]]:
    """The documents of each country, held or only known of."""
    rows = db.execute(
        sa.select(col(Country.code), col(Document.held), sa.func.count())
        .join(Document, col(Document.country_id) == col(Country.id))
        .where(col(Country.code).in_(codes), counts_by(day))
        .group_by(col(Country.code), col(Document.held))
    )
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    for code, held, number in rows:
        found[code][held] = number
    return found


def _items(db: Session, codes: Collection[str], day: date) -> dict[str, Counter[ItemKind]]:
    """The items of each country by kind, lead-ins left out."""
    rows = db.execute(
        base(day)
        .join(Country, col(Country.id) == col(Recommendation.country_id))
        .add_columns(col(Country.code), col(Recommendation.kind), sa.func.count())
        .where(col(Country.code).in_(codes), col(Recommendation.container).is_(False))
        .group_by(col(Country.code), col(Recommendation.kind))
    )
    found: dict[str, Counter[ItemKind]] = defaultdict(Counter)
    for code, kind, number in rows:
        found[code][kind] = number
    return found


def _recurring(db: Session, codes: Collection[str], day: date) -> dict[str, int]:
    """The threads of each country that recur by the day."""
    rows = db.execute(
        sa.select(col(Country.code), sa.func.count())
        .join(Thread, col(Thread.country_id) == col(Country.id))
        .join(ThreadStatus, col(ThreadStatus.thread_id) == col(Thread.id))
        .where(
            col(Country.code).in_(codes),
            col(ThreadStatus.since) <= day,
            col(ThreadStatus.until) > day,
            col(ThreadStatus.occurrences) > 1,
        )
        .group_by(col(Country.code))
    )
    return {row[0]: row[1] for row in rows}
