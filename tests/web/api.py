"""What tests of the API share: the lists, and reading one to its end."""

from typing import Any

from starlette.testclient import TestClient

ROOT = "/api/v1"

KEYS = {
    "recommendations": "ref",
    "responses": "id",
    "assessments": "id",
    "links": "id",
    "threads": "slug",
    "undertakings": "id",
    "statements": "id",
    "elections": "code",
    "documents": "slug",
    "organisations": "slug",
    "topics": "slug",
    "standards": "slug",
    "instruments": "slug",
    "countries": "code",
}
"""Each list and the member that is the key of its single addresses."""


def get(client: TestClient, path: str, **params: Any) -> Any:
    """Return the answer to a query that is right."""
    answer = client.get(ROOT + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(client: TestClient, path: str, status: int, **params: Any) -> dict[str, Any]:
    """Return the problem document that a query is answered with."""
    answer = client.get(ROOT + path, params=params)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["status"] == status
    assert found["type"] == "about:blank"
    assert found["title"]
    assert found["detail"]
    return found


def walk(client: TestClient, path: str, limit: int = 200, **params: Any) -> list[dict[str, Any]]:
    """Return all rows of a list, page by page."""
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        page = get(client, path, limit=limit, **params, **after)
        assert len(page["items"]) <= limit
        found += page["items"]
        if page["next"] is None:
            assert page["total"] == len(found)
            return found
        assert len(page["items"]) == limit
        after = {"after": page["next"]}
