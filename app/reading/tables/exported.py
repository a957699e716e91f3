"""Rows of our own export: each is a record as the API gives it."""

from typing import Any

from app.reading.model import Warn
from app.reading.tables.filling import SHOWN, Filled
from app.reading.tables.headers import text_of
from app.reading.tables.maps import RecordTable
from app.reading.tables.model import FoundEntry, Problem, Row
from app.reading.tables.taking import CellError, formed

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that the export keeps from being taken for a formula."""
JOINT = " | "
"""What stands between the words of a list."""

TEXT_LEFT = "text_left"
"""The warning that a document has its text or file in the database which was exported."""
HELD = ("text_held", "file")
"""Columns that tell so."""
NOT_HELD = frozenset({"", "false", "False", "null"})


class RecordFiller:
    """Makes records of rows of one list of the export; `typed`: cells have their types (JSON)."""

    def __init__(self, table: RecordTable, columns: list[str], *, typed: bool) -> None:
        self._entry = table.entry
        self._typed = typed
        self._places = [
            (column, form, columns.index(column)) for column, form in table.columns.items()
        ]
        held = [name for name in HELD if name in table.derived and name in columns]
        self._held = [columns.index(name) for name in held]

    def fill(self, row: Row) -> Filled:
        """Return the record of a row, or the problems for which there is none."""
        found = Filled()
        record: dict[str, Any] = {}
        for column, form, place in self._places:
            try:
                cell = row.cells[place]
                if place in row.troubles:
                    raise CellError(row.troubles[place], "Put the value itself in the cell.")
                record[column] = cell if self._typed else value_of(form, cell)
            except CellError as error:
                shown = text_of(row.cells[place])[:SHOWN]
                found.problems.append(Problem(row.number, column, shown, error.message, error.mend))
        if not found.problems:
            found.entries.append(FoundEntry(self._entry, record, record=True))
            if any(text_of(row.cells[place]) not in NOT_HELD for place in self._held):
                found.warnings.append(Warn(TEXT_LEFT, "Its text and file are not in the export."))
        return found


def value_of(form: str, cell: str | None) -> Any:
    """Return what a cell of the export holds, the mark before a formula undone.

    Raises `CellError` when it does not hold what its column does.
    """
    text = cell or ""
    if text.startswith("'") and text.lstrip("'").startswith(FORMULA):
        text = text[1:]
    if form == "list":
        return text.split(JOINT) if text else []
    if text == "":
        return [] if form == "records" else None
    return text if form == "text" else formed(form, text)
