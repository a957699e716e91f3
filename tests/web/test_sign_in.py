"""Signing in and out: what is refused, what is kept, and that the public sees nothing of it."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.testclient import TestClient

from app.accounts import passwords, sessions, throttling
from app.accounts.models import SignIn, SignInAttempt, User
from app.core import clock
from app.core.db import Database
from tests.html_page import Page
from tests.html_rules import check_page
from tests.web.conftest import serve
from tests.web.desk import fields
from tests.web.people import COOKIE, make_person, signed_in

pytestmark = pytest.mark.one_database

EMAIL = "editor@example.org"
PASSWORD = "Seven green ladders é"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with little memory."""
    hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_HASHER", hasher)


@pytest.fixture
def editor(database: Database) -> User:
    """An editor with a password."""
    with database.write() as db:
        return make_person(db, email=EMAIL, password=PASSWORD)


def send(client: TestClient, email: str = EMAIL, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    """Send the form to sign in."""
    return client.post(
        "/sign-in", data={"email": email, "password": password} | more, follow_redirects=False
    )


def page_of(answer, status: int) -> Page:  # type: ignore[no-untyped-def]
    """The page of an answer, checked."""
    assert answer.status_code == status, answer.text[:2000]
    return check_page(str(answer.request.url), status, answer.headers, answer.text)


def cookie_of(answer) -> str:  # type: ignore[no-untyped-def]
    """The header that sets the cookie."""
    return str(answer.headers.get("set-cookie", ""))


def count(database: Database, model: type) -> int:
    """How many rows a table has."""
    with database.read() as db:
        return db.execute(sa.select(sa.func.count()).select_from(model)).scalar_one()


def test_the_page_to_sign_in_is_kept_by_nobody(own_client: TestClient) -> None:
    answer = own_client.get("/sign-in")
    page = page_of(answer, 200)
    assert answer.headers["cache-control"] == "no-store"
    assert fields(page, "/sign-in") == {"next": "/desk/imports", "email": "", "password": ""}


def test_who_signs_in_goes_on_and_who_signs_out_is_nobody(
    own_client: TestClient, database: Database, editor: User
) -> None:
    asked = own_client.get("/desk/imports?after=", follow_redirects=False)
    page = page_of(own_client.get(asked.headers["location"]), 200)
    data = fields(page, "/sign-in") | {"email": " Editor@Example.org ", "password": PASSWORD}
    answer = own_client.post("/sign-in", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/imports?after=")
    token = own_client.cookies[COOKIE]
    assert cookie_of(answer) == (
        f"{COOKIE}={token}; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax"
    )
    with database.read() as db:
        kept = db.execute(sa.select(SignIn)).scalar_one()
        assert (kept.digest, kept.user_id) == (sessions.digest(token), editor.id)
        assert db.get(User, editor.id).signed_in_at is not None  # type: ignore[union-attr]
    here = page_of(own_client.get("/desk/imports"), 200)
    assert editor.name in here.html
    assert own_client.get("/sign-in", follow_redirects=False).status_code == 303
    out = own_client.post("/sign-out", follow_redirects=False)
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert COOKIE not in own_client.cookies
    assert count(database, SignIn) == 0
    own_client.cookies.set(COOKIE, token)
    assert own_client.get("/desk/imports", follow_redirects=False).status_code == 303


def test_over_https_the_cookie_is_of_this_host_alone(database: Database, editor: User) -> None:
    with serve(database) as client:
        client.base_url = client.base_url.copy_with(scheme="https")
        answer = send(client)
        assert cookie_of(answer).startswith(f"__Host-{COOKIE}=")
        assert "; Secure" in cookie_of(answer)
        assert client.get("/desk/imports").status_code == 200


def test_each_sign_in_has_a_token_of_its_own(
    own_client: TestClient, database: Database, editor: User
) -> None:
    own_client.cookies.set(COOKIE, "chosen-by-somebody-else")
    tokens = []
    for _ in range(2):
        send(own_client)
        tokens.append(own_client.cookies.get(COOKIE, domain="testserver.local"))
    assert len(set(tokens)) == 2
    assert "chosen-by-somebody-else" not in tokens
    assert count(database, SignIn) == 1, "the one before is over"


@pytest.mark.parametrize(
    ("email", "password", "status", "said"),
    [
        ("", "", 422, "Give your e-mail address."),
        (EMAIL, "", 422, "Give your password."),
        (EMAIL, PASSWORD + " ", 401, "do not belong together"),
        (EMAIL, PASSWORD.lower(), 401, "do not belong together"),
        (EMAIL, "x" * 100_000, 401, "do not belong together"),
        ("nobody@example.org", PASSWORD, 401, "do not belong together"),
        ("\u202eeditor@example.org", "\U0001f511" * 20, 401, "do not belong together"),
        ("e" * 10_000, PASSWORD, 401, "do not belong together"),
    ],
)
def test_what_is_wrong_is_said_and_the_address_kept(
    own_client: TestClient, editor: User, email: str, password: str, status: int, said: str
) -> None:
    answer = send(own_client, email, password, next="/threads")
    page = page_of(answer, status)
    assert said in page.text
    found = fields(page, "/sign-in")
    assert (found["next"], found["password"]) == ("/threads", "")
    assert not cookie_of(answer)


def test_an_unknown_address_is_answered_as_a_known_one(
    own_client: TestClient, database: Database, editor: User
) -> None:
    with database.write() as db:
        make_person(db, "reviewer", email="new@example.org")
        closed = make_person(db, "administrator", email="closed@example.org", password=PASSWORD)
        closed.active = False
    answers = {
        send(client_email, email, password).text.replace(email, "X")
        for client_email, email, password in [
            (own_client, EMAIL, "another password"),
            (own_client, "nobody@example.org", PASSWORD),
            (own_client, "new@example.org", PASSWORD),
            (own_client, "closed@example.org", PASSWORD),
        ]
    }
    assert len(answers) == 1


def test_a_password_may_be_typed_decomposed(own_client: TestClient, editor: User) -> None:
    assert send(own_client, password=PASSWORD.replace("é", "e\u0301")).status_code == 303


def test_after_too_many_failures_the_next_has_to_wait(
    own_client: TestClient, database: Database, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "MOST_OF_EMAIL", 3)
    now = [NOON]
    clock.set_clock(lambda: now[0])
    try:
        for _ in range(3):
            assert send(own_client, password="wrong").status_code == 401
            now[0] += timedelta(minutes=1)
        answer = send(own_client)
        assert "Try again in 12 min" in page_of(answer, 429).text
        assert answer.headers["retry-after"] == str(12 * 60)
        assert send(own_client, "other@example.org", "wrong").status_code == 401
        now[0] = NOON + throttling.WINDOW
        assert send(own_client).status_code == 303
    finally:
        clock.set_clock(None)
    with database.read() as db:
        kept = db.execute(sa.select(SignInAttempt.who)).scalars().all()  # type: ignore[call-overload]
    assert throttling.email_digest(EMAIL) not in kept, "a right sign-in ends the count"


def test_an_address_that_tries_many_accounts_has_to_wait(
    own_client: TestClient, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "MOST_OF_ADDRESS", 3)
    for n in range(3):
        assert send(own_client, f"person{n}@example.org").status_code == 401
    assert send(own_client).status_code == 429


def test_networks_are_told_apart() -> None:
    same = [("2001:db8::1", "2001:db8::ffff:1"), ("192.0.2.7", "::ffff:192.0.2.7")]
    other = [("2001:db8::1", "2001:db8:0:1::1"), ("192.0.2.7", "192.0.2.8"), ("", "testclient")]
    for one, two in same:
        assert throttling.address_digest(one) == throttling.address_digest(two)
    for one, two in other:
        assert throttling.address_digest(one) != throttling.address_digest(two)


@pytest.mark.parametrize(
    ("asked", "used", "still"),
    [
        (timedelta(hours=11), None, True),
        (timedelta(hours=12), None, False),
        (timedelta(hours=22), timedelta(hours=11), True),
        (timedelta(days=14), timedelta(days=14) - timedelta(hours=1), False),
    ],
)
def test_a_sign_in_ends_when_it_is_not_used_and_after_two_weeks(
    own_client: TestClient,
    database: Database,
    editor: User,
    asked: timedelta,
    used: timedelta | None,
    still: bool,
) -> None:
    now = [NOON]
    clock.set_clock(lambda: now[0])
    try:
        client = signed_in(own_client, editor)
        if used is not None:
            with database.write() as db:
                row = db.execute(sa.select(SignIn)).scalar_one()
                row.seen_at = NOON + used
        now[0] = NOON + asked
        status = client.get("/desk/imports", follow_redirects=False).status_code
        assert status == (200 if still else 303)
        with database.read() as db:
            seen = db.execute(sa.select(SignIn)).scalar_one().seen_at
        assert (seen == now[0]) is still, "its use is noted"
        send(own_client)
        assert count(database, SignIn) == (2 if still else 1), "what is over is deleted"
    finally:
        clock.set_clock(None)


def test_a_closed_account_is_out_at_once(
    own_client: TestClient, database: Database, editor: User
) -> None:
    client = signed_in(own_client, editor)
    with database.write() as db:
        db.get(User, editor.id).active = False  # type: ignore[union-attr]
    assert client.get("/desk/imports", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/threads?sort=topic", "/threads?sort=topic"),
        ("https://example.org/", "/desk/imports"),
        ("//example.org/", "/desk/imports"),
        ("/\\example.org/", "/desk/imports"),
        ("/\t/example.org/", "/desk/imports"),
        ("javascript:alert(1)", "/desk/imports"),
        ("", "/desk/imports"),
        ("/sign-out", "/desk/imports"),
    ],
)
def test_next_leads_to_no_other_site(
    own_client: TestClient, editor: User, given: str, taken: str
) -> None:
    assert send(own_client, next=given).headers["location"] == taken


TYPED = {
    "summary": "  Two\r\nlines, <b>\"quoted\"</b> & 'so'  ",
    "title": "عنوان \u2067x\u2069 \U0001f5f3",
    "email": "not the one to sign in with",
    "empty": "",
}


def test_what_was_typed_is_kept_until_somebody_signs_in(
    own_client: TestClient, editor: User
) -> None:
    address = "/desk/imports/1/decisions?show=all"
    page = page_of(own_client.post(address, data=TYPED), 401)
    assert "What you typed is kept" in page.text
    data = fields(page, "/sign-in")
    wrong = page_of(own_client.post("/sign-in", data=data | {"email": EMAIL}), 422)
    data = fields(wrong, "/sign-in") | {"password": PASSWORD}
    again = page_of_signed(own_client.post("/sign-in", data=data))
    found = fields(again, address)
    assert found.keys() == TYPED.keys()
    assert {name: text.replace("\r\n", "\n") for name, text in found.items()} == {
        name: text.replace("\r\n", "\n") for name, text in TYPED.items()
    }
    assert own_client.post(address, data=found, follow_redirects=False).status_code == 404


def page_of_signed(answer) -> Page:  # type: ignore[no-untyped-def]
    """The page after a sign-in, checked; it sets the cookie."""
    assert answer.status_code == 200, answer.text[:2000]
    return check_page(str(answer.request.url), 200, answer.headers, answer.text)


def test_a_file_has_to_be_chosen_again(own_client: TestClient, editor: User) -> None:
    own_client.cookies.set(COOKIE, "over")
    files = {"file": ("report.txt", b"x" * 3_000_000)}
    answer = own_client.post("/desk/imports", data={"title": "A title"}, files=files)
    page = page_of(answer, 401)
    assert "choose it again" in page.text
    data = fields(page, "/sign-in")
    assert data["kept.title"] == "A title"
    again = page_of_signed(
        own_client.post("/sign-in", data=data | {"email": EMAIL, "password": PASSWORD})
    )
    assert fields(again, "/desk/imports") == {"title": "A title"}
    assert "asks for it again" in again.text


def test_htmx_is_led_to_the_page_to_sign_in(own_client: TestClient) -> None:
    htmx = {"HX-Request": "true"}
    answer = own_client.get("/desk/imports", headers=htmx, follow_redirects=False)
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/sign-in?next=%2Fdesk%2Fimports"
    sent = own_client.post("/desk/imports", data=TYPED, headers=htmx)
    assert (sent.status_code, sent.headers["hx-retarget"]) == (401, "#main")
    assert "kept.summary" in sent.text
    assert "<html" not in sent.text


def test_another_site_cannot_sign_anybody_in_or_out(own_client: TestClient, editor: User) -> None:
    for path in ("/sign-in", "/sign-out"):
        answer = own_client.post(
            path,
            data={"email": EMAIL, "password": PASSWORD},
            headers={"Sec-Fetch-Site": "cross-site"},
            follow_redirects=False,
        )
        assert answer.status_code == 403
        assert not cookie_of(answer)


def test_public_pages_are_the_same_for_all_who_are_not_signed_in(
    own_client: TestClient, database: Database, editor: User
) -> None:
    before = own_client.get("/recommendations")
    client = signed_in(own_client, editor)
    tag = {"If-None-Match": before.headers["etag"]}
    mine = client.get("/recommendations", headers=tag)
    assert (mine.status_code, mine.headers["cache-control"]) == (200, "no-store")
    assert "etag" not in mine.headers
    assert editor.name in mine.text
    assert 'action="/sign-out"' in mine.text
    assert editor.name in client.get("/nothing").text
    for cookies in ({}, {COOKIE: "over"}, {"other": "x"}):
        own_client.cookies = cookies
        again = own_client.get("/recommendations", headers=tag)
        assert again.status_code == 304
        assert again.headers["cache-control"] == "no-cache"


def test_nobody_is_looked_up_without_a_cookie(
    own_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr("app.accounts.identifying.find_person", refuse)
    assert own_client.get("/").status_code == 200
    own_client.cookies.set(COOKIE, "x")
    assert own_client.get("/api/v1/recommendations").status_code == 200
    with pytest.raises(AssertionError, match="looked up"):
        own_client.get("/")
