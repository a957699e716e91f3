"""How far this process is with what it reads and publishes after its answers.

While one transaction writes much, nobody else can write on SQLite, so how far it is cannot be
stored. Another process knows only that it goes on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Step:
    """What is being done, and how much of it; a `total` of 0 is unknown."""

    what: str = ""
    done: int = 0
    total: int = 0


_steps: dict[int, Step] = {}


@contextmanager
def watched(import_id: int) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what shows how far the work on an import is; at the end there is nothing to show."""
    step = _steps.setdefault(import_id, Step())

    def show(what: str, done: int, total: int) -> None:
        step.what, step.done, step.total = what, done, total

    try:
        yield show
    finally:
        _steps.pop(import_id, None)


def step_of(import_id: int) -> Step:
    """Return how far the work on an import is; an empty step where this process does none."""
    return _steps.get(import_id, Step())
