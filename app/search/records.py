"""What search gives, on the page and in the API."""

from dataclasses import dataclass

from app.search.models import Found
from app.search.parts import Piece


@dataclass(frozen=True)
class Hit:
    """Something found: `title` and `excerpt` in pieces, of which those asked for are marked."""

    kind: Found
    key: str
    title: list[Piece]
    excerpt: list[Piece]
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the best first, and how many there are in all."""

    kind: Found
    hits: list[Hit]
    total: int
    next: str | None


@dataclass(frozen=True)
class Understood:
    """How a query was read: what was searched in the end, and what was left aside.

    `common` are words too common to ask for; `unknown` words and phrases that stand nowhere, left
    out because nothing has all of them; `suggestion` is a query of words that exist.
    """

    text: str
    common: list[str]
    unknown: list[str]
    suggestion: str | None
