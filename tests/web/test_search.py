"""The search page and its API."""

import re

import pytest

from tests.html_client import HtmlClient
from tests.html_page import text_of

API = "/api/v1/search"


def found_in(html: HtmlClient, address: str) -> dict[str, int]:
    """The kinds that the page says it found, with their numbers."""
    page = html.get(address)
    line = next(p for p in page.elements("p") if p.get("class") == "found-in")
    kinds = re.findall(r"([A-Za-z ]+?) (\d+)", re.sub(r"^\d+ results? ", "", text_of(line)))
    return {name.strip(" ·"): int(number) for name, number in kinds}


def test_groups_are_counted_and_lead_to_all(html: HtmlClient) -> None:
    groups = found_in(html, "/search?q=results")
    assert groups["Answers of authorities"] == 6
    page = html.get("/search?q=results")
    links = {text_of(a): a.get("href") for a in page.elements("a")}
    assert links["All 6 Answers of authorities"] == "/search?q=results&group=answer"
    whole = html.get("/search?q=results&group=answer")
    hits = [ul for ul in whole.elements("ul") if "hits" in (ul.get("class") or "")]
    assert len(hits) == 1
    assert len(list(hits[0])) == 6
    assert all("/recommendations/KZ-2011-PRES-" in (li[0].get("href") or "") for li in hits[0])


def test_items_of_a_search_are_those_of_the_list(html: HtmlClient) -> None:
    address = "?q=results&kind=recommendation"
    search, listed = html.get(f"/search{address}"), html.get(f"/recommendations{address}&limit=200")
    refs = re.compile(r'id="item-([A-Z0-9-]+)"')
    assert set(refs.findall(search.html)) == set(refs.findall(listed.html))
    assert len(refs.findall(search.html)) == 7


def test_what_was_asked_for_is_marked_and_nothing_else(html: HtmlClient) -> None:
    page = html.get("/recommendations/?q=women".replace("/?", "?"))
    marks = {text_of(mark).lower() for mark in page.elements("mark")}
    assert marks == {"women", "women’s", "woman"} & marks
    assert "women" in marks
    assert not list(html.get("/recommendations").elements("mark"))


def test_an_exact_reference_comes_first(html: HtmlClient) -> None:
    page = html.get("/search?q=kz-2016-parl-24")
    assert re.findall(r'id="item-([A-Z0-9-]+)"', page.html) == ["KZ-2016-PARL-24"]


def test_a_slip_of_the_pen_is_answered_with_words_that_exist(html: HtmlClient) -> None:
    page = html.get("/search?q=comission")
    link = next(a for a in page.elements("a") if text_of(a) == "commission")
    assert link.get("href") == "/search?q=commission"
    assert "Nothing found" in page.text


def test_a_word_that_stands_nowhere_is_left_out_and_said(html: HtmlClient) -> None:
    page = html.get("/search?q=women+xylophone")
    assert "Nothing has all of this. Shown without: xylophone" in page.text
    assert len(re.findall(r'id="item-', page.html)) == 12


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("%22+*+(", "What you typed holds no letter and no digit."),
        ("zzzzqqq", "No text has these words."),
        ("", "in English or Russian"),
    ],
)
def test_a_plain_sentence_where_nothing_is_found(html: HtmlClient, words: str, said: str) -> None:
    assert said in html.get(f"/search?q={words}" if words else "/search").text


@pytest.mark.parametrize(
    "words", ["NEAR(a", "a:b", "%27%27", "%F0%9F%97%B3", "-", "a" * 500, "%22" * 99, "%FF"]
)
def test_any_text_is_answered(html: HtmlClient, words: str) -> None:
    for path in ("/search", "/recommendations", API, "/api/v1/recommendations"):
        assert html.client.get(f"{path}?q={words}").status_code == 200


def test_too_long_a_text_is_refused_with_its_limit(html: HtmlClient) -> None:
    page = html.get(f"/search?q={'a' * 501}", status=400)
    assert "q:" in page.text


def test_empty_parameters_of_the_form_are_taken_off(html: HtmlClient) -> None:
    answer = html.client.get("/search?q=results&as_of=&sort=relevance", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=results")


def test_nothing_dated_later_is_found(html: HtmlClient) -> None:
    now = html.client.get(f"{API}?q=results&group=item&limit=50").json()
    then = html.client.get(f"{API}?q=results&group=item&limit=50&as_of=2005-06-01").json()
    keys = {hit["key"] for hit in then["groups"][0]["hits"]}
    assert keys
    assert keys < {hit["key"] for hit in now["groups"][0]["hits"]}
    assert all(key.startswith("KZ-2004-PARL-") for key in keys)


def test_api_gives_groups_in_order_with_marked_pieces(html: HtmlClient) -> None:
    body = html.client.get(f"{API}?q=copenhagen+7.6").json()
    assert body["query"] == {
        "text": "copenhagen 7.6", "common": [], "unknown": [], "suggestion": None
    }  # fmt: skip
    assert [group["kind"] for group in body["groups"]] == ["standard"]
    assert body["total"] == body["groups"][0]["total"] == 1
    hit = body["groups"][0]["hits"][0]
    assert (hit["key"], hit["url"]) == (
        "copenhagen-1990/7.6", "/standards/copenhagen-1990/7.6"
    )  # fmt: skip
    assert [piece["text"] for piece in hit["title"] if piece["hit"]] == ["Copenhagen", "7.6"]


def test_api_takes_one_kind_and_needs_words(html: HtmlClient) -> None:
    body = html.client.get(f"{API}?q=results&group=thread").json()
    assert [group["kind"] for group in body["groups"]] == ["thread"]
    assert html.client.get(API).status_code == 400
    assert html.client.get(f"{API}?q=a&group=poem").status_code == 400


def test_every_hit_leads_to_a_page(html: HtmlClient) -> None:
    seen = set()
    for words in ("results", "copenhagen", "commission", "women", "2011"):
        for group in html.client.get(f"{API}?q={words}&limit=3").json()["groups"]:
            for hit in group["hits"]:
                path, _, anchor = hit["url"].partition("#")
                page = html.get(path)
                seen.add(group["kind"])
                assert not anchor or anchor in page.ids, hit["url"]
    assert seen == {
        "thread", "item", "answer", "undertaking", "statement", "topic", "standard", "instrument",
        "organisation", "document", "election",
    }  # fmt: skip


def test_api_reads_one_group_to_its_end(html: HtmlClient) -> None:
    address = f"{API}?q=the+commission&group=answer&limit=20"
    first = html.client.get(address).json()["groups"][0]
    keys, after = [hit["key"] for hit in first["hits"]], first["next"]
    while after:
        group = html.client.get(f"{address}&after={after}").json()["groups"][0]
        keys += [hit["key"] for hit in group["hits"]]
        after = group["next"]
    assert len(keys) == first["total"] > 20
    assert html.client.get(f"{API}?q=results&after=x").status_code == 400
    assert html.client.get(f"{API}?q=results&country=ZZ").status_code == 400


def test_counts_are_of_what_is_shown(html: HtmlClient) -> None:
    page = html.get("/search?q=results&kind=concern")
    shown = len(re.findall(r'id="item-', page.html))
    assert f"{shown} results with these filters" in page.text
    live = html.fragment("/search?q=results&kind=concern").by_id("live")
    assert text_of(live) == f"{shown} results"


def test_words_of_later_documents_steer_nothing(html: HtmlClient) -> None:
    """Words that stand only in later documents are unknown on an earlier day."""
    day = "&as_of=2005-01-01&limit=200"

    def keys(words: str) -> list[str]:
        groups = html.client.get(f"{API}?q={words}{day}").json()["groups"]
        return [hit["key"] for group in groups for hit in group["hits"]]

    assert keys("kazakh")
    assert keys("kazakh") == keys("kazakh*")


@pytest.mark.parametrize(
    ("shown", "asked", "header"),
    [
        ("/search", "/search?q=pol", "HX-Replace-Url"),
        ("/search?q=pol", "/search?q=polling", "HX-Replace-Url"),
        ("/search?q=polling", "/search?q=pol", "HX-Replace-Url"),
        ("/search?q=polling", "/search?q=women", "HX-Push-Url"),
        ("/search?q=polling", "/search?q=polling&kind=concern", "HX-Push-Url"),
        ("/search?q=pol&kind=concern", "/search?q=polling", "HX-Push-Url"),
        ("/recommendations?q=pol", "/recommendations?q=poll", "HX-Replace-Url"),
        ("/search?q=polling", "/search?q=polling", None),
    ],
)
def test_typing_takes_the_place_of_what_was_typed(
    html: HtmlClient, shown: str, asked: str, header: str | None
) -> None:
    answer = html.client.get(
        asked, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{shown}"}
    )
    found = {name: answer.headers.get(name) for name in ("HX-Replace-Url", "HX-Push-Url")}
    assert {name for name, value in found.items() if value} == ({header} if header else set())
    assert header is None or found[header] == asked


def test_search_in_the_head_keeps_the_day(html: HtmlClient) -> None:
    page = html.get("/threads?as_of=2011-12-31")
    form = next(form for form in page.elements("form") if form.get("role") == "search")
    assert page.submitted(form, q=["results"]) == "/search?q=results&as_of=2011-12-31"
