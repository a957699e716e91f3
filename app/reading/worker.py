"""The child process that reads one file: a request on stdin, JSON lines on stdout, then the end.

Lines are `{"progress": [what, done, total]}`, `{"rows": [...]}`, and last either `{"result": ...}`,
`{"error": {"message", "code"}}` for what a person can mend, or `{"failed": "memory" | "fault"}`.
The parent's side is `app.reading.process`. Nothing here may load the web application: the child
starts anew for each file.
"""

import contextlib
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import to_json

from app.errors import AppError, RuleError
from app.reading.comments import patterns
from app.reading.comments.reader import read_comments
from app.reading.formats.opening import open_source
from app.reading.formats.pdf import draw_page
from app.reading.layout.pieces import make_text
from app.reading.model import Reading, Source, Text
from app.reading.reports.reader import read_report
from app.reading.tables.model import TableReport
from app.reading.tables.preview import TablePreview, look_at
from app.reading.tables.reader import read_table

PROGRESS_EVERY = 0.1
"""Seconds between two lines of progress: as often as an eye can follow."""

ROWS_EVERY = 200
"""Rows of a table in one line: enough that lines cost little, few enough to hold at once."""

ASKED_EVERY = 2.0
"""Seconds between two looks whether the parent is there."""

OPEN_FILES = 64
"""Libraries, the file itself and the pipes need about ten."""


class Job:
    """One file to read, with a way to tell the parent how it goes.

    `name` is what people know the file by; `options` are the task's own.
    """

    def __init__(self, path: Path, name: str, options: dict[str, Any], out: BinaryIO) -> None:
        self.path = path
        self.name = name
        self.options = options
        self._out = out
        self._told = 0.0
        self._what = ""

    def progress(self, what: str, done: int, total: int) -> None:
        """Tell how far the task is; at most every tenth of a second, and at each new step."""
        now = time.monotonic()
        if what != self._what or done == total or now - self._told >= PROGRESS_EVERY:
            self._what, self._told = what, now
            self.send("progress", [what, done, total])

    def rows(self, batch: list[Any]) -> None:
        """Hand over a batch of what was found, so that not everything stands in memory."""
        self.send("rows", batch)

    def send(self, kind: str, content: Any) -> None:
        """Write one line; bytes become base64."""
        body = to_json(content, bytes_mode="base64")
        self._out.write(b'{"' + kind.encode() + b'":' + body + b"}\n")
        self._out.flush()


Task = Callable[[Job], Any]
"""Does a job and returns its result, which must be plain values, dataclasses or bytes."""


def read_source(job: Job) -> Source:
    """Task `source`: the lines of a document as its format gives them."""
    return open_source(job.path, job.name, job.progress)


def read_text(job: Job) -> Text:
    """Task `text`: the pieces of a document."""
    return make_text(read_source(job))


def read_items(job: Job) -> Reading:
    """Task `report`: the items of a report, with what else it tells."""
    return read_report(read_text(job))


def read_answers(job: Job) -> Reading:
    """Task `comments`: what an authority quotes and answers; `patterns` is TOML, or the built-in.

    Raises `UnreadableError`, and `RuleError` for patterns that are wrong.
    """
    text = job.options.get("patterns")
    chosen = patterns.parse(text, "of this import") if text else patterns.load()
    return read_comments(read_text(job), chosen)


def read_rows(job: Job) -> TableReport:
    """Task `table`: rows in batches on the way, the report as result."""
    found = read_table(job.path, job.name, job.options, job.progress)
    while batch := list(islice(found.rows, ROWS_EVERY)):
        job.rows(batch)
    return found.report()


def look_at_table(job: Job) -> TablePreview:
    """Task `look`: what a table is like, its first rows, and what its columns may give."""
    return look_at(job.path, job.name, job.options)


def draw_picture(job: Job) -> bytes:
    """Task `picture`: page `number` of a PDF as PNG, `width` pixels wide."""
    return draw_page(job.path, job.options["number"], job.options["width"], job.name)


TASKS: dict[str, Task] = {
    "source": read_source,
    "text": read_text,
    "report": read_items,
    "comments": read_answers,
    "table": read_rows,
    "look": look_at_table,
    "picture": draw_picture,
}


def limit(limits: Mapping[str, int]) -> None:
    """Bound memory, processor time, files written, open files and processes of this process.

    What a system does not let us limit stays unlimited there; the parent's clock still holds.
    Files: only what stderr is captured in is written, and a reader that floods it is ended.
    Processes: reading needs no other. (The superuser is not held by that one.)
    """
    bounds = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_FSIZE: limits["stderr"],
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for kind, most in bounds.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    # The softer signal first: it tells too long from other ways to be killed.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))


def live_with(parent: int) -> None:
    """End when the process that asked is gone: nobody would stop this one, nor hear of it.

    It is looked for by a signal, since that comes through while a pattern is searched for.
    """

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.siginterrupt(signal.SIGALRM, False)
    signal.setitimer(signal.ITIMER_REAL, ASKED_EVERY, ASKED_EVERY)


def serve(tasks: Mapping[str, Task]) -> int:
    """Do the one task that stdin asks for. Returns the exit code."""
    request = json.load(sys.stdin)
    sys.stdin.close()
    # What a library prints must not get between our lines.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        limit(request["limits"])
        live_with(request["parent"])
        job = Job(Path(request["path"]), request["name"], request["options"], out)
        return do(tasks[request["task"]], job)


def do(task: Task, job: Job) -> int:
    """Do the task and send how it ended."""
    try:
        job.send("result", task(job))
    except AppError as error:
        code = "rule" if isinstance(error, RuleError) else getattr(error, "code", "unreadable")
        job.send("error", {"message": error.message, "code": code})
    except MemoryError:
        job.send("failed", "memory")
    except Exception:
        traceback.print_exc()
        job.send("failed", "fault")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(serve(TASKS))
