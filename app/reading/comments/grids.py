"""Comments in a table: columns for the item or its number, the answer, the status."""

import re
from dataclasses import dataclass, field, replace

from app.reading.comments.exchanges import Exchange
from app.reading.comments.labels import Label, label_at, read_numbers
from app.reading.comments.patterns import Patterns
from app.reading.comments.statuses import LONGEST_UNKNOWN, Status, StatusReader
from app.reading.comments.stream import Block, Stream
from app.reading.model import PieceKind, Warn
from app.vocabulary.lists import Position

_CELL = re.compile(r" *(?:\||\t)(?: |$)?")
LONGEST_HEAD = 80
"""Characters that the head of a column has at most."""

Place = tuple[int, int]


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; `count` is how many there are.

    `told` are those of answers and statuses in their order, as the heads name them: `status` and
    `position` of these say that they hold statuses, which their cells confirm or not.
    """

    count: int
    item: int | None
    number: int | None
    told: tuple[int, ...]
    status: frozenset[int]
    position: frozenset[int]

    @property
    def unknown(self) -> list[int]:
        """The columns of which the head tells nothing."""
        known = {self.item, self.number, *self.told}
        return [place for place in range(self.count) if place not in known]


@dataclass
class _Table:
    """A table with a fitting head: its columns, the cells of the head, its rows."""

    columns: _Columns
    heads: list[Place]
    rows: list[tuple[Block, list[Place]]] = field(default_factory=list)


@dataclass
class Rows:
    """What tables give: exchanges, the blocks that they take up, cells that were not understood."""

    exchanges: list[Exchange] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


def is_row(stream: Stream, block: Block) -> bool:
    """Tell whether a block is a row of a table with cells."""
    text = stream.plain[block.start : block.end]
    return block.kind is PieceKind.TABLE and ("|" in text or "\t" in text)


def find_rows(stream: Stream, patterns: Patterns, statuses: StatusReader) -> Rows:
    """Return the exchanges of all tables with fitting heads, and the blocks that they take up.

    A table whose first row is no head has the columns of the table before it, where it has as
    many: tables are torn at page ends. Cells of columns whose head tells nothing are left.
    """
    found = Rows()
    tables: list[_Table] = []
    for block in stream.blocks:
        if not is_row(stream, block):
            continue
        cells = _cells(stream, block)
        head = _read_head(stream, patterns, cells)
        if head is not None and not (tables and _is_numbered(stream, tables[-1], cells)):
            tables.append(_Table(head, cells))
            found.blocks.append(block)
        elif tables and len(cells) == tables[-1].columns.count:
            tables[-1].rows.append((block, cells))
    for table in tables:
        _RowReader(stream, patterns, statuses, table).read(found)
    return found


def _is_numbered(stream: Stream, table: _Table, cells: list[Place]) -> bool:
    """Tell whether cells are a row of a table: one with a number, whatever words its cells hold."""
    number = table.columns.number
    if number is None or len(cells) != table.columns.count:
        return False
    return stream.plain[slice(*cells[number])].strip(" .)(")[:1].isdigit()


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
    fits = {
        role: [
            place
            for place, head in enumerate(heads)
            if any(phrase.search(head) for phrase in patterns.of(getattr(patterns.tables, role)))
        ]
        for role in ("number", "item", "answer", "status", "position", "observers")
    }
    number = next(iter(fits["number"]), None)
    told = {*fits["answer"], *fits["status"], *fits["position"]} - {number}
    told = told - set(fits["observers"]) or told
    item = next((place for place in fits["item"] if place not in {*told, number}), None)
    if item is None and len(told) > 1:
        item = next((place for place in fits["item"] if place in told), None)
    told -= {item}
    if not told or (item is None and number is None):
        return None
    return _Columns(
        count=len(cells),
        item=item,
        number=number,
        told=tuple(sorted(told)),
        status=frozenset(told & set(fits["status"])),
        position=frozenset(told & set(fits["position"])),
    )


class _RowReader:
    """Reads the rows of one table."""

    def __init__(
        self, stream: Stream, patterns: Patterns, statuses: StatusReader, table: _Table
    ) -> None:
        self._stream = stream
        self._patterns = patterns
        self._statuses = statuses
        self._table = table
        self._columns = table.columns
        self._stating = {place for place in self._columns.told if self._states(place)}
        self._saying = [place for place in self._columns.told if place not in self._stating]

    def read(self, found: Rows) -> None:
        """Add what the rows hold, and what of them was left."""
        left: dict[int, list[Place]] = {}
        for block, cells in self._table.rows:
            exchange = self._exchange(cells)
            if exchange is None:
                continue
            found.exchanges.append(exchange)
            found.blocks.append(block)
            for column in self._left(cells):
                left.setdefault(column, []).append(cells[column])
        for column in sorted(left):
            found.left += left[column]
            found.warnings.append(self._not_understood(column))
        self._tell_together(found)

    def _words(self, column: int) -> str:
        """Return the head of a column as a message names it."""
        head = self._stream.words(*self._table.heads[column])
        return f'"{head}"' if head else f"{column + 1}, which has no head,"

    def _not_understood(self, column: int) -> Warn:
        message = (
            f"What column {self._words(column)} of a table holds is not known; its cells are left"
            " unread. Add words of its head to the patterns, or take over what matters."
        )
        return Warn("column_unread", message, self._stream.page(self._table.heads[0][0]))

    def _tell_together(self, found: Rows) -> None:
        """Warn where several columns make the standpoint."""
        if len(self._saying) < 2 or not self._table.rows:
            return
        named = " and ".join(map(self._words, self._saying))
        message = f"Columns {named} of a table were put together as the standpoint."
        page = self._stream.page(self._table.heads[0][0])
        found.warnings.append(Warn("columns_together", message, page))

    def _left(self, cells: list[Place]) -> list[int]:
        """Return the columns of a row whose cells hold words that were not taken up."""
        columns = list(self._columns.unknown)
        number = self._columns.number
        if number is not None and self._number_label(cells[number]) is None:
            columns.append(number)
        return [column for column in columns if self._has_words(cells[column])]

    def _has_words(self, cell: Place) -> bool:
        return any(map(str.isalnum, self._stream.plain[slice(*cell)]))

    def _states(self, column: int) -> bool:
        """Tell whether a column holds statuses, by its head and its cells together.

        The head of a position may stand over words of an answer, that of a status over measures.
        """
        cells = [cells[column] for _, cells in self._table.rows if self._has_words(cells[column])]
        known = sum(self._is_known(cell) for cell in cells)
        columns = self._columns
        if column not in columns.status | columns.position:
            return bool(cells) and known == len(cells) and len(columns.told) > 1
        if known * 2 >= len(cells):
            return True
        short = sum(last - first <= LONGEST_UNKNOWN for first, last in cells)
        return column not in columns.position and short * 2 >= len(cells)

    def _is_known(self, cell: Place) -> bool:
        sentences = self._stream.sentences(*cell)
        status = self._statuses.read(*sentences[0]) if sentences else None
        return status is not None and status.known and not status.doubtful

    def _exchange(self, cells: list[Place]) -> Exchange | None:
        """Return what a row says; nothing where it has neither item nor answer."""
        item = _cell(cells, self._columns.item)
        number = _cell(cells, self._columns.number)
        label = self._number_label(number) if number else None
        if item is not None:
            own = label_at(self._stream, *item, self._patterns)
            if own is not None:
                label, item = label or own, (own.end, item[1])
        texts, found = self._told(cells)
        told = [*texts, *((status.start, status.end) for status in found)]
        if (label is None and item is None) or not (item or told):
            return None
        quotation = item or (label.end, label.end) if label else item
        start = min(told)[0] if told else (quotation[1] if quotation else cells[-1][1])
        return Exchange(
            label=label,
            quotation=quotation or (start, start),
            numbers=label.numbers if label else (),
            opener=start,
            standpoint=texts[0] if texts else (start, start),
            more=tuple(texts[1:]),
            statuses=found,
            answered=bool(told),
            kind=label.kind if label else None,
        )

    def _number_label(self, cell: Place) -> Label | None:
        numbers = read_numbers(self._stream.plain[slice(*cell)])
        return Label(*cell, numbers) if numbers else label_at(self._stream, *cell, self._patterns)

    def _told(self, cells: list[Place]) -> tuple[list[Place], tuple[Status, ...]]:
        """Return the parts of the standpoint, and the statuses: of their columns, else of words."""
        texts: list[Place] = []
        found: list[Status] = []
        for column in self._columns.told:
            cell = _cell(cells, column)
            if cell is None:
                continue
            if column in self._saying:
                texts.append(cell)
            elif self._has_words(cell):
                status, rest = self._stated(cell, column)
                found.append(status)
                texts += [rest] if rest else []
        if found:
            found += self._said_position(cells, found)
            return texts, tuple(sorted(found, key=lambda status: status.start))
        if texts:
            texts[-1], statuses = self._statuses.divide(*texts[-1])
            return texts, statuses
        return texts, ()

    def _stated(self, cell: Place, column: int) -> tuple[Status, Place | None]:
        """Return the status of a cell, and the words beside it that belong to the standpoint."""
        sentences = self._stream.sentences(*cell)
        first = self._statuses.read(*sentences[0])
        if first is not None and first.known:
            first = replace(first, doubtful=False)
            return first, (sentences[1][0], cell[1]) if len(sentences) > 1 else None
        named = column in self._columns.status
        if named and cell[1] - cell[0] <= LONGEST_UNKNOWN:
            return Status(*cell, known=False), None
        return Status(*cell, known=False, inline=True), cell

    def _said_position(self, cells: list[Place], found: list[Status]) -> list[Status]:
        """Return the positions that words below the head of a position state, if none else is.

        Words that no phrase knows are a status that is not understood.
        """
        if any(status.position is not Position.NOT_STATED for status in found):
            return []
        said = []
        for column in self._saying:
            cell = _cell(cells, column)
            if column not in self._columns.position or cell is None or not self._has_words(cell):
                continue
            status = self._statuses.opening(*cell)
            known = status is not None and status.position is not Position.NOT_STATED
            if status is not None and known:
                said.append(replace(status, inline=True, doubtful=False))
            else:
                said.append(Status(*cell, known=False, inline=True))
        return said


def _cell(cells: list[Place], column: int | None) -> Place | None:
    """Return a cell that holds something."""
    if column is None or cells[column][1] - cells[column][0] < 1:
        return None
    return cells[column]
