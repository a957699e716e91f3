"""The child process: what it gives, and that whatever it does ends in a message."""

import logging
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from app.errors import RuleError, UnreadableError
from app.reading import process, worker
from app.reading.model import Source
from app.reading.process import LIMITS, Limits, Message
from tests.made_files import bad

ODD = "tests.unit.reading.odd_worker"
MB = 1 << 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to read."""
    path = tmp_path / "some.pdf"
    path.write_bytes(bad.pdf(3))
    return path


def odd(task: str, file: Path, limits: Limits = LIMITS, **options: Any) -> Any:
    """Run a task that goes wrong."""
    return process.run(task, file, "report.pdf", options, limits=limits, worker=ODD)


def refused(task: str, file: Path, limits: Limits = LIMITS) -> UnreadableError:
    """Run a task that must end with an error, and return that."""
    with pytest.raises(UnreadableError) as caught:
        odd(task, file, limits)
    assert caught.value.message.startswith("report.pdf: ")
    assert "Traceback" not in caught.value.message
    return caught.value


def children() -> list[str]:
    """Return the readers that this process has started and that still run."""
    here = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    started = here.read_text().split() if here.exists() else []
    return [child for child in started if "worker" in command(child)]


def command(child: str) -> str:
    """Return how a process was called; another test may have started a database server."""
    called = Path(f"/proc/{child}/cmdline")
    return called.read_text().replace("\0", " ") if called.exists() else ""


def test_result_comes_back_as_what_it_was(file: Path) -> None:
    told: list[tuple[str, int, int]] = []
    found = process.run("source", file, "some.pdf", progress=lambda *step: told.append(step))
    assert isinstance(found, Source)
    assert [page.lines[0].text for page in found.pages] == ["Page 1", "Page 2", "Page 3"]
    assert told[0] == ("Reading pages", 0, 3)
    assert told[-1] == ("Reading pages", 3, 3)


def test_picture_of_a_page(file: Path) -> None:
    picture = process.draw(file, "some.pdf", 2, 300)
    assert picture.startswith(b"\x89PNG")
    with pytest.raises(UnreadableError, match=r"some\.pdf: there is no page 4; it has 3"):
        process.draw(file, "some.pdf", 4, 300)


def test_a_hanging_reader_is_stopped_and_told_where_it_was(file: Path) -> None:
    error = refused("hang", file, Limits(seconds=3))
    assert error.code == "too_long"
    assert "more than 3 seconds" in error.message
    assert "at “Waiting”, 3 of 7" in error.message
    assert children() == []


def test_a_reading_that_is_stopped_ends_at_once(file: Path) -> None:
    stop = process.Stop()
    with pytest.raises(process.StoppedError):
        process.run(
            "hang", file, "report.pdf", progress=lambda *_step: stop.now(), worker=ODD, stop=stop
        )
    assert children() == []
    # One that was stopped before it began does not begin.
    with pytest.raises(process.StoppedError):
        process.run("hang", file, "report.pdf", worker=ODD, stop=stop)
    assert children() == []


def test_a_reader_does_not_outlive_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    before = signal.getsignal(signal.SIGALRM)
    monkeypatch.setattr(os, "_exit", ended.append)
    try:
        for parent in (os.getppid(), os.getppid() + 1):
            worker.live_with(parent)
            signal.raise_signal(signal.SIGALRM)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert ended == [1]


def test_a_looping_reader_is_stopped_by_its_use_of_the_processor(file: Path) -> None:
    error = refused("loop", file, Limits(cpu=1))
    assert error.code == "too_long"
    assert "more than 1 seconds" in error.message
    assert "at “Counting”" in error.message


def test_an_endless_pdf_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(bad.endless_pdf())
    with pytest.raises(UnreadableError, match=r"endless\.pdf: reading took more than 1 seconds"):
        process.run("source", path, "endless.pdf", limits=Limits(seconds=1))
    assert children() == []


def test_a_pdf_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(bad.endless_pdf())
    with pytest.raises(UnreadableError, match="memory"):
        process.run("source", path, "endless.pdf", limits=Limits(memory=200 * MB))


def test_a_reader_that_eats_memory_is_stopped(file: Path) -> None:
    error = refused("eat", file, Limits(memory=200 * MB))
    assert error.code == "too_large"
    assert "more than 200 MB of memory" in error.message
    assert "at “Eating”, 1 of 2" in error.message


def test_a_message_without_end_does_not_fill_the_parent(file: Path) -> None:
    assert refused("flood", file, Limits(message=MB)).code == "too_large"


@pytest.mark.parametrize("task", ["crash", "leave", "fail", "recurse", "write"])
def test_a_reader_that_falls_is_told_in_plain_words(
    task: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="app.reading.process"):
        error = refused(task, file)
    assert error.code == "damaged"
    assert "secret" not in error.message
    assert "reading failed" in caplog.text
    assert ("a secret path" in caplog.text) is (task == "fail")


def test_errors_of_the_reader_keep_their_words(file: Path) -> None:
    error = refused("refuse", file)
    assert (error.message, error.code, error.status) == ("report.pdf: page 7 is torn.", "torn", 422)
    with pytest.raises(RuleError, match="The map has no column"):
        odd("forbid", file)


def test_what_libraries_print_disturbs_nothing(file: Path) -> None:
    assert odd("chatter", file) == "done"


def test_the_child_sees_little_of_the_machine(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@host/name")
    seen = odd("surround", file, order="as given")
    assert not {"DATABASE_URL", "HOME", "PATH"} & set(seen["environment"])
    assert seen["stdin"] is True
    assert seen["group"] is True
    assert seen["core"] == [0, 0]
    assert seen["options"] == {"order": "as given"}
    assert seen["path"] == str(file)


def test_rows_come_on_the_way_and_the_result_last(file: Path) -> None:
    told: list[int] = []
    found = list(
        process.stream(
            "rows", file, "a", progress=lambda _, done, __: told.append(done), worker=ODD
        )
    )
    assert found == [*(Message("rows", [n, n]) for n in range(5)), Message("result", 10)]
    assert told[0] == 0
    assert odd("rows", file) == 10


def test_a_caller_that_has_enough_ends_the_child(file: Path) -> None:
    stream = process.stream("endless_rows", file, "a", worker=ODD)
    assert [message.content[0] for message in islice(stream, 3)] == [0, 0, 0]
    stream.close()  # type: ignore[attr-defined]
    assert children() == []


def test_what_the_caller_does_between_messages_is_not_counted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    found = 0
    for _ in process.stream("rows", file, "a", limits=Limits(seconds=30), worker=ODD):
        clock[0] += 1000
        found += 1
    assert found == 6


def test_the_caller_goes_on_after_every_end(file: Path) -> None:
    for task in ("crash", "fail", "leave"):
        refused(task, file)
    assert process.run("source", file, "some.pdf").paged


def test_the_child_loads_neither_the_application_nor_the_libraries() -> None:
    code = (
        "import sys, app.reading.worker;"
        "print([n for n in ('fastapi', 'sqlalchemy', 'jinja2', 'pypdfium2', 'docx', 'openpyxl',"
        " 'lxml', 'PIL', 'app.main', 'app.config') if n in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=process.ROOT
    )
    assert shown.stdout.strip() == "[]"
