"""What the template of the method page may use, and nothing else."""

from dataclasses import dataclass

from app.documents.records import DocumentRecord
from app.threads.records import Column
from app.vocabulary.labels import Word


@dataclass(frozen=True)
class Code:
    """A value of a fixed list, its word, and the id it has on the page."""

    value: str
    word: Word
    anchor: str


@dataclass(frozen=True)
class CodeList:
    """A fixed list."""

    title: str
    anchor: str
    codes: list[Code]


@dataclass(frozen=True)
class Shown:
    """An example that holds: its record's address and name, and what it shows."""

    path: str
    name: str
    text: str


@dataclass(frozen=True)
class MethodPage:
    """The method page; `examples` are those that hold, by the rule or word that they are for."""

    lists: list[CodeList]
    examples: dict[str, Shown]
    columns: list[Column]
    reiterating: list[DocumentRecord]
    imprecise: list[DocumentRecord]
