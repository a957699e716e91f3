"""`/organisations` and `/organisations/{slug}` on the whole seed data."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def seeded(table: str) -> list[dict[str, object]]:
    """Return the entries of a kind in all seed files of Kazakhstan."""
    found: list[dict[str, object]] = []
    for path in sorted((SEEDS / "kz").glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8")).get(table, [])
    return found


def cells(page: Page, table: str) -> dict[str, list[str]]:
    """Return the rows of a table by their heading."""
    body = next(page.by_id(table).iter("tbody"))
    return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in body.iter("tr")}


def check_rows(html: HtmlClient, page: Page) -> int:
    """Check that each number linked to a list is the number of its rows; return how many."""
    checked = 0
    for link in next(page.elements("main")).iter("a"):
        number = re.match(r"\d+(?=$| recomm| critical| welcomed)", text_of(link))
        address = link.get("href") or ""
        if number and address.startswith("/recommendations?"):
            count = text_of(html.get(address).with_class("count")[0])
            assert count.startswith(f"{number[0]} of "), address
            checked += 1
    return checked


class TestList:
    """`/organisations`."""

    def test_organisations_stand_under_their_kind(self, html: HtmlClient) -> None:
        page = html.get("/organisations")
        assert [text_of(title) for title in page.elements("h2")] == [
            "Observers", "Authorities", "Courts", "Citizen groups", "International bodies",
            "Others",
        ]  # fmt: skip
        assert page.text.startswith("Organisations 23 organisations that issue documents")
        reference = tomllib.loads(
            (SEEDS / "reference/organisations.toml").read_text(encoding="utf-8")
        )
        kinds = Counter(row["kind"] for row in reference["organisation"])
        assert f"Authorities {kinds['authority']}" in page.text

    def test_numbers_of_the_commission_and_of_parliament(self, html: HtmlClient) -> None:
        page = html.get("/organisations")
        rows = {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in page.elements("tr")}
        (commission,) = (rows[name] for name in rows if name.startswith("Central Election"))
        (parliament,) = (rows[name] for name in rows if name.startswith("Parliament"))
        assert commission == ["1", "29", "78", "56"]
        assert parliament == ["–", "52", "80", "–"]
        assert len(seeded("answer")) == 56

    def test_each_number_of_items_leads_to_as_many(self, html: HtmlClient) -> None:
        assert check_rows(html, html.get("/organisations?kind=authority")) == 21

    def test_kind_and_country_narrow_each_other(self, html: HtmlClient) -> None:
        page = html.get("/organisations?country=KZ&kind=court")
        assert [text_of(title) for title in page.elements("h2")] == ["Courts"]
        tools = page.with_class("tools")[0]
        chosen = [text_of(link) for link in tools.iter("a") if link.get("aria-current")]
        assert chosen == ["Courts", "Kazakhstan"]
        assert "Country: all 2 · Kazakhstan 2" in page.text

    def test_nothing_chosen_says_so_and_leads_back(self, html: HtmlClient) -> None:
        page = html.get("/organisations?country=KZ&kind=state")
        assert "No organisation is of this kind and country." in page.text
        assert page.link("Show all") == "/organisations"

    def test_pages_hold_each_organisation_once(self, html: HtmlClient) -> None:
        found: list[str] = []
        address: str | None = "/organisations?limit=5"
        while address:
            page = html.get(address)
            found += [text_of(next(row.iter("a"))) for row in page.elements("th") if len(row)]
            following = [link for link in page.elements("a") if text_of(link) == "Next page"]
            address = following[0].get("href") if following else None
        assert len(found) == len(set(found)) == 23

    @pytest.mark.parametrize(
        ("query", "parameter", "allowed"),
        [
            ("kind=club", "kind", "observer"),
            ("country=XX", "country", "KZ"),
            ("colour=red", "colour", "country, kind"),
            ("limit=0", "limit", "a whole number from 1 to 200"),
        ],
    )
    def test_wrong_parameter_is_named(
        self, html: HtmlClient, query: str, parameter: str, allowed: str
    ) -> None:
        page = html.get(f"/organisations?{query}", status=400)
        said = text_of(page.with_class("problem")[0])
        assert f"Allowed for {parameter}: " in said
        assert allowed.split(", ")[0] in said.partition(f"Allowed for {parameter}: ")[2]


class TestAuthority:
    """`/organisations/{slug}` of who is asked and answers."""

    def test_what_is_addressed_is_our_reading_and_has_denominators(self, html: HtmlClient) -> None:
        page = html.get("/organisations/kz-cec")
        assert text_of(page.by_id("addressed")) == "Addressed to it our reading"
        assert "29 recommendations of 80" in page.text
        assert "78 critical findings of 255" in page.text

    def test_where_it_stands_adds_up_to_what_is_addressed(self, html: HtmlClient) -> None:
        rows = cells(html.get("/organisations/kz-parliament"), "stands")
        assert rows["not implemented"] == ["15", "10"]
        assert rows["assessments differ"] == ["1", "–"]
        for place, total in enumerate((52, 80)):
            numbers = [row[place] for row in rows.values()]
            assert sum(int(number) for number in numbers if number != "–") == total

    @pytest.mark.parametrize("slug", ["kz-cec", "kz-parliament", "kz-courts"])
    @pytest.mark.parametrize("day", ["", "?as_of=2011-12-31", "?as_of=2007-12-31"])
    def test_each_number_leads_to_exactly_its_rows(
        self, html: HtmlClient, slug: str, day: str
    ) -> None:
        assert check_rows(html, html.get(f"/organisations/{slug}{day}")) > 1

    def test_positions_on_recommendations_and_findings_stand_apart(self, html: HtmlClient) -> None:
        page = html.get("/organisations/kz-cec")
        assert "56 answers: to 32 recommendations and to 24 critical findings." in page.text
        assert cells(page, "position") == {
            "accepted in part": ["1", "6"],
            "not accepted": ["11", "18"],
            "under study": ["7", "–"],
            "position not stated": ["13", "–"],
        }
        assert cells(page, "reported") == {
            "reported implemented": ["10", "–"],
            "reported implemented, work continues": ["1", "–"],
            "reported as being implemented": ["2", "–"],
            "no implementation reported": ["19", "24"],
        }
        assert "Recommendations of 32" in text_of(page.by_id("position"))

    def test_reasons_stand_by_frequency_each_with_its_items(self, html: HtmlClient) -> None:
        page = html.get("/organisations/kz-cec")
        rows = list(cells(page, "reason").items())
        assert rows[:2] == [("already in law", ["23", "9"]), ("will consider", ["8", "4"])]
        assert dict(rows)["facts disputed"] == ["2", "18"]
        links = [link.get("href") for link in page.by_id("reason").iter("a")]
        assert "/recommendations?country=KZ&kind=concern&reason=facts_disputed" in links

    def test_undertakings_stand_by_due_date_with_their_state(self, html: HtmlClient) -> None:
        page = html.get("/organisations/kz-cec")
        whens = [text_of(when) for when in page.with_class("when")]
        own = [row for row in seeded("undertaking") if row["by"] == "kz-cec"]
        assert len(whens) == len(own) == 18
        dated = [when for when in whens if when != "no date given"]
        assert len(dated) == sum("due_on" in row for row in own)
        assert dated[0] == "23 August 2007"
        assert whens[: len(dated)] == dated

    def test_quoted_items_are_not_its_own(self, html: HtmlClient) -> None:
        """The comments quote what the observers recommended; the Commission recommends nothing."""
        page = html.get("/organisations/kz-cec")
        assert "known only as somebody else quotes them" not in page.text
        assert "in documents that are held" not in page.text

    def test_standards_are_cited_to_ends(self, html: HtmlClient) -> None:
        page = html.get("/organisations/kz-cec")
        heads = [text_of(head) for head in page.elements("th") if head.get("scope") == "col"]
        assert heads[-4:] == ["Basis", "Disputed", "Invoked as a limit", "Said to be met"]
        assert page.link("Copenhagen Document 7.6") == "/standards/copenhagen-1990/7.6"

    def test_who_never_answered_is_not_said_to_have_been_silent(self, html: HtmlClient) -> None:
        text = html.get("/organisations/kz-parliament").text
        assert "No answer given by it is held. That says nothing about what it did." in text

    def test_before_its_answers_were_dated_none_is_shown(self, html: HtmlClient) -> None:
        text = html.get("/organisations/kz-cec?as_of=2010-12-31").text
        assert "No answer given by it is held." in text
        assert "under study" not in text


class TestObserver:
    """`/organisations/{slug}` of who reports and assesses."""

    def test_what_it_recommended_is_apart_from_what_is_only_quoted(self, html: HtmlClient) -> None:
        text = html.get("/organisations/odihr").text
        held = "48 recommendations, 231 critical findings, 59 welcomed steps in documents that are"
        quoted = "32 recommendations, 24 critical findings, 10 welcomed steps known only as"
        assert held in text
        assert quoted in text

    @pytest.mark.parametrize("slug", ["odihr", "osce-pa", "pace"])
    def test_numbers_of_its_documents_lead_to_as_many_items(
        self, html: HtmlClient, slug: str
    ) -> None:
        assert check_rows(html, html.get(f"/organisations/{slug}")) >= 2

    def test_assessments_by_level_are_stated_or_our_reading(self, html: HtmlClient) -> None:
        page = html.get("/organisations/odihr")
        levels = cells(page, "levels")
        assert levels["not implemented"] == ["5", "39"]
        assert levels["partially implemented"] == ["–", "33"]
        own = [row for row in seeded("assessment") if "odihr" in str(row["assessors"])]
        assert f"{len(own)} assessments, each of one item" in page.text

    def test_observer_is_asked_and_answers_nothing(self, html: HtmlClient) -> None:
        text = html.get("/organisations/odihr").text
        assert "Addressed to it" not in text
        assert "What it answered" not in text

    def test_organisation_with_nothing_says_so(self, html: HtmlClient) -> None:
        text = html.get("/organisations/venice-commission").text
        assert "Nothing is recorded of it yet by this day" in text


def test_unknown_organisation_gives_the_nearest(html: HtmlClient) -> None:
    page = html.get("/organisations/kz-ces", status=404)
    assert page.link("kz-cec")


def test_item_leads_to_its_addressees_and_topics(html: HtmlClient) -> None:
    page = html.get("/recommendations/KZ-2016-PARL-24")
    assert page.link("Central Election Commission") == "/organisations/kz-cec"
    assert page.link("Publication of results") == "/topics/counting/results"
