"""`/topics` and `/topics/{slug}` on the whole seed data."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database

TOPICS = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "seeds/reference/topics.toml").read_text("utf-8")
)["topic"]
NUMBER = re.compile(r"(?:All )?(\d+)(?=$| recomm| critical| welcomed| items)")


def row(page: Page, title: str) -> list[str]:
    """Return the numbers of a topic."""
    (found,) = (line for line in page.elements("tr") if text_of(line[0]) == title)
    return [text_of(cell) for cell in found[1:]]


def shown(html: HtmlClient, address: str) -> str:
    """Return how many rows a list says it has."""
    page = html.get(address)
    if address.startswith("/threads"):
        return text_of(page.with_class("lede")[0]).split()[0]
    return text_of(page.with_class("count")[0]).split()[0]


class TestList:
    """`/topics`."""

    def test_every_topic_stands_below_its_theme(self, html: HtmlClient) -> None:
        page = html.get("/topics")
        links = [
            (link.get("href") or "").removeprefix("/topics/")
            for line in next(page.elements("main")).iter("th")
            for link in line.iter("a")
        ]
        assert sorted(links) == sorted(topic["slug"] for topic in TOPICS)
        for place, slug in enumerate(links):
            theme = slug.partition("/")[0]
            assert theme in links[: place + 1]
            assert all(
                other.partition("/")[0] == theme for other in links[links.index(theme) : place]
            )
        assert "13 themes and what lies below each." in page.text

    def test_kinds_and_recurring_recommendations_stand_apart(self, html: HtmlClient) -> None:
        page = html.get("/topics")
        heads = [text_of(head) for head in page.elements("th") if head.get("scope") == "col"]
        assert heads == [
            "Topic", "Recommendations", "Critical findings", "Welcomed steps",
            "Recurring recommendations",
        ]  # fmt: skip
        assert row(page, "Counting and results") == ["8", "29", "1", "2"]
        assert row(page, "Publication of results") == ["3", "11", "1", "2"]
        assert row(page, "Referendums") == ["–", "–", "–", "–"]

    @pytest.mark.parametrize("day", ["", "?as_of=2011-12-31"])
    def test_numbers_of_themes_lead_to_as_many_rows(self, html: HtmlClient, day: str) -> None:
        page = html.get(f"/topics{day}")
        checked = 0
        for line in page.with_class("theme"):
            for link in list(line.iter("a"))[1:]:
                assert shown(html, link.get("href") or "") == text_of(link), link.get("href")
                checked += 1
        assert checked > 35

    def test_pages_of_themes_bring_all_their_topics(self, html: HtmlClient) -> None:
        first = html.get("/topics?limit=7")
        second = html.get(first.link("Next page"))
        assert len(first.with_class("theme")) == 7
        assert len(second.with_class("theme")) == 6
        subs = len(first.with_class("sub")) + len(second.with_class("sub"))
        assert subs == len(TOPICS) - 13
        assert second.link("First page") == "/topics?limit=7"

    @pytest.mark.parametrize("query", ["after=nonsense", "colour=red", "limit=201"])
    def test_wrong_parameter_is_refused(self, html: HtmlClient, query: str) -> None:
        page = html.get(f"/topics?{query}", status=400)
        assert query.partition("=")[0] in text_of(page.with_class("problem")[0])


class TestTopic:
    """`/topics/{slug}`."""

    def test_what_recurs_stands_with_its_elections(self, html: HtmlClient) -> None:
        page = html.get("/topics/counting/results")
        titles = [text_of(line[0]) for line in page.with_class("thread-row")]
        assert titles == [
            "Publication of results by polling station",
            "Protocols posted at polling stations",
        ]
        assert len(page.with_class("strip")) == 2
        assert page.link("Counting and results") == "/topics/counting"

    def test_items_stand_by_election_in_time(self, html: HtmlClient) -> None:
        page = html.get("/topics/counting")
        codes = [
            (chapter.get("aria-labelledby") or "").removeprefix("election-")
            for chapter in page.with_class("chapter")
        ]
        assert codes == ["KZ-2004-PARL", "KZ-2007-PARL", "KZ-2011-PRES", "KZ-2016-PARL"]
        assert page.refs()[:3] == ["KZ-2004-PARL-5", "KZ-2004-PARL-6", "KZ-2004-PARL-18"]
        assert page.refs()[3:6] == ["KZ-2007-PARL-C2", "KZ-2007-PARL-C25", "KZ-2007-PARL-C63"]
        assert "All 14 items of this election under this topic" in page.text

    @pytest.mark.parametrize(
        "address",
        ["/topics/counting", "/topics/counting/results", "/topics/media?as_of=2011-12-31"],
    )
    def test_each_number_leads_to_as_many_rows(self, html: HtmlClient, address: str) -> None:
        page = html.get(address)
        checked = 0
        for link in next(page.elements("main")).iter("a"):
            number = re.match(
                r"(?:All )?(\d+)(?=$| recomm| critical| welcomed| items)", text_of(link)
            )
            target = link.get("href") or ""
            if number and target.startswith("/recommendations?"):
                assert shown(html, target) == number[1], target
                checked += 1
        assert checked > 8

    def test_who_should_act_is_our_reading_with_denominators(self, html: HtmlClient) -> None:
        page = html.get("/topics/counting")
        assert text_of(page.by_id("asked")) == "Who should act our reading"
        assert row(page, "Central Election Commission") == ["4", "7"]
        heads = [text_of(head) for head in page.elements("th") if head.get("scope") == "col"]
        assert heads[-2:] == ["Recommendations of 8", "Critical findings of 29"]

    def test_topic_without_items_says_so(self, html: HtmlClient) -> None:
        text = html.get("/topics/electoral-system/referendum").text
        assert "No recurring recommendation is recorded under this topic." in text
        assert "No item under this topic is recorded by this day." in text
        assert "Who should act" not in text

    def test_unknown_topic_gives_the_nearest(self, html: HtmlClient) -> None:
        page = html.get("/topics/counting/result", status=404)
        assert page.link("counting/results").startswith("/topics/counting/results")
