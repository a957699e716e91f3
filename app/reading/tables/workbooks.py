"""Workbooks (XLSX): the values of one sheet, row by row.

A formula counts by the value that the spreadsheet stored with it; one that has none is named. The
XML of the sheet is looked over once before, for what openpyxl does not tell while it streams: how
many rows there are, merged cells, and formulas without a value.
"""

import posixpath
import re
import warnings
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError

from app.errors import UnreadableError
from app.reading.formats.packages import Package, damaged
from app.reading.model import Warn
from app.reading.tables.headers import LOOKED_AT, Header, Span, find_header
from app.reading.tables.model import (
    MOST_ROWS,
    FileFacts,
    Row,
    Sheet,
    TableOptions,
    too_many,
)

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
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
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
    filled: bool = False
    merged: list[Span] = field(default_factory=list)
    unvalued: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    formulas: int = 0


def open_workbook(path: Path, name: str, options: TableOptions) -> Sheet:
    """Return the facts and the rows of a workbook's sheet.

    Raises `UnreadableError` for one that is damaged, made to exhaust a reader, or without the sheet
    or the header that is asked for.
    """
    with Package(path, name) as package:
        parts, hidden = _sheets(package)
    names = list(parts)
    if options.sheet is not None and options.sheet not in parts:
        shown = ", ".join(f"“{one}”" for one in names)
        raise UnreadableError(f"{name}: no sheet “{options.sheet}”. There are {shown}.", "sheet")
    # Looked over before openpyxl opens it, which goes through all rows where a size is not told.
    wanted = (
        [options.sheet] if options.sheet is not None else sorted(names, key=hidden.__contains__)
    )
    chosen, looks = _first_filled(path, {one: parts[one] for one in wanted}, name)
    with closing(_values(path, chosen, name)) as values:
        first = list(islice(values, LOOKED_AT))
    header = find_header(first, options.header_row, name, looks.merged)
    facts = FileFacts(
        format="xlsx",
        columns=header.columns,
        header_row=header.last,
        rows=max(0, looks.rows - header.last),
        sheet=chosen,
        sheets=names,
        warnings=[*header.warnings, *_warnings(names, chosen, options.sheet)],
    )
    return Sheet(facts, _rows(_values(path, chosen, name), header, looks))


def _sheets(package: Package) -> tuple[dict[str, str], set[str]]:
    """The parts of a workbook's sheets by name, in their order, and the names of hidden ones."""
    workbook = "xl/workbook.xml"
    for relation in package.xml("_rels/.rels") if "_rels/.rels" in package else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            workbook = _target("", relation.get("Target", ""))
    folder, _, file = workbook.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if workbook not in package or relations not in package:
        raise damaged(package.name, "it has no sheets")
    targets = {
        relation.get("Id"): _target(folder, relation.get("Target", ""))
        for relation in package.xml(relations)
        if relation.get("Type", "").endswith("/worksheet")
    }
    found: dict[str, str] = {}
    hidden: set[str] = set()
    for sheet in package.xml(workbook).iter("{*}sheet"):
        ids = [value for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        part = targets.get(str(ids[0])) if ids else None
        if part in package.parts:
            title = str(sheet.get("name", ""))
            found[title] = str(part)
            if sheet.get("state", "visible") != "visible":
                hidden.add(title)
    if not found:
        raise damaged(package.name, "it has no sheets")
    return found, hidden


def _target(folder: str, target: str) -> str:
    """The name of a part that a relation points to, from the root or from a folder."""
    return posixpath.normpath(posixpath.join("/", folder, target)).removeprefix("/")


def _first_filled(path: Path, parts: dict[str, str], name: str) -> tuple[str, _Looks]:
    """The first of the sheets that holds any cell, and what its XML shows."""
    for title, part in parts.items():
        looks = _look(path, part, name)
        if looks.filled:
            return title, looks
    which = "its sheets are" if len(parts) > 1 else f"its sheet “{next(iter(parts))}” is"
    raise UnreadableError(f"{name}: {which} empty. Choose the file, or its sheet, again.", "empty")


@contextmanager
def _opened(path: Path, title: str, name: str) -> Iterator[Any]:
    """A sheet of a workbook, as openpyxl streams it; its file is closed in the end."""
    from openpyxl import load_workbook

    # Given as a file, since a path must end as workbooks do, and kept files have no ending.
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheet = workbook[title]
        except Exception as error:
            raise damaged(name, "it is no workbook that can be read") from error
        try:
            # What a file says of its size may be wrong, and would cut columns off.
            sheet.reset_dimensions()
            yield sheet
        finally:
            workbook.close()


def _look(path: Path, part: str, name: str) -> _Looks:
    """Go over the XML of a sheet once, in blocks that end with a row."""
    looks = _Looks()
    try:
        with ZipFile(path) as package, package.open(part) as file:
            for block in _blocks(file):
                # Markup that names other markup is refused: nothing that makes workbooks needs it.
                if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                    raise damaged(name, "a sheet defines words of its own (a DTD)")
                _count(block, looks, name)
    except (BadZipFile, DeflateError, OSError, EOFError, NotImplementedError) as error:
        raise damaged(name, f"its part {part} cannot be unpacked") from error
    return looks


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := file.read(BLOCK):
        block = rest + block
        end = block.rfind(b"row>") + len(b"row>")
        if end < len(b"row>"):
            end = len(block) if len(block) > LONGEST else 0
        yield block[:end]
        rest = block[end:]
    yield rest


def _count(block: bytes, looks: _Looks, name: str) -> None:
    looks.rows += len(_ROW.findall(block))
    if looks.rows > MOST_ROWS:
        raise too_many(name)
    looks.filled = looks.filled or bool(_FILLED.search(block))
    for match in _MERGED.finditer(block) if b"mergeCell" in block else ():
        left, top, right, bottom = match.groups()
        if int(top) <= LOOKED_AT:
            looks.merged.append(Span(int(top), int(bottom), _column(left), _column(right)))
    for match in _UNVALUED.finditer(block) if _FORMULA.search(block) else ():
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


def _values(path: Path, title: str, name: str) -> Generator[tuple[int, list[Any]], None, None]:
    """The rows of a sheet with their numbers, from the start."""
    with _opened(path, title, name) as sheet:
        rows = sheet.iter_rows(values_only=True)
        number = 0
        while batch := _batch(rows, number, name):
            for cells in batch:
                number += 1
                if number > LAST_ROW:
                    raise damaged(name, f"it names rows after {LAST_ROW:,}")
                yield number, [_text(cell) for cell in cells]


def _batch(rows: Iterator[Any], number: int, name: str) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, BATCH))
    except Exception as error:
        raise damaged(name, f"its sheet cannot be read after row {number}") from error


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


def _rows(values: Iterator[tuple[int, list[Any]]], header: Header, looks: _Looks) -> Iterator[Row]:
    for number, cells in values:
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
