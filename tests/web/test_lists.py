"""The lists of recommendations and threads: facets, chips, sorting, paging, addresses."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from app.core.db import Database
from app.recommendations.filters import FACETS, ItemQuery, Sort
from app.recommendations.listing import TITLES
from app.recommendations.queries import count_items
from app.statuses.service import refresh
from app.threads.queries import ThreadSort
from tests.factories import make_response, make_standard
from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database

LIST = "/recommendations"
VIEWS: dict[str, dict[str, Any]] = {
    "everything": {},
    "one election": {"election": ["KZ-2011-PRES"]},
    "answers": {"kind": ["recommendation"], "position": ["not_accepted", "under_study"]},
    "words": {"q": "commission"},
    "earlier": {"as_of": "2011-12-31"},
}


def count(page: Page) -> int:
    """Return how many items the page says that the view has."""
    return int(text_of(page.with_class("count")[0]).split()[0])


def choices(page: Page) -> Iterator[tuple[str, str, int]]:
    """Yield facet, value and count of each choice on the page."""
    for label in page.with_class("choice"):
        box = next(label.iter("input"))
        number = text_of(next(part for part in label if part.get("class") == "n"))
        yield box.get("name") or "", box.get("value") or "", int(number)


@pytest.mark.parametrize("view", VIEWS)
def test_count_of_every_value_is_what_choosing_it_gives(
    html: HtmlClient, shared_seeded: Database, view: str
) -> None:
    """Counts are under all other facets, so the facet's own choice is put aside."""
    params = VIEWS[view]
    wrong = []
    found = list(choices(html.get(LIST, **params)))
    assert len(found) > 20
    with shared_seeded.read() as db:
        for facet, value, number in found:
            rows = count_items(db, ItemQuery.model_validate({**params, facet: [value]}))
            if rows != number:
                wrong.append(f"{facet}={value}: {number} on the page, {rows} rows")
    assert not wrong, "\n".join(wrong)


def test_answers_count_from_their_own_day(own_html: HtmlClient, database: Database) -> None:
    """Items of 2010, answered in 2011: by 2010 neither reasons nor standards of the answers."""
    with database.write() as db:
        make_standard(db, "charter/1")
        cited = {"standard": "charter/1", "cited_by": "commission", "purpose": "disputed"}
        for number, reason in ((1, "unclear"), (2, "unclear"), (3, "law_bars"), (4, "law_bars")):
            make_response(
                db, f"AA-2010-PARL-{number}", reasons=[reason],
                standards=[cited] if number == 1 else [],
            )  # fmt: skip
        refresh(db)
    for as_of, number in (("2010-12-31", 0), ("2011-03-01", 2)):
        found = list(choices(own_html.get(LIST, as_of=as_of, reason="unclear")))
        assert ("reason", "unclear", number) in found
        assert count(own_html.get(LIST, as_of=as_of, reason="unclear")) == number
        found = list(choices(own_html.get(LIST, as_of=as_of, standard="charter/1")))
        assert count(own_html.get(LIST, as_of=as_of, standard="charter/1")) == number // 2
        assert (("standard", "charter", 1) in found) is (number > 0)
        assert ("standard", "charter/1", number // 2) in found


def test_theme_and_provision_count_what_they_include(html: HtmlClient) -> None:
    for facet, value in (("topic", "counting"), ("standard", "copenhagen-1990/7.6")):
        page = html.get(f"{LIST}?{facet}={value}")
        assert count(page) > 1
        assert (facet, value, count(page)) in set(choices(page))


def test_choosing_a_value_of_each_facet_shows_as_many_rows(html: HtmlClient) -> None:
    page = html.get(LIST)
    first: dict[str, tuple[str, int]] = {}
    for facet, value, number in choices(page):
        if facet not in first or number < first[facet][1]:
            first[facet] = value, number
    for facet, (value, number) in first.items():
        chosen = html.get(f"{LIST}?{facet}={value}&limit=200")
        assert count(chosen) == number, facet
        assert len(chosen.refs()) == min(number, 200), facet
        assert (facet, value, number) in set(choices(chosen)), facet


def test_every_facet_has_a_title_and_every_title_a_facet() -> None:
    assert {facet.name for facet in FACETS} == set(TITLES)


def test_values_of_one_facet_are_alternatives_and_facets_narrow(html: HtmlClient) -> None:
    numbers = {value: number for facet, value, number in choices(html.get(LIST)) if facet == "kind"}
    both = html.get(LIST, kind=["concern", "welcomed"])
    assert count(both) == numbers["concern"] + numbers["welcomed"]
    narrowed = html.get(LIST, kind=["concern", "welcomed"], election="KZ-2007-PARL")
    assert 0 < count(narrowed) < count(both)


def test_lead_ins_are_left_out_unless_included(html: HtmlClient) -> None:
    plain, whole = html.get(LIST), html.get(LIST, container="include")
    assert count(whole) == count(plain) + 2


def test_words_are_prefixes_and_all_must_match(html: HtmlClient) -> None:
    one, two = html.get(LIST, q="observ"), html.get(LIST, q="observ tabul")
    assert 0 < count(two) < count(one)
    assert count(html.get(LIST, q="OBSERV")) == count(one)
    assert count(html.get(LIST, q='"%_*')) == 0


@pytest.mark.parametrize("text", ["<b>x</b>", '"><script>1</script>', "' onload=1", "&amp;"])
def test_words_are_shown_as_typed(html: HtmlClient, text: str) -> None:
    page = html.get(LIST, q=text)
    assert page.by_id("recommendations-q").get("value") == text
    assert text in page.text


def test_chips_name_what_is_chosen_and_remove_it(html: HtmlClient) -> None:
    params: dict[str, Any] = {
        "q": "law",
        "election": ["KZ-2004-PARL", "KZ-2016-PARL"],
        "kind": "recommendation",
        "sort": "-date",
    }
    page = html.get(LIST, **params)
    chips = page.with_class("chip")
    assert len(chips) == 4
    names = [text_of(chip) for chip in chips]
    for chip in chips:
        assert text_of(chip).endswith("– remove this filter")
        less = html.get(chip.get("href") or "")
        rest = [text_of(other) for other in less.with_class("chip")]
        assert rest == [name for name in names if name != text_of(chip)]
        assert parse_qs(urlsplit(less.url).query)["sort"] == ["-date"]
    cleared = html.get(page.link("Remove all"))
    assert not cleared.with_class("chip")
    assert cleared.url == f"{LIST}?sort=-date"
    assert count(cleared) == count(html.get(LIST))


def test_boxes_are_checked_as_chosen(html: HtmlClient) -> None:
    page = html.get(LIST, kind=["concern"], position=["no_answer"])
    checked = {
        (box.get("name"), box.get("value"))
        for box in page.elements("input")
        if box.get("checked") is not None
    }
    assert checked == {("kind", "concern"), ("position", "no_answer")}


def test_chosen_value_that_gives_nothing_can_be_unchosen(html: HtmlClient) -> None:
    page = html.get(LIST, kind="welcomed", position="not_accepted")
    assert count(page) == 0
    assert "Nothing matches" in page.text
    boxes = {(box.get("name"), box.get("value")) for box in page.elements("input")}
    assert {("kind", "welcomed"), ("position", "not_accepted")} <= boxes


def walk(html: HtmlClient, address: str, refs: list[str]) -> int:
    """Follow "Next page" to the end, adding what each page lists; return how many pages."""
    pages = 0
    while True:
        page = html.get(address)
        pages += 1
        refs += page.refs() or [text_of(next(row.iter("a"))) for row in rows(page)]
        following = [link for link in page.elements("a") if link.get("rel") == "next"]
        if not following:
            return pages
        address = following[0].get("href") or ""


def rows(page: Page) -> list[Element]:
    """Return the rows of a list of threads or of the matrix."""
    return page.with_class("thread-row") or [row for body in page.elements("tbody") for row in body]


@pytest.mark.parametrize("sort", Sort)
def test_pages_walk_all_items_once(html: HtmlClient, sort: Sort) -> None:
    refs: list[str] = []
    pages = walk(html, f"{LIST}?sort={sort}&limit=97", refs)
    assert len(refs) == len(set(refs)) == count(html.get(LIST))
    assert pages == -(-len(refs) // 97)
    whole: list[str] = []
    walk(html, f"{LIST}?sort={sort}&limit=200", whole)
    assert whole == refs


@pytest.mark.parametrize("path", ["/threads", "/matrix"])
@pytest.mark.parametrize("sort", ThreadSort)
def test_pages_walk_all_threads_once(html: HtmlClient, path: str, sort: ThreadSort) -> None:
    titles: list[str] = []
    walk(html, f"{path}?sort={sort}&limit=11", titles)
    whole: list[str] = []
    walk(html, f"{path}?sort={sort}", whole)
    assert titles == whole
    assert len(set(titles)) == len(titles) >= 28


def test_sorts_turn_around(html: HtmlClient) -> None:
    for name in ("reference", "recurrence", "date"):
        up: list[str] = []
        down: list[str] = []
        walk(html, f"{LIST}?sort={name}&limit=200", up)
        walk(html, f"{LIST}?sort=-{name}&limit=200", down)
        assert set(up) == set(down)
        assert up[0] != down[0]
    assert up[0].startswith("KZ-2004")
    assert down[0].startswith("KZ-2016")


def test_references_go_by_number(html: HtmlClient) -> None:
    page = html.get(LIST, election="KZ-2004-PARL", kind="recommendation")
    assert page.refs() == [f"KZ-2004-PARL-{number}" for number in range(1, 25)]


def test_next_page_keeps_the_view_and_leads_back(html: HtmlClient) -> None:
    page = html.get(LIST, kind="concern", sort="-date", limit=5)
    following = html.get(page.link("Next page"))
    assert count(following) == count(page)
    assert not set(following.refs()) & set(page.refs())
    assert html.get(following.link("First page")).refs() == page.refs()


def test_sorting_of_the_matrix(html: HtmlClient) -> None:
    page = html.get("/matrix")
    orders = {}
    for name in ("longest", "accounts differ", "topic", "title"):
        sorted_page = html.get(page.link(name))
        orders[name] = [text_of(next(row.iter("a"))) for row in rows(sorted_page)]
        assert len(orders[name]) == len(rows(page))
    assert orders["title"] == sorted(orders["title"])
    differ = [
        "accounts differ" in text_of(row) for row in rows(html.get(page.link("accounts differ")))
    ]
    assert differ == sorted(differ, reverse=True)
    assert any(differ)


@pytest.mark.parametrize(
    ("address", "short"),
    [
        (f"{LIST}?q=", LIST),
        (f"{LIST}?q=&as_of=&sort=reference", LIST),
        (f"{LIST}?q=law&as_of=", f"{LIST}?q=law"),
        (f"{LIST}?q=&kind=concern&kind=welcomed", f"{LIST}?kind=concern&kind=welcomed"),
    ],
)
def test_empty_parameters_lead_to_the_short_address(
    html: HtmlClient, address: str, short: str
) -> None:
    assert html.redirected(address) == short
    html.get(short)


def test_words_are_kept_apart_from_addresses_when_shortened(html: HtmlClient) -> None:
    assert html.redirected(f"{LIST}?as_of=&q=a%26kind%3Dpoem") == f"{LIST}?q=a%26kind%3Dpoem"
    assert html.redirected(f"{LIST}?as_of=&q=//example.org") == f"{LIST}?q=%2F%2Fexample.org"


def test_json_of_a_view_has_the_same_items(html: HtmlClient) -> None:
    for address in (f"{LIST}?election=KZ-2011-PRES&position=under_study", "/threads?limit=4"):
        page = html.get(address)
        listed = html.client.get(page.link("JSON of this view")).json()["items"]
        if address.startswith(LIST):
            assert [item["ref"] for item in listed] == page.refs()
        else:
            titles = [text_of(next(row.iter("a"))) for row in rows(page)]
            assert [item["title"] for item in listed] == titles
