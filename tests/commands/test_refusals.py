"""What every command says when there is no database to work with: one message, exit code 1."""

import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Database
from tests.commands.conftest import Run, url_of

COMMANDS = (
    ("serve", "--port", "0"),
    ("migrate",),
    ("seed",),
    ("check",),
    ("check", "--json"),
    ("export", "--out", "nowhere"),
    ("organisation", "add", "aa-court", "--name", "Court", "--kind", "court"),
)
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


def refused(run: Run, command: tuple[str, ...], url: str) -> str:
    """Return the one message of a command that is refused."""
    outcome = run(*command, url=url)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("throughline: ")
    assert outcome.err.count("throughline: ") == 1
    assert len(outcome.err.splitlines()) <= 2
    return outcome.err


@every_command
def test_folder_that_cannot_be_made(run: Run, command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    message = refused(run, command, f"sqlite:///{tmp_path}/file/below/throughline.db")
    assert "cannot make the folder of" in message
    assert str(tmp_path / "file") in message


@every_command
def test_file_that_cannot_be_opened(run: Run, command: tuple[str, ...], tmp_path: Path) -> None:
    message = refused(run, command, f"sqlite:///{tmp_path}")
    assert "cannot use the database" in message
    assert str(tmp_path) in message


@every_command
def test_file_that_is_no_database(run: Run, command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but long enough to be looked at. " * 50)
    message = refused(run, command, f"sqlite:///{path}")
    assert "file is not a database" in message
    assert str(path) in message
    assert path.read_text().startswith("Not a database")


@every_command
def test_server_that_cannot_be_reached(run: Run, command: tuple[str, ...]) -> None:
    message = refused(run, command, "postgresql://somebody:secret@127.0.0.1:1/none")
    assert "cannot use the database" in message
    assert "127.0.0.1" in message
    assert "secret" not in message


@every_command
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "DATABASE_URL is not a database address"),
        ("mysql://localhost/x", "Throughline runs on sqlite and postgresql"),
        ("sqlite://", "DATABASE_URL names no file"),
        ("sqlite:///:memory:", "DATABASE_URL names no file"),
    ],
)
def test_address_that_is_none(run: Run, command: tuple[str, ...], url: str, reason: str) -> None:
    assert reason in refused(run, command, url)


@every_command
def test_database_of_a_newer_version(
    run: Run, command: tuple[str, ...], database: Database
) -> None:
    with database.write() as db:
        db.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    outcome = run(*command, url=url_of(database))
    assert outcome.code == 1
    said = outcome.out + outcome.err
    assert "9999" in said
    if command[0] != "check":
        assert "the database is newer than this code" in outcome.err
        assert outcome.out == ""


def test_port_in_use_is_said_before_anything_is_done(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "var" / "throughline.db"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = run("serve", "--port", str(port), url=f"sqlite:///{path}")
    assert outcome.code == 1
    assert f"port {port} on 127.0.0.1 is in use" in outcome.err
    assert "--port" in outcome.err
    assert not path.exists()


def test_host_that_is_not_ours(run: Run, tmp_path: Path) -> None:
    outcome = run("serve", "--host", "203.0.113.1", url=f"sqlite:///{tmp_path}/t.db")
    assert outcome.code == 1
    assert "cannot listen on 203.0.113.1:8000" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "Usage"),
        (("nothing",), "nothing"),
        (("serve", "--port", "many"), "--port"),
        (("serve", "--port", "70000"), "--port"),
        (("serve", "--workers", "0"), "--workers"),
        (("seed", "--colour", "red"), "--colour"),
        (("export",), "--out"),
        (("organisation", "add", "aa"), "--name"),
        (("organisation", "add", "aa", "--name", "A", "--kind", "club"), "--kind"),
        (("document", "add", "aa", "--kind", "novel"), "--kind"),
        (("election", "add"), "code"),
    ],
)
def test_wrong_usage_names_the_option(
    run: Run, arguments: tuple[str, ...], named: str, tmp_path: Path
) -> None:
    outcome = run(*arguments, url=f"sqlite:///{tmp_path}/none/t.db")
    assert outcome.code == 2
    assert named in outcome.err + outcome.out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [(), ("serve",), ("migrate",), ("seed",), ("check",), ("export",), ("organisation", "add"),
     ("election", "add"), ("document", "add")],
    ids=" ".join,
)  # fmt: skip
def test_every_command_helps(run: Run, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments, "--help")
    assert outcome.code == 0
    assert "Usage" in outcome.out
