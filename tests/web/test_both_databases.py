"""What is served is the same on SQLite and PostgreSQL, byte for byte.

Modules marked `one_database` rest on this: what they find in a page on one holds on the other.
"""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.web import openapi
from tests.databases import Databases
from tests.html_client import HTMX
from tests.openapi_examples import LOADED, MOMENT
from tests.web.addresses import PAGES, STAMP
from tests.web.conftest import serve
from tests.web.test_routes import ROUTES

DAY = "2012-06-30"


@pytest.fixture(scope="module")
def clients(all_databases: dict[str, Databases]) -> Iterator[list[TestClient]]:
    """A client of each database, with the whole seed data."""
    with (
        all_databases["sqlite"].seeded() as one,
        all_databases["postgresql"].seeded() as other,
        serve(one) as first,
        serve(other) as second,
    ):
        yield [first, second]


def served() -> list[str]:
    """Every address that other tests ask for, and each page as of a day."""
    asked = {path for (method, _), (path, _) in ROUTES.items() if method == "GET"}
    on_a_day = {f"{path}{'&' if '?' in path else '?'}as_of={DAY}" for path in PAGES.values()}
    examples = json.loads(openapi.ANSWERS.read_text(encoding="utf-8"))["answers"]
    return sorted(
        {*asked, *PAGES.values(), *on_a_day, *(request.partition(" ")[2] for request in examples)}
    )


def answer(client: TestClient, address: str, headers: dict[str, str] | None = None) -> list[object]:
    """Return status, headers and body, without the moment at which the sample data were loaded."""
    found = client.get(address, headers=headers, follow_redirects=False)
    told = {name: value for name, value in found.headers.items() if name != "etag"}
    try:
        body: object = STAMP.sub("", MOMENT.sub(LOADED, found.content.decode()))
    except UnicodeDecodeError:
        body = found.content
    return [found.status_code, told, body]


@pytest.mark.parametrize("address", served())
def test_an_address_is_answered_alike(clients: list[TestClient], address: str) -> None:
    first, second = (answer(client, address) for client in clients)
    assert first == second


@pytest.mark.parametrize("address", sorted(PAGES.values()))
def test_a_fragment_is_answered_alike(clients: list[TestClient], address: str) -> None:
    first, second = (answer(client, address, HTMX) for client in clients)
    assert first == second
