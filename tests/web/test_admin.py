"""Administration: accounts are added, changed, closed and opened; links are made."""

import re

import pytest
from starlette.testclient import TestClient

from app.accounts.models import User
from app.core.db import Database
from tests.web.desk import Desk
from tests.web.people import make_person, signed_in

pytestmark = pytest.mark.one_database

LINK = re.compile(r"http://testserver(/password/[\w-]{43})")
USERS = "/admin/users"


@pytest.fixture
def administrator(database: Database) -> User:
    """The only administrator."""
    with database.write() as db:
        return make_person(db, "administrator")


@pytest.fixture
def admin(own_client: TestClient, administrator: User) -> Desk:
    """A checking client in which the administrator is signed in."""
    return Desk(signed_in(own_client, administrator))


def added(admin: Desk, email: str, **more: str) -> str:
    """Add an account and return the path of the link that the page shows."""
    answer = admin.client.post(USERS, data={"email": email, "role": "editor"} | more)
    assert answer.status_code == 200
    (path,) = LINK.findall(answer.text)
    return str(path)


def test_account_is_added_with_a_link_that_is_shown_once(admin: Desk) -> None:
    path = added(admin, "Ada@example.org", name="Lynx")
    page = admin.get(USERS)
    assert "ada@example.org" in page.text
    assert "open, no password yet" in page.text
    assert path not in page.text
    assert admin.get(path).form(path) is not None
    overview = admin.get("/admin").text
    assert "Without a password yet" in overview


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(admin: Desk) -> None:
    page = admin.refused(USERS, email="ada", name="Lynx", role="reviewer")
    assert "Write an e-mail address" in page.text
    form = page.form(USERS)
    assert [field.get("value") for field in form.iter("input")] == ["ada", "Lynx"]
    assert "Choose a role" in admin.refused(USERS, email="ada@example.org", role="king").text
    added(admin, "ada@example.org")
    assert "already" in admin.refused(USERS, email="ADA@example.org", role="editor").text


def test_account_is_changed_closed_and_opened(
    admin: Desk, own_client: TestClient, database: Database
) -> None:
    with database.write() as db:
        user = make_person(db, "editor", name="Lynx")
    theirs = signed_in(own_client, user)
    assert theirs.get(USERS).status_code == 403
    line = f"{USERS}/{user.id}"
    admin.went(f"{line}/role", role="reviewer")
    assert "The role is changed" in admin.get(admin.told).text
    answer = admin.client.post(f"{line}/link")
    assert LINK.search(answer.text)
    admin.went(f"{line}/close")
    assert theirs.get("/account", follow_redirects=False).status_code == 303
    assert "closed: open it first" in admin.refused(f"{line}/link").text
    admin.went(f"{line}/open")
    assert "open again" in admin.get(admin.told).text
    assert "Choose a role" in admin.refused(f"{line}/role", role="king").text


def test_last_administrator_stays(admin: Desk, administrator: User) -> None:
    line = f"{USERS}/{administrator.id}"
    assert "last administrator" in admin.refused(f"{line}/close").text
    assert "last administrator" in admin.refused(f"{line}/role", role="editor").text
    admin.get(USERS)


def test_account_that_is_not_there(admin: Desk) -> None:
    for act in ("role", "close", "open", "link"):
        answer = admin.client.post(f"{USERS}/99/{act}", data={"role": "editor"})
        assert answer.status_code == 404
