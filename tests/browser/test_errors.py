"""What goes wrong with a request of htmx is shown in place of the content, as without scripts."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

LIST = "/recommendations"


def message(page: Page) -> str:
    """Return the heading of the error that has the focus."""
    heading = page.locator("main#main > .problem > h1")
    expect(heading).to_be_focused()
    return heading.inner_text()


def test_wrong_filter_is_told_and_back_leads_to_the_view(opened: Opener) -> None:
    """As an old copy of the page may ask, whose filter is gone."""
    asked = f"{LIST}?q=&as_of=&kind=poem&sort=reference"
    page = opened(LIST, failing=400, asked=asked)
    box = page.locator("#facet-kind-recommendation")
    box.evaluate("box => { box.value = 'poem' }")
    box.check()
    assert message(page) == "Wrong parameter"
    expect(page.locator("main#main")).to_contain_text("recommendation, concern, welcomed")
    expect(page).to_have_title("Wrong parameter · Throughline")
    expect(page).to_have_url(re.compile(r"/recommendations\?q=&as_of=&kind=poem&"))
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("header.top")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Recommendations")
    expect(page).to_have_url(re.compile(r"/recommendations$"))
    expect(page.locator("article.item").first).to_be_visible()


def test_sorting_that_is_gone_is_told(opened: Opener) -> None:
    asked = "/matrix?sort=colour"
    page = opened("/matrix", failing=400, asked=asked)
    page.evaluate("to => htmx.ajax('GET', to, {target: '#threads-view', swap: 'outerHTML'})", asked)
    assert message(page) == "Wrong parameter"
    expect(page).to_have_url(re.compile(r"/matrix\?sort=colour$"))


def test_day_being_typed_is_not_refused(opened: Opener) -> None:
    """While a year is typed the box holds the years 2, 20 and 201: they are not asked for."""
    page = opened(LIST)
    box = page.locator("#recommendations-as-of")
    box.focus()
    page.keyboard.type("12312011", delay=300)
    expect(page.locator(".count b")).to_have_text("290")
    expect(box).to_be_focused()
    expect(page.locator(".problem")).to_have_count(0)
