"""A browser that lacks something: styles, storage, colours, movement, a mouse. Nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.web.addresses import PAGES

UNSTYLED = """() => {
  const main = document.querySelector('main');
  const seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const quiet = 'script, option, [hidden], details:not([open]) > :not(summary)';
  const lost = [...main.querySelectorAll('*')].filter((e) =>
    e.textContent.trim() && !e.closest(quiet) && !(e instanceof SVGElement) && !seen(e));
  const order = [...document.querySelectorAll('h1, h2, h3, h4')];
  const tops = order.filter(seen).map((e) => e.getBoundingClientRect().top);
  return {
    first: order.length ? order[0].tagName : 'none',
    lost: lost.slice(0, 3).map((e) => e.outerHTML.slice(0, 100)),
    inOrder: tops.every((top, at) => !at || top >= tops[at - 1]),
    styled: getComputedStyle(document.body).marginTop !== '8px',
  };
}"""
NO_STORE = """
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
  Object.defineProperty(window, name, {get() { throw new DOMException(name, 'SecurityError'); }});
}
Object.defineProperty(Document.prototype, 'cookie', {
  get() { throw new DOMException('cookie', 'SecurityError'); },
  set() { throw new DOMException('cookie', 'SecurityError'); },
});
"""
FILLED = "(e) => getComputedStyle(e).backgroundColor"
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const before = window.before;
  window.before = e;
  return {
    name: e.outerHTML.slice(0, 90),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    shown: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight,
    after: !before || before === e || Boolean(before.compareDocumentPosition(e)
      & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)),
    end: e === document.body,
  };
}"""


def test_pages_without_styles_read_in_order(opened: Opener) -> None:
    page = opened("/", without=["css", "svg"])
    for address in {address.partition("?")[0]: address for address in PAGES.values()}.values():
        page.goto(address)
        found = page.evaluate(UNSTYLED)
        expected = {"first": "H1", "lost": [], "inOrder": True, "styled": False}
        assert found == expected, address


def test_nothing_is_stored_and_no_storage_is_needed(opened: Opener) -> None:
    page = opened("/about/method")
    page.context.add_init_script(NO_STORE)
    page.goto("/recommendations")
    page.evaluate("window.stayed = true")
    page.locator("#facet-kind-recommendation").check()
    expect(page).to_have_url(re.compile(r"\?kind=recommendation$"))
    assert page.evaluate("window.stayed")
    page.locator("article.item h2 a").first.click()
    expect(page.locator("main.dossier h1")).to_be_visible()
    page.go_back()
    expect(page.locator("#facet-kind-recommendation")).to_be_checked()
    page.goto("/matrix")
    page.get_by_role("link", name="title", exact=True).click()
    expect(page).to_have_url(re.compile(r"sort=title$"))
    assert page.context.cookies() == []


def test_what_is_told_with_colours_of_the_readers_own(opened: Opener) -> None:
    page = opened("/matrix?show=all")
    page.emulate_media(forced_colors="active")
    for address in ("/matrix?show=all", "/recommendations/KZ-2011-PRES-2B", "/accounts-differ"):
        page.goto(address)
        for tag in page.locator("main .tag:visible, main .differ:visible").all()[:40]:
            assert re.search(r"[a-z]{2}", tag.inner_text()), address
    page.goto("/matrix")
    filled = page.locator("td .sign-recommendation").first.evaluate(FILLED)
    empty = page.locator("td .sign-concern").first.evaluate(FILLED)
    assert filled != empty
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"]


def test_nothing_moves_where_movement_is_not_wanted(opened: Opener) -> None:
    moving = (
        "[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
        " return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'; }).length"
    )
    page = opened("/recommendations")
    assert page.evaluate(moving) == 1
    page.emulate_media(reduced_motion="reduce")
    for address in ("/", "/recommendations", "/search?q=results", "/matrix", "/about/method"):
        page.goto(address)
        assert page.evaluate(moving) == 0, address


@pytest.mark.parametrize(
    "address",
    ["/recommendations?limit=3", "/search?q=results&limit=3", "/matrix?limit=2",
     "/recommendations/KZ-2011-PRES-2B", "/accounts-differ?limit=2"],
)  # fmt: skip
def test_keyboard_follows_the_text_to_the_end(opened: Opener, address: str) -> None:
    page = opened(address)
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["end"]:
            break
        assert found["ring"], found
        assert found["shown"], found
        assert found["after"], found
    assert found["end"]


SWAPS = {
    "list": ("/recommendations", "#facet-kind-recommendation", "kind=recommendation", ".ref a"),
    "search": ("/search?q=results", "#facet-kind-recommendation", "kind=recommendation", ".ref a"),
    "threads": ("/threads", "#sort-5", "sort=title", ".thread-row :is(h2, h3) a"),
    "matrix": ("/matrix", "#sort-5", "sort=title", "tbody th a"),
}
"""A control that swaps a view, what the address gets by it, and a link that leads elsewhere."""


@pytest.mark.parametrize("name", SWAPS)
def test_back_from_a_link_after_a_swap_is_the_whole_view(
    opened: Opener, site: str, name: str
) -> None:
    address, control, query, link = SWAPS[name]
    page = opened(address)
    page.evaluate("window.stayed = true")
    page.locator(control).click()
    expect(page).to_have_url(re.compile(rf"{query}$"))
    assert page.evaluate("window.stayed")
    expect(page.locator(control)).to_be_focused()
    swapped = page.url
    wanted = page.locator("main").inner_text()
    page.locator(f"main {link}").first.click()
    expect(page).not_to_have_url(swapped)
    expect(page.locator("h1")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(swapped)
    expect(page.locator("header.top")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("main").inner_text() == wanted
    again = opened(swapped.removeprefix(site))
    expect(again.locator("header.top")).to_be_visible()
    assert again.locator("main").inner_text() == wanted
    page.go_back()
    expect(page.locator("header.top")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
