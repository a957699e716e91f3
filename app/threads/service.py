"""Writes of threads."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import get_id, put, replace_parts
from app.errors import RuleError
from app.recommendations.models import Recommendation
from app.recommendations.service import get_single
from app.threads.inputs import ThreadInput
from app.threads.models import Thread, ThreadMember
from app.topics.models import Topic
from app.vocabulary.lists import ItemKind, ThreadRole


def save_thread(db: Session, given: ThreadInput) -> Thread:
    """Add or change a thread and its members; flushes.

    An item for which this is the main thread ceases to have another. Raises `RuleError` when an
    item is not known, is a container or of another country, or when a welcomed step is given as an
    occurrence or the other way round.
    """
    members = [
        get_single(db, member.item, f"members.{index}.item", "put in")
        for index, member in enumerate(given.members)
    ]
    story = [
        get_single(db, ref, f"story.{index}", "put in") for index, ref in enumerate(given.story)
    ]
    for index, item in enumerate(members):
        if item.kind is ItemKind.WELCOMED:
            raise RuleError(
                f"{item.ref} is a welcomed step: it belongs to story", f"members.{index}"
            )
        if item.country_id != members[0].country_id:
            raise RuleError(f"{item.ref} is of another country", f"members.{index}.item")
    for index, item in enumerate(story):
        if item.kind is not ItemKind.WELCOMED:
            raise RuleError(f"{item.ref} is no welcomed step", f"story.{index}")
        if item.country_id != members[0].country_id:
            raise RuleError(f"{item.ref} is of another country", f"story.{index}")
    row = put(
        db,
        Thread,
        {"slug": given.slug},
        {
            "country_id": members[0].country_id,
            "title": given.title,
            "summary": given.summary,
            "topic_id": get_id(db, Topic, "topic", slug=given.topic),
            "curated_by": given.by,
        },
    )
    _take_main(
        db, row.id, [m.id for m, entry in zip(members, given.members, strict=True) if entry.main]
    )
    rows = [
        _member(row, item, ThreadRole.OCCURRENCE, index, main=entry.main, part=entry.part)
        for index, (item, entry) in enumerate(zip(members, given.members, strict=True))
    ]
    rows += [
        _member(row, item, ThreadRole.STORY, len(rows) + index) for index, item in enumerate(story)
    ]
    replace_parts(db, ThreadMember, {"thread_id": row.id}, rows)
    return row


def _take_main(db: Session, thread_id: int, item_ids: list[int]) -> None:
    """An item has one main thread: the one saved last takes it over from any other."""
    db.execute(
        sa.update(ThreadMember)
        .where(col(ThreadMember.item_id).in_(item_ids), col(ThreadMember.thread_id) != thread_id)
        .values(main=False)
    )


def _member(
    thread: Thread,
    item: Recommendation,
    role: ThreadRole,
    ordinal: int,
    main: bool = False,
    part: str | None = None,
) -> ThreadMember:
    return ThreadMember(
        thread_id=thread.id,
        item_id=item.id,
        country_id=item.country_id,
        election_id=item.election_id,
        kind=item.kind,
        role=role,
        main=main,
        part=part,
        ordinal=ordinal,
    )
