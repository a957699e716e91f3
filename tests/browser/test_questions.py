"""What a journalist asks, answered in two clicks from the start, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener

PLACE = re.compile(r"page (\d+|not known)")

REPORTED_AND_ASKED_AGAIN = [
    "KZ-2011-PRES-2B", "KZ-2011-PRES-10", "KZ-2011-PRES-14A", "KZ-2011-PRES-16B"
]  # fmt: skip

WAYS = pytest.mark.parametrize(
    ("scripts", "width"), [(True, WIDE), (False, WIDE), (True, NARROW), (False, NARROW)]
)


def start(opened: Opener, scripts: bool, width: int) -> Page:
    """The start page."""
    return opened("/", width=width, scripts=scripts)


@WAYS
def test_which_recommendations_have_come_back_most_often(
    opened: Opener, scripts: bool, width: int
) -> None:
    page = start(opened, scripts, width)
    page.get_by_role("link", name="Which recommendations have come back most often?").click()
    expect(page).to_have_url(re.compile(r"/threads\?sort=-recurrence$"))
    first = page.locator(".thread-row").first
    expect(first.locator("h2, h3").first).to_contain_text("Formal and collegial decisions")
    years = first.locator(".strip-occurs .strip-year").all_inner_texts()
    assert years == ["2004", "2007", "2011", "2016"]
    first.get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("Formal and collegial decisions")


@WAYS
def test_which_were_reported_implemented_and_recommended_again(
    opened: Opener, scripts: bool, width: int
) -> None:
    page = start(opened, scripts, width)
    page.get_by_role("link", name="Which were reported implemented and recommended again?").click()
    refs = page.locator(".item .ref a").all_inner_texts()
    assert refs == REPORTED_AND_ASKED_AGAIN
    expect(page.locator(".count")).to_contain_text(f"{len(REPORTED_AND_ASKED_AGAIN)} of 80")
    for row in page.locator(".item").all():
        expect(row).to_contain_text("recommended again")
        expect(row).to_contain_text("reported implemented")
        assert PLACE.search(row.inner_text())


@WAYS
def test_what_was_said_about_results_by_polling_station(
    opened: Opener, scripts: bool, width: int
) -> None:
    page = start(opened, scripts, width)
    page.get_by_role(
        "link", name="What was said in each election about publishing results by polling station?"
    ).click()
    expect(page).to_have_url(re.compile(r"/threads/results-by-polling-station$"))
    for year, said in {
        "2004": "KZ-2004-PARL-6", "2011": "KZ-2011-PRES-11", "2016": "KZ-2016-PARL-24"
    }.items():  # fmt: skip
        chapter = page.locator("section.chapter", has=page.locator(f"h2:has-text('{year}')"))
        item = chapter.locator(f"[id='item-{said}']")
        expect(item).to_be_visible()
        assert PLACE.search(item.inner_text())
    welcomed = page.locator("section.chapter", has=page.locator("h2:has-text('2007')"))
    assert PLACE.search(welcomed.inner_text())
    expect(page.locator(".answer").first).to_be_visible()


def test_each_page_of_the_answer_opens_at_its_document(opened: Opener) -> None:
    page = opened("/threads/results-by-polling-station")
    page.locator("[id='item-KZ-2016-PARL-24'] .place").first.click()
    expect(page).to_have_url(re.compile(r"/documents/kz-2016-final-report/pages/25(#[\w.-]+)?$"))
    expect(page.locator("main")).to_contain_text("KZ-2016-PARL-24")
