"""Rows of our own export: each is a record as the API gives it."""

from typing import Any

from app.reading.tables.filling import Filled
from app.reading.tables.headers import text_of
from app.reading.tables.maps import RecordTable
from app.reading.tables.model import FoundEntry, Problem, Row
from app.reading.tables.taking import CellError, formed

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that the export keeps from being taken for a formula."""
JOINT = " | "
"""What stands between the words of a list."""


class RecordFiller:
    """Makes records of rows of one list of the export."""

    def __init__(self, table: RecordTable, columns: list[str]) -> None:
        self._entry = table.entry
        self._places = [
            (column, form, columns.index(column)) for column, form in table.columns.items()
        ]

    def fill(self, row: Row) -> Filled:
        """Return the record of a row, or the problems for which there is none."""
        found = Filled()
        record: dict[str, Any] = {}
        for column, form, place in self._places:
            try:
                record[column] = value_of(form, row.cells[place])
            except CellError as error:
                shown = text_of(row.cells[place])[:200]
                found.problems.append(Problem(row.number, column, shown, error.message, error.mend))
        if not found.problems:
            found.entries.append(FoundEntry(self._entry, record, record=True))
        return found


def value_of(form: str, cell: Any) -> Any:
    """Return what a cell of the export holds, the mark before a formula undone.

    Raises `CellError` when it does not hold what its column does.
    """
    if not isinstance(cell, str):
        return [] if cell is None and form == "list" else cell
    text = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
    if form == "list":
        return text.split(JOINT) if text else []
    if text == "":
        return None
    return text if form == "text" else formed(form, text)
