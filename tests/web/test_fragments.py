"""Each page asked for in the four ways: plain, by htmx, as a history restore, boosted."""

import re

import pytest
from starlette.requests import Request

from app.web.htmx import wants_fragment
from tests.html_client import HTMX, HtmlClient
from tests.html_page import Document, squeeze, text_of
from tests.web.addresses import PAGES, WITH_FRAGMENT

pytestmark = pytest.mark.one_database

RESTORE = HTMX | {"HX-History-Restore-Request": "true"}
BOOSTED = HTMX | {"HX-Boosted": "true"}
LIVE = re.compile(r'<p id="live" hx-swap-oob="innerHTML">[^<]*</p>')
CITATION = re.compile(r'<div id="citation".*?</details>\s*</div>', re.DOTALL)


def block_of(fragment: Document) -> str:
    """Return what is swapped in the place of the block: all but count and citation."""
    return squeeze(CITATION.sub("", LIVE.sub("", fragment.html)))


def citation_in(html: str) -> str:
    """Return the citation in a page or a fragment, as a reader is given it."""
    (found,) = CITATION.findall(html)
    return squeeze(found.replace(' hx-swap-oob="true"', ""))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        (HTMX, True),
        (RESTORE, False),
        (BOOSTED, False),
        (RESTORE | BOOSTED, False),
        ({"HX-Boosted": "true"}, False),
        ({"HX-Request": "false"}, False),
        ({"HX-Request": "1"}, False),
    ],
)
def test_fragment_is_wanted_by_htmx_alone(headers: dict[str, str], expected: bool) -> None:
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    assert wants_fragment(Request({"type": "http", "headers": pairs})) is expected


@pytest.mark.parametrize("name", PAGES)
def test_restored_and_boosted_pages_are_the_plain_page(html: HtmlClient, name: str) -> None:
    plain = html.get(PAGES[name])
    for headers in (RESTORE, BOOSTED):
        assert html.get(PAGES[name], headers=headers).html == plain.html


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITH_FRAGMENT])
def test_page_without_a_block_is_whole_for_htmx_too(html: HtmlClient, name: str) -> None:
    assert html.get(PAGES[name], headers=HTMX).html == html.get(PAGES[name]).html


@pytest.mark.parametrize("name", WITH_FRAGMENT)
def test_fragment_stands_in_the_page_word_for_word(html: HtmlClient, name: str) -> None:
    fragment = html.fragment(PAGES[name])
    page = html.get(PAGES[name])
    assert block_of(fragment)
    assert block_of(fragment) in squeeze(page.html)


@pytest.mark.parametrize("name", WITH_FRAGMENT)
def test_fragment_brings_the_citation_of_its_view(html: HtmlClient, name: str) -> None:
    fragment = html.fragment(PAGES[name])
    assert fragment.by_id("citation").get("hx-swap-oob") == "true"
    assert citation_in(fragment.html) == citation_in(html.get(PAGES[name]).html)


@pytest.mark.parametrize("name", WITH_FRAGMENT)
def test_fragment_fits_its_target_and_announces_the_count(html: HtmlClient, name: str) -> None:
    fragment = html.fragment(PAGES[name])
    page = html.get(PAGES[name])
    targets = {element.get("hx-target") for element in page.elements() if element.get("hx-target")}
    first = next(element for element in fragment.root if isinstance(element.tag, str))
    assert targets == {f"#{first.get('id')}"}
    live = fragment.by_id("live")
    assert live.get("hx-swap-oob") == "innerHTML"
    said = text_of(live)
    assert re.fullmatch(r"\d+ (items?|results?|recurring recommendations?)", said)
    assert said.split()[0] in page.text
    region = page.by_id("live")
    assert (region.get("role"), region.get("aria-live")) == ("status", "polite")
    assert text_of(region) == ""


@pytest.mark.parametrize("name", WITH_FRAGMENT)
def test_fragment_holds_no_id_of_the_page_around_it(html: HtmlClient, name: str) -> None:
    fragment = html.fragment(PAGES[name])
    page = html.get(PAGES[name])
    swapped = page.by_id(fragment.ids[0])
    inside = {element.get("id") for element in swapped.iter() if element.get("id")}
    outside = set(page.ids) - inside
    own = {value for value in fragment.ids if not value.startswith("citation")}
    assert own & outside == {"live"}


@pytest.mark.parametrize(
    ("asked", "pushed"),
    [
        ("/recommendations", "/recommendations"),
        (
            "/recommendations?q=&kind=concern&as_of=&sort=reference",
            "/recommendations?kind=concern",
        ),
        (
            "/recommendations?sort=-date&kind=welcomed&kind=concern&q=a+b",
            "/recommendations?q=a+b&kind=welcomed&kind=concern&sort=-date",
        ),
    ],
)
def test_list_tells_htmx_the_short_address(html: HtmlClient, asked: str, pushed: str) -> None:
    fragment = html.fragment(asked)
    assert fragment.headers["HX-Push-Url"] == pushed
    page = html.get(pushed)
    assert block_of(fragment) in squeeze(page.html)
    assert citation_in(fragment.html) == citation_in(page.html)


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/recommendations?kind=poem", 400, "Wrong parameter"),
        ("/matrix?sort=random&show=all", 400, "Wrong parameter"),
        ("/threads/none", 404, "Not found"),
        ("/nothing", 404, "Not found"),
    ],
)
def test_error_takes_the_place_of_the_content_under_its_own_address(
    html: HtmlClient, address: str, status: int, title: str
) -> None:
    fragment = html.fragment(address, status=status)
    assert fragment.headers["HX-Retarget"] == "#main"
    assert fragment.headers["HX-Reswap"] == "innerHTML show:window:top"
    assert fragment.headers["HX-Push-Url"] == address
    assert text_of(next(fragment.elements("h1"))) == title
    assert fragment.html.startswith(f"<title>{title} · Throughline</title>")
    page = html.get(address, status=status)
    assert squeeze(fragment.html.partition("</title>")[2]) in squeeze(page.html)
    assert page.by_id("main")
    for headers in (RESTORE, BOOSTED):
        whole = html.get(address, status=status, headers=headers)
        assert whole.html == page.html
        assert not [name for name in whole.headers if name.lower().startswith("hx-")]


def test_fragment_and_page_have_etags_of_their_own(html: HtmlClient) -> None:
    page, fragment = html.get("/matrix"), html.fragment("/matrix")
    assert page.headers["etag"] != fragment.headers["etag"]


def test_htmx_is_configured_for_whole_pages_on_restore(html: HtmlClient) -> None:
    metas = {meta.get("name"): meta.get("content") for meta in html.get("/").elements("meta")}
    config = metas["htmx-config"] or ""
    for part in (
        '"historyCacheSize": 0',
        '"refreshOnHistoryMiss": true',
        '"historyRestoreAsHxRequest": false',
        '"includeIndicatorStyles": false',
        '"allowEval": false',
        '"selfRequestsOnly": true',
        '"disableInheritance": true',
    ):
        assert part in config
