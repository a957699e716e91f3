"""Grids that the rules of a page make: the cells of tables, whatever stands in them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.reading.formats.print_rules import Rule, Rules

NARROWEST = 5.0
"""Points that a column is wide at least: rules nearer to each other are one."""

LOWEST = 3.0
"""Points that a row is high at least."""

TOUCH = 3.0
"""Points between two rules that touch, or between two parts of one."""

OPEN = 10.0
"""Points by which rules stand out over the outermost one where that side of a table is open."""

COVERED = 0.5
"""Share of a cell's side that a rule covers at least to be its edge."""

MOST_RULES = 400
"""Rules across or down a page beyond which they are a drawing."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Lines between columns and rows, from left and top; and to which cell each field belongs.

    A cell is named by its first field, row and column; `owners[row][column]` is the cell there.
    """

    xs: list[float]
    ys: list[float]
    owners: list[list[Place]]

    def cell_at(self, x: float, y: float) -> Place | None:
        """Return the cell at a point, nothing outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return None

    def spans(self, row: int) -> bool:
        """Tell whether one cell is as wide as the table in a row."""
        return len(set(self.owners[row])) == 1


def make_grids(rules: Rules) -> list[Grid]:
    """Return the grids of a page that have two columns or more, from top to bottom."""
    across = merged(rules.across, LOWEST)
    down = merged(rules.down, NARROWEST)
    if max(len(across), len(down)) > MOST_RULES:
        return []
    found = [_grid(*group) for group in _groups(across, down)]
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(rules: Sequence[Rule], near: float) -> list[Rule]:
    """Return rules with those on about one line set on it, and their parts joined."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at < near:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        line.sort(key=lambda rule: rule.start)
        start, end = line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start > end + TOUCH:
                found.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(Rule(at, start, end))
    return found


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules that hang together, those across and those down apart."""
    left = list(range(len(across)))
    groups: list[tuple[list[Rule], list[Rule]]] = []
    free = set(range(len(down)))
    while left:
        mine, yours = {left.pop()}, set[int]()
        waiting = list(mine)
        while waiting:
            one = across[waiting.pop()]
            reached = {place for place in free if _touch(one, down[place])}
            free -= reached
            yours |= reached
            for place in list(left):
                if any(_touch(across[place], down[other]) for other in reached):
                    left.remove(place)
                    mine.add(place)
                    waiting.append(place)
        groups.append(([across[n] for n in sorted(mine)], [down[n] for n in sorted(yours)]))
    return groups


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - TOUCH <= down.at <= across.end + TOUCH
        and down.start - TOUCH <= across.at <= down.end + TOUCH
    )


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """Return the grid of rules that hang together, nothing where it has no two columns."""
    if not across or not down:
        return None
    xs = _with_open_sides(sorted({rule.at for rule in down}), across)
    ys = _with_open_sides(sorted({rule.at for rule in across}), down)
    if len(xs) < 3 or len(ys) < 2:
        return None
    owners: list[list[Place]] = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        owners.append([])
        for start, end in _runs(xs, down, top, bottom):
            cell = (row, start)
            if row and _is_run(owners[row - 1], start, end):
                edged = _covered(across, top, xs[start], xs[end]) >= COVERED
                cell = cell if edged else owners[row - 1][start]
            owners[row] += [cell] * (end - start)
    return Grid(xs, ys, owners)


def _with_open_sides(places: list[float], others: list[Rule]) -> list[float]:
    """Return the lines of a grid with those at its ends that are not drawn."""
    start, end = min(rule.start for rule in others), max(rule.end for rule in others)
    before = [start] if start < places[0] - OPEN else []
    after = [end] if end > places[-1] + OPEN else []
    return [*before, *places, *after]


def _runs(xs: list[float], down: list[Rule], top: float, bottom: float) -> list[tuple[int, int]]:
    """Return the columns that each cell of a row goes over: its first, and the one behind it."""
    starts = [0]
    for column in range(1, len(xs) - 1):
        if _covered(down, xs[column], top, bottom) >= COVERED:
            starts.append(column)
    return list(pairwise([*starts, len(xs) - 1]))


def _is_run(owners: list[Place], start: int, end: int) -> bool:
    """Tell whether a row has a cell that goes over just these columns."""
    cell = owners[start]
    before = start > 0 and owners[start - 1] == cell
    after = end < len(owners) and owners[end] == cell
    return not before and not after and all(one == cell for one in owners[start:end])


def _covered(rules: list[Rule], at: float, start: float, end: float) -> float:
    """Return the share of a stretch that the rules on its line cover."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if rule.at == at
    )
    return covered / (end - start)
