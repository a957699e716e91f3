"""Filters narrow, their values are alternatives, and each row given meets them."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.statuses.service import refresh
from tests.factories import (
    make_assessment,
    make_document,
    make_item,
    make_link,
    make_response,
    make_undertaking,
)
from tests.web.api import get, walk

Row = dict[str, Any]


@pytest.mark.parametrize(
    ("path", "params", "holds"),
    [
        ("/responses", {"position": "not_accepted"}, lambda r: r["position"] == "not_accepted"),
        ("/responses", {"reported": "implemented"}, lambda r: r["reported"] == "implemented"),
        ("/responses", {"reason": "already_in_law"}, lambda r: "already_in_law" in r["reasons"]),
        ("/responses", {"scope": "law"}, lambda r: r["scope"] == "law"),
        ("/responses", {"responder": "kz-cec"}, lambda r: r["responder"] == "kz-cec"),
        (
            "/responses",
            {"item": "KZ-2011-PRES-2B"},
            lambda r: [answer["ref"] for answer in r["answers"]] == ["KZ-2011-PRES-2B"],
        ),
        ("/assessments", {"level": "partially"}, lambda r: r["level"] == "partially"),
        ("/assessments", {"basis": "stated"}, lambda r: r["basis"] == "stated"),
        ("/assessments", {"scope": "practice"}, lambda r: r["scope"] == "practice"),
        ("/assessments", {"assessor": "osce-pa"}, lambda r: "osce-pa" in r["assessors"]),
        (
            "/assessments",
            {"document": "kz-2016-final-report"},
            lambda r: r["document"] == "kz-2016-final-report",
        ),
        (
            "/assessments",
            {"election": "KZ-2004-PARL"},
            lambda r: r["ref"].startswith("KZ-2004-PARL-"),
        ),
        ("/links", {"relation": "supports"}, lambda r: r["relation"] == "supports"),
        (
            "/links",
            {"item": "KZ-2016-PARL-1"},
            lambda r: "KZ-2016-PARL-1" in (r["earlier"], r["later"]),
        ),
        (
            "/links",
            {"election": "KZ-2007-PARL"},
            lambda r: "KZ-2007-PARL" in (r["earlier_election"], r["later_election"]),
        ),
        ("/undertakings", {"overdue": "true"}, lambda r: r["overdue"] is True),
        ("/undertakings", {"overdue": "false"}, lambda r: r["overdue"] is False),
        ("/undertakings", {"responder": "kz-cec"}, lambda r: r["responder"] == "kz-cec"),
        ("/statements", {"by": "kz-cec"}, lambda r: r["by"] == "kz-cec"),
        ("/statements", {"verifiable": "false"}, lambda r: r["verifiable"] is False),
        ("/elections", {"kind": "PRES"}, lambda r: r["kind"] == "PRES"),
        ("/documents", {"held": "false"}, lambda r: r["held"] is False),
        ("/documents", {"kind": "final_report"}, lambda r: r["kind"] == "final_report"),
        ("/documents", {"election": "KZ-2011-PRES"}, lambda r: r["election"] == "KZ-2011-PRES"),
        ("/documents", {"issuer": "kz-cec"}, lambda r: "kz-cec" in r["issuers"]),
        ("/organisations", {"kind": "authority"}, lambda r: r["kind"] == "authority"),
        ("/organisations", {"country": "KZ"}, lambda r: r["country"] == "KZ"),
        ("/topics", {"level": "1"}, lambda r: r["parent"] is None),
        ("/topics", {"parent": "voting"}, lambda r: r["parent"] == "voting"),
        (
            "/standards",
            {"instrument_class": "treaty"},
            lambda r: r["instrument_class"] == "treaty",
        ),
        (
            "/standards",
            {"purpose": "said_to_be_met"},
            lambda r: r["citations_by_purpose"]["said_to_be_met"] > 0,
        ),
        (
            "/instruments",
            {"binds": "KZ"},
            lambda r: "KZ" in [binding["country"] for binding in r["binds"]],
        ),
    ],
)
def test_filter_gives_the_rows_that_meet_it_and_no_others(
    client: TestClient, path: str, params: dict[str, Any], holds: Callable[[Row], bool]
) -> None:
    whole = walk(client, path)
    found = walk(client, path, **params)
    assert found == [row for row in whole if holds(row)]
    assert found


def test_states_of_undertakings_divide_them(client: TestClient) -> None:
    states = ("kept", "kept_in_part", "not_kept", "nothing_found", "no_finding")
    by_state = {state: walk(client, "/undertakings", state=state) for state in states}
    assert sum(map(len, by_state.values())) == get(client, "/undertakings")["total"]
    for state, rows in by_state.items():
        wanted = None if state == "no_finding" else state
        assert all(row["state"] == wanted for row in rows)
    two = walk(client, "/undertakings", state=["kept", "not_kept"])
    assert len(two) == len(by_state["kept"]) + len(by_state["not_kept"])


def test_overdue_items_are_those_of_overdue_undertakings(client: TestClient) -> None:
    """Two ways to one fact: the stored status of items, and the undertakings themselves."""
    for day in ("2008-01-01", "2012-06-01", "2016-12-31", "2020-01-01"):
        items = {row["ref"] for row in walk(client, "/recommendations", overdue="true", as_of=day)}
        undertakings = walk(client, "/undertakings", overdue="true", as_of=day)
        assert items == {ref for row in undertakings for ref in row["refs"]}


def test_links_give_confirmed_ones_unless_asked(own_client: TestClient, database: Database) -> None:
    refs = [f"AA-2010-PARL-{number}" for number in (1, 2, 3)]
    with database.write() as db:
        for ref, state in zip(refs, ("confirmed", "suggested", "rejected"), strict=True):
            make_link(db, ref, "AA-2014-PARL-1", state=state)
        refresh(db)
    assert [row["earlier"] for row in walk(own_client, "/links")] == refs[:1]
    assert [row["earlier"] for row in walk(own_client, "/links", state="suggested")] == refs[1:2]
    every = walk(own_client, "/links", state=["confirmed", "suggested", "rejected"])
    assert [row["earlier"] for row in every] == refs


def test_answer_to_several_items_is_one_row(own_client: TestClient, database: Database) -> None:
    refs = ["AA-2010-PARL-2", "AA-2010-PARL-1"]
    with database.write() as db:
        make_response(db, refs)
        make_response(
            db,
            "AA-2010-PARL-1",
            answers=[
                {"item": "AA-2010-PARL-1", "part": "the law"},
                {"item": "AA-2010-PARL-1", "part": "practice"},
            ],
        )
        refresh(db)
    first, second = walk(own_client, "/responses")
    assert [answer["ref"] for answer in first["answers"]] == refs
    assert second["answers"] == [
        {"ref": "AA-2010-PARL-1", "part": "the law"},
        {"ref": "AA-2010-PARL-1", "part": "practice"},
    ]
    assert walk(own_client, "/responses", item=refs) == [first, second]
    whole = get(own_client, "/recommendations/AA-2010-PARL-1")
    assert whole["responses"] == [first, second]
    assert get(own_client, "/elections/AA-2010-PARL")["answers"] == 2


def test_undertaking_of_an_answer_belongs_to_its_items(
    own_client: TestClient, database: Database
) -> None:
    with database.write() as db:
        answer = make_response(db, ["AA-2010-PARL-2", "AA-2010-PARL-1"])
        make_undertaking(db, "AA-2010-PARL-1", item=None, answer=answer.key)
        make_undertaking(db, "AA-2010-PARL-1", item="AA-2010-PARL-1", answer=answer.key)
        refresh(db)
        key = answer.key
    shared, own = walk(own_client, "/undertakings")
    assert (shared["ref"], shared["refs"]) == (None, ["AA-2010-PARL-2", "AA-2010-PARL-1"])
    assert (own["ref"], own["refs"]) == ("AA-2010-PARL-1", ["AA-2010-PARL-1"])
    assert shared["announced_in"]["key"] == own["announced_in"]["key"] == key
    assert walk(own_client, "/undertakings", item="AA-2010-PARL-2") == [shared]
    assert get(own_client, "/recommendations/AA-2010-PARL-2")["undertakings"] == [shared]
    assert get(own_client, "/recommendations/AA-2010-PARL-1")["undertakings"] == [shared, own]


def test_newer_assessment_of_same_scope_and_assessors_supersedes(
    own_client: TestClient, database: Database
) -> None:
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1")
        make_document(db, "aa-2018-parl-final-report", "AA-2018-PARL")
        for scope in ("law", "both"):
            make_assessment(db, "AA-2010-PARL-1", scope=scope)
        later = {"document": "aa-2018-parl-final-report", "level": "fully"}
        make_assessment(db, "AA-2010-PARL-1", scope="law", **later)
        make_assessment(db, "AA-2010-PARL-1", scope="law", assessors=["others"], **later)
        refresh(db)

    def superseded(**params: Any) -> list[bool]:
        return [row["superseded"] for row in walk(own_client, "/assessments", **params)]

    assert superseded() == [True, False, False, False]
    assert superseded(as_of="2017-01-01") == [True, False]
    assert superseded(scope="law") == [True, False, False]


def test_lead_ins_are_not_counted(client: TestClient) -> None:
    election = get(client, "/elections/KZ-2011-PRES")
    for member, kind in (
        ("recommendations", "recommendation"),
        ("concerns", "concern"),
        ("welcomed", "welcomed"),
    ):
        rows = walk(client, "/recommendations", election="KZ-2011-PRES", kind=kind)
        assert election[member] == len(rows)
    eligible = walk(client, "/recommendations", election="KZ-2011-PRES", kind="recommendation")
    assert election["eligible"] == sum(row["eligible"] for row in eligible)
    again = [row for row in eligible if row["later"] == "recommended_again"]
    assert election["recommended_again"] == len(again)


def test_topic_counts_items_of_its_sub_topics_once(client: TestClient) -> None:
    for topic in walk(client, "/topics", level="1"):
        rows = walk(client, "/recommendations", topic=topic["slug"])
        kinds = [row["kind"] for row in rows]
        assert topic["recommendations"] == kinds.count("recommendation")
        assert topic["concerns"] == kinds.count("concern")
        assert topic["welcomed"] == kinds.count("welcomed")


def test_organisation_counts_what_filters_find(client: TestClient) -> None:
    for row in walk(client, "/organisations", kind="authority"):
        slug = row["slug"]
        assert row["addressed"] == get(client, "/recommendations", addressee=slug)["total"]
        assert row["answers"] == get(client, "/responses", responder=slug)["total"]
        assert row["documents"] == get(client, "/documents", issuer=slug)["total"]
        assert row["assessments"] == get(client, "/assessments", assessor=slug)["total"]
