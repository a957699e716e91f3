"""`/undertakings`: what was announced, by when, and what became of it."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.statuses.service import refresh
from tests.factories import make_item, make_undertaking
from tests.html_client import HtmlClient
from tests.html_page import Page, text_of
from tests.web.api import get, walk

pytestmark = pytest.mark.one_database

OVERDUE = [
    "kz-cec-2007-tabulated-results",
    "kz-cec-2011-o15-decriminalise",
    "kz-cec-2011-5-decriminalise",
    "kz-cec-2011-o18-women-2016",
    "kz-cec-2016-amendments",
]
"""By due date: 23 August 2007, 2014 twice, 2016, 2017 (seeds/kz)."""


def sections(page: Page) -> dict[str, list[str]]:
    """Return the keys of the undertakings under each heading."""
    found: dict[str, list[str]] = {}
    for section in page.elements("section"):
        heading = next(section.iter("h2"))
        found[text_of(heading)] = [article.get("id") or "" for article in section.iter("article")]
    return found


def figures(page: Page) -> list[str]:
    """Return the figures on top as they read."""
    (listed,) = page.with_class("figures")
    return [text_of(entry) for entry in listed.iter("li")]


def test_overdue_ones_come_first_by_date_and_undated_ones_last(html: HtmlClient) -> None:
    found = sections(html.get("/undertakings"))
    assert list(found) == ["Date passed, not found kept", "No date given"]
    assert sorted(found["Date passed, not found kept"]) == sorted(OVERDUE)
    assert found["Date passed, not found kept"][0] == OVERDUE[0]
    assert found["Date passed, not found kept"][-2:] == OVERDUE[-2:]
    assert len(found["No date given"]) == 18
    assert "kz-cec-2004-results-by-station" in found["No date given"]


def test_figures_have_denominators_and_lead_to_their_rows(html: HtmlClient) -> None:
    page = html.get("/undertakings")
    assert figures(page) == [
        "5 date passed, not found keptof 5 with a date; 18 of 23 have none",
        "0 found keptof 23",
        "6 found kept in partof 23",
        "3 found not keptof 23",
        "13 nothing foundof 23",
        "1 nothing recorded yetof 23",
    ]
    (listed,) = page.with_class("figures")
    for link in listed.iter("a"):
        shown = html.get(link.get("href") or "")
        articles = [key for keys in sections(shown).values() for key in keys]
        assert len(articles) == int(text_of(link).split()[0])
        assert figures(shown) == figures(page)


def test_one_of_them_tells_all_that_is_known(html: HtmlClient) -> None:
    article = html.get("/undertakings").by_id("kz-cec-2011-5-decriminalise")
    text = text_of(article)
    assert "Authorities, none named · due 2014 · announced 2011 overdue" in text
    assert "Kazakhstan takes measures to decriminalise libel and insult by 2014." in text
    assert "Comments of an authority 2011, page 23 (counted)" in text
    assert "found not kept" in text
    assert "Final report 2016, page 14 (counted), section X.B Legal framework (media)" in text
    assert text.count("our reading") == 1
    links = [link.get("href") for link in article.iter("a")]
    assert "/recommendations/KZ-2011-PRES-5" in links
    assert "/documents/kz-2016-final-report/pages/14" in links


def test_one_without_an_item_and_one_without_a_finding_say_so(html: HtmlClient) -> None:
    page = html.get("/undertakings")
    assert "On no single item." in text_of(page.by_id("kz-authorities-2016-standards"))
    silent = text_of(page.by_id("kz-cec-2016-amendments"))
    assert "No later document held says what became of it." in silent


def test_filters_give_the_rows_of_the_api_and_their_counts(
    html: HtmlClient, client: TestClient
) -> None:
    page = html.get("/undertakings")
    (listed,) = page.with_class("filters")
    counted = 0
    for entry in listed.iter("li"):
        link = next(entry.iter("a"))
        if text_of(link) == "all":
            continue
        (number,) = [text_of(span) for span in entry.iter("span") if span.get("class") == "soft"]
        address = link.get("href") or ""
        shown = html.get(address)
        keys = {key for keys in sections(shown).values() for key in keys}
        assert len(keys) == int(number)
        query = address.partition("?")[2]
        rows = client.get(f"/api/v1/undertakings?limit=200&{query}").json()["items"]
        assert keys == {row["key"] for row in rows}
        counted += 1
    assert counted == 8  # two who announced, four states, overdue or not


def test_chosen_filter_is_marked_and_can_be_dropped(html: HtmlClient) -> None:
    page = html.get("/undertakings?responder=kz-cec")
    current = [link for link in page.elements("a") if link.get("aria-current") == "true"]
    (chosen,) = [link for link in current if text_of(link) == "Central Election Commission"]
    assert chosen.get("href") == "/undertakings"
    assert "18 undertakings shown" in page.text
    assert "of 18" in figures(page)[1]


def test_sorting_turns_the_dates_round_within_the_section(html: HtmlClient) -> None:
    found = sections(html.get("/undertakings?sort=-due"))
    assert found["Date passed, not found kept"][0] == OVERDUE[-1]
    assert found["Date passed, not found kept"][-1] == OVERDUE[0]
    assert list(found)[-1] == "No date given"


def test_day_before_the_dates_shows_them_as_due_later(html: HtmlClient) -> None:
    """By the end of 2011 what is due by 2014 and 2016 is open, what was due in 2007 is not."""
    found = sections(html.get("/undertakings?as_of=2011-12-31"))
    assert found["Date passed, not found kept"] == OVERDUE[:1]
    assert sorted(found["Due later"]) == sorted(OVERDUE[1:4])
    page = html.get("/undertakings?as_of=2011-12-31")
    assert "found not kept" not in text_of(page.by_id("kz-cec-2011-5-decriminalise"))
    assert "overdue" not in text_of(page.by_id("kz-cec-2011-5-decriminalise"))


@pytest.mark.parametrize("day", ["2008-01-01", "2014-12-31", "2015-01-01", "2016-06-27"])
def test_overdue_section_is_what_the_api_calls_overdue(
    html: HtmlClient, client: TestClient, day: str
) -> None:
    found = sections(html.get(f"/undertakings?as_of={day}"))
    rows = walk(client, "/undertakings", overdue="true", as_of=day)
    assert set(found.get("Date passed, not found kept", [])) == {row["key"] for row in rows}


def test_kept_one_stands_apart_and_what_is_due_today_is_not_overdue(
    own_html: HtmlClient, database: Database
) -> None:
    finding = {
        "document": "aa-2010-parl-final-report",
        "state": "kept",
        "section": "V",
        "note": "Done.",
    }
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1")
        make_undertaking(db, key="kept", due_on="2011-06", found=[finding])
        make_undertaking(db, key="today", due_on="2012-03-05")
        make_undertaking(db, key="undated", due_on=None)
        make_undertaking(db, key="late", due_on="2011")
        refresh(db)
    assert sections(own_html.get("/undertakings?as_of=2012-03-05")) == {
        "Date passed, not found kept": ["late"],
        "Due later": ["today"],
        "Date passed, not overdue": ["kept"],
        "No date given": ["undated"],
    }


def test_pages_follow_the_order(own_html: HtmlClient, database: Database) -> None:
    with database.write() as db:
        for number in range(7):
            due = date(2012 + number, 1, 1).isoformat() if number < 5 else None
            make_undertaking(db, key=f"u-{number}", due_on=due)
        refresh(db)
    for sort, expected in (("due", "0123456"), ("-due", "4321056")):
        address: str | None = f"/undertakings?limit=2&sort={sort}&as_of=2030-01-01"
        seen = ""
        while address:
            page = own_html.get(address)
            seen += "".join(key[-1] for keys in sections(page).values() for key in keys)
            links = [link for link in page.elements("a") if text_of(link) == "Next page"]
            address = links[0].get("href") if links else None
        assert seen == expected


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("state=broken", "state", "no_finding"),
        ("overdue=maybe", "overdue", "true, false"),
        ("sort=key", "sort", "-due"),
        ("responder=nobody", "responder", "kz-cec"),
        ("country=XX", "country", "KZ"),
        ("item=KZ-2011-PRES-99", "item", "KZ-2011-PRES"),
    ],
)
def test_wrong_value_is_named(html: HtmlClient, query: str, parameter: str, allowed: str) -> None:
    text = html.get(f"/undertakings?{query}", status=400).text
    assert f"{parameter}: " in text
    assert allowed in text.partition(f"Allowed for {parameter}: ")[2]


def test_nothing_found_is_said(html: HtmlClient) -> None:
    said = "No undertaking is known by this day with these filters."
    assert said in html.get("/undertakings?state=kept").text
    assert get(html.client, "/undertakings", state="kept")["total"] == 0
