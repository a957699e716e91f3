"""`/about/method`: every rule, every code, every example; and every link to a word leads to it."""

import re
from collections import Counter
from dataclasses import fields
from enum import StrEnum
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.method.examples import EXAMPLES, value_at
from app.statuses.rules import Status
from app.vocabulary import lists
from app.web.templating import TEMPLATES
from tests.html_client import HtmlClient
from tests.html_page import Page, text_of
from tests.web.api import get

pytestmark = pytest.mark.one_database

PATH = "/about/method"
OF_THE_DESK = {
    lists.ImportKind,
    lists.ImportState,
    lists.Decision,
    lists.MatchBasis,
    lists.Role,
    lists.Channel,
    lists.Action,
    lists.Proposed,
    lists.ProposalState,
    lists.Capacity,
    lists.Outcome,
}
"""What only editors meet, where each value says itself what it is."""
ENUMS = [
    found
    for found in vars(lists).values()
    if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
    if found not in OF_THE_DESK
]
RULES = {
    "position": "position",
    "reported": "reported",
    "assessment": "assessment",
    "headline": "headline",
    "later": "later",
    "accounts_differ": "accounts-differ",
    "accounts_differ_basis": "accounts-differ",
    "overdue": "overdue",
    "eligible": "eligible",
    "occurrences": "occurrences",
    "recommended_again_in": "recommended-again",
    "concern_again_in": "criticised-again",
    "same_subject_in": "same-subject",
}
"""Where on the page each part of a status is defined."""


def codes(page: Page) -> list[dict[str, str]]:
    """Return the definitions of each list of codes, by code."""
    found = []
    for listed in page.with_class("words"):
        entries = {}
        for entry in listed:
            (code,) = entry.iter("code")
            (definition,) = entry.iter("dd")
            entries[text_of(code)] = text_of(definition)
        found.append(entries)
    return found


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_value_of_every_list_is_defined(html: HtmlClient, enum: type[StrEnum]) -> None:
    values = {value.value for value in enum}
    matching = [found for found in codes(html.get(PATH)) if values <= set(found)]
    assert matching, f"the page has no list with all of {values}"
    for found in matching:
        assert all(found[value].endswith(".") for value in values)


def test_values_for_nothing_are_defined_too(html: HtmlClient) -> None:
    found = {code for entries in codes(html.get(PATH)) for code in entries}
    assert {"no_answer", "not_assessed", "differs", "unknown"} <= found


def test_every_part_of_a_status_has_its_rule(html: HtmlClient) -> None:
    page = html.get(PATH)
    assert set(RULES) == {field.name for field in fields(Status)}
    for anchor in {
        *RULES.values(), "latest", "differs", "as-of", "cells", "absent", "since", "lead-in",
        "stated", "our-reading", "our-summary", "undertaking",
    }:  # fmt: skip
        rule = page.by_id(anchor)
        (meaning,) = rule.iter("dd")
        assert len(text_of(meaning)) > 20, anchor


def test_all_five_values_of_later_stand_in_the_order_of_the_rule(html: HtmlClient) -> None:
    rule = text_of(html.get(PATH).by_id("later"))
    words = ["Recommended again", "Criticised again", "No later report", "Other kind", "Not listed"]
    places = [rule.index(word) for word in words]
    assert places == sorted(places)


def test_contents_lead_to_every_section(html: HtmlClient) -> None:
    page = html.get(PATH)
    listed = [
        (link.get("href") or "").removeprefix("#")
        for part in page.with_class("contents")
        for link in part.iter("a")
    ]
    headings = [heading.get("id") for heading in page.elements("h2", "h3")]
    assert Counter(listed) == Counter(headings)


def test_every_link_to_a_word_leads_to_it(html: HtmlClient) -> None:
    ids = set(html.get(PATH).ids)
    wanted: dict[str, set[str]] = {}
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        found = re.findall(r"/about/method#([\w-]+)", text)
        found += re.findall(r"ui\.term\(.*?, *'([\w-]+)'\)", text)
        calls = len(re.findall(r"ui\.term\(", text))
        assert calls <= len(found), f"{template.name}: name each anchor of ui.term as it is"
        wanted[template.relative_to(TEMPLATES).as_posix()] = set(found)
    assert {"accounts-differ", "list-scope"} <= wanted["disagreements/list.html"]
    for name, anchors in wanted.items():
        assert anchors <= ids, f"{name}: no {anchors - ids} on {PATH}"


class TestExamples:
    """Each shows what its text says, by the API; those that do not hold are left out."""

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_record_shows_what_the_text_relies_on(self, client: TestClient, name: str) -> None:
        example = EXAMPLES[name]
        record = get(client, example.path)
        assert example.shows
        for path, value in example.shows.items():
            assert value_at(record, path) == value, path

    def test_all_are_shown_with_the_sample_data(self, html: HtmlClient) -> None:
        page = html.get(PATH)
        shown = [text_of(example) for example in page.with_class("example")]
        assert len(shown) == len(EXAMPLES)
        for example in EXAMPLES.values():
            assert any(text.endswith(example.text) for text in shown)
        links = {link.get("href") for e in page.with_class("example") for link in e.iter("a")}
        assert links == {example.path for example in EXAMPLES.values()}

    def test_every_derived_word_has_one(self, html: HtmlClient) -> None:
        page = html.get(PATH)
        # The example of an assessment stands with the latest one.
        anchors = {*RULES.values(), "latest", "differs", "cells", "absent", "since"} - {
            "assessment"
        }
        without = [name for name in anchors if "Example: " not in text_of(page.by_id(name))]
        assert not without

    def test_those_that_do_not_hold_are_left_out(self, html: HtmlClient) -> None:
        then = html.get(PATH, as_of="2012-01-01")
        assert "accounts-differ" in then.ids
        rule = then.by_id("accounts-differ")
        assert "Example:" not in text_of(rule)
        assert "KZ-2016" not in then.html
        assert "Example: KZ-2011-PRES-6A is accepted in part" in text_of(then.by_id("position"))
        assert not html.get(PATH, as_of="1990-01-01").with_class("example")

    def test_an_installation_without_the_sample_data_shows_none(self, own_html: HtmlClient) -> None:
        assert not own_html.get(PATH).with_class("example")


def whole(client: TestClient, ref: str) -> Any:
    """Return an item with all that is recorded about it."""
    return get(client, f"/recommendations/{ref}")


class TestSentences:
    """What the sentences of the examples say beyond the values that the page checks itself."""

    def test_6a_differs_on_one_day_by_scope(self, client: TestClient) -> None:
        found = whole(client, "KZ-2011-PRES-6A")["assessments"]
        assert {(a["on"], a["scope"], a["level"]) for a in found} == {
            ("2016-06-27", "law", "not_implemented"),
            ("2016-06-27", "practice", "partially"),
        }

    def test_6_of_2004_was_assessed_three_times(self, client: TestClient) -> None:
        found = whole(client, "KZ-2004-PARL-6")
        assert [(a["on"][:4], len(a["assessors"])) for a in found["assessments"]] == [
            ("2007", 3), ("2011", 1), ("2016", 1),
        ]  # fmt: skip
        assert set(found["assessments"][2]["assessors"]) < set(found["assessments"][0]["assessors"])

    def test_11_was_assessed_on_the_day_it_was_recommended_again(self, client: TestClient) -> None:
        assert {a["on"] for a in whole(client, "KZ-2011-PRES-11")["assessments"]} == {"2016-06-27"}
        report = get(client, "/documents/kz-2016-final-report")
        assert report["published_on"] == "2016-06-27"

    def test_2b_was_reported_in_2011_and_found_partially_done_by_our_reading(
        self, client: TestClient
    ) -> None:
        found = whole(client, "KZ-2011-PRES-2B")
        assert [r["published_on"] for r in found["responses"]] == ["2011"]
        assert {(a["basis"], a["level"], a["on"][:4]) for a in found["assessments"]} == {
            ("editor_reading", "partially", "2016")
        }

    def test_5_of_2011_was_announced_for_2014_and_not_kept(self, client: TestClient) -> None:
        promised = whole(client, "KZ-2011-PRES-5")["undertakings"]
        assert ("2014", "not_kept") in {(p["due_on"], p["state"]) for p in promised}

    def test_lead_in_introduces_2a_to_2e(self, client: TestClient) -> None:
        election = get(client, "/recommendations", election="KZ-2011-PRES", limit=200)["items"]
        under = [item["number"] for item in election if item["parent"] == "KZ-2011-PRES-2"]
        assert under == ["2A", "2B", "2C", "2D", "2E"]

    def test_only_report_after_2011_is_on_a_parliament(self, client: TestClient) -> None:
        held = [e for e in get(client, "/elections", limit=200)["items"] if e["held_report"]]
        assert [e["code"] for e in held] == ["KZ-2004-PARL", "KZ-2016-PARL"]

    def test_of_2012_no_report_is_held(self, client: TestClient) -> None:
        thread = get(client, "/threads/prosecutors-in-election-disputes")
        assert "KZ-2012-PARL" in thread["not_held_in"]

    def test_subjects_of_9_of_2004_are_not_linked_to_it(self, client: TestClient) -> None:
        links = whole(client, "KZ-2004-PARL-9")["links"]
        recurrences = {"repeats", "repeats_in_part", "extends"}
        assert not [link for link in links if link["relation"] in recurrences]

    def test_comments_of_2011_count_from_the_end_of_the_year(self, client: TestClient) -> None:
        for day, status in (("2011-12-30", 404), ("2011-12-31", 200)):
            answer = client.get(f"/api/v1/documents/kz-2011-cec-comments?as_of={day}")
            assert answer.status_code == status


class TestLimits:
    """What the tracker cannot say, with what is held today."""

    @pytest.mark.parametrize(
        "anchor",
        ["not-held", "first-occurrence", "reiteration", "itemisation", "dates", "pages",
         "summaries", "readings"],
    )  # fmt: skip
    def test_each_limit_is_stated(self, html: HtmlClient, anchor: str) -> None:
        assert len(text_of(html.get(PATH).by_id(anchor))) > 40

    def test_reports_that_reiterate_are_named(self, html: HtmlClient) -> None:
        links = {link.get("href") for link in html.get(PATH).by_id("reiteration").iter("a")}
        assert links == {"/documents/kz-2004-final-report", "/documents/kz-2016-final-report"}

    def test_documents_with_an_imprecise_date_are_named(self, html: HtmlClient) -> None:
        limit = html.get(PATH).by_id("dates")
        assert {link.get("href") for link in limit.iter("a")} == {
            "/documents/kz-2004-final-report",
            "/documents/kz-2011-cec-comments",
            "/documents/kz-2011-interim-report-2",
        }
        assert "(March 2011)" in text_of(limit)


def test_value_at_finds_nothing_where_there_is_nothing() -> None:
    record = {"cells": {"A": {"n": [1, 2]}}, "none": None}
    assert value_at(record, "cells.A.n.1") == 2
    assert value_at(record, "cells.A.n.9") is None
    assert value_at(record, "cells.B.n") is None
    assert value_at(record, "none.more") is None


def test_wrong_parameter_is_named(html: HtmlClient) -> None:
    assert "poem" in html.get(f"{PATH}?poem=1", status=400).text
