"""A client that knows nothing but the served OpenAPI document reads everything there is."""

import dataclasses
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.openapi_client import ApiError, OpenApiClient, Schemas
from tests.web.api import KEYS, ROOT, get, walk

SINGLE = {
    "recommendations": "get_recommendation",
    "responses": "get_response",
    "assessments": "get_assessment",
    "links": "get_link",
    "threads": "get_thread",
    "undertakings": "get_undertaking",
    "statements": "get_statement",
    "elections": "get_election",
    "documents": "get_document",
    "organisations": "get_organisation",
    "topics": "get_topic",
    "standards": "get_standard",
    "instruments": "get_instrument",
    "countries": "get_country",
}
"""The operation of a single record, by list."""


@pytest.fixture(scope="session")
def api(client: TestClient) -> OpenApiClient:
    """A client made from the document that the application serves."""
    return OpenApiClient(get(client, "/openapi.json"), client.get)


def test_every_list_and_every_single_address_has_its_operation(api: OpenApiClient) -> None:
    lists = {f"list_{name}" for name in SINGLE}
    assert lists | set(SINGLE.values()) | {"search", "list_citations", "get_document_page"} == set(
        api.operations
    )
    assert set(SINGLE) == set(KEYS)


@pytest.mark.parametrize("name", SINGLE)
def test_client_reads_every_page_and_every_record(
    client: TestClient, api: OpenApiClient, name: str
) -> None:
    expected = walk(client, f"/{name}")
    read = api.call
    found: list[Any] = []
    after: dict[str, str] = {}
    while True:
        page = read(f"list_{name}", {"limit": 37, **after})
        found += page.items
        assert page.total == len(expected)
        if page.next is None:
            break
        after = {"after": page.next}
    key = KEYS[name]
    assert [getattr(record, key) for record in found] == [row[key] for row in expected]
    for record, row in zip(found, expected, strict=True):
        assert dataclasses.asdict(record) == row
        one = dataclasses.asdict(read(SINGLE[name], {key: row[key]}))
        assert one[key] == row[key]
        if name not in ("recommendations", "standards"):
            assert one == row


def test_client_reads_a_recommendation_with_whole_objects(api: OpenApiClient) -> None:
    item = api.get_recommendation(ref="KZ-2011-PRES-2B")
    assert type(item).__name__ == "WholeItemRecord"
    (answer,) = item.responses
    assert type(answer).__name__ == "ResponseRecord"
    assert (answer.reported, answer.position) == ("implemented", "not_stated")
    assert {type(link).__name__ for link in item.links} == {"LinkRecord"}
    assert item.places[0].page == 21


def test_client_is_told_what_is_wrong(api: OpenApiClient) -> None:
    with pytest.raises(ApiError) as refused:
        api.list_responses(document=["none"])
    assert refused.value.status == 400
    (wrong,) = refused.value.problem.errors
    assert wrong.parameter == "document"
    assert "kz-2011-cec-comments" in wrong.allowed
    with pytest.raises(ApiError) as missing:
        api.get_topic(slug="voting/secrets")
    assert missing.value.status == 404
    assert missing.value.problem.nearest[0] == "voting/secrecy"


def test_client_reads_the_citations_of_a_standard(api: OpenApiClient) -> None:
    page = api.list_citations(slug="copenhagen-1990/7.6", limit=3)
    rest = api.list_citations(slug="copenhagen-1990/7.6", limit=3, after=page.next)
    assert (page.total, len(page.items), len(rest.items), rest.next) == (4, 3, 1, None)
    assert [(cited.purpose, cited.cited_by, cited.ref) for cited in page.items + rest.items] == [
        ("basis", "odihr", "KZ-2007-PARL-C6"),
        ("basis", "odihr", "KZ-2007-PARL-C7"),
        ("said_to_be_met", "kz-cec", "KZ-2011-PRES-W4"),
        ("said_to_be_met", "kz-cec", "KZ-2011-PRES-W6"),
    ]
    assert api.get_standard(slug="copenhagen-1990/7.6").citations == 4
    with pytest.raises(ApiError) as missing:
        api.list_citations(slug="copenhagen-1990/7.66")
    assert "copenhagen-1990/7.6" in missing.value.problem.nearest


def test_client_finds(api: OpenApiClient) -> None:
    found = api.search(q="observers access", limit=2)
    assert found.total > 0
    assert all(len(group.hits) <= 2 for group in found.groups)


@pytest.mark.parametrize("day", ["1990-01-01", "2004-12-31", "2011-12-31"])
def test_client_reads_every_list_of_a_day(api: OpenApiClient, day: str) -> None:
    for name in SINGLE:
        page = api.call(f"list_{name}", {"as_of": day, "limit": 200})
        assert len(page.items) == min(page.total, 200)


SCHEMAS = Schemas(
    {
        "components": {
            "schemas": {
                "Row": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "integer"},
                        "day": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                        "kind": {"type": "string", "enum": ["a", "b"]},
                    },
                    "required": ["id", "day", "kind"],
                }
            }
        }
    }
)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ({"id": 1, "day": "2011-04-03", "kind": "a"}, True),
        ({"id": 1, "day": None, "kind": "b"}, True),
        ({"id": 1, "day": None}, False),
        ({"id": 1, "day": None, "kind": "b", "more": 1}, False),
        ({"id": "1", "day": None, "kind": "b"}, False),
        ({"id": True, "day": None, "kind": "b"}, False),
        ({"id": 1, "day": "2011", "kind": "b"}, False),
        ({"id": 1, "day": None, "kind": "c"}, False),
        ([], False),
    ],
)
def test_the_client_is_strict(value: Any, right: bool) -> None:
    """Else it would find nothing wrong with anything."""
    row = {"$ref": "#/components/schemas/Row"}
    assert (not list(SCHEMAS.problems(row, value))) is right


def test_an_unknown_keyword_or_parameter_stops_the_client(api: OpenApiClient) -> None:
    with pytest.raises(AssertionError, match="oneOf"):
        list(SCHEMAS.problems({"oneOf": []}, 1))
    with pytest.raises(AssertionError, match="has no parameter colour"):
        api.list_links(colour="red")
    with pytest.raises(AssertionError, match="is none of"):
        api.list_links(relation=["copies"])
    with pytest.raises(AttributeError):
        api.delete_everything()


def test_every_address_of_the_document_is_below_the_root(api: OpenApiClient) -> None:
    assert all(path.startswith(f"{ROOT}/") for path, _ in api.operations.values())
