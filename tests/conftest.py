"""Database fixtures. A test that asks for one runs once per backend.

A module of tests that only read pages may be marked `one_database`: it runs on SQLite alone, since
`tests/web/test_both_databases.py` sees to it that the pages are the same on the other.
"""

from collections.abc import Iterator

import hypothesis
import pytest

from app.core.db import Database, WriteSession
from tests.databases import BACKENDS, Databases, undone

hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def all_databases() -> Iterator[dict[str, Databases]]:
    """The databases of each backend."""
    found = {backend: Databases(backend) for backend in BACKENDS}
    yield found
    for databases in found.values():
        databases.stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a database on each backend, unless it says on which."""
    chosen = (mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "databases" in metafunc.fixturenames and "databases" not in chosen:
        one = metafunc.definition.get_closest_marker("one_database")
        backends = BACKENDS[:1] if one else BACKENDS
        metafunc.parametrize("databases", backends, indirect=True, scope="session")


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, all_databases: dict[str, Databases]) -> Databases:
    """The databases of one backend."""
    return all_databases[request.param]


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[Database]:
    """A database without any table."""
    with databases.empty() as database:
        yield database


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    """A database with all tables and no rows, for this test alone."""
    with databases.migrated() as database:
        yield database


@pytest.fixture
def seeded(databases: Databases) -> Iterator[Database]:
    """A database with the whole seed data, for this test alone."""
    with databases.seeded() as database:
        yield database


@pytest.fixture(scope="session")
def shared_seeded(databases: Databases) -> Iterator[Database]:
    """A database with the whole seed data for tests that only read; nobody may write to it."""
    with databases.seeded() as database:
        yield database


@pytest.fixture(scope="session")
def shared_migrated(databases: Databases) -> Iterator[Database]:
    """A database without rows, for tests that roll back."""
    with databases.migrated() as database:
        yield database


@pytest.fixture
def db(request: pytest.FixtureRequest, shared_migrated: Database) -> Iterator[WriteSession]:
    """A write session without rows, rolled back after the test.

    It is on `database` where the test asks for that too, else on a database shared by all tests.
    """
    own = "database" in request.fixturenames
    with undone(request.getfixturevalue("database") if own else shared_migrated) as session:
        yield session
