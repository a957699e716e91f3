"""What is stored because of entries that were saved: the same as when all is looked through."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.entries import following
from app.entries.following import follow
from app.history.by import By
from app.search import service as search
from app.statuses import service as statuses
from app.vocabulary.lists import Channel
from tests import factories as make

BY = By("Editor", Channel.DESK)
CODE = "AA-2010-PARL"


@pytest.fixture
def world(db: Session) -> Session:
    """A country with two reports, an answer and a recurring point; all that follows is stored."""
    make.make_item(db, f"{CODE}-1")
    make.make_item(db, f"{CODE}-2", container=True)
    make.make_item(db, f"{CODE}-2A", parent="2")
    make.make_item(db, "AA-2014-PARL-1")
    make.make_response(db, f"{CODE}-1", reported="implemented", key="answer")
    make.make_undertaking(db, f"{CODE}-1", key="undertaking")
    make.make_statement(db, key="statement")
    make.make_thread(db, [f"{CODE}-1", "AA-2014-PARL-1"])
    make.make_standard(db, "charter/1")
    make.make_topic(db, "voting/count")
    make.make_item(db, "BB-2010-PARL-1")
    statuses.refresh(db)
    search.renew(db)
    return db


CHANGES: dict[str, Callable[[Session], Any]] = {
    "country": lambda db: make.make_country(db, "CC"),
    "election": lambda db: make.make_election(db, "AA-2014-PARL", title="Other", first_day="2014"),
    "organisation": lambda db: make.make_organisation(db, "commission", short_name="CEC"),
    "topic": lambda db: make.make_topic(db, "voting", title="Casting votes"),
    "instrument": lambda db: make.make_instrument(db, "charter", short_title="The Charter"),
    "provision": lambda db: make.make_standard(db, "charter/1", label="On votes"),
    "document": lambda db: make.make_document(
        db, "aa-2014-parl-final-report", "AA-2014-PARL", published_on="2014-06"
    ),
    "item": lambda db: make.make_item(db, f"{CODE}-2", container=True, official_text="Should:"),
    "answer": lambda db: make.make_response(
        db, f"{CODE}-1", key="answer", position="not_accepted", summary="No."
    ),
    "undertaking": lambda db: make.make_undertaking(
        db, f"{CODE}-1", key="undertaking", due_on="2011", summary="Something else."
    ),
    "statement": lambda db: make.make_statement(db, key="statement", summary="All of them."),
    "assessment": lambda db: make.make_assessment(db, f"{CODE}-1", level="not_implemented"),
    "link": lambda db: make.make_link(db, f"{CODE}-1", "AA-2014-PARL-1"),
    "thread": lambda db: make.make_thread(db, [f"{CODE}-1"], title="Another title"),
}


@pytest.mark.parametrize("entry", CHANGES)
def test_all_that_follows_from_a_change_is_stored(world: Session, entry: str) -> None:
    row = CHANGES[entry](world)
    follow(world, {entry: [row.id]}, BY)
    assert statuses.stale(world) == 0
    assert search.wrong_entries(world) == 0


def test_a_report_of_its_own_changes_what_is_known_of_earlier_items(world: Session) -> None:
    item = make.make_item(world, "AA-2018-PARL-1")
    assert statuses.stale(world) > 0
    rows = {"item": [item.id], "document": [item.document_id], "election": [item.election_id]}
    follow(world, rows, BY)
    assert statuses.stale(world) == 0
    assert search.wrong_entries(world) == 0


def test_other_countries_are_left_alone_and_progress_is_told(world: Session) -> None:
    item = make.make_item(world, "BB-2010-PARL-2")
    told: list[tuple[str, int, int]] = []
    follow(world, {"item": [item.id]}, BY, lambda *step: told.append(step))
    assert told == [("history", 0, 1), ("statuses", 0, 2), ("search", 0, 1)]


def test_nothing_follows_from_nothing(world: Session) -> None:
    told: list[tuple[str, int, int]] = []
    follow(world, {}, BY, lambda *step: told.append(step))
    assert told == []


def test_many_rows_are_looked_at_before_statements_are_planned(
    world: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MANY", 1)
    item = make.make_item(world, f"{CODE}-3")
    follow(world, {"item": [item.id]}, BY)
    assert search.wrong_entries(world) == 0
