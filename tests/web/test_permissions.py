"""Every route, asked for by nobody and by each role: who may, who must sign in, who is refused."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from app.config import Settings
from app.core.db import Database
from app.main import create_app
from app.vocabulary.lists import Role
from app.web import permissions
from app.web.permissions import PERMISSIONS, PUBLIC, all_routes
from tests.web.conftest import serve
from tests.web.people import make_person, signed_in
from tests.web.test_routes import ROUTES

pytestmark = pytest.mark.one_database

NOBODY = "nobody"
ASKERS = (NOBODY, *Role)


@pytest.fixture(scope="module")
def people(databases) -> Iterator[dict[str, TestClient]]:  # type: ignore[no-untyped-def]
    """A client for nobody and for each role, on a database without entries."""
    with databases.migrated() as database, serve(database) as client:
        found = {NOBODY: client}
        for role in Role:
            with database.write() as db:
                user = make_person(db, role)
            found[role] = signed_in(client, user)
        yield found


def names(client: TestClient) -> dict[tuple[str, str], str]:
    """The name of each route by method and path."""
    return {
        (method, route.path): route.name
        for route in all_routes(client.app.routes)  # type: ignore[attr-defined]
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def test_every_row_has_a_route_and_every_route_one_row(people: dict[str, TestClient]) -> None:
    found = list(names(people[NOBODY]).values())
    assert sorted(found) == sorted(set(found)), "two routes share a name"
    assert set(PERMISSIONS) == set(found), "rows whose route is gone"


def test_nothing_below_the_desk_is_public(people: dict[str, TestClient]) -> None:
    for (method, path), name in names(people[NOBODY]).items():
        if f"{path}/".startswith(("/desk/", "/admin/", "/account/")):
            assert PERMISSIONS[name] is not PUBLIC, f"{method} {path}"
        if path.startswith("/admin"):
            assert PERMISSIONS[name] is Role.ADMINISTRATOR, f"{method} {path}"


@pytest.mark.parametrize("asker", ASKERS)
def test_every_route_answers_as_the_table_says(people: dict[str, TestClient], asker: str) -> None:
    """What is allowed may be missing (404), or be refused for what was sent (400, 409, 422)."""
    client = people[asker]
    for (method, path), name in names(client).items():
        if name == "accounts:sign-out":
            continue
        needed = PERMISSIONS[name]
        address = ROUTES[method, path][0]
        status = client.request(method, address, follow_redirects=False).status_code
        where = f"{asker}: {method} {address}: {status}, needs {needed}"
        if needed is PUBLIC:
            assert status not in {401, 403}, where
        elif asker == NOBODY:
            assert status == (401 if method != "GET" or path.startswith("/api/") else 303), where
        elif isinstance(needed, Role) and list(Role).index(Role(asker)) < list(Role).index(needed):
            assert status == 403, where
        else:
            assert status not in {401, 403, 500}, where


def test_a_route_without_a_row_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, people: dict[str, TestClient], shared_migrated: Database
) -> None:
    monkeypatch.delitem(permissions.PERMISSIONS, "threads:thread")
    url = shared_migrated.engine.url.render_as_string(hide_password=False)
    with pytest.raises(RuntimeError, match="threads:thread"):
        create_app(Settings(database_url=url))
