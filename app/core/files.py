"""Files kept under the digest of what is in them: stored once, never changed, easily verified.

A file is written beside its place and moved there whole, so that a crash leaves no half file.
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol

from app.errors import AppError, NotFoundError, marked

MOST_BYTES = 25_000_000
"""The largest file that is taken (DESIGN.md section 11)."""

CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class TooLargeError(AppError):
    """A file is larger than what is taken."""

    status = 413
    title = marked("Too large")


class Stream(Protocol):
    """What a file is read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


@dataclass(frozen=True)
class StoredFile:
    """A file as it is kept; `size` in bytes."""

    sha256: str
    size: int
    path: Path


class FileStore:
    """Files under a folder, two levels deep: `ab/cd/abcd…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, stream: Stream, most: int = MOST_BYTES) -> StoredFile:
        """Keep what the stream holds; one that is kept already stays as it is.

        Raises `TooLargeError` when there are more than `most` bytes and `AppError` when there are
        none or the folder cannot be written; nothing is kept then.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="new-", dir=self.folder)
        except OSError as error:
            raise self._unwritable(error) from None
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                sha256, size = _copy(stream, out, most)
                out.flush()
                os.fsync(out.fileno())
            place = self._place(sha256)
            place.parent.mkdir(parents=True, exist_ok=True)
            part.replace(place)
        except OSError as error:
            raise self._unwritable(error) from None
        finally:
            part.unlink(missing_ok=True)
        return StoredFile(sha256, size, place)

    def path(self, sha256: str) -> Path:
        """Return where the file is. Raises `NotFoundError` when it is not kept."""
        place = self._place(sha256) if _SHA256.fullmatch(sha256) else None
        if place is None or not place.is_file():
            raise NotFoundError(f"the file {sha256[:64]} is not kept in {self.folder}")
        return place

    def open(self, sha256: str) -> BufferedReader:
        """Return the file opened to read. Raises `NotFoundError` when it is not kept."""
        return self.path(sha256).open("rb")

    def problem(self, sha256: str) -> str | None:
        """Say what is wrong with a file that should be kept, or nothing. Reads it whole."""
        try:
            with self.open(sha256) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except NotFoundError:
            return "it is missing"
        except OSError as error:
            return f"it cannot be read: {error.strerror}"
        return None if found == sha256 else f"it was changed: its sha256 is {found}"

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def _unwritable(self, error: OSError) -> AppError:
        return AppError(
            f"cannot keep files in {self.folder}: {error.strerror}: make it writable, or set FILES"
        )


def measure(path: Path, most: int = MOST_BYTES) -> StoredFile:
    """Return a file as `FileStore.save` would keep it, but leave it where it is.

    Raises `TooLargeError`, and `AppError` when it is empty or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return StoredFile(*_copy(file, None, most), path)
    except OSError as error:
        raise AppError(f"{path}: cannot be read: {error.strerror}") from None


def describe_bytes(size: int) -> str:
    """Return a size for people: 3 bytes, 18 KB, 25.0 MB."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1e3:.0f} KB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"


def _copy(stream: Stream, out: BinaryIO | None, most: int) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLargeError(
                f"the file is larger than {describe_bytes(most)}: make it smaller, for instance by"
                " saving it without pictures, or give it in parts"
            )
        digest.update(chunk)
        if out:
            out.write(chunk)
    if size == 0:
        raise AppError("the file is empty: choose one with something in it")
    return digest.hexdigest(), size
