"""Services of answers, assessments, undertakings and statements."""

from typing import Any

import pydantic
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessor, Evidence
from app.responses.models import ResponseItem, ResponseReason
from app.standards.models import Citation
from app.undertakings.models import UndertakingFinding
from tests import factories as make
from tests.db.refusals import place, refused


class TestAnswers:
    """`save_response`."""

    def test_unknown_item(self, db: Session) -> None:
        make.make_item(db)
        refused(
            lambda: make.make_response(
                db, answers=[{"item": "AA-2010-PARL-1"}, {"item": "AA-2010-PARL-9"}]
            ),
            "answers.1.item",
            "no item “AA-2010-PARL-9”",
        )

    def test_a_container_is_not_answered(self, db: Session) -> None:
        make.make_item(db, "AA-2010-PARL-2", container=True)
        refused(lambda: make.make_response(db, "AA-2010-PARL-2"), "answers.0.item", "is a lead-in")

    def test_a_ground_needs_a_report(self, db: Session) -> None:
        refused(
            lambda: make.make_response(db, ground="done_since"), "ground", "a ground belongs to"
        )

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"on_information_from": "nobody"}, "on_information_from"),
            ({"places": [place(document="letter")]}, "places.0.document"),
        ],
    )
    def test_unknown_names(self, db: Session, given: dict[str, Any], field: str) -> None:
        refused(lambda: make.make_response(db, **given), field, "no (organisation|document)")

    def test_parts_are_replaced_and_the_responder_cites(self, db: Session) -> None:
        make.make_standard(db, "charter/1")
        cited = [{"standard": "charter/1", "purpose": "said_to_be_met"}]
        make.make_response(db, ["AA-2010-PARL-1", "AA-2010-PARL-2"], reasons=["unclear"])
        answer = make.make_response(
            db,
            answers=[
                {"item": "AA-2010-PARL-1", "part": "the first half"},
                {"item": "AA-2010-PARL-1", "part": "the second half"},
            ],
            key="response-1",
            reasons=["impracticable", "already_in_law"],
            standards=cited,
        )
        assert answer.version == 2
        parts = db.execute(sa.select(col(ResponseItem.part)).order_by(col(ResponseItem.ordinal)))
        assert list(parts.scalars()) == ["the first half", "the second half"]
        reasons = db.execute(
            sa.select(col(ResponseReason.reason)).order_by(col(ResponseReason.ordinal))
        )
        assert [reason.value for reason in reasons.scalars()] == ["impracticable", "already_in_law"]
        citation = db.execute(sa.select(Citation)).scalar_one()
        assert (citation.cited_by_id, citation.document_id) == (
            answer.responder_id,
            answer.document_id,
        )


class TestAssessments:
    """`save_assessment`."""

    @pytest.mark.parametrize("ref", ["AA-2010-PARL-9", "AA-2010-PARL-2"])
    def test_an_item_that_cannot_be_assessed(self, db: Session, ref: str) -> None:
        make.make_item(db, "AA-2010-PARL-2", container=True)
        refused(lambda: make.make_assessment(db, item=ref), "item", f"no item “{ref}”")

    def test_unknown_document(self, db: Session) -> None:
        make.make_item(db)
        evidence = [make.PASSAGE | {"document": "letter", "note": "N", "direction": "back"}]
        refused(
            lambda: make.make_assessment(db, evidence=evidence),
            "evidence.0.document",
            "no document “letter”",
        )

    def test_a_document_without_date_needs_the_assessments_own(self, db: Session) -> None:
        make.make_document(db, "letter", kind="letter", published_on=None, held=False)
        refused(lambda: make.make_assessment(db, document="letter"), "on", "has no date")
        found = make.make_assessment(db, document="letter", on="2012")
        assert found.assessed_by.isoformat() == "2012-12-31"

    def test_the_date_is_the_documents_where_none_is_given(self, db: Session) -> None:
        found = make.make_assessment(db)
        assert (found.assessed_on, found.assessed_by.isoformat()) == ("2014-12-01", "2014-12-01")

    @pytest.mark.parametrize(
        "given", [{"basis": "stated", "read_by": "A"}, {"basis": "editor_reading", "read_by": None}]
    )
    def test_a_reading_names_its_reader_and_only_a_reading(
        self, db: Session, given: dict[str, Any]
    ) -> None:
        with pytest.raises(pydantic.ValidationError, match="read_by belongs to"):
            make.make_assessment(db, **given)

    def test_no_assessor_is_given_twice(self, db: Session) -> None:
        with pytest.raises(pydantic.ValidationError, match="“pace” is given twice"):
            make.make_assessment(db, assessors=["pace", "observers", "pace"])

    def test_parts_are_replaced(self, db: Session) -> None:
        make.make_assessment(db, assessors=["observers", "pace"])
        again = make.make_assessment(db, key="assessment-1", assessors=["pace"])
        assert again.version == 2
        assert len(db.execute(sa.select(Assessor)).all()) == 1
        assert len(db.execute(sa.select(Evidence)).all()) == 1


class TestUndertakingsAndStatements:
    """`save_undertaking` and `save_statement`."""

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"item": "AA-2010-PARL-9"}, "item"),
            ({"item": "AA-2010-PARL-2"}, "item"),
            ({"answer": "nothing"}, "answer"),
            (
                {"found": [make.PASSAGE | {"document": "letter", "state": "kept", "note": "N"}]},
                "found.0.document",
            ),
        ],
    )
    def test_unknown_names(self, db: Session, given: dict[str, Any], field: str) -> None:
        make.make_item(db, "AA-2010-PARL-2", container=True)
        refused(lambda: make.make_undertaking(db, **given), field, "no (item|response|document)")

    def test_a_day_that_is_not_exact_is_due_on_its_last(self, db: Session) -> None:
        undertaking = make.make_undertaking(db, due_on="2012-06")
        assert undertaking.due_by is not None
        assert undertaking.due_by.isoformat() == "2012-06-30"
        assert make.make_undertaking(db, due_on=None).due_by is None

    def test_findings_are_replaced(self, db: Session) -> None:
        finding = make.PASSAGE | {"state": "kept", "note": "N"}
        make.make_undertaking(db, found=[finding, finding])
        again = make.make_undertaking(db, key="undertaking-1", found=[finding])
        assert again.version == 2
        assert len(db.execute(sa.select(UndertakingFinding)).all()) == 1

    def test_the_parts_of_a_figure_are_other_figures(self, db: Session) -> None:
        for part in ("nothing", "all"):
            figures = [{"label": "all", "value": 2, "parts": [part]}, {"label": "some", "value": 1}]
            refused(
                lambda figures=figures: make.make_statement(db, figures=figures),  # type: ignore[misc]
                "figures.0.parts",
                f"no other figure “{part}”",
            )
