"""Write lists as CSV and JSON files."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, TypeAlias

from sqlalchemy.orm import Session

from app.core.progress import Progress
from app.errors import AppError
from app.exports.tables import TABLES, plain, rows

Rows: TypeAlias = list[dict[str, Any]]
Writer: TypeAlias = Callable[[TextIO, list[str], Rows], None]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(
    db: Session, folder: Path, formats: Iterable[str], base: str, progress: Progress
) -> dict[str, int]:
    """Write each list as `<name>.<format>` into the folder; return how many rows each has.

    `base` is put before addresses. A file appears under its name only once it is whole. Raises
    `AppError` when the folder cannot be written.
    """
    found: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            records = [
                _plain(record, base, progress, table.name, done, total)
                for done, (record, total) in enumerate(rows(db, table), 1)
            ]
            for name in formats:
                _whole(folder / f"{table.name}.{name}", WRITERS[name], table.columns, records)
            found[table.name] = len(records)
    except OSError as error:
        raise AppError(f"cannot write to {folder}: {error.strerror}") from None
    return found


def _plain(
    record: Any, base: str, progress: Progress, name: str, done: int, total: int
) -> dict[str, Any]:
    progress(name, done, total)
    found = plain(record)
    if base and isinstance(found.get("url"), str):
        found["url"] = base.rstrip("/") + found["url"]
    return found


def _whole(path: Path, writer: Writer, columns: list[str], records: Rows) -> None:
    part = path.with_suffix(path.suffix + ".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer(file, columns, records)
    part.replace(path)


def _json(file: TextIO, _columns: list[str], records: Rows) -> None:
    json.dump(records, file, ensure_ascii=False, indent=1)
    file.write("\n")


def _csv(file: TextIO, columns: list[str], records: Rows) -> None:
    file.write(line(columns))
    file.writelines(csv_rows(columns, records))


def csv_rows(columns: list[str], records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield each record as a line of CSV.

    One column a field: a list of words is joined by " | ", anything deeper is JSON.
    """
    for record in records:
        yield line([cell(record[column]) for column in columns])


def line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV (RFC 4180: it ends with CR LF)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


def cell(value: Any) -> str:
    """Return a value as a CSV cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        text = " | ".join(value)
    elif isinstance(value, list | dict):
        text = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, int | float):
        return str(value)
    else:
        text = str(value)
    # A text that has the mark already gets another, so that exactly one can be taken away again.
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


WRITERS: dict[str, Writer] = {"csv": _csv, "json": _json}
"""The formats that an export knows."""
