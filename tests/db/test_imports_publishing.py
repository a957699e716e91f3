"""Accepted drafts become records: what they lack is added, what they have stays."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.records import find
from app.core.textfold import digest
from app.documents.models import Document, DocumentFile, DocumentPage
from app.errors import ConflictError, RuleError
from app.imports import service
from app.imports.publication.publishing import publish
from app.imports.records import Which
from app.reading.model import Mention, Piece, PieceKind, Reading
from app.vocabulary.lists import Decision, ImportKind, ImportState, PlaceRole
from tests import factories as make
from tests.db.published import (
    RECORDS,
    TEXTS,
    accept,
    accept_and_publish,
    assert_in_step,
    item,
    marks,
    settle,
    stored,
    warned,
)
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    REPORT,
    SEALS,
    comments,
    drafts_of,
    found_item,
    make_import,
    make_needed,
    make_text,
    report,
    where,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make_needed(db, "observers", "commission")
    settle(db)


class TestAttaching:
    def test_a_record_gets_its_text_and_keeps_all_else(self, db: Session) -> None:
        make.make_item(
            db,
            f"{ELECTION}-1",
            digest=digest(BALLOTS),
            topics=["voting/ballots"],
            addressees=["commission"],
            number_as_printed="1",
            heading="Ours",
            note="A note.",
        )
        settle(db)
        before = {
            name: value
            for name, value in item(db, "1").model_dump().items()
            if name not in ("official_text", "version")
        }
        parts = stored(db, ("item_topics", "item_addressees", "places"))
        published = accept_and_publish(db, make_import(db, report(("1", BALLOTS))))
        after = item(db, "1")
        assert after.official_text == BALLOTS
        assert before == {name: getattr(after, name) for name in before}
        assert stored(db, parts) == parts
        assert marks(db, after) == [(2, BALLOTS, "list")]
        assert published.changed["item"] == 1
        assert_in_step(db)

    def test_pages_file_and_holding(self, db: Session) -> None:
        make.make_document(db, REPORT, held=False, published_on=None, url="https://a.example/r")
        row = make_import(db, report(("1", BALLOTS)), name="final.txt")
        accept_and_publish(db, row)
        document = find(db, Document, slug=REPORT)
        assert document is not None
        assert (document.held, document.pages, document.published_on) == (True, 2, "2010-12-01")
        assert document.url == "https://a.example/r"
        pages = db.execute(sa.select(DocumentPage).order_by(sa.text("number"))).scalars().all()
        assert [[piece["text"] for piece in page.pieces] for page in pages] == [
            [FERRIES],
            [BALLOTS],
        ]
        (file,) = db.execute(sa.select(DocumentFile)).scalars()
        assert (file.document_id, file.sha256, file.name, file.reader, file.public) == (
            document.id, row.sha256, "final.txt", "text", False,
        )  # fmt: skip
        assert row.document_id == document.id
        assert row.state is ImportState.PUBLISHED

    def test_a_page_count_that_is_recorded_stays(self, db: Session) -> None:
        make.make_document(db, REPORT, pages=40, pages_basis="printed")
        accept_and_publish(db, make_import(db, report(("1", BALLOTS))))
        document = find(db, Document, slug=REPORT)
        assert document is not None
        assert (document.pages, document.pages_basis) == (40, "printed")

    def test_a_passage_over_two_pages_and_its_place_in_the_text(self, db: Session) -> None:
        text = make_text([["Before. The first half"], ["of it ends here. Behind.", LAMPS]])
        spans = [*where(text, "The first half"), *where(text, "of it ends here.")]
        whole = "The first half of it ends here."
        found = replace(found_item(text, "1", LAMPS), text=whole, page=1, spans=spans)
        body = [Mention("Lamps.", 2, "Voting", where(text, LAMPS), PlaceRole.BODY)]
        make.make_document(db, REPORT)
        reading = Reading(text, [replace(found, body=body)])
        accept_and_publish(db, make_import(db, reading))
        row = item(db, "1")
        assert row.official_text == whole
        assert marks(db, row) == [
            (1, "The first half", "list"),
            (2, "of it ends here.", "list"),
            (2, LAMPS, "body"),
        ]

    def test_quotations_and_standpoints(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=BALLOTS)
        answer = make.make_response(db, f"{ELECTION}-1", document="said", digest=digest(LAMPS))
        position = answer.position
        settle(db)
        row = make_import(
            db,
            comments([("1", BALLOTS)], [("1", LAMPS)]),
            ImportKind.COMMENTS,
            document="said",
            responder="commission",
        )
        accept_and_publish(db, row)
        quoted = item(db, "1")
        assert (quoted.official_text, quoted.quoted_text) == (BALLOTS, BALLOTS)
        said = find(db, Document, slug="said")
        assert said is not None
        assert quoted.quoted_by_id == said.id
        db.refresh(answer)
        assert (answer.standpoint, answer.position) == (LAMPS, position)
        assert marks(db, answer) == [(2, LAMPS, "body")]
        assert_in_step(db)

    def test_doing_it_again_adds_nothing(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        first = accept_and_publish(db, row)
        assert (first.added["item"], first.changed["item"]) == (1, 1)
        before = stored(db, RECORDS)
        again = publish(db, row.id)
        assert (again.added, again.changed) == ({}, {})
        assert stored(db, RECORDS) == before
        second = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        done = accept_and_publish(db, second)
        assert (done.added, done.changed, done.same) == ({}, {}, {"item": 2})
        assert stored(db, RECORDS) == before
        assert len(marks(db, item(db, "1"))) == 1

    def test_publishing_in_two_steps_marks_both(self, db: Session) -> None:
        make.make_document(db, REPORT, pages=2, pages_basis="counted")
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        for number, key in enumerate(("1", "2"), 1):
            accept(db, row, key)
            left = publish(db, row.id).left
            assert left == 2 - number
        assert [len(marks(db, item(db, number))) for number in ("1", "2")] == [1, 1]
        assert row.state is ImportState.PUBLISHED

    def test_another_text_takes_the_place_of_the_first(self, db: Session) -> None:
        make.make_document(db, REPORT)
        accept_and_publish(db, make_import(db, report(("1", BALLOTS))))
        (file,) = db.execute(sa.select(DocumentFile)).scalars()
        file.public = True
        other = report(("1", BALLOTS), pages=[[SEALS], [FERRIES]])
        row = make_import(db, other, name="better.pdf", replace_text=True)
        assert warned(db, row, "replaces_text")
        accept_and_publish(db, row)
        db.expire_all()
        assert (file.name, file.public) == ("better.pdf", False)
        assert marks(db, item(db, "1")) == [(3, BALLOTS, "list")]
        assert not warned(db, row, "replaces_text")

    def test_another_text_is_attached_only_where_the_editor_says_so(self, db: Session) -> None:
        make.make_document(db, REPORT)
        accept_and_publish(db, make_import(db, report(("1", BALLOTS))))
        before = stored(db, TEXTS)
        other = report(("1", LAMPS), pages=[[SEALS], [FERRIES]])
        row = make_import(db, other, name="wrong.pdf", document=REPORT)
        (message,) = warned(db, row, "other_text")
        assert f"{REPORT} already holds another text (2 pages, 1 passage)" in message
        accept(db, row, "1")
        publish(db, row.id)
        assert stored(db, TEXTS) == before
        assert warned(db, row, "other_text") == [message]
        service.say_replace_text(db, row.id, row.version, True)
        (message,) = warned(db, row, "replaces_text")
        assert "(2 pages, 1 passage)" in message
        assert warned(db, row, "other_text") == []
        service.say_replace_text(db, row.id, row.version, False)
        assert warned(db, row, "other_text")
        with pytest.raises(ConflictError):
            service.say_replace_text(db, row.id, row.version - 1, True)
        service.say_replace_text(db, row.id, row.version, True)
        publish(db, row.id)
        assert marks(db, item(db, "1")) == [(3, LAMPS, "list")]


class TestNothingIsOverwritten:
    OTHER = BALLOTS.replace("both", "all")

    def test_a_differing_text_is_left_by_decisions_about_many(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=self.OTHER)
        row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
        assert accept_and_publish(db, row).left == 1
        assert item(db, "1").official_text == self.OTHER
        assert marks(db, item(db, "1")) == []

    def test_accepting_it_marks_the_passage_and_keeps_the_text(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=self.OTHER, digest=digest(self.OTHER))
        row = make_import(db, report(("1", BALLOTS)))
        accept(db, row, "1")
        publish(db, row.id)
        found = item(db, "1")
        assert (found.official_text, found.text_digest) == (self.OTHER, digest(self.OTHER))
        assert marks(db, found) == [(2, BALLOTS, "list")]

    def test_it_is_replaced_where_the_editor_says_so(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", official_text=self.OTHER, digest=digest(self.OTHER))
        settle(db)
        row = make_import(db, report(("1", BALLOTS)))
        draft = drafts_of(db, row)["1"]
        service.edit(db, draft.id, draft.version, draft.content, ["official_text"])
        accept(db, row, "1")
        publish(db, row.id)
        found = item(db, "1")
        assert (found.official_text, found.text_digest) == (BALLOTS, digest(BALLOTS))
        assert_in_step(db)

    def test_words_that_were_accepted_carry_their_own_digest(self, db: Session) -> None:
        make.make_item(db, f"{ELECTION}-1", digest=digest(self.OTHER))
        row = make_import(db, report(("1", BALLOTS)), document=REPORT)
        accept(db, row, "1")
        publish(db, row.id)
        assert item(db, "1").text_digest == digest(BALLOTS)

    def test_a_new_draft_never_lands_on_a_record_made_meanwhile(self, db: Session) -> None:
        make.make_document(db, REPORT)
        row = make_import(db, report(("1", BALLOTS)))
        make.make_item(db, f"{ELECTION}-1", summary="Made by hand.")
        service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
        with pytest.raises(RuleError, match=f"item 1: there is {ELECTION}-1 by now"):
            publish(db, row.id)


def test_an_import_that_is_not_read_cannot_be_published(db: Session) -> None:
    row = make_import(db, report(("1", BALLOTS)))
    for state in (ImportState.WAITING, ImportState.DISCARDED):
        row.state = state
        with pytest.raises(RuleError, match="nothing to publish"):
            publish(db, row.id)


def test_pieces_are_counted_on_their_page(db: Session) -> None:
    """Also where a footnote of an earlier page stands between those of a later one."""
    make.make_document(db, REPORT)
    text = make_text([[FERRIES], [BALLOTS]])
    note = Piece(1, PieceKind.FOOTNOTE, SEALS, label="1")
    text = replace(text, pieces=[*text.pieces, note, Piece(2, PieceKind.PARAGRAPH, LAMPS)])
    reading = Reading(text, [found_item(text, "1", LAMPS), found_item(text, "2", SEALS)])
    accept_and_publish(db, make_import(db, reading))
    assert marks(db, item(db, "1")) == [(2, LAMPS, "list")]
    assert marks(db, item(db, "2")) == [(1, SEALS, "list")]
