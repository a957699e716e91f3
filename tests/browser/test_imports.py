"""The desk in a browser: a file goes up with progress, drafts are gone through by keyboard."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.main import create_app
from tests.browser.conftest import NARROW, WIDE, Opener, _opener, _serving
from tests.browser.test_accessibility import STICKS_OUT, look
from tests.databases import Databases
from tests.factories import make_document, make_election, make_item, make_organisation
from tests.web.desk import LIST, REPORT

ELECTION = "AA-2010-PARL"
DOCUMENT = "aa-2010-parl-final-report"


@pytest.fixture(scope="module")
def desk_site(
    all_databases: dict[str, Databases], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a service whose desk is open; it knows one report and one item of it."""
    with all_databases["sqlite"].migrated() as database:
        with database.write() as db:
            make_election(db, ELECTION)
            make_document(db, DOCUMENT, ELECTION)
            make_organisation(db, "commission", kind="authority")
            make_item(db, f"{ELECTION}-2", official_text="Small parties may get rooms.")
        settings = Settings(
            database_url=database.engine.url.render_as_string(hide_password=False),
            database_pool=8,
            threads=8,
            local_desk=True,
            files=tmp_path_factory.mktemp("files"),
        )
        with _serving(create_app(settings)) as address:
            yield address


@pytest.fixture
def at_desk(browser: Browser, desk_site: str) -> Iterator[Opener]:
    """Open an address of the desk; at the end no page may have met an error."""
    with _opener(browser, desk_site) as open_page:
        yield open_page


copies = count(1)
"""How many files went up so far."""


def upload(page: Page, name: str = "report.txt", text: str = REPORT) -> None:
    """Fill in the form and send it; no two files are the same, as drafts that wait stay one."""
    content = text and text + "\n" * next(copies)
    page.get_by_label("Election", exact=True).select_option(ELECTION)
    page.get_by_label("Document", exact=True).select_option(DOCUMENT)
    page.get_by_label("File", exact=True).set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Read it").click()


def look_again_until_read(page: Page) -> None:
    """Follow the link that stands in for the progress where there are no scripts."""
    page.wait_for_url(f"**{LIST}/*")
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()
        page.wait_for_load_state()


def read(page: Page) -> None:
    """Wait until the file has been read."""
    expect(page.get_by_role("link", name="Check one by one")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_goes_up_and_is_read(at_desk: Opener, scripts: bool) -> None:
    page = at_desk(LIST, scripts=scripts)
    upload(page)
    page.wait_for_url(f"**{LIST}/*")
    if not scripts:
        look_again_until_read(page)
    read(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("report.txt")


def test_only_what_a_kind_needs_is_asked_for(at_desk: Opener) -> None:
    page = at_desk(LIST, scripts=False)
    answers, map_ = page.get_by_label("Who answers"), page.get_by_label("Columns")
    expect(answers).to_be_hidden()
    page.get_by_label("comments").check()
    expect(answers).to_be_visible()
    expect(map_).to_be_hidden()
    page.get_by_label("table").check()
    expect(map_).to_be_visible()
    expect(page.get_by_label("Election", exact=True)).to_be_hidden()


def test_what_is_wrong_with_a_file_takes_the_focus_and_keeps_the_form(at_desk: Opener) -> None:
    page = at_desk(LIST, failing=422)
    upload(page, text="")
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#problems")).to_contain_text("empty")
    expect(page.get_by_label("Election", exact=True)).to_have_value(ELECTION)
    page.locator("#problems a").click()
    expect(page.get_by_label("File", exact=True)).to_be_focused()


def test_a_file_that_is_too_large_is_not_sent(at_desk: Opener, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    page = at_desk(LIST)
    page.get_by_label("Election", exact=True).select_option(ELECTION)
    field = page.get_by_label("File", exact=True)
    field.set_input_files(large)
    message = field.evaluate("field => field.validationMessage")
    assert "26.0 MB" in message
    page.get_by_role("button", name="Read it").click()
    expect(page).to_have_url(f"{page.url}")
    assert page.url.endswith(LIST)


def test_progress_shows_while_a_file_is_sent(at_desk: Opener) -> None:
    page = at_desk(LIST)
    seen: list[tuple[bool, float]] = []
    page.expose_function("saw", lambda hidden, value: seen.append((hidden, value)))
    page.evaluate(
        """() => {
          const place = document.getElementById('upload-progress');
          const bar = place.querySelector('progress');
          document.addEventListener('htmx:xhr:progress', () => window.saw(place.hidden, bar.value));
        }"""
    )
    upload(page, text=REPORT * 200)
    page.wait_for_url(f"**{LIST}/*")
    assert (False, 100) in seen


@pytest.fixture
def first_draft(at_desk: Opener) -> Page:
    """A page at the first draft of a report that has just been read."""
    page = at_desk(LIST)
    upload(page)
    read(page)
    page.get_by_role("link", name="Check one by one").click()
    expect(page.locator("#draft-title")).to_be_focused()
    return page


def test_drafts_are_gone_through_by_keyboard(first_draft: Page) -> None:
    page = first_draft
    address = page.url
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page).to_have_url(address)
    keys = page.get_by_role("checkbox", name="Keys")
    expect(keys).not_to_be_checked()
    keys.check()
    page.keyboard.press("j")
    expect(page).not_to_have_url(address)
    expect(keys).to_be_checked()
    page.keyboard.press("k")
    expect(page).to_have_url(address)
    heading = page.get_by_label("Heading")
    heading.fill("aj sk")
    assert page.url == address, "letters in a field are letters"
    page.keyboard.press("Control+Enter")
    expect(page).not_to_have_url(address)
    page.goto(address)
    expect(page.get_by_text("accepted", exact=True)).to_be_visible()
    expect(page.get_by_label("Heading")).to_have_value("aj sk")
    page.keyboard.press("r")
    expect(page).not_to_have_url(address)
    page.goto(address)
    expect(page.get_by_text("rejected", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_does_what_its_field_is_for(at_desk: Opener, scripts: bool) -> None:
    page = at_desk(LIST, scripts=scripts)
    upload(page, text=REPORT.replace("calm", f"calm, {scripts}"))
    if not scripts:
        look_again_until_read(page)
    read(page)
    page.get_by_role("link", name="2", exact=True).click()
    address = page.url.partition("?")[0]
    page.get_by_text("It is another record").click()
    page.get_by_label("Reference of the record").fill("")
    page.get_by_label("Reference of the record").press("Enter")
    expect(page.get_by_text("The tracker has it already")).to_be_visible()
    expect(page.locator(".is-accepted")).to_have_count(0)
    page.get_by_label("Reason").fill("Stands elsewhere")
    page.get_by_label("Reason").press("Enter")
    expect(page.get_by_text("Draft 2 is rejected.")).to_have_count(1)
    page.goto(address)
    expect(page.get_by_text("rejected", exact=True)).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("Stands elsewhere")


def test_a_text_is_split_where_the_cursor_stands(first_draft: Page) -> None:
    page = first_draft
    page.get_by_role("navigation", name="Where this stands").get_by_role("link").last.click()
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_text("Split it in two").click()
    text = page.get_by_label("Official text")
    at = text.input_value().index("Errors")
    text.focus()
    text.evaluate("(field, at) => field.setSelectionRange(at, at)", at)
    expect(page.locator("[data-cursor]")).to_have_value(str(at))
    page.get_by_role("button", name="Split at the cursor").click()
    expect(page.get_by_label("Official text")).to_have_value("Errors should be mended in a week.")


def test_the_page_is_shown_where_the_draft_stands(first_draft: Page) -> None:
    mark = first_draft.locator("#here")
    expect(mark).to_be_in_viewport()


MORE = REPORT.replace(
    "capital.", "capital. Earlier recommendations of the observers remain unaddressed."
).replace(
    "Other recommendations\n", "The annex was torn on its last page.\n\nOther recommendations\n"
)
"""The report with an assessment of earlier recommendations, and a passage that is left over."""


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_desk_look_right(at_desk: Opener, width: int, scheme: str) -> None:
    """Nothing that axe finds, nothing that sticks out."""
    page = at_desk(LIST, width=width, scheme=scheme)
    upload(page, name="more.txt", text=MORE)
    read(page)
    address = page.url.partition("?")[0]
    draft = page.get_by_role("link", name="2", exact=True).get_attribute("href")
    said = page.get_by_role("link", name="said-1").get_attribute("href")
    pages = (LIST, address, f"{address}?show=unread", f"{address}/unread/0", f"{address}/publish")
    for looked_at in (*pages, draft or "", said or ""):
        page.goto(looked_at)
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        found = look(page)
        assert not found, f"{looked_at}:\n{found}"
        assert page.evaluate(STICKS_OUT) == {"page": 0, "elements": []}, looked_at
