"""Who issued a document, proposed from its cover; its title, written as titles are."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.errors import RuleError
from app.imports import service
from app.imports.drafts.issuing import calm, issuers_on_cover
from tests import factories as make
from tests.db.readings import BALLOTS, ELECTION, codes, drafts_of, make_import, make_text, report


@pytest.fixture(autouse=True)
def _organisations(db: Session) -> None:
    make.make_election(db, ELECTION)
    make.make_organisation(db, "hiwa", name="Harbour Island Watchers Abroad", short_name="SEA/HIWA")
    make.make_organisation(db, "islands", name="Council of Islands", short_name="CI")
    make.make_organisation(db, "watch", name="Assembly of the Council of Islands", short_name="ACI")
    make.make_organisation(db, "commission", name="The Commission", kind="authority")


@pytest.mark.parametrize(
    ("line", "issuers"),
    [
        ("HIWA Election Watch, Final Report", ["hiwa"]),
        ("HARBOUR ISLAND WATCHERS ABROAD", ["hiwa"]),
        ("Assembly of the Council of Islands and SEA/HIWA", ["watch", "hiwa"]),
        ("Report for the Commission", []),
        ("On the hiwa islands", []),
        ("Long lines of a report are no cover. " * 5 + "HIWA", []),
    ],
)
def test_organisations_on_a_cover(db: Session, line: str, issuers: list[str]) -> None:
    assert issuers_on_cover(db, make_text([[line], ["CI"]])) == issuers


def test_an_issuer_is_proposed_and_looked_at(db: Session) -> None:
    reading = report(("1", BALLOTS), pages=[["HIWA Election Watch", "Final Report"]])
    row = make_import(db, replace(reading, title="ISLES OF AA, EARLY ELECTIONS OF HIWA, 2010"))
    (draft,) = drafts_of(db, row, "document").values()
    assert draft.content["issuers"] == ["hiwa"]
    assert draft.content["title"] == "Isles of Aa, Early Elections of HIWA, 2010"
    assert "issuers_proposed" in codes(draft)
    assert "issuers_missing" not in codes(draft)
    assert draft.suspect
    for issuers, message in (([], "name who issued it"), (["none"], "short name “none”")):
        with pytest.raises(RuleError, match=message) as caught:
            service.edit(db, draft.id, draft.version, draft.content | {"issuers": issuers})
        assert caught.value.field == "issuers"


def test_a_title_in_small_letters_stays() -> None:
    assert calm("Final Report of HIWA", {"HIWA"}) == "Final Report of HIWA"
    assert calm("NEPAL", set()) == "NEPAL"
