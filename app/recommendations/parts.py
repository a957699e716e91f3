"""Turn rows of items into records: one statement a kind of part, whatever the number of items."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.assessments.models import Assessment
from app.documents.models import Document, Place
from app.documents.parts import counts_by, places_by
from app.elections.models import Country, Election
from app.links.models import Link
from app.organisations.models import Organisation
from app.recommendations.filters import base
from app.recommendations.models import ItemAddressee, ItemProposer, ItemTopic, Recommendation
from app.recommendations.records import ItemRecord
from app.responses.models import Response, ResponseItem
from app.standards.models import Citation
from app.standards.queries import citations_by
from app.statuses.models import ItemStatus
from app.threads.models import Thread, ThreadMember
from app.topics.models import Topic
from app.vocabulary.lists import LinkState

Parent = aliased(Recommendation)
QuotedBy = aliased(Document)


def item_rows(day: date) -> sa.Select[Any]:
    """Return the statement for whole items with their status on the day; filter and order it."""
    return (
        base(day)
        .add_columns(
            Recommendation,
            ItemStatus,
            col(Country.code).label("country"),
            col(Election.code).label("election"),
            col(Document.slug).label("document"),
            col(Document.published_by).label("published_by"),
            Parent.ref.label("parent"),  # type: ignore[attr-defined]
            Parent.official_text.label("parent_official"),  # type: ignore[union-attr]
            Parent.quoted_text.label("parent_quoted"),  # type: ignore[union-attr]
            QuotedBy.slug.label("quoted_by"),  # type: ignore[attr-defined]
        )
        .join(Country, col(Country.id) == col(Recommendation.country_id))
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .outerjoin(Parent, col(Parent.id) == col(Recommendation.parent_id))
        .outerjoin(QuotedBy, col(QuotedBy.id) == col(Recommendation.quoted_by_id))
    )


def records(db: Session, rows: Sequence[Any], day: date) -> list[ItemRecord]:
    """Return the rows of `item_rows` as records, in order. 8 statements, any number of rows."""
    ids = [row.Recommendation.id for row in rows]
    if not ids:
        return []
    places = places_by(db, Place.item_id, ids)
    citations = citations_by(db, Citation.item_id, ids)
    topics = _topics(db, ids)
    addressees, proposers = _organisations(db, ids)
    main, threads = _threads(db, ids)
    responses = _responses(db, ids, day)
    assessments = _assessments(db, ids, day)
    links = _links(db, ids, day)
    found = []
    for row in rows:
        item, status = row.Recommendation, row.ItemStatus
        found.append(
            ItemRecord(
                ref=item.ref,
                kind=item.kind,
                container=item.container,
                country=row.country,
                election=row.election,
                document=row.document,
                number=item.number,
                number_as_printed=item.number_as_printed,
                parent=row.parent,
                heading=item.heading,
                priority=item.priority,
                summary=item.summary,
                official_text=item.official_text,
                quoted_text=item.quoted_text,
                quoted_by=row.quoted_by,
                lead_in=row.parent_official or row.parent_quoted,
                text_digest=item.text_digest,
                only_kind=item.only_kind,
                note=item.note,
                places=places[item.id],
                topics=topics[item.id],
                addressees=addressees[item.id],
                proposers=proposers[item.id],
                standards=citations[item.id],
                thread=main.get(item.id),
                threads=threads[item.id],
                position=status.position,
                reported=status.reported,
                assessment=status.assessment,
                headline=status.headline,
                later=status.later,
                recommended_again_in=status.recommended_again_in,
                concern_again_in=status.concern_again_in,
                same_subject_in=status.same_subject_in,
                accounts_differ=status.accounts_differ,
                accounts_differ_basis=status.accounts_differ_basis,
                overdue=status.overdue,
                eligible=status.eligible,
                occurrences=status.occurrences,
                responses=responses[item.id],
                assessments=assessments[item.id],
                links=links[item.id],
                url=f"/recommendations/{item.ref}",
            )
        )
    return found


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for owner, value in rows:
        found[owner].append(value)
    return found


def _topics(db: Session, ids: list[int]) -> dict[int, list[str]]:
    """The topics of each item, in the order given."""
    return _grouped(
        db.execute(
            sa.select(col(ItemTopic.item_id), col(Topic.slug))
            .join(Topic, col(Topic.id) == col(ItemTopic.topic_id))
            .where(col(ItemTopic.item_id).in_(ids))
            .order_by(col(ItemTopic.item_id), col(ItemTopic.ordinal))
        )
    )


def _organisations(
    db: Session, ids: list[int]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Who should act on each item and who proposed it, in the order given. 1 statement."""
    models: tuple[Any, ...] = (ItemAddressee, ItemProposer)
    named = sa.union_all(
        *(
            sa.select(
                sa.literal(place).label("place"),
                col(model.item_id).label("item_id"),
                col(model.ordinal).label("ordinal"),
                col(Organisation.slug).label("slug"),
            )
            .join(Organisation, col(Organisation.id) == col(model.organisation_id))
            .where(col(model.item_id).in_(ids))
            for place, model in enumerate(models)
        )
    ).subquery()
    rows = db.execute(sa.select(named).order_by(named.c.item_id, named.c.ordinal)).all()
    return (
        _grouped((row.item_id, row.slug) for row in rows if row.place == 0),
        _grouped((row.item_id, row.slug) for row in rows if row.place == 1),
    )


def _threads(db: Session, ids: list[int]) -> tuple[dict[int, str], dict[int, list[str]]]:
    """The main thread and all threads of each item, the main one first."""
    rows = db.execute(
        sa.select(col(ThreadMember.item_id), col(Thread.slug), col(ThreadMember.main))
        .join(Thread, col(Thread.id) == col(ThreadMember.thread_id))
        .where(col(ThreadMember.item_id).in_(ids))
        .order_by(col(ThreadMember.main).desc(), col(Thread.slug))
    ).all()
    return (
        {item_id: slug for item_id, slug, main in rows if main},
        _grouped((item_id, slug) for item_id, slug, _ in rows),
    )


def _responses(db: Session, ids: list[int], day: date) -> dict[int, list[int]]:
    return _grouped(
        db.execute(
            sa.select(col(ResponseItem.item_id), col(Response.id))
            .distinct()
            .join(Response, col(Response.id) == col(ResponseItem.response_id))
            .join(Document, col(Document.id) == col(Response.document_id))
            .where(col(ResponseItem.item_id).in_(ids), counts_by(day))
            .order_by(col(Response.id))
        )
    )


def _assessments(db: Session, ids: list[int], day: date) -> dict[int, list[int]]:
    return _grouped(
        db.execute(
            sa.select(col(Assessment.item_id), col(Assessment.id))
            .join(Document, col(Document.id) == col(Assessment.document_id))
            .where(
                col(Assessment.item_id).in_(ids),
                col(Assessment.assessed_by) <= day,
                sa.func.coalesce(col(Document.published_by), col(Assessment.assessed_by)) <= day,
            )
            .order_by(col(Assessment.assessed_by), col(Assessment.id))
        )
    )


def _links(db: Session, ids: list[int], day: date) -> dict[int, list[int]]:
    """Confirmed links at either end, both items known by the day."""
    earlier, later = aliased(Recommendation), aliased(Recommendation)
    earlier_in, later_in = aliased(Document), aliased(Document)
    rows = db.execute(
        sa.select(col(Link.id), col(Link.earlier_id), col(Link.later_id))
        .join(earlier, col(earlier.id) == col(Link.earlier_id))
        .join(earlier_in, col(earlier_in.id) == col(earlier.document_id))
        .join(later, col(later.id) == col(Link.later_id))
        .join(later_in, col(later_in.id) == col(later.document_id))
        .where(
            sa.or_(col(Link.earlier_id).in_(ids), col(Link.later_id).in_(ids)),
            col(Link.state) == LinkState.CONFIRMED,
            counts_by(day, earlier_in),
            counts_by(day, later_in),
        )
        .order_by(col(Link.id))
    ).all()
    return _grouped((item_id, row[0]) for row in rows for item_id in (row[1], row[2]))
