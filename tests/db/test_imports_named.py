"""Organisations that a report names with its items: who proposes them, and who is asked."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.imports import service
from app.imports.publication.publishing import publish
from app.imports.queries import all_drafts
from app.imports.records import Which
from app.reading.model import Beside, Reading
from app.vocabulary.lists import Decision
from tests import factories as make
from tests.db.published import item, settle
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    LAMPS,
    codes,
    drafts_of,
    make_import,
    make_needed,
    report,
)


def proposed(*states: tuple[str, ...]) -> Reading:
    """Return a reading of two items, each with its states in brackets behind it."""
    reading = report(("1", BALLOTS), ("2", LAMPS))
    items = [
        replace(one, proposers=list(names), brackets=f"({'; '.join(names)});")
        for one, names in zip(reading.items, states, strict=True)
    ]
    return replace(reading, items=items)


def test_states_are_proposed_and_become_proposers(db: Session) -> None:
    make_needed(db, "observers")
    make.make_country(db, "PE")
    make.make_organisation(db, "peru", name="Peru", kind="state", country="PE")
    settle(db)
    row = make_import(db, proposed(("Peru", "Chile"), ("Republic of Korea", "Chile")),
                      issuers=["observers"])  # fmt: skip
    drafts = all_drafts(db, row.id)
    assert [(draft.entry, draft.key) for draft in drafts[1:-2]] == [
        ("country", "CL"),
        ("country", "KR"),
        ("organisation", "state-cl"),
        ("organisation", "state-kr"),
    ]
    assert not any(draft.suspect for draft in drafts[1:])
    service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
    publish(db, row.id)
    assert item(db, "1").official_text == BALLOTS
    again = make_import(db, proposed(("Chile", "Peru"), ("Chile",)), issuers=["observers"])
    assert {draft.entry for draft in all_drafts(db, again.id)} == {"item"}


def test_a_name_of_no_state_stays_in_the_text(db: Session) -> None:
    make_needed(db, "observers")
    settle(db)
    row = make_import(db, proposed(("Chile", "Ostravia"), ("Chile",)), issuers=["observers"])
    first, second = drafts_of(db, row).values()
    assert first.content["official_text"] == f"{BALLOTS} (Chile; Ostravia);"
    assert first.content["proposers"] == ["state-cl"]
    assert "states_unknown" in codes(first)
    assert first.suspect
    assert second.content["official_text"] == LAMPS


def test_who_is_asked_beside_an_item(db: Session) -> None:
    make_needed(db, "observers")
    country = ELECTION[:2]
    make.make_organisation(db, "aa-council", name="Election Council", kind="authority",
                           country=country)  # fmt: skip
    settle(db)
    reading = report(("1", BALLOTS))
    (one,) = reading.items
    beside = [
        Beside("Responsible institution", "Election Council; Friends of Ballots", one.spans[0]),
        Beside("Deadline", "Next year", one.spans[0]),
    ]
    row = make_import(db, replace(reading, items=[replace(one, beside=beside)]),
                      issuers=["observers"])  # fmt: skip
    (draft,) = drafts_of(db, row).values()
    assert draft.content["addressees"] == ["aa-council"]
    (told,) = [entry["message"] for entry in draft.warnings if entry["code"] == "beside"]
    assert "Friends of Ballots" in told
    assert "Deadline: “Next year”" in told
    assert not draft.suspect
