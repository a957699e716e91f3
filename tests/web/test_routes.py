"""Every route: what an anonymous reader is answered. The table is also the list of routes.

A new route without a row fails; so does a row without a route. To remove an address, put a redirect
in its place and change its row.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from app.web import assets
from app.web.desk import is_private
from tests.browser.test_accessibility import PAGES as LOOKED_AT
from tests.web.addresses import FORMS, PAGES, WITH_FRAGMENT

pytestmark = pytest.mark.one_database

API = "/api/v1"
ROUTES: dict[tuple[str, str], tuple[str, int]] = {
    # Pages.
    ("GET", "/"): ("/", 200),
    ("GET", "/recommendations"): ("/recommendations", 200),
    ("GET", "/recommendations/{ref}"): ("/recommendations/KZ-2016-PARL-24", 200),
    ("GET", "/search"): ("/search?q=results", 200),
    ("GET", "/threads"): ("/threads", 200),
    ("GET", "/threads/{slug}"): ("/threads/results-by-polling-station", 200),
    ("GET", "/matrix"): ("/matrix", 200),
    ("GET", "/accounts-differ"): ("/accounts-differ", 200),
    ("GET", "/elections"): ("/elections", 200),
    ("GET", "/elections/{code}"): ("/elections/KZ-2016-PARL", 200),
    ("GET", "/documents"): ("/documents", 200),
    ("GET", "/documents/{slug}"): ("/documents/kz-2016-final-report", 200),
    ("GET", "/documents/{slug}/pages/{number}"): ("/documents/kz-2016-final-report/pages/22", 200),
    ("GET", "/documents/{slug}/text"): ("/documents/kz-2016-final-report/text", 200),
    # No original is in the seed data, and none is shown that is not public.
    ("GET", "/documents/{slug}/file"): ("/documents/kz-2016-final-report/file", 404),
    ("GET", "/documents/{slug}/pages/{number}.png"): (
        "/documents/kz-2016-final-report/pages/22.png",
        404,
    ),
    ("GET", "/organisations"): ("/organisations", 200),
    ("GET", "/organisations/{slug}"): ("/organisations/kz-cec", 200),
    ("GET", "/topics"): ("/topics", 200),
    ("GET", "/topics/{slug:path}"): ("/topics/counting/results", 200),
    ("GET", "/countries"): ("/countries", 200),
    ("GET", "/countries/{code}"): ("/countries/KZ", 200),
    ("GET", "/undertakings"): ("/undertakings", 200),
    ("GET", "/statements"): ("/statements", 200),
    ("GET", "/standards"): ("/standards", 200),
    ("GET", "/standards/{slug:path}"): ("/standards/copenhagen-1990/7.6", 200),
    ("GET", "/about/method"): ("/about/method", 200),
    ("GET", "/data"): ("/data", 200),
    ("GET", "/corrections"): ("/corrections", 200),
    ("GET", "/corrections/new"): ("/corrections/new", 200),
    ("POST", "/corrections/new"): ("/corrections/new", 422),
    # Rows of views as files.
    ("GET", "/recommendations.csv"): ("/recommendations.csv", 200),
    ("GET", "/accounts-differ.csv"): ("/accounts-differ.csv", 200),
    ("GET", "/threads.csv"): ("/threads.csv", 200),
    ("GET", "/matrix.csv"): ("/matrix.csv", 200),
    ("GET", "/undertakings.csv"): ("/undertakings.csv", 200),
    ("GET", "/statements.csv"): ("/statements.csv", 200),
    ("GET", "/organisations.csv"): ("/organisations.csv", 200),
    ("GET", "/elections.csv"): ("/elections.csv", 200),
    ("GET", "/documents.csv"): ("/documents.csv", 200),
    ("GET", "/topics.csv"): ("/topics.csv", 200),
    ("GET", "/standards.csv"): ("/standards.csv", 200),
    ("GET", "/instruments.csv"): ("/instruments.csv", 200),
    ("GET", "/responses.csv"): ("/responses.csv", 200),
    ("GET", "/assessments.csv"): ("/assessments.csv", 200),
    ("GET", "/links.csv"): ("/links.csv", 200),
    ("GET", "/countries.csv"): ("/countries.csv", 200),
    ("GET", "/recommendations/{ref}.csv"): ("/recommendations/KZ-2016-PARL-24.csv", 200),
    # The read API.
    ("GET", f"{API}/openapi.json"): (f"{API}/openapi.json", 200),
    ("GET", f"{API}/recommendations"): (f"{API}/recommendations", 200),
    ("GET", f"{API}/recommendations/{{ref}}"): (f"{API}/recommendations/KZ-2016-PARL-24", 200),
    ("GET", f"{API}/responses"): (f"{API}/responses", 200),
    ("GET", f"{API}/responses/{{id}}"): (f"{API}/responses/1", 200),
    ("GET", f"{API}/assessments"): (f"{API}/assessments", 200),
    ("GET", f"{API}/assessments/{{id}}"): (f"{API}/assessments/1", 200),
    ("GET", f"{API}/links"): (f"{API}/links", 200),
    ("GET", f"{API}/links/{{id}}"): (f"{API}/links/1", 200),
    ("GET", f"{API}/threads"): (f"{API}/threads", 200),
    ("GET", f"{API}/threads/{{slug}}"): (f"{API}/threads/results-by-polling-station", 200),
    ("GET", f"{API}/undertakings"): (f"{API}/undertakings", 200),
    ("GET", f"{API}/undertakings/{{id}}"): (f"{API}/undertakings/1", 200),
    ("GET", f"{API}/statements"): (f"{API}/statements", 200),
    ("GET", f"{API}/statements/{{id}}"): (f"{API}/statements/1", 200),
    ("GET", f"{API}/elections"): (f"{API}/elections", 200),
    ("GET", f"{API}/elections/{{code}}"): (f"{API}/elections/KZ-2016-PARL", 200),
    ("GET", f"{API}/documents"): (f"{API}/documents", 200),
    ("GET", f"{API}/documents/{{slug}}"): (f"{API}/documents/kz-2016-final-report", 200),
    ("GET", f"{API}/documents/{{slug}}/pages/{{number}}"): (
        f"{API}/documents/kz-2016-final-report/pages/22",
        200,
    ),
    ("GET", f"{API}/organisations"): (f"{API}/organisations", 200),
    ("GET", f"{API}/organisations/{{slug}}"): (f"{API}/organisations/odihr", 200),
    ("GET", f"{API}/topics"): (f"{API}/topics", 200),
    ("GET", f"{API}/topics/{{slug:key}}"): (f"{API}/topics/voting/secrecy", 200),
    ("GET", f"{API}/standards"): (f"{API}/standards", 200),
    ("GET", f"{API}/standards/{{slug:key}}/citations"): (
        f"{API}/standards/copenhagen-1990/7.6/citations",
        200,
    ),
    ("GET", f"{API}/standards/{{slug:key}}"): (f"{API}/standards/copenhagen-1990/7.6", 200),
    ("GET", f"{API}/instruments"): (f"{API}/instruments", 200),
    ("GET", f"{API}/instruments/{{slug}}"): (f"{API}/instruments/copenhagen-1990", 200),
    ("GET", f"{API}/search"): (f"{API}/search?q=results", 200),
    ("GET", f"{API}/countries"): (f"{API}/countries", 200),
    ("GET", f"{API}/countries/{{code}}"): (f"{API}/countries/KZ", 200),
    # Accounts.
    ("GET", "/sign-in"): ("/sign-in", 200),
    ("POST", "/sign-in"): ("/sign-in", 422),
    ("POST", "/sign-out"): ("/sign-out", 303),
    ("GET", "/password/forgotten"): ("/password/forgotten", 200),
    ("GET", "/password/{secret}"): ("/password/unknown", 404),
    ("POST", "/password/{secret}"): ("/password/unknown", 404),
    ("GET", "/account"): ("/account", 303),
    ("POST", "/account/name"): ("/account/name", 401),
    ("POST", "/account/password"): ("/account/password", 401),
    ("POST", "/account/sign-ins/others/end"): ("/account/sign-ins/others/end", 401),
    ("POST", "/account/sign-ins/{sign_in_id}/end"): ("/account/sign-ins/999999/end", 401),
    ("POST", "/account/tokens"): ("/account/tokens", 401),
    ("POST", "/account/tokens/{token_id}/end"): ("/account/tokens/999999/end", 401),
    ("GET", "/admin"): ("/admin", 303),
    ("GET", "/admin/users"): ("/admin/users", 303),
    ("POST", "/admin/users"): ("/admin/users", 401),
    ("POST", "/admin/users/{user_id}/role"): ("/admin/users/999999/role", 401),
    ("POST", "/admin/users/{user_id}/close"): ("/admin/users/999999/close", 401),
    ("POST", "/admin/users/{user_id}/open"): ("/admin/users/999999/open", 401),
    ("POST", "/admin/users/{user_id}/link"): ("/admin/users/999999/link", 401),
    # The desk, which asks everybody to sign in but who sits at the machine.
    ("GET", "/desk/imports"): ("/desk/imports", 303),
    ("POST", "/desk/imports"): ("/desk/imports", 401),
    ("GET", "/desk/imports/{import_id}"): ("/desk/imports/1", 303),
    ("POST", "/desk/imports/{import_id}/again"): ("/desk/imports/1/again", 401),
    ("POST", "/desk/imports/{import_id}/decisions"): ("/desk/imports/1/decisions", 401),
    ("POST", "/desk/imports/{import_id}/discard"): ("/desk/imports/1/discard", 401),
    ("GET", "/desk/imports/{import_id}/drafts/{draft_id}"): ("/desk/imports/1/drafts/1", 303),
    ("POST", "/desk/imports/{import_id}/drafts/{draft_id}"): ("/desk/imports/1/drafts/1", 401),
    ("GET", "/desk/imports/{import_id}/pages/{number}.png"): ("/desk/imports/1/pages/1.png", 303),
    ("GET", "/desk/imports/{import_id}/publish"): ("/desk/imports/1/publish", 303),
    ("POST", "/desk/imports/{import_id}/publish"): ("/desk/imports/1/publish", 401),
    ("GET", "/desk/imports/{import_id}/reading"): ("/desk/imports/1/reading", 303),
    ("POST", "/desk/imports/{import_id}/reading"): ("/desk/imports/1/reading", 401),
    ("POST", "/desk/imports/{import_id}/stop"): ("/desk/imports/1/stop", 401),
    ("POST", "/desk/imports/{import_id}/missing"): ("/desk/imports/1/missing", 401),
    ("POST", "/desk/imports/{import_id}/text"): ("/desk/imports/1/text", 401),
    ("GET", "/desk/imports/{import_id}/unread/{index}"): ("/desk/imports/1/unread/0", 303),
    ("POST", "/desk/imports/{import_id}/unread/{index}"): ("/desk/imports/1/unread/0", 401),
    ("GET", "/desk/corrections"): ("/desk/corrections", 303),
    ("GET", "/desk/corrections/{number}"): ("/desk/corrections/1", 303),
    ("POST", "/desk/corrections/{number}"): ("/desk/corrections/1", 401),
    ("POST", "/desk/corrections/{number}/take"): ("/desk/corrections/1/take", 401),
    # Files.
    ("GET", "/static/vendor/htmx"): (assets.htmx_asset(), 200),
    ("GET", "/static"): (assets.asset("app.css"), 200),
}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def _each(routes: list[BaseRoute]) -> list[BaseRoute]:
    """All routes, those of included routers too."""
    found: list[BaseRoute] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        found += _each(inner.routes) if inner else [route]
    return found


def existing(client: TestClient) -> set[tuple[str, str]]:
    """Return method and path of every route of the application."""
    found = set()
    for route in _each(client.app.routes):  # type: ignore[attr-defined]
        if isinstance(route, APIRoute | Route):
            found |= {(method, route.path) for method in route.methods or () if method != "HEAD"}
        elif isinstance(route, Mount):
            found.add(("GET", route.path))
        else:
            raise AssertionError(f"a route of an unknown kind: {route}")
    return found


def pages_of(client: TestClient, addresses: Iterable[str] | None = None) -> set[str]:
    """Return the paths of all public pages, or of those that the addresses lead to."""
    found = {
        route.path: route.path_regex
        for route in _each(client.app.routes)  # type: ignore[attr-defined]
        if isinstance(route, APIRoute)
        and not route.path.endswith(".csv")
        and not is_private(route.path)
        and route.response_class is HTMLResponse
    }
    if addresses is None:
        return set(found)
    paths = {urlsplit(address).path for address in addresses}
    return {path for path, form in found.items() if any(form.match(asked) for asked in paths)}


def test_every_page_stands_among_the_addresses_that_are_tested(client: TestClient) -> None:
    assert len(pages_of(client)) == 28
    assert pages_of(client) - pages_of(client, [*PAGES.values(), *FORMS.values()]) == set()
    assert set(WITH_FRAGMENT) <= set(PAGES)
    assert pages_of(client) - pages_of(client, LOOKED_AT.values()) == set()


def test_every_route_has_a_row_and_every_row_a_route(client: TestClient) -> None:
    found = existing(client)
    assert found - set(ROUTES) == set(), "routes without a row in the permission table"
    assert set(ROUTES) - found == set(), "rows whose route is gone: put a redirect in its place"


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_anonymous_reader_is_answered_as_the_table_says(
    client: TestClient, route: tuple[str, str]
) -> None:
    address, status = ROUTES[route]
    assert client.request(route[0], address, follow_redirects=False).status_code == status


@pytest.mark.parametrize(
    ("method", "path"),
    [
        (method, path)
        for path in sorted({path for _, path in ROUTES if not is_private(path)})
        for method in UNSAFE
        if (method, path) not in ROUTES  # else its row says what it answers
    ],
)
def test_nothing_can_be_written_by_the_public(client: TestClient, method: str, path: str) -> None:
    address = ROUTES["GET", path][0]
    answer = client.request(method, address, follow_redirects=False)
    assert answer.status_code == 405
    assert "GET" in answer.headers.get("allow", "GET")
