"""The list of recommendations and the matrix, quicker by htmx and whole without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

LIST = "/recommendations"


def mark(page: Page) -> None:
    """Remember this document: a page that was loaded anew has forgotten it."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    """Whether the document is still the one that was marked."""
    return bool(page.evaluate("window.stayed === true"))


def count(page: Page) -> str:
    """Return what the page says of how many there are."""
    return page.locator(".count").inner_text()


def focused(page: Page) -> str:
    """Return the id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def test_choosing_a_facet_by_mouse(opened: Opener) -> None:
    page = opened(LIST)
    mark(page)
    everything = count(page)
    page.get_by_label("not accepted", exact=False).first.check()
    expect(page).to_have_url(re.compile(r"/recommendations\?position=not_accepted$"))
    expect(page.locator(".count b")).to_have_text("29")
    assert count(page) != everything
    assert stayed(page)
    assert focused(page) == "facet-position-not_accepted"
    expect(page.locator("#facet-position-not_accepted")).to_be_checked()
    expect(page.locator("#live")).to_have_text("29 items")
    expect(page.locator(".chip")).to_have_count(1)
    kinds = page.locator("fieldset", has_text="Kind").first
    expect(kinds.locator(".choice", has_text="Recommendation").locator(".n")).to_have_text("11")
    page.locator("#facet-kind-recommendation").check()
    expect(page.locator(".count b")).to_have_text("11")
    expect(page.locator("article.item")).to_have_count(11)
    page.locator("#facet-kind-recommendation").uncheck()
    expect(page.locator(".count b")).to_have_text("29")
    assert stayed(page)


def test_choosing_a_facet_by_keyboard(opened: Opener) -> None:
    page = opened(LIST)
    mark(page)
    page.locator("#recommendations-q").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "facet-kind-recommendation":
            break
    assert focused(page) == "facet-kind-recommendation"
    page.keyboard.press("Space")
    expect(page.locator(".count b")).to_have_text("80")
    expect(page).to_have_url(re.compile(r"\?kind=recommendation$"))
    assert stayed(page)
    assert focused(page) == "facet-kind-recommendation"
    page.keyboard.press("Tab")
    assert focused(page).startswith("facet-")
    assert focused(page) != "facet-kind-recommendation"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/recommendations$"))


def test_opened_values_stay_open(opened: Opener) -> None:
    page = opened(LIST)
    box = page.locator("#more-topic")
    box.locator("summary").click()
    box.locator("input").last.check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#more-topic")).to_have_attribute("open", "")


@pytest.mark.parametrize("pause", [20, 320])
def test_typing_filters_and_loses_no_character(opened: Opener, pause: int) -> None:
    """320 ms between keys is longer than the wait, so that answers come in between."""
    page = opened(LIST, replacing=True)
    mark(page)
    words = page.locator("#recommendations-q")
    words.click()
    words.press_sequentially("observers", delay=pause)
    expect(page).to_have_url(re.compile(r"\?q=observers$"))
    expect(words).to_have_value("observers")
    assert focused(page) == "recommendations-q"
    words.press_sequentially(" access", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=observers\+access$"))
    expect(words).to_have_value("observers access")
    expect(page.locator("#live")).to_have_text(re.compile(r"^\d+ items?$"))
    assert stayed(page)
    page.keyboard.press("Enter")
    expect(words).to_have_value("observers access")
    assert stayed(page)


def test_sorting_and_day_are_part_of_the_view(opened: Opener) -> None:
    page = opened(f"{LIST}?kind=recommendation")
    mark(page)
    page.locator("#recommendations-sort").select_option("-reference")
    expect(page).to_have_url(re.compile(r"\?kind=recommendation&sort=-reference$"))
    expect(page.locator("article.item .ref a").first).to_contain_text("KZ-2016-PARL-24")
    page.locator("#recommendations-as-of").fill("2011-12-31")
    expect(page.locator(".asof")).to_contain_text("As of")
    expect(page.locator(".count b")).to_have_text("56")
    assert stayed(page)
    assert focused(page) == "recommendations-as-of"


def test_back_and_a_reopened_address_show_the_whole_page(opened: Opener) -> None:
    page = opened(LIST)
    page.locator("#facet-kind-recommendation").check()
    expect(page.locator(".count b")).to_have_text("80")
    page.locator("#facet-position-not_accepted").check()
    expect(page.locator(".count b")).to_have_text("11")
    address = page.url
    page.go_back()
    expect(page.locator(".count b")).to_have_text("80")
    expect(page.locator("h1")).to_have_text("Recommendations")
    expect(page.locator("header.top nav a")).not_to_have_count(0)
    expect(page.locator("#facet-kind-recommendation")).to_be_checked()
    expect(page.locator("#facet-position-not_accepted")).not_to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/recommendations$"))
    expect(page.locator("#facet-kind-recommendation")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".count b")).to_have_text("80")
    again = opened(address)
    expect(again.locator("h1")).to_have_text("Recommendations")
    expect(again.locator(".count b")).to_have_text("11")
    expect(again.locator("#facet-position-not_accepted")).to_be_checked()


def test_back_from_an_item_shows_the_list_as_it_was(opened: Opener) -> None:
    page = opened(LIST)
    page.locator("#facet-kind-recommendation").check()
    expect(page.locator(".count b")).to_have_text("80")
    page.locator("article.item h2 a").first.click()
    expect(page.locator("h1")).to_contain_text("KZ-2004-PARL-1")
    page.go_back()
    expect(page.locator(".count b")).to_have_text("80")
    expect(page.locator("header.top")).to_be_visible()


def test_matrix_is_sorted_without_a_page_load(opened: Opener) -> None:
    page = opened("/matrix")
    mark(page)
    first = page.locator("tbody th").first.inner_text()
    page.get_by_role("link", name="title", exact=True).click()
    expect(page).to_have_url(re.compile(r"/matrix\?sort=title$"))
    expect(page.locator("tbody th").first).not_to_have_text(first)
    titles = page.locator("tbody th a").all_inner_texts()
    assert titles == sorted(titles)
    expect(page.locator("#live")).to_have_text(re.compile(r"^\d+ recurring recommendations$"))
    expect(page.locator("h1")).to_have_count(1)
    assert stayed(page)
    page.get_by_role("link", name="assessments", exact=True).click()
    expect(page).to_have_url(re.compile(r"sort=title&show=assessments$"))
    assert stayed(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/matrix\?sort=title$"))
    expect(page.locator("header.top")).to_be_visible()
    expect(page.locator("table.matrix")).to_be_visible()


def test_sorting_by_keyboard_keeps_the_focus(opened: Opener) -> None:
    page = opened("/matrix")
    page.get_by_role("link", name="longest", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"sort=-span$"))
    expect(page.locator("#live")).not_to_be_empty()
    assert page.evaluate("document.activeElement.textContent") == "longest"


def test_filters_are_folded_on_a_narrow_screen_and_stay_as_left(opened: Opener) -> None:
    page = opened(LIST, width=390)
    expect(page.locator("#facet-box")).not_to_have_attribute("open", "")
    expect(page.locator("article.item").first).to_be_visible()
    page.locator("#facet-box > summary").click()
    page.locator("#facet-kind-recommendation").check()
    expect(page.locator(".count b")).to_have_text("80")
    expect(page.locator("#facet-kind-recommendation")).to_be_visible()


class TestWithoutScripts:
    """The same by submit buttons and links."""

    def test_facet_words_and_sorting(self, opened: Opener) -> None:
        page = opened(LIST, scripts=False)
        page.locator("#facet-kind-recommendation").check()
        page.locator("#facet-position-not_accepted").check()
        page.get_by_label("Sort by").select_option("-reference")
        page.locator("#recommendations-filters button[type=submit]").first.click()
        expect(page).to_have_url(
            re.compile(r"\?kind=recommendation&position=not_accepted&sort=-reference$")
        )
        expect(page.locator(".count b")).to_have_text("11")
        page.locator("#recommendations-q").fill("observers")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"\?q=observers&kind=recommendation"))
        expect(page.locator("#facet-kind-recommendation")).to_be_checked()
        page.locator(".chip").first.click()
        expect(page.locator(".count b")).to_have_text("11")
        page.go_back()
        page.go_back()
        expect(page.locator(".count b")).to_have_text("11")

    def test_values_behind_more(self, opened: Opener) -> None:
        page = opened(LIST, scripts=False)
        page.locator("#more-topic summary").click()
        page.locator("#more-topic input").last.check()
        page.locator("#recommendations-filters button[type=submit]").first.click()
        expect(page.locator(".chip")).to_have_count(1)

    def test_matrix(self, opened: Opener) -> None:
        page = opened("/matrix", scripts=False)
        page.get_by_role("link", name="title", exact=True).click()
        expect(page).to_have_url(re.compile(r"/matrix\?sort=title$"))
        titles = page.locator("tbody th a").all_inner_texts()
        assert titles == sorted(titles)

    def test_day_and_words_from_anywhere(self, opened: Opener) -> None:
        page = opened("/recommendations/KZ-2011-PRES-2B", scripts=False)
        page.locator("#as-of").fill("2011-12-31")
        page.locator(".asof-form button").click()
        expect(page).to_have_url(re.compile(r"2B\?as_of=2011-12-31$"))
        page.get_by_role("link", name="Return to today").click()
        page.locator("#find-q").fill("observers")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/search\?q=observers$"))

    def test_narrow_screen_has_filters_and_results(self, opened: Opener) -> None:
        page = opened(LIST, width=390, scripts=False)
        page.get_by_role("link", name="Skip the filters").click()
        expect(page).to_have_url(re.compile(r"#recommendations-results$"))
        expect(page.locator("article.item").first).to_be_visible()


ADDRESSES = ["/", LIST, "/recommendations/KZ-2011-PRES-2B", "/matrix", "/elections", "/documents"]
SEEN = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: e.tagName + ' ' + e.textContent.trim().slice(0, 40) + e.id,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.right > 0 && box.bottom > 0,
  };
}"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_keyboard_goes_through_the_page_and_is_seen(opened: Opener, address: str) -> None:
    page = opened(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(14):
        seen = page.evaluate(SEEN)
        assert seen["ring"], seen
        assert seen["shown"], seen
        page.keyboard.press("Tab")


@pytest.mark.parametrize("address", ADDRESSES)
def test_skip_link_leads_into_the_content(opened: Opener, address: str) -> None:
    page = opened(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
