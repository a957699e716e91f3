"""`/statements`: claims about many recommendations, with their figures recomputed."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from tests.factories import make_document, make_statement
from tests.html_client import HtmlClient
from tests.html_page import Page, text_of
from tests.web.api import walk

pytestmark = pytest.mark.one_database

COUNT = "kz-cec-2011-count"


def keys(page: Page) -> list[str]:
    """Return the keys of the statements shown, in their order."""
    return [element.get("id") or "" for element in page.with_class("statement")]


def figures(page: Page) -> list[str]:
    """Return the figures on top as they read."""
    (listed,) = page.with_class("figures")
    return [text_of(entry) for entry in listed.iter("li")]


def test_count_of_2011_is_shown_not_to_agree_with_its_parts(html: HtmlClient) -> None:
    """40 of 59 is 67.8 per cent, the comments print 66; both sums add up."""
    article = html.get("/statements").by_id(COUNT)
    rows = {
        text_of(next(row.iter("th"))): [text_of(cell) for cell in row.iter("td")]
        for row in article.iter("tr")
        if next(row.iter("td"), None) is not None
    }
    assert rows["2005 and 2007, implementedparts: 20 + 20 = 40, adds up"] == [
        "40 of 59",
        "66%",
        "67.8%",
        "no",
    ]
    assert rows["2005 and 2007, recommendationsparts: 30 + 29 = 59, adds up"][0] == "59"
    assert rows["2005 and 2007, cannot be implementedparts: 5 + 3 + 10 + 1 = 19, adds up"] == [
        "19 of 59",
        "–",
        "32.2%",
        "yes",
    ]
    assert "Comments of an authority 2011, page 3 (counted)" in text_of(article)
    assert "Cannot be verified from the documents held." in text_of(article)


def test_what_disagrees_stands_first_in_its_document(html: HtmlClient) -> None:
    page = html.get("/statements?document=kz-2011-cec-comments")
    assert keys(page) == [COUNT, "odihr-2011-some-recommendations", "kz-cec-2011-commitments"]


def test_documents_stand_in_time_order_and_all_statements_are_shown(
    html: HtmlClient, client: TestClient
) -> None:
    page = html.get("/statements")
    headings = [text_of(heading) for heading in page.elements("h2")]
    assert headings == [
        "Final report 2004",
        "Preliminary statement 2007",
        "Comments of an authority 2011",
        "Final report 2016",
    ]
    assert sorted(keys(page)) == sorted(row["key"] for row in walk(client, "/statements"))


def test_figures_have_denominators_and_lead_to_their_rows(
    html: HtmlClient, client: TestClient
) -> None:
    page = html.get("/statements")
    rows = walk(client, "/statements")
    assert len(rows) == 14
    assert figures(page) == [
        "1 does not agree with its own numbersof 1 that gives numbers to recompute",
        "13 give nothing to recomputeof 14 statements",
        "14 cannot be verified from the documents heldof 14 statements",
    ]
    (listed,) = page.with_class("figures")
    for link in listed.iter("a"):
        assert len(keys(html.get(link.get("href") or ""))) == int(text_of(link).split()[0])


@pytest.mark.parametrize(
    ("value", "agrees"), [("true", True), ("false", False), ("not_verifiable", None)]
)
def test_filter_agrees_gives_the_rows_that_do(
    client: TestClient, html: HtmlClient, value: str, agrees: bool | None
) -> None:
    wanted = [row for row in walk(client, "/statements") if row["agrees"] is agrees]
    assert walk(client, "/statements", agrees=value) == wanted
    assert sorted(keys(html.get(f"/statements?agrees={value}"))) == sorted(
        row["key"] for row in wanted
    )


def test_filters_are_counted_under_the_others(html: HtmlClient) -> None:
    page = html.get("/statements?by=kz-cec")
    (listed,) = page.with_class("filters")
    shown = [text_of(entry) for entry in listed.iter("li")]
    assert "gives nothing to recompute 2" in shown
    assert "does not agree 1" in shown
    assert "Comments of an authority 2011 2" in shown
    assert "Preliminary statement 2007 1" in shown
    assert keys(page) == ["kz-cec-2007-draft-incorporates-most", COUNT, "kz-cec-2011-commitments"]


def test_wrong_sum_is_shown_as_such(own_html: HtmlClient, database: Database) -> None:
    figures_given: list[dict[str, Any]] = [
        {"label": "all", "value": 10, "of": 20, "stated_percent": 50, "parts": ["a", "b"]},
        {"label": "a", "value": 4},
        {"label": "b", "value": 5},
    ]
    with database.write() as db:
        make_statement(db, key="silent", figures=[], verifiable=True)
        make_statement(db, key="right")
        make_statement(db, key="wrong", figures=figures_given)
    page = own_html.get("/statements")
    assert keys(page) == ["wrong", "silent", "right"]
    assert "parts: 4 + 5 = 9 not 10" in text_of(page.by_id("wrong"))
    assert figures(page)[0].startswith("1 does not agree with its own numbersof 2 that give")
    assert figures(page)[2] == "0 cannot be verified from the documents heldof 3 statements"
    assert keys(own_html.get("/statements?agrees=true&agrees=false")) == ["wrong", "right"]


def test_pages_follow_the_order(own_html: HtmlClient, database: Database) -> None:
    with database.write() as db:
        make_document(db, "later", published_on="2012")
        make_document(db, "earlier", published_on="2011-05")
        for number, document in enumerate(("later", "earlier", "later", "earlier")):
            make_statement(db, key=f"s-{number}", document=document)
    address: str | None = "/statements?limit=1"
    seen = []
    while address:
        page = own_html.get(address)
        seen += keys(page)
        links = [link for link in page.elements("a") if text_of(link) == "Next page"]
        address = links[0].get("href") if links else None
    assert seen == ["s-1", "s-3", "s-0", "s-2"]


def test_recomputing_is_explained(html: HtmlClient) -> None:
    (note,) = [text for text in map(text_of, html.get("/statements").with_class("note"))
               if text.startswith("Recomputed: ")]  # fmt: skip
    assert "Parts must add up exactly" in note
    assert "rounding or cutting off" in note


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("agrees=maybe", "agrees", "true, false, not_verifiable"),
        ("by=nobody", "by", "kz-cec"),
        ("document=none", "document", "kz-2011-cec-comments"),
    ],
)
def test_wrong_value_is_named(html: HtmlClient, query: str, parameter: str, allowed: str) -> None:
    text = html.get(f"/statements?{query}", status=400).text
    assert f"{parameter}: " in text
    assert allowed in text.partition(f"Allowed for {parameter}: ")[2]


def test_nothing_found_is_said(html: HtmlClient) -> None:
    said = "No statement is known by this day with these filters."
    assert said in html.get("/statements?agrees=true").text
