"""What stands on the pages of a list and belongs to no draft: looked at, or made an item of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.db import Database
from tests.factories import make_document, make_election
from tests.html_page import text_of
from tests.web.desk import LIST, REPORT, Desk, asked, fields

pytestmark = pytest.mark.one_database

ELECTION = "AA-2010-PARL"
DOCUMENT = "aa-2010-parl-final-report"
LEFT = "The last page of the annex was torn. It should be printed again by the ministry."


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a tracker that knows one election and its report."""
    with database.write() as db:
        make_election(db, ELECTION)
        make_document(db, DOCUMENT, ELECTION)
    with asked(database, tmp_path) as client:
        yield Desk(client)


@pytest.fixture
def passage(desk: Desk) -> str:
    """The address of a passage that belongs to no draft."""
    text = REPORT.replace("Other recommendations\n", f"{LEFT}\n\nOther recommendations\n")
    return f"{desk.upload(text, kind='report', election=ELECTION, document=DOCUMENT)}/unread/0"


def test_a_passage_that_was_left_over_becomes_an_item(desk: Desk, passage: str) -> None:
    unread = f"{LIST}/1?show=unread"
    listed = desk.get(unread)
    assert LEFT in listed.text
    assert passage in [link.get("href") for link in listed.elements("a")]
    page = desk.get(passage)
    assert [text_of(mark) for mark in page.elements("mark")] == [LEFT]
    taken = {"kind": "concern", "do-take": "1"}
    for number, kind in (("hello/<x>", "concern"), ("", "recommendation"), ("2", "concern")):
        refused = desk.refused(passage, **taken | {"number": number, "kind": kind})
        assert refused.by_id("f-number").get("aria-invalid") == "true"
        assert refused.by_id("f-number").get("value") == number
    draft = desk.went(passage, number="", **taken)
    form = fields(desk.get(draft), draft)
    assert (form["official_text"].strip(), form["kind"], form["number"]) == (LEFT, "concern", "C1")
    assert "made item C1" in desk.get(passage).text
    assert desk.client.get(f"{LIST}/1/unread/77").status_code == 404


def test_a_passage_is_looked_at_and_that_is_taken_back(desk: Desk, passage: str) -> None:
    unread = f"{LIST}/1?show=unread"
    assert "1 passage waits to be looked at." in desk.get(unread).text
    assert desk.went(passage, **{"do-looked": "1"}) == unread, "no other is left"
    assert "All were looked at." in desk.get(unread).text
    assert desk.went(passage, **{"do-unlooked": "1"}) == passage
    assert "1 passage waits to be looked at." in desk.get(unread).text
    assert desk.went(passage, list="1", **{"do-looked": "1"}) == unread
    desk.refused(passage)
