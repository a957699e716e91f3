"""One's own account: name, password, sign-ins, tokens; a password by a link; tokens at the API."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.accounts import managing, sessions, tokens
from app.accounts.models import User
from app.accounts.queries import list_sign_ins
from app.core import clock
from app.core.db import Database
from app.vocabulary.lists import Role
from tests.html_page import Page
from tests.web.desk import Desk
from tests.web.people import make_person, signed_in

pytestmark = pytest.mark.one_database

GOOD = "green lamp beside the river"
OTHER = "seven boats under a bridge"
SENT_BY = {"User-Agent": "test"}


@pytest.fixture
def person(database: Database) -> User:
    """A reviewer with a password."""
    with database.write() as db:
        return make_person(db, "reviewer", password=GOOD)


@pytest.fixture
def account(own_client: TestClient, person: User) -> Desk:
    """A checking client in which the reviewer is signed in."""
    return Desk(signed_in(own_client, person))


def link_for(database: Database, user: User) -> str:
    """Make a link and return its path."""
    with database.write() as db:
        return managing.make_link(db, user.id).path


def test_password_by_a_link(own_html: Desk, own_client: TestClient, database: Database) -> None:
    with database.write() as db:
        user = managing.add_user(db, "ada@example.org", Role.EDITOR)
    path = link_for(database, user)
    form = own_html.get(path).form(path)
    assert next(form.iter("input")).get("value") == "ada@example.org"
    desk = Desk(own_client)
    wrong = desk.refused(path, password=GOOD, again=OTHER)
    assert "not the same" in wrong.text
    assert "at least 12" in desk.refused(path, password="short", again="short").text
    assert GOOD not in wrong.text
    done = own_client.post(path, data={"password": GOOD, "again": GOOD})
    assert done.status_code == 200
    assert "Your password is set" in done.text
    assert "does not hold any more" in own_html.get(path, status=404).text
    assert own_client.post(path, data={"password": GOOD, "again": GOOD}).status_code == 404
    answer = own_client.post(
        "/sign-in", data={"email": "ada@example.org", "password": GOOD}, follow_redirects=False
    )
    assert answer.status_code == 303


def test_whoever_forgot_a_password_is_told_whom_to_ask(own_html: Desk) -> None:
    assert "administrator" in own_html.get("/password/forgotten").text


def test_name_is_changed_or_what_is_wrong_is_said(account: Desk) -> None:
    page = account.get("/account")
    assert "This name is public" in page.text
    assert "1 to 80" in account.refused("/account/name", name=" ").text
    assert account.went("/account/name", name="Lynx") == "/account"
    assert "Your name is changed" in account.get(account.told).text
    form = account.get("/account").form("/account/name")
    assert [field.get("value") for field in form.iter("input")] == ["Lynx"]


def test_password_is_changed_and_others_are_signed_out(
    account: Desk, own_client: TestClient, person: User
) -> None:
    elsewhere = signed_in(own_client, person)
    sent = {"present": OTHER, "password": OTHER, "again": OTHER}
    assert "not your present" in account.refused("/account/password", **sent).text
    sent["present"] = GOOD
    assert "not the same" in account.refused("/account/password", **sent | {"again": "x"}).text
    account.went("/account/password", **sent)
    account.get("/account")
    assert elsewhere.get("/account", follow_redirects=False).status_code == 303


def test_password_sent_without_a_sign_in_is_on_no_page(own_client: TestClient) -> None:
    sent = {"present": GOOD, "password": OTHER, "again": OTHER}
    answer = own_client.post("/account/password", data=sent)
    assert answer.status_code == 401
    assert GOOD not in answer.text
    assert OTHER not in answer.text


def test_sign_ins_are_listed_and_ended(
    account: Desk, own_client: TestClient, person: User, database: Database
) -> None:
    others = [signed_in(own_client, person) for _ in range(3)]
    page = account.get("/account")
    ends = [action for action in actions(page) if action.endswith("/end")]
    assert len(ends) == 4
    account.went(ends[0])
    left = [one.get("/account", follow_redirects=False).status_code for one in others]
    assert sorted(left) == [200, 200, 303]
    account.went("/account/sign-ins/others/end")
    left = [one.get("/account", follow_redirects=False).status_code for one in others]
    assert left == [303, 303, 303]
    assert [action for action in actions(account.get("/account")) if "sign-ins" in action] == []
    with database.write() as db:
        stranger = make_person(db, "editor")
        theirs = sessions.begin(db, stranger.id)
        (line,) = list_sign_ins(db, stranger.id, clock.now())
    account.went(f"/account/sign-ins/{line.id}/end")
    theirs_client = TestClient(own_client.app, cookies={"throughline": theirs})
    assert theirs_client.get("/account", follow_redirects=False).status_code == 200


def actions(page: Page) -> list[str]:
    """Return where the forms of a page send to."""
    return [form.get("action") or "" for form in page.root.iter("form")]


def test_token_is_shown_once_and_ended(account: Desk, own_client: TestClient) -> None:
    sent = {"title": "Nightly", "role": "administrator", "days": "30"}
    wrong = account.refused("/account/tokens", **sent)
    assert "no more than its person" in wrong.text
    assert "Say what the token may do" in account.refused("/account/tokens", title="T").text
    made = account.client.post("/account/tokens", data=sent | {"role": "reviewer"})
    assert made.status_code == 200
    secret = next(word for word in made.text.replace("<", " ").replace(">", " ").split()
                  if word.startswith("tl_") and len(word) > 40)  # fmt: skip
    page = account.get("/account")
    assert "Nightly" in page.text
    assert secret not in page.text
    assert "in use" in account.refused("/account/tokens", **sent | {"role": "editor"}).text
    asked = {"Authorization": f"Bearer {secret}"}
    assert own_client.get("/api/v1/topics", headers=asked).status_code == 200
    (end,) = [action for action in actions(page) if action.startswith("/account/tokens/")]
    account.went(end)
    assert "Nightly" not in account.get("/account").text
    assert own_client.get("/api/v1/topics", headers=asked).status_code == 401


@pytest.mark.parametrize("given", ["Bearer tl_wrong", "Bearer", "Basic dXNlcjpwYXNz", "Bearer ä"])
def test_wrong_token_is_a_problem_document(own_client: TestClient, given: str) -> None:
    sent = {b"Authorization": given.encode("latin-1")}
    answer = own_client.get("/api/v1/topics", headers=sent)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["title"] == "Token not valid"


def test_token_past_its_time_opens_nothing_and_reading_needs_none(
    own_client: TestClient, person: User, database: Database
) -> None:
    with database.write() as db:
        made = tokens.add_token(db, person.id, "Script", Role.EDITOR, 1)
    asked = {"Authorization": f"Bearer {made.secret}"}
    assert own_client.get("/api/v1/topics", headers=asked).status_code == 200
    with database.read() as db:
        assert tokens.list_tokens(db)[0].used_at is not None
    later = clock.now() + timedelta(hours=25)
    clock.set_clock(lambda: later)
    try:
        assert own_client.get("/api/v1/topics", headers=asked).status_code == 401
        assert own_client.get("/api/v1/topics").status_code == 200
    finally:
        clock.set_clock(None)
