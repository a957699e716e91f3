"""Letters of a PDF's page with where they stand, and the words that they make.

PDF has no words and no lines, only letters drawn at places. Places here are points from the top
left of the page as it is seen, whatever its rotation and its box.
"""

import math
import unicodedata
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, create_string_buffer
from dataclasses import dataclass
from functools import cache
from typing import Any

WORD_GAP = 0.25
"""Space between letters, in sizes of the font, from which they belong to two words."""

SPACE_GAP = 0.04
"""The same where the page has a space there: it may be squeezed, or be drawn under a letter."""

SAME = 0.08
"""Difference in size or height, in sizes of the font, up to which letters are of one run."""

BOLD_WEIGHT = 600

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
LINE_END_HYPHENS = {0x2, 0xFFFE}
"""What the library gives for a hyphen at the end of a line."""

FIRST_LETTER = 32
BLANKS = {9, 10, 13}

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter whose font does not say what it means."""


@dataclass(slots=True)
class Glyph:
    """A letter: its place, its baseline, its font, and whether a space stands before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    run: "Run"
    space: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What letters drawn together share; `angle` is in degrees as seen, 0 for upright text."""

    size: float
    bold: bool
    italic: bool
    angle: int


@dataclass(slots=True)
class Word:
    """Letters without space between them, of one size and on one baseline."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    space: bool
    raised: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page's box in its own coordinates and how many quarter turns it is shown rotated."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width as seen."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as seen."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page into one from its top left as seen."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def turned(self, turns: int) -> "Sheet":
        """Return the page rotated further."""
        return Sheet(self.left, self.bottom, self.right, self.top, (self.turns + turns) % 4)


def read_glyphs(text_page: Any, sheet: Sheet) -> Iterator[Glyph]:
    """Give the letters of a page in the order in which they are drawn."""
    import pypdfium2.raw as pdfium

    runs = _Runs(text_page, sheet)
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    space = True
    for place in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        letter = readable(code)
        if code < FIRST_LETTER or code in LINE_END_HYPHENS:
            letter = _control(text_page, place, code)
        if not letter or letter.isspace():
            space = True
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, place, byref(x), byref(y))
        pdfium.FPDFText_GetLooseCharBox(text_page, place, byref(box))
        xa, ya = sheet.seen(box.left, box.bottom)
        xb, yb = sheet.seen(box.right, box.top)
        baseline = sheet.seen(x.value, y.value)[1]
        run = runs.at(place)
        left, right = min(xa, xb), max(xa, xb)
        yield Glyph(letter, left, right, min(ya, yb), max(ya, yb), baseline, run, space)
        space = False


@cache
def readable(code: int) -> str:
    """Return a letter as text: ligatures undone, what has no meaning left out.

    Letters of symbol fonts in the private range are bullets of one form or another.
    """
    if 0xE000 <= code <= 0xF8FF:
        return "•"
    if code < FIRST_LETTER or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    letter = chr(code)
    if unicodedata.category(letter) in ("Cc", "Cf", "Cn") and letter != "\N{SOFT HYPHEN}":
        return ""
    return LIGATURES.get(letter, letter)


def _control(text_page: Any, place: int, code: int) -> str:
    """Return what a code below the letters stands for: a hyphen, nothing, or a letter unknown.

    A font that does not say what its letters mean gives such codes; where ink is, one is missing.
    """
    import pypdfium2.raw as pdfium

    if code in LINE_END_HYPHENS and pdfium.FPDFText_IsHyphen(text_page, place) == 1:
        return "-"
    if code in BLANKS or pdfium.FPDFText_IsGenerated(text_page, place) == 1:
        return ""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(
        text_page, place, byref(left), byref(right), byref(bottom), byref(top)
    )
    has_ink = right.value - left.value > 0.1 and top.value - bottom.value > 0.1
    return UNKNOWN if has_ink else ""


class _Runs:
    """The runs of a page, each looked up once for all its letters."""

    def __init__(self, text_page: Any, sheet: Sheet) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = text_page
        self._sheet = sheet
        self._known: dict[Any, Run] = {}
        self._fonts: dict[Any, tuple[bool, bool]] = {}

    def at(self, place: int) -> Run:
        """Return the run of the letter at a place."""
        drawn = self._pdfium.FPDFText_GetTextObject(self._page, place)
        key = _address(drawn) if drawn else place
        if key not in self._known:
            self._known[key] = self._look_up(place, drawn)
        return self._known[key]

    def _look_up(self, place: int, drawn: Any) -> Run:
        pdfium = self._pdfium
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, place, byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1
        size = pdfium.FPDFText_GetFontSize(self._page, place) * scale
        turned = math.degrees(math.atan2(matrix.b, matrix.a))
        angle = round(turned - 90 * self._sheet.turns) % 360
        bold, italic = self._style(place, drawn)
        return Run(round(size, 2), bold, italic, angle)

    def _style(self, place: int, drawn: Any) -> tuple[bool, bool]:
        pdfium = self._pdfium
        font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        if not font:
            return pdfium.FPDFText_GetFontWeight(self._page, place) >= BOLD_WEIGHT, False
        key = _address(font)
        if key not in self._fonts:
            name = _font_name(font).lower()
            bold = any(part in name for part in ("bold", "black", "heavy", "demi", "cmbx", "sfbx"))
            bold = bold or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
            self._fonts[key] = bold, "italic" in name or "oblique" in name
        return self._fonts[key]


def _address(handle: Any) -> int:
    return addressof(handle.contents)


def _font_name(font: Any) -> str:
    import pypdfium2.raw as pdfium

    name = create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", "replace")


def make_words(glyphs: list[Glyph]) -> list[Word]:
    """Put letters together that follow each other closely, in one size, on one baseline."""
    words: list[Word] = []
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and not _joins(group[-1], glyph):
            words.append(_word(group))
            group = []
        group.append(glyph)
    if group:
        words.append(_word(group))
    return words


def _joins(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.run.size, glyph.run.size, 1)
    gap = glyph.x0 - last.x1
    return (
        not (glyph.space and gap > SPACE_GAP * size)
        and -size / 2 < gap < WORD_GAP * size
        and abs(glyph.baseline - last.baseline) < SAME * size
        and abs(glyph.run.size - last.run.size) < SAME * size
    )


def _word(group: list[Glyph]) -> Word:
    first = group[0]
    return Word(
        text="".join(glyph.text for glyph in group),
        x0=first.x0,
        x1=max(glyph.x1 for glyph in group),
        top=min(glyph.top for glyph in group),
        bottom=max(glyph.bottom for glyph in group),
        baseline=first.baseline,
        size=first.run.size,
        bold=sum(glyph.run.bold for glyph in group) * 2 > len(group),
        italic=sum(glyph.run.italic for glyph in group) * 2 > len(group),
        space=first.space,
    )
