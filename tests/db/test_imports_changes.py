"""What publishing would change is told before, and is what it then does."""

import pytest
from sqlalchemy.orm import Session

from app.core.textfold import digest
from app.imports import service
from app.imports.drafts.present import find_record
from app.imports.publication.attaching import find_text_change
from app.imports.publication.changes import changes
from app.imports.publication.publishing import publish
from tests import factories as make
from tests.db.published import accept
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    FERRIES,
    LAMPS,
    REPORT,
    SEALS,
    drafts_of,
    make_import,
    make_needed,
    report,
)

pytestmark = pytest.mark.one_database

POSTERS = "Posters of candidates should hang at the same height on all boards of a town."
WARDS = "Wards should be drawn anew well before the next vote, with an equal number of voters."


def test_what_is_told_is_what_is_done(db: Session) -> None:
    make_needed(db, "observers", "commission")
    make.make_document(db, REPORT, held=False)
    place = {"document": None, "page": 2, "page_basis": "counted", "section": "Recommendations",
             "role": "list"}  # fmt: skip
    whole = {"number_as_printed": "1.", "places": [place]}
    make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
    make.make_item(db, f"{ELECTION}-2", official_text=LAMPS, digest=digest(LAMPS), **whole)
    make.make_item(db, f"{ELECTION}-3", official_text=FERRIES, **whole)
    make.make_item(db, f"{ELECTION}-4", official_text=POSTERS, number_as_printed=None)
    read = report(("1", BALLOTS), ("2", LAMPS), ("3", SEALS), ("4", POSTERS), ("5", WARDS))
    row = make_import(db, read, document=REPORT)
    draft = drafts_of(db, row)["3"]
    service.edit(db, draft.id, draft.version, draft.content, ["official_text"])
    accept(db, row, "1", "2", "3", "4", "5")
    accept(db, row, REPORT, entry="document")
    told = changes(db, row.id)
    assert told["item"].numbers == {
        "new": 1, "official_text": 1, "same": 1, "other_words": 1, "lacked": 1,
    }  # fmt: skip
    assert "number_as_printed" in told["item"].fields["lacked"]
    assert told["document"].numbers == {"lacked": 1}
    assert set(told["document"].fields["lacked"]) >= {"held", "pages"}
    text = find_text_change(db, row.id)
    assert text is not None
    assert (text.pages, text.passages, text.marked, text.same) == (2, 5, 5, False)
    done = publish(db, row.id)
    assert (done.added["item"], done.changed["item"], done.same["item"]) == (1, 3, 1)
    assert changes(db, row.id) == {}
    text = find_text_change(db, row.id)
    assert text is not None
    assert text.same


def test_what_is_typed_in_a_draft_of_a_record_replaces_what_it_has(db: Session) -> None:
    make_needed(db, "observers", "commission")
    make.make_document(db, REPORT)
    make.make_document(db, "aa-2010-statement", ELECTION)
    places = [
        {"page": 1, "page_basis": "counted", "section": "Part I", "role": "list"},
        {"page": 9, "page_basis": "counted", "section": "Part V", "role": "body"},
        {"document": "aa-2010-statement", "section": "Conclusions", "role": "list"},
    ]
    make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS), heading="Ours", places=places)
    row = make_import(db, report(("1", BALLOTS)), document=REPORT)
    draft = drafts_of(db, row)["1"]
    place = {**draft.content["places"][0], "page": 1, "section": "Part II"}
    typed = {**draft.content, "heading": "Theirs", "places": [place]}
    draft = service.edit(db, draft.id, draft.version, typed)
    assert draft.passage["replace"] == ["heading", "places"]
    accept(db, row, "1")
    told = changes(db, row.id)["item"]
    assert told.numbers == {"official_text": 1}
    assert set(told.fields["official_text"]) >= {"heading", "places"}
    publish(db, row.id)
    found = find_record(db, "item", f"{ELECTION}-1")
    assert found is not None
    assert found["heading"] == "Theirs"
    assert [(place["document"], place["page"], place["section"]) for place in found["places"]] == [
        (None, 1, "Part II"), (None, 9, "Part V"), ("aa-2010-statement", None, "Conclusions"),
    ]  # fmt: skip
