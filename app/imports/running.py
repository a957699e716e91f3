"""Reading a file into drafts: the import is claimed, read in a child process, then drafted."""

from collections.abc import Callable
from typing import TypeAlias

from app.core.db import Database
from app.core.files import FileStore
from app.imports.records import ImportRecord

Progress: TypeAlias = Callable[[str, int, int], None]


def read_import(
    database: Database, files: FileStore, import_id: int, show: Progress | None = None
) -> ImportRecord:
    """Read an import that waits, failed or died; return it as it then is: read or failed.

    How far it is is stored in short transactions, so that another process can show it. Raises
    `ConflictError` when it is being read already and `RuleError` when there is nothing to read.
    """
    raise NotImplementedError
