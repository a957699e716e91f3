"""Rows: the lines of a source in reading order, each with what layout has found out about it."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.model import Line, LineRole, PieceKind, Source

_ROLES = {
    LineRole.BODY: None,
    LineRole.HEADER: PieceKind.FURNITURE,
    LineRole.FOOTNOTE: PieceKind.FOOTNOTE,
    LineRole.TABLE: PieceKind.TABLE,
}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSED = re.compile(rf"[.!?:;…][\"'”’»)\]]*[{SUPERSCRIPTS}]*$")
_OPENING = re.compile(r"^[\"'“‘«(\[]*")


@dataclass
class Row:
    """A line and its page. `kind` is set once it is known, `mark` is a footnote's."""

    page: int
    line: Line
    text: str
    kind: PieceKind | None = None
    mark: str | None = None

    @property
    def gap(self) -> bool:
        """Whether more space than between lines stands before it."""
        return self.line.gap


def rows_of(source: Source) -> list[Row]:
    """Return the rows of a source; what its format says of their role is kept."""
    return [
        Row(page.number, line, line.text.strip(), _ROLES[line.role], line.mark)
        for page in source.pages
        for line in page.lines
        if line.text.strip()
    ]


def by_page(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Return the rows of each page, pages in order."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    return pages


def ends_closed(text: str) -> bool:
    """Tell whether a text ends as a sentence or a list entry does."""
    return bool(_CLOSED.search(text))


def starts_small(text: str) -> bool:
    """Tell whether a text begins in the middle of a sentence: with a small letter or a comma."""
    bare = _OPENING.sub("", text, count=1)
    return bool(bare) and (bare[0].islower() or bare[0] in ",;")


def starts_capital(text: str) -> bool:
    """Tell whether a text begins with a capital letter, quotation marks and brackets aside."""
    bare = _OPENING.sub("", text, count=1)
    return bool(bare) and bare[0].isupper()


def is_capitals(text: str) -> bool:
    """Tell whether nearly all letters are capitals, and there are enough to tell."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return len(letters) >= 4 and capitals >= 0.9 * len(letters)


def body_size(rows: Sequence[Row]) -> float | None:
    """Return the size of the body's letters in points: that of most characters, if sizes are known.

    Sizes are rounded to half a point.
    """
    amounts: dict[float, int] = {}
    for row in rows:
        if row.line.size is not None:
            size = round(row.line.size * 2) / 2
            amounts[size] = amounts.get(size, 0) + len(row.text)
    return max(amounts, key=lambda size: amounts[size]) if amounts else None


def usual_length(rows: Sequence[Row]) -> int:
    """Return how many characters a full line has, where nothing is known of its width."""
    lengths = sorted(len(row.text) for row in rows if row.kind is None and len(row.text) > 40)
    if not lengths:
        return 80
    return lengths[int(0.85 * (len(lengths) - 1))]


def letter_width(rows: Sequence[Row]) -> float:
    """Return the middle width of a character in points, 6 where nothing is known."""
    widths = [
        (row.line.x1 - row.line.x0) / len(row.text)
        for row in rows
        if row.line.x0 is not None and row.line.x1 is not None and len(row.text) > 20
    ]
    return statistics.median(widths) if widths else 6.0
