"""Publishing what is new: documents, items, answers, and what a person judged."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.records import find
from app.documents.models import Document
from app.errors import RuleError
from app.imports import service
from app.imports.publication.publishing import publish
from app.imports.records import Which
from app.reading.model import Cited, Cue, FollowUp
from app.responses.models import Response
from app.vocabulary.lists import Decision, ImportKind
from tests import factories as make
from tests.db.published import accept, accept_and_publish, assert_in_step, item, settle
from tests.db.readings import (
    BALLOTS,
    FERRIES,
    LAMPS,
    REPORT,
    SEALS,
    codes,
    comments,
    drafts_of,
    make_import,
    make_needed,
    report,
    where,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make_needed(db, "observers", "commission")
    settle(db)


class TestNew:
    def test_a_new_document_with_its_items_and_answers(self, db: Session) -> None:
        settle(db)
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)), issuers=["observers"])
        published = accept_and_publish(db, row)
        assert published.added == {"document": 1, "item": 2}
        assert published.document == "aa-2010-final-report"
        assert [item(db, number).official_text for number in ("1", "2")] == [BALLOTS, LAMPS]
        answers = make_import(
            db,
            comments([("1", BALLOTS)], [("1", SEALS)]),
            ImportKind.COMMENTS,
            responder="commission",
            published_on="2011",
        )
        done = accept_and_publish(db, answers)
        assert done.added == {"document": 1, "answer": 1}
        (answer,) = db.execute(sa.select(Response)).scalars()
        assert (answer.key, answer.standpoint) == ("commission-2010-1", SEALS)
        assert_in_step(db)

    def test_lead_ins_come_before_their_letters(self, db: Session) -> None:
        make.make_document(db, REPORT)
        reading = report(("2", BALLOTS), ("2A", LAMPS))
        items = [replace(reading.items[0], container=True), replace(reading.items[1], parent="2")]
        accept_and_publish(db, make_import(db, replace(reading, items=items)))
        assert item(db, "2A").parent_id == item(db, "2").id

    def test_items_wait_for_their_document(self, db: Session) -> None:
        row = make_import(db, report(("1", BALLOTS)))
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        with pytest.raises(RuleError, match="which is not accepted: who issued it"):
            publish(db, row.id)

    def test_standards_are_cited_once_the_issuer_is_named(self, db: Session) -> None:
        make_needed(db, "watchers")
        make.make_standard(db)
        reading = report(("1", BALLOTS), ("2", LAMPS))
        cited = [Cited("paragraph 7", "charter/1", page=1), Cited("a law", None)]
        items = [replace(reading.items[0], standards=cited), reading.items[1]]
        row = make_import(db, replace(reading, items=items))
        first, second = drafts_of(db, row).values()
        assert codes(first) == ["citations_wait"]
        assert "1 standard cited: name the issuer" in first.warnings[0]["message"]
        assert "citations_wait" not in codes(second)
        (document,) = drafts_of(db, row, "document").values()
        named = document.content | {"issuers": ["observers"]}
        service.edit(db, document.id, document.version, named)
        assert codes(first) == []
        (citation,) = first.content["standards"]
        assert (citation["standard"], citation["cited_by"]) == ("charter/1", "observers")
        other = document.content | {"issuers": ["watchers", "observers"]}
        service.edit(db, document.id, document.version, other)
        assert [entry["cited_by"] for entry in first.content["standards"]] == ["watchers"]
        assert second.content["standards"] == []
        accept_and_publish(db, row)

    def test_a_recorded_document_without_a_date_asks_for_it(self, db: Session) -> None:
        make.make_document(db, REPORT, held=False, published_on=None)
        row = make_import(db, replace(report(("1", BALLOTS)), published_on=None))
        draft = drafts_of(db, row, "document")[REPORT]
        assert draft.suspect
        assert draft.content["published_on"] is None
        accept(db, row, "1")
        with pytest.raises(RuleError, match="give its date, at least the year"):
            publish(db, row.id)
        dated = draft.content | {"published_on": "2010-11"}
        service.edit(db, draft.id, draft.version, dated)
        assert not draft.suspect
        accept(db, row, REPORT, entry="document")
        publish(db, row.id)
        document = find(db, Document, slug=REPORT)
        assert document is not None
        assert (document.published_on, document.held) == ("2010-11", True)
        assert item(db, "1").official_text == BALLOTS

    def test_what_a_person_judged(self, db: Session) -> None:
        make.make_document(db, REPORT)
        make.make_item(db, "AA-2006-PARL-4")
        settle(db)
        reading = report(("1", BALLOTS))
        spans = where(reading.text, FERRIES)
        said = [
            FollowUp(Cue.UNADDRESSED, FERRIES, 1, "Voting", spans, number="1", earlier=["4"]),
            FollowUp(Cue.REITERATES, FERRIES, 1, "Voting", spans),
        ]
        row = make_import(db, replace(reading, follow_ups=said))
        assert accept_and_publish(db, row).left == 3
        assert find(db, Document, slug=REPORT).reiterates_earlier is False  # type: ignore[union-attr]
        for entry in ("link", "assessment", "reiteration"):
            accept(db, row, *drafts_of(db, row, entry), entry=entry)
        published = publish(db, row.id)
        assert published.added == {"link": 1, "assessment": 1}
        document = find(db, Document, slug=REPORT)
        assert document is not None
        assert (document.reiterates_earlier, document.reiterates_page) == (True, 1)
        assert_in_step(db)

    def test_what_the_database_refuses_is_named(self, db: Session) -> None:
        make.make_document(db, REPORT)
        row = make_import(db, report(("1", BALLOTS)))
        draft = drafts_of(db, row)["1"]
        draft.content = draft.content | {"topics": ["no-such-topic"]}
        accept(db, row, "1")
        with pytest.raises(RuleError, match=r"item 1: topics\.0: no topic “no-such-topic”"):
            publish(db, row.id)
