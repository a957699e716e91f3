"""Endless words, other scripts, markup, and very many of one thing: nothing sticks out."""

import pytest

from tests.browser.conftest import Opener
from tests.browser.layout import problems
from tests.web.hard_addresses import FOUND, HARD_PAGES, LISTS, MANY

GROUPS = {
    "lists": [*LISTS, *FOUND],
    "many": [*MANY],
    **{code: [name for name in HARD_PAGES if name.startswith(code)] for code in ("BB", "CC", "DD")},
}


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_sticks_out_is_cut_off_or_overlaps(hard_opened: Opener, group: str) -> None:
    page = hard_opened("/about/method")
    wrong = []
    for name in GROUPS[group]:
        page.goto(HARD_PAGES[name])
        page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true })")
        wrong += [f"{HARD_PAGES[name]} {text}" for text in problems(page)]
    assert not wrong, "\n".join(wrong)
