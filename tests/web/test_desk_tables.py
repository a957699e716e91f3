"""Tables at the desk: columns said on screen, errors with row and mend; publishing that lasts."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import clock
from app.core.db import Database
from app.errors import ConflictError, RuleError
from app.imports import queries
from app.imports.models import Draft, Import
from app.imports.publication import releasing
from app.imports.records import Show
from app.vocabulary.lists import Decision, ImportState
from tests.factories import make_document, make_election, make_organisation
from tests.html_page import text_of
from tests.query_count import QueryRecorder
from tests.web.desk import LIST, Desk, asked, fields

DOCUMENT = "aa-2010-parl-final-report"
TABLE = """No;Recommendation;Theme;Government position;Comment
1;The register should be checked by an independent body before each election.;Register;Yes;Agreed.
2;Ballots should be counted again where few votes make the difference.;Counting;Rejected;No law.
3;Protocols should hang on the door of each station until noon.;Counting;Perhaps;
"""


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a tracker that knows one report and one authority."""
    with database.write() as db:
        make_election(db, "AA-2010-PARL")
        make_document(db, DOCUMENT, "AA-2010-PARL")
        make_organisation(db, "commission", kind="authority", name="The Commission")
    with asked(database, tmp_path) as client:
        yield Desk(client)


@pytest.fixture
def table(desk: Desk) -> str:
    """The address of a table of somebody's own, read by its columns; one row is wrong."""
    address = desk.upload(TABLE, "own.csv", kind="table")
    form = fields(desk.get(f"{address}/reading"), f"{address}/reading")
    said = form | {"document": DOCUMENT, "responder": "commission"}
    assert desk.went(f"{address}/reading", **said) == address
    return address


def test_a_table_of_somebodys_own_leads_to_its_columns(desk: Desk) -> None:
    address = desk.upload(TABLE, "own.csv", kind="table")
    page = desk.get(address)
    assert "own.csv" in page.text
    assert page.link("Say what its columns give") == f"{address}/reading"
    page = desk.get(f"{address}/reading")
    form = fields(page, f"{address}/reading")
    assert [form[f"column-{place}"] for place in range(5)] == [
        "item.number",
        "item.text",
        "item.heading",
        "answer.position",
        "answer.standpoint",
    ]
    assert [form[f"meaning-3-{place}"] for place in range(3)] == ["accepted", "not_accepted", ""]
    assert "semicolon" in page.text
    assert "utf-8" in page.text


def test_good_rows_become_drafts_and_the_wrong_one_says_why(desk: Desk, table: str) -> None:
    page = desk.get(table)
    assert "Items 2" in page.text
    assert "row 2" in page.text
    page = desk.get(f"{table}/reading")
    row = [row for row in page.elements("tr") if "Perhaps" in text_of(row)][-1]
    assert [text_of(cell) for cell in row][:3] == ["4", "Government position", "Perhaps"]
    values = fields(page, f"{table}/reading")
    assert (values["document"], values["responder"]) == (DOCUMENT, "commission")


def test_what_a_value_means_is_said_on_screen(desk: Desk, table: str, database: Database) -> None:
    form = fields(desk.get(f"{table}/reading"), f"{table}/reading")
    said = form | {"meaning-3-2": "under_study"}
    assert desk.went(f"{table}/reading", **said) == table
    with database.read() as db:
        drafts = queries.page_drafts(db, 1).items
    positions = [draft.content["position"] for draft in drafts if draft.entry == "answer"]
    assert positions == ["accepted", "not_accepted", "under_study"]
    assert "None: every row could be read." in desk.get(f"{table}/reading").text


def test_a_choice_of_columns_that_gives_nothing_is_refused_and_kept(
    desk: Desk, table: str, database: Database
) -> None:
    form = fields(desk.get(f"{table}/reading"), f"{table}/reading")
    nothing = form | {f"column-{place}": "" for place in range(5)}
    page = desk.refused(f"{table}/reading", **nothing)
    assert [link.get("href") for link in page.by_id("problems").iter("a")] == ["#f-column-0"]
    assert fields(page, f"{table}/reading")["column-1"] == ""
    with database.read() as db:
        assert queries.count_drafts(db, 1).total > 0, "what was read stays"


def test_a_table_that_is_none_says_so_on_both_pages(desk: Desk) -> None:
    address = desk.upload(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "own.xlsx", kind="table")
    assert "The file could not be read" in desk.get(address).text
    assert "own.xlsx" in text_of(desk.get(f"{address}/reading").by_id("problems"))
    desk.refused(f"{address}/reading", map="upr-info")


def test_publishing_much_goes_on_after_the_answer(
    desk: Desk, table: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.imports.desk.routes.MOST_AT_ONCE", 1)
    count = desk.get(table).text.split("Accept the ")[1].split()[0]
    bulk = {"show": "all", "which": "clean", "decision": "accepted", "count": count}
    desk.went(f"{table}/decisions", **bulk)
    assert desk.went(f"{table}/publish") == f"{table}/publish"
    assert desk.redirected(f"{table}/publish") == table
    shown = desk.get(f"/recommendations?document={DOCUMENT}").refs()
    assert shown == ["AA-2010-PARL-1", "AA-2010-PARL-2"]


def claimed(database: Database) -> None:
    """Accept everything and take the right to publish it."""
    with database.write() as db:
        for draft in queries.page_drafts(db, 1).items:
            db.get_one(Draft, draft.id).decision = Decision.ACCEPTED
    releasing.claim(database, 1)


def test_publishing_is_claimed_once(desk: Desk, table: str, database: Database) -> None:
    with pytest.raises(RuleError, match="Nothing is accepted"):
        releasing.claim(database, 1)
    claimed(database)
    with pytest.raises(ConflictError):
        releasing.claim(database, 1)
    page = desk.get(f"{table}/publish")
    assert "It becomes public all at once" in page.text
    assert list(page.elements("progress"))
    fragment = desk.fragment(f"{table}/publish")
    assert [element.get("id") for element in fragment.root] == ["import-publish"]
    assert desk.went(f"{table}/publish") == f"{table}/publish"
    assert desk.get("/recommendations").refs() == []
    with database.write() as db:
        db.get_one(Import, 1).changed_at = clock.now() - timedelta(hours=1)
    assert releasing.claim(database, 1) > 0, "a claim dies with its process"


def test_publishing_that_fails_says_why_and_changes_nothing(
    desk: Desk, table: str, database: Database
) -> None:
    claimed(database)
    with database.write() as db:
        first = queries.page_drafts(db, 1, Show.ALL).items[0]
        row = db.get_one(Draft, first.id)
        row.content = {**row.content, "document": "nothing-of-that-name"}
    assert releasing.release(database, 1) is None
    page = desk.get(f"{table}/publish")
    assert "It was not published" in page.text
    assert "nothing-of-that-name" in text_of(page.by_id("problems"))
    assert desk.get("/recommendations").refs() == []
    with database.read() as db:
        assert queries.find_import(db, 1).state is ImportState.READ


def test_pages_of_the_desk_send_no_more_statements_for_more_drafts(
    desk: Desk, table: str, database: Database
) -> None:
    draft = f"{table}/drafts/1"
    addresses = (LIST, table, f"{table}?show=new", draft, f"{table}/publish")

    def statements() -> list[int]:
        counts = []
        for address in addresses:
            with QueryRecorder(desk.client.app.state.database.engine) as recorder:  # type: ignore[attr-defined]
                desk.get(address)
            counts.append(recorder.count)
        return counts

    few = statements()
    with database.write() as db:
        for number in range(10, 50):
            row = queries.get_draft(db, 1)
            db.add(
                Draft(
                    import_id=1,
                    ordinal=number,
                    entry=row.entry,
                    key=f"{row.key}-{number}",
                    content=row.content,
                )
            )
    assert statements() == few
    assert max(few) <= 30
