"""`/recommendations/{ref}`: the item with its answers, assessments, links and undertakings."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from app.assessments import queries as assessments
from app.core.dates import latest_day
from app.core.db import Database
from app.documents import queries as documents
from app.links import queries as links
from app.responses import queries as responses
from app.statements import queries as statements
from app.undertakings import queries as undertakings
from tests.query_count import QueryRecorder
from tests.web.api import get, problem, walk

TODAY = date(2026, 1, 1)
PARTS = {
    "responses": responses.list_by_items,
    "assessments": assessments.list_by_items,
    "links": links.list_by_items,
    "undertakings": undertakings.list_by_items,
}


@pytest.mark.parametrize("ref", ["KZ-2011-PRES-2B", "KZ-2004-PARL-1", "KZ-2007-PARL-C1"])
def test_parts_are_the_rows_of_the_lists(client: TestClient, ref: str) -> None:
    whole = get(client, f"/recommendations/{ref}")
    for name in PARTS:
        by_id = {row["id"]: row for row in walk(client, f"/{name}", item=ref)}
        assert {part["id"]: part for part in whole[name]} == by_id


def test_every_item_has_the_parts_that_the_list_names(client: TestClient) -> None:
    """The ids of a list and the rows themselves come from different statements."""
    items = walk(client, "/recommendations", container="include")
    answered = {
        (answer["ref"], row["id"])
        for row in walk(client, "/responses")
        for answer in row["answers"]
    }
    assessed = {(row["ref"], row["id"]) for row in walk(client, "/assessments")}
    linked = {
        (row[end], row["id"]) for row in walk(client, "/links") for end in ("earlier", "later")
    }
    for member, pairs in (("responses", answered), ("assessments", assessed), ("links", linked)):
        assert {(item["ref"], key) for item in items for key in item[member]} == pairs


def test_lead_in_is_given_without_answers(client: TestClient) -> None:
    whole = get(client, "/recommendations/KZ-2011-PRES-2")
    assert whole["container"] is True
    assert [whole[name] for name in PARTS] == [[], [], [], []]


def test_unknown_item_is_answered_with_the_nearest(client: TestClient) -> None:
    found = problem(client, "/recommendations/KZ-2011-PRES-2Z", 404)
    assert "KZ-2011-PRES-2A" in found["nearest"]


def test_statements_do_not_grow_with_what_is_recorded(client: TestClient) -> None:
    engine = client.app.state.database.engine  # type: ignore[attr-defined]
    rows = walk(client, "/recommendations")
    rows.sort(key=lambda row: len(row["links"]) + len(row["responses"]) + len(row["assessments"]))
    for row in (rows[0], rows[-1]):
        with QueryRecorder(engine) as sent:
            get(client, f"/recommendations/{row['ref']}")
        assert sent.count <= 26


@pytest.mark.parametrize(("name", "most"), [("responses", 6), ("assessments", 5), ("links", 1),
                                            ("undertakings", 5)])  # fmt: skip
def test_parts_of_many_items_take_as_many_statements(
    shared_seeded: Database, name: str, most: int
) -> None:
    with shared_seeded.read() as db:
        for ids in (range(1), range(1, 150), range(1, 1000)):
            with QueryRecorder(shared_seeded.engine) as sent:
                PARTS[name](db, list(ids), TODAY)
            assert sent.count <= most


def test_parts_go_by_date(shared_seeded: Database) -> None:
    with shared_seeded.read() as db:
        for found in assessments.list_by_items(db, range(1, 1000), TODAY).values():
            assert [latest_day(row.on) for row in found] == sorted(
                latest_day(row.on) for row in found
            )


def test_page_of_a_document_lists_what_stands_on_it(
    shared_seeded: Database, client: TestClient
) -> None:
    slug = "kz-2011-cec-comments"
    with shared_seeded.read() as db:
        with QueryRecorder(shared_seeded.engine) as sent:
            page = documents.list_page(db, slug, 22, TODAY)
        assert sent.count == 7
        early = documents.list_page(db, "kz-2004-final-report", 8, date(2004, 12, 31))
    assert set(page.responses) == {
        row["id"]
        for row in walk(client, "/responses", document=slug)
        if any(place["page"] == 22 for place in row["places"])
    }
    assert set(page.refs) == {
        row["ref"]
        for row in walk(client, "/recommendations", container="include")
        if any(place["page"] == 22 and place["document"] == slug for place in row["places"])
    }
    assert early.evidence == []


def test_evidence_stands_on_its_page(shared_seeded: Database, client: TestClient) -> None:
    rows = walk(client, "/assessments")
    evidence = next(entry for entry in rows[0]["evidence"] if entry["page"])
    with shared_seeded.read() as db:
        page = documents.list_page(db, evidence["document"], evidence["page"], TODAY)
    assert rows[0]["id"] in {entry.assessment for entry in page.evidence}
    assert {entry.assessment for entry in page.evidence} == {
        row["id"]
        for row in rows
        for entry in row["evidence"]
        if (entry["document"], entry["page"]) == (evidence["document"], evidence["page"])
    }


def test_statements_of_a_document(shared_seeded: Database, client: TestClient) -> None:
    slug = "kz-2011-cec-comments"
    with shared_seeded.read() as db:
        found = statements.list_by_document(db, slug, TODAY)
        assert statements.list_by_document(db, slug, date(2011, 1, 1)) == []
    assert [row.id for row in found] == [
        row["id"] for row in walk(client, "/statements", document=slug)
    ]
