"""Every page: nothing that axe finds, nothing that sticks out; light, dark, wide, narrow."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, NARROW, WIDE, Opener

PAGES = {
    "overview": "/",
    "list": "/recommendations?kind=recommendation&as_of=2016-12-31&limit=6",
    "list, nothing": "/recommendations?q=zzzzzz",
    "item, answered": "/recommendations/KZ-2011-PRES-2B",
    "item, lead-in": "/recommendations/KZ-2011-PRES-2",
    "item, long": "/recommendations/KZ-2004-PARL-6",
    "search": "/search?q=results&limit=3",
    "threads": "/threads?limit=5",
    "thread": "/threads/results-by-polling-station",
    "matrix": "/matrix?limit=8",
    "matrix, all": "/matrix?show=all&limit=4",
    "differ": "/accounts-differ?limit=2",
    "elections": "/elections",
    "election": "/elections/KZ-2016-PARL",
    "election, not held": "/elections/KZ-2005-PRES",
    "documents": "/documents",
    "document": "/documents/kz-2011-cec-comments",
    "leaf": "/documents/kz-2011-cec-comments/pages/22",
    "text": "/documents/kz-2016-final-report/text",
    "undertakings": "/undertakings?limit=6",
    "statements": "/statements",
    "standards": "/standards?instrument_class=treaty",
    "standard": "/standards/copenhagen-1990/7.5",
    "instrument": "/standards/copenhagen-1990",
    "organisations": "/organisations",
    "organisation, authority": "/organisations/kz-cec",
    "organisation, observer": "/organisations/osce-pa",
    "topics": "/topics?limit=3",
    "topic": "/topics/counting/results",
    "countries": "/countries",
    "country": "/countries/KZ",
    "method": "/about/method",
    "data": "/data",
    "corrections": "/corrections",
    "correction": "/corrections/new?page=%2Fdata",
}
FAILING = {"not found": ("/recommendations/KZ-2016-PARL-240", 404),
           "wrong parameter": ("/recommendations?kind=poem", 400)}  # fmt: skip
STICKS_OUT = """() => {
  const room = document.documentElement.clientWidth;
  const inside = (e) => e.closest('.scroll, .vh, .skip');
  const wide = [...document.querySelectorAll('body *')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > room + 1 || box.left < -1) && !inside(e);
  });
  return {
    page: document.documentElement.scrollWidth - room,
    elements: wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)),
  };
}"""


def look(page: Page, rules: Sequence[str] = ()) -> str:
    """Return what axe finds by these rules, or by all, in words; empty when there is nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, object] = {"resultTypes": ["violations"], "elementRef": False}
    if rules:
        options["runOnly"] = list(rules)
    results = page.evaluate("(options) => axe.run(document, options)", options)
    assert len(results["passes"]) >= min(len(rules), 1)
    found = []
    for violation in results["violations"]:
        found.append(f"{violation['id']}: {violation['help']}")
        for node in violation["nodes"][:4]:
            reasons = "; ".join(check["message"] for check in node["any"])
            found.append(f"  {node['html'][:160]} ({reasons[:200]})")
    return "\n".join(found)


@pytest.mark.parametrize("name", [*PAGES, *FAILING])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing(opened: Opener, name: str, width: int) -> None:
    address, failing = FAILING.get(name, (PAGES.get(name, ""), 0))
    page = opened(address, width=width, failing=failing)
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    light = look(page)
    assert not light, f"{address} at {width}, light:\n{light}"
    page.emulate_media(color_scheme="dark")
    dark = look(page, ["color-contrast", "link-in-text-block"])
    assert not dark, f"{address} at {width}, dark:\n{dark}"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(opened: Opener, name: str) -> None:
    page = opened(PAGES[name], width=320)
    for width in (320, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found = page.evaluate(STICKS_OUT)
        assert found == {"page": 0, "elements": []}, f"{PAGES[name]} at {width}"


@pytest.mark.parametrize("name", ["overview", "list", "item, answered", "thread", "matrix"])
def test_print_is_dark_on_white_whatever_the_screen_is(opened: Opener, name: str) -> None:
    page = opened(PAGES[name], width=794, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    found = look(page, ["color-contrast"])
    assert not found, f"{PAGES[name]} on paper:\n{found}"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()
    assert page.pdf().startswith(b"%PDF")
