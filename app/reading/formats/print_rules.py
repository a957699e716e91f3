"""Rules drawn on a PDF's page: the straight lines, and the thin boxes, that tables are made of."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.reading.formats.glyphs import Sheet

THIN = 4.0
"""Points that a rule is thick at most."""

SHORT = 4.0
"""Points that a rule is long at least."""

FARTHEST = 100_000.0
"""Points from the corner of a page beyond which nothing is looked at."""

MOST_OBJECTS = 10_000
MOST_PATHS = 3_000
MOST_SEGMENTS = 6_000
"""Things drawn on a page, paths and their lines, beyond which it is a picture, not a table."""

BOX = 5
"""Lines of a box: one that is filled and not thin is a shade."""

DEEPEST = 3
"""Drawings within drawings that are looked into."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it stands, and from where to where it goes along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Rules:
    """The rules of a page: those that go across it, those that go down, and edges of shades.

    Edges are those above and below of filled boxes, as shaded rows of a table have them.
    """

    across: list[Rule]
    down: list[Rule]
    edges: list[Rule]


def read_rules(page: Any, sheet: Sheet) -> Rules:
    """Return a page's rules as it is seen; none where so much is drawn that it is a picture."""
    try:
        boxes = list(_Drawing(page).boxes())
    except _TooMuchError:
        return Rules([], [], [])
    across: list[Rule] = []
    down: list[Rule] = []
    edges: list[Rule] = []
    for first, second in boxes:
        xa, ya = sheet.seen(*first)
        xb, yb = sheet.seen(*second)
        left, right, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if not all(abs(place) < FARTHEST for place in (left, right, top, bottom)):
            continue
        if bottom - top <= THIN and right - left >= SHORT:
            across.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= THIN and bottom - top >= SHORT:
            down.append(Rule((left + right) / 2, top, bottom))
        elif min(right - left, bottom - top) > THIN:
            edges += [Rule(top, left, right), Rule(bottom, left, right)]
    return Rules(across, down, edges)


class _TooMuchError(Exception):
    """More is drawn on the page than is looked at."""


class _Drawing:
    """The paths of one page."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page
        self._objects = self._paths = self._segments = 0
        self._modes = c_int(), c_int()
        self._bounds = c_float(), c_float(), c_float(), c_float()

    def boxes(self) -> Iterator[tuple[Point, Point]]:
        """Give opposite corners of what may be a rule, in the page's own coordinates."""
        count = self._pdfium.FPDFPage_CountObjects(self._page)
        if count > MOST_OBJECTS:
            raise _TooMuchError
        for place in range(count):
            yield from self._of(self._pdfium.FPDFPage_GetObject(self._page, place), UNMOVED, 0)

    def _of(self, drawn: Any, moved: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
        pdfium = self._pdfium
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise _TooMuchError
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from self._path(drawn, moved)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            within = _combined(self._matrix(drawn), moved)
            for place in range(pdfium.FPDFFormObj_CountObjects(drawn)):
                yield from self._of(pdfium.FPDFFormObj_GetObject(drawn, place), within, depth + 1)

    def _path(self, drawn: Any, moved: Matrix) -> Iterator[tuple[Point, Point]]:
        pdfium = self._pdfium
        self._paths += 1
        if self._paths > MOST_PATHS:
            raise _TooMuchError
        fill, stroke = self._modes
        left, bottom, right, top = self._bounds
        pdfium.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
        bounds = byref(left), byref(bottom), byref(right), byref(top)
        drawn_at_all = fill.value or stroke.value
        if not drawn_at_all or not pdfium.FPDFPageObj_GetBounds(drawn, *bounds):
            return
        corners = (left.value, bottom.value), (right.value, top.value)
        thin = min(right.value - left.value, top.value - bottom.value) <= THIN
        count = 0 if thin else pdfium.FPDFPath_CountSegments(drawn)
        if thin or (not stroke.value and count <= BOX):
            yield _placed(corners[0], moved), _placed(corners[1], moved)
            return
        self._segments += count
        if self._segments > MOST_SEGMENTS:
            raise _TooMuchError
        matrix = _combined(self._matrix(drawn), moved)
        parts = [[_placed(point, matrix) for point in part] for part in self._parts(drawn, count)]
        yield from _sides(parts) if stroke.value else _thin_parts(parts)

    def _parts(self, drawn: Any, count: int) -> list[list[Point]]:
        """Return the corners of each part of a path; closed parts end where they begin."""
        pdfium = self._pdfium
        parts: list[list[Point]] = []
        x, y = c_float(), c_float()
        for place in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, place)
            pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([])
            parts[-1].append((x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        return parts

    def _matrix(self, drawn: Any) -> Matrix:
        matrix = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFPageObj_GetMatrix(drawn, byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _sides(parts: list[list[Point]]) -> Iterator[tuple[Point, Point]]:
    """Give the lines of a path that is drawn as lines."""
    for part in parts:
        yield from pairwise(part)


def _thin_parts(parts: list[list[Point]]) -> Iterator[tuple[Point, Point]]:
    """Give the boxes of a filled path that are thin, and the sides of a filled frame."""
    boxes = [_box(part) for part in parts]
    if len(boxes) == 2 and _is_frame(boxes[0], boxes[1]):
        (left, bottom), (right, top) = boxes[0]
        corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        yield from _sides([corners])
        return
    for first, second in boxes:
        if min(second[0] - first[0], second[1] - first[1]) <= THIN:
            yield first, second


def _is_frame(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    """Tell whether two boxes are the outer and inner edge of one thin frame."""
    pairs = zip((*first[0], *first[1]), (*second[0], *second[1]), strict=True)
    return all(abs(one - other) <= THIN for one, other in pairs)


def _box(points: list[Point]) -> tuple[Point, Point]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does what the inner one does, then what the outer one does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
