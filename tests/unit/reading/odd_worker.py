"""A worker whose tasks go wrong in every way; started by the tests of the child process."""

import os
import resource
import sys
import time

from app.errors import RuleError, UnreadableError
from app.reading.worker import Job, serve


def hang(job: Job) -> None:
    """Wait for something that never comes."""
    job.progress("Waiting", 3, 7)
    time.sleep(600)


def loop(job: Job) -> None:
    """Compute without end."""
    job.progress("Counting", 1, 0)
    while True:
        pass


def eat(job: Job) -> None:
    """Take memory without end."""
    job.progress("Eating", 1, 2)
    held = []
    while True:
        held.append(bytearray(10_000_000))


def crash(job: Job) -> None:
    """Fall as a library does that was written in C."""
    os.abort()


def leave(job: Job) -> None:
    """End without a word."""
    os._exit(0)


def fail(job: Job) -> None:
    """Make a mistake."""
    raise ValueError("a secret path")


def recurse(job: Job) -> None:
    """Call oneself without end."""
    recurse(job)


def refuse(job: Job) -> None:
    """Say what a person can mend."""
    raise UnreadableError(f"{job.name}: page 7 is torn.", "torn")


def forbid(job: Job) -> None:
    """Say that an option is wrong."""
    raise RuleError("The map has no column.")


def flood(job: Job) -> None:
    """Send a message that does not end."""
    job.send("result", "a" * 50_000_000)


def chatter(job: Job) -> str:
    """Print beside the result, as libraries do."""
    sys.stdout.write("noise\n")
    os.write(1, b"{\n")
    sys.stderr.write("x" * 100_000)
    return "done"


def surround(job: Job) -> dict[str, object]:
    """Tell what the child sees of the machine."""
    return {
        "environment": sorted(os.environ),
        "stdin": sys.stdin.closed,
        "group": os.getpgid(0) == os.getpid(),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "options": job.options,
        "path": str(job.path),
    }


def write(job: Job) -> None:
    """Write a large file."""
    job.path.write_bytes(b"x" * 5_000_000)


def rows(job: Job) -> int:
    """Give rows on the way."""
    for number in range(5):
        job.progress("Rows", number, 5)
        job.rows([number, number])
    return 10


def endless_rows(job: Job) -> None:
    """Give rows without end."""
    while True:
        job.rows(list(range(100)))


if __name__ == "__main__":
    tasks = (hang, loop, eat, crash, leave, fail, recurse, refuse, forbid, flood, chatter, surround)
    tasks += (write, rows, endless_rows)  # type: ignore[assignment]
    sys.exit(serve({task.__name__: task for task in tasks}))
