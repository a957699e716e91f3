"""The table of contents: recognised, so that its lines are no headings and its pages are known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.labels import split_label
from app.reading.layout.rows import Row
from app.reading.model import PieceKind

_TITLE = re.compile(
    r"^(?:table\s+of\s+)?contents$|^содержание$|^оглавление$|^table\s+des\s+mati[èe]res$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^(?P<title>.*?\S)(?P<lead>\s*(?:\.\s?){3,}\s*|\s*…+\s*|\t+|\s+)(?P<page>\d{1,3})$"
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|\t")
_LONGEST = 200
"""Characters of an entry at most."""
_LEAST = 3
"""Entries that a table of contents has at least."""
_WRAPPED = 2
"""Lines without a page number that one entry may have."""


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: a heading's words without its number, and its page."""

    title: str
    page: int


def mark_contents(rows: Sequence[Row]) -> list[Entry]:
    """Set `kind` of the lines of the table of contents to TABLE; return its entries in order.

    It is the run of lines that end with page numbers that never fall: under a title that says so,
    or anywhere in the first third of the document where dots or tabs lead to the numbers.
    """
    free = [row for row in rows if row.kind in (None, PieceKind.TABLE)]
    for place, row in enumerate(free[: max(60, len(free) // 3)]):
        if _TITLE.match(row.text.strip(" :.")):
            run = _run(free, place + 1, led=False)
            if len(run) >= _LEAST:
                row.kind = PieceKind.TABLE
                return _take(free, run)
        elif _is_led(row):
            run = _run(free, place, led=True)
            if len(run) >= _LEAST:
                return _take(free, run)
    return []


def _entry(text: str) -> re.Match[str] | None:
    return _ENTRY.match(text) if len(text) <= _LONGEST else None


def _is_led(row: Row) -> bool:
    found = _entry(row.text)
    return bool(found and _LEADER.search(found.group("lead")))


def _run(rows: list[Row], start: int, led: bool) -> list[int]:
    """Return the places of the entries from `start` on, wrapped lines between them passed over."""
    found: list[int] = []
    page = 0
    for place in range(start, len(rows)):
        text = rows[place].text
        entry = _entry(text)
        fits = entry and (not led or _LEADER.search(entry.group("lead")))
        if entry and fits and page <= int(entry.group("page")) <= page + 60:
            page = int(entry.group("page"))
            found.append(place)
        elif place - (found[-1] if found else start - 1) > _WRAPPED:
            break
    return found


def _take(rows: list[Row], run: list[int]) -> list[Entry]:
    entries: list[Entry] = []
    before = run[0] - 1
    for place in run:
        wrapped = rows[max(before + 1, run[0]) : place + 1]
        for row in wrapped:
            row.kind = PieceKind.TABLE
        found = _entry(rows[place].text)
        if found:
            words = [*(row.text for row in wrapped[:-1]), found.group("title")]
            title = split_label(" ".join(words).strip())[1].strip(" .…\t")
            entries.append(Entry(title, int(found.group("page"))))
        before = place
    return entries
