"""Words on a printed page to lines in reading order: columns one after the other."""

import re
import statistics
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from app.reading.formats.glyphs import SPACE_GAP, WORD_GAP, Word
from app.reading.model import Line

ROW = 0.35
"""Difference of baselines, in sizes of the font, within which words stand on one line."""

SMALLER = 0.85
RAISED = (0.12, 0.75)
"""A mark is at most so large, and raised by so much, in sizes of the word that it stands at."""

MOST_RAISED = 40.0
"""Points that a mark is raised at most: more than that of any font of running text."""

NEAR = 0.6
"""How far behind its word a mark stands at most, in sizes of the word."""

BEFORE_NOTE = 3.0
"""How far before the first word of its footnote: tabs are set there."""

LONGEST_MARK = 4

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

GUTTER = 6.0
"""Points that stay free between two columns, at least."""

CLEAR_GUTTER = 11.0
"""Points from which few lines suffice to tell columns."""

MANY_LINES = 8
FEW_LINES = 4
"""Lines that each column has, at least: with a narrow and with a clear gutter."""

LEAST_SHARE = 0.25
"""Width of a column in the width of both, at least: labels and page numbers are no column."""

FULL = 0.5
"""Share of a column's lines that is ink, at least: prose has 0.8, tables of figures less."""

LARGER_GAP = 1.25
"""How much farther apart than usual lines stand when there is a gap between them."""


@dataclass
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word]

    @property
    def baseline(self) -> float:
        """Height of the line's letters, of its largest word."""
        return max(self.words, key=lambda word: word.size).baseline

    @property
    def x0(self) -> float:
        """Left end."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Right end."""
        return max(word.x1 for word in self.words)


def make_lines(words: list[Word]) -> list[Line]:
    """Return the lines of a page in the order in which people read them."""
    settle_marks(words)
    return [line for rows in read_order(words) for line in _lines(rows)]


def settle_marks(words: list[Word]) -> None:
    """Find small raised words, such as footnote marks, and set them on their neighbour's line."""
    ordered = sorted(words, key=lambda word: word.baseline)
    heights = [word.baseline for word in ordered]
    for word in words:
        if len(word.text) > LONGEST_MARK:
            continue
        start = bisect_right(heights, word.baseline)
        end = bisect_right(heights, word.baseline + MOST_RAISED)
        host = _host(word, ordered[start:end])
        if host:
            word.baseline = host.baseline
            word.raised = True


def _host(word: Word, lower: list[Word]) -> Word | None:
    """The larger word that a small raised one stands at: the one before it, else the one after."""
    best: tuple[float, Word] | None = None
    for other in lower:
        rise = (other.baseline - word.baseline) / (other.size or 1)
        if not RAISED[0] < rise < RAISED[1] or other.raised:
            continue
        if word.size > SMALLER * other.size and not (word.text.isdigit() and rise > 0.2):
            continue
        behind = abs(word.x0 - other.x1) / other.size
        ahead = (other.x0 - word.x1) / other.size
        if behind < NEAR:
            return other
        if -NEAR < ahead < BEFORE_NOTE and (best is None or ahead < best[0]):
            best = ahead, other
    return best[1] if best else None


def read_order(words: list[Word]) -> list[list[Row]]:
    """Return the rows of a page in runs: a column is a run, what goes across is one."""
    if not words:
        return []
    found = _gutter(words)
    if not found:
        return [make_rows(words)]
    start, end, middle = found
    above = [word for word in words if word.baseline < start]
    below = [word for word in words if word.baseline > end]
    inside = [word for word in words if start <= word.baseline <= end]
    left = [word for word in inside if (word.x0 + word.x1) / 2 < middle]
    right = [word for word in inside if (word.x0 + word.x1) / 2 >= middle]
    return [
        *read_order(above),
        *read_order(left),
        *read_order(right),
        *read_order(below),
    ]


def make_rows(words: list[Word]) -> list[Row]:
    """Put words on about one baseline together, from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        if rows:
            last = rows[-1].words[-1]
            if word.baseline - last.baseline < ROW * min(word.size, last.size):
                rows[-1].words.append(word)
                continue
        rows.append(Row([word]))
    for row in rows:
        row.words.sort(key=lambda word: word.x0)
    return rows


def _gutter(words: list[Word]) -> tuple[float, float, float] | None:
    """Find the tallest part of a page that a free strip divides into two columns.

    Returns the heights between which it goes and its middle, or nothing.
    """
    best: tuple[float, float, float] | None = None
    tallest = 0.0
    for middle in _middles(words):
        for start, end in _free_spans(words, middle):
            if end - start <= tallest:
                continue
            inside = [word for word in words if start <= word.baseline <= end]
            trimmed = _columns(inside, middle)
            if trimmed and trimmed[1] - trimmed[0] > tallest:
                tallest = trimmed[1] - trimmed[0]
                best = (*trimmed, middle)
    return best


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


def _columns(words: list[Word], middle: float) -> tuple[float, float] | None:
    """Return from where to where words left and right of a strip are columns of prose, if so."""
    left = make_rows([word for word in words if word.x1 <= middle])
    right = make_rows([word for word in words if word.x0 >= middle])
    if min(len(left), len(right)) < FEW_LINES:
        return None
    gutter = min(row.x0 for row in right) - max(row.x1 for row in left)
    needed = FEW_LINES if gutter >= CLEAR_GUTTER else MANY_LINES
    if min(len(left), len(right)) < needed or not (_is_prose(left) and _is_prose(right)):
        return None
    widths = [max(r.x1 for r in side) - min(r.x0 for r in side) for side in (left, right)]
    if min(widths) < LEAST_SHARE * sum(widths):
        return None
    return (
        min(left[0].baseline, right[0].baseline) - 0.1,
        max(left[-1].baseline, right[-1].baseline) + 0.1,
    )


def _is_prose(rows: list[Row]) -> bool:
    """Whether the lines of a column are filled with words, not with cells far apart."""
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    ink = [sum(word.x1 - word.x0 for word in row.words) / (width or 1) for row in rows]
    return statistics.median(ink) >= FULL


def _lines(rows: list[Row]) -> list[Line]:
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    letters: Counter[float] = Counter()
    bold = italic = total = 0
    for word in row.words:
        if not word.raised:
            letters[word.size] += len(word.text)
            total += len(word.text)
            bold += len(word.text) * word.bold
            italic += len(word.text) * word.italic
    size = letters.most_common(1)[0][0] if letters else row.words[0].size
    body = [word for word in row.words if not word.raised] or row.words
    return Line(
        text=row_text(row),
        x0=round(row.x0, 1),
        x1=round(row.x1, 1),
        top=round(min(word.top for word in body), 1),
        bottom=round(max(word.bottom for word in body), 1),
        size=size,
        bold=total > 0 and bold >= 0.8 * total,
        italic=total > 0 and italic >= 0.8 * total,
    )


def row_text(row: Row) -> str:
    """Return the words of a row with spaces between them, marks as superscripts."""
    text = ""
    last: Word | None = None
    for word in row.words:
        if last:
            size = max(last.size, word.size)
            gap = word.x0 - last.x1
            if gap > WORD_GAP * size or (word.space and gap > SPACE_GAP * size):
                text += " "
        text += word.text.translate(SUPERSCRIPTS) if word.raised else word.text
        last = word
    return re.sub(r"\s+", " ", text).strip()


def usual_pitches(pages: list[list[Line]]) -> dict[float, float]:
    """Return the usual distance between lines of each size in a document, in points."""
    found: dict[float, Counter[float]] = {}
    for lines in pages:
        for above, below in pairwise(lines):
            if above.size == below.size and above.bottom and below.bottom:
                distance = below.bottom - above.bottom
                if 0 < distance < 4 * (above.size or 0):
                    found.setdefault(above.size or 0, Counter())[round(distance * 2) / 2] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in found.items()}


def with_gaps(lines: list[Line], pitches: dict[float, float]) -> list[Line]:
    """Mark the lines before which there is more space than usual."""
    marked = lines[:1]
    for above, line in pairwise(lines):
        size = line.size or 0
        usual = pitches.get(size, 1.2 * size)
        distance = (line.bottom or 0) - (above.bottom or 0)
        marked.append(replace(line, gap=distance > LARGER_GAP * usual))
    return marked
