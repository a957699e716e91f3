"""A reader without scripts comes from the overview to the answer, by links and forms alone."""

import pytest

from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database

FILTERS = "/recommendations"


def count(page: Page) -> str:
    """Return what the page says of how many there are."""
    return text_of(page.with_class("count")[0])


def follow(html: HtmlClient, page: Page, name: str) -> Page:
    """Click the link with this text."""
    return html.get(page.link(name))


def test_from_a_question_to_the_page_of_the_document(html: HtmlClient) -> None:
    page = html.get("/")
    page = follow(html, page, "Which were reported implemented and recommended again?")
    assert page.refs()
    dossier = html.get(f"/recommendations/{page.refs()[0]}")
    assert "reported implemented" in dossier.text
    place = next(
        link for link in dossier.with_class("place") if "/pages/" in (link.get("href") or "")
    )
    leaf = html.get(place.get("href") or "")
    assert leaf.h1.startswith("Page ")
    assert page.refs()[0] in leaf.text


def test_words_from_every_page_lead_to_the_search(html: HtmlClient) -> None:
    for address in ("/", "/matrix", "/about/method", "/documents"):
        page = html.get(address)
        form = next(form for form in page.elements("form") if form.get("role") == "search")
        found = html.get(page.submitted(form, q=["observers"]))
        assert found.url == "/search?q=observers"
        assert found.by_id("search-q").get("value") == "observers"
        assert found.refs()


def test_filters_are_put_together_and_taken_away(html: HtmlClient) -> None:
    page = html.get(FILTERS)
    everything = count(page)
    page = html.submit(page, FILTERS, kind=["recommendation"])
    assert page.url == f"{FILTERS}?kind=recommendation"
    assert count(page).startswith("80 of ")
    page = html.submit(page, FILTERS, position=["not_accepted"])
    assert count(page).startswith("11 of ")
    assert len(page.refs()) == 11
    page = html.submit(page, FILTERS, sort=["-reference"])
    assert page.url == f"{FILTERS}?kind=recommendation&position=not_accepted&sort=-reference"
    assert page.refs() == sorted(page.refs(), key=page.refs().index)
    page = html.submit(page, FILTERS, q=["observers"])
    assert 0 < len(page.refs()) < 11
    page = html.submit(page, FILTERS, as_of=["2011-12-31"])
    assert "As of" in text_of(page.with_class("asof")[0])
    page = follow(html, page, "Return to today")
    page = html.submit(page, FILTERS, kind=[], position=[], q=[""], sort=["reference"])
    assert page.url == FILTERS
    assert count(page) == everything


def test_matrix_is_sorted_and_a_cell_opened(html: HtmlClient) -> None:
    page = follow(html, html.get("/"), "Matrix")
    page = follow(html, page, "accounts differ")
    page = follow(html, page, "assessments")
    assert page.url == "/matrix?sort=accounts_differ&show=assessments"
    cell = page.with_class("cell-item")[0]
    assert html.get(cell.get("href") or "").h1.startswith("KZ-")


def test_thread_leads_to_its_items_and_elections(html: HtmlClient) -> None:
    page = follow(html, html.get("/threads"), "Publication of results by polling station")
    listed = follow(html, page, "Its items as a list")
    assert {"KZ-2004-PARL-6", "KZ-2011-PRES-11", "KZ-2016-PARL-24"} <= set(listed.refs())
    election = follow(html, page, "Presidential election, 2005")
    assert "final report not held" in election.text


@pytest.mark.parametrize("name", ["Main", "All pages"])
def test_navigation_marks_where_one_is(html: HtmlClient, name: str) -> None:
    def marked(page: Page) -> list[tuple[str, str | None]]:
        found = next(nav for nav in page.elements("nav") if nav.get("aria-label") == name)
        return [
            (text_of(a), a.get("aria-current")) for a in found.iter("a") if a.get("aria-current")
        ]

    page = html.get("/")
    menu = next(nav for nav in page.elements("nav") if nav.get("aria-label") == name)
    links = [(text_of(link), link.get("href") or "") for link in menu.iter("a")]
    assert len(links) == {"Main": 7, "All pages": 17}[name]
    for text, address in links:
        assert marked(html.get(address)) == [(text, "page")]
    assert marked(html.get("/recommendations/KZ-2016-PARL-24")) == [("Recommendations", "true")]


def test_name_in_the_head_marks_the_overview(html: HtmlClient) -> None:
    for address, current in (("/", "page"), ("/matrix", None)):
        (brand,) = html.get(address).with_class("brand")
        assert brand.get("aria-current") == current
