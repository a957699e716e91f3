"""The words, pages and records of drafts are guarded while a person changes them."""

import pytest
from sqlalchemy.orm import Session

from app.core.textfold import digest
from app.errors import RuleError
from app.imports import service
from app.imports.queries import all_drafts
from app.vocabulary.lists import MatchBasis
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    LAMPS,
    REPORT,
    SEALS,
    codes,
    drafts_of,
    make_import,
    report,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_document(db, REPORT, pages=2, pages_basis="counted")
    make.make_item(db, f"{ELECTION}-1", digest=digest(BALLOTS))
    make.make_item(db, f"{ELECTION}-2", digest=digest(LAMPS))


def test_replaced_words_are_the_same_words_no_more(db: Session) -> None:
    draft = drafts_of(db, make_import(db, report(("1", BALLOTS), ("2", LAMPS))))["1"]
    assert str(draft.basis) == MatchBasis.DIGEST
    other = draft.content | {"official_text": SEALS}
    service.edit(db, draft.id, draft.version, other)
    assert str(draft.basis) == MatchBasis.EDITOR
    assert {"reworded", "digest_differs"} <= set(codes(draft))
    assert draft.suspect
    assert draft.content["digest"] == digest(SEALS)
    service.edit(db, draft.id, draft.version, draft.content | {"official_text": BALLOTS})
    assert (draft.basis, codes(draft)) == (MatchBasis.DIGEST, ["page_differs"])
    assert not draft.suspect


def test_both_parts_of_a_split_are_matched_again(db: Session) -> None:
    make.make_item(db, f"{ELECTION}-3", official_text=SEALS)
    row = make_import(db, report(("1", f"{BALLOTS} {SEALS}")), document=REPORT)
    draft = drafts_of(db, row)["1"]
    assert "digest_differs" in codes(draft)
    service.split(db, draft.id, draft.version, len(BALLOTS))
    first, second = all_drafts(db, row.id)
    assert [(one.key, one.matches, one.basis) for one in (first, second)] == [
        ("1", f"{ELECTION}-1", MatchBasis.DIGEST),
        ("3", f"{ELECTION}-3", MatchBasis.DIGEST),
    ]
    assert second.content["number"] == "3"
    assert "digest_differs" not in codes(first)


def test_halves_and_joined_words_are_not_the_same_words(db: Session) -> None:
    row = make_import(db, report(("1", BALLOTS), ("2", LAMPS)))
    first, second = drafts_of(db, row).values()
    half = service.split(db, first.id, first.version, BALLOTS.index("country"))
    assert (first.matches, first.basis, first.suspect) == (
        f"{ELECTION}-1", MatchBasis.EDITOR, True,
    )  # fmt: skip
    assert (half.matches, half.basis) == (None, None)
    service.merge(db, first.id, half.id, first.version)
    assert (first.basis, first.suspect) == (MatchBasis.DIGEST, False)
    service.merge(db, first.id, second.id, first.version)
    assert (first.matches, first.basis) == (f"{ELECTION}-1", MatchBasis.EDITOR)
    assert "digest_differs" in codes(first)


def test_a_page_that_the_file_lacks_is_refused(db: Session) -> None:
    draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["1"]
    (place,) = draft.content["places"]
    for page in (3, 999):
        content = draft.content | {"places": [place | {"page": page}]}
        with pytest.raises(RuleError, match="pages 1 to 2, not") as error:
            service.edit(db, draft.id, draft.version, content)
        assert error.value.field == "places.0.page"
    content = draft.content | {"places": [place | {"page": 1}]}
    service.edit(db, draft.id, draft.version, content)


def test_a_record_of_another_election_is_refused(db: Session) -> None:
    make.make_item(db, "AA-2014-PARL-1")
    draft = drafts_of(db, make_import(db, report(("1", BALLOTS))))["1"]
    with pytest.raises(
        RuleError, match=f"AA-2014-PARL, but this file is about {ELECTION}"
    ) as error:
        service.rematch(db, draft.id, draft.version, "AA-2014-PARL-1")
    assert error.value.field == "ref"
