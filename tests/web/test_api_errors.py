"""Wrong queries and unknown keys: problem documents that name what is wrong and what is allowed."""

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from tests.factories import make_organisation
from tests.web.api import KEYS, ROOT, problem

pytestmark = pytest.mark.one_database

ROWS = ("responses", "assessments", "links", "undertakings", "statements")


@pytest.mark.parametrize("name", KEYS)
def test_unknown_parameter_is_named_with_those_allowed(client: TestClient, name: str) -> None:
    found = problem(client, f"/{name}", 400, colour="red")
    (error,) = found["errors"]
    assert error["parameter"] == "colour"
    assert {"as_of", "limit", "after"} <= set(error["allowed"])


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize(
    ("parameter", "value"),
    [("limit", "0"), ("limit", "201"), ("limit", "many"), ("as_of", "2011"), ("after", "x\0")],
)
def test_malformed_parameter_is_named(
    client: TestClient, name: str, parameter: str, value: str
) -> None:
    found = problem(client, f"/{name}", 400, **{parameter: value})
    (error,) = found["errors"]
    assert error["parameter"] == parameter
    if parameter == "limit":
        assert error["allowed"] == ["a whole number from 1 to 200"]


@pytest.mark.parametrize(
    ("path", "parameter", "value", "allowed"),
    [
        ("/responses", "position", "agreed", "accepted"),
        ("/responses", "reason", "because", "unclear"),
        ("/responses", "document", "kz-2011-cec-comment", "kz-2011-cec-comments"),
        ("/responses", "responder", "kz-ceck", "kz-cec"),
        ("/responses", "item", "KZ-2011-PRES-2Z", "KZ-2011-PRES-2A"),
        ("/responses", "election", "KZ-2011-PARL", "KZ-2011-PRES"),
        ("/responses", "country", "XX", "KZ"),
        ("/assessments", "level", "hardly", "partially"),
        ("/assessments", "assessor", "odhir", "odihr"),
        ("/links", "state", "maybe", "confirmed"),
        ("/links", "item", "KZ-2016-PARL-99", "KZ-2016-PARL-9"),
        ("/undertakings", "state", "broken", "no_finding"),
        ("/undertakings", "overdue", "yes", "true"),
        ("/statements", "by", "nobody", "kz-cec"),
        ("/elections", "kind", "MAYOR", "PARL"),
        ("/documents", "kind", "novel", "final_report"),
        ("/documents", "issuer", "odhir", "odihr"),
        ("/documents", "held", "perhaps", "false"),
        ("/organisations", "kind", "club", "observer"),
        ("/topics", "parent", "votes", "voting"),
        ("/standards", "instrument", "copenhagen", "copenhagen-1990"),
        ("/standards", "purpose", "fun", "disputed"),
        ("/instruments", "instrument_class", "poem", "treaty"),
    ],
)
def test_unknown_value_is_named_with_what_is_allowed(
    client: TestClient, path: str, parameter: str, value: str, allowed: str
) -> None:
    found = problem(client, path, 400, **{parameter: [value]})
    (error,) = found["errors"]
    assert error["parameter"] == parameter
    assert value in error["message"]
    assert allowed in error["allowed"]


def test_every_wrong_parameter_is_named_at_once(client: TestClient) -> None:
    found = problem(client, "/responses", 400, document="none", responder="nobody")
    assert [error["parameter"] for error in found["errors"]] == ["document", "responder"]


def test_value_with_nul_is_refused(client: TestClient) -> None:
    found = problem(client, "/responses", 400, document="kz\0")
    assert found["errors"][0]["parameter"] == "document"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/recommendations/KZ-2016-PARL-240", "KZ-2016-PARL-24"),
        ("/elections/KZ-2016-PRES", "KZ-2015-PRES"),
        ("/documents/kz-2016-final-reports", "kz-2016-final-report"),
        ("/organisations/odhir", "odihr"),
        ("/topics/voting/secrets", "voting/secrecy"),
        ("/standards/copenhagen-1990/7.66", "copenhagen-1990/7.6"),
        ("/instruments/copenhagen-1991", "copenhagen-1990"),
    ],
)
def test_unknown_key_is_answered_with_the_nearest(client: TestClient, path: str, near: str) -> None:
    assert near in problem(client, path, 404)["nearest"]


def test_nearest_in_a_large_table_begins_alike(own_client: TestClient, database: Database) -> None:
    with database.write() as db:
        for head in ("aa-court", "zz-court"):
            for number in range(300):
                make_organisation(db, f"{head}-{number}")
    for key in ("zz-court-300", "ZZ-COURT-300"):
        near = problem(own_client, f"/organisations/{key}", 404)["nearest"]
        assert len(near) == 5
        assert all(slug.startswith("zz-court-") for slug in near)
    assert problem(own_client, "/organisations/qq", 404)["nearest"] == []
    (error,) = problem(own_client, "/responses", 400, responder="zz-court-300")["errors"]
    assert "zz-court-30" in error["allowed"]


@pytest.mark.parametrize("name", ROWS)
def test_unknown_id_is_not_found(client: TestClient, name: str) -> None:
    assert problem(client, f"/{name}/987654321", 404)["nearest"] == []


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("key", ["first", "0", "-1", "9" * 30, "9" * 5000])
def test_malformed_id_is_named(client: TestClient, name: str, key: str) -> None:
    (error,) = problem(client, f"/{name}/{key}", 400)["errors"]
    assert error["parameter"] == "id"
    assert error["allowed"] == ["a whole number from 1"]


@pytest.mark.parametrize("name", [name for name in KEYS if name not in ROWS])
def test_key_that_is_no_text_is_refused(client: TestClient, name: str) -> None:
    problem(client, f"/{name}/%00", 400)


@pytest.mark.parametrize("name", KEYS)
def test_single_address_refuses_unknown_parameters(client: TestClient, name: str) -> None:
    (error,) = problem(client, f"/{name}/1", 400, limit="5")["errors"]
    assert (error["parameter"], error["allowed"]) == ("limit", ["as_of"])


def test_unknown_address_is_a_problem_document(client: TestClient) -> None:
    assert problem(client, "/nothing", 404)["nearest"] == []


def test_writing_is_refused(client: TestClient) -> None:
    answer = client.post(f"{ROOT}/responses", json={})
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
