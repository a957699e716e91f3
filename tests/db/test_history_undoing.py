"""Entries that go and come back, and changes that are taken back."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.records import find
from app.documents.models import Document
from app.entries import contents
from app.entries.following import follow
from app.errors import NotFoundError, RuleError
from app.history import service as history
from app.history.by import By
from app.history.checking import problems
from app.history.models import Archived, Change
from app.history.queries import find_archived, list_changes
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.search import service as search
from app.statuses import service as statuses
from app.threads.models import Thread
from app.topics.models import Topic
from app.vocabulary.lists import Action, Channel
from tests import factories as make

A, B = "AA-2010-PARL-1", "AA-2014-PARL-1"
BY = By("Editor", Channel.DESK, reason="Recorded twice.")


@pytest.fixture
def world(db: Session) -> Session:
    """Two items, an answer, a link and a thread, with their history."""
    make.make_item(db, A, topics=["voting"], summary="Count in the open.")
    make.make_item(db, B)
    make.make_response(db, A, key="answer", position="accepted")
    make.make_link(db, A, B)
    make.make_thread(db, [A, B], slug="thread")
    history.begin(db)
    statuses.refresh(db)
    search.renew(db)
    return db


def assert_sound(db: Session) -> None:
    """History, statuses and search are what the rows say."""
    assert problems(db) == []
    assert statuses.stale(db) == 0
    assert search.wrong_entries(db) == 0


def last(db: Session, entry: str) -> Change:
    """The last change of a kind."""
    return db.get_one(Change, list_changes(db, entry, limit=1)[0].id)


@pytest.mark.parametrize(
    ("entry", "key", "table"),
    [
        ("answer", "answer", Response),
        ("link", f"{A} {B}", Link),
        ("thread", "thread", Thread),
    ],
)
def test_an_archived_entry_comes_back_as_it_was(
    world: Session, entry: str, key: str, table: type[Response | Link | Thread]
) -> None:
    row_id = contents.find_id(world, entry, key)
    assert row_id is not None
    before = contents.read(world, entry, [row_id])
    history.archive(world, BY, entry, key)
    assert contents.find_id(world, entry, key) is None
    assert find_archived(world, entry, [key])[key].reason == "Recorded twice."
    assert_sound(world)
    history.restore(world, BY, entry, key)
    assert contents.read(world, entry, [row_id]) == before
    assert world.get_one(table, row_id).version == 3
    assert find_archived(world, entry, [key]) == {}
    assert [change.action for change in list_changes(world, entry, key)] == [
        Action.RESTORED,
        Action.ARCHIVED,
        Action.CREATED,
    ]
    assert_sound(world)


def test_what_others_refer_to_is_not_archived(world: Session) -> None:
    with pytest.raises(RuleError) as caught:
        history.archive(world, BY, "item", A)
    assert caught.value.message == (
        f"item {A} is referred to by answer answer, link {A} {B}, thread thread:"
        " change or archive those"
    )
    assert world.execute(sa.select(Archived)).all() == []


def test_an_item_goes_once_nothing_refers_to_it(world: Session) -> None:
    for entry, key in (("answer", "answer"), ("link", f"{A} {B}"), ("thread", "thread")):
        history.archive(world, BY, entry, key)
    history.archive(world, BY, "item", A, merged_into=B)
    assert find_archived(world, "item", [A])[A].merged_into == B
    assert_sound(world)
    with pytest.raises(RuleError, match=f"item {A} is archived: restore it instead"):
        follow(world, {"item": [make.make_item(world, A).id]}, BY)


def test_ids_are_never_used_again(world: Session) -> None:
    history.archive(world, BY, "thread", "thread")
    gone = last(world, "thread").row_id
    other = make.make_thread(world, [A], slug="another")
    assert other.id > gone
    follow(world, {"thread": [other.id]}, BY)
    history.restore(world, BY, "thread", "thread")
    assert find(world, Thread, slug="thread").id == gone  # type: ignore[union-attr]
    assert_sound(world)


def test_only_what_is_there_is_archived_or_merged_into(world: Session) -> None:
    with pytest.raises(RuleError, match="there is no thread nowhere"):
        history.archive(world, BY, "thread", "nowhere")
    with pytest.raises(RuleError, match="there is no thread nowhere") as caught:
        history.archive(world, BY, "thread", "thread", merged_into="nowhere")
    assert caught.value.field == "merged_into"
    with pytest.raises(RuleError, match="cannot be merged into itself"):
        history.archive(world, BY, "thread", "thread", merged_into="thread")
    with pytest.raises(RuleError, match="thread thread is not archived"):
        history.restore(world, BY, "thread", "thread")


def test_a_document_with_a_text_stays(world: Session) -> None:
    make.make_document(world, "a-letter", "AA-2010-PARL")
    slug = "a-letter"
    document = find(world, Document, slug=slug)
    assert document is not None
    make.make_page(world, slug)
    with pytest.raises(RuleError, match=f"document {slug} holds the text of a file"):
        history.archive(world, BY, "document", slug)


class TestUndoing:
    """A change is taken back by another one."""

    def test_fields_get_their_old_values(self, world: Session) -> None:
        row = make.make_response(world, A, key="answer", position="not_accepted", summary="No.")
        follow(world, {"answer": [row.id]}, BY)
        change = last(world, "answer")
        history.undo(world, BY, change.id)
        made = last(world, "answer")
        assert (made.undoes_id, made.action, made.number) == (change.id, Action.CHANGED, 3)
        position = [field for field in made.fields if field["field"] == "position"]
        assert position == [{"field": "position", "old": "not_accepted", "new": "accepted"}]
        assert_sound(world)
        history.undo(world, BY, made.id)
        assert find(world, Response, key="answer").position == "not_accepted"  # type: ignore[union-attr]
        assert_sound(world)

    def test_archiving_and_restoring_are_undone(self, world: Session) -> None:
        history.archive(world, BY, "thread", "thread")
        archived = last(world, "thread")
        history.undo(world, BY, archived.id)
        assert find(world, Thread, slug="thread") is not None
        restored = last(world, "thread")
        assert (restored.action, restored.undoes_id) == (Action.RESTORED, archived.id)
        history.undo(world, BY, restored.id)
        assert find(world, Thread, slug="thread") is None
        assert last(world, "thread").undoes_id == restored.id
        assert_sound(world)

    def test_recording_is_undone_by_archiving(self, world: Session) -> None:
        topic = make.make_topic(world, "counting")
        follow(world, {"topic": [topic.id]}, BY)
        history.undo(world, BY, last(world, "topic").id)
        assert find(world, Topic, slug="counting") is None
        assert_sound(world)

    def test_later_facts_forbid_it(self, world: Session) -> None:
        topic = make.make_topic(world, "counting", title="Counting")
        follow(world, {"topic": [topic.id]}, BY)
        recorded = last(world, "topic").id
        for title in ("Count", "The count"):
            make.make_topic(world, "counting", title=title)
            follow(world, {"topic": [topic.id]}, BY)
        changed = list_changes(world, "topic", "counting")[1].id
        with pytest.raises(RuleError, match="topic counting: changed again since: title"):
            history.undo(world, BY, changed)
        with pytest.raises(RuleError, match="topic counting was changed since"):
            history.undo(world, BY, recorded)
        history.archive(world, BY, "topic", "counting")
        with pytest.raises(RuleError, match="topic counting is archived: restore it first"):
            history.undo(world, BY, changed)
        with pytest.raises(NotFoundError):
            history.undo(world, BY, 10_000)

    def test_what_is_referred_to_stays_recorded(self, world: Session) -> None:
        change = list_changes(world, "item", A)[0]
        with pytest.raises(RuleError, match=f"item {A} is referred to by answer answer"):
            history.undo(world, BY, change.id)
        assert find(world, Recommendation, ref=A) is not None


def test_an_entry_that_names_what_is_archived_does_not_come_back(world: Session) -> None:
    history.archive(world, BY, "answer", "answer")
    history.archive(world, BY, "thread", "thread")
    history.archive(world, BY, "link", f"{A} {B}")
    history.archive(world, BY, "item", A)
    with pytest.raises(RuleError, match=f"no item “{A}”"):
        history.restore(world, BY, "answer", "answer")
