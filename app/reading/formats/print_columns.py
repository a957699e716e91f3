"""Columns of a printed page, so that one is read after the other and tables are not torn."""

import statistics
from collections import Counter
from itertools import pairwise

from app.reading.formats.glyphs import Word
from app.reading.formats.print_rows import Row, make_rows

GUTTER = 6.0
"""Points that stay free between two columns, at least."""

CLEAR_GUTTER = 11.0
"""Points from which few lines suffice to tell columns."""

MANY_LINES = 8
FEW_LINES = 4
"""Lines that each column has, at least: with a narrow and with a clear gutter."""

LEAST_SHARE = 0.25
"""Width of a column in the width of both, at least: labels and page numbers are no column."""

LEAST_WIDTH = 100.0
"""Points that a column is wide, at least: narrower ones are cells of a table."""

LEAST_WORDS = 4.0
"""Words on a line of a column, on average: cells have one to three."""

FULL = 0.6
"""Share of a column's lines that is ink, in the middle: prose has 0.7 and more."""

REACHING = 0.35
"""Share of a column's lines that reach its right end, at least; most lines of prose do."""

TALL = 20
"""Lines from which columns are so sure that other pages of the document are held to have them."""

APART = 2.5
"""Sizes of the font between a column and a page number or running head above or below it."""


class Columns:
    """Finds the columns of one page after the other, and remembers where sure ones were."""

    def __init__(self) -> None:
        self._known: set[float] = set()

    def read(self, words: list[Word]) -> list[list[Row]]:
        """Return the rows of a page in runs: a column is a run, what goes across is one."""
        if not words:
            return []
        found = self._gutter(words)
        if not found:
            return [make_rows(words)]
        start, end, middle = found
        above = [word for word in words if word.baseline < start]
        below = [word for word in words if word.baseline > end]
        inside = [word for word in words if start <= word.baseline <= end]
        left = [word for word in inside if (word.x0 + word.x1) / 2 < middle]
        right = [word for word in inside if (word.x0 + word.x1) / 2 >= middle]
        return [*self.read(above), *self.read(left), *self.read(right), *self.read(below)]

    def _gutter(self, words: list[Word]) -> tuple[float, float, float] | None:
        """Find the tallest part of a page that a free strip divides into two columns.

        Returns the heights between which it goes and its middle, or nothing.
        """
        best: tuple[float, float, float] | None = None
        tallest = 0.0
        for middle in sorted({*_middles(words), *self._known}):
            for start, end in _free_spans(words, middle):
                if end - start <= tallest:
                    continue
                inside = [word for word in words if start <= word.baseline <= end]
                trimmed = self._columns(inside, middle)
                if trimmed and trimmed[1] - trimmed[0] > tallest:
                    tallest = trimmed[1] - trimmed[0]
                    best = (*trimmed, middle)
        return best

    def _columns(self, words: list[Word], middle: float) -> tuple[float, float] | None:
        """Return from where to where words at both sides of a strip are columns of prose."""
        left = make_rows([word for word in words if word.x1 <= middle])
        right = make_rows([word for word in words if word.x0 >= middle])
        shorter = min(len(left), len(right))
        known = middle in self._known and max(len(left), len(right)) >= TALL
        if shorter < (1 if known else FEW_LINES) or _width(left) < LEAST_WIDTH:
            return None
        if not known:
            gutter = min(row.x0 for row in right) - max(row.x1 for row in left)
            if gutter < CLEAR_GUTTER and shorter < MANY_LINES:
                return None
            if not (_is_prose(left) and _is_prose(right) and _is_even(left, right)):
                return None
        if shorter >= TALL:
            self._known.add(middle)
        return _trimmed(left, right)


def _middles(words: list[Word]) -> list[float]:
    """Places left of where several lines begin, as those of a right column do."""
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    margin = LEAST_SHARE * (x1 - x0)
    begun = Counter(round(word.x0) for word in words if x0 + margin < word.x0 < x1 - margin)
    return [x - 0.5 - GUTTER / 2 for x, count in begun.items() if count >= FEW_LINES]


def _free_spans(words: list[Word], middle: float) -> list[tuple[float, float]]:
    """Heights between the words that stand across a strip."""
    low, high = middle - GUTTER / 2, middle + GUTTER / 2
    across = sorted(word.baseline for word in words if word.x0 < high and word.x1 > low)
    edges = [-1.0, *across, max(word.baseline for word in words) + 1]
    return [(above + 0.5, below - 0.5) for above, below in pairwise(edges) if below - above > 20]


def _width(rows: list[Row]) -> float:
    return max(row.x1 for row in rows) - min(row.x0 for row in rows)


def _is_even(left: list[Row], right: list[Row]) -> bool:
    """Whether neither side is so narrow that it holds labels or page numbers."""
    widths = [_width(left), _width(right)]
    return min(widths) >= max(LEAST_WIDTH, LEAST_SHARE * sum(widths))


def _is_prose(rows: list[Row]) -> bool:
    """Whether the lines of a column are filled with words, not with cells far apart."""
    width = _width(rows) or 1
    end = max(row.x1 for row in rows)
    ink = [sum(word.x1 - word.x0 for word in row.words) / width for row in rows]
    reaching = sum(row.x1 > end - 0.15 * width for row in rows)
    return (
        statistics.mean(len(row.words) for row in rows) >= LEAST_WORDS
        and statistics.median(ink) >= FULL
        and reaching >= REACHING * len(rows)
    )


def _trimmed(left: list[Row], right: list[Row]) -> tuple[float, float]:
    """Return the heights of two columns without a running head or page number beside them."""
    rows = sorted([*left, *right], key=lambda row: row.baseline)
    size = statistics.median(word.size for row in rows for word in row.words)
    heights = [row.baseline for row in rows]
    start = _first_near(heights, APART * size)
    heights = [-height for height in reversed(heights)]
    return start - 0.1, -_first_near(heights, APART * size) + 0.1


def _first_near(heights: list[float], apart: float) -> float:
    """Return the first height, or the next one where that stands far from it."""
    following = next((height for height in heights if height > heights[0] + 3), heights[0])
    return following if following - heights[0] > apart else heights[0]
