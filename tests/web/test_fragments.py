"""Each page asked for in the four ways: plain, by htmx, as a history restore, boosted."""

import re

import pytest
from starlette.requests import Request

from app.web.htmx import wants_fragment
from tests.html_client import HTMX, HtmlClient
from tests.html_page import squeeze, text_of
from tests.web.addresses import PAGES, WITH_FRAGMENT

RESTORE = HTMX | {"HX-History-Restore-Request": "true"}
BOOSTED = HTMX | {"HX-Boosted": "true"}
LIVE = re.compile(r'<p id="live" hx-swap-oob="innerHTML">[^<]*</p>')


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
    without_live = squeeze(LIVE.sub("", fragment.html))
    assert without_live
    assert without_live in squeeze(page.html)


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
    assert re.fullmatch(r"\d+ (items?|recurring recommendations?)", said)
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
    assert set(fragment.ids) & outside == {"live"}


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
    assert squeeze(LIVE.sub("", fragment.html)) in squeeze(html.get(pushed).html)


def test_wrong_parameter_gives_htmx_the_message_and_no_address(html: HtmlClient) -> None:
    fragment = html.fragment("/recommendations?kind=poem", status=400)
    assert "HX-Push-Url" not in fragment.headers
    assert text_of(next(fragment.elements("h1"))) == "Wrong parameter"


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
