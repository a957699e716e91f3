"""Reading a file in a child process of its own, bounded in memory, processor time and clock time.

Files come from anywhere: one that makes a reader loop, crash or eat memory costs its child, never
the service. However it ends, the caller gets the result or an `UnreadableError` that says what
happened and where. The child's side is `app.reading.worker`.
"""

import base64
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any, Literal

from pydantic import TypeAdapter

from app.core.progress import Progress, silent
from app.errors import AppError, RuleError, UnreadableError
from app.reading.model import Reading, Source, Text
from app.reading.tables.model import FoundRow, FoundTable, TableReport

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
WORKER = "app.reading.worker"
CHUNK = 1 << 16

RESULTS: dict[str, Any] = {
    "source": Source,
    "text": Text,
    "report": Reading,
    "comments": Reading,
    "table": TableReport,
}
"""The types of results that are more than plain JSON."""


@dataclass(frozen=True)
class Limits:
    """What one reading may use; a limit that is reached ends it with a message.

    `seconds`: waiting for the child, not what the caller does between its messages. `cpu`: seconds
    of the processor, so that a loop ends even when nobody waits. A report of 40 pages takes two of
    them and 1,000 full pages, the most that are read, seventy; 200,000 rows of a table twelve.
    `memory`: bytes of address space; 1,000 pages are read in 270 MB, and parts of 100 MB of XML are
    the most that is taken into memory. `message`: bytes of one line from the child, so that it
    cannot fill the parent either.
    `stderr`: bytes of what libraries print, kept for the log.
    """

    seconds: float = 120
    cpu: int = 120
    memory: int = 1 << 30
    message: int = 256 << 20
    stderr: int = 1 << 20


LIMITS = Limits()


@dataclass(frozen=True)
class Message:
    """What the child hands over: a batch of rows, or its result at the end."""

    kind: Literal["rows", "result"]
    content: Any


class StoppedError(Exception):
    """Somebody stopped the reading."""


class Stop:
    """Lets another thread stop a reading: its child is killed at once, however busy it is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._group: int | None = None
        self._wanted = False

    def now(self) -> None:
        """Stop the reading; one that has not begun ends as soon as it does."""
        with self._lock:
            self._wanted = True
            if self._group is not None:
                _kill(self._group)

    def check(self) -> None:
        """Raise `StoppedError` where somebody stopped the reading."""
        if self._wanted:
            raise StoppedError

    def follow(self, group: int) -> None:
        """Say which group of processes reads. Raises `StoppedError` where it is not to."""
        with self._lock:
            self._group = group
        self.check()

    def leave(self) -> None:
        """Say that no process reads any more: its number may be used again."""
        with self._lock:
            self._group = None


def run(
    task: str,
    path: Path,
    name: str,
    options: dict[str, Any] | None = None,
    progress: Progress | None = None,
    *,
    limits: Limits = LIMITS,
    worker: str = WORKER,
    stop: Stop | None = None,
) -> Any:
    """Do a task on a file and return its result; rows on the way are dropped.

    `name` is what people know the file by; it begins each message. Raises `UnreadableError`,
    `RuleError` for options that are wrong, and `StoppedError` when `stop` says so.
    """
    for message in stream(
        task, path, name, options, progress, limits=limits, worker=worker, stop=stop
    ):
        if message.kind == "result":
            kind = RESULTS.get(task)
            return TypeAdapter(kind).validate_python(message.content) if kind else message.content
    raise AssertionError("a stream ends with its result or an error")


def draw(path: Path, name: str, number: int, width: int) -> bytes:
    """Return page `number` of a PDF as PNG, `width` pixels wide. Raises `UnreadableError`."""
    options = {"number": number, "width": width}
    return base64.urlsafe_b64decode(run("picture", path, name, options))


def read_rows(
    path: Path,
    name: str,
    options: dict[str, Any],
    progress: Progress | None = None,
    *,
    limits: Limits = LIMITS,
) -> FoundTable:
    """Read a table as `app.reading.tables.reader.read_table` does; the child starts with its rows.

    Raises, while rows are taken, `UnreadableError`, and `RuleError` for a map that is wrong.
    """
    batches: TypeAdapter[list[FoundRow]] = TypeAdapter(list[FoundRow])
    reports: list[TableReport] = []

    def rows() -> Iterator[FoundRow]:
        for message in stream("table", path, name, options, progress, limits=limits):
            if message.kind == "rows":
                yield from batches.validate_python(message.content)
            else:
                reports.append(TypeAdapter(TableReport).validate_python(message.content))

    return FoundTable(rows(), lambda: reports[0])


def stream(
    task: str,
    path: Path,
    name: str,
    options: dict[str, Any] | None = None,
    progress: Progress | None = None,
    *,
    limits: Limits = LIMITS,
    worker: str = WORKER,
    stop: Stop | None = None,
) -> Iterator[Message]:
    """Do a task on a file; give its rows, batch by batch, and its result last.

    A caller that stops early ends the child. Raises `UnreadableError`, `RuleError` for options that
    are wrong, and `StoppedError` when `stop` says so.
    """
    stop = stop or Stop()
    request = {
        "task": task,
        "path": str(path.resolve()),
        "name": name,
        "options": options or {},
        "limits": asdict(limits),
        "parent": os.getpid(),
    }
    where = _Where(name, progress or silent)
    with tempfile.TemporaryFile() as stderr, _child(worker, request, stderr, stop) as child:
        try:
            for line in _lines(child, limits):
                stop.check()
                for kind, content in json.loads(line).items():
                    if kind == "progress":
                        where.tell(*content)
                    elif kind == "rows":
                        yield Message("rows", content)
                    elif kind == "result":
                        yield Message("result", content)
                        return
                    elif kind == "error":
                        raise _told(**content)
                    else:
                        _log(name, stderr)
                        raise where.memory(limits) if content == "memory" else where.fault()
        except TimeoutError:
            raise where.time(limits.seconds) from None
        except OverflowError:
            raise where.memory(limits) from None
        stop.check()
        raise _ended(child, where, limits, stderr)


def _told(message: str, code: str) -> AppError:
    """The error that the child ended with."""
    return RuleError(message) if code == "rule" else UnreadableError(message, code)


class _Where:
    """How far the child is, for those who watch and for the message when it ends badly."""

    def __init__(self, name: str, progress: Progress) -> None:
        self._name = name
        self._progress = progress
        self._place = ""

    def tell(self, what: str, done: int, total: int) -> None:
        self._place = f" at “{what}”, {done} of {total}" if total else f" at “{what}”"
        self._progress(what, done, total)

    def time(self, seconds: float) -> UnreadableError:
        return UnreadableError(
            f"{self._name}: reading took more than {seconds:g} seconds and was stopped"
            f"{self._place}. The file may be damaged: save it again, or in parts, and try those.",
            "too_long",
        )

    def memory(self, limits: Limits) -> UnreadableError:
        return UnreadableError(
            f"{self._name}: reading needed more than {limits.memory >> 20} MB of memory and was"
            f" stopped{self._place}. Save the file again, or in parts, and try those.",
            "too_large",
        )

    def fault(self) -> UnreadableError:
        return UnreadableError(
            f"{self._name}: its reader failed{self._place}. The file is probably damaged, or"
            " needs too much memory: open it in the program that made it, save it again and try"
            " that.",
            "damaged",
        )


@contextmanager
def _child(worker: str, request: dict[str, Any], stderr: IO[bytes], stop: Stop) -> Iterator[Any]:
    """Start the child in a group of its own, hand it the request; on leaving, nothing is left.

    Its environment is empty: it needs no setting, and must not see a password.
    """
    command = [sys.executable, "-X", "utf8", "-m", worker]
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        cwd=ROOT,
        env={},
        start_new_session=True,
    ) as child:
        try:
            stop.follow(child.pid)
            assert child.stdin
            with suppress(BrokenPipeError):
                child.stdin.write(json.dumps(request).encode())
                child.stdin.close()
            yield child
        finally:
            stop.leave()
            _kill(child.pid)


def _kill(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _lines(child: "subprocess.Popen[bytes]", limits: Limits) -> Iterator[bytes]:
    """Lines of the child until it closes its side.

    Raises TimeoutError when waiting for it has taken too long in all, OverflowError when a line is
    longer than a message may be.
    """
    assert child.stdout
    left = limits.seconds
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            start = time.monotonic()
            ready = selector.select(left)
            left -= time.monotonic() - start
            if not ready or left <= 0:
                raise TimeoutError
            chunk = os.read(child.stdout.fileno(), CHUNK)
            if not chunk:
                return
            *ends, begun = chunk.split(b"\n")
            for end in ends:
                yield bytes(rest + end)
                rest.clear()
            rest += begun
            if len(rest) > limits.message:
                raise OverflowError


def _ended(
    child: "subprocess.Popen[bytes]", where: _Where, limits: Limits, stderr: IO[bytes]
) -> UnreadableError:
    """Say why the child ended without a last line: killed by a limit, or fallen."""
    try:
        code = child.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return where.time(limits.seconds)
    _log(f"{child.args!r} ended with {code}", stderr)
    if code == -signal.SIGXCPU:
        return where.time(limits.cpu)
    if code == -signal.SIGKILL:  # by a system that has run out of memory
        return where.memory(limits)
    return where.fault()


def _log(what: str, stderr: IO[bytes]) -> None:
    """Keep the end of what the child printed for the operator; it is never shown."""
    stderr.seek(0)
    tail = stderr.read()[-4000:].decode("utf-8", "replace").strip()
    log.warning("reading failed: %s\n%s", what, tail)
