"""The members of each record, as CONTRACT.md fixes them, and the fixed lists as it spells them."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.api import KEYS, get, walk

PLACE = {"document", "page", "page_basis", "section", "role", "main"}
PROMISED = {
    "recommendations": (
        "ref kind container election document number number_as_printed parent heading priority"
        " summary official_text quoted_text quoted_by lead_in places topics addressees standards"
        " thread threads position reported assessment headline later recommended_again_in"
        " concern_again_in same_subject_in accounts_differ overdue responses assessments links url"
    ),
    "responses": (
        "id answers document responder on_information_from position reported ground stated_as"
        " reasons summary standpoint places"
    ),
    "assessments": (
        "id ref assessors document on level basis read_by scope note evidence superseded"
    ),
    "links": "id earlier later relation state basis why score signals",
    "threads": (
        "slug title topic members first last occurrences absent_in not_held_in cells"
        " accounts_differ"
    ),
    "undertakings": "id ref responder summary due_on state places",
    "statements": "id document by summary figures verifiable places",
    "elections": (
        "code country kind title first_day last_day held_report documents recommendations concerns"
        " welcomed answers eligible recommended_again note url"
    ),
    "documents": (
        "slug country election kind title issuers published_on language pages held source_url"
        " reiterates_earlier reiterates_place recommendations concerns welcomed answers url"
    ),
    "organisations": "slug name short_name kind country",
    "topics": "slug title parent",
    "standards": "slug instrument instrument_class provision label binds citations",
    "instruments": "slug short_title title instrument_class dated binds standards",
    "countries": "code name",
}
ADDED = {
    "recommendations": (
        "country proposers text_digest only_kind note accounts_differ_basis eligible occurrences"
    ),
    "responses": "key published_on scope standards text_digest note",
    "assessments": "key",
    "links": (
        "earlier_kind earlier_election later_kind later_election place decided_by decided_at"
    ),
    "threads": "summary country curated_by welcomed recommended url",
    "undertakings": "key item refs document published_on announced_in overdue found note",
    "statements": "key published_on agrees note",
    "elections": "",
    "documents": "date_basis date_note pages_basis text_held file note",
    "organisations": "documents answers assessments addressed",
    "topics": "recommendations concerns welcomed",
    "standards": "instrument_title citations_by_purpose",
    "instruments": "note",
    "countries": "elections documents",
}
LISTS = {
    ("recommendations", "kind"): "recommendation concern welcomed",
    ("recommendations", "position"): (
        "accepted accepted_in_part not_accepted under_study noted not_stated null"
    ),
    ("recommendations", "reported"): (
        "implemented implemented_continuing being_implemented none null"
    ),
    ("recommendations", "assessment"): (
        "fully mostly partially not_implemented no_longer_applicable not_assessable differs null"
    ),
    ("recommendations", "later"): (
        "recommended_again concern_again not_itemised no_later_report other_kind null"
    ),
    ("recommendations", "headline"): (
        "fully mostly partially not_implemented no_longer_applicable not_assessable differs"
        " recommended_again concern_again not_itemised no_later_report other_kind null"
    ),
    ("responses", "position"): (
        "accepted accepted_in_part not_accepted under_study noted not_stated"
    ),
    ("responses", "reported"): "implemented implemented_continuing being_implemented none",
    ("responses", "ground"): "already_in_place done_since not_said",
    ("assessments", "level"): (
        "fully mostly partially not_implemented no_longer_applicable not_assessable"
    ),
    ("assessments", "basis"): "stated editor_reading",
    ("assessments", "scope"): "law practice both",
    ("links", "relation"): "repeats repeats_in_part extends related supports same_finding",
    ("links", "state"): "confirmed",
    ("links", "basis"): "stated editor",
    ("undertakings", "state"): "kept kept_in_part not_kept nothing_found null",
    ("elections", "kind"): "PARL PRES LOCAL RFDM UPR",
}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.mark.parametrize("name", KEYS)
def test_record_has_what_is_promised_and_what_is_added(client: TestClient, name: str) -> None:
    rows = walk(client, f"/{name}")
    assert rows
    for row in rows:
        assert set(row) == {*PROMISED[name].split(), *ADDED[name].split()}


@pytest.mark.parametrize(("name", "member"), LISTS)
def test_values_come_from_the_fixed_lists(client: TestClient, name: str, member: str) -> None:
    allowed = {None if word == "null" else word for word in LISTS[name, member].split()}
    assert {row[member] for row in walk(client, f"/{name}")} <= allowed


@pytest.mark.parametrize("name", KEYS)
def test_single_address_gives_what_the_list_gives(client: TestClient, name: str) -> None:
    rows = walk(client, f"/{name}")
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        one = get(client, f"/{name}/{row[KEYS[name]]}")
        if name == "recommendations":
            for member in ("responses", "assessments", "links"):
                one[member] = [found["id"] for found in one[member]]
            del one["undertakings"]
        assert one == row


@pytest.mark.parametrize("name", ["responses", "undertakings", "statements", "recommendations"])
def test_places_have_one_main_place_first(client: TestClient, name: str) -> None:
    for row in walk(client, f"/{name}"):
        assert [place["main"] for place in row["places"]] == [
            index == 0 for index in range(len(row["places"]))
        ]
        for place in row["places"]:
            assert set(place) == PLACE
            assert place["role"] in {"list", "body", "summary", "quotation"}
            assert place["page_basis"] in {"printed", "counted", "inferred", None}
            assert place["section"]


def test_nested_members_are_as_promised(client: TestClient) -> None:
    def members(rows: list[dict[str, Any]], name: str) -> set[frozenset[str]]:
        return {frozenset(part) for row in rows for part in row[name]}

    responses = walk(client, "/responses")
    assert members(responses, "answers") == {frozenset({"ref", "part"})}
    assert members(walk(client, "/assessments"), "evidence") == {
        frozenset({"document", "page", "page_basis", "section", "note", "direction"})
    }
    assert members(walk(client, "/statements"), "figures") == {
        frozenset({"label", "value", "of", "stated_percent", "computed_percent", "agrees", "parts"})
    }
    citation = {"standard", "cited_by", "document", "purpose", "as_printed", "page", "section"}
    for rows in (responses, walk(client, "/recommendations")):
        assert members(rows, "standards") == {frozenset(citation | {"note"})}


def test_dates_are_as_precise_as_known(client: TestClient) -> None:
    for name, member in (
        ("documents", "published_on"),
        ("elections", "first_day"),
        ("elections", "last_day"),
        ("undertakings", "due_on"),
        ("assessments", "on"),
    ):
        found = {row[member] for row in walk(client, f"/{name}")} - {None}
        assert all(DATE.fullmatch(day) for day in found)
    assert get(client, "/documents/kz-2011-cec-comments")["published_on"] == "2011"
    assert get(client, "/documents/kz-2011-interim-report-2")["published_on"] == "2011-03"
    assert get(client, "/documents/kz-2016-final-report")["published_on"] == "2016-06-27"


def test_codes_and_slugs_are_those_of_the_first_data_set(client: TestClient) -> None:
    elections = {row["code"]: row for row in walk(client, "/elections")}
    assert list(elections) == [
        "KZ-1999-PARL", "KZ-2004-PARL", "KZ-2005-PRES", "KZ-2007-PARL",
        "KZ-2011-PRES", "KZ-2012-PARL", "KZ-2015-PRES", "KZ-2016-PARL",
    ]  # fmt: skip
    held = {row["slug"] for row in walk(client, "/documents", held="true")}
    assert held == {
        "kz-2004-final-report",
        "kz-2007-preliminary-statement",
        "kz-2011-interim-report-2",
        "kz-2011-cec-comments",
        "kz-2016-final-report",
    }
    assert [code for code, row in elections.items() if row["held_report"]] == [
        "KZ-2004-PARL",
        "KZ-2016-PARL",
    ]
    organisations = {row["slug"] for row in walk(client, "/organisations")}
    assert {"odihr", "osce-pa", "pace", "kz-cec", "kz-parliament"} <= organisations


def test_urls_are_of_pages(client: TestClient) -> None:
    for name in ("recommendations", "elections", "documents"):
        for row in walk(client, f"/{name}"):
            assert row["url"] == f"/{name}/{row[KEYS[name]]}"
