"""Comments in a table: columns for the item or its number, the answer, the status."""

import re
from dataclasses import dataclass

from app.reading.comments.exchanges import Exchange
from app.reading.comments.labels import Label, label_at, read_numbers
from app.reading.comments.patterns import Patterns
from app.reading.comments.statuses import Status, StatusReader
from app.reading.comments.stream import Block, Stream
from app.reading.model import PieceKind

_CELL = re.compile(r" *(?:\||\t)(?: |$)?")
LONGEST_HEAD = 80
"""Characters that the head of a column has at most."""

Place = tuple[int, int]


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; `count` is how many there are."""

    count: int
    item: int | None
    number: int | None
    answer: int | None
    status: int | None


def is_row(stream: Stream, block: Block) -> bool:
    """Tell whether a block is a row of a table with cells."""
    text = stream.plain[block.start : block.end]
    return block.kind is PieceKind.TABLE and ("|" in text or "\t" in text)


def find_rows(
    stream: Stream, patterns: Patterns, statuses: StatusReader
) -> tuple[list[Exchange], list[Block]]:
    """Return the exchanges of all tables with fitting heads, and the blocks that they take up.

    A table whose first row is no head has the columns of the table before it, where it has as
    many: tables are torn at page ends.
    """
    columns: _Columns | None = None
    exchanges: list[Exchange] = []
    rows: list[Block] = []
    for block in stream.blocks:
        if not is_row(stream, block):
            continue
        cells = _cells(stream, block)
        head = _read_head(stream, patterns, cells)
        if head is not None:
            columns = head
            rows.append(block)
        elif columns is not None and len(cells) == columns.count:
            found = _exchange(stream, patterns, statuses, cells, columns)
            if found is not None:
                exchanges.append(found)
                rows.append(block)
    return exchanges, rows


def _cells(stream: Stream, block: Block) -> list[Place]:
    cells, start = [], block.start
    for mark in _CELL.finditer(stream.plain, block.start, block.end):
        cells.append(stream.trim(start, max(start, mark.start())))
        start = mark.end()
    return [*cells, stream.trim(start, block.end)]


def _read_head(stream: Stream, patterns: Patterns, cells: list[Place]) -> _Columns | None:
    """Return the columns where a row's cells are heads that tell of items and answers."""
    heads = [stream.plain[slice(*cell)] for cell in cells]
    if any(len(head) > LONGEST_HEAD for head in heads):
        return None
    found: dict[str, int] = {}
    for role in ("number", "status", "answer", "item"):
        phrases = patterns.of(getattr(patterns.tables, role))
        free = [place for place in range(len(heads)) if place not in found.values()]
        fitting = [p for p in free if any(phrase.search(heads[p]) for phrase in phrases)]
        if fitting:
            found[role] = fitting[0] if role != "answer" else fitting[-1]
    told = "answer" in found or "status" in found
    named = "item" in found or "number" in found
    if not told or not named:
        return None
    return _Columns(
        len(cells),
        found.get("item"),
        found.get("number"),
        found.get("answer"),
        found.get("status"),
    )


def _exchange(
    stream: Stream,
    patterns: Patterns,
    statuses: StatusReader,
    cells: list[Place],
    columns: _Columns,
) -> Exchange | None:
    """Return what a row says; nothing where it has neither item nor answer."""
    item = _cell(cells, columns.item)
    number = _cell(cells, columns.number)
    answer = _cell(cells, columns.answer)
    status = _cell(cells, columns.status)
    label = _number_label(stream, patterns, number) if number else None
    if item is not None:
        own = label_at(stream, *item, patterns)
        if own is not None:
            label, item = label or own, (own.end, item[1])
    if (label is None and item is None) or not (item or answer or status):
        return None
    standpoint, found = _answer(statuses, answer, status)
    told = answer or status
    quotation = item or (label.end, label.end) if label else item
    start = told[0] if told else (quotation[1] if quotation else cells[-1][1])
    return Exchange(
        label=label,
        quotation=quotation or (start, start),
        numbers=label.numbers if label else (),
        opener=start,
        standpoint=standpoint or (start, start),
        statuses=found,
        answered=told is not None,
        kind=label.kind if label else None,
    )


def _cell(cells: list[Place], column: int | None) -> Place | None:
    """Return a cell that holds something; a dash is nothing."""
    if column is None or cells[column][1] - cells[column][0] < 1:
        return None
    return cells[column]


def _number_label(stream: Stream, patterns: Patterns, cell: Place) -> Label | None:
    numbers = read_numbers(stream.plain[slice(*cell)])
    return Label(*cell, numbers) if numbers else label_at(stream, *cell, patterns)


def _answer(
    statuses: StatusReader, answer: Place | None, status: Place | None
) -> tuple[Place | None, tuple[Status, ...]]:
    """Return the standpoint and the status: from the status column, else as in running text."""
    if status is not None:
        return answer, (statuses.read(*status) or Status(*status, known=False),)
    if answer is not None:
        return statuses.divide(*answer)
    return None, ()
