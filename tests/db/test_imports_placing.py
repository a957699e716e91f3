"""Where the words of drafts stand and what is checked while drafts are split, joined, edited."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.errors import RuleError
from app.imports import service
from app.imports.models import Draft, Import
from app.imports.publication.publishing import publish
from app.imports.queries import all_drafts, draft_record, get_text
from app.imports.records import Which
from app.reading.model import Cue, FollowUp, Warn
from app.vocabulary.lists import Decision
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    REPORT,
    SEALS,
    codes,
    drafts_of,
    make_import,
    report,
    where,
)

pytestmark = pytest.mark.one_database

INVENTED = "Harbour masters should paint the quays."
ANOTHER = "Lighthouses should be lit by noon."


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_document(db, REPORT, pages=2, pages_basis="counted")


@pytest.fixture
def row(db: Session) -> Import:
    """An import of three items, the first of two sentences."""
    return make_import(db, report(("1", f"{BALLOTS} {FERRIES}"), ("2", LAMPS), ("3", SEALS)))


def reword(db: Session, draft: Draft, words: str) -> None:
    """Give a draft's official text other words."""
    service.edit(db, draft.id, draft.version, draft.content | {"official_text": words})


def marked(db: Session, draft: Draft) -> list[str]:
    """Return the words of the file that are marked for a draft."""
    text = get_text(db, draft.import_id)
    assert text is not None
    return [
        text.text.pieces[span.piece].text[span.start : span.end].strip()
        for span in draft_record(draft).spans
    ]


def test_joined_words_are_compared_with_the_file(db: Session, row: Import) -> None:
    one, two, three = drafts_of(db, row).values()
    reword(db, two, INVENTED)
    service.merge(db, two.id, three.id, two.version)
    assert "reworded" in codes(two)
    assert two.suspect
    service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
    assert (one.decision, two.decision) == (Decision.ACCEPTED, Decision.OPEN)
    reword(db, two, f"{LAMPS} {SEALS}")
    assert codes(two) == []


def test_invented_halves_are_marked_nowhere_and_checked(db: Session, row: Import) -> None:
    draft = drafts_of(db, row)["1"]
    reword(db, draft, f"{INVENTED} {ANOTHER}")
    half = service.split(db, draft.id, draft.version, len(INVENTED))
    for part in (draft, half):
        assert (codes(part), part.suspect, marked(db, part)) == (["reworded"], True, [])
    reword(db, half, FERRIES)
    assert (codes(half), marked(db, half)) == ([], [FERRIES])
    again = service.merge(db, draft.id, half.id, draft.version)
    assert again.passage["text"].count(FERRIES) <= 2
    reword(db, again, f"{BALLOTS} {FERRIES}")
    assert (codes(again), marked(db, again)) == ([], [f"{BALLOTS} {FERRIES}"])


def test_a_half_that_stands_in_the_file_is_marked_there(db: Session, row: Import) -> None:
    draft = drafts_of(db, row)["1"]
    reword(db, draft, f"{INVENTED} {FERRIES}")
    half = service.split(db, draft.id, draft.version, len(INVENTED))
    assert (codes(draft), marked(db, draft)) == (["reworded"], [])
    assert (codes(half), marked(db, half), half.suspect) == ([], [FERRIES], False)


def test_each_part_keeps_what_a_person_should_look_at(db: Session) -> None:
    reading = report(("1", f"{BALLOTS} {FERRIES}"), ("2", LAMPS))
    doubt = Warn("boundary", "it may go on", 2)
    items = [replace(item, warnings=[doubt]) for item in reading.items]
    one, two = drafts_of(db, make_import(db, replace(reading, items=items))).values()
    half = service.split(db, one.id, one.version, len(BALLOTS))
    assert (codes(one), codes(half)) == (["boundary"], ["boundary"])
    two.warnings = []
    service.merge(db, two.id, half.id, two.version)
    assert codes(two) == ["boundary"]


class TestPartingAgain:
    def test_it_takes_its_words_along(self, db: Session, row: Import) -> None:
        _, two, three = drafts_of(db, row).values()
        before = dict(two.content)
        service.merge(db, two.id, three.id, two.version)
        service.decide(db, row.id, [two.id], Decision.ACCEPTED)
        service.decide(db, row.id, [three.id], Decision.OPEN)
        assert two.content == before
        assert (two.decision, codes(two), marked(db, two)) == (Decision.OPEN, [], [LAMPS])
        assert (three.decision, codes(three), three.suspect) == (Decision.OPEN, [], False)
        assert "joined_to" not in three.passage

    def test_words_that_then_stand_twice_are_told(self, db: Session, row: Import) -> None:
        _, two, three = drafts_of(db, row).values()
        service.merge(db, two.id, three.id, two.version)
        reword(db, two, f"{LAMPS} {SEALS} {INVENTED}")
        with pytest.raises(RuleError, match="stand in 2"), db.begin_nested():
            service.decide(db, row.id, [three.id], Decision.ACCEPTED)
        service.decide(db, row.id, [three.id], Decision.OPEN)
        assert (codes(three), three.suspect) == (["stands_twice"], True)
        assert SEALS in two.content["official_text"]

    def test_one_joined_to_what_was_joined(self, db: Session, row: Import) -> None:
        one, two, three = drafts_of(db, row).values()
        service.merge(db, two.id, three.id, two.version)
        service.merge(db, one.id, two.id, one.version)
        service.decide(db, row.id, [three.id], Decision.OPEN)
        assert codes(three) == ["stands_twice"]
        assert "take them out" in three.warnings[0]["message"]


class TestFitting:
    def test_an_item_needs_words(self, db: Session, row: Import) -> None:
        draft = drafts_of(db, row)["3"]
        with pytest.raises(RuleError, match="needs its words") as error, db.begin_nested():
            service.edit(db, draft.id, draft.version, draft.content | {"official_text": None})
        assert error.value.field == "official_text"

    def test_a_number_is_that_of_one_draft(self, db: Session, row: Import) -> None:
        one, _, three = drafts_of(db, row).values()
        with pytest.raises(RuleError, match="the number 1 already") as error, db.begin_nested():
            service.edit(db, three.id, three.version, three.content | {"number": "1"})
        assert error.value.field == "number"
        service.decide(db, row.id, [one.id], Decision.REJECTED)
        service.edit(db, three.id, three.version, three.content | {"number": "1"})
        service.decide(db, row.id, [three.id], Decision.ACCEPTED)
        service.decide(db, row.id, [one.id], Decision.OPEN)
        assert (codes(one), one.suspect) == (["same_number"], True)
        with pytest.raises(RuleError, match="accepted already"), db.begin_nested():
            service.decide(db, row.id, [one.id], Decision.ACCEPTED)

    @pytest.mark.parametrize(
        ("ref", "why"),
        [
            ("AA-2006-PARL-9", "there is no item"),
            (f"{ELECTION}-1", "an item of this document"),
            ("BB-2006-PARL-1", "of another country"),
            ("AA-2006-PARL-2", "a lead-in"),
        ],
    )
    def test_what_is_assessed_is_there(self, db: Session, ref: str, why: str) -> None:
        make.make_item(db, "BB-2006-PARL-1")
        make.make_item(db, "AA-2006-PARL-2", container=True)
        draft = assessed(db)
        with pytest.raises(RuleError, match=why) as error, db.begin_nested():
            service.edit(db, draft.id, draft.version, draft.content | {"item": ref})
        assert error.value.field == "item"

    def test_one_that_was_published_is_known_by_its_words(self, db: Session) -> None:
        make.make_item(db, "AA-2006-PARL-1")
        draft = assessed(db)
        key = draft.key
        service.edit(db, draft.id, draft.version, draft.content | {"item": "AA-2006-PARL-1"})
        service.decide(db, draft.import_id, [draft.id], Decision.ACCEPTED)
        publish(db, draft.import_id)
        later = assessed(db, "Two more lines.")
        assert (later.matches, later.content["item"], later.suspect) == (
            key, "AA-2006-PARL-1", False,
        )  # fmt: skip
        service.rematch(db, later.id, later.version, None)
        with pytest.raises(RuleError, match="is recorded") as error, db.begin_nested():
            service.edit(db, later.id, later.version, later.content)
        assert error.value.field == "key"
        service.rematch(db, later.id, later.version, key)
        assert later.matches == key
        service.rematch(db, later.id, later.version, None)
        service.edit(db, later.id, later.version, later.content | {"key": f"{key}-2"})
        assert later.key == f"{key}-2"


def assessed(db: Session, *more: str) -> Draft:
    """Return the draft of an assessment by a sentence that names no item."""
    reading = report(("1", BALLOTS), pages=[[*more, FERRIES]])
    found = FollowUp(
        cue=Cue.UNADDRESSED,
        text=FERRIES,
        page=1,
        section="Voting",
        spans=where(reading.text, FERRIES),
    )
    row = make_import(
        db, replace(reading, follow_ups=[found]), name=f"{len(more)}.txt", document=REPORT
    )
    return next(draft for draft in all_drafts(db, row.id) if draft.entry == "assessment")
