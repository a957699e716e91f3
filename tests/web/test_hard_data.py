"""Data that is hard to show: every page stays right, and what is data never acts as markup."""

import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.statuses.service import refresh
from tests.databases import Databases
from tests.factories import make_item
from tests.hard_data import ARABIC, HEBREW, ITEMS, MARKUP, TOPICS, WIDE, YEARS, fill, fill_one
from tests.html_client import HtmlClient
from tests.html_page import Document, Page, squeeze, text_of
from tests.web.addresses import without_stamp
from tests.web.conftest import serve
from tests.web.hard_addresses import HARD_PAGES, LISTS, of_country
from tests.web.test_routes import ROUTES, pages_of

pytestmark = pytest.mark.one_database

FRAGMENTS = [
    name
    for name, address in HARD_PAGES.items()
    if address.partition("?")[0] in ("/recommendations", "/search", "/threads", "/matrix")
]
PLAIN_TEXT = {"title", "option", "pre"}
"""Elements that hold text alone, which cannot be set apart there."""


@pytest.fixture(scope="session")
def hard_database(all_databases: dict[str, Databases]) -> Iterator[Database]:
    """A database of what is hard to show, for tests that only read."""
    with all_databases["sqlite"].migrated() as database:
        with database.write() as db:
            fill(db)
        yield database


@pytest.fixture(scope="session")
def hard(hard_database: Database) -> Iterator[HtmlClient]:
    """A checking client on it."""
    with serve(hard_database) as client:
        yield HtmlClient(client)


def own_text(page: Document) -> Iterator[tuple[str, list[Element]]]:
    """Yield each piece of text with what it stands in, from the inside."""
    for element in page.elements():
        around = [element, *page.within(element)]
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield text, around


def strong(text: str) -> str:
    """Return the direction of the first letter that has one."""
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in found if direction in ("L", "R", "AL")), "")


def runs_loose(page: Document) -> Iterator[str]:
    """Yield texts written from right to left whose punctuation others could pull along."""
    for text, around in own_text(page):
        if not {unicodedata.bidirectional(letter) for letter in text} & {"R", "AL"}:
            continue
        if PLAIN_TEXT & {str(element.tag) for element in around}:
            continue
        apart = [e for e in around if e.tag == "bdi" or e.get("dir") in ("auto", "rtl")]
        if apart and apart[0].get("dir") == "rtl":
            continue
        # A citation and what search found are one text with what stands before.
        whole = any(set((e.get("class") or "").split()) & {"on-paper", "hits"} for e in around)
        if not apart or not (whole or strong(text_of(apart[0])) in ("R", "AL")):
            yield f"{around[0].tag} in {around[1].tag}: {text.strip()[:60]}"


@pytest.mark.parametrize("name", HARD_PAGES)
def test_page_is_right(hard: HtmlClient, name: str) -> None:
    page = hard.get(HARD_PAGES[name])
    assert len(list(page.elements("script"))) == 2
    assert "\u2068" not in page.html
    assert not list(runs_loose(page))
    assert "&lt;bdi" not in page.html


@pytest.mark.parametrize("name", FRAGMENTS)
def test_fragment_is_right(hard: HtmlClient, name: str) -> None:
    fragment = hard.fragment(HARD_PAGES[name])
    assert not list(fragment.elements("script", "img"))
    assert not list(runs_loose(fragment))


@pytest.mark.parametrize("name", of_country("DD"))
def test_markup_is_shown_letter_by_letter(hard: HtmlClient, name: str) -> None:
    page = hard.get(HARD_PAGES[name])
    assert squeeze(MARKUP) in page.text
    assert "<script>document" not in page.html
    assert not list(page.elements("img"))


@pytest.mark.parametrize("name", of_country("BB"))
def test_endless_words_are_shown_whole(hard: HtmlClient, name: str) -> None:
    assert WIDE in hard.get(HARD_PAGES[name]).text


def test_right_to_left_texts_are_elements_of_their_own(hard: HtmlClient) -> None:
    page = hard.get("/recommendations/CC-2010-PARL-1")
    text = f"{ARABIC} {HEBREW}"
    assert [text_of(e) for e in next(page.elements("h1")).iter("bdi")] == [text]
    quote = page.with_class("official")[0]
    assert (quote[0].get("dir"), text_of(quote)) == ("auto", text)
    assert page.title == "CC-2010-PARL-1 · Throughline"
    election = hard.get("/elections/CC-2010-PARL")
    assert election.title == f"{text} · Throughline"
    assert "\u2068" not in hard.client.get("/api/v1/elections/CC-2010-PARL").text


def test_unknown_language_of_a_document_is_its_code(hard: HtmlClient) -> None:
    assert "qaa-Zyyy" in hard.get("/documents/cc-2010-parl-final-report").text


class TestVeryMany:
    """Hundreds of one thing: all counted, and none lost without a way to it."""

    def test_items_of_an_election(self, hard: HtmlClient) -> None:
        page = hard.get("/elections/AA-2019-PARL")
        assert f"{ITEMS} recommendations" in page.text
        assert "The first 200 stand here." in page.text
        assert len(page.refs()) == 200
        assert "1 critical finding" in page.text
        assert "stand here" not in hard.get("/elections/AA-2018-PARL").text

    def test_items_of_a_document(self, hard: HtmlClient) -> None:
        page = hard.get("/documents/aa-2019-parl-final-report")
        assert f"The first 200 of {ITEMS + 1}." in page.text
        assert page.text.count("What AA-2019-PARL-") == 200
        listed = page.link("The same as a list with filters")
        assert f"{ITEMS + 1} of " in hard.get(listed).text
        leaf = hard.get("/documents/aa-2019-parl-final-report/pages/7")
        assert len(leaf.refs()) == ITEMS + 1

    def test_items_of_a_thread(self, hard: HtmlClient) -> None:
        page = hard.get("/threads/many")
        assert f"in {len(YEARS)} elections" in page.text
        shown = [e for e in page.with_class("occurrence") if "AA-2019" in (e.get("id") or "")]
        assert f"{ITEMS - len(shown)} more items of this election" in page.text
        listed = hard.get("/recommendations?thread=many&election=AA-2019-PARL")
        assert f"{ITEMS} of " in listed.text

    def test_topics_of_an_item(self, hard: HtmlClient) -> None:
        page = hard.get("/recommendations/AA-2019-PARL-C1")
        links = {e.get("href") for e in page.elements("a")}
        assert {f"/topics/many/of-{number}" for number in range(TOPICS)} <= links

    def test_elections_of_the_matrix(self, hard: HtmlClient) -> None:
        page = hard.get("/matrix?country=AA")
        (head, row) = next(page.elements("table")).iter("tr")
        assert [text_of(cell)[:4] for cell in head][1:-1] == [str(year) for year in YEARS]
        assert len(row) == len(head) == len(YEARS) + 2


def test_each_cell_of_the_matrix_stands_under_its_election(hard: HtmlClient) -> None:
    """With several countries a row has a cell for each election, also for those of others."""
    page = hard.get("/matrix")
    head, *rows = next(page.elements("table")).iter("tr")
    codes = [(link.get("href") or "").rpartition("/")[2] for link in head.iter("a")]
    assert len(codes) == len(YEARS) + 3 * 3
    assert len(rows) == 4
    assert "AA" in text_of(head)
    for row in rows:
        own = {(link.get("href") or "").rpartition("/")[2] for link in row[0].iter("a")}.pop()
        country = "AA" if own == "many" else own[:2].upper()
        for code, cell in zip(codes, list(row)[1:-1], strict=True):
            links = [link.get("href") or "" for link in cell.iter("a")]
            assert all(f"/{code}-" in link or f"={code}" in link for link in links)
            assert ("of another country" in text_of(cell)) is (code[:2] != country)


@pytest.mark.parametrize("name", LISTS)
def test_page_without_any_record(own_html: HtmlClient, name: str) -> None:
    page = own_html.get(LISTS[name])
    assert not page.with_class("item")
    if name not in ("search", "method", "data", "correction"):
        (empty,) = page.with_class("empty")
        assert text_of(next(empty.iter("h2")))


@pytest.mark.parametrize(
    "kind",
    ["recommendations", "threads", "elections", "documents", "organisations", "topics",
     "countries", "standards"],
)  # fmt: skip
def test_nothing_is_near_where_there_is_nothing(own_html: HtmlClient, kind: str) -> None:
    page = own_html.get(f"/{kind}/XX", status=404)
    assert page.h1 == "Not found"


@pytest.mark.parametrize("name", LISTS)
def test_page_with_one_item_only(database: Database, own_html: HtmlClient, name: str) -> None:
    with database.write() as db:
        fill_one(db)
    page = own_html.get(LISTS[name])
    if name == "list":
        assert page.refs() == ["AA-2010-PARL-1"]
        assert "1 of 1 items" in page.text
    if name == "overview":
        assert "1 recommendation" in page.text
        assert "1 recommendations" not in page.text


def test_values_that_differ_in_a_slash_alone_have_ids_of_their_own(
    database: Database, own_html: HtmlClient
) -> None:
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1", topics=["media/access"])
        make_item(db, "AA-2010-PARL-2", topics=["media-access"])
        refresh(db)
    ids = own_html.get("/recommendations").ids
    assert {"facet-topic-media/access", "facet-topic-media-access"} <= set(ids)


@pytest.mark.parametrize(
    "wanted",
    ["tlh", "xx-Qaaa-ZZ;q=0.9, *;q=0.1", "*", "", ";;;,,q=", "en-x-" + "a" * 3000, "ar", "é, 漢字"],
)
def test_language_that_is_not_there_gives_english(client: TestClient, wanted: str) -> None:
    answer = client.get("/recommendations", headers=[(b"Accept-Language", wanted.encode())])
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert "<h1>Recommendations</h1>" in answer.text


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_no_address_sets_a_cookie_or_reads_one(client: TestClient, route: tuple[str, str]) -> None:
    address = ROUTES[route][0]
    plain = client.request(route[0], address)
    given = client.request(route[0], address, headers={"Cookie": 'session=x; lang=ru; a="b'})
    assert "set-cookie" not in plain.headers
    assert "set-cookie" not in given.headers
    assert "cookie" not in plain.headers.get("vary", "").lower()
    assert without_stamp(given.content) == without_stamp(plain.content)


def test_every_kind_of_page_is_tried(hard: HtmlClient) -> None:
    assert pages_of(hard.client, HARD_PAGES.values()) == pages_of(hard.client)


def test_page_is_served_whatever_the_day(hard: HtmlClient) -> None:
    for day in ("1900-01-01", "2012-01-01", "2999-12-31"):
        page: Page = hard.get(f"/threads?country=CC&as_of={day}")
        assert page.h1 == "Recurring recommendations"
