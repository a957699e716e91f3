"""Tables of a printed page: what stands between rules is read cell by cell, not line by line.

What may be something else (a frame around prose, a running head in boxes, a form that is empty)
stays running text.
"""

import re
import statistics
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.reading.formats.glyphs import Glyph, Word, make_words
from app.reading.formats.print_grids import Grid, Place, make_grids
from app.reading.formats.print_lines import make_line
from app.reading.formats.print_open_grids import MIDDLE, OpenGrids
from app.reading.formats.print_rows import Row, make_rows, settle_marks
from app.reading.formats.print_rules import Rules
from app.reading.model import Line, LineRole

CELL = " | "
"""Stands between the cells of a row."""

LINE_END = "\n"
"""Stands between the lines of a cell, so that words broken there can be made whole."""

STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Begins the name of what stands in for a table among the words of its page."""

TALLEST_SPANNING = 4
"""Lines of a cell as wide as the table: more of them are prose in a frame."""

LEAST_FILLED = 0.25
"""Share of the cells that have words in them."""

SAME_COLUMN = 3.0
"""Points by which the columns of a table move from page to page at most."""

HEAD_ZONE, FOOT_ZONE = 0.14, 0.9
"""Shares of the page's height above and below which boxes are part of a running head or foot."""

PROSE_LINES = 8
"""Lines of the cells of two columns, in the middle, from which they are prose side by side."""

BESIDE = 3.0
"""Points by which the first lines of two cells of a row differ in height at most."""

_NUMBER = re.compile(r"^(\d{1,3})[.)]?$")


@dataclass(frozen=True)
class Table:
    """A table's rows as lines, and its box."""

    lines: list[Line]
    x0: float
    x1: float
    top: float
    bottom: float


def stand_ins(tables: Sequence[Table]) -> tuple[list[Word], dict[str, list[Line]]]:
    """Return a word that stands in for each table among a page's words, and the tables' lines."""
    words: list[Word] = []
    lines: dict[str, list[Line]] = {}
    for place, table in enumerate(tables):
        name = f"{STAND_IN}{place}"
        size = table.lines[0].size or 10
        bottom = table.top + size
        lines[name] = table.lines
        words.append(
            Word(name, table.x0, table.x1, table.top, bottom, bottom, size, False, False, True)
        )
    return words, lines


class Tables:
    """Finds the tables of one page after the other, and remembers the columns of those before."""

    def __init__(self) -> None:
        self._known: list[list[float]] = []
        self._open = OpenGrids()

    def read(
        self, rules: Rules, glyphs: Sequence[Glyph], height: float
    ) -> tuple[list[Table], list[Glyph]]:
        """Return the tables of a page, and the letters that stand in none."""
        tables, left = self._take(make_grids(rules), list(glyphs), height)
        more, left = self._take(self._open.find(rules, left), left, height)
        return [*tables, *more], left

    def _take(
        self, grids: Sequence[Grid], left: list[Glyph], height: float
    ) -> tuple[list[Table], list[Glyph]]:
        """Return the grids that are tables, and the letters that are left."""
        tables: list[Table] = []
        for grid in grids:
            inside, outside = _divided(grid, left)
            rows = _rows(grid, inside)
            kept = [row for row in rows if not row.is_prose]
            if not self._is_table(grid, kept, height):
                continue
            prose = {row.place for row in rows if row.is_prose}
            back = {id(g) for cell, group in inside.items() if cell[0] in prose for g in group}
            left = [g for g in left if id(g) in back or id(g) in outside]
            tables += _tables(grid, rows)
            self._known.append(grid.xs)
        return tables, left

    def _is_table(self, grid: Grid, rows: list["_GridRow"], height: float) -> bool:
        """Tell whether rows with words in them are a table."""
        divided = [row for row in rows if row.count > 1]
        if not divided or sum(row.filled for row in divided) < LEAST_FILLED * sum(
            row.count for row in divided
        ):
            return False
        if any(_are_same(grid.xs, known) for known in self._known):
            return True
        if len(divided) < 2 or len({column for row in divided for column in row.cells}) < 2:
            return False
        if grid.ys[-1] < HEAD_ZONE * height or grid.ys[0] > FOOT_ZONE * height:
            return False
        return not _is_prose_side_by_side(divided)


@dataclass
class _GridRow:
    """The words of a grid's row by the column in which their cell begins.

    `count` is how many cells the row has, `width` how many columns.
    """

    place: int
    cells: dict[int, list[Row]]
    count: int
    width: int

    @property
    def filled(self) -> int:
        """How many of its cells have words."""
        return len(self.cells)

    @property
    def is_prose(self) -> bool:
        """Whether it is one cell with so many lines that a frame was set around prose."""
        return self.count == 1 and any(len(rows) > TALLEST_SPANNING for rows in self.cells.values())


def _divided(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[dict[Place, list[Glyph]], set[int]]:
    """Return the letters of each cell, and which letters stand outside (their ids)."""
    inside: dict[Place, list[Glyph]] = {}
    outside: set[int] = set()
    for glyph in glyphs:
        middle = glyph.baseline - MIDDLE * glyph.run.size
        cell = grid.cell_at((glyph.x0 + glyph.x1) / 2, middle)
        if cell is None:
            outside.add(id(glyph))
        else:
            inside.setdefault(cell, []).append(glyph)
    return inside, outside


def _rows(grid: Grid, inside: dict[Place, list[Glyph]]) -> list[_GridRow]:
    """Return the rows of a grid that have words, each cell in the row where it begins."""
    found: list[_GridRow] = []
    for place, owners in enumerate(grid.owners):
        begun = [cell for cell in dict.fromkeys(owners) if cell[0] == place]
        cells: dict[int, list[Row]] = {}
        for cell in begun:
            words = make_words(inside.get(cell, []))
            settle_marks(words)
            if words:
                cells[cell[1]] = make_rows(words)
        if cells:
            found += _counted_rows(_GridRow(place, cells, len(set(owners)), len(owners)))
    return found


def _counted_rows(row: _GridRow) -> list[_GridRow]:
    """Return the rows between which no rules are drawn: a column has their numbers, in turn.

    Each begins at its number; where a line stands above the first one, that cannot be told.
    """
    starts = next((heights for rows in row.cells.values() if (heights := _counted(rows))), [])
    others = [each for rows in row.cells.values() for each in rows]
    if not starts or min(each.baseline for each in others) < starts[0] - BESIDE:
        return [row]
    parts: list[dict[int, list[Row]]] = [{} for _ in starts]
    for column, rows in row.cells.items():
        for each in rows:
            part = bisect_right(starts, each.baseline + BESIDE) - 1
            parts[part].setdefault(column, []).append(each)
    return [_GridRow(row.place, part, row.count, row.width) for part in parts]


def _counted(rows: list[Row]) -> list[float]:
    """Return how high the lines of a cell stand where each is a number, the next in turn."""
    texts = [_NUMBER.match(make_line(row).text) for row in rows]
    numbers = [int(found[1]) for found in texts if found]
    in_turn = all(after == before + 1 for before, after in pairwise(numbers))
    if len(rows) < 2 or len(numbers) < len(rows) or not in_turn:
        return []
    return [row.baseline for row in rows]


def _tables(grid: Grid, rows: list[_GridRow]) -> list[Table]:
    """Return the rows of a grid as tables: more than one where prose stands between them."""
    runs: list[list[_GridRow]] = [[]]
    for row in rows:
        if row.is_prose:
            runs.append([])
        else:
            runs[-1].append(row)
    return [
        Table(
            [_line(row) for row in run],
            grid.xs[0],
            grid.xs[-1],
            grid.ys[run[0].place],
            grid.ys[run[-1].place + 1],
        )
        for run in runs
        if run
    ]


def _line(row: _GridRow) -> Line:
    """Return a row as a line with its cells, or with its words alone where it is one cell."""
    words: list[Word] = [
        word for rows in row.cells.values() for each in rows for word in each.words
    ]
    whole = make_line(Row(words))
    texts = {
        column: LINE_END.join(make_line(each).text for each in rows)
        for column, rows in row.cells.items()
    }
    columns = range(row.width) if row.count > 1 else range(1)
    text = CELL.join(texts.get(column, "") for column in columns)
    return Line(
        text,
        x0=whole.x0,
        x1=whole.x1,
        top=whole.top,
        bottom=whole.bottom,
        size=whole.size,
        bold=whole.bold,
        italic=whole.italic,
        role=LineRole.TABLE,
    )


def _are_same(xs: list[float], others: list[float]) -> bool:
    """Tell whether two tables have the same columns."""
    return len(xs) == len(others) and all(
        abs(one - other) <= SAME_COLUMN for one, other in zip(xs, others, strict=True)
    )


def _is_prose_side_by_side(rows: list[_GridRow]) -> bool:
    """Tell whether two columns hold prose: long cells under no head."""
    if rows[0].width != 2 or max(len(cell) for cell in rows[0].cells.values()) <= 2:
        return False
    lengths = [[len(row.cells[n]) for row in rows if n in row.cells] for n in range(2)]
    return all(one and statistics.median(one) >= PROSE_LINES for one in lengths)
