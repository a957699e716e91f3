"""How many items and answers each document of the first data set has, and what each must name."""

import re
from collections import Counter

import pytest
import sqlalchemy as sa
from sqlmodel import col

from app.core.db import Database
from app.documents.models import Document, Place
from app.elections.models import Election
from app.recommendations.models import ItemTopic, Recommendation
from app.responses.models import Response, ResponseItem
from app.vocabulary.lists import ItemKind, Position, Reported

RECOMMENDATION, CONCERN, WELCOMED = ItemKind
FINAL_2004 = "kz-2004-final-report"
STATEMENT_2007 = "kz-2007-preliminary-statement"
INTERIM_2011 = "kz-2011-interim-report-2"
COMMENTS_2011 = "kz-2011-cec-comments"
FINAL_2016 = "kz-2016-final-report"
HELD = [FINAL_2004, STATEMENT_2007, INTERIM_2011, COMMENTS_2011, FINAL_2016]


def items(database: Database, document: str, kind: ItemKind) -> list[Recommendation]:
    """The items of a document, in their order."""
    with database.read() as db:
        return list(
            db.execute(
                sa.select(Recommendation)
                .join(Document, col(Document.id) == col(Recommendation.document_id))
                .where(col(Document.slug) == document, col(Recommendation.kind) == kind)
                .order_by(col(Recommendation.ordinal))
            ).scalars()
        )


def numbers(found: list[Recommendation]) -> list[str]:
    """Their numbers."""
    return [item.number for item in found]


def test_elections_of_the_contract(shared_seeded: Database) -> None:
    with shared_seeded.read() as db:
        codes = set(db.execute(sa.select(col(Election.code))).scalars())
    assert codes >= {
        "KZ-1999-PARL",
        "KZ-2004-PARL",
        "KZ-2005-PRES",
        "KZ-2007-PARL",
        "KZ-2011-PRES",
        "KZ-2012-PARL",
        "KZ-2015-PRES",
        "KZ-2016-PARL",
    }


def test_documents_of_the_contract(shared_seeded: Database) -> None:
    with shared_seeded.read() as db:
        rows = db.execute(sa.select(col(Document.slug), col(Document.held)))
        held = dict(rows.all())
    assert {slug for slug, is_held in held.items() if is_held} == set(HELD)
    assert held["kz-2011-final-report"] is False


class TestFinalReport2004:
    """24 recommendations under five headings."""

    def test_recommendations(self, shared_seeded: Database) -> None:
        found = items(shared_seeded, FINAL_2004, RECOMMENDATION)
        assert numbers(found) == [str(number) for number in range(1, 25)]
        assert len({item.heading for item in found}) == 5
        assert {item.priority for item in found} == {None}
        assert not any(item.container for item in found)

    def test_findings(self, shared_seeded: Database) -> None:
        assert len(items(shared_seeded, FINAL_2004, CONCERN)) >= 20
        assert len(items(shared_seeded, FINAL_2004, WELCOMED)) >= 6


class TestStatement2007:
    """Findings only."""

    def test_findings(self, shared_seeded: Database) -> None:
        assert items(shared_seeded, STATEMENT_2007, RECOMMENDATION) == []
        assert len(items(shared_seeded, STATEMENT_2007, CONCERN)) >= 30
        assert len(items(shared_seeded, STATEMENT_2007, WELCOMED)) >= 10


class TestInterimReport2011:
    """Findings only."""

    def test_findings(self, shared_seeded: Database) -> None:
        assert items(shared_seeded, INTERIM_2011, RECOMMENDATION) == []
        assert len(items(shared_seeded, INTERIM_2011, CONCERN)) >= 12


class TestComments2011:
    """The commission quotes a final report that is not held, and answers it."""

    def test_welcomed_aspects_and_observations(self, shared_seeded: Database) -> None:
        welcomed = items(shared_seeded, COMMENTS_2011, WELCOMED)
        assert numbers(welcomed) == [f"W{number}" for number in range(1, 11)]
        observations = items(shared_seeded, COMMENTS_2011, CONCERN)
        assert numbers(observations) == [f"O{number}" for number in range(1, 25)]

    def test_recommendations_and_lead_ins(self, shared_seeded: Database) -> None:
        found = items(shared_seeded, COMMENTS_2011, RECOMMENDATION)
        assert len(found) == 34
        assert [item.number for item in found if item.container] == ["2", "3"]

    def test_lettered_items_have_a_parent_only_below_a_printed_lead_in(
        self, shared_seeded: Database
    ) -> None:
        """CONTRACT.md: 2 and 3 print one; 4, 6, 7, 14, 16 and 18 print none."""
        found = items(shared_seeded, COMMENTS_2011, RECOMMENDATION)
        parents = {item.id: item.number for item in found if item.container}
        lettered = [item for item in found if re.search(r"[A-Z]$", item.number)]
        numbered = {item.number[:-1] for item in lettered}
        assert numbered == {"2", "3", "4", "6", "7", "14", "16", "18"}
        for item in lettered:
            expected = item.number[:-1] if item.number[:-1] in ("2", "3") else None
            assert parents.get(item.parent_id or 0) == expected, item.number

    def test_priority(self, shared_seeded: Database) -> None:
        found = items(shared_seeded, COMMENTS_2011, RECOMMENDATION)
        values = {int(re.sub(r"\D", "", item.number)): set[object]() for item in found}
        for item in found:
            values[int(re.sub(r"\D", "", item.number))].add(item.priority)
        assert values == {number: {number <= 11} for number in range(1, 22)}

    def answers(self, database: Database, kind: ItemKind) -> Counter[tuple[Position, Reported]]:
        """Position and report of each answer to items of a kind, once per item."""
        with database.read() as db:
            rows = db.execute(
                sa.select(col(ResponseItem.item_id), col(Response.position), col(Response.reported))
                .join(Response, col(Response.id) == col(ResponseItem.response_id))
                .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
                .join(Document, col(Document.id) == col(Response.document_id))
                .where(col(Recommendation.kind) == kind, col(Document.slug) == COMMENTS_2011)
            ).all()
        assert len({item_id for item_id, _, _ in rows}) == len(rows)
        return Counter((position, reported) for _, position, reported in rows)

    def test_answers_to_recommendations(self, shared_seeded: Database) -> None:
        assert self.answers(shared_seeded, RECOMMENDATION) == {
            (Position.NOT_ACCEPTED, Reported.NONE): 11,
            (Position.NOT_STATED, Reported.IMPLEMENTED): 10,
            (Position.NOT_STATED, Reported.IMPLEMENTED_CONTINUING): 1,
            (Position.UNDER_STUDY, Reported.NONE): 7,
            (Position.NOT_STATED, Reported.BEING_IMPLEMENTED): 2,
            (Position.ACCEPTED_IN_PART, Reported.NONE): 1,
        }

    def test_answers_to_observations(self, shared_seeded: Database) -> None:
        assert self.answers(shared_seeded, CONCERN) == {
            (Position.NOT_ACCEPTED, Reported.NONE): 18,
            (Position.ACCEPTED_IN_PART, Reported.NONE): 6,
        }

    def test_every_recommendation_but_the_lead_ins_is_answered(
        self, shared_seeded: Database
    ) -> None:
        assert self.answers(shared_seeded, RECOMMENDATION).total() == 34 - 2


class TestFinalReport2016:
    """24 recommendations, the first ten with priority."""

    def test_recommendations(self, shared_seeded: Database) -> None:
        found = items(shared_seeded, FINAL_2016, RECOMMENDATION)
        assert numbers(found) == [str(number) for number in range(1, 25)]
        assert {int(item.number): item.priority for item in found} == {
            number: number <= 10 for number in range(1, 25)
        }
        assert not any(item.container for item in found)

    def test_findings(self, shared_seeded: Database) -> None:
        assert len(items(shared_seeded, FINAL_2016, CONCERN)) >= 30
        assert len(items(shared_seeded, FINAL_2016, WELCOMED)) >= 8


@pytest.mark.parametrize("document", HELD)
@pytest.mark.parametrize("kind", ItemKind)
def test_each_item_has_summary_place_topic_and_digest(
    shared_seeded: Database, document: str, kind: ItemKind
) -> None:
    found = items(shared_seeded, document, kind)
    ids = [item.id for item in found]
    with shared_seeded.read() as db:
        placed = set(
            db.execute(
                sa.select(col(Place.item_id)).where(col(Place.item_id).in_(ids), col(Place.main))
            ).scalars()
        )
        themed = set(
            db.execute(
                sa.select(col(ItemTopic.item_id)).where(col(ItemTopic.item_id).in_(ids))
            ).scalars()
        )
    for item in found:
        assert item.summary, item.ref
        assert item.text_digest, item.ref
        assert item.id in placed, item.ref
        assert item.id in themed, item.ref
        assert item.official_text is None, f"{item.ref}: official text enters only by import"


def test_each_answer_has_summary_place_and_digest(shared_seeded: Database) -> None:
    with shared_seeded.read() as db:
        answers = list(db.execute(sa.select(Response)).scalars())
        placed = set(
            db.execute(
                sa.select(col(Place.response_id)).where(
                    col(Place.response_id).is_not(None), col(Place.main)
                )
            ).scalars()
        )
    assert answers
    for answer in answers:
        assert answer.summary, answer.key
        assert answer.stated_as, answer.key
        assert answer.text_digest, answer.key
        assert answer.id in placed, answer.key


def test_digests_tell_items_of_one_document_apart(shared_seeded: Database) -> None:
    """Import attaches by digest: two items with one digest could not be told apart."""
    for document in HELD:
        found = [item for kind in ItemKind for item in items(shared_seeded, document, kind)]
        repeated = [
            digest for digest, count in Counter(i.text_digest for i in found).items() if count > 1
        ]
        assert repeated == [], [i.ref for i in found if i.text_digest in repeated]
