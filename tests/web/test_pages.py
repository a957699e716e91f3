"""Every page on the whole seed data: facts of the documents, in words that say what they are."""

import re

import pytest

from tests.html_client import HtmlClient
from tests.html_page import Page, classes, text_of

pytestmark = pytest.mark.one_database

NOT_HELD = ("1999", "2005", "2012", "2015")
"""Elections of which no report at all is held."""


def row(page: Page, title: str) -> list[str]:
    """Return the cells of the table row whose heading holds a text."""
    for line in page.elements("tr"):
        cells = [text_of(cell) for cell in line]
        if title in cells[0]:
            return cells
    raise AssertionError(f"{page.url}: no row {title}")


def after(text: str, start: str, length: int = 200) -> str:
    """Return what follows a text."""
    assert start in text, f"“{start}” is not there"
    return text.partition(start)[2][:length]


class TestOverview:
    """`/`: each number with what it is out of."""

    def test_figures_have_their_denominators(self, html: HtmlClient) -> None:
        figures = [text_of(item) for item in html.get("/").with_class("figures")[0]]
        assert re.match(r"\d+ recommended again ?of 56 from earlier elections", figures[0])
        assert figures[0].endswith("24 are from the newest")
        assert re.match(r"\d+ where accounts differ ?of 11 reported implemented", figures[1])
        assert figures[2].startswith("11 not accepted")
        assert "of 32 answered; 48 have no answer held" in figures[2]
        assert re.match(r"\d+ assessed ?of 80; 24 have no later final report held", figures[3])

    def test_each_figure_leads_to_as_many_items(self, html: HtmlClient) -> None:
        for item in html.get("/").with_class("figures")[0]:
            number = text_of(next(item.iter("b")))
            link = next(item.iter("a")).get("href") or ""
            assert text_of(html.get(link).with_class("count")[0]).startswith(f"{number} of ")

    def test_eighty_recommendations_after_three_elections(self, html: HtmlClient) -> None:
        assert "80 recommendations after 3 elections" in html.get("/").text

    def test_table_by_election(self, html: HtmlClient) -> None:
        page = html.get("/")
        assert row(page, "2004")[1:3] == ["24", "24"]
        assert row(page, "2004")[5:] == ["–", "–", "–", "–"]
        assert row(page, "3 April 2011")[1:3] == ["32", "32"]
        assert row(page, "3 April 2011")[5:8] == ["32", "11", "11"]
        assert row(page, "2016")[1:4] == ["24", "0", "no later report"]

    def test_numbers_of_the_table_lead_to_as_many_items(self, html: HtmlClient) -> None:
        page = html.get("/")
        for link in next(page.elements("tbody")).iter("a"):
            number = re.match(r"\d+", text_of(link))
            if number and "/recommendations?" in (link.get("href") or ""):
                found = text_of(html.get(link.get("href") or "").with_class("count")[0])
                assert found.startswith(f"{number[0]} of "), link.get("href")

    def test_empty_database_says_what_to_do(self, own_html: HtmlClient) -> None:
        assert "throughline seed" in own_html.get("/").text


class TestDossier:
    """`/recommendations/{ref}`."""

    def test_answer_of_2b_and_what_came_later(self, html: HtmlClient) -> None:
        page = html.get("/recommendations/KZ-2011-PRES-2B")
        text = page.text
        said = after(text, "What the authority said", 300)
        assert "Central Election Commission · Comments of an authority 2011, page 22" in said
        assert "position not stated" in said
        assert "reported implemented" in said
        assert "already in place" in said
        assert "status line: “Recommendation is implemented”" in said
        stand = text_of(page.with_class("stand")[0])
        assert "Recommended again in 2016" in stand
        assert "Since at least 2004" in stand
        assert "accounts differ" in stand
        assert "It was reported implemented; something later says otherwise." in stand

    def test_not_accepted_item_has_position_reasons_and_later_finding(
        self, html: HtmlClient
    ) -> None:
        text = html.get("/recommendations/KZ-2011-PRES-11").text
        assert "not accepted" in after(text, "What the authority said")
        assert "not implemented" in after(text, "What was found later")
        assert "accounts differ" not in after(text, "Where it stands", 400)

    def test_item_without_an_answer_says_so_twice(self, html: HtmlClient) -> None:
        text = html.get("/recommendations/KZ-2004-PARL-6").text
        assert "No answer on this item held." in text
        assert "No answer on this item is held." in text
        assert "Recommended again in 2011, 2016" in text

    def test_elections_without_a_report_stay_on_the_line(self, html: HtmlClient) -> None:
        page = html.get("/recommendations/KZ-2004-PARL-6")
        gaps = " ".join(text_of(gap) for gap in page.with_class("gap"))
        for year in NOT_HELD:
            assert year in gaps
        assert "final report not held" in gaps

    @pytest.mark.parametrize(
        "ref", ["KZ-2004-PARL-1", "KZ-2007-PARL-C1", "KZ-2011-PRES-2B", "KZ-2016-PARL-W1"]
    )
    def test_text_is_marked_as_our_summary(self, html: HtmlClient, ref: str) -> None:
        page = html.get(f"/recommendations/{ref}")
        assert text_of(page.with_class("facts")[0]).startswith("our summary")
        assert "The official text is not attached here" in page.text

    def test_number_of_ours_is_called_ours(self, html: HtmlClient) -> None:
        ours = html.get("/recommendations/KZ-2007-PARL-C1").with_class("facts")[0]
        theirs = html.get("/recommendations/KZ-2004-PARL-1").with_class("facts")[0]
        assert "our reference" in text_of(ours)
        assert "our reference" not in text_of(theirs)

    def test_lead_in_shows_its_lettered_items_and_no_answer(self, html: HtmlClient) -> None:
        page = html.get("/recommendations/KZ-2011-PRES-2")
        assert "lead-in to lettered items" in page.text
        for letter in "ABCDE":
            assert page.link(f"2{letter}").startswith(f"/recommendations/KZ-2011-PRES-2{letter}")
        assert "What the authority said" not in page.text

    def test_item_known_from_a_quotation_names_who_quotes_it(self, html: HtmlClient) -> None:
        text = html.get("/recommendations/KZ-2011-PRES-2B").text
        assert "known as quoted by Comments of an authority 2011" in text

    def test_welcomed_step_is_not_answered_or_assessed(self, html: HtmlClient) -> None:
        text = html.get("/recommendations/KZ-2016-PARL-W1").text
        assert "Welcomed step" in text
        assert "What the authority said" not in text
        assert "What was found later" not in text


class TestThreads:
    """`/threads`, `/threads/{slug}` and `/matrix`."""

    def test_list_counts_what_it_lists(self, html: HtmlClient) -> None:
        page = html.get("/threads")
        rows = page.with_class("thread-row")
        assert f"{len(rows)} points that came back" in page.text
        assert len(rows) >= 28

    def test_story_says_where_no_report_is_held(self, html: HtmlClient) -> None:
        page = html.get("/threads/results-by-polling-station")
        notes = [text_of(note) for note in page.with_class("gap-note")]
        for year in NOT_HELD:
            (note,) = [note for note in notes if f"{year}:" in note]
            assert note.endswith("no report is held.")
        assert "since at least 2004" in page.text
        assert "not accepted" in after(
            page.text, "Central Election Commission · Comments of an authority 2011, page 26"
        )
        assert "stated" in after(page.text, "repeats KZ-2004-PARL-6", 30)

    def test_matrix_has_a_row_a_thread_and_a_cell_an_election(self, html: HtmlClient) -> None:
        page = html.get("/matrix")
        head, *rows = [list(line) for line in page.elements("tr")]
        years = [text_of(cell)[:4] for cell in head[1:-1]]
        assert years == ["1999", "2004", "2005", "2007", "2011", "2012", "2015", "2016"]
        assert f"{len(rows)} recurring recommendations." in page.text
        for cells in rows:
            assert len(cells) == len(head)
            for year, cell in zip(years, cells[1:-1], strict=True):
                if year in NOT_HELD:
                    assert "no-report" in classes(cell)
                    assert text_of(cell) == "final report not held"

    def test_cell_lists_every_answer_and_picks_none(self, html: HtmlClient) -> None:
        page = html.get("/matrix")
        cells = row(page, "Party representation on election commissions")
        held = next(cell for cell in cells if "2A" in cell)
        assert "2B" in held
        assert re.search(r"\d not accepted", held)
        assert re.search(r"\d? ?reported implemented", held)


class TestElections:
    """`/elections` and `/elections/{code}`."""

    def test_elections_without_a_report_are_listed_as_such(self, html: HtmlClient) -> None:
        page = html.get("/elections")
        for title in ("October 1999", "Presidential election, 2005", "2012", "2015"):
            assert row(page, title)[1:] == ["not held", "–", "–", "–", "–", "–"]
        assert row(page, "3 October 2004")[1:3] == ["held", "24"]
        assert row(page, "3 April 2011")[2] == "32"
        assert row(page, "20 March 2016")[1:3] == ["held", "24"]

    def test_election_of_2005_claims_nothing(self, html: HtmlClient) -> None:
        text = html.get("/elections/KZ-2005-PRES").text
        assert "final report not held" in text
        assert "That says nothing about what was recommended." in text

    @pytest.mark.parametrize(
        ("code", "number"), [("KZ-2004-PARL", 24), ("KZ-2011-PRES", 34), ("KZ-2016-PARL", 24)]
    )
    def test_election_lists_its_recommendations(
        self, html: HtmlClient, code: str, number: int
    ) -> None:
        page = html.get(f"/elections/{code}")
        assert len(page.refs()) == number
        assert all(ref.startswith(f"{code}-") for ref in page.refs())
        counted = number - 2 * (code == "KZ-2011-PRES")
        assert f"{counted} recommendations" in page.text


class TestDocuments:
    """`/documents`, `/documents/{slug}` and `/documents/{slug}/pages/{n}`."""

    def test_held_and_known(self, html: HtmlClient) -> None:
        page = html.get("/documents")
        held, known = [len(list(body)) for body in page.elements("tbody")]
        assert held == 5
        assert known >= 8
        comments = row(page, "Comments on the OSCE/ODIHR Final Report")
        assert comments[4:] == ["32", "24", "10", "56"]

    def test_document_that_is_not_held_says_so(self, html: HtmlClient) -> None:
        page = html.get("/documents/kz-2011-final-report")
        assert "known, not held" in page.text
        assert "We do not hold its text" in page.text

    def test_comments_name_their_statements_and_recompute(self, html: HtmlClient) -> None:
        page = html.get("/documents/kz-2011-cec-comments")
        assert "30 (counted)" in page.text
        assert "2011 (inferred)" in page.text
        assert page.with_class("statement")
        assert "Cannot be verified from the documents held." in page.text

    def test_page_of_a_document_lists_what_stands_there(self, html: HtmlClient) -> None:
        page = html.get("/documents/kz-2011-cec-comments/pages/22")
        assert "KZ-2011-PRES-2B" in after(page.text, "Answers")
        assert "KZ-2011-PRES-3A" in page.refs()
        assert page.link("Page 21").endswith("/pages/21")
        assert page.link("Page 23").endswith("/pages/23")

    def test_page_without_records_says_so(self, html: HtmlClient) -> None:
        listed = html.get("/documents/kz-2016-final-report").links()
        pages = [link.partition("#")[0] for link in listed if "/pages/" in link]
        numbers = {int(link.rpartition("/")[2]) for link in pages}
        free = next(number for number in range(1, 100) if number not in numbers)
        page = html.get(f"/documents/kz-2016-final-report/pages/{free}")
        assert "Nothing is recorded from this page." in page.text

    def test_pages_of_a_document_lead_through_it(self, html: HtmlClient) -> None:
        page = html.get("/documents/kz-2007-preliminary-statement")
        numbers = [int(text_of(link).split()[-1]) for link in page.with_class("pages")[0].iter("a")]
        assert numbers == sorted(numbers)
        at, seen = numbers[0], []
        while True:
            seen.append(at)
            leaf = html.get(f"/documents/kz-2007-preliminary-statement/pages/{at}")
            following = [link for link in leaf.elements("a") if link.get("rel") == "next"]
            if not following:
                break
            at = int((following[0].get("href") or "").rpartition("/")[2])
        assert seen == numbers


class TestMethod:
    """`/about/method`."""

    def test_missing_reports_are_named(self, html: HtmlClient) -> None:
        text = after(html.get("/about/method").text, "No final report is held on:", 400)
        for year in (*NOT_HELD, "2007", "2011"):
            assert year in text
        assert "20 March 2016" not in text

    def test_rules_of_status_are_explained(self, html: HtmlClient) -> None:
        terms = {text_of(term) for term in html.get("/about/method").elements("dt")}
        assert {"Recommended again", "Accounts differ", "Overdue", "As of"} <= terms
