"""Requests for correction: written once, answered, and forgotten in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Database, WriteSession
from app.corrections import queries, service
from app.corrections.forgetting import forget_now
from app.corrections.inputs import NewRequest
from app.corrections.models import Correction
from app.corrections.records import Show
from app.corrections.service import Answer
from app.errors import ConflictError, RuleError
from app.history.models import Act, Change
from app.vocabulary.lists import Action, Capacity, Channel, Outcome

NEW = NewRequest(
    page="/recommendations/KZ-2016-PARL-24",
    wrong="The page number.",
    wanted="Page 24.",
    source="",
    capacity=Capacity.AUTHORITY,
    name="A. Reader",
    organisation="An office",
    named=False,
    email="reader@example.org",
)
SENDER = "a" * 64
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hand() -> Iterator[Hand]:
    """The clock of the test."""
    found = Hand()
    clock.set_clock(found)
    yield found
    clock.set_clock(None)


def row(db: Session, number: int) -> Correction:
    """Return a request as it is stored."""
    db.expire_all()
    found = db.get(Correction, number)
    assert found is not None
    return found


def made(db: Session, change: Action = Action.CHANGED, key: str = "KZ-2016-PARL-24") -> int:
    """Make a change of an item and return the act."""
    act = Act(by="An editor", channel=Channel.DESK)
    db.add(act)
    db.flush()
    db.add(
        Change(
            act_id=act.id, entry="item", key=key, row_id=act.id, number=1, action=change, fields=[]
        )
    )
    db.flush()
    return act.id


def test_a_request_knows_the_record_of_its_page(db: WriteSession) -> None:
    number = service.submit(db, NEW, "one", SENDER)
    found = row(db, number)
    assert (found.entry, found.key) == ("item", "KZ-2016-PARL-24")
    other = service.submit(db, replace(NEW, page="/matrix?show=all"), "two", SENDER)
    assert (row(db, other).entry, row(db, other).key) == (None, None)


def test_a_form_sent_twice_is_one_request(db: WriteSession) -> None:
    first = service.submit(db, NEW, "one", SENDER)
    assert service.submit(db, NEW, "one", SENDER) == first
    with pytest.raises(service.SentAlreadyError, match=str(first)):
        service.submit(db, replace(NEW, wrong="Something else."), "one", SENDER)
    assert queries.count_requests(db, None)[Show.OPEN] == 1


def test_a_network_may_send_so_many_and_others_still(db: WriteSession) -> None:
    for place in range(service.MOST_A_DAY):
        service.submit(db, NEW, f"stamp {place}", SENDER)
    with pytest.raises(service.TooManyError):
        service.submit(db, NEW, "one more", SENDER)
    assert service.submit(db, NEW, "from elsewhere", "b" * 64)


def test_only_what_is_answered_and_no_spam_is_public(db: WriteSession) -> None:
    waiting, answered, spam = (service.submit(db, NEW, name, SENDER) for name in "abc")
    said = Answer(Outcome.NOT_CORRECTED, "The page is said to be 24.", "Page 23 is printed.")
    service.answer(db, answered, 1, said)
    service.answer(db, spam, 1, Answer(Outcome.SPAM))
    found, following = queries.list_answered(db, clock.today())
    assert [one.number for one in found] == [answered]
    assert following is None
    assert queries.count_answered(db, clock.today()) == 1
    assert queries.find_waiting(db, waiting)
    assert queries.find_waiting(db, answered) is None
    assert queries.find_waiting(db, spam) is None
    counts = queries.count_requests(db, None)
    assert [counts[show] for show in (Show.OPEN, Show.ANSWERED, Show.SPAM)] == [1, 1, 1]
    for show, number in [(Show.OPEN, waiting), (Show.ANSWERED, answered), (Show.SPAM, spam)]:
        assert [one.number for one in queries.list_requests(db, show, None)[0]] == [number]


def test_a_name_is_published_only_where_it_was_allowed(db: WriteSession) -> None:
    said = Answer(Outcome.PASSED_ON, "In our words.", "It is for the observers.")
    for stamp, named in [("one", False), ("two", True)]:
        service.answer(db, service.submit(db, replace(NEW, named=named), stamp, SENDER), 1, said)
    found, _ = queries.list_answered(db, clock.today())
    assert [one.by for one in found] == ["A. Reader, An office", ""]
    assert "example.org" not in repr(found)
    assert NEW.wrong not in repr(found)


def test_an_answer_is_whole_and_names_a_change_of_its_record(db: WriteSession) -> None:
    number = service.submit(db, NEW, "one", SENDER)
    for answer, field in [
        (Answer(Outcome.CORRECTED, "", "Mended."), "summary"),
        (Answer(Outcome.CORRECTED, "In our words.", ""), "answer"),
        (Answer(Outcome.CORRECTED, "In our words.", "Mended.", made(db, key="other")), "act"),
    ]:
        with pytest.raises(RuleError) as error:
            service.answer(db, number, 1, answer)
        assert error.value.field == field
    act = made(db)
    service.answer(db, number, 1, Answer(Outcome.CORRECTED, "In our words.", "Mended.", act))
    (found,), _ = queries.list_answered(db, clock.today())
    assert found.changed_at is not None
    assert [one.act_id for one in queries.list_changes_of(db, "item", "KZ-2016-PARL-24")] == [act]


def test_who_comes_late_changes_nothing(db: WriteSession) -> None:
    number = service.submit(db, NEW, "one", SENDER)
    service.answer(db, number, 1, Answer(Outcome.SPAM))
    with pytest.raises(ConflictError):
        service.answer(db, number, 1, Answer(None))
    with pytest.raises(ConflictError):
        service.take(db, number, 1, None)
    service.answer(db, number, 2, Answer(None))
    assert row(db, number).answered_at is None


def test_the_address_goes_ninety_days_after_the_answer(db: WriteSession, hand: Hand) -> None:
    waiting = service.submit(db, NEW, "one", SENDER)
    answered = service.submit(db, NEW, "two", SENDER)
    hand.at += timedelta(days=10)
    service.answer(db, answered, 1, Answer(Outcome.NOT_CORRECTED, "In our words.", "No."))
    assert row(db, answered).sender is None
    hand.at += timedelta(days=90)
    assert service.forget(db) == 0
    assert row(db, answered).email == NEW.email
    hand.at += timedelta(seconds=1)
    assert service.forget(db) == 1
    assert row(db, answered).email is None
    assert row(db, waiting).email == NEW.email


def test_what_must_go_goes_without_anybody_asking(database: Database, hand: Hand) -> None:
    with database.write() as db:
        number = service.submit(db, NEW, "one", SENDER)
        service.answer(db, number, 1, Answer(Outcome.NOT_CORRECTED, "In our words.", "No."))
    hand.at += timedelta(days=91)
    assert forget_now(database) == 2
    assert forget_now(database) == 0
    with database.read() as reading:
        found = queries.find_request(reading, number)
    assert found is not None
    assert found.email is None


def test_the_log_as_of_a_day_holds_what_was_answered_by_then(db: WriteSession, hand: Hand) -> None:
    number = service.submit(db, NEW, "one", SENDER)
    hand.at += timedelta(days=2)
    service.answer(db, number, 1, Answer(Outcome.NOT_CORRECTED, "In our words.", "No."))
    assert queries.list_answered(db, START.date() + timedelta(days=1))[0] == []
    assert len(queries.list_answered(db, START.date() + timedelta(days=2))[0]) == 1


def test_a_long_log_comes_in_pages(db: WriteSession) -> None:
    numbers = []
    for place in range(queries.PAGE + 1):
        numbers.append(service.submit(db, NEW, f"{place}", f"{place:064}"))
        service.answer(db, numbers[-1], 1, Answer(Outcome.NOT_CORRECTED, "In our words.", "No."))
    first, following = queries.list_answered(db, clock.today())
    rest, end = queries.list_answered(db, clock.today(), following)
    assert [one.number for one in [*first, *rest]] == numbers[::-1]
    assert end is None
