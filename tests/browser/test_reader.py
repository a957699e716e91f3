"""The reader in a browser: what is marked is seen, reached by its address, and stands on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener
from tests.browser.test_accessibility import look

LEAF = "/documents/{}-comments/pages/3"
TEXT = "/documents/{}-comments/text"
BACKGROUND = "(e) => getComputedStyle(e).backgroundColor"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("address", [LEAF, TEXT])
@pytest.mark.parametrize("country", ["cc", "dd"])
def test_axe_finds_nothing_in_a_text(
    hard_opened: Opener, country: str, address: str, width: int
) -> None:
    page = hard_opened(address.format(country), width=width)
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    light = look(page)
    assert not light, light
    page.emulate_media(color_scheme="dark")
    dark = look(page, ["color-contrast", "link-in-text-block"])
    assert not dark, dark


def inside(page: Page, id: str) -> bool:
    """Return whether an element stands within the window."""
    found: bool = page.evaluate(
        "(id) => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }",
        id,
    )
    return found


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", [LEAF, TEXT])
def test_address_of_an_item_leads_to_its_passage_and_lights_it_up(
    hard_opened: Opener, address: str, scripts: bool
) -> None:
    page = hard_opened(address.format("dd") + "#DD-2010-PARL-1", scripts=scripts)
    reference = page.locator("#DD-2010-PARL-1")
    expect(reference).to_be_visible()
    mark = page.locator("mark.passage", has=reference).last
    lit = mark.evaluate(BACKGROUND)
    page.goto(address.format("dd"))
    assert mark.evaluate(BACKGROUND) != lit
    assert "script" in mark.inner_text()


def test_passage_that_is_led_to_stands_in_the_window(hard_opened: Opener) -> None:
    page = hard_opened(TEXT.format("bb") + "#BB-2010-PARL-1", width=NARROW)
    assert inside(page, "BB-2010-PARL-1")
    # From there the keyboard goes on with what follows in the text.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.text') !== null")


def test_footnote_and_back_by_keyboard(hard_opened: Opener) -> None:
    page = hard_opened(LEAF.format("dd"))
    page.locator("#note-mark-3-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note-3-1")).to_be_in_viewport()
    page.locator("#note-3-1 a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#note-mark-3-1")


def test_text_from_right_to_left_begins_at_the_right(hard_opened: Opener) -> None:
    page = hard_opened(LEAF.format("cc"))
    for piece in page.locator(".text > .piece").all():
        assert piece.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    page.goto(LEAF.format("dd"))
    piece = page.locator(".text > .piece").last
    assert piece.evaluate("(e) => getComputedStyle(e).direction") == "ltr"


def test_text_stands_on_paper_with_its_marks(hard_opened: Opener) -> None:
    page = hard_opened(TEXT.format("dd"), width=794, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not look(page, ["color-contrast"])
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("#page-3")).to_be_visible()
    mark = page.locator("mark.passage").first
    assert mark.evaluate("(e) => getComputedStyle(e).borderBottomStyle") in ("solid", "dashed")
