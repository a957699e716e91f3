"""A file that comes in again while drafts of it wait: they are not made a second time."""

from typing import Any

from sqlalchemy.orm import Session

from app.core.files import FileStore, StoredFile
from app.errors import RuleError
from app.imports import queries, service
from app.imports.models import Import
from app.imports.records import ImportRecord
from app.vocabulary.lists import ImportKind, ImportState

APART = ("document", "replace_text")
"""What is said about a file that leaves its reading as it is; which document it is may be known."""


def find_held(
    db: Session, kind: ImportKind, sha256: str, options: dict[str, Any]
) -> ImportRecord | None:
    """Return the import that holds the drafts of a file, or is about to; `None`: it is to be read.

    It does where it was read as the same kind and document, nothing else was said about the file,
    and drafts of it wait for somebody. 2 statements.
    """
    for line in queries.list_of_file(db, kind, sha256):
        begun = line.state in (ImportState.WAITING, ImportState.READING)
        waits = line.state is ImportState.READ and bool(line.counts.open or line.counts.accepted)
        if (begun or waits) and _says_the_same(line, options):
            return line
    return None


def _says_the_same(line: ImportRecord, options: dict[str, Any]) -> bool:
    document = options.get("document")
    if document and document not in (line.document, line.options.get("document")):
        return False
    return all(
        line.options.get(name) == value for name, value in options.items() if name not in APART
    )


def start_again(db: Session, files: FileStore, import_id: int) -> Import:
    """Record the file of an import as another one that is to be read; flushes.

    Raises `NotFoundError`, `UnreadableError` when the file is not kept any more, and `RuleError`
    when the import itself is still to be read.
    """
    line = queries.find_import(db, import_id)
    if line.state in (ImportState.WAITING, ImportState.READING):
        raise RuleError("the file is being read: wait until that is done")
    file = StoredFile(line.sha256, line.size, files.path(line.sha256))
    return service.start(db, line.kind, file, line.name, line.media_type, line.options)
