"""Answers of an authority become drafts, tied to the items that they answer."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.core.textfold import digest
from app.vocabulary.lists import ImportKind, MatchBasis
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    SEALS,
    codes,
    comments,
    drafts_of,
    make_import,
    make_needed,
)

COMMENTS = ImportKind.COMMENTS


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make_needed(db, "observers", "monitors", "commission")


class TestComments:
    def test_what_is_quoted_is_never_official(self, db: Session) -> None:
        row = make_import(
            db, comments([("1", BALLOTS)], [("1", LAMPS)]), COMMENTS, responder="commission"
        )
        item = drafts_of(db, row)["1"]
        assert (item.content["quoted_text"], item.content["quoted_by"]) == (
            BALLOTS,
            "aa-2010-comments",
        )
        assert "official_text" not in item.content
        document = drafts_of(db, row, "document")["aa-2010-comments"]
        assert document.content["issuers"] == ["commission"]

    def test_an_answer_is_tied_to_its_item(self, db: Session) -> None:
        row = make_import(
            db, comments([("2B", BALLOTS)], [("2B", LAMPS)]), COMMENTS, responder="commission"
        )
        (answer,) = drafts_of(db, row, "answer").values()
        assert answer.key == "commission-2010-2b"
        assert answer.content["answers"] == [{"item": f"{ELECTION}-2B"}]
        assert answer.content["standpoint"] == LAMPS
        assert not answer.suspect

    def test_a_quotation_is_the_item_of_the_report_that_is_held(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=BALLOTS)
        row = make_import(
            db, comments([("1", BALLOTS)], [("1", LAMPS)]), COMMENTS, responder="commission"
        )
        item = drafts_of(db, row)["1"]
        (answer,) = drafts_of(db, row, "answer").values()
        assert item.matches == f"{ELECTION}-1"
        assert answer.content["answers"] == [{"item": f"{ELECTION}-1"}]

    def test_the_page_of_a_quotation_is_not_that_of_the_report(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=BALLOTS)
        row = make_import(
            db, comments([("1", BALLOTS)], [("1", LAMPS)]), COMMENTS, responder="commission"
        )
        assert codes(drafts_of(db, row)["1"]) == []

    def test_an_answer_names_the_number_that_an_item_without_one_is_given(
        self, db: Session
    ) -> None:
        make.make_item(db, f"{ELECTION}-6", official_text=BALLOTS)
        reading = comments([("R1", BALLOTS), ("R2", SEALS)], [("R1", LAMPS), ("R2", FERRIES)])
        items = [replace(item, number_as_printed=None) for item in reading.items]
        row = make_import(db, replace(reading, items=items), COMMENTS, responder="commission")
        numbers = [draft.content["number"] for draft in drafts_of(db, row).values()]
        answers = [draft.passage["answers"] for draft in drafts_of(db, row, "answer").values()]
        assert numbers[0] == "6"
        assert [[entry["number"] for entry in named] for named in answers] == [
            [number] for number in numbers
        ]

    def test_an_answer_that_is_recorded_is_found_again(self, db: Session) -> None:
        by_words = make.make_response(db, f"{ELECTION}-1", document="said", digest=digest(LAMPS))
        by_item = make.make_response(db, f"{ELECTION}-2", document="said")
        other = make.make_response(db, f"{ELECTION}-3", document="said", digest=digest(FERRIES))
        row = make_import(
            db,
            comments(
                [("1", BALLOTS), ("2", "Two."), ("3", "Three.")],
                [("1", LAMPS), ("2", SEALS), ("3", "Other words.")],
            ),
            COMMENTS,
            document="said",
            responder="commission",
        )
        found = drafts_of(db, row, "answer")
        assert found[by_words.key].basis is MatchBasis.DIGEST
        assert found[by_item.key].basis is MatchBasis.NUMBER
        assert not found[by_item.key].suspect
        assert codes(found[other.key]) == ["digest_differs"]
        assert found[other.key].suspect

    def test_an_answer_that_names_its_item_without_quoting_it(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-7")
        reading = comments([], [("7", LAMPS)])
        row = make_import(db, reading, COMMENTS, responder="commission")
        (answer,) = drafts_of(db, row, "answer").values()
        assert answer.content["answers"] == [{"item": f"{ELECTION}-7"}]
        assert not answer.suspect

    def test_an_answer_waits_where_it_is_open_what_it_quotes(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=BALLOTS)
        reading = comments(
            [("1", SEALS), ("9", FERRIES)], [("1", LAMPS), ("9", "Boats will sail.")]
        )
        row = make_import(db, reading, COMMENTS, responder="commission")
        items = drafts_of(db, row)
        assert "number_and_text_disagree" in codes(items["1"])
        assert "not_in_report" in codes(items["9"])
        answers = drafts_of(db, row, "answer").values()
        assert [codes(answer) for answer in answers] == [["item_doubtful"]] * 2
        assert all(answer.suspect for answer in answers)

    def test_an_answer_to_nothing_says_so(self, db: Session) -> None:
        row = make_import(
            db, comments([("1", BALLOTS)], [(None, LAMPS)]), COMMENTS, responder="commission"
        )
        (answer,) = drafts_of(db, row, "answer").values()
        assert answer.content["answers"] == []
        assert "untied" in codes(answer)
        assert answer.suspect

    def test_an_answer_to_several_items_is_one(self, db: Session) -> None:
        reading = comments([("1", BALLOTS), ("2", SEALS)], [("1", LAMPS)])
        (answer,) = reading.answers
        shared = [
            replace(answer, shared_with=["2"]),
            replace(answer, number="2", shared_with=["1"]),
        ]
        row = make_import(db, replace(reading, answers=shared), COMMENTS, responder="commission")
        (draft,) = drafts_of(db, row, "answer").values()
        assert [entry["item"] for entry in draft.content["answers"]] == [
            f"{ELECTION}-1",
            f"{ELECTION}-2",
        ]

    def test_a_key_that_another_document_uses_is_not_taken(self, db: Session) -> None:
        make.make_response(db, "AA-2005-PRES-1", key="commission-2010-1")
        row = make_import(
            db, comments([("1", BALLOTS)], [("1", LAMPS)]), COMMENTS, responder="commission"
        )
        assert list(drafts_of(db, row, "answer")) == ["commission-aa-2010-parl-1"]
