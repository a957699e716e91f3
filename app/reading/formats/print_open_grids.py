"""Grids of tables without rules between columns: rows from rules or shades, columns from space.

Three columns at least, parted by strips that stay free in all rows, of which the first counts the
rows, are no prose, no list and no page made of boxes.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.reading.formats.glyphs import Glyph, Word, make_words
from app.reading.formats.print_grids import LOWEST, MOST_RULES, Grid, merged
from app.reading.formats.print_rows import Row, make_rows
from app.reading.formats.print_rules import Rule, Rules

FREE = 6.0
"""Points that a strip between two columns is wide at least."""

SAME_END = 3.0
"""Points by which the ends of a table's rules differ at most."""

LEAST_RULES = 3
LEAST_COLUMNS = 3

HEAD_PITCH = 1.6
"""Sizes of the font between the lines of a head that stands above the first rule, at most."""

_NUMBER = re.compile(r"^(\d{1,3})[.)]?$")

INDENT = 30.0
"""Points from the left end of a table within which a theme begins."""

MIDDLE = 0.3
"""Height of the middle of a letter above the baseline, in sizes of the font."""


class OpenGrids:
    """Finds such grids page after page, and remembers where columns were parted before."""

    def __init__(self) -> None:
        self._known: list[tuple[Rule, list[float]]] = []

    def find(self, rules: Rules, glyphs: Sequence[Glyph]) -> list[Grid]:
        """Return the grids of a page, from top to bottom; letters are those in no other table."""
        found: list[Grid] = []
        sets = _sets([*rules.across, *rules.edges])
        words = make_words(list(glyphs)) if sets else []
        for lines in sets:
            ys = [line.at for line in lines]
            inside = [word for word in words if _within(word, lines[0])]
            before = next((xs for rule, xs in self._known if _same_ends(rule, lines[0])), None)
            grid = _grid(lines[0], ys, inside, before)
            if grid is not None:
                found.append(grid)
                self._known.append((lines[0], grid.xs))
        return found


def _sets(rules: list[Rule]) -> list[list[Rule]]:
    """Return the rules that begin and end alike, from top to bottom."""
    sets: list[list[Rule]] = []
    lines = merged(rules, LOWEST)
    for rule in lines if len(lines) <= MOST_RULES else []:
        mine = next((one for one in sets if _same_ends(one[0], rule)), None)
        if mine is None:
            sets.append([rule])
        else:
            mine.append(rule)
    return [one for one in sets if len(one) >= 2]


def _same_ends(first: Rule, second: Rule) -> bool:
    return abs(first.start - second.start) <= SAME_END and abs(first.end - second.end) <= SAME_END


def _within(word: Word, rule: Rule) -> bool:
    return rule.start - SAME_END <= (word.x0 + word.x1) / 2 <= rule.end + SAME_END


def _middle(word: Word) -> float:
    return word.baseline - MIDDLE * word.size


def _grid(
    rule: Rule, ys: list[float], words: list[Word], before: list[float] | None
) -> Grid | None:
    """Return the grid of the rows between lines, nothing where no columns are told."""
    bands = _bands(ys, words)
    rows = [rows for rows in bands if rows and not _is_theme(rule, rows)]
    divided = [word for band in rows for row in band for word in row.words]
    xs = before if before and _is_free(before, divided) else None
    if xs is None:
        xs = _parted(rule, divided) if len(ys) >= LEAST_RULES and len(rows) > 1 else []
    if len(xs) <= LEAST_COLUMNS or not _counts(xs, rows, 1 if xs is before else 2):
        return None
    above = make_rows([word for word in words if _middle(word) < ys[0]])[::-1]
    below = make_rows([word for word in words if _middle(word) > ys[-1]])
    for rows_there, edge, at in ((above, ys[0], 0), (below, ys[-1], len(ys) + 1)):
        taken = _outer(rule, xs, divided, rows_there, edge)
        if taken:
            divided += [word for row in taken for word in row.words]
            ys.insert(at, _end_of(taken, edge))
    if xs is not before or not _is_free(xs, divided):
        xs = _parted(rule, divided)
    bands = _bands(ys, words)
    count = len(xs) - 1
    owners = [
        [(place, 0 if _is_theme(rule, band) else column) for column in range(count)]
        for place, band in enumerate(bands)
    ]
    return Grid(xs, ys, owners)


def _counts(xs: list[float], rows: list[list[Row]], least: int) -> bool:
    """Tell whether the first column counts the rows, the head and what goes on aside."""
    firsts = [[w.text for row in band for w in row.words if w.x0 < xs[1]] for band in rows]
    numbers = [_NUMBER.match(texts[0]) for texts in firsts if len(texts) == 1]
    counted = [int(found[1]) for found in numbers if found]
    others = sum(bool(texts) for texts in firsts) - len(counted)
    return len(counted) >= least and others <= 1 and counted == sorted(set(counted))


def _bands(ys: list[float], words: list[Word]) -> list[list[Row]]:
    """Return the lines of text between two rules each."""
    return [
        make_rows([word for word in words if above < _middle(word) < below])
        for above, below in pairwise(ys)
    ]


def _is_theme(rule: Rule, rows: list[Row]) -> bool:
    """Tell whether a row has one line, from its left end on, without a strip between its words."""
    words = rows[0].words if len(rows) == 1 else []
    if not words or words[0].text.isdecimal() or words[0].x0 > rule.start + INDENT:
        return False
    return all(second.x0 - first.x1 < max(FREE, first.size) for first, second in pairwise(words))


def _parted(rule: Rule, words: list[Word]) -> list[float]:
    """Return the ends of a table and the middles of the strips that no word stands in."""
    xs = [rule.start - SAME_END]
    end: float | None = None
    for word in sorted(words, key=lambda word: word.x0):
        if end is not None and word.x0 - end >= FREE:
            xs.append((word.x0 + end) / 2)
        end = max(end or word.x1, word.x1)
    return [*xs, rule.end + SAME_END]


def _is_free(xs: list[float], words: list[Word]) -> bool:
    """Tell whether no word stands across the lines between columns."""
    return bool(words) and not any(word.x0 < x < word.x1 for word in words for x in xs[1:-1])


def _outer(
    rule: Rule, xs: list[float], divided: list[Word], rows: list[Row], edge: float
) -> list[Row]:
    """Return the lines of a row that no rule closes: a head above the first, or one torn by a page.

    From the edge on, they leave the strips between the columns free and stand in most of them.
    """
    taken: list[Row] = []
    known = [*divided]
    for row in rows:
        last = taken[-1].baseline if taken else edge
        size = max(word.size for word in row.words)
        far = abs(row.baseline - last) > HEAD_PITCH * size
        if far or len(_parted(rule, [*known, *row.words])) < len(xs):
            break
        known += row.words
        taken.append(row)
    inner = _parted(rule, known)[1:-1]
    filled = {sum(x < word.x0 for x in inner) for row in taken for word in row.words}
    return taken if len(filled) > (len(xs) - 1) / 2 else []


def _end_of(rows: list[Row], edge: float) -> float:
    """Return where a row ends whose lines are given from the edge on."""
    last = rows[-1]
    size = max(word.size for word in last.words)
    return last.baseline - size if last.baseline < edge else last.baseline + size / 2
