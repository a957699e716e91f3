"""`/data`: what it says can be had is there, and its dictionary is complete."""

import csv
import io

import pytest

from app.exports.dictionary import ABOUT, COMMON, OWN, meaning
from app.exports.sheets import columns
from app.exports.tables import TABLES
from tests.html_client import HtmlClient
from tests.html_page import Page, text_of

pytestmark = pytest.mark.one_database

DAY = "2011-12-31"


def counts(page: Page) -> dict[str, int]:
    """Return how many rows the page says each table has."""
    table = next(page.elements("table"))
    found = [[text_of(cell) for cell in line] for line in next(table.iter("tbody"))]
    return {cells[0]: int(cells[2]) for cells in found}


@pytest.mark.parametrize("day", ["", f"?as_of={DAY}"])
def test_rows_are_those_of_the_files_and_of_the_api(html: HtmlClient, day: str) -> None:
    page = html.get(f"/data{day}")
    found = counts(page)
    assert list(found) == [table.name for table in TABLES]
    for name, number in found.items():
        answer = html.client.get(page.link(f"CSV {name}"))
        text = answer.content.decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == number, name
        total = html.client.get(page.link(f"JSON {name}")).json()["total"]
        # The page of standards, and so its file, leaves out what nothing dated by the day cites.
        assert total >= number if name == "standards" and day else total == number, name


def test_rows_by_hand(html: HtmlClient) -> None:
    found = counts(html.get("/data"))
    assert (found["countries"], found["elections"]) == (1, 8)
    assert counts(html.get(f"/data?as_of={DAY}"))["elections"] == 5


def test_examples_answer(html: HtmlClient) -> None:
    page = html.get("/data")
    links = page.with_class("request")
    assert len(links) == 3
    lists = [html.client.get(link.get("href") or "") for link in links]
    assert [answer.status_code for answer in lists] == [200, 200, 200]
    assert [len(answer.json()["items"]) for answer in lists[:2]] == [5, 3]
    assert {item["later"] for item in lists[0].json()["items"]} == {"recommended_again"}
    assert lists[2].json()["ref"] == "KZ-2004-PARL-1"


def test_description_of_the_api_is_there(html: HtmlClient) -> None:
    address = html.get("/data").link("Its description (OpenAPI)")
    assert html.client.get(address).json()["openapi"].startswith("3.")


def test_page_stands_without_any_row(own_html: HtmlClient) -> None:
    page = own_html.get("/data")
    assert set(counts(page).values()) == {0}
    assert len(page.with_class("request")) == 2
    for link in page.with_class("request"):
        assert own_html.client.get(link.get("href") or "").status_code == 200


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_page_says_what_each_column_of_the_file_means(html: HtmlClient, table: object) -> None:
    name = table.name  # type: ignore[attr-defined]
    text = html.client.get(f"/{name}.csv").content.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")))
    box = html.get("/data").by_id(f"dictionary-{name}")
    lines = [[text_of(cell) for cell in line] for line in next(iter(box.iter("tbody")))]
    assert [line[0] for line in lines] == header
    assert all(line[1].endswith(".") for line in lines)


def test_dictionary_is_complete_and_holds_nothing_else() -> None:
    wanted = {(table.name, column) for table in TABLES for column in columns(table)}
    for table, column in wanted:
        assert meaning(table, column), f"{table}.{column} has no meaning in the dictionary"
    assert {table.name for table in TABLES} == set(ABOUT) == set(OWN)
    said = {(table, column) for table in OWN for column in OWN[table]}
    assert said - wanted == set(), "meanings of columns that are not there"
    used = {column for table, column in wanted if column not in OWN[table]}
    assert set(COMMON) - used == set(), "common meanings that no table uses"


def test_licence_and_limits_are_stated(html: HtmlClient) -> None:
    text = html.get("/data").text
    for words in ("May be reused, with citation.", "Belong to those who published them.",
                  "MIT licence.", "says nothing here, neither for nor against",
                  "There is no numbered release of the data."):  # fmt: skip
        assert words in text
