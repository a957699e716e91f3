"""Read a table: its file, its map, its rows checked one by one, in constant memory."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

from app.core.progress import Progress, silent
from app.errors import RuleError, UnreadableError
from app.reading.model import Warn
from app.reading.tables.damage import damages
from app.reading.tables.encodings import ENCODINGS, encoding_called
from app.reading.tables.exported import RecordFiller
from app.reading.tables.filling import SHOWN, Filled, Filler, gives_numbers
from app.reading.tables.headers import text_of
from app.reading.tables.maps import (
    TableMap,
    built_in,
    fitting,
    fold_column,
    named_as,
    parse,
    table_of,
)
from app.reading.tables.model import (
    MOST_ROWS,
    FileFacts,
    FoundRow,
    FoundTable,
    Problem,
    Row,
    Sheet,
    TableOptions,
    TableReport,
    Tally,
    too_many,
)
from app.reading.tables.opening import open_sheet
from app.reading.tables.targets import own_map

TOLD_EVERY = 500
NO_ROWS = "no_rows"
"""The warning of a table that ends with its head."""
SHORT = "short"
"""The warning of a row that ends before a column which is read: a line may be broken there."""
ENDS = "the row ends before this column."
LINES = "Put a text of several lines in quotation marks, or fill the row up."
NAMED = 20
"""So many bad rows are named when one holds up all."""


def options_from(given: Mapping[str, Any]) -> TableOptions:
    """Return the options of a table among those of an import; what is not about tables is passed
    over."""
    known = {one.name for one in fields(TableOptions)}
    options = TableOptions(**{name: value for name, value in given.items() if name in known})
    return replace(options, encoding=encoding_called(options.encoding or "") or options.encoding)


def choose_map(columns: list[str], options: TableOptions, name: str) -> TableMap:
    """Return the map that the options name, or the built-in one that the columns fit.

    Raises `RuleError` for a map that is none, `UnreadableError` when the columns do not fit it.
    """
    if options.columns is not None:
        chosen = own_map(options.columns, options.choices or {})
    elif options.map_text is not None:
        chosen = parse(options.map_text, options.map or "the map")
    elif options.map is not None:
        chosen = built_in(options.map)
    else:
        found = fitting(columns)
        if found is None:
            raise UnreadableError(
                f"{name}: no built-in map fits the columns {_listed(columns)}. Say which column"
                " gives what, or give a map.",
                "map",
            )
        return found
    chosen = named_as(chosen, columns)
    missing = [column for column in chosen.needed if column not in columns]
    if missing or (chosen.tables and table_of(chosen, columns) is None):
        lacks = f"there is no column {_listed(missing)}" if missing else "no list has these columns"
        raise UnreadableError(
            f"{name}: {lacks}, which the map “{chosen.name}” needs. The columns are"
            f" {_listed(columns)}. Choose another map, or another row for the names of columns.",
            "columns",
        )
    return chosen


def _listed(columns: list[str]) -> str:
    shown = ", ".join(f"“{column}”" for column in columns[:20])
    return f"{shown}, …" if len(columns) > 20 else shown or "(none)"


def read_table(
    path: Path, name: str, options: Mapping[str, Any], progress: Progress = silent
) -> FoundTable:
    """Return the rows of a table by a map, as they are read, and a report for when they are.

    `name` is what people know the file by. With `strict`, all rows are checked before the first is
    given. Raises `UnreadableError` for a file or a row that stops reading, `RuleError` for a map.
    """
    chosen = options_from(options)
    sheet = open_sheet(path, name, chosen)
    _check_options(sheet.facts, chosen, name)
    if sheet.facts.rows > MOST_ROWS and chosen.preview is None:
        raise too_many(name)
    table_map = choose_map(sheet.facts.columns, chosen, name)
    for option in table_map.options:
        if not options.get(option):
            raise RuleError(f"the map “{table_map.name}” needs the {option}: give it.", option)
    if chosen.strict:
        again = open_sheet(path, name, chosen)
        _check(_Reading(again, table_map, name, options, progress), name)
    reading = _Reading(sheet, table_map, name, options, progress)
    if any(map(gives_numbers, table_map.entries)):
        again = open_sheet(path, name, chosen)
        filler = Filler(table_map, again.facts.columns, name, options)
        reading.last_numbers = filler.last_numbers(islice(again.rows, chosen.preview))
    return FoundTable(islice(reading.rows(), chosen.preview), reading.report)


def _check_options(facts: FileFacts, options: TableOptions, name: str) -> None:
    """Raise `UnreadableError` for what was said of the file that files of its format have not."""
    given = {
        "sheet": (options.sheet, facts.sheet),
        "encoding": (options.encoding, facts.encoding),
        "delimiter": (options.delimiter, facts.delimiter),
    }
    for what, (said, found) in given.items():
        if said is not None and found is None:
            raise UnreadableError(
                f"{name}: it is {facts.format.upper()}, which has no {what}: leave “{said}” out.",
                what,
            )
    if options.encoding and facts.encoding and facts.encoding.encoding != options.encoding:
        raise UnreadableError(
            f"{name}: {facts.format.upper()} is read as {ENCODINGS[facts.encoding.encoding]}:"
            f" leave “{options.encoding}” out.",
            "encoding",
        )


def _check(reading: "_Reading", name: str) -> None:
    """Raise `UnreadableError` that names the bad rows, if there are any."""
    problems = [problem for row in reading.rows() for problem in row.problems]
    if problems:
        shown = "\n".join(str(problem) for problem in problems[:NAMED])
        more = f"\nand {len(problems) - NAMED:,} more" if len(problems) > NAMED else ""
        raise UnreadableError(
            f"{name}: nothing is taken, because bad rows hold up all:\n{shown}{more}", "strict"
        )


class _Reading:
    """One pass over the rows."""

    def __init__(
        self,
        sheet: Sheet,
        table_map: TableMap,
        name: str,
        options: Mapping[str, Any],
        progress: Progress,
    ) -> None:
        self._sheet = sheet
        self._map = table_map
        self._name = name
        self._progress = progress
        columns = sheet.facts.columns
        self._fill: Callable[[Row], Filled]
        table = table_of(table_map, columns) if table_map.tables else None
        if table is not None:
            typed = sheet.facts.format in {"json", "jsonl"}
            chosen = table_map.tables[table]
            plain = [fold_column(column) for column in columns]
            self._fill = RecordFiller(chosen, plain, typed=typed).fill
            used = {column for column in columns if fold_column(column) in chosen.columns}
        else:
            self._fill = Filler(table_map, columns, name, options).fill
            used = set(table_map.columns)
        self._ignored = [column for column in columns if column not in used]
        self._read = [(place, column) for place, column in enumerate(columns) if column in used]
        counted = {value.column for value in table_map.values.values() if value.counted}
        self._counts = {place: Counter[str]() for place, name in self._read if name in counted}
        self._tally = Tally()
        self.last_numbers: dict[str, int] = {}
        self._seen: dict[bytes, int] = {}

    def report(self) -> TableReport:
        """Return what was found out so far."""
        columns = self._sheet.facts.columns
        self._tally.values = {columns[place]: dict(one) for place, one in self._counts.items()}
        return TableReport(
            self._sheet.facts, self._map.name, self._ignored, self._tally, self._warnings()
        )

    def _warnings(self) -> list[Warn]:
        found = list(self._sheet.facts.warnings)
        if not self._tally.rows:
            message = "There are no rows below the names of the columns: nothing is read."
            found.append(Warn(NO_ROWS, message))
        unknown = [column for column in self._ignored if column not in self._map.ignored]
        if unknown and not self._map.tables:
            message = f"Columns that the map does not use: {_listed(unknown)}."
            found.append(Warn("columns_unused", message))
        return found

    def rows(self) -> Iterator[FoundRow]:
        """Give each row that has anything in it."""
        tally = self._tally
        total = self._sheet.facts.rows
        for row in self._sheet.rows:
            tally.rows += 1
            if tally.rows > MOST_ROWS:
                raise too_many(self._name)
            if tally.rows % TOLD_EVERY == 0:
                self._progress("rows", tally.rows, max(total, tally.rows))
            found = self._row(row)
            yield found if tally.rows > 1 else replace(found, last_numbers=self.last_numbers)
        self._progress("rows", tally.rows, tally.rows)

    def _row(self, row: Row) -> FoundRow:
        tally = self._tally
        for place, counts in self._counts.items():
            counts[text_of(row.cells[place])[:SHOWN]] += 1
        key = hashlib.blake2b(
            "\x1f".join(map(text_of, row.cells)).encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        if key in self._seen and not row.fault:
            tally.duplicates += 1
            return FoundRow(row.number, key.hex(), same_as=self._seen[key])
        problems = self._shape(row)
        # A row that is not taken must not use up what later rows share.
        found = Filled() if problems else self._fill(row)
        found.warnings += self._unread(row)
        problems += found.problems
        if row.short:
            lacking = self._lacking(row)
            problems = [
                replace(problem, message=ENDS, mend=LINES) if problem.column in lacking else problem
                for problem in problems
            ]
            if lacking:
                message = f"The row ends before the column “{lacking[0]}”. {LINES}"
                found.warnings.append(Warn(SHORT, message))
        damaged = self._damaged(row)
        tally.damaged += bool(damaged)
        if problems:
            refused = any(problem.refused for problem in problems)
            tally.refused += refused
            tally.wrong += not refused
            return FoundRow(row.number, key.hex(), [], damaged + found.warnings, problems)
        tally.good += 1
        self._seen[key] = row.number
        return FoundRow(row.number, key.hex(), found.entries, damaged + found.warnings)

    def _damaged(self, row: Row) -> list[Warn]:
        found: list[Warn] = []
        for place, column in self._read:
            cell = row.cells[place]
            if isinstance(cell, str):
                found += damages(column, cell)
        return found

    def _unread(self, row: Row) -> list[Warn]:
        if not row.unread:
            return []
        message = (
            f"Fields that are not read, because the first rows lack them: {_listed(row.unread)}."
        )
        return [Warn("fields_unread", message)]

    def _lacking(self, row: Row) -> list[str]:
        """The columns that are read and that a row ends before."""
        return [column for place, column in self._read if row.cells[place] is None]

    def _shape(self, row: Row) -> list[Problem]:
        """What is wrong with a row as a whole."""
        if row.fault:
            return [Problem(row.number, None, None, row.fault, "Mend it, or take the row out.")]
        if row.surplus:
            shown = " | ".join(row.surplus)[:SHOWN]
            wrong = "the row has more cells than there are columns."
            mend = "Put a text that holds the delimiter in quotation marks."
            return [Problem(row.number, None, shown, wrong, mend)]
        return []
