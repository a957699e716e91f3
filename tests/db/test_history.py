"""History: what is written, what it rebuilds, and that it stays."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.db import Database
from app.entries import contents
from app.entries.following import follow
from app.entries.kinds import KINDS
from app.errors import RuleError
from app.history import service as history
from app.history.by import By
from app.history.checking import problems
from app.history.models import Act, Archived, Change
from app.history.queries import NOTHING, find_past, list_changes
from app.recommendations.models import Recommendation
from app.vocabulary.lists import Action, Channel
from tests import factories as make

CODE = "AA-2010-PARL"
BY = By("Editor", Channel.DESK, reason="A letter of the commission.")


def changes(db: Session, entry: str, key: str) -> list[tuple[int, Action, dict[str, Any]]]:
    """The changes of an entry, the first first: number, action, and old and new by field."""
    return [
        (
            change.number,
            change.action,
            {field["field"]: (field["old"], field["new"]) for field in change.fields},
        )
        for change in reversed(list_changes(db, entry, key))
    ]


def count(db: Session, table: type[Any]) -> int:
    """How many rows a table has."""
    return int(db.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_history_of_the_seed_data_is_what_is_there(shared_seeded: Database) -> None:
    with shared_seeded.read() as db:
        assert problems(db) == []
        assert count(db, Act) == 1
        number = sum(count(db, kind.table) for kind in KINDS)
        assert count(db, Change) == number
        act = db.execute(sa.select(Act)).scalar_one()
        assert (act.by, act.channel, act.reason) == ("Throughline sample data", Channel.SEED, None)


def test_a_change_holds_what_differs(db: Session) -> None:
    topic = make.make_topic(db, "voting", title="Voting")
    follow(db, {"topic": [topic.id]}, BY)
    make.make_topic(db, "voting", title="Votes")
    follow(db, {"topic": [topic.id]}, BY)
    assert changes(db, "topic", "voting") == [
        (1, Action.CREATED, {"slug": (None, "voting"), "title": (None, "Voting")}),
        (2, Action.CHANGED, {"title": ("Voting", "Votes")}),
    ]
    assert find_past(db, "topic", [topic.id])[topic.id].content == {
        "slug": "voting",
        "title": "Votes",
    }
    last = list_changes(db, "topic", "voting", limit=1)[0]
    assert (last.by, last.channel, last.reason) == ("Editor", Channel.DESK, BY.reason)


def test_what_did_not_change_leaves_no_act(db: Session) -> None:
    topic = make.make_topic(db, "voting")
    assert follow(db, {"topic": [topic.id]}, BY) is not None
    make.make_topic(db, "voting")
    assert follow(db, {"topic": [topic.id]}, BY) is None
    assert (count(db, Act), count(db, Change)) == (1, 1)


def test_a_thread_that_loses_a_main_membership_changes_too(db: Session) -> None:
    items = [f"{CODE}-1", "AA-2014-PARL-1"]
    for ref in items:
        make.make_item(db, ref)
    first = make.make_thread(db, items, slug="first")
    follow(db, {"thread": [first.id]}, BY)
    second = make.make_thread(db, [items[0]], slug="second")
    act = follow(db, {"thread": [second.id]}, BY)
    made = [change for change in list_changes(db, "thread") if change.act_id == act]
    assert {(change.key, change.action) for change in made} == {
        ("first", Action.CHANGED),
        ("second", Action.CREATED),
    }
    past = find_past(db, "thread", [first.id, second.id])
    now = contents.read(db, "thread", [first.id, second.id])
    assert {row_id: one.content for row_id, one in past.items()} == now
    assert [member["main"] for member in now[first.id]["members"]] == [False, True]


def test_history_begins_for_what_was_there_before(db: Session) -> None:
    make.make_item(db, f"{CODE}-1")
    make.make_response(db, f"{CODE}-1")
    assert not history.has_begun(db)
    told: list[tuple[str, int, int]] = []
    number = history.begin(db, lambda *step: told.append(step))
    assert number == count(db, Change) == told[-1][2] > 4
    assert db.execute(sa.select(col(Act.by))).scalars().all() == ["Recorded before history began"]
    assert history.has_begun(db)
    assert history.begin(db) == 0
    assert problems(db) == []


def test_a_new_entry_under_an_archived_key_is_refused(db: Session) -> None:
    act = history.record(db, BY, {"topic": [make.make_topic(db, "voting").id]})
    db.add(Archived(entry="topic", key="counting", row_id=99, act_id=act or 0))
    topic = make.make_topic(db, "counting")
    with pytest.raises(RuleError, match="topic counting is archived: restore it instead"):
        follow(db, {"topic": [topic.id]}, BY)


def test_what_history_does_not_know_is_nothing(db: Session) -> None:
    assert find_past(db, "topic", [1]).get(1, NOTHING).content == {}


@pytest.mark.parametrize("statement", ["UPDATE changes SET number = 5", "DELETE FROM acts"])
def test_history_is_never_changed(db: Session, statement: str) -> None:
    follow(db, {"topic": [make.make_topic(db, "voting").id]}, BY)
    with pytest.raises(sa.exc.DBAPIError, match="history is never changed"), db.begin_nested():
        db.execute(sa.text(statement))


class TestChecking:
    """What `check` says where history and state disagree."""

    def test_a_row_that_was_changed_past_history(self, db: Session) -> None:
        item = make.make_item(db, f"{CODE}-1")
        history.begin(db)
        db.execute(sa.update(Recommendation).values(heading="Another", note="Mine"))
        assert problems(db) == [f"item {item.ref} is not what its history says: heading, note"]

    def test_a_row_without_history(self, db: Session) -> None:
        make.make_topic(db, "voting")
        assert problems(db) == ["topic voting has no history: run migrate"]

    def test_a_row_that_is_gone(self, db: Session) -> None:
        topic = make.make_topic(db, "voting")
        history.begin(db)
        db.delete(topic)
        db.flush()
        assert problems(db) == ["topic voting is gone without being archived"]

    def test_a_gap(self, db: Session) -> None:
        topic = make.make_topic(db, "voting")
        history.begin(db)
        first = db.execute(sa.select(Change)).scalar_one()
        values: dict[str, Any] = {"entry": "topic", "key": "voting", "row_id": topic.id}
        values |= {"action": Action.CHANGED, "fields": []}
        db.add(Change(**values, act_id=first.act_id, number=3))
        db.flush()
        assert problems(db) == [f"changes of topic row {topic.id} are missing"]


def test_many_rows_take_no_more_statements_each(db: Session) -> None:
    """A constant number for each stretch of rows."""
    for number in range(1, 31):
        make.make_item(db, f"{CODE}-{number}")
    ids = list(db.execute(sa.select(col(Recommendation.id))).scalars())
    seen: list[str] = []
    engine = db.get_bind()

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        history.record(db, BY, {"item": ids[:1]})
        few = len(seen)
        seen.clear()
        history.record(db, BY, {"item": ids[1:]})
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert len(seen) == few
