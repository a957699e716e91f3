"""Requests as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.vocabulary.lists import Action, Capacity, Outcome


class Show(StrEnum):
    """Parts of the queue."""

    OPEN = "open"
    MINE = "mine"
    ANSWERED = "answered"
    SPAM = "spam"


@dataclass(frozen=True)
class Answered:
    """A request and its answer, as everybody may read them: `by` is empty unless it was allowed.

    `changed_at` is when the change was made that the answer names.
    """

    number: int
    asked_at: datetime
    answered_at: datetime
    page: str
    key: str | None
    capacity: Capacity
    by: str
    summary: str
    outcome: Outcome
    answer: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """A request without an answer: all that everybody may know of it."""

    number: int
    asked_at: datetime


@dataclass(frozen=True)
class Request:
    """A request as the desk sees it."""

    number: int
    version: int
    asked_at: datetime
    page: str
    entry: str | None
    key: str | None
    wrong: str
    wanted: str
    source: str
    capacity: Capacity
    name: str
    organisation: str
    named: bool
    email: str | None
    taken_by: str | None
    outcome: Outcome | None
    answered_at: datetime | None
    summary: str
    answer: str
    act_id: int | None

    @property
    def url(self) -> str:
        """Its address at the desk."""
        return f"/desk/corrections/{self.number}"


@dataclass(frozen=True)
class MadeChange:
    """A change of the record that a request is about: what an answer may name."""

    act_id: int
    at: datetime
    by: str
    action: Action
