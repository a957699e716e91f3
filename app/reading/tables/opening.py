"""Which format a table is in, told from its first bytes, and its rows."""

from pathlib import Path

from app.reading.tables.delimited import open_delimited
from app.reading.tables.model import Sheet, TableOptions


def open_sheet(path: Path, name: str, options: TableOptions) -> Sheet:
    """Return the facts and the rows of a table. Raises `UnreadableError`."""
    return open_delimited(path, name, options)
