"""Run commands in this process on a database of their own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from app.cli import main
from app.core.db import Database


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with its arguments; `url` and `seeds` become its settings."""

    def command(*arguments: str, url: str = "", seeds: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["throughline", *arguments])
        for name, value in (("DATABASE_URL", url), ("SEEDS", seeds)):
            if value:
                monkeypatch.setenv(name, value)
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as error:
            code = int(error.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Outcome(code, printed.out, printed.err)

    return command


def url_of(database: Database) -> str:
    """Return the address of a database, its password included."""
    return database.engine.url.render_as_string(hide_password=False)
