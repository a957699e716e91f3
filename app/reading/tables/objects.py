"""JSON Lines, a JSON array, or a page of the API: each object is a row."""

import io
import json
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from app.errors import UnreadableError
from app.reading.model import Warn
from app.reading.tables.encodings import Detected, detect, ends_open
from app.reading.tables.model import FileFacts, Row, Sheet

PROBED = 200
"""Objects whose names of fields make the columns."""
BLOCK = 1 << 16
NO_OBJECT = "is no object with named fields"
_HALF = re.compile("[\ud800-\udfff]")
_ENVELOPE = '"items"'


def open_objects(path: Path, name: str) -> Sheet:
    """Return the facts and the rows of a file of JSON objects.

    Raises `UnreadableError` where the text is not JSON, or holds no objects; also while rows are
    read.
    """
    found = detect(path)
    listed = _is_list(path, found)
    columns: dict[str, None] = {}
    with closing(_objects(path, found, listed, name)) as objects:
        first = list(islice(objects, PROBED))
    for _, record in first:
        if isinstance(record, dict):
            columns.update(dict.fromkeys(record))
    if not columns and first and isinstance(first[0][1], str):
        raise _wrong(name, f"line {first[0][0]}", first[0][1])
    if not columns:
        raise UnreadableError(f"{name}: there are no rows in it. Choose the file again.", "empty")
    facts = FileFacts(
        format="json" if listed else "jsonl",
        columns=list(columns),
        header_row=0,
        rows=0 if listed else _count_lines(path),
        encoding=found.best,
        others=found.others,
        warnings=_warnings(path) if listed else [],
    )
    return Sheet(facts, _rows(_objects(path, found, listed, name), list(columns)))


def _text(path: Path, found: Detected) -> io.TextIOWrapper:
    raw = path.open("rb")
    raw.seek(found.mark)
    return io.TextIOWrapper(raw, found.best.encoding, errors="replace")


def _is_list(path: Path, found: Detected) -> bool:
    """Whether the file is one array or one page of the API, not an object a line."""
    with _text(path, found) as text:
        start = text.read(1000).lstrip()
    return start.startswith("[") or start[1:].lstrip().startswith(_ENVELOPE)


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        ends = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return ends + ends_open(path)


def _warnings(path: Path) -> list[Warn]:
    """Whether a page of the API is not the last."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 400))
        tail = file.read().rpartition(b"]")[2]
    if b'"next"' not in tail or b'"next":null' in tail.replace(b" ", b""):
        return []
    return [Warn("page", "This is one page of a list: fetch and read those that follow too.")]


def _objects(
    path: Path, found: Detected, listed: bool, name: str
) -> Generator[tuple[int, dict[str, Any] | str], None, None]:
    """Objects with their number: the line, or the place in the array from 1.

    Instead of an object what is wrong with its line; in an array nothing can be read behind that.
    """
    pairs = _array(path, found, name) if listed else _lines(path, found)
    for number, value in pairs:
        if isinstance(value, dict | str):
            yield number, value
        elif listed:
            raise _wrong(name, f"object {number}", NO_OBJECT)
        else:
            yield number, NO_OBJECT


def _lines(path: Path, found: Detected) -> Iterator[tuple[int, Any]]:
    with _text(path, found) as text:
        for number, line in enumerate(text, 1):
            if line.strip():
                try:
                    value = json.loads(line, parse_constant=_refuse)
                except (ValueError, RecursionError) as error:
                    value = _why(error)
                else:
                    value = NO_OBJECT if isinstance(value, str) else value
                yield number, value


def _array(path: Path, found: Detected, name: str) -> Iterator[tuple[int, Any]]:
    """Objects of an array, each as soon as it is whole."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    with _text(path, found) as text:
        buffer = text.read(BLOCK)
        place = buffer.index("[") + 1
        number = 0
        while True:
            place = _next(buffer, place)
            if place < len(buffer) and buffer[place] == "]":
                return
            try:
                value, end = decoder.raw_decode(buffer, place)
            except (ValueError, RecursionError) as error:
                # What is left is doubled, so that a long object is not tried again and again.
                more = text.read(max(BLOCK, len(buffer) - place))
                if not more or isinstance(error, RecursionError):
                    raise _wrong(name, f"object {number + 1}", _why(error)) from None
                buffer, place = buffer[place:] + more, 0
                continue
            number += 1
            yield number, None if isinstance(value, str) else value
            place = end


def _next(buffer: str, place: int) -> int:
    while place < len(buffer) and buffer[place] in " \t\r\n,":
        place += 1
    return place


def _refuse(constant: str) -> Any:
    raise ValueError(f"holds {constant}, which is no JSON")


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON ({error.msg})"
    return str(error)


def _wrong(name: str, where: str, what: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: {where} {what}. Write an object there, or fetch the file again.", "json"
    )


def _rows(objects: Iterator[tuple[int, dict[str, Any] | str]], columns: list[str]) -> Iterator[Row]:
    known = set(columns)
    for number, record in objects:
        if isinstance(record, str):
            yield Row(number, [None] * len(columns), fault=f"the line {record}.")
            continue
        unread = [key for key in record if key not in known]
        yield Row(number, [_whole(record.get(column)) for column in columns], unread=unread)


def _whole(value: Any) -> Any:
    """A value whose texts can be stored: half a character, which JSON can hold, becomes U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value
