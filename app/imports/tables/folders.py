"""A folder of our own export, or a zip of one: its lists in the order in which they are saved."""

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from app.core.files import CHUNK, MOST_BYTES, TooLargeError, describe_bytes
from app.errors import AppError, UnreadableError
from app.imports.tables.exported import TABLE

SUFFIXES = (".json", ".jsonl", ".csv", ".tsv", ".xlsx")
"""Of a list that is there in several formats, the first is read."""

PACKAGE = "[Content_Types].xml"
"""What a workbook has and a zip of files has not."""


@contextmanager
def lists_of(path: Path) -> Iterator[list[Path]]:
    """Yield the files to read: the lists in a folder or zip of our export, else the file itself.

    Raises `AppError` when the folder or zip holds no list, `UnreadableError` for a damaged zip.
    """
    if path.is_dir():
        yield _lists(path, path)
    elif is_zipfile(path) and not _is_workbook(path):
        with tempfile.TemporaryDirectory(prefix="throughline-") as folder:
            _unpack(path, Path(folder))
            yield _lists(Path(folder), path)
    else:
        yield [path]


def _lists(folder: Path, shown: Path) -> list[Path]:
    found: list[Path] = []
    there = False
    for name in TABLE.values():
        files = [file for suffix in SUFFIXES if (file := folder / f"{name}{suffix}").is_file()]
        found += [file for file in files[:1] if not _is_empty(file)]
        there = there or bool(files)
    if not there:
        raise AppError(
            f"{shown}: there is no list of the export in it: it should hold recommendations.csv,"
            " documents.csv and the like, as `export` writes them"
        )
    return found


def _is_empty(file: Path) -> bool:
    """A list of no rows, as JSON."""
    return (
        file.suffix in (".json", ".jsonl")
        and file.stat().st_size < CHUNK
        and (file.read_bytes().split() in ([], [b"[]"], [b"[", b"]"]))
    )


def _is_workbook(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return PACKAGE in archive.namelist()
    except (BadZipFile, OSError):
        return True


def _unpack(path: Path, folder: Path) -> None:
    """Unpack the lists of a zip, wherever in it they stand; nothing else of it is touched."""
    try:
        with ZipFile(path) as archive:
            for entry in archive.infolist():
                name = PurePosixPath(entry.filename)
                if name.stem in TABLE.values() and name.suffix in SUFFIXES:
                    _copy(archive, entry, folder / name.name)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableError(
            f"{path.name}: the zip cannot be unpacked ({error}): make it again without a password,"
            " or unpack it and give the folder"
        ) from None
    except OSError as error:
        raise AppError(f"{path}: cannot be read: {error.strerror}") from None


def _copy(archive: ZipFile, entry: ZipInfo, target: Path) -> None:
    size = 0
    with archive.open(entry) as source, target.open("wb") as out:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                most = describe_bytes(MOST_BYTES)
                raise TooLargeError(f"{entry.filename} is larger than {most}: give it in parts")
            out.write(chunk)
