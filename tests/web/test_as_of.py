"""Every page as of a day: what was dated by then, no link to what was not, and the way back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.html_client import HtmlClient
from tests.html_page import text_of
from tests.web.addresses import PAGES, with_parameter

pytestmark = pytest.mark.one_database

DAY = "2011-12-31"
SHOWN = "31 December 2011"
WITHOUT = {"method"}
"""Pages that say the same on every day but for the reports not held."""
LATER = {"item, welcomed", "leaf", "text"}
"""Pages about what did not exist on the day."""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITHOUT | LATER])
def test_page_says_its_day_and_leads_back_to_today(html: HtmlClient, name: str) -> None:
    page = html.get(with_parameter(PAGES[name], "as_of", DAY))
    (note,) = page.with_class("asof")
    assert DAY in text_of(note) or SHOWN in text_of(note)
    today = html.get(page.link("Return to today"))
    assert not today.with_class("asof")
    assert "as_of" not in today.url
    assert parse_qs(urlsplit(today.url).query) == parse_qs(urlsplit(PAGES[name]).query)
    assert today.h1 == html.get(PAGES[name]).h1


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITHOUT | LATER])
def test_page_of_a_day_shows_nothing_later(html: HtmlClient, name: str) -> None:
    page = html.get(with_parameter(PAGES[name], "as_of", DAY))
    assert "KZ-2016" not in page.html
    assert "kz-2016" not in page.html
    assert "Final report 2016" not in page.text


@pytest.mark.parametrize("name", LATER)
def test_page_about_something_later_is_not_found(html: HtmlClient, name: str) -> None:
    page = html.get(with_parameter(PAGES[name], "as_of", DAY), status=404)
    assert "Traceback" not in page.html


@pytest.mark.parametrize("name", PAGES)
def test_page_in_the_far_future_is_the_page_of_today(html: HtmlClient, name: str) -> None:
    page = html.get(with_parameter(PAGES[name], "as_of", "2099-12-31"))
    assert page.h1 == html.get(PAGES[name]).h1


@pytest.mark.parametrize(
    "name",
    ["overview", "list", "list, nothing", "threads", "matrix", "elections", "documents", "method"],
)
def test_page_before_everything_stands_and_is_empty(html: HtmlClient, name: str) -> None:
    page = html.get(with_parameter(PAGES[name], "as_of", "1990-01-01"))
    assert page.refs() == []


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in PAGES
        if name.partition(",")[0]
        in ("overview", "list", "search", "item", "threads", "thread", "matrix")
        and name not in LATER
    ],
)
def test_day_can_be_chosen_and_the_view_is_kept(html: HtmlClient, name: str) -> None:
    page = html.get(PAGES[name])
    (control,) = [field for field in page.elements("input") if field.get("name") == "as_of"]
    form = next(parent for parent in page.within(control) if parent.tag == "form")
    address = page.submitted(form, as_of=[DAY])
    answer = html.client.get(address, follow_redirects=False)
    shown = html.get(answer.headers.get("location", address))
    kept = parse_qs(urlsplit(PAGES[name]).query)
    kept.pop("limit", None)
    found = parse_qs(urlsplit(shown.url).query)
    assert {key: found.get(key) for key in kept} == kept
    assert found["as_of"] == [DAY]


def test_2b_of_2011_by_the_end_of_2011(html: HtmlClient) -> None:
    """The answer is dated 2011 without a month: it counts from the last day of the year."""
    page = html.get(f"/recommendations/KZ-2011-PRES-2B?as_of={DAY}")
    stand = text_of(page.with_class("stand")[0])
    assert "reported implemented" in stand
    assert "accounts differ" not in stand
    assert "no later report" in stand
    html.get("/recommendations/KZ-2011-PRES-2B?as_of=2011-12-30", status=404)
