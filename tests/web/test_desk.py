"""The desk answers to this machine alone, when it is switched on; nothing else tells of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.commands.serving import serve
from app.core.db import Database
from app.errors import AppError
from app.web.desk import is_desk, is_this_machine
from tests.web.desk import HERE, asked

ADDRESS = "/desk/imports"
SIGN_IN = "/sign-in?next=%2Fdesk%2Fimports"


@pytest.mark.parametrize("client", [("127.0.0.1", 1), ("127.9.9.9", 1), ("::1", 1)])
@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000"])
def test_this_machine_is_answered(
    shared_seeded: Database, tmp_path: Path, client: tuple[str, int], host: str
) -> None:
    with asked(shared_seeded, tmp_path, client=client, host=host) as here:
        answer = here.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("client", "host"),
    [
        (("192.0.2.7", 1), "localhost"),
        (("10.0.0.1", 1), "127.0.0.1"),
        (("testclient", 1), "localhost"),
        (HERE, "example.org"),
        (HERE, "localhost.example.org"),
        (HERE, "127.0.0.1.example.org"),
        (HERE, "192.0.2.7:8000"),
        (HERE, "[2001:db8::1]"),
    ],
)
def test_others_are_refused(
    shared_seeded: Database, tmp_path: Path, client: tuple[str, int], host: str
) -> None:
    with asked(shared_seeded, tmp_path, client=client, host=host) as other:
        answer = other.get(ADDRESS, follow_redirects=False)
        assert ADDRESS not in other.get("/").text
        page = other.get(answer.headers["location"])
    assert answer.status_code == 303
    assert answer.headers["location"] == SIGN_IN
    for response in (answer, page):
        assert response.headers["cache-control"] == "no-store"
    assert "LOCAL_DESK=1" in page.text
    assert "throughline import" in page.text


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "localhost"},
        {"X-Forwarded-Anything": ""},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Original-Host": "example.org"},
        {"CF-Connecting-IP": "192.0.2.7"},
    ],
)
def test_what_was_passed_on_is_refused(
    shared_seeded: Database, tmp_path: Path, headers: Mapping[str, str]
) -> None:
    with asked(shared_seeded, tmp_path) as here:
        answer = here.get(ADDRESS, headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, SIGN_IN)


def test_the_desk_is_closed_unless_it_is_switched_on(
    shared_seeded: Database, tmp_path: Path
) -> None:
    with asked(shared_seeded, tmp_path, on=False) as here:
        assert here.get(ADDRESS, follow_redirects=False).headers["location"] == SIGN_IN
        assert here.post(ADDRESS, data={"kind": "report"}).status_code == 401
        assert ADDRESS not in here.get("/").text


def test_a_link_leads_to_the_desk_where_it_is_open(shared_seeded: Database, tmp_path: Path) -> None:
    with asked(shared_seeded, tmp_path) as here:
        assert f'href="{ADDRESS}"' in here.get("/").text


def test_a_body_is_not_read_before_it_is_known_who_sends_it(
    shared_seeded: Database, tmp_path: Path
) -> None:
    """A body that is no form would be answered 400 by who reads it for the page."""
    with asked(shared_seeded, tmp_path, on=False) as here:
        answer = here.post(
            ADDRESS, content=b"no form", headers={"Content-Type": "multipart/form-data"}
        )
    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "tracker.example.org"])
def test_serve_does_not_open_the_desk_to_a_network(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str
) -> None:
    monkeypatch.setenv("LOCAL_DESK", "1")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/never.db")
    with pytest.raises(AppError, match="LOCAL_DESK is on") as error:
        serve(host=host, port=0, workers=1)
    assert host in error.value.message
    assert not (tmp_path / "never.db").exists()


def test_serve_does_not_open_the_desk_behind_a_public_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOCAL_DESK", "1")
    monkeypatch.setenv("PUBLIC_URL", "https://tracker.example.org")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/never.db")
    with pytest.raises(AppError, match=r"tracker\.example\.org"):
        serve(host="127.0.0.1", port=0, workers=1)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("desk.localhost", True),
        ("localhost.", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("", False),
        ("10.0.0.1", False),
        ("notlocalhost", False),
    ],
)
def test_names_of_this_machine(host: str, expected: bool) -> None:
    assert is_this_machine(host) is expected


def test_addresses_of_the_desk() -> None:
    assert [is_desk(path) for path in ("/desk", "/desk/imports", "/desks", "/")] == [
        True,
        True,
        False,
        False,
    ]
