"""Services of links and threads."""

from typing import Any

import pydantic
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.links.inputs import LinkInput
from app.links.service import save_link
from app.recommendations.models import Recommendation
from app.threads.inputs import ThreadInput
from app.threads.models import ThreadMember
from app.threads.service import save_thread
from tests import factories as make
from tests.db.refusals import refused


class TestLinks:
    """`save_link` says in words what the table would refuse."""

    def test_unknown_item(self, db: Session) -> None:
        make.make_item(db)
        for end, other in (("earlier", "later"), ("later", "earlier")):
            values = {end: "AA-2010-PARL-9", other: "AA-2010-PARL-1"}
            given = LinkInput.model_validate(
                values | {"relation": "related", "basis": "editor", "why": "W", "by": "B"}
            )
            refused(lambda given=given: save_link(db, given), end, "no item “AA-2010-PARL-9”")  # type: ignore[misc]

    def test_containers_are_not_linked(self, db: Session) -> None:
        make.make_item(db, "AA-2010-PARL-2", container=True)
        refused(
            lambda: make.make_link(db, "AA-2010-PARL-2", "AA-2014-PARL-1"), "earlier", "lead-in"
        )

    def test_countries_are_not_mixed(self, db: Session) -> None:
        refused(
            lambda: make.make_link(db, "AA-2010-PARL-1", "BB-2014-PARL-1"), "later", "one country"
        )

    @pytest.mark.parametrize("relation", ["repeats", "repeats_in_part", "extends"])
    @pytest.mark.parametrize(
        ("earlier", "later"),
        [("AA-2014-PARL-1", "AA-2010-PARL-1"), ("AA-2010-PARL-1", "AA-2010-PARL-2")],
    )
    def test_recurrences_run_forward(
        self, db: Session, relation: str, earlier: str, later: str
    ) -> None:
        refused(
            lambda: make.make_link(db, earlier, later, relation=relation),
            "relation",
            f"“{relation}” runs from an earlier election",
        )

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [("AA-2010-PARL-W1", "AA-2014-PARL-1"), ("AA-2010-PARL-1", "AA-2014-PARL-W1")],
    )
    def test_welcomed_steps_do_not_recur(self, db: Session, earlier: str, later: str) -> None:
        refused(lambda: make.make_link(db, earlier, later), "relation", "never a recurrence")
        assert make.make_link(db, earlier, later, relation="related").version == 1

    @pytest.mark.parametrize("relation", ["supports", "same_finding"])
    def test_some_relations_stay_within_one_election(self, db: Session, relation: str) -> None:
        refused(
            lambda: make.make_link(db, "AA-2010-PARL-C1", "AA-2014-PARL-1", relation=relation),
            "relation",
            "stays within one election",
        )

    def test_supports_runs_from_a_finding_to_a_recommendation(self, db: Session) -> None:
        ends = ("AA-2010-PARL-1", "AA-2010-PARL-C1")
        refused(
            lambda: make.make_link(db, *ends, relation="supports"), "relation", "from a finding"
        )
        assert make.make_link(db, *reversed(ends), relation="supports").version == 1

    def test_a_stated_link_has_its_place(self, db: Session) -> None:
        for given in ({}, {"place": make.PASSAGE}):
            with pytest.raises(pydantic.ValidationError, match="needs its place"):
                make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-1", basis="stated", **given)
        passage = make.PASSAGE | {"document": "letter"}
        refused(
            lambda: make.make_link(
                db, "AA-2010-PARL-1", "AA-2014-PARL-1", basis="stated", place=passage
            ),
            "place.document",
            "no document “letter”",
        )

    def test_two_items_are_linked_in_one_direction(self, db: Session) -> None:
        make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-1", relation="related")
        refused(
            lambda: make.make_link(db, "AA-2014-PARL-1", "AA-2010-PARL-1", relation="related"),
            "later",
            "AA-2010-PARL-1 is linked to AA-2014-PARL-1 already",
        )

    def test_the_pair_is_the_key_and_a_change_keeps_who_and_when(self, db: Session) -> None:
        make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-1", state="suggested", score=0.75)
        link = make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-1", by="An editor")
        assert (link.version, link.decided_by, link.score) == (2, "An editor", None)
        assert link.decided_at is not None
        assert link.decided_at <= clock.now()


class TestThreads:
    """`save_thread`."""

    def test_unknown_item(self, db: Session) -> None:
        make.make_item(db)
        members = [{"item": "AA-2010-PARL-1"}, {"item": "AA-2010-PARL-9"}]
        refused(
            lambda: make.make_thread(db, ["AA-2010-PARL-1"], members=members),
            "members.1.item",
            "no item “AA-2010-PARL-9”",
        )

    def test_a_container_is_no_member(self, db: Session) -> None:
        make.make_item(db, "AA-2010-PARL-2", container=True)
        refused(lambda: make.make_thread(db, ["AA-2010-PARL-2"]), "members.0.item", "lead-in")

    def test_a_welcomed_step_is_story_and_only_it(self, db: Session) -> None:
        refused(lambda: make.make_thread(db, ["AA-2010-PARL-W1"]), "members.0", "belongs to story")
        refused(
            lambda: make.make_thread(db, ["AA-2010-PARL-1"], story=["AA-2010-PARL-2"]),
            "story.0",
            "no welcomed step",
        )

    def test_countries_are_not_mixed(self, db: Session) -> None:
        refused(
            lambda: make.make_thread(db, ["AA-2010-PARL-1", "BB-2010-PARL-1"]),
            "members.1.item",
            "another country",
        )

    def test_countries_are_not_mixed_in_the_story_either(self, db: Session) -> None:
        refused(
            lambda: make.make_thread(db, ["AA-2010-PARL-1"], "one", story=["BB-2010-PARL-W1"]),
            "story.0",
            "another country",
        )

    def test_the_thread_saved_last_is_an_items_main_one(self, db: Session) -> None:
        make.make_thread(db, ["AA-2010-PARL-1", "AA-2014-PARL-1"], "one")
        second = make.make_thread(db, ["AA-2010-PARL-1"], "two")
        mains = db.execute(
            sa.select(col(ThreadMember.thread_id))
            .join(Recommendation, col(Recommendation.id) == col(ThreadMember.item_id))
            .where(col(Recommendation.ref) == "AA-2010-PARL-1", col(ThreadMember.main))
        ).scalars()
        assert list(mains) == [second.id]

    @pytest.mark.parametrize(
        "given",
        [
            {"members": [{"item": "AA-2010-PARL-1"}, {"item": "AA-2010-PARL-1", "part": "half"}]},
            {"story": ["AA-2010-PARL-W1", "AA-2010-PARL-W1"]},
        ],
    )
    def test_nothing_is_given_twice(self, db: Session, given: dict[str, Any]) -> None:
        with pytest.raises(pydantic.ValidationError, match="” is given twice"):
            make.make_thread(db, ["AA-2010-PARL-1"], **given)

    def test_unknown_topic(self, db: Session) -> None:
        make.make_item(db)
        refused(lambda: thread_with_topic(db, "nothing"), "topic", "no topic “nothing”")

    def test_members_are_replaced_and_may_be_parts_of_several_threads(self, db: Session) -> None:
        make.make_thread(db, ["AA-2010-PARL-1", "AA-2014-PARL-1"], "one")
        part = {"item": "AA-2010-PARL-1", "main": False, "part": "the second half"}
        make.make_thread(db, [part], "two", story=["AA-2010-PARL-W1"])
        thread = make.make_thread(db, ["AA-2014-PARL-1"], "one")
        members = db.execute(
            sa.select(ThreadMember).where(col(ThreadMember.thread_id) == thread.id)
        ).all()
        assert len(members) == 1
        assert len(db.execute(sa.select(ThreadMember)).all()) == 3


def thread_with_topic(db: Session, topic: str) -> object:
    """Save a thread without making its topic."""

    given = {
        "slug": "one",
        "title": "One",
        "topic": topic,
        "by": "A",
        "members": [{"item": "AA-2010-PARL-1"}],
    }
    return save_thread(db, ThreadInput.model_validate(given))
