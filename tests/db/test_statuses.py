"""Statuses as stored: in the transaction of the change, and the same whichever way they came."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.dates import FOREVER
from app.core.db import Database
from app.models import metadata
from app.recommendations.models import Recommendation
from app.statuses import service
from app.statuses.models import ItemStatus, ThreadStatus
from app.statuses.queries import load_facts
from app.statuses.rules import intervals
from tests import factories as make
from tests.query_count import QueryRecorder

FIRST, SECOND, THIRD = "AA-2005-PARL-1", "AA-2010-PARL-1", "AA-2014-PARL-1"


def item_id(db: Session, ref: str) -> int:
    """The id of an item."""
    statement = sa.select(col(Recommendation.id)).where(col(Recommendation.ref) == ref)
    return db.execute(statement).scalar_one()


def stored(db: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All stored rows, by table, without their ids."""
    found = {}
    for model in (ItemStatus, ThreadStatus):
        table = metadata.tables[str(model.__tablename__)]
        columns = [column for column in table.columns if column.name != "id"]
        rows = db.execute(sa.select(*columns).order_by(*columns[:2])).all()
        found[table.name] = [tuple(map(str, row)) for row in rows]
    return found


def current(db: Session, ref: str) -> ItemStatus:
    """What is stored for today."""
    statement = sa.select(ItemStatus).where(
        col(ItemStatus.item_id) == item_id(db, ref), col(ItemStatus.until) == FOREVER
    )
    return db.execute(statement).scalar_one()


@pytest.fixture
def three(db: Session) -> Session:
    """An item in each of three elections, statuses stored."""
    for ref in (FIRST, SECOND, THIRD):
        make.make_item(db, ref)
    service.refresh(db)
    return db


def test_the_whole_life_of_each_item_is_stored(three: Session) -> None:
    ids = [item_id(three, ref) for ref in (FIRST, SECOND, THIRD)]
    for number, facts in load_facts(three, ids).items():
        rows = three.execute(
            sa.select(ItemStatus)
            .where(col(ItemStatus.item_id) == number)
            .order_by(col(ItemStatus.since))
        ).scalars()
        found = [(row.since, row.until, row.later, row.eligible) for row in rows]
        assert found == [
            (part.since, part.until, part.status.later, part.status.eligible)
            for part in intervals(facts)
        ]


def test_a_recurrence_reaches_both_ends(three: Session) -> None:
    make.make_link(three, FIRST, THIRD)
    service.refresh(three, [item_id(three, THIRD)])
    first, third = current(three, FIRST), current(three, THIRD)
    assert first.later is not None
    assert first.later.value == "recommended_again"
    assert first.headline == "recommended_again"
    assert first.recommended_again_in == ["AA-2014-PARL"]
    assert (first.occurrences, third.occurrences) == (2, 2)
    assert third.later is not None
    assert third.later.value == "no_later_report"


@pytest.mark.parametrize("state", ["suggested", "rejected"])
def test_only_confirmed_links_count(three: Session, state: str) -> None:
    make.make_link(three, FIRST, THIRD, state=state)
    assert service.refresh(three) == 0


@pytest.mark.parametrize("relation", ["related"])
def test_only_recurrences_count(three: Session, relation: str) -> None:
    make.make_link(three, FIRST, THIRD, relation=relation)
    assert service.refresh(three) == 0


def test_an_answer_counts_for_each_item_it_is_about(three: Session) -> None:
    make.make_response(three, [FIRST, SECOND], position="noted", reported="implemented")
    service.refresh(three, [item_id(three, FIRST), item_id(three, SECOND)])
    for ref in (FIRST, SECOND):
        status = current(three, ref)
        assert status.position is not None
        assert status.position.value == "noted"
    assert current(three, THIRD).position is None


def test_a_document_without_a_date_says_nothing_yet(three: Session) -> None:
    make.make_document(three, "undated", "AA-2005-PARL", kind="comments", held=False,
                       published_on=None)  # fmt: skip
    make.make_response(three, FIRST, document="undated")
    make.make_undertaking(three, FIRST, document="undated")
    assert service.refresh(three) == 0


def test_an_undertaking_in_an_answer_reaches_the_items_answered(three: Session) -> None:
    answer = make.make_response(three, [FIRST, SECOND])
    make.make_undertaking(three, FIRST, item=None, answer=answer.key, due_on="2012")
    service.refresh(three)
    assert current(three, FIRST).overdue
    assert current(three, SECOND).overdue
    assert not current(three, THIRD).overdue


def test_an_undertaking_that_names_its_item_reaches_that_one_only(three: Session) -> None:
    answer = make.make_response(three, [FIRST, SECOND])
    make.make_undertaking(three, FIRST, answer=answer.key, due_on="2012")
    service.refresh(three)
    assert current(three, FIRST).overdue
    assert not current(three, SECOND).overdue


def test_a_thread_is_stored_with_its_span(three: Session) -> None:
    thread = make.make_thread(three, [SECOND, FIRST])
    service.refresh(three, [item_id(three, FIRST), item_id(three, SECOND)])
    rows = three.execute(
        sa.select(ThreadStatus)
        .where(col(ThreadStatus.thread_id) == thread.id)
        .order_by(col(ThreadStatus.since))
    ).scalars()
    found = [(row.since, row.until, row.occurrences, row.span_days) for row in rows]
    assert found == [
        (date(2005, 12, 1), date(2010, 12, 1), 1, 0),
        (date(2010, 12, 1), FOREVER, 2, (date(2010, 6, 1) - date(2005, 6, 1)).days),
    ]
    assert current(three, FIRST).same_subject_in == ["AA-2010-PARL"]


def test_story_is_no_occurrence(three: Session) -> None:
    make.make_thread(three, [FIRST], story=["AA-2014-PARL-W1"])
    service.refresh(three)
    (row,) = three.execute(sa.select(ThreadStatus)).scalars()
    assert (row.occurrences, row.span_days) == (1, 0)
    assert current(three, FIRST).same_subject_in == []


def test_accounts_of_a_member_differ_in_its_thread(three: Session) -> None:
    make.make_thread(three, [FIRST, THIRD])
    make.make_response(three, FIRST, reported="implemented")
    make.make_assessment(three, FIRST, document="aa-2014-parl-final-report",
                         level="not_implemented")  # fmt: skip
    service.refresh(three)
    rows = three.execute(sa.select(ThreadStatus).order_by(col(ThreadStatus.since))).scalars()
    assert [(row.since.year, row.accounts_differ) for row in rows] == [(2005, False), (2014, True)]


CHANGES: dict[str, tuple[Callable[[Session], object], list[str]]] = {
    "answer": (lambda db: make.make_response(db, SECOND, reported="implemented"), [SECOND]),
    "answer to several": (lambda db: make.make_response(db, [FIRST, THIRD]), [FIRST, THIRD]),
    "assessment": (
        lambda db: make.make_assessment(
            db, FIRST, document="aa-2014-parl-final-report", level="not_implemented"
        ),
        [FIRST],
    ),
    "link": (lambda db: make.make_link(db, SECOND, THIRD), [SECOND]),
    "link rejected": (lambda db: make.make_link(db, FIRST, SECOND, state="rejected"), [SECOND]),
    "thread": (lambda db: make.make_thread(db, [FIRST, THIRD], "new"), [THIRD]),
    "member added": (
        lambda db: make.make_thread(db, [{"item": FIRST, "main": False}, SECOND, THIRD], "old"),
        [THIRD],
    ),
    "member removed": (lambda db: make.make_thread(db, [FIRST], "old"), [FIRST, SECOND]),
    "undertaking": (lambda db: make.make_undertaking(db, SECOND), [SECOND]),
    "item changed": (lambda db: make.make_item(db, THIRD, kind="concern"), [THIRD]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_refreshing_the_affected_equals_refreshing_all(three: Session, name: str) -> None:
    change, refs = CHANGES[name]
    make.make_thread(three, [FIRST, SECOND], "old")
    make.make_link(three, FIRST, SECOND)
    make.make_link(three, FIRST, THIRD)
    service.refresh(three)
    before = stored(three)
    if name == "thread":
        make.make_thread(three, [SECOND], "old")
        service.refresh(three)
        before = stored(three)
    change(three)
    changed = service.refresh(three, [item_id(three, ref) for ref in refs])
    after = stored(three)
    assert changed > 0
    assert after != before
    assert service.stale(three) == 0
    assert service.refresh(three) == 0
    assert stored(three) == after


def test_refreshing_again_changes_nothing(three: Session) -> None:
    make.make_thread(three, [FIRST, SECOND])
    assert service.refresh(three) > 0
    assert service.refresh(three) == 0
    assert service.stale(three) == 0


TAMPERING = [
    "UPDATE item_statuses SET position = 'accepted'",
    "UPDATE item_statuses SET occurrences = occurrences + 1",
    "UPDATE item_statuses SET recommended_again_in = '[\"AA-2014-PARL\"]'",
    "UPDATE item_statuses SET until = '2019-01-01' WHERE until = '9999-12-31'",
    "DELETE FROM item_statuses",
    "UPDATE thread_statuses SET occurrences = 7",
    "UPDATE thread_statuses SET accounts_differ = true",
    "DELETE FROM thread_statuses",
    "DELETE FROM thread_members",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_stale_finds_tampering_and_refresh_mends_it(three: Session, statement: str) -> None:
    make.make_thread(three, [FIRST, SECOND])
    service.refresh(three)
    good = stored(three)
    three.execute(sa.text(statement))
    three.expire_all()
    assert service.stale(three) > 0
    assert service.refresh(three) > 0
    assert service.stale(three) == 0
    if "thread_members" not in statement:
        assert stored(three) == good


def test_a_change_and_its_status_become_visible_together(database: Database) -> None:
    with database.write() as db:
        make.make_item(db, FIRST)
        service.refresh(db)

    def fail() -> None:
        with database.write() as db:
            make.make_response(db, FIRST)
            service.refresh(db)
            assert current(db, FIRST).position is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as reader:
        assert current(reader, FIRST).position is None
        assert service.stale(reader) == 0
    with database.write() as db:
        make.make_response(db, FIRST)
        service.refresh(db)
    with database.read() as reader:
        assert current(reader, FIRST).position is not None
        assert service.stale(reader) == 0


def test_facts_take_the_same_statements_for_any_number_of_items(db: Session) -> None:
    def statements() -> int:
        ids = list(db.execute(sa.select(col(Recommendation.id))).scalars())
        with QueryRecorder(db.get_bind().engine) as recorder:
            load_facts(db, ids)
        return recorder.count

    make.make_item(db, FIRST)
    few = statements()
    for number in range(2, 12):
        make.make_item(db, f"AA-2010-PARL-{number}")
        make.make_response(db, f"AA-2010-PARL-{number}")
        make.make_undertaking(db, f"AA-2010-PARL-{number}")
        make.make_link(db, FIRST, f"AA-2010-PARL-{number}")
    make.make_thread(db, [FIRST, *(f"AA-2010-PARL-{number}" for number in range(2, 12))])
    assert statements() == few == 11
