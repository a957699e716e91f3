"""From a reading to drafts: which document, which record, what a person should know."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.core.textfold import digest
from app.errors import RuleError
from app.imports import queries, service
from app.imports.drafts.choosing import candidates
from app.imports.drafts.present import find_record
from app.imports.publication.publishing import publish
from app.imports.records import Which
from app.reading.model import Cited, CitedIn, Mention, Reading, Warn
from app.vocabulary.lists import Decision, DocumentKind, ImportKind, ItemKind, MatchBasis
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    REPORT,
    SEALS,
    codes,
    comments,
    drafts_of,
    found_item,
    make_import,
    make_needed,
    make_text,
    report,
    where,
)

COMMENTS = ImportKind.COMMENTS


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make_needed(db, "observers", "monitors", "commission")


class TestMatching:
    def test_by_words_whatever_the_number(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(LAMPS))
        make.make_item(db, f"{ELECTION}-2", digest=digest(BALLOTS))
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        drafts = drafts_of(db, row)
        assert drafts["2"].matches == f"{ELECTION}-2"
        assert drafts["2"].content["official_text"] == BALLOTS
        assert {draft.basis for draft in drafts.values()} == {MatchBasis.DIGEST}
        assert "number_differs" in codes(drafts["2"])
        assert not any(draft.suspect for draft in drafts.values())

    def test_by_number_where_nothing_is_known_of_the_words(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1")
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["1"]
        assert (draft.matches, draft.basis) == (f"{ELECTION}-1", MatchBasis.NUMBER)
        assert not draft.suspect

    def test_words_other_than_those_recorded_need_a_person(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(LAMPS))
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS)), document=REPORT))["1"]
        assert draft.matches == f"{ELECTION}-1"
        assert codes(draft) == ["digest_differs", "page_differs"]
        assert draft.suspect

    def test_a_differing_text_is_shown_with_both_wordings(self, db: Session) -> None:
        other = BALLOTS.replace("both", "all")
        make.make_item(db, f"{ELECTION}-1", official_text=other)
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["1"]
        assert (draft.matches, draft.basis) == (f"{ELECTION}-1", MatchBasis.NUMBER)
        (found,) = (entry for entry in draft.warnings if entry["code"] == "differs")
        assert (found["present"], found["found"]) == (other, BALLOTS)
        assert draft.suspect

    def test_number_and_words_of_two_records_disagree(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=LAMPS)
        make.make_item(db, f"{ELECTION}-2", official_text=BALLOTS.replace("both", "all"))
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["2"]
        assert (draft.matches, draft.basis) == (f"{ELECTION}-2", MatchBasis.TEXT)
        assert "number_and_text_disagree" in codes(draft)
        assert draft.suspect

    def test_the_same_number_on_other_words_needs_a_person(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=LAMPS)
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS)), document=REPORT))["1"]
        assert draft.matches == f"{ELECTION}-1"
        assert "number_and_text_disagree" in codes(draft)

    def test_no_record_is_found_twice(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
        text = make_text([[f"{BALLOTS} And again."], [BALLOTS]])
        first = found_item(make_text([[BALLOTS]]), "1", BALLOTS)
        row = make_import(db, Reading(text, [first, replace(first, number="2")]))
        assert [draft.matches for draft in drafts_of(db, row).values()] == [f"{ELECTION}-1", None]

    def test_a_lead_in_matches_lead_ins_only(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", container=True)
        reading = report(("1", BALLOTS), ("1A", LAMPS))
        lead_in, lettered = reading.items
        items = [replace(lead_in, container=True), replace(lettered, parent="1")]
        drafts = drafts_of(db, make_import(db, replace(reading, items=items)))
        assert (drafts["1"].matches, drafts["1A"].matches) == (f"{ELECTION}-1", None)
        assert drafts["1A"].content["parent"] == "1"

    def test_a_recorded_page_that_differs_is_said(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["1"]
        assert codes(draft) == ["page_differs"]
        assert not draft.suspect

    def test_a_finding_without_number_is_found_by_its_digest(self, db: Session) -> None:
        words = "about ninety voters came after the doors were shut"
        make.make_item(db, f"{ELECTION}-C1", digest=digest(words))
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["C1"]
        assert draft.passage["located"]
        assert draft.content["official_text"] == f"{words}."
        assert (draft.passage["page"], draft.basis) == (1, MatchBasis.DIGEST)

    def test_a_finding_that_is_read_with_other_boundaries_is_the_record(self, db: Session) -> None:
        words = "about ninety voters came after the doors were shut"
        make.make_item(db, f"{ELECTION}-C1", digest=digest(words))
        reading = report(("1", BALLOTS), ("C1", SEALS))
        finding = found_item(reading.text, "C2", FERRIES, number_as_printed=None)
        findings = [
            replace(finding, kind=ItemKind.CONCERN),
            replace(reading.items[1], kind=ItemKind.CONCERN, number_as_printed=None),
        ]
        row = make_import(db, replace(reading, items=[reading.items[0], *findings]))
        drafts = drafts_of(db, row)
        assert {key: draft.matches for key, draft in drafts.items()} == {
            "1": None,
            "C2": None,
            "C1": f"{ELECTION}-C1",
        }
        assert drafts["C2"].passage["text"] == SEALS

    def test_the_readers_warnings_need_a_person_unless_the_words_are_proved(
        self, db: Session
    ) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
        reading = report(("1", BALLOTS), ("2", LAMPS))
        doubts = [Warn("boundary", "it may go on")]
        items = [replace(item, warnings=doubts) for item in reading.items]
        drafts = drafts_of(db, make_import(db, replace(reading, items=items)))
        assert (drafts["1"].suspect, drafts["2"].suspect) == (False, True)


class TestNewItems:
    def test_an_item_that_nobody_recorded(self, db: Session) -> None:
        reading = report(("1", BALLOTS))
        (item,) = reading.items
        cited = [
            Cited("paragraph 7", "charter/1", page=1, footnote="3", section="Voting"),
            Cited("a law", None),
        ]
        body = [Mention("Ballots came late.", 1, "Voting", where(reading.text, FERRIES))]
        make.make_document(db, REPORT)
        make.make_standard(db, "charter/1")
        item = replace(item, heading="Priority", priority=True, standards=cited, body=body)
        draft = drafts_of(db, make_import(db, replace(reading, items=[item])))["1"]
        content = draft.content
        assert draft.matches is None
        assert (content["heading"], content["priority"]) == ("Priority", True)
        assert [place["page"] for place in content["places"]] == [2, 1]
        assert [entry["standard"] for entry in content["standards"]] == ["charter/1"]
        (citation,) = content["standards"]
        assert (citation["page"], citation["section"]) == (1, "Voting")
        assert (citation["purpose"], citation["cited_by"]) == ("basis", "observers")
        assert citation["note"] == "footnote 3"
        assert "topics" not in content
        assert not draft.suspect

    def test_a_record_is_given_the_citations_that_it_lacks(self, db: Session) -> None:
        for standard in ("charter/1", "charter/2", "charter/3"):
            make.make_standard(db, standard)
        known = [{"standard": "charter/1", "purpose": "basis", "cited_by": "observers"}]
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS), standards=known)
        make.make_item(db, f"{ELECTION}-2", digest=digest(LAMPS))
        cited = [
            Cited("Article 1", "charter/1", page=2),
            Cited("Article 2", "charter/2", page=2, footnote="4"),
            Cited("Article 3", "charter/3", page=1, stands_in=CitedIn.FINDING),
        ]
        reading = report(("1", BALLOTS), ("2", LAMPS))
        items = [replace(item, standards=cited) for item in reading.items]
        row = make_import(db, replace(reading, items=items))
        drafts = drafts_of(db, row)
        lacking = {
            number: [entry["standard"] for entry in draft.content["standards"]]
            for number, draft in drafts.items()
        }
        # What belongs to the first was judged by who recorded a citation of it.
        assert lacking == {"1": ["charter/2"], "2": ["charter/1", "charter/2", "charter/3"]}
        match = queries.get_match(db, queries.draft_record(drafts["1"]))
        assert match is not None
        (field,) = [field for field in match.fields if field.name == "standards"]
        assert [entry["standard"] for entry in field.draft] == ["charter/1", "charter/2"]
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        publish(db, row.id)
        for number, held in (("1", 2), ("2", 3)):
            present = find_record(db, "item", f"{ELECTION}-{number}")
            assert present is not None
            assert len(present["standards"]) == held
        again = drafts_of(db, make_import(db, replace(reading, items=items)))
        assert not any("standards" in draft.content for draft in again.values())

    def test_numbers_of_our_own_go_on_from_those_that_exist(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-C4")
        reading = report(("1", BALLOTS), ("C1", LAMPS), ("C2", SEALS))
        items = [
            reading.items[0],
            *(
                replace(item, kind=ItemKind.CONCERN, number_as_printed=None)
                for item in reading.items[1:]
            ),
        ]
        assert list(drafts_of(db, make_import(db, replace(reading, items=items)))) == [
            "1",
            "C5",
            "C6",
        ]

    def test_a_second_report_puts_its_issuer_before_its_numbers(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=LAMPS)
        reading = report(("1", BALLOTS))
        row = make_import(db, reading, document="monitors-report", issuers=["monitors"])
        draft = drafts_of(db, row)["MONITORS-1"]
        assert (draft.matches, draft.content["number"]) == (None, "MONITORS-1")


class TestDocument:
    def test_one_that_is_recorded_needs_no_draft(self, db: Session) -> None:
        make.make_document(db, REPORT, pages=2, pages_basis="counted")
        row = make_import(db, report(("1", BALLOTS)))
        assert row.found["document"] == REPORT
        assert drafts_of(db, row, "document") == {}

    def test_one_that_is_only_known_of_becomes_held(self, db: Session) -> None:
        make.make_document(db, REPORT, held=False, published_on=None)
        draft = drafts_of(db, make_import(db, report(("1", BALLOTS))), "document")[REPORT]
        assert draft.matches == REPORT
        assert draft.content["held"] is True
        assert draft.content["published_on"] == "2010-12-01"

    def test_a_new_one_gets_a_slug_and_needs_its_issuer(self, db: Session) -> None:
        row = make_import(db, report(("1", BALLOTS)))
        draft = drafts_of(db, row, "document")["aa-2010-final-report"]
        assert draft.content["title"] == "Final Report"
        assert "issuers_missing" in codes(draft)
        assert "incomplete" not in codes(draft), "what is missing is said once"
        assert draft.suspect
        named = make_import(db, report(("1", BALLOTS)), issuers=["observers"])
        assert not drafts_of(db, named, "document")["aa-2010-final-report"].suspect

    def test_it_is_known_by_its_words_before_its_kind(self, db: Session) -> None:
        for number, words in enumerate((BALLOTS, LAMPS, SEALS), 1):
            make.make_item(
                db,
                f"{ELECTION}-{number}",
                document="interim",
                digest=digest(words),
            )
        make.make_document(db, REPORT)
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS), ("3", SEALS)))
        assert row.found["document"] == "interim"

    def test_where_two_would_do_the_editor_says_which(self, db: Session) -> None:
        make.make_document(db, REPORT)
        make.make_document(db, "second-report")
        with pytest.raises(RuleError, match="say which") as error:
            make_import(db, report(("1", BALLOTS)))
        assert error.value.field == "document"
        row = make_import(db, report(("1", BALLOTS)), document="second-report")
        assert row.found["document"] == "second-report"

    def test_one_whose_words_it_does_not_hold_is_not_taken(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(LAMPS))
        with pytest.raises(RuleError, match=f"it may be {REPORT}, but none") as error:
            make_import(db, report(("1", BALLOTS)))
        assert error.value.field == "document"
        assert make_import(db, report(("1", LAMPS))).found["document"] == REPORT
        named = make_import(db, report(("1", BALLOTS)), document=REPORT)
        assert named.found["document"] == REPORT
        (candidate,) = candidates(db, ImportKind.REPORT, ELECTION)
        assert candidate.slug == REPORT

    def test_one_that_holds_another_text_is_not_taken(self, db: Session) -> None:
        make.make_page(db, make.make_document(db, REPORT).slug)
        with pytest.raises(RuleError, match="none of the words"):
            make_import(db, report(("1", BALLOTS)))

    def test_the_one_with_this_file_is_taken_whatever_was_read(self, db: Session) -> None:
        make.make_document(db, REPORT)
        make.make_document(db, "second-report")
        row = make_import(db, report(("1", BALLOTS)), document="second-report")
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        publish(db, row.id)
        again = make_import(db, replace(report(("1", BALLOTS)), items=[]))
        assert again.found["document"] == "second-report"

    def test_comments_are_known_by_what_they_answer(self, db: Session) -> None:
        make.make_response(db, f"{ELECTION}-1", document="said", digest=digest(SEALS))
        for words, found in ((SEALS, "said"), (LAMPS, None)):
            reading = comments([("1", BALLOTS)], [("1", words)])
            if found:
                row = make_import(db, reading, COMMENTS, responder="commission")
                assert row.found["document"] == found
            else:
                with pytest.raises(RuleError, match="it may be said, but none"):
                    make_import(db, reading, COMMENTS, responder="commission")

    def test_one_of_another_election_is_refused(self, db: Session) -> None:
        make.make_document(db, "other", election="AA-2014-PARL")
        with pytest.raises(RuleError, match="AA-2014-PARL"):
            make_import(db, report(("1", BALLOTS)), document="other")


def test_what_was_rejected_once_stays_rejected(db: Session) -> None:
    make.make_document(db, REPORT)
    first = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
    draft = drafts_of(db, first)["2"]
    service.decide(db, first.id, [draft.id], Decision.REJECTED, "a footnote, not an item")
    again = drafts_of(db, make_import(db, report(("1", BALLOTS), ("2", LAMPS))))
    assert (again["2"].decision, again["2"].reason) == (
        Decision.REJECTED,
        "a footnote, not an item",
    )
    assert again["1"].decision is Decision.OPEN
    reworded = drafts_of(db, make_import(db, report(("1", BALLOTS), ("2", SEALS))))
    assert reworded["2"].decision is Decision.OPEN


def test_a_report_of_another_kind_is_taken_for_what_it_says(db: Session) -> None:
    reading = replace(report(("1", BALLOTS)), kind=DocumentKind.INTERIM_REPORT)
    row = make_import(db, reading, issuers=["observers"])
    assert row.found["document"] == "aa-2010-interim-report"
