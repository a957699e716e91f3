"""The examples of the API's description are run: they are what the sample data answers."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.web import openapi
from app.web.guide import EXAMPLES, PARAMETERS
from tests.openapi_client import Schemas
from tests.openapi_examples import ask, collect
from tests.web.api import get

AGAIN = "an example is out of date: run `python -m tests.openapi_examples` and look at the change"


@pytest.fixture(scope="session")
def document(client: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = get(client, "/openapi.json")
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return path and description of each operation."""
    return [(path, methods["get"]) for path, methods in document["paths"].items()]


def test_kept_answers_are_those_of_the_sample_data(client: TestClient) -> None:
    kept = json.loads(openapi.ANSWERS.read_text(encoding="utf-8"))
    assert collect(client) == kept, AGAIN


def test_each_example_in_the_document_is_answered_as_it_says(
    client: TestClient, document: dict[str, Any]
) -> None:
    schemas = Schemas(document)
    run = 0
    for path, operation in operations(document):
        for status, response in operation["responses"].items():
            for media in response.get("content", {}).values():
                for example in media["examples"].values():
                    answered, body = ask(client, example["summary"])
                    expected = answered if status == "default" else int(status)
                    assert (answered, body) == (expected, example["value"]), AGAIN
                    wrong = list(schemas.problems(media["schema"], example["value"], path))
                    assert not wrong, wrong
                    run += 1
    asked = [openapi.requests(part["operationId"], path) for path, part in operations(document)]
    assert run == sum(len(requests) for requests in asked)


def test_each_operation_has_an_example_of_each_answer(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        for status, response in operation["responses"].items():
            if status == "304":
                assert "content" not in response
                continue
            (media,) = response["content"].values()
            assert media["examples"], f"{path}: no example of {status}"
            for example in media["examples"].values():
                assert path.partition("/{")[0] in example["summary"]


TOGETHER = {("/api/v1/search", "after"): {"group": "item"}}
"""What a parameter is given with: the cursor of a search belongs to one group."""


def test_each_parameter_is_described_and_its_example_is_taken(
    client: TestClient, document: dict[str, Any]
) -> None:
    schemas = Schemas(document)
    for path, operation in operations(document):
        parameters = operation["parameters"]
        address = path
        needed = {}
        for parameter in parameters:
            name = f"{operation['operationId']}.{parameter['name']}"
            assert parameter["description"], f"{name} is not described"
            wrong = list(schemas.problems(parameter["schema"], parameter["example"], name))
            assert not wrong, wrong
            assert "anyOf" not in parameter["schema"], f"{name}: a query cannot say null"
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
            elif parameter.get("required"):
                needed[parameter["name"]] = parameter["example"]
        for parameter in parameters:
            if parameter["in"] == "query":
                together = TOGETHER.get((path, parameter["name"]), {})
                query = {**needed, **together, parameter["name"]: parameter["example"]}
                answer = client.get(address, params=query)
                assert answer.status_code == 200, f"{address} {query}: {answer.text}"


def test_filters_of_the_examples_find_something(
    client: TestClient, document: dict[str, Any]
) -> None:
    """An example that finds nothing teaches nothing."""
    for path, operation in operations(document):
        for parameter in operation["parameters"]:
            if parameter["in"] == "query" and "{" not in path and "/search" not in path:
                query = {parameter["name"]: parameter["example"]}
                found = client.get(path, params=query).json()["total"]
                assert found or parameter["name"] == "overdue", f"{path} {query}"


def test_no_words_are_kept_for_what_does_not_exist(document: dict[str, Any]) -> None:
    names = {
        f"{operation['operationId']}.{parameter['name']}"
        for _, operation in operations(document)
        for parameter in operation["parameters"]
    }
    plain = {name.partition(".")[2] for name in names}
    assert {key for key in PARAMETERS if key not in names and key not in plain} == set()
    assert set(EXAMPLES) == {operation["operationId"] for _, operation in operations(document)}


def test_every_member_of_every_record_is_always_there(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), f"{name} is not described"
        if "properties" in schema:
            assert set(schema.get("required", [])) == set(schema["properties"]), name


def test_operations_have_names_that_stay(document: dict[str, Any]) -> None:
    names = set()
    for path, operation in operations(document):
        name = operation["operationId"]
        names.add(name)
        resource, key, rest = path.removeprefix("/api/v1/").partition("/{")
        if not key and resource != "search":
            assert name == f"list_{resource}"
        if key and not rest.endswith("/citations"):
            assert name.startswith("get_")
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert operation["tags"][0] in {tag["name"] for tag in document["tags"]}
    assert names == set(EXAMPLES)


def test_document_says_whose_it_is_and_where(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Throughline"
    assert document["info"]["license"] == {"name": "MIT", "identifier": "MIT"}
    assert document["servers"] == [{"url": "/", "description": "This installation"}]
    assert "as_of" in document["info"]["description"]


def test_document_takes_no_parameter(client: TestClient) -> None:
    answer = client.get("/api/v1/openapi.json?x=1")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "x"
