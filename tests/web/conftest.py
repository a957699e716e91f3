"""The application on seeded databases. `client` is shared: its database is only read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.core.db import Database
from app.main import create_app
from tests.html_client import HtmlClient


@contextmanager
def serve(database: Database) -> Iterator[TestClient]:
    """Yield a client of the application on a database."""
    url = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, database_pool=5, threads=5, secret="s" * 32)
    with TestClient(create_app(settings)) as found:
        yield found


@pytest.fixture(scope="session")
def client(shared_seeded: Database) -> Iterator[TestClient]:
    """A client of the application on the whole seed data, for tests that only read."""
    with serve(shared_seeded) as found:
        yield found


@pytest.fixture
def own_client(database: Database) -> Iterator[TestClient]:
    """A client of the application on `database`, which has no rows but those of the test."""
    with serve(database) as found:
        yield found


@pytest.fixture(scope="session")
def html(client: TestClient) -> HtmlClient:
    """A client of the same application that checks each page it fetches."""
    return HtmlClient(client)


@pytest.fixture
def own_html(own_client: TestClient) -> HtmlClient:
    """A checking client on `database`, which has no rows but those of the test."""
    return HtmlClient(own_client)
