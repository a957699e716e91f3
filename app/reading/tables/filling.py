"""Entries of a row by a map: values are taken from the cells and checked, then put in templates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.reading.model import Warn
from app.reading.tables.headers import text_of
from app.reading.tables.maps import Entry, TableMap, Value
from app.reading.tables.model import FoundEntry, Problem, Row
from app.reading.tables.taking import CellError, Taker
from app.reading.tables.templates import Fill, Values, compiled

SHOWN = 200
"""Characters of a cell that a problem shows."""

_NUMBER = re.compile(r"([CW]?)(\d{1,15})[A-Z]?", re.ASCII)
"""A number of an item that one of ours might be, or follow."""


@dataclass
class Filled:
    """What a row gives: entries, warnings, problems."""

    entries: list[FoundEntry] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Source:
    """A value of the map: the column that people know it by, and the position of its own."""

    name: str
    value: Value
    column: str
    place: int | None


@dataclass(frozen=True)
class _Template:
    """An entry of the map, ready to be filled."""

    entry: str
    key: Fill
    shared: bool
    needs: list[str]
    any_of: list[str]
    content: Fill
    number: Fill | None


class Filler:
    """Makes entries of rows; remembers which shared ones it has given."""

    def __init__(
        self, table_map: TableMap, columns: list[str], file: str, options: Mapping[str, Any]
    ) -> None:
        self._fixed: Values = {"file": file}
        self._fixed |= {f"option.{name}": options[name] for name in table_map.options}
        self._taker = Taker(table_map)
        self._sources = [
            _Source(
                name,
                value,
                _column(table_map, name),
                columns.index(value.column) if value.column in columns else None,
            )
            for name, value in table_map.values.items()
        ]
        self._templates = [
            _Template(
                entry.entry,
                compiled([entry.content[name] for name in entry.key]),
                bool(entry.key),
                entry.needs,
                entry.any_of,
                compiled(entry.content),
                compiled(entry.content["number"]) if gives_numbers(entry) else None,
            )
            for entry in table_map.entries
        ]
        self._given: set[str] = set()

    def fill(self, row: Row) -> Filled:
        """Return what a row gives: its entries, or the problems for which it gives none."""
        found = Filled()
        values = self._values(row, found)
        if not found.problems:
            for template in self._templates:
                self._add(template, values, found)
        return found

    def last_numbers(self, rows: Iterable[Row]) -> dict[str, int]:
        """Return the last number that rows give to an item, by the letter before it.

        A row with a wrong cell counts too: once mended, it comes with its number.
        """
        last: dict[str, int] = {}
        for row in rows:
            values = self._values(row, Filled())
            for template in self._templates:
                number = template.number(values) if template.number else None
                if number and (found := _NUMBER.fullmatch(str(number))):
                    last[found[1]] = max(last.get(found[1], 0), int(found[2]))
        return last

    def _values(self, row: Row, found: Filled) -> Values:
        values: Values = {"row": row.number, **self._fixed}
        for source in self._sources:
            values[source.name] = self._value(source, row, values, found)
        return values

    def _value(self, source: _Source, row: Row, values: Values, found: Filled) -> Any:
        """One value; what is wrong goes to `found`, and the value is None."""
        if source.value.of is not None:
            given = values[source.value.of]
        elif source.place is None:
            return None
        else:
            given = row.cells[source.place]
        try:
            if source.place is not None and source.place in row.troubles:
                raise CellError(row.troubles[source.place], "Put the value itself in the cell.")
            result, note = self._taker.take(source.name, source.value, given)
        except CellError as error:
            # Several values may come from one cell: that it is wrong is said once.
            if any(problem.column == source.column for problem in found.problems):
                return None
            found.problems.append(
                Problem(
                    row.number,
                    source.column,
                    text_of(given)[:SHOWN],
                    error.message,
                    error.mend,
                    error.refused,
                )
            )
            return None
        if note:
            found.warnings.append(Warn("unknown", f"Column “{source.column}”: {note}"))
        return result

    def _add(self, template: _Template, values: Values, found: Filled) -> None:
        if any(values[name] is None for name in template.needs):
            return
        if template.any_of and all(values[name] is None for name in template.any_of):
            return
        if template.shared:
            given = f"{template.entry} {template.key(values)}"
            if given in self._given:
                return
            self._given.add(given)
        found.entries.append(FoundEntry(template.entry, template.content(values)))


def gives_numbers(entry: Entry) -> bool:
    """Return whether an entry of a map is an item whose number comes from the table."""
    return entry.entry == "item" and "number" in entry.content


def _column(table_map: TableMap, name: str) -> str:
    """The column that a value comes from in the end."""
    value = table_map.values[name]
    while value.column is None:
        assert value.of is not None
        value = table_map.values[value.of]
    return value.column
