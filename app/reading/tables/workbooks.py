"""Workbooks (XLSX): the values of one sheet, row by row.

A formula counts by the value that the spreadsheet stored with it; one that has none is named. The
XML of the sheet is looked over once before, for what openpyxl does not tell while it streams: how
many rows there are, merged cells, and formulas without a value.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from app.errors import UnreadableError
from app.reading.formats.packages import Package, damaged
from app.reading.model import Warn
from app.reading.tables.headers import LOOKED_AT, Header, Span, find_header
from app.reading.tables.model import FileFacts, Row, Sheet, TableOptions

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

BLOCK = 1 << 20
LONGEST = 1 << 23
"""Bytes of a row: 16,384 cells of 500."""
BATCH = 500
LAST_ROW = 1_048_576
"""The last row of a sheet; a file that names a later one is damaged."""
MOST_UNVALUED = 100_000
"""So many formulas without a value are remembered; a file with more was never opened by a
spreadsheet."""

ERRORS = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)

_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_UNVALUED = re.compile(
    rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*'
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass
class _Looks:
    """What the XML of a sheet shows."""

    rows: int = 0
    merged: list[Span] = field(default_factory=list)
    unvalued: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    formulas: int = 0


def open_workbook(path: Path, name: str, options: TableOptions) -> Sheet:
    """Return the facts and the rows of a workbook's sheet.

    Raises `UnreadableError` for one that is damaged, made to exhaust a reader, or without the sheet
    or the header that is asked for.
    """
    with Package(path, name):
        pass
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        names = [sheet.title for sheet in workbook.worksheets]
        chosen = _choose(workbook, names, options.sheet, name)
        looks = _look(path, chosen, name)
    except UnreadableError:
        raise
    except Exception as error:
        raise damaged(name, "it is no workbook that can be read") from error
    first = list(islice(_values(chosen, name), LOOKED_AT))
    header = find_header(first, options.header_row, name, looks.merged)
    facts = FileFacts(
        format="xlsx",
        columns=header.columns,
        header_row=header.last,
        rows=max(0, looks.rows - header.last),
        sheet=chosen.title,
        sheets=names,
        warnings=[*header.warnings, *_warnings(names, chosen.title, options.sheet)],
    )
    return Sheet(facts, _rows(chosen, header, looks, name))


def _choose(workbook: "Workbook", names: list[str], wanted: str | None, name: str) -> Any:
    """The sheet that is wanted, else the first that holds anything."""
    if wanted is not None:
        if wanted not in names:
            shown = ", ".join(f"“{one}”" for one in names)
            raise UnreadableError(f"{name}: no sheet “{wanted}”. There are {shown}.", "sheet")
        return workbook[wanted]
    for sheet in workbook.worksheets:
        if any(any(cells) for _, cells in islice(_values(sheet, name), LOOKED_AT)):
            return sheet
    raise UnreadableError(f"{name}: its sheets are empty. Choose the file again.", "empty")


def _look(path: Path, sheet: Any, name: str) -> _Looks:
    """Go over the XML of a sheet once, in blocks that end with a row."""
    looks = _Looks()
    # The path within the package is not public; openpyxl is locked to a version that has it.
    with ZipFile(path) as package, package.open(sheet._worksheet_path) as part:
        rest = b""
        while block := part.read(BLOCK):
            block = rest + block
            # Markup that names other markup is refused: nothing that writes workbooks needs it.
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                raise damaged(name, "a sheet defines words of its own (a DTD)")
            end = block.rfind(b"row>") + len(b"row>")
            if end < len(b"row>"):
                end = len(block) if len(block) > LONGEST else 0
            _count(block[:end], looks, name)
            rest = block[end:]
        _count(rest, looks, name)
    return looks


def _count(block: bytes, looks: _Looks, name: str) -> None:
    looks.rows += len(_ROW.findall(block))
    for match in _MERGED.finditer(block):
        left, top, right, bottom = match.groups()
        if int(top) <= LOOKED_AT:
            looks.merged.append(Span(int(top), int(bottom), _column(left), _column(right)))
    for match in _UNVALUED.finditer(block):
        column, row = match.groups()
        looks.unvalued[int(row)].add(_column(column))
        looks.formulas += 1
        if looks.formulas > MOST_UNVALUED:
            raise UnreadableError(
                f"{name}: more than {MOST_UNVALUED:,} formulas have no value. Open it in a"
                " spreadsheet program, save it again and try that.",
                "formulas",
            )


def _column(letters: bytes) -> int:
    """The position of a column from 0: A, B ... Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _values(sheet: Any, name: str) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a sheet with their numbers, from the start."""
    # What a file says of its size may be wrong, and would cut columns off.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(rows, BATCH))
        except Exception as error:
            raise damaged(name, f"its sheet cannot be read after row {number}") from error
        if not batch:
            return
        for cells in batch:
            number += 1
            if number > LAST_ROW:
                raise damaged(name, f"it names rows after {LAST_ROW:,}")
            yield number, [_text(cell) for cell in cells]


def _text(cell: Any) -> str | None:
    """A cell's value as text: whole numbers without point, dates in the ISO form."""
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _rows(sheet: Any, header: Header, looks: _Looks, name: str) -> Iterator[Row]:
    for number, cells in _values(sheet, name):
        unvalued = looks.unvalued.get(number, set())
        if number <= header.last or not (unvalued or any(cell and cell.strip() for cell in cells)):
            continue
        picked = header.pick(cells)
        troubles = {}
        for index, place in enumerate(header.places):
            if place in unvalued:
                troubles[index] = "the cell is a formula whose value is not in the file."
            elif picked[index] in ERRORS:
                troubles[index] = "the cell shows an error of its formula."
        surplus = [cell for cell in cells[header.width :] if cell and cell.strip()]
        yield Row(number, picked, surplus=surplus, troubles=troubles)


def _warnings(names: list[str], chosen: str, wanted: str | None) -> list[Warn]:
    if len(names) < 2 or wanted is not None:
        return []
    others = ", ".join(f"“{one}”" for one in names if one != chosen)
    return [Warn("sheets", f"Sheet “{chosen}” is read; there are also {others}.")]
