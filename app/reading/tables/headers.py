"""Which row of a table holds the names of its columns."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from app.errors import UnreadableError
from app.reading.model import Warn

LOOKED_AT = 50
"""Rows among which the header is looked for."""


@dataclass(frozen=True)
class Span:
    """Cells of a workbook merged into one: rows from 1, columns from 0, both ends within."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Header:
    """The names of the columns, where they stand, the row they end in, and how wide it is.

    `places` are the positions of the named columns; a column without a name is left out unless
    nothing is.
    """

    columns: list[str]
    places: list[int]
    last: int
    width: int
    warnings: list[Warn] = field(default_factory=list)

    def pick(self, record: Sequence[Any]) -> list[Any]:
        """Return the cells of a row that stand under the columns."""
        return [record[place] if place < len(record) else None for place in self.places]


def text_of(cell: Any) -> str:
    """Return a cell as one line of text to show; nothing for none.

    Databases refuse the character NUL, so its picture stands for it.
    """
    return "" if cell is None else " ".join(str(cell).split()).replace("\0", "␀")


def find_header(
    rows: Iterable[tuple[int, Sequence[Any]]],
    told: int | None,
    name: str,
    merged: Sequence[Span] = (),
) -> Header:
    """Return the header: the row that was told, else the first that is as wide as those below it.

    `rows` are the first rows with their numbers. A cell merged across columns above the names is
    put before each of them. Raises `UnreadableError` when there is no header.
    """
    first = [(number, [text_of(cell) for cell in row]) for number, row in islice(rows, LOOKED_AT)]
    if told is not None:
        chosen = next((index for index, (number, _) in enumerate(first) if number == told), None)
    else:
        chosen = _guess([row for _, row in first])
        if chosen is not None and _is_upper(first[chosen], merged) and chosen + 1 < len(first):
            chosen += 1
    if chosen is None or not any(first[chosen][1]):
        where = f"row {told}" if told is not None else f"the first {LOOKED_AT} rows"
        raise UnreadableError(
            f"{name}: there are no names of columns in {where}. Put them in one row above the data,"
            " or say which row holds them.",
            "header",
        )
    number, names = first[chosen]
    return _header(_joined(names, number, dict(first), merged), number)


def _is_upper(row: tuple[int, list[str]], merged: Sequence[Span]) -> bool:
    """Whether a row holds titles over several columns each, so that the names are in the next."""
    number, cells = row
    return any(span.bottom == number and _is_group(span, cells) for span in merged)


def _is_group(span: Span, cells: list[str]) -> bool:
    """Whether merged cells go over some columns, not over all as the title of a sheet does."""
    return 0 < span.right - span.left < len(cells) - 1


def _guess(rows: list[list[str]]) -> int | None:
    """The first row of words that fills nearly as many cells as most rows do."""
    filled = [sum(map(bool, row)) for row in rows]
    wide = [count for count in filled if count]
    if not wide:
        return None
    usual = Counter(wide).most_common(1)[0][0]
    for index, (row, count) in enumerate(zip(rows, filled, strict=True)):
        if count >= max(1, 0.6 * usual) and not any(_is_number(cell) for cell in row):
            return index
    return next(index for index, count in enumerate(filled) if count)


def _is_number(cell: str) -> bool:
    return bool(cell) and cell.replace(".", "").replace(",", "").replace("-", "").isdigit()


def _joined(
    names: list[str], number: int, rows: dict[int, list[str]], merged: Sequence[Span]
) -> list[str]:
    """Names with what is merged above them: down to the name itself, or across as its group."""
    joined = list(names)
    for span in merged:
        upper = rows.get(span.top, [])
        title = upper[span.left] if span.left < len(upper) else ""
        inside = range(span.left, min(span.right + 1, len(names)))
        if span.top < number <= span.bottom:
            for place in inside:
                joined[place] = joined[place] or title
        elif span.bottom == number - 1 and _is_group(span, names):
            for place in inside:
                if joined[place] and title:
                    joined[place] = f"{title}: {joined[place]}"
    return joined


def _header(names: list[str], number: int) -> Header:
    """Names made different and those without one left out."""
    width = len(names)
    while width and not names[width - 1]:
        width -= 1
    seen: Counter[str] = Counter()
    columns, places, warnings = [], [], []
    for place, found in enumerate(names[:width]):
        if not found:
            continue
        seen[found] += 1
        if seen[found] > 1:
            warnings.append(
                Warn("column_twice", f"Two columns are called “{found}”: the later has a number.")
            )
        columns.append(found if seen[found] == 1 else f"{found} ({seen[found]})")
        places.append(place)
    nameless = width - len(places)
    if nameless:
        warnings.append(Warn("column_unnamed", f"{nameless} columns without a name are not read."))
    return Header(columns, places, number, width, warnings)
