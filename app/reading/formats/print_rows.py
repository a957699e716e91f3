"""Words on a printed page to rows: footnote marks set on the line of their word."""

from bisect import bisect_right
from dataclasses import dataclass

from app.reading.formats.glyphs import Word

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
        if word.size > SMALLER * other.size and not (word.text.isdecimal() and rise > 0.2):
            continue
        behind = abs(word.x0 - other.x1) / other.size
        ahead = (other.x0 - word.x1) / other.size
        if behind < NEAR:
            return other
        smaller = word.size <= SMALLER * other.size
        if smaller and -NEAR < ahead < BEFORE_NOTE and (best is None or ahead < best[0]):
            best = ahead, other
    return best[1] if best else None


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
