"""Search while typing, with the focus kept, the back button and pages opened anew."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opener


def test_results_come_while_typing_and_the_address_follows(opened: Opener) -> None:
    page = opened("/search", replacing=True)
    box = page.locator("#search-q")
    box.press_sequentially("publicat", delay=20)
    expect(page).to_have_url(re.compile(r"/search\?q=publicat$"))
    expect(page.locator("mark").first).to_have_text("Publication")
    expect(box).to_be_focused()
    expect(page.locator("#live")).to_have_text(re.compile(r"\d+ results"))
    box.fill("comission")
    page.get_by_role("link", name="commission", exact=True).click()
    expect(page).to_have_url(re.compile(r"/search\?q=commission$"))
    expect(box).to_have_value("commission")


def test_back_and_a_page_opened_anew_are_whole(opened: Opener) -> None:
    page = opened("/search?q=results", replacing=True)
    page.locator("#facet-kind-recommendation").check()
    expect(page).to_have_url(re.compile(r"/search\?q=results&kind=recommendation$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/search\?q=results$"))
    expect(page.locator("h1")).to_have_text("Search")
    expect(page.locator("header.top")).to_be_visible()
    expect(page.locator("#facet-kind-recommendation")).not_to_be_checked()
    expect(page.locator("#search-q")).to_have_value("results")
    page.go_forward()
    expect(page.locator("#facet-kind-recommendation")).to_be_checked()
    page.reload()
    expect(page.locator("#facet-kind-recommendation")).to_be_checked()
    expect(page.locator("h1")).to_have_text("Search")


def test_focus_is_on_the_count_when_a_removed_filter_is_gone(opened: Opener) -> None:
    page = opened("/recommendations?kind=concern&election=KZ-2007-PARL")
    page.evaluate("window.stayed = true")
    chip = page.locator(".chip", has_text="Kind")
    chip.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recommendations\?election=KZ-2007-PARL$"))
    expect(page.locator("#recommendations-count")).to_be_focused()
    assert page.evaluate("window.stayed")
    page.keyboard.press("Tab")
    expect(page.locator("#recommendations-sort")).to_be_focused()


def test_search_without_scripts(opened: Opener) -> None:
    page = opened("/", scripts=False)
    page.locator("#find-q").fill("results by polling station")
    page.locator("#find-q").press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=results\+by\+polling\+station$"))
    page.locator("#facet-kind-recommendation").check()
    page.locator("#search-form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"q=results\+by\+polling\+station&kind=recommendation"))
    assert page.locator(".item").count() == 3
