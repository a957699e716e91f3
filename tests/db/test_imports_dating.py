"""A document whose date does not fit its election is asked about."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.errors import RuleError
from app.imports import service
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    REPORT,
    codes,
    drafts_of,
    make_import,
    report,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_election(db, ELECTION)
    make.make_organisation(db, "observers")


@pytest.mark.parametrize("day", ["2016-06-27", "2008-01-01", "2014"])
def test_a_date_far_from_the_election_is_asked_about(db: Session, day: str) -> None:
    with pytest.raises(RuleError, match=f"dated {day}, which does not fit {ELECTION}") as caught:
        make_import(db, replace(report(("1", BALLOTS)), published_on=day))
    assert caught.value.field == "election"


@pytest.mark.parametrize("day", ["2009-12-24", "2010", "2012-03", None])
def test_a_date_near_the_election_is_not(db: Session, day: str | None) -> None:
    row = make_import(db, replace(report(("1", BALLOTS)), published_on=day))
    assert "1" in drafts_of(db, row)


def test_who_gives_the_date_is_believed(db: Session) -> None:
    reading = replace(report(("1", BALLOTS)), published_on="2016-06-27")
    row = make_import(db, reading, published_on="2016-06-27")
    assert "1" in drafts_of(db, row)


def test_a_report_dated_before_its_election_is_told(db: Session) -> None:
    reading = replace(report(("1", BALLOTS)), published_on="2010-05")
    row = make_import(db, reading, issuers=["observers"])
    (draft,) = drafts_of(db, row, "document").values()
    assert "dated_before" in codes(draft)
    assert draft.suspect
    service.edit(db, draft.id, draft.version, draft.content | {"published_on": "2010-06"})
    assert "dated_before" not in codes(draft)
    service.edit(db, draft.id, draft.version, draft.content | {"published_on": "2009"})
    assert "before the election of 2010-06-01" in draft.warnings[-1]["message"]


def test_a_recorded_document_dated_before_its_election_is_told(db: Session) -> None:
    make.make_document(db, REPORT, held=False, published_on=None)
    reading = replace(report(("1", BALLOTS)), published_on=None)
    row = make_import(db, reading, published_on="2010-01")
    assert "dated_before" in codes(drafts_of(db, row, "document")[REPORT])
