"""Taking away with a browser: copies, files, and a citation that follows what is shown."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener


def copied(page: Page) -> str:
    """Return what the clipboard holds."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_link_and_citation_are_copied(opened: Opener, site: str) -> None:
    page = opened("/recommendations/KZ-2004-PARL-6")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy link")
    button.click()
    expect(page.locator("#live")).to_have_text("Copied")
    assert copied(page) == f"{site}/recommendations/KZ-2004-PARL-6"
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("[data-copy=citation-bibtex]")).to_have_text("Copied")
    assert copied(page).startswith("@misc{throughline-recommendations-kz-2004-parl-6-")
    expect(page.get_by_role("button", name="Copy BibTeX")).to_be_visible()
    expect(page.locator("#live")).to_have_text("")


def test_files_of_a_citation_are_saved_without_scripts(opened: Opener) -> None:
    page = opened("/threads/results-by-polling-station", scripts=False)
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    page.get_by_text("Cite this page").click()
    for name, start in ((".bib", "@misc{"), (".ris", "TY  - ELEC")):
        with page.expect_download() as saved:
            page.get_by_role("link", name=f"Download {name}").click()
        assert re.fullmatch(
            rf"throughline-threads-results-by-polling-station-\d{{8}}\{name}",
            saved.value.suggested_filename,
        )
        assert Path(saved.value.path()).read_text(encoding="utf-8").startswith(start)


def test_file_of_a_view_is_saved(opened: Opener) -> None:
    page = opened("/recommendations?kind=recommendation&election=KZ-2016-PARL")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV of this view").click()
    assert saved.value.suggested_filename.startswith("throughline-recommendations-")
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 25


def test_citation_follows_a_swap_and_stays_open(opened: Opener) -> None:
    page = opened("/recommendations")
    page.get_by_text("Cite this page").click()
    expect(page.locator("#citation-plain")).not_to_contain_text("kind=")
    page.locator("#facet-kind-welcomed").check()
    expect(page.locator("#citation-plain")).to_contain_text("/recommendations?kind=welcomed&as_of=")
    expect(page.locator("#citation-ris")).to_be_visible()
    expect(page.get_by_role("link", name="CSV of this view")).to_have_attribute(
        "href", "/recommendations.csv?kind=welcomed"
    )
