"""What an editor chooses at the desk: the text that a document keeps, its date, which one it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Database
from app.imports import queries
from app.imports.models import Draft
from app.vocabulary.lists import ImportKind
from tests.factories import make_document, make_election, make_organisation, make_topic
from tests.html_page import Page, text_of
from tests.web.desk import REPORT, Desk, asked, fields

pytestmark = pytest.mark.one_database

ELECTION = "AA-2010-PARL"
DOCUMENT = "aa-2010-parl-final-report"
OTHER = "aa-2010-parl-interim-report"
SAID = {"kind": "report", "election": ELECTION, "document": DOCUMENT}
CLEAN = {"show": "all", "which": "clean", "decision": "accepted"}

WRONG = REPORT.replace("long queues", "short queues")


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a tracker that knows an election, two reports and an authority."""
    with database.write() as db:
        make_election(db, ELECTION)
        make_document(db, DOCUMENT, ELECTION, held=False, published_on=None)
        make_document(db, OTHER, ELECTION)
        make_organisation(db, "commission", kind="authority", name="The Commission")
    with asked(database, tmp_path) as client:
        yield Desk(client)


def accept(desk: Desk, report: str, number: int) -> None:
    """Accept as many drafts as have no warning that needs a person."""
    desk.went(f"{report}/decisions", **CLEAN, count=str(number))


def test_a_document_without_a_date_gets_one_before_anything_is_published(
    desk: Desk, database: Database
) -> None:
    report = desk.upload(REPORT.replace("Final report", "Report").replace(" of 1 June 2010", ""),
                         **SAID)  # fmt: skip
    accept(desk, report, 3)
    for page in (desk.get(report), desk.get(f"{report}/publish")):
        assert f"All rests on the document {DOCUMENT}, which is not accepted yet." in page.text
        assert "give its date, at least the year" in page.text
    assert not [button for button in page.elements("button") if "Publish" in text_of(button)]
    draft = page.link("Open its draft")
    form = fields(desk.get(draft), draft)
    assert form["published_on"] == ""
    refused = desk.refused(draft, **form | {"do-accept": "1"})
    assert refused.by_id("f-published_on").get("aria-invalid") == "true"
    assert "published_on" not in text_of(refused.by_id("problems"))
    desk.refused(draft, **form | {"published_on": "last May", "do-accept": "1"})
    desk.went(draft, **form | {"published_on": "2010", "do-accept": "1"})
    page = desk.get(f"{report}/publish")
    assert "All rests on" not in page.text
    assert "3 new" in page.text
    assert desk.went(f"{report}/publish") == report
    assert "2010" in desk.get(f"/documents/{DOCUMENT}").text


def test_another_text_stays_until_somebody_says_replace(desk: Desk, database: Database) -> None:
    said = SAID | {"document": OTHER}
    first = desk.upload(REPORT, **said)
    assert "already holds another text" not in desk.get(first).text
    accept(desk, first, 3)
    desk.went(f"{first}/publish")
    second = desk.upload(WRONG, "wrong.txt", **said)
    page = desk.get(second)
    assert f"{OTHER} already holds another text" in page.text
    assert "It holds1 page, 3 passages" in page.text
    assert "This file has1 page, 3 passages" in page.text
    form = fields(page, f"{second}/text")
    for url in draft_links(page):
        draft = desk.get(url)
        desk.went(url, **fields(draft, url) | {"do-accept": "1"})
    page = desk.get(f"{second}/publish")
    assert "3 stay as they are" in page.text
    assert "the text that is there stays" in page.text
    assert desk.went(f"{second}/publish") == second
    assert "long queues" in desk.get(f"/documents/{OTHER}/text").text

    desk.conflict(f"{second}/text", **form | {"replace": "1"})
    form = fields(desk.get(second), f"{second}/text")
    assert desk.went(f"{second}/text", **form | {"replace": "1"}) == second
    assert "Publishing replaces the text of the document." in desk.get(desk.told).text
    page = desk.get(f"{second}/publish")
    assert "1 page instead of the text that is there, 3 passages marked in it" in page.text
    assert desk.went(f"{second}/publish") == second
    assert "short queues" in desk.get(f"/documents/{OTHER}/text").text
    page = desk.get(second)
    assert "already holds another text" not in page.text


def draft_links(page: Page) -> list[str]:
    """Return the addresses of the drafts of a list."""
    return [
        link.get("href") or ""
        for link in page.elements("a")
        if "/drafts/" in (link.get("href") or "") and text_of(link).isdigit()
    ]


def test_a_document_that_cannot_be_told_is_chosen_and_the_kept_file_read_again(
    desk: Desk, database: Database
) -> None:
    with database.write() as db:
        make_document(db, "aa-2010-parl-second-report", ELECTION)
    report = desk.upload(REPORT, **SAID | {"document": ""})
    page = desk.get(report)
    assert "Something has to be said before the file can be read" in page.text
    assert "Read another file" not in page.text
    action = f"{report}/reading"
    choice = page.by_id("f-document")
    offered = {option.get("value") for option in choice.iter("option")}
    assert {"", DOCUMENT, OTHER} <= offered
    form = fields(page, action)
    assert form["election"] == ELECTION
    page = desk.refused(action, **form)
    assert page.by_id("f-document").get("aria-invalid") == "true"
    wrong = desk.refused(action, **form | {"new_document": "Not a short name"})
    assert "Something has to be said" in wrong.text
    assert fields(wrong, action)["new_document"] == "Not a short name"
    assert desk.went(action, **form | {"document": OTHER}) == report
    with database.read() as db:
        line = queries.find_import(db, 1)
    assert (line.document, line.counts.total) == (OTHER, 3)


def test_a_table_that_was_taken_for_a_report_is_read_as_one(desk: Desk, database: Database) -> None:
    table = "No;Recommendation\n1;The register should be checked by an independent body.\n"
    report = desk.upload(table, "own.csv", **SAID)
    page = desk.get(report)
    assert "Read it as a table" in page.text
    assert desk.went(f"{report}/reading", **fields(page, f"{report}/reading") | {"kind": "table"})
    with database.read() as db:
        line = queries.find_import(db, 1)
    assert line.kind is ImportKind.TABLE
    assert line.options == {"election": ELECTION, "document": DOCUMENT}
    assert desk.get(report).link("Say what its columns give") == f"{report}/reading"


TOPICS = """slug,title,parent,recommendations,concerns,welcomed
media,Media,,0,0,0
voting/ballots,Ballots,voting,0,0,0
media/press,Press,media,0,0,0
"""


def test_rows_that_name_what_is_not_recorded_are_said_before_publishing(
    desk: Desk, database: Database
) -> None:
    table = desk.upload(TOPICS, "topics.csv", kind="table", map="throughline")
    page = desk.get(table)
    assert "1 row names something that is not recorded" in page.text
    said = "row 3, column “slug”: “voting” is not recorded: import the list of topics first"
    waiting = desk.get(page.link("Which rows"))
    assert said in waiting.text
    draft = waiting.link("voting/ballots")
    refused = desk.refused(draft, **fields(desk.get(draft), draft) | {"do-accept": "1"})
    assert said in text_of(refused.by_id("problems"))
    accept(desk, table, 2)
    assert desk.went(f"{table}/publish") == table
    assert "Published: 2." in desk.get(desk.told).text
    assert desk.went(f"{table}/missing") == table
    assert "Drafts that name what is not recorded: 1." in desk.get(desk.told).text
    with database.write() as db:
        make_topic(db, "voting")
    desk.went(f"{table}/missing")
    assert "Drafts that name what is not recorded: 0." in desk.get(desk.told).text
    accept(desk, table, 1)


def test_rows_that_lack_something_since_are_found_when_many_are_accepted(
    desk: Desk, database: Database
) -> None:
    table = desk.upload(TOPICS, "topics.csv", kind="table", map="throughline")
    with database.write() as db:
        for draft in db.execute(sa.select(Draft)).scalars():
            draft.warnings, draft.suspect = [], False
    page = desk.conflict(f"{table}/decisions", **CLEAN, count="3")
    assert "The button said 3, but there are 2 by now." in page.text
    assert "1 row names something that is not recorded" in page.text
    accept(desk, table, 2)
