"""Many items and answers saved together: as one by one, in few statements, the wrong one named."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import CHUNK
from app.documents.models import Place
from app.errors import RuleError
from app.recommendations.inputs import ItemInput
from app.recommendations.models import ItemProposer, ItemTopic, Recommendation
from app.recommendations.service import save_items
from app.responses.inputs import ResponseInput
from app.responses.models import Response, ResponseItem
from app.responses.service import save_responses
from tests import factories as make
from tests.db.refusals import REPORT, place
from tests.query_count import QueryRecorder

CODE = "AA-2010-PARL"


@pytest.fixture(autouse=True)
def base(db: Session) -> None:
    """What the items and answers name."""
    make.make_document(db)
    make.make_topic(db, "voting")
    make.make_topic(db, "counting")
    make.make_document(db, "comments", CODE, kind="comments")
    for slug in ("austria", "belgium"):
        make.make_organisation(db, slug, kind="state")


def item(number: int | str, **given: Any) -> ItemInput:
    """An item of the report."""
    values = {
        "document": REPORT,
        "number": str(number),
        "kind": "recommendation",
        "summary": f"Do {number}.",
        "places": [place(page=3)],
        "topics": ["voting"],
    } | given
    return ItemInput.model_validate(values)


def answer(number: int | str, **given: Any) -> ResponseInput:
    """An answer to an item of the report."""
    values = {
        "document": "comments",
        "key": f"answer-{number}",
        "answers": [{"item": f"{CODE}-{number}"}],
        "responder": "observers",
        "position": "accepted",
        "places": [place()],
    } | given
    return ResponseInput.model_validate(values)


def count(db: Session, model: Any) -> int:
    """How many rows a table has."""
    return int(db.execute(sa.select(sa.func.count()).select_from(model)).scalar_one())


def engine(db: Session) -> sa.Engine:
    """The engine of a session."""
    found = db.get_bind()
    assert isinstance(found, sa.Engine)
    return found


class TestItems:
    """`save_items`."""

    def test_rows_come_in_the_order_given_with_their_parts(self, db: Session) -> None:
        rows = save_items(
            db, [item(3, proposers=["belgium", "austria"]), item(1, topics=[]), item(2)]
        )
        assert [(row.number, row.ordinal, row.version) for row in rows] == [
            ("3", 1, 1),
            ("1", 2, 1),
            ("2", 3, 1),
        ]
        proposers = db.execute(
            sa.select(col(ItemProposer.item_id), col(ItemProposer.ordinal)).order_by(
                col(ItemProposer.id)
            )
        ).all()
        assert [tuple(row) for row in proposers] == [(rows[0].id, 0), (rows[0].id, 1)]
        assert (count(db, ItemTopic), count(db, Place)) == (2, 3)

    def test_some_exist_and_are_changed(self, db: Session) -> None:
        first, second = save_items(db, [item(1, proposers=["austria"]), item(2)])
        ids = (first.id, second.id)
        rows = save_items(db, [item(3), item(2, summary="Do it now."), item(1)])
        assert [(row.number, row.version, row.ordinal) for row in rows] == [
            ("3", 1, 3),
            ("2", 2, 2),
            ("1", 2, 1),
        ]
        assert (rows[2].id, rows[1].id) == ids
        assert second.summary == "Do it now."
        assert (count(db, ItemProposer), count(db, ItemTopic), count(db, Place)) == (0, 3, 3)

    def test_lettered_items_come_with_their_lead_in(self, db: Session) -> None:
        rows = save_items(
            db, [item("2A", parent="2"), item(2, container=True), item("2B", parent="2")]
        )
        assert [row.ordinal for row in rows] == [1, 2, 3]
        assert {row.parent_id for row in rows} == {None, rows[1].id}

    def test_a_list_of_none(self, db: Session) -> None:
        assert save_items(db, []) == []
        assert save_responses(db, []) == []

    def test_statements_do_not_grow_within_a_chunk(self, db: Session) -> None:
        # What they name is looked up by the first of all.
        save_items(db, [item("C1", kind="concern", proposers=["austria"])])
        found = []
        for numbers in (range(1, 11), range(1001, 1001 + CHUNK)):
            given = [item(number, proposers=["austria"]) for number in numbers]
            with QueryRecorder(engine(db)) as added:
                save_items(db, given)
            with QueryRecorder(engine(db)) as changed:
                save_items(db, given)
            found.append((added.count, changed.count))
        assert found[0] == found[1]
        assert max(found[0]) <= 20

    @pytest.mark.parametrize(
        ("wrong", "field", "message"),
        [
            ({"document": "letter"}, "document", "no document “letter”"),
            ({"topics": ["voting", "nothing"]}, "topics.1", "no topic “nothing”"),
            ({"proposers": ["atlantis"]}, "proposers.0", "no organisation “atlantis”"),
            ({"parent": "1"}, "parent", "1 is no lead-in"),
            ({"places": [place(), place(document="law")]}, "places.1.document", "no document"),
            ({"number": "2"}, "number", "AA-2010-PARL-2 is given twice"),
        ],
    )
    def test_the_wrong_entry_is_named(
        self, db: Session, wrong: dict[str, Any], field: str, message: str
    ) -> None:
        given = [item(1), item(2), item(3), item(4)]
        given[2] = item(**({"number": "3"} | wrong))
        assert refused(lambda: save_items(db, given), message) == (2, field)


class TestAnswers:
    """`save_responses`."""

    def test_some_exist_and_are_changed(self, db: Session) -> None:
        save_items(db, [item(number) for number in range(1, 5)])
        save_responses(db, [answer(1, reasons=["unclear"]), answer(2)])
        rows = save_responses(
            db, [answer(3), answer(1, answers=[{"item": f"{CODE}-4"}]), answer(4)]
        )
        assert [(row.key, row.version) for row in rows] == [
            ("answer-3", 1),
            ("answer-1", 2),
            ("answer-4", 1),
        ]
        pairs = db.execute(
            sa.select(col(Response.key), col(Recommendation.number))
            .join(ResponseItem, col(ResponseItem.response_id) == col(Response.id))
            .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
            .order_by(col(Response.key))
        ).all()
        assert [tuple(row) for row in pairs] == [
            ("answer-1", "4"),
            ("answer-2", "2"),
            ("answer-3", "3"),
            ("answer-4", "4"),
        ]

    def test_statements_do_not_grow_within_a_chunk(self, db: Session) -> None:
        save_items(db, [item(number) for number in range(1, CHUNK + 11)])
        save_responses(db, [answer(1)])
        found = []
        for numbers in (range(2, 11), range(11, CHUNK + 11)):
            given = [answer(number, reasons=["unclear"]) for number in numbers]
            with QueryRecorder(engine(db)) as added:
                save_responses(db, given)
            with QueryRecorder(engine(db)) as changed:
                save_responses(db, given)
            found.append((added.count, changed.count))
        assert found[0] == found[1]
        assert max(found[0]) <= 16

    @pytest.mark.parametrize(
        ("wrong", "field", "message"),
        [
            ({"answers": [{"item": f"{CODE}-9"}]}, "answers.0.item", "no item “AA-2010-PARL-9”"),
            ({"answers": [{"item": f"{CODE}-5"}]}, "answers.0.item", "is a lead-in"),
            ({"responder": "nobody"}, "responder", "no organisation “nobody”"),
            ({"ground": "done_since"}, "ground", "a ground belongs to"),
            ({"key": "answer-1"}, "key", "answer-1 is given twice"),
        ],
    )
    def test_the_wrong_entry_is_named(
        self, db: Session, wrong: dict[str, Any], field: str, message: str
    ) -> None:
        save_items(db, [item(1), item(2), item(5, container=True)])
        given = [answer(1), answer(2, **wrong)]
        assert refused(lambda: save_responses(db, given), message) == (1, field)


def refused(act: Callable[[], object], message: str) -> tuple[int | None, str | None]:
    """Where the entry at fault stands, and which of its fields it is."""
    with pytest.raises(RuleError, match=message) as caught:
        act()
    return caught.value.entry, caught.value.field
