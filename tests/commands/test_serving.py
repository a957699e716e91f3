"""`serve` as operators run it: a process of its own, from an empty folder to a page and back."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.config import ROOT

PATIENCE = 60


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Yield the address that `serve` names, and its process, which is stopped at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/var/throughline.db"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address, line + (process.stderr.read() if process.stderr else "")
        yield address[0], process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def fetch(address: str) -> str:
    """Return a page as text."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        assert answer.status == 200
        assert "server" not in {name.lower() for name in answer.headers}
        found: str = answer.read().decode()
        return found


@pytest.mark.parametrize("options", [(), ("--workers", "2")], ids=["one", "two"])
def test_serve_starts_from_nothing_and_stops_when_told(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with serving(tmp_path, *options) as (address, process):
        assert "What became of what observers recommended" in fetch(f"{address}/")
        assert "KZ-2016-PARL-24" in fetch(f"{address}/recommendations/KZ-2016-PARL-24")
        assert process.poll() is None
    assert process.returncode in (0, -signal.SIGTERM)
    assert (tmp_path / "var" / "throughline.db").exists()
