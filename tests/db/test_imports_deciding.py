"""Decisions about drafts, and changes of them: whose turn it is, and where one ends."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.core.files import FileStore
from app.core.textfold import digest
from app.errors import ConflictError, NotFoundError, RuleError
from app.imports import queries, service
from app.imports.drafts.leftovers import list_taken_up
from app.imports.models import Draft, Import
from app.imports.publication.publishing import publish
from app.imports.records import Show, Which
from app.reading.model import Unread, Warn
from app.vocabulary.lists import Decision, ImportKind, ImportState, ItemKind, MatchBasis
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
    make_import,
    report,
    where,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_document(db, REPORT, pages=2, pages_basis="counted")
    make.make_organisation(db, "commission")


@pytest.fixture
def row(db: Session) -> Import:
    """An import of three items, the second of which has a warning that needs a person."""
    reading = report(("1", BALLOTS), ("2", LAMPS), ("3", SEALS))
    doubtful = replace(reading.items[1], warnings=[Warn("boundary", "it may go on", 2)])
    unread = Unread(1, FERRIES, where(reading.text, FERRIES))
    items = [reading.items[0], doubtful, reading.items[2]]
    return make_import(db, replace(reading, items=items, unread=[unread]))


def decisions(db: Session, row: Import) -> dict[str, Decision]:
    """Return what was decided about each item's draft."""
    db.expire_all()
    return {key: draft.decision for key, draft in drafts_of(db, row).items()}


class TestDeciding:
    def test_many_at_once_leave_what_needs_a_person(self, db: Session, row: Import) -> None:
        assert service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED) == 2
        assert service.decide_all(db, row.id, Which.OPEN, Decision.ACCEPTED) == 0
        assert [decision.value for decision in decisions(db, row).values()] == [
            "accepted", "open", "accepted",
        ]  # fmt: skip
        assert service.decide_all(db, row.id, Which.ACCEPTED, Decision.OPEN) == 2
        assert service.decide_all(db, row.id, Which.OPEN, Decision.REJECTED, "no list") == 3

    def test_only_those_without_any_warning(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        assert codes(drafts_of(db, row)["1"]) == ["page_differs"]
        assert service.decide_all(db, row.id, Which.SURE, Decision.ACCEPTED) == 1
        assert decisions(db, row)["2"] is Decision.ACCEPTED

    def test_one_by_one_with_a_reason(self, db: Session, row: Import) -> None:
        drafts = drafts_of(db, row)
        assert service.decide(db, row.id, [drafts["2"].id], Decision.REJECTED, "a footnote") == 1
        assert drafts["2"].reason == "a footnote"
        assert service.decide(db, row.id, [drafts["2"].id], Decision.REJECTED) == 0
        assert service.decide(db, row.id, [drafts["2"].id], Decision.ACCEPTED) == 1
        assert drafts["2"].reason is None

    def test_what_cannot_be_saved_cannot_be_accepted(self, db: Session) -> None:
        row = make_import(
            db, comments([("1", BALLOTS)], [(None, LAMPS)]), ImportKind.COMMENTS,
            responder="commission",
        )  # fmt: skip
        (draft,) = drafts_of(db, row, "answer").values()
        with pytest.raises(RuleError) as error:
            service.decide(db, row.id, [draft.id], Decision.ACCEPTED)
        assert error.value.field == "answers"

    def test_what_is_published_stays_so(self, db: Session, row: Import) -> None:
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        publish(db, row.id)
        drafts = drafts_of(db, row)
        assert service.decide(db, row.id, [drafts["1"].id], Decision.REJECTED) == 0
        with pytest.raises(RuleError, match="published already"):
            service.edit(db, drafts["1"].id, drafts["1"].version, drafts["1"].content)
        with pytest.raises(RuleError, match="not one by one"):
            service.decide(db, row.id, [drafts["2"].id], Decision.PUBLISHED)

    def test_a_discarded_import_takes_no_decision(self, db: Session, row: Import) -> None:
        service.discard(db, row.id)
        assert row.state is ImportState.DISCARDED
        with pytest.raises(RuleError, match="discarded"):
            service.decide_all(db, row.id, Which.OPEN, Decision.ACCEPTED)
        with pytest.raises(NotFoundError):
            service.discard(db, row.id + 1)


class TestEditing:
    def test_a_change_is_checked(self, db: Session, row: Import) -> None:
        draft = drafts_of(db, row)["1"]
        with pytest.raises(RuleError) as error:
            service.edit(db, draft.id, draft.version, draft.content | {"kind": "wish"})
        assert error.value.field == "kind"

    def test_an_item_keeps_a_number(self, db: Session, row: Import) -> None:
        make.make_item(db, f"{ELECTION}-1")
        for draft in drafts_of(db, row).values():
            for number in (None, ""):
                with pytest.raises(RuleError, match="needs its number") as error:
                    service.edit(db, draft.id, draft.version, draft.content | {"number": number})
                assert error.value.field == "number"

    def test_two_editors_do_not_overwrite_each_other(self, db: Session, row: Import) -> None:
        draft = drafts_of(db, row)["1"]
        seen = draft.version
        service.edit(db, draft.id, seen, draft.content | {"heading": "Theirs"})
        with pytest.raises(ConflictError):
            service.edit(db, draft.id, seen, draft.content | {"heading": "Ours"})
        assert draft.content["heading"] == "Theirs"

    def test_answers_follow_an_item_to_its_new_number(self, db: Session) -> None:
        row = make_import(
            db, comments([("1", BALLOTS)], [("1", LAMPS)]), ImportKind.COMMENTS,
            responder="commission",
        )  # fmt: skip
        draft = drafts_of(db, row)["1"]
        service.edit(db, draft.id, draft.version, draft.content | {"number": "9"})
        (answer,) = drafts_of(db, row, "answer").values()
        assert answer.content["answers"] == [{"item": f"{ELECTION}-9"}]
        make.make_item(db, f"{ELECTION}-7")
        service.rematch(db, draft.id, draft.version, f"{ELECTION}-7")
        assert answer.content["answers"] == [{"item": f"{ELECTION}-7"}]
        assert (draft.matches, draft.basis, draft.key) == (
            f"{ELECTION}-7", MatchBasis.EDITOR, "7",
        )  # fmt: skip

    def test_which_record_it_is(self, db: Session, row: Import) -> None:
        make.make_item(db, f"{ELECTION}-8")
        make.make_item(db, f"{ELECTION}-6", container=True)
        first, second, third = drafts_of(db, row).values()
        service.rematch(db, first.id, first.version, f"{ELECTION}-8")
        for draft, ref, message in (
            (second, f"{ELECTION}-8", "found to be already"),
            (second, f"{ELECTION}-77", "there is no item"),
            (third, f"{ELECTION}-6", "lead-in"),
        ):
            with pytest.raises(RuleError, match=message):
                service.rematch(db, draft.id, draft.version, ref)
        service.rematch(db, first.id, first.version, None)
        assert (first.matches, first.basis) == (None, None)


class TestSplittingAndJoining:
    def test_an_item_becomes_two(self, db: Session) -> None:
        whole = f"{BALLOTS} {LAMPS}"
        row = make_import(db, report(("1", whole), ("2", SEALS)))
        draft = drafts_of(db, row)["1"]
        other = service.split(db, draft.id, draft.version, len(BALLOTS))
        first, second, third = queries.all_drafts(db, row.id)
        assert [entry.key for entry in (first, second, third)] == ["1", "1B", "2"]
        assert second.id == other.id
        assert (first.content["official_text"], second.content["official_text"]) == (
            BALLOTS, LAMPS,
        )  # fmt: skip
        assert second.content["digest"] == digest(LAMPS)
        text = queries.get_text(db, row.id)
        assert text is not None
        marked = [
            [text.text.pieces[span.piece].text[span.start : span.end].strip() for span in
             queries.draft_record(entry).spans]
            for entry in (first, second)
        ]  # fmt: skip
        assert marked == [[BALLOTS], [LAMPS]]
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        assert publish(db, row.id).added["item"] == 3

    @pytest.mark.parametrize("at", [0, len(BALLOTS), len(BALLOTS) + 40, -3])
    def test_both_parts_need_words(self, db: Session, row: Import, at: int) -> None:
        draft = drafts_of(db, row)["1"]
        with pytest.raises(RuleError) as error:
            service.split(db, draft.id, draft.version, at)
        assert error.value.field == "at"

    def test_two_items_become_one(self, db: Session, row: Import) -> None:
        drafts = drafts_of(db, row)
        one = service.merge(db, drafts["1"].id, drafts["2"].id, drafts["1"].version)
        assert one.content["official_text"] == f"{BALLOTS} {LAMPS}"
        assert one.content["digest"] == digest(BALLOTS + LAMPS)
        assert len(one.passage["spans"]) == 2
        other = drafts["2"]
        assert (other.decision, other.reason) == (Decision.REJECTED, "joined to 1")

    def test_only_with_another_of_the_same_import(self, db: Session, row: Import) -> None:
        drafts = drafts_of(db, row)
        foreign = drafts_of(db, make_import(db, report(("1", SEALS))))["1"]
        for other in (drafts["1"].id, foreign.id, foreign.id + 99):
            with pytest.raises(RuleError, match="another draft"):
                service.merge(db, drafts["1"].id, other, drafts["1"].version)

    def test_what_nobody_took_up_becomes_an_item(self, db: Session, row: Import) -> None:
        (passage,) = queries.list_unread(db, row.id)
        draft = service.take_up(db, row.id, passage.index, "4")
        assert (draft.content["official_text"], draft.passage["page"]) == (FERRIES, 1)
        service.decide(db, row.id, [draft.id], Decision.ACCEPTED)
        assert publish(db, row.id).added == {"item": 1}
        with pytest.raises(RuleError, match="already"):
            service.take_up(db, row.id, passage.index, "4")
        for number, why in (("", "that is printed"), ("4/5", "does not fit")):
            with pytest.raises(RuleError, match=why):
                service.take_up(db, row.id, passage.index, number)
        with pytest.raises(RuleError, match="no such passage"):
            service.take_up(db, row.id, 9, "5")
        finding = service.take_up(db, row.id, passage.index, kind=ItemKind.CONCERN)
        assert (finding.key, finding.content["places"][0]["role"]) == ("C1", "body")
        assert row.looked_at == [passage.index]
        assert list_taken_up(db, row.id) == {passage.index: (finding.id, "C1")}
        service.say_looked_at(db, row.id, passage.index, False)
        assert row.looked_at == []


class TestStarting:
    @pytest.mark.parametrize(
        ("kind", "options", "field"),
        [
            ("report", {}, "election"),
            ("report", {"election": "AA-2031-PARL"}, "election"),
            ("report", {"election": "somewhere"}, "election"),
            ("report", {"election": ELECTION, "issuers": ["nobody"]}, "issuers"),
            ("report", {"election": ELECTION, "published_on": "May"}, "published_on"),
            ("comments", {"election": ELECTION}, "responder"),
            ("comments", {"election": ELECTION, "responder": "nobody"}, "responder"),
        ],
    )
    def test_a_wrong_option_is_named(
        self, db: Session, tmp_path: Path, kind: str, options: dict[str, object], field: str
    ) -> None:
        file = FileStore(tmp_path).save(io.BytesIO(b"A report."))
        with pytest.raises(RuleError) as error:
            service.start(db, ImportKind(kind), file, "r.txt", "text/plain", options)
        assert error.value.field == field

    def test_a_document_tells_its_election(self, db: Session, tmp_path: Path) -> None:
        file = FileStore(tmp_path).save(io.BytesIO(b"A report."))
        row = service.start(
            db, ImportKind.REPORT, file, "r.txt", "text/plain", {"document": REPORT}
        )
        assert row.options == {"document": REPORT, "election": ELECTION}
        assert row.state is ImportState.WAITING

    def test_other_options_read_it_anew(self, db: Session, row: Import) -> None:
        before = row.version
        service.change_options(db, row.id, before, {"election": ELECTION, "title": "Other"})
        assert (row.state, row.options["title"]) == (ImportState.WAITING, "Other")
        assert queries.count_drafts(db, row.id).total == 0
        with pytest.raises(ConflictError):
            service.change_options(db, row.id, before, {"election": ELECTION})

    def test_not_once_something_is_published(self, db: Session, row: Import) -> None:
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        publish(db, row.id)
        with pytest.raises(RuleError, match="published already"):
            service.change_options(db, row.id, row.version, {"election": ELECTION})


class TestReading:
    """What pages and commands see."""

    def test_those_that_need_a_person_come_first(self, db: Session, row: Import) -> None:
        page = queries.page_drafts(db, row.id, limit=2)
        assert [draft.key for draft in page.items] == ["2", "1"]
        assert page.total == 3
        rest = queries.page_drafts(db, row.id, after_cursor=page.next, limit=2)
        assert ([draft.key for draft in rest.items], rest.next) == (["3"], None)
        waiting = queries.page_drafts(db, row.id, Show.SUSPECT)
        assert [draft.key for draft in waiting.items] == ["2"]

    def test_the_neighbours_of_a_draft(self, db: Session, row: Import) -> None:
        drafts = [queries.draft_record(draft) for draft in drafts_of(db, row).values()]
        first, second, third = drafts
        around = queries.neighbours(db, first)
        assert (around.previous, around.next, around.next_open) == (second.id, third.id, third.id)
        last = queries.neighbours(db, third)
        assert (last.previous, last.next, last.next_open) == (first.id, None, second.id)
        assert [(found.place, found.total) for found in (around, last)] == [(2, 3), (3, 3)]
        alone = queries.neighbours(db, second, Show.SUSPECT)
        assert (alone.place, alone.total) == (1, 1)
        service.decide(db, row.id, [second.id], Decision.REJECTED)
        gone = queries.neighbours(db, second, Show.SUSPECT)
        assert (gone.place, gone.total) == (None, 0)
        assert queries.neighbours(db, first).previous == second.id, "it keeps its place"

    def test_a_list_of_imports(self, db: Session, row: Import) -> None:
        (record,), cursor = queries.list_imports(db)
        assert cursor is None
        assert (record.document, record.state, record.counts.open, record.counts.suspect) == (
            REPORT, ImportState.READ, 3, 1,
        )  # fmt: skip
        make_import(db, report(("1", BALLOTS)))
        newest, cursor = queries.list_imports(db, limit=1)
        older, _ = queries.list_imports(db, cursor, limit=1)
        assert (newest[0].id, older[0].id) == (row.id + 1, row.id)

    def test_a_match_field_by_field(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=LAMPS, heading="Ours")
        row = make_import(db, report(("1", BALLOTS)), document=REPORT)
        draft = queries.draft_record(drafts_of(db, row)["1"])
        found = queries.get_match(db, draft)
        assert found is not None
        fields = {field.name: field for field in found.fields}
        assert (fields["official_text"].present, fields["official_text"].draft) == (LAMPS, BALLOTS)
        assert not fields["official_text"].changes
        assert fields["number_as_printed"].changes
        assert found.url == f"/recommendations/{ELECTION}-1"

    def test_the_text_of_a_page(self, db: Session, row: Import) -> None:
        text = queries.get_text(db, row.id)
        assert text is not None
        page = text.page(2)
        assert page is not None
        assert [piece.text for _, piece in page.pieces] == [BALLOTS, LAMPS, SEALS]
        assert [index for index, _ in page.pieces] == [1, 2, 3]
        assert text.page(3) is None
        with pytest.raises(NotFoundError):
            queries.get_draft(db, db.query(Draft).count() + 1000)
