"""What is wrong with the rows of a table: the first are kept, all are counted, by their kind."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from app.core.inputs import problem_in_words
from app.errors import UnreadableError
from app.imports.tables.map_checking import column_of
from app.reading.model import Warn
from app.reading.tables.filling import SHOWN
from app.reading.tables.maps import TableMap
from app.reading.tables.model import FoundRow, Problem
from app.reading.tables.reader import NAMED, SHORT

MOST_KEPT = 500
"""So many problems, damaged or repeated rows and entries left as they are an import keeps; all are
counted."""

MOST_KINDS = 200
"""So many kinds of problem are told apart."""

FIRST = 3
"""So many rows of each kind are named."""


class RowProblems:
    """The problems of a table's rows, those of the reading and those found while drafts are made.

    `late` counts the rows that the reading took and that give no draft all the same.
    """

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.total = 0
        self.late = 0
        self._kinds: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it while there are few."""
        self.total += 1
        told = asdict(problem)
        if len(self.kept) < MOST_KEPT:
            self.kept.append(told)
        what = {name: value for name, value in told.items() if name != "row"}
        key = tuple(what.values())
        if key not in self._kinds and len(self._kinds) < MOST_KINDS:
            self._kinds[key] = what | {"count": 0, "rows": []}
        if kind := self._kinds.get(key):
            kind["count"] += 1
            if len(kind["rows"]) < FIRST:
                kind["rows"].append(problem.row)

    def add_late(self, problem: Problem) -> None:
        """Count a problem of a row that the reading took."""
        self.late += 1
        self.add(problem)

    def summary(self) -> dict[str, Any]:
        """Return what the import keeps of them, as JSON."""
        return {
            "problems": self.kept,
            "problems_total": self.total,
            "problem_kinds": list(self._kinds.values()),
        }

    def hold_up(self, name: str) -> UnreadableError:
        """The error for a table of which one bad row holds up all."""
        shown = "\n".join(str(Problem(**problem)) for problem in self.kept[:NAMED])
        more = f"\nand {self.total - NAMED:,} more" if self.total > NAMED else ""
        return UnreadableError(
            f"{name}: nothing is taken, because bad rows hold up all:\n{shown}{more}", "strict"
        )


def invalid(
    row: FoundRow, entry: str, error: ValidationError, table_map: TableMap | None
) -> Problem:
    """Return why a row gives no entry, with the column where it is known."""
    first = error.errors(include_url=False)[0]
    field = ".".join(map(str, first["loc"]))
    wrong = f"{entry}, {field}: {problem_in_words(first)}."
    if ends := short(row.warnings):
        return Problem(row.row, None, None, f"{ends.message} So it cannot be taken: {wrong}", "")
    column = column_of(table_map, entry, first["loc"]) if table_map else None
    given = first["input"]
    value = str(given)[:SHOWN] if column and isinstance(given, str | int | float) else None
    return Problem(row.row, column, value, wrong, "Mend the row.")


def short(warnings: Sequence[Warn]) -> Warn | None:
    """Return the warning that a row ends before its last column, if there is one."""
    return next((found for found in warnings if found.code == SHORT), None)
