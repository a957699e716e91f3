"""Read the seed files into checked entries, or say file, entry and field of all that is wrong."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.core.inputs import Input, problem_in_words
from app.entries.kinds import KIND, KINDS, EntryKind
from app.errors import RuleError
from app.threads.inputs import ThreadInput

AUTHOR = "Throughline sample data"
"""Who made the readings in the seed data (DESIGN.md section 4)."""

BY = {"link", "thread"}
"""Kinds of entry that say whose reading they are."""


@dataclass(frozen=True)
class Entry:
    """One checked entry of a seed file."""

    kind: EntryKind
    file: str
    key: str
    given: Input

    @property
    def digest(self) -> str:
        """A digest of what the entry says."""
        return hashlib.sha256(self.given.model_dump_json().encode()).hexdigest()[:32]

    @property
    def place(self) -> str:
        """File and entry, for messages."""
        return f"{self.file}: {self.kind.name} {self.key}"


def read(folder: Path) -> list[Entry]:
    """Return the entries of all `.toml` files below the folder, in the order of saving.

    Raises `RuleError` with one line for each thing wrong: file, entry, field, and what is wrong.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of seed data")
    entries: list[Entry] = []
    problems: list[str] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder.parent).as_posix()
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(f"{name}: {error}")
            continue
        for found in _entries(name, tables):
            if isinstance(found, Entry):
                entries.append(found)
            else:
                problems.append(found)
    problems += [*_repeated(entries), *_two_mains(entries)]
    if problems:
        raise RuleError("\n".join(problems))
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    return sorted(entries, key=lambda entry: order[entry.kind.name])


def _entries(name: str, tables: dict[str, Any]) -> Iterator[Entry | str]:
    head = tables.get("document")
    document = tables.pop("in_document", None) or (
        head.get("slug") if isinstance(head, dict) else None
    )
    for table, content in tables.items():
        kind = KIND.get(table)
        if kind is None:
            yield f"{name}: {table}: no such table; there are {', '.join(KIND)}"
            continue
        for position, data in enumerate(content if isinstance(content, list) else [content], 1):
            yield from _entry(name, kind, position, data, document)


def _entry(
    name: str, kind: EntryKind, position: int, data: Any, document: str | None
) -> Iterator[Entry | str]:
    if not isinstance(data, dict):
        yield f"{name}: {kind.name} {position}: not a table"
        return
    if kind.of_document and document:
        data = {"document": document} | data
    if kind.name in BY:
        data = {"by": AUTHOR} | data
    key = " ".join(str(data[field]) for field in kind.key if field in data) or str(position)
    try:
        yield Entry(kind, name, key, kind.model.model_validate(data))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = ".".join(str(part) for part in problem["loc"]) or "entry"
            yield f"{name}: {kind.name} {key}: {field}: {problem_in_words(problem)}"


def _repeated(entries: list[Entry]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        name = (entry.kind.name, entry.key)
        if name in seen:
            yield f"{entry.place}: stands in {seen[name]} already"
        seen.setdefault(name, entry.file)


def _two_mains(entries: list[Entry]) -> Iterator[str]:
    """An item has one main thread."""
    seen: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.given, ThreadInput):
            for index, member in enumerate(entry.given.members):
                if member.main and member.item in seen:
                    yield (
                        f"{entry.place}: members.{index}: {member.item} has its main thread in"
                        f" {seen[member.item]} already: put main = false in one of them"
                    )
                elif member.main:
                    seen[member.item] = entry.key
