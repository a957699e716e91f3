"""`/accounts-differ`: which cases, in which order, and what stands on either side."""

import re
from datetime import date
from xml.etree.ElementTree import Element

import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from app.core.db import Database
from app.recommendations.models import Recommendation
from app.statuses.facts import AssessmentFact
from app.statuses.queries import load_facts
from app.statuses.rules import contradictions, derive
from app.statuses.service import refresh
from tests.factories import make_assessment, make_document, make_item, make_link, make_response
from tests.html_client import HtmlClient
from tests.html_page import Page, classes, text_of
from tests.web.api import walk

pytestmark = pytest.mark.one_database

PATH = "/accounts-differ"
CASES = [f"KZ-2011-PRES-{number}" for number in ("2B", "2E", "10", "14A", "16B", "17")]
DAYS = ["2004-12-31", "2011-12-30", "2011-12-31", "2016-06-26", "2016-06-27", "2020-01-01"]


def sides(page: Page, ref: str) -> list[Element]:
    """Return the left and the right side of a case."""
    return [part for part in page.by_id(f"item-{ref}").iter("div") if "side" in classes(part)]


def case(page: Page, ref: str) -> tuple[str, str]:
    """Return what stands on the left and on the right of a case."""
    left, right = sides(page, ref)
    return text_of(left), text_of(right)


def figures(page: Page) -> list[str]:
    """Return the numbers above the cases."""
    return [text_of(item) for item in page.with_class("figures")[0]]


class TestWhich:
    """Exactly the items of the list of recommendations on the same day."""

    @pytest.mark.parametrize("day", DAYS)
    def test_same_items_as_the_list_on_any_day(
        self, html: HtmlClient, client: TestClient, day: str
    ) -> None:
        page = html.get(PATH, sort="reference", limit="200", as_of=day)
        listed = walk(client, "/recommendations", accounts_differ="true", as_of=day)
        assert page.refs() == [item["ref"] for item in listed]
        assert page.refs() == (CASES if day >= "2016-06-27" else [])

    def test_same_items_as_the_list_under_the_same_filters(
        self, html: HtmlClient, client: TestClient
    ) -> None:
        for chosen in (
            "topic=complaints",
            "topic=complaints/remedy",
            "election=KZ-2011-PRES&kind=recommendation",
            "kind=concern",
            "election=KZ-2004-PARL",
            "country=KZ",
        ):
            page = html.get(f"{PATH}?sort=reference&{chosen}")
            listed = client.get(f"/api/v1/recommendations?accounts_differ=true&{chosen}").json()
            assert page.refs() == [item["ref"] for item in listed["items"]], chosen

    @pytest.mark.parametrize("day", [date(2015, 1, 1), date(2016, 6, 27), date(2030, 1, 1)])
    def test_each_later_account_is_one_that_the_rule_counts(
        self, html: HtmlClient, shared_seeded: Database, day: date
    ) -> None:
        page = html.get(PATH, limit="200", as_of=day.isoformat())
        with shared_seeded.read() as db:
            rows = db.execute(sa.select(col(Recommendation.id), col(Recommendation.ref))).all()
            facts = load_facts(db, [row.id for row in rows])
        counted = 0
        for row in rows:
            found = contradictions(facts[row.id], day)
            assert bool(found) == derive(facts[row.id], day).accounts_differ
            assert bool(found) == (row.ref in page.refs())
            if not found:
                continue
            right = sides(page, row.ref)[1]
            shown = list(right.iter("article"))
            later = list(dict.fromkeys(entry.later for entry in found))
            assert len(shown) == len(later)
            for article, account in zip(shown, later, strict=True):
                text = text_of(article)
                assert ("recommended again" in text) == (not isinstance(account, AssessmentFact))
                if not isinstance(account, AssessmentFact):
                    assert account.ref in text
            counted += len(later)
        assert counted == (12 if day >= date(2016, 6, 27) else 0)


class TestSides:
    """What came first stands on the left, what came later on the right, in the same rows."""

    def test_answer_and_first_denial_of_2b(self, html: HtmlClient) -> None:
        page = html.get(PATH)
        left, right = case(page, "KZ-2011-PRES-2B")
        for text in (
            "First: reported by the authority", "Central Election Commission",
            "reported implemented", "already in place", "2011 (inferred)",
            "counted from 31 December 2011", "law and practice", "page 22 (counted)",
            "status line: “Recommendation is implemented”", "Guarantees exist", "our summary",
        ):  # fmt: skip
            assert text in left
        for text in (
            "Later: what says otherwise", "OSCE/ODIHR", "partially implemented", "27 June 2016",
            "Final report 2016, page 7 (counted)", "our reading", "Throughline sample data",
            "step forward", "no change", "2 more accounts:", "in practice", "KZ-2016-PARL-3",
            "extends", "the point as a whole",
        ):  # fmt: skip
            assert text in right
        assert right.index("in law" if "in law" in right else "law") < right.index("practice")
        assert right.index("Final report 2016") < right.rindex("recommended again")

    def test_later_recommendation_says_how_and_why_it_repeats(self, html: HtmlClient) -> None:
        left, right = case(html.get(PATH), "KZ-2011-PRES-16B")
        assert "Comments of an authority 2011, page 28 (counted)" in left
        assert re.search(r"Speaks of ?law ?Stands in", left)
        assert "recommended again repeats in part" in right
        assert "KZ-2016-PARL-9" in right
        assert "internal standard procedures are not repeated" in right
        assert "more account" not in right

    def test_both_sides_have_the_same_rows(self, html: HtmlClient) -> None:
        page = html.get(PATH)
        accounts = page.with_class("account")
        assert len(accounts) == 6 + 12
        for account in accounts:
            terms = [text_of(term) for term in account.iter("dt")]
            assert terms[1:5] == ["Dated", "Speaks of", "Stands in", "Basis"]
            read = "our reading" in text_of(account)
            # What we read out of a text is not put into its author's mouth.
            assert terms[0] == ("Read as" if read else "Says")
            assert [link for link in account.iter("a") if link.get("href")]

    def test_it_is_said_in_words_what_came_first(self, html: HtmlClient) -> None:
        orders = [text_of(order) for order in html.get(PATH).with_class("order")]
        assert orders == [
            "The report of implementation came first (2011 (inferred), counted from 31 December"
            " 2011), what says otherwise after it (27 June 2016). Accounts have differed since 27"
            " June 2016."
        ] * len(CASES)


class TestCounts:
    """Numbers name unit and denominator; findings and recommendations are never added up."""

    def test_of_how_many_reported_implemented(self, html: HtmlClient, client: TestClient) -> None:
        recommendations, findings = figures(html.get(PATH))
        claimed = walk(
            client,
            "/recommendations",
            kind="recommendation",
            reported=["implemented", "implemented_continuing"],
        )
        assert len(claimed) == 11
        assert recommendations == "6 recommendations of 11 reported implemented; 32 answered"
        assert findings == "0 critical findings none of 24 answered is reported implemented"

    def test_on_an_earlier_day(self, html: HtmlClient) -> None:
        assert figures(html.get(PATH, as_of="2012-01-01"))[0] == (
            "0 recommendations of 11 reported implemented; 32 answered"
        )
        before = figures(html.get(PATH, as_of="2011-01-01"))
        assert before[0].startswith("0 recommendations none of 0 answered")

    def test_under_a_filter(self, html: HtmlClient) -> None:
        (only,) = figures(html.get(PATH, topic="complaints", kind="recommendation"))
        assert only.startswith("3 recommendations of ")

    def test_basis_narrows_the_cases_and_not_what_they_are_out_of(self, html: HtmlClient) -> None:
        page = html.get(PATH, basis="stated")
        assert page.refs() == []
        assert figures(page)[0] == "0 recommendations of 11 reported implemented; 32 answered"
        assert html.get(PATH, basis="editor").refs() == CASES
        assert html.get(page.link("Show all")).refs() == CASES


class TestMade:
    """What the seed data have no example of."""

    @pytest.fixture
    def made(self, own_html: HtmlClient, database: Database) -> HtmlClient:
        """Four items reported implemented in 2011, denied in 2012, 2014 and never."""
        with database.write() as db:
            for number in "1234":
                make_response(db, f"AA-2010-PARL-{number}", reported="implemented")
            make_assessment(db, "AA-2010-PARL-1", level="not_implemented")
            make_document(db, "aa-2012-letter", "AA-2010-PARL", published_on="2012-05-01")
            make_assessment(db, "AA-2010-PARL-2", document="aa-2012-letter", level="partially")
            make_link(db, "AA-2010-PARL-3", "AA-2014-PARL-1")
            make_link(db, "AA-2010-PARL-2", "AA-2014-PARL-2")
            make_item(db, "AA-2010-PARL-C1")
            make_response(db, "AA-2010-PARL-C1", reported="implemented")
            make_assessment(db, "AA-2010-PARL-C1", level="not_implemented")
            make_response(
                db, "AA-2010-PARL-1", reported="implemented_continuing", responder="parliament"
            )
            refresh(db)
        return own_html

    def test_newest_disagreement_first(self, made: HtmlClient) -> None:
        refs = ["AA-2010-PARL-1", "AA-2010-PARL-3", "AA-2010-PARL-C1", "AA-2010-PARL-2"]
        page = made.get(PATH)
        assert page.refs() == refs
        assert "Accounts have differed since 1 May 2012." in page.text
        assert made.get(PATH, sort="reference").refs() == [refs[0], refs[3], refs[1], refs[2]]

    def test_pages_follow_each_other(self, made: HtmlClient) -> None:
        for sort in ("newest", "reference"):
            whole = made.get(PATH, sort=sort).refs()
            page = made.get(PATH, sort=sort, limit="1")
            seen = page.refs()
            while len(seen) < len(whole):
                page = made.get(page.link("Next page"))
                seen += page.refs()
            assert seen == whole
            assert made.get(page.link("First page")).refs() == whole[:1]

    def test_several_answers_and_several_denials_are_all_listed(self, made: HtmlClient) -> None:
        left, _ = case(made.get(PATH), "AA-2010-PARL-1")
        assert "commission" in left
        assert "1 more answer" in left
        assert "parliament" in left
        _, right = case(made.get(PATH), "AA-2010-PARL-2")
        assert right.index("1 May 2012") < right.index("1 more account:")
        assert right.index("1 more account:") < right.index("1 December 2014")

    def test_stated_and_our_reading_are_told_apart(self, made: HtmlClient) -> None:
        assert made.get(PATH, basis="editor").refs() == ["AA-2010-PARL-3"]
        assert "AA-2010-PARL-3" not in made.get(PATH, basis="stated").refs()
        assert "Read by A test" in case(made.get(PATH), "AA-2010-PARL-3")[1]
        assert "Read by" not in case(made.get(PATH), "AA-2010-PARL-C1")[1]

    def test_kinds_are_counted_apart(self, made: HtmlClient) -> None:
        recommendations, findings = figures(made.get(PATH))
        assert recommendations == "3 recommendations of 4 reported implemented; 4 answered"
        assert findings == "1 critical finding of 1 reported implemented; 1 answered"
        page = made.get(PATH, kind="concern")
        assert page.refs() == ["AA-2010-PARL-C1"]
        filters = text_of(page.with_class("filters")[0])
        assert re.search(r"Kind ?all Recommendation 3 Critical finding 1 chosen", filters)

    def test_a_disagreement_that_ended_is_dated_from_its_return(
        self, made: HtmlClient, database: Database
    ) -> None:
        with database.write() as db:
            for year, level in (("2016", "fully"), ("2018", "not_implemented")):
                make_document(db, f"aa-{year}", "AA-2010-PARL", published_on=f"{year}-02-03")
                make_assessment(db, "AA-2010-PARL-1", document=f"aa-{year}", level=level)
            refresh(db)
        assert "AA-2010-PARL-1" not in made.get(PATH, as_of="2017-01-01").refs()
        assert "Accounts have differed since 3 February 2018." in made.get(PATH).text
        assert made.get(PATH).refs()[0] == "AA-2010-PARL-1"


@pytest.mark.parametrize(
    ("query", "named", "allowed"),
    [
        ("kind=welcomed", "kind", "concern"),
        ("basis=maybe", "basis", "editor"),
        ("sort=oldest", "sort", "newest"),
        ("topic=nothing", "topic", ""),
        ("election=KZ-1900-PARL", "election", "KZ-2011-PRES"),
        ("country=XX", "country", "KZ"),
        ("poem=1", "poem", ""),
        ("after=zzz", "after", ""),
        ("limit=0", "limit", ""),
    ],
)
def test_wrong_parameter_is_named(html: HtmlClient, query: str, named: str, allowed: str) -> None:
    page = html.get(f"{PATH}?{query}", status=400)
    assert named in page.text
    assert allowed in page.text


def test_filters_are_links_that_can_be_taken_back(html: HtmlClient) -> None:
    page = html.get(PATH)
    chosen = html.get(page.link("Effective remedy"))
    assert chosen.refs() == ["KZ-2011-PRES-10", "KZ-2011-PRES-17"]
    assert html.get(chosen.link("all")).refs() == CASES


def test_links_lead_to_the_same_items_elsewhere(html: HtmlClient, client: TestClient) -> None:
    page = html.get(PATH, topic="complaints/remedy")
    listed = html.get(page.link("These items in the list of recommendations"))
    assert listed.refs() == page.refs()
    answer = client.get(page.link("JSON of these items")).json()
    assert [item["ref"] for item in answer["items"]] == page.refs()


def test_nothing_to_show_claims_nothing(html: HtmlClient) -> None:
    assert "That does not confirm the reports" in html.get(PATH, as_of="2010-01-01").text
