"""Which format a table is in, told from what is in it, and its rows."""

import codecs
import re
from pathlib import Path

from app.errors import UnreadableError
from app.reading.formats.opening import DOCUMENTS, REFUSED, find_kind
from app.reading.tables.delimited import open_delimited
from app.reading.tables.model import Sheet, TableOptions
from app.reading.tables.objects import open_objects
from app.reading.tables.workbooks import open_workbook

START = 4096
AS_TABLE = "A table is read from CSV, TSV, XLSX, JSON Lines or a JSON array."
MENDS = {
    "xls": "Save it as XLSX and import that.",
    "ods": "Save it as XLSX or CSV and import that.",
    "archive": "Unpack it and import the table in it.",
}
TEXTS = frozenset({"text", "markdown", "csv", "json"})
"""What a file of plain text may be taken for: any of them may be a table."""

_JSON = re.compile(rb'\{\s*["}]|\[\s*[{\[\]]')
_STRAY = re.compile(rb"[\x01-\x08\x0e-\x1f]|\0\0")
"""Bytes that no text has. A single zero byte may have got into a cell: its row is told of."""
_STRANGE = re.compile("[^\t\r\n\x20-\x7e\xa0-\u052f\u2010-\u2122]")


def open_sheet(path: Path, name: str, options: TableOptions) -> Sheet:
    """Return the facts and the rows of a table; what it is, its content tells, not its name.

    Raises `UnreadableError` with what it is and what to do, where it is no table.
    """
    if not path.stat().st_size:
        raise UnreadableError(f"{name}: the file is empty. Save or fetch it again.", "empty")
    start = _start(path)
    if _JSON.match(start):
        return open_objects(path, name)
    kind = "text" if _is_wide(start) else find_kind(path, name)
    if kind == "picture" and b"\0" not in start:
        kind = "text"  # A column called BMI begins as a picture does.
    if kind == "xlsx":
        return open_workbook(path, name, options)
    if kind in TEXTS or (kind == "other" and not _STRAY.search(start)):
        return open_delimited(path, name, options)
    if kind == "other" and (stray := _STRAY.search(start)):
        line, byte = start.count(b"\n", 0, stray.start()) + 1, stray[0].hex().upper()
        raise UnreadableError(
            f"{name}: this is no text: line {line} holds byte {byte}, as no text does. {AS_TABLE}",
            "wrong_type",
        )
    what = REFUSED[kind][0] if kind in REFUSED else DOCUMENTS[kind][0]
    raise UnreadableError(f"{name}: this is {what}. {MENDS.get(kind, AS_TABLE)}", "wrong_type")


def _start(path: Path) -> bytes:
    """The first bytes of a file without a mark and spaces."""
    with path.open("rb") as file:
        start = file.read(START)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _is_wide(start: bytes) -> bool:
    """Whether it is UTF-16: it has the mark, or reads as text of our scripts with zero bytes."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    if b"\0" not in start:
        return False
    texts = (start.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be"))
    return any(text and not _STRANGE.search(text) for text in texts)
