"""Rows of a table become drafts."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from app.errors import RuleError
from app.imports.models import Draft, Import
from app.reading.process import Message


def draft_table(db: Session, import_row: Import, found: Iterable[Message]) -> Iterator[Draft]:
    """Yield the drafts of a table's rows; `found` are the batches of rows, the report last.

    Stores in the import what the report tells. Raises `RuleError` and `UnreadableError`.
    """
    raise RuleError("tables are not read yet")
