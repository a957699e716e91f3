"""Endless words, other scripts, markup, and very many of one thing: nothing sticks out."""

import pytest

from tests.browser.conftest import WIDE, Opener
from tests.browser.layout import SMALL, STATES, problems
from tests.web.addresses import PAGES
from tests.web.hard_addresses import FOUND, HARD_PAGES, LISTS, MANY

ENDS = [(SMALL, 100), (WIDE, 200)]
GROUPS = {
    "lists": ([*LISTS, *FOUND], ENDS),
    "many": ([*MANY], ENDS),
    "BB": ([name for name in HARD_PAGES if name.startswith("BB")], STATES),
    "CC": ([name for name in HARD_PAGES if name.startswith("CC")], ENDS),
    "DD": ([name for name in HARD_PAGES if name.startswith("DD")], ENDS),
}
"""Pages, with the states in which they are looked at."""
OPEN = "document.querySelectorAll('details').forEach((box) => { box.open = true })"


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_sticks_out_is_cut_off_or_overlaps(hard_opened: Opener, group: str) -> None:
    page = hard_opened("/about/method")
    wrong = []
    names, states = GROUPS[group]
    for name in names:
        page.goto(HARD_PAGES[name])
        page.evaluate(OPEN)
        wrong += [f"{HARD_PAGES[name]} {text}" for text in problems(page, states)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("half", [0, 1])
def test_nothing_sticks_out_with_large_text(opened: Opener, half: int) -> None:
    page = opened("/about/method")
    wrong = []
    for address in list(PAGES.values())[half::2]:
        page.goto(address)
        page.evaluate(OPEN)
        wrong += [f"{address} {text}" for text in problems(page, ENDS)]
    assert not wrong, "\n".join(wrong)
