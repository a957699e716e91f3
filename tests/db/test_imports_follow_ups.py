"""What a document says of earlier recommendations is always for a person to judge."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import RuleError
from app.imports import service
from app.imports.publication.publishing import publish
from app.imports.records import Which
from app.reading.model import Cue, FollowUp, Reading
from app.vocabulary.lists import Decision, Level, MatchBasis
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    REPORT,
    codes,
    drafts_of,
    make_import,
    report,
    where,
)


def said(**given: object) -> Reading:
    reading = report(("1", BALLOTS))
    values = {
        "cue": Cue.UNADDRESSED,
        "text": FERRIES,
        "page": 1,
        "section": "Voting",
        "spans": where(reading.text, FERRIES),
    } | given
    return replace(reading, follow_ups=[FollowUp(**values)])  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _earlier(db: Session) -> None:
    make.make_document(db, REPORT, pages=2, pages_basis="counted")
    for number in ("1", "4", "7"):
        make.make_item(db, f"AA-2006-PARL-{number}", official_text=f"{number}: {LAMPS}")


def test_grades_of_the_last_report_by_number(db: Session) -> None:
    row = make_import(db, said(cue=Cue.GRADED, earlier=["1", "7"], level=Level.PARTIALLY))
    found = drafts_of(db, row, "assessment")
    assert {draft.content["item"] for draft in found.values()} == {
        "AA-2006-PARL-1",
        "AA-2006-PARL-7",
    }
    first = found["aa-2010-parl-final-report-aa-2006-parl-1"]
    assert (first.content["basis"], first.content["assessors"]) == ("stated", ["observers"])
    assert all(draft.suspect and codes(draft) == ["judge"] for draft in found.values())


def test_an_item_that_was_recommended_before(db: Session) -> None:
    reading = said(cue=Cue.RECOMMENDED_BEFORE, number="1", earlier=["4"])
    (draft,) = drafts_of(db, make_import(db, reading), "link").values()
    assert (draft.content["earlier"], draft.content["later"]) == (
        "AA-2006-PARL-4",
        f"{ELECTION}-1",
    )
    assert draft.content["basis"] == "stated"


def test_what_cannot_be_told_says_so(db: Session) -> None:
    reading = said(cue=Cue.RECOMMENDED_BEFORE, number="1")
    (draft,) = drafts_of(db, make_import(db, reading), "link").values()
    assert codes(draft) == ["judge", "untied"]
    with pytest.raises(RuleError, match="this is needed"):
        service.decide(db, draft.import_id, [draft.id], Decision.ACCEPTED)
    tied = service.edit(db, draft.id, draft.version, draft.content | {"earlier": "AA-2006-PARL-4"})
    assert codes(tied) == ["judge"]


def test_a_year_names_the_report(db: Session) -> None:
    make.make_item(db, "AA-2008-PRES-4")
    reading = said(cue=Cue.UNADDRESSED, earlier=["4"], year=2006)
    (draft,) = drafts_of(db, make_import(db, reading), "assessment").values()
    assert draft.content["item"] == "AA-2006-PARL-4"
    assert draft.content["level"] == "not_implemented"


def test_what_is_recorded_already_needs_nobody(db: Session) -> None:
    make.make_link(db, "AA-2006-PARL-7", f"{ELECTION}-1")
    make.make_assessment(db, "AA-2006-PARL-7", document=REPORT, key="by-hand")
    reading = said(number="1")
    row = make_import(db, reading)
    (link,) = drafts_of(db, row, "link").values()
    (assessment,) = drafts_of(db, row, "assessment").values()
    assert (link.content["earlier"], link.basis) == ("AA-2006-PARL-7", MatchBasis.KEY)
    assert (assessment.key, assessment.basis) == ("by-hand", MatchBasis.KEY)
    assert (link.suspect, assessment.suspect) == (False, False)
    before = db.execute(sa.text("SELECT version FROM links")).scalars().all()
    service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
    assert publish(db, row.id).same["link"] == 1
    assert db.execute(sa.text("SELECT version FROM links")).scalars().all() == before


def test_a_review_is_no_earlier_election(db: Session) -> None:
    make.make_item(db, "AA-UPR-1-4")
    reading = said(cue=Cue.UNADDRESSED, earlier=["4"])
    (draft,) = drafts_of(db, make_import(db, reading), "assessment").values()
    assert draft.content["item"] == "AA-2006-PARL-4"


def test_earlier_ones_still_stand(db: Session) -> None:
    row = make_import(db, said(cue=Cue.REITERATES))
    (draft,) = drafts_of(db, row, "reiteration").values()
    assert (draft.content["document"], draft.content["page"]) == (REPORT, 1)
    assert draft.suspect
