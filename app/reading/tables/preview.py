"""A look at a table before it is read: its facts, its first rows, and which map may fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from app.reading.tables.headers import text_of
from app.reading.tables.maps import fitting
from app.reading.tables.model import FileFacts
from app.reading.tables.opening import open_sheet
from app.reading.tables.proposing import Guess, guess_columns
from app.reading.tables.reader import options_from

LOOKED_AT = 5_000
"""Rows whose values are collected: one that comes later is an error of its row, which names it."""
SHOWN = 10
LONGEST = 300
"""Characters of a cell that are shown."""


@dataclass(frozen=True)
class TablePreview:
    """The facts of a file, its first rows (number and cells), the built-in map that its columns
    fit, and a guess for each column, of use where none fits."""

    facts: FileFacts
    rows: list[tuple[int, list[str]]]
    map: str | None
    guesses: list[Guess]


def look_at(path: Path, name: str, options: Mapping[str, Any]) -> TablePreview:
    """Return a look at a table with the options given so far. Raises `UnreadableError`."""
    sheet = open_sheet(path, name, options_from(options))
    first = list(islice(sheet.rows, LOOKED_AT))
    found = fitting(sheet.facts.columns)
    return TablePreview(
        sheet.facts,
        [(row.number, [text_of(cell)[:LONGEST] for cell in row.cells]) for row in first[:SHOWN]],
        found.name if found else None,
        guess_columns(sheet.facts.columns, [row.cells for row in first]),
    )
