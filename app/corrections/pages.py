"""What the templates of this feature may use, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.corrections.records import Answered, MadeChange, Request, Waiting
from app.vocabulary.lists import Capacity, Outcome
from app.web.forms import Problem, Sent, first_problem


@dataclass(frozen=True)
class Form:
    """A form with what was typed and what is wrong with it."""

    sent: Sent
    problems: Sequence[Problem] = ()

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.sent.text(name)

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


@dataclass(frozen=True)
class NewPage:
    """The form for everybody; `most` are the characters that each field takes."""

    form: Form
    stamp: str
    most: dict[str, int]
    capacities: tuple[Capacity, ...] = tuple(Capacity)


@dataclass(frozen=True)
class LogPage:
    """What was answered. `number` is the only request wanted, `waiting` if it still waits."""

    answered: list[Answered]
    total: int
    number: int | None
    waiting: Waiting | None
    params: dict[str, list[str]]
    as_of: date | None
    today_url: str
    next_url: str | None
    first_url: str | None


@dataclass(frozen=True)
class QueueLink:
    """A part of the queue, how many requests it has, and whether it is the present one."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class QueuePage:
    """A part of the queue."""

    parts: list[QueueLink]
    requests: list[Request]
    next_url: str | None
    first_url: str | None


@dataclass(frozen=True)
class RequestPage:
    """One request at the desk, with the form of its answer."""

    request: Request
    form: Form
    changes: list[MadeChange]
    may_take: bool
    mine: bool
    outcomes: tuple[Outcome, ...] = tuple(Outcome)
