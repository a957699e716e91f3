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
    """Return a cell as one line of text; nothing for none."""
    return "" if cell is None else " ".join(str(cell).split())


def find_header(
    rows: Iterable[tuple[int, Sequence[Any]]],
    told: int | None,
    name: str,
    spans: Sequence[tuple[int, int, int]] = (),
) -> Header:
    """Return the header: the row that was told, else the first that is as wide as those below it.

    `rows` are the first rows with their numbers. `spans` are cells of a workbook that were merged
    across columns (row, first and last column, all from 1): a merged row above the names is joined
    to them. Raises `UnreadableError` when there is none.
    """
    first = [(number, [text_of(cell) for cell in row]) for number, row in islice(rows, LOOKED_AT)]
    if told is not None:
        chosen = next((index for index, (number, _) in enumerate(first) if number == told), None)
    else:
        chosen = _guess([row for _, row in first])
    if chosen is None or not any(first[chosen][1]):
        where = f"row {told}" if told is not None else f"the first {LOOKED_AT} rows"
        raise UnreadableError(
            f"{name}: there are no names of columns in {where}. Put them in one row above the data,"
            " or say which row holds them.",
            "header",
        )
    number, names = first[chosen]
    if chosen:
        names = _joined(names, *first[chosen - 1], spans)
    return _header(names, number)


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
    names: list[str], above: int, upper: list[str], spans: Sequence[tuple[int, int, int]]
) -> list[str]:
    """Names with the merged cell above each put before it; a title over all columns is left out."""
    joined = list(names)
    for row, start, end in spans:
        if row != above or end - start + 1 >= len([name for name in names if name]):
            continue
        for place in range(start - 1, min(end, len(names))):
            if names[place] and upper[start - 1]:
                joined[place] = f"{upper[start - 1]}: {names[place]}"
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
