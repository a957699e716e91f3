"""Reads of threads: the same number of statements for one thread and for a page of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment
from app.core.bytewise import bytewise
from app.core.keyset import SortColumn
from app.documents.models import Document
from app.documents.parts import is_recorded
from app.elections.models import Country, Election
from app.recommendations.filters import YesNo
from app.recommendations.models import Recommendation
from app.statuses.models import ItemStatus, ThreadStatus
from app.threads.models import Thread, ThreadMember
from app.threads.records import Cell, CellState, Column, ThreadItem, ThreadView
from app.topics.models import Topic
from app.vocabulary.lists import DocumentKind, ThreadRole
from app.web.lists import check_known, missing, read_page
from app.web.queries import PagedQuery


class ThreadSort(StrEnum):
    """How threads are sorted; ties go by slug."""

    MOST_OFTEN = "-recurrence"
    LEAST_OFTEN = "recurrence"
    LONGEST = "-span"
    SHORTEST = "span"
    ACCOUNTS_DIFFER = "accounts_differ"
    TOPIC = "topic"
    TITLE = "title"


class ThreadQuery(PagedQuery):
    """The query of the lists of threads."""

    country: list[str] = Field(default=[], description="Country codes.")
    topic: list[str] = Field(default=[], description="Topic slugs; one includes its sub-topics.")
    accounts_differ: list[YesNo] = []
    sort: ThreadSort = ThreadSort.MOST_OFTEN


class MatrixQuery(ThreadQuery):
    """The query of the matrix: which words its cells show."""

    show: Literal["answers", "reported", "assessments", "all", "none"] = "answers"


@dataclass(frozen=True)
class ThreadPage:
    """A page of threads, how many there are in all, and the cursor of the next page."""

    threads: list[ThreadView]
    columns: list[Column]
    total: int
    next: str | None


_SLUG = SortColumn(bytewise(col(Thread.slug)))
_OFTEN, _SPAN = col(ThreadStatus.occurrences), col(ThreadStatus.span_days)
_RECOMMENDED = col(ThreadStatus.recommended)
_SORTS: dict[ThreadSort, list[SortColumn]] = {
    ThreadSort.MOST_OFTEN: [
        SortColumn(_OFTEN, True),
        SortColumn(_RECOMMENDED, True),
        SortColumn(_SPAN, True),
        _SLUG,
    ],
    ThreadSort.LEAST_OFTEN: [
        SortColumn(_OFTEN),
        SortColumn(_RECOMMENDED),
        SortColumn(_SPAN),
        _SLUG,
    ],
    ThreadSort.LONGEST: [SortColumn(_SPAN, True), SortColumn(_OFTEN, True), _SLUG],
    ThreadSort.SHORTEST: [SortColumn(_SPAN), SortColumn(_OFTEN), _SLUG],
    ThreadSort.ACCOUNTS_DIFFER: [
        SortColumn(sa.cast(col(ThreadStatus.accounts_differ), sa.Integer), True),
        SortColumn(_OFTEN, True),
        SortColumn(_RECOMMENDED, True),
        _SLUG,
    ],
    ThreadSort.TOPIC: [SortColumn(bytewise(col(Topic.slug))), _SLUG],
    ThreadSort.TITLE: [SortColumn(bytewise(col(Thread.title))), _SLUG],
}


def get_thread(db: Session, slug: str, day: date) -> ThreadView:
    """Return a thread. 5 statements.

    Raises `NotFoundError` with the nearest slugs when there is none, or none of its items is
    known by the day.
    """
    row = db.execute(_threads(day).where(col(Thread.slug) == slug)).one_or_none()
    if row is None:
        raise missing(db, col(Thread.slug), slug, "recurring recommendation", day)
    return _views(db, [row], list_columns(db, day), day)[0]


def list_threads(db: Session, query: ThreadQuery) -> ThreadPage:
    """Return a page of the threads that recur by the day. 6 statements, any number of threads.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, {"country": col(Country.code), "topic": col(Topic.slug)})
    statement = _threads(query.day).where(*_conditions(query))
    rows, following, total = read_page(db, statement, query, _SORTS[query.sort])
    columns = list_columns(db, query.day)
    return ThreadPage(_views(db, rows, columns, query.day), columns, total, following)


def list_columns(db: Session, day: date) -> list[Column]:
    """Return the elections held by the day in time order. 1 statement."""
    held = sa.and_(
        col(Document.election_id) == col(Election.id),
        col(Document.held),
        col(Document.published_by) <= day,
    )
    reports = sa.exists().where(
        held, is_recorded(), col(Document.kind) == DocumentKind.FINAL_REPORT
    )
    statement: sa.Select[Any] = (
        sa.select(Election)
        .add_columns(reports.label("held_report"), sa.exists().where(held).label("held_any"))
        .where(col(Election.held_on) <= day)
        .order_by(col(Election.held_on), col(Election.code))
    )
    return [
        Column(
            row.Election.code,
            row.Election.kind,
            row.Election.title,
            row.Election.held_on,
            row.held_report,
            row.held_any,
        )
        for row in db.execute(statement)
    ]


def _threads(day: date) -> sa.Select[Any]:
    statement: sa.Select[Any] = (
        sa.select(Thread, ThreadStatus)
        .add_columns(
            col(Topic.slug).label("topic"),
            col(Topic.title).label("topic_title"),
            col(Country.code).label("country"),
        )
        .join(
            ThreadStatus,
            sa.and_(
                col(ThreadStatus.thread_id) == col(Thread.id),
                col(ThreadStatus.since) <= day,
                col(ThreadStatus.until) > day,
            ),
        )
        .join(Topic, col(Topic.id) == col(Thread.topic_id))
        .join(Country, col(Country.id) == col(Thread.country_id))
    )
    return statement


def _conditions(query: ThreadQuery) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [col(ThreadStatus.occurrences) > 1]
    if query.country:
        found.append(col(Country.code).in_(query.country))
    if query.topic:
        found.append(
            sa.or_(
                *(
                    sa.or_(
                        col(Topic.slug) == s, col(Topic.slug).startswith(s + "/", autoescape=True)
                    )
                    for s in query.topic
                )
            )
        )
    if query.accounts_differ:
        wanted = [value == "true" for value in query.accounts_differ]
        found.append(col(ThreadStatus.accounts_differ).in_(wanted))
    return found


def _views(db: Session, rows: Sequence[Any], columns: list[Column], day: date) -> list[ThreadView]:
    ids = [row.Thread.id for row in rows]
    items = _items(db, ids, day)
    assessed = _assessed(db, ids, day)
    return [
        ThreadView(
            slug=row.Thread.slug,
            title=row.Thread.title,
            summary=row.Thread.summary,
            country=row.country,
            topic=row.topic,
            topic_title=row.topic_title,
            curated_by=row.Thread.curated_by,
            occurrences=row.ThreadStatus.occurrences,
            recommended=row.ThreadStatus.recommended,
            span_days=row.ThreadStatus.span_days,
            accounts_differ=row.ThreadStatus.accounts_differ,
            items=items[row.Thread.id],
            cells=[
                _cell(column, items[row.Thread.id], assessed[row.Thread.id])
                for column in columns
                if column.code.startswith(row.country + "-")
            ],
        )
        for row in rows
    ]


def _cell(column: Column, items: list[ThreadItem], assessed: set[str]) -> Cell:
    """A point is absent from an election only if a final report on it is held and says nothing."""
    own = [item for item in items if item.election == column.code]
    members = [item for item in own if item.role is ThreadRole.OCCURRENCE]
    story = [item for item in own if item.role is ThreadRole.STORY]
    if members:
        state = CellState.OCCURS
    elif story:
        state = CellState.STORY
    elif column.code in assessed:
        state = CellState.ASSESSED
    else:
        state = CellState.ABSENT if column.held_report else CellState.NOT_HELD
    return Cell(column, state, members, story)


def _items(db: Session, ids: list[int], day: date) -> dict[int, list[ThreadItem]]:
    """The items of the threads that are known by the day, in time order."""
    statement: sa.Select[Any] = (
        sa.select(ThreadMember, Recommendation, ItemStatus)
        .add_columns(col(Election.code).label("election"))
        .join(Recommendation, col(Recommendation.id) == col(ThreadMember.item_id))
        .join(Election, col(Election.id) == col(ThreadMember.election_id))
        .join(
            ItemStatus,
            sa.and_(
                col(ItemStatus.item_id) == col(Recommendation.id),
                col(ItemStatus.since) <= day,
                col(ItemStatus.until) > day,
            ),
        )
        .where(col(ThreadMember.thread_id).in_(ids))
        .order_by(col(Election.held_on), col(Recommendation.sort_key))
    )
    found: dict[int, list[ThreadItem]] = defaultdict(list)
    for row in db.execute(statement):
        member, item, status = row.ThreadMember, row.Recommendation, row.ItemStatus
        text = item.official_text or item.quoted_text
        found[member.thread_id].append(
            ThreadItem(
                item_id=item.id,
                ref=item.ref,
                number=item.number,
                kind=item.kind,
                election=row.election,
                role=member.role,
                main=member.main,
                part=member.part,
                text=text or item.summary or "",
                is_summary=text is None,
                position=status.position,
                reported=status.reported,
                assessment=status.assessment,
                headline=status.headline,
                accounts_differ=status.accounts_differ,
            )
        )
    return found


def _assessed(db: Session, ids: list[int], day: date) -> dict[int, set[str]]:
    """The elections whose documents assess a member of the threads."""
    rows = db.execute(
        sa.select(col(ThreadMember.thread_id), col(Election.code))
        .distinct()
        .join(Assessment, col(Assessment.item_id) == col(ThreadMember.item_id))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .join(Election, col(Election.id) == col(Document.election_id))
        .where(
            col(ThreadMember.thread_id).in_(ids),
            col(Assessment.assessed_by) <= day,
            col(Document.published_by) <= day,
        )
    )
    found: dict[int, set[str]] = defaultdict(set)
    for thread_id, code in rows:
        found[thread_id].add(code)
    return found
