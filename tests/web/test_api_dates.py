"""`as_of`: what counts from a later day is left out, everywhere in the same way."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.core import clock
from app.core.db import Database
from app.statuses.service import refresh
from tests.factories import make_document, make_election, make_item, make_link, make_undertaking
from tests.web.api import KEYS, get, problem, walk

BEFORE = "1990-01-01"


@pytest.mark.parametrize(
    "name", ["recommendations", "responses", "assessments", "links", "undertakings", "statements"]
)
def test_nothing_is_known_before_the_first_document(client: TestClient, name: str) -> None:
    assert get(client, f"/{name}", as_of=BEFORE) == {"items": [], "next": None, "total": 0}
    first = walk(client, f"/{name}")[0]
    problem(client, f"/{name}/{first[KEYS[name]]}", 404, as_of=BEFORE)


@pytest.mark.parametrize("name", KEYS)
def test_lists_grow_with_time(client: TestClient, name: str) -> None:
    days = ("2004-12-30", "2004-12-31", "2007-08-19", "2011-12-31", "2016-06-27")
    totals = [get(client, f"/{name}", limit=1, as_of=day)["total"] for day in days]
    assert totals == sorted(totals)
    assert totals[-1] == get(client, f"/{name}", limit=1)["total"]


def test_imprecise_date_counts_from_its_last_day(client: TestClient) -> None:
    assert get(client, "/responses", as_of="2011-12-30")["total"] == 0
    assert get(client, "/responses", as_of="2011-12-31")["total"] > 0


def test_documents_without_a_date_show_from_the_day_of_their_election(client: TestClient) -> None:
    assert walk(client, "/documents", as_of=BEFORE) == []
    undated = {row["election"] for row in walk(client, "/documents") if row["published_on"] is None}
    assert undated == {
        "KZ-1999-PARL", "KZ-2005-PRES", "KZ-2007-PARL", "KZ-2012-PARL", "KZ-2015-PRES"
    }  # fmt: skip
    rows = walk(client, "/documents", as_of="2012-12-31")
    shown = {row["election"] for row in rows if row["published_on"] is None}
    assert shown == undated - {"KZ-2015-PRES"}


def test_elections_show_from_their_day_or_first_document(client: TestClient) -> None:
    def codes(day: str) -> list[str]:
        return [row["code"] for row in walk(client, "/elections", as_of=day)]

    assert codes("1999-10-30") == []
    assert codes("1999-10-31") == ["KZ-1999-PARL"]
    # A needs assessment of June 2004 comes before the election of September.
    assert codes("2004-06-30") == ["KZ-1999-PARL", "KZ-2004-PARL"]
    assert codes("2016-03-20")[-1] == "KZ-2016-PARL"
    problem(client, "/elections/KZ-2016-PARL", 404, as_of="2016-01-01")


def test_coming_election_shows_today(own_client: TestClient, database: Database) -> None:
    year = clock.today().year + 1
    code = f"AA-{year}-PARL"
    with database.write() as db:
        make_election(db, code, first_day=f"{year}-05-05")
    assert [row["code"] for row in walk(own_client, "/elections")] == [code]
    yesterday = clock.today() - timedelta(days=1)
    assert walk(own_client, "/elections", as_of=yesterday.isoformat()) == []


def test_election_is_counted_as_of_the_day(client: TestClient) -> None:
    early = get(client, "/elections/KZ-2011-PRES", as_of="2011-04-30")
    assert (early["recommendations"], early["answers"]) == (0, 0)
    assert "kz-2011-cec-comments" not in early["documents"]
    middle = get(client, "/elections/KZ-2011-PRES", as_of="2011-12-31")
    assert middle["recommendations"] > 0
    assert middle["eligible"] == middle["recommended_again"] == 0
    late = get(client, "/elections/KZ-2011-PRES")
    assert late["eligible"] == late["recommendations"] == middle["recommendations"]


def test_report_is_held_from_its_date(client: TestClient) -> None:
    day_before = get(client, "/elections/KZ-2016-PARL", as_of="2016-06-26")
    assert day_before["held_report"] is False
    assert get(client, "/elections/KZ-2016-PARL", as_of="2016-06-27")["held_report"] is True


def test_state_of_an_undertaking_is_that_of_the_newest_document(
    own_client: TestClient, database: Database
) -> None:
    found = {"page": 3, "page_basis": "printed", "section": "V. Voting", "note": "What it shows."}
    with database.write() as db:
        for year in (2014, 2018):
            make_document(db, f"aa-{year}-parl-final-report", f"AA-{year}-PARL",
                          published_on=f"{year}-10-01")  # fmt: skip
        make_undertaking(
            db,
            "AA-2010-PARL-1",
            due_on="2013",
            found=[
                found | {"document": "aa-2018-parl-final-report", "state": "kept"},
                found | {"document": "aa-2014-parl-final-report", "state": "not_kept"},
            ],
        )
        refresh(db)

    def state(day: str) -> tuple[str | None, bool, int]:
        (row,) = walk(own_client, "/undertakings", as_of=day)
        return row["state"], row["overdue"], len(row["found"])

    assert state("2013-12-31") == (None, False, 0)
    assert state("2014-01-01") == (None, True, 0)
    assert state("2014-10-01") == ("not_kept", True, 1)
    assert state("2018-10-01") == ("kept", False, 2)


def test_link_shows_when_both_items_are_known(own_client: TestClient, database: Database) -> None:
    with database.write() as db:
        make_document(db, "early", "AA-2010-PARL", published_on="2010-01-01")
        make_document(db, "late", "AA-2010-PARL", published_on="2012-01-01")
        make_item(db, "AA-2010-PARL-C1", document="late")
        make_item(db, "AA-2010-PARL-1", document="early")
        make_link(db, "AA-2010-PARL-C1", "AA-2010-PARL-1", relation="supports")
        refresh(db)
    assert walk(own_client, "/links", as_of="2011-12-31") == []
    assert len(walk(own_client, "/links", as_of="2012-01-01")) == 1


def test_item_shows_what_was_known(client: TestClient) -> None:
    late = get(client, "/recommendations/KZ-2011-PRES-2B")
    early = get(client, "/recommendations/KZ-2011-PRES-2B", as_of="2012-01-01")
    assert early["responses"] == late["responses"]
    assert {link["later_election"] for link in early["links"]} == {"KZ-2011-PRES"}
    assert {link["later_election"] for link in late["links"]} == {"KZ-2011-PRES", "KZ-2016-PARL"}
    assert early["recommended_again_in"] == []
    assert late["recommended_again_in"] == ["KZ-2016-PARL"]
