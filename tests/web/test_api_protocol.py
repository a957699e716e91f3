"""Headers, conditional requests and the OpenAPI document."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.api import KEYS, ROOT, get, walk


@pytest.mark.parametrize("name", KEYS)
def test_conditional_request_is_answered_304(client: TestClient, name: str) -> None:
    first = client.get(f"{ROOT}/{name}")
    tag = first.headers["etag"]
    again = client.get(f"{ROOT}/{name}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = client.get(f"{ROOT}/{name}", headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200
    assert other.json() == first.json()


@pytest.mark.parametrize(
    "path", ["/responses", "/responses/1", "/responses/none", "/nothing", "/openapi.json"]
)
def test_any_site_may_read(client: TestClient, path: str) -> None:
    answer = client.get(ROOT + path, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_writes_are_not_opened_to_other_sites(client: TestClient) -> None:
    answer = client.post(f"{ROOT}/responses", headers={"Origin": "https://example.org"})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_absent_is_null_and_an_empty_list_is_a_list(client: TestClient) -> None:
    row = get(client, "/recommendations/KZ-2016-PARL-1")
    assert row["official_text"] is None
    assert row["quoted_by"] is None
    assert row["responses"] == []


@pytest.fixture(scope="session")
def description(client: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = get(client, "/openapi.json")
    return found


def test_description_lists_all_addresses(description: dict[str, Any]) -> None:
    lists = {f"{ROOT}/{name}" for name in [*KEYS, "threads"]}
    paths = set(description["paths"])
    assert lists <= paths
    for address in lists:
        assert any(path.startswith(address + "/{") for path in paths)


def test_description_says_what_each_address_answers(description: dict[str, Any]) -> None:
    for path, operations in description["paths"].items():
        assert set(operations) == {"get"}
        operation = operations["get"]
        assert operation["description"]
        single = "{" in path
        assert set(operation["responses"]) == {"200", "304", "400", "default"} | (
            {"404"} if single else set()
        )
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        model = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if not single and path != f"{ROOT}/search":
            assert set(model["required"]) == {"items", "next", "total"}
        for status in ("400", "404", "default"):
            if status in operation["responses"]:
                content = operation["responses"][status]["content"]
                reference = content["application/problem+json"]["schema"]["$ref"]
                problem = description["components"]["schemas"][reference.rpartition("/")[2]]
                assert {"type", "title", "status", "detail"} <= set(problem["required"])


def test_description_names_the_parameters_and_fixed_lists(description: dict[str, Any]) -> None:
    def parameters(path: str) -> dict[str, Any]:
        found = description["paths"][ROOT + path]["get"]["parameters"]
        return {parameter["name"]: parameter for parameter in found}

    responses = parameters("/responses")
    assert {"document", "responder", "item", "position", "reported", "reason"} <= set(responses)
    assert {"limit", "after", "as_of"} <= set(responses)
    assert responses["limit"]["schema"]["maximum"] == 200
    assert set(parameters("/responses/{id}")) == {"id", "as_of"}
    assert set(parameters("/standards/{slug}")) == {"slug", "as_of"}
    words = description["components"]["schemas"]["Position"]["enum"]
    assert words == ["accepted", "accepted_in_part", "not_accepted", "under_study", "noted",
                     "not_stated"]  # fmt: skip


def test_description_has_every_member_of_a_record(
    client: TestClient, description: dict[str, Any]
) -> None:
    schemas = description["components"]["schemas"]
    for name, record in (
        ("responses", "ResponseRecord"),
        ("assessments", "AssessmentRecord"),
        ("links", "LinkRecord"),
        ("undertakings", "UndertakingRecord"),
        ("statements", "StatementRecord"),
        ("elections", "ElectionRecord"),
        ("documents", "DocumentRecord"),
        ("organisations", "OrganisationRecord"),
        ("topics", "TopicRecord"),
        ("standards", "StandardRecord"),
        ("instruments", "InstrumentRecord"),
        ("countries", "CountryRecord"),
        ("recommendations", "ItemRecord"),
    ):
        assert set(schemas[record]["properties"]) == set(walk(client, f"/{name}")[0])
    whole = get(client, "/recommendations/KZ-2016-PARL-1")
    assert set(schemas["WholeItemRecord"]["properties"]) == set(whole)
