"""`/countries` and `/countries/{code}` on the whole seed data."""

import tomllib
from pathlib import Path

import pytest

from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database


SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def titles(page: Page) -> list[str]:
    """Return the headings of the second level."""
    return [text_of(title) for title in page.elements("h2")]


def test_list_gives_numbers_with_their_units(html: HtmlClient) -> None:
    page = html.get("/countries")
    (line,) = (row for row in page.elements("tr") if text_of(row[0]) == "Kazakhstan")
    assert [text_of(cell) for cell in line[1:]] == ["8", "5", "11", "80", "255", "30"]
    assert page.link("80") == "/recommendations?country=KZ&kind=recommendation"


def test_country_has_elections_documents_and_units(html: HtmlClient) -> None:
    page = html.get("/countries/KZ")
    assert titles(page) == [
        "8 elections", "5 documents held", "11 documents known, not held",
        "Observers, authorities and others", "Instruments that bind or commit it",
    ]  # fmt: skip
    figures = [text_of(item) for item in page.with_class("figures")[0]]
    assert figures[0] == "80 recommendationsas printed, without lead-ins"
    assert figures[1].startswith("30 recurring recommendations")
    assert figures[2:] == ["255 critical findings", "69 welcomed steps"]


def test_elections_stand_in_time_and_those_without_a_report_are_marked(html: HtmlClient) -> None:
    page = html.get("/countries/KZ")
    body = next(page.elements("tbody"))
    rows = {text_of(row[0]): text_of(row[1]) for row in body.iter("tr")}
    elections = tomllib.loads((SEEDS / "kz/elections.toml").read_text("utf-8"))["election"]
    assert list(rows) == [election["title"] for election in elections]
    held = [title for title, report in rows.items() if report == "held"]
    assert [title[-4:] for title in held] == ["2004", "2016"]
    assert len(page.with_class("no-report")) == 4


def test_instruments_stand_by_the_day_from_which_they_bind(html: HtmlClient) -> None:
    page = html.get("/countries/KZ")
    tables = list(page.elements("tbody"))
    names = [text_of(next(row.iter("a"))) for row in tables[-1].iter("tr")]
    assert names == [
        "Copenhagen Document", "Moscow Document", "CEDAW", "Istanbul Document", "ICCPR",
        "CIS Convention", "UNCAC", "CRPD",
    ]  # fmt: skip
    assert "treaty24 April 2006" in "".join(text_of(cell) for cell in tables[-1][4])
    earlier = html.get("/countries/KZ?as_of=2006-04-23")
    assert "CEDAW" in earlier.text
    assert "ICCPR" not in earlier.text
    assert "ICCPR" in html.get("/countries/KZ?as_of=2006-04-24").text


def test_organisations_are_linked_by_kind(html: HtmlClient) -> None:
    page = html.get("/countries/KZ")
    groups = {
        text_of(row[0]): [text_of(link) for link in row[1].iter("a")]
        for row in page.with_class("pairs")[0]
    }
    assert groups["Observers"] == ["OSCE PA", "OSCE/ODIHR", "PACE"]
    assert groups["Courts"] == ["Constitutional Council", "Courts"]
    assert len(groups["Authorities"]) == 12
    assert "International bodies" not in groups


def test_day_leaves_out_what_came_later(html: HtmlClient) -> None:
    page = html.get("/countries/KZ?as_of=2010-12-31")
    assert titles(page)[:2] == ["4 elections", "2 documents held"]
    assert text_of(page.with_class("figures")[0][0]).startswith("24 recommendations")


def test_code_in_lower_case_leads_to_the_one_address(html: HtmlClient) -> None:
    assert html.redirected("/countries/kz", status=308) == "/countries/KZ"
    asked = "/countries/kz?as_of=2011-12-31"
    assert html.redirected(asked, status=308) == "/countries/KZ?as_of=2011-12-31"


def test_unknown_country_gives_the_nearest(html: HtmlClient) -> None:
    page = html.get("/countries/KZA", status=404)
    assert page.link("KZ")


def test_empty_database_says_what_to_do(own_html: HtmlClient) -> None:
    assert "throughline seed" in own_html.get("/countries").text
    assert "throughline seed" in own_html.get("/topics").text
    assert "No organisation" in own_html.get("/organisations").text
