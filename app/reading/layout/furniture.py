"""Running heads, running feet and stray page numbers: told by place and repetition."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from app.reading.layout.rows import Row, by_page, ends_closed, starts_small
from app.reading.model import PieceKind

_EDGE = 3
"""Rows at the top and at the bottom of a page among which furniture is looked for."""
_LONGEST = 140
_MANY = 5
"""Pages from which three of them tell what is repeated."""
_NUMBER = re.compile(r"^[-–—|\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|\s]*$")
_PAGE = r"(?:p\s?a\s?g\s?e|стр\.?|страница|seite|p\.)"
_NAMED_NUMBER = re.compile(
    rf"(?:^|\s){_PAGE}\s*[:|]?\s*(?P<after>\d{{1,4}})(?:\s*(?:of|/|из)\s*\d{{1,4}})?\s*$|"
    rf"^(?P<before>\d{{1,4}})\s*\|\s*{_PAGE}\s*$",
    re.IGNORECASE,
)
_DIGITS_OF_A_PAGE = 3
_FULL = 30
"""Characters of a line within running text."""
_FIRST_NUMBER = re.compile(r"[(\[]?(\d{1,3})[.)\]]?\s")
_DIGITS = re.compile(r"\b\d{1,4}\b")


def mark_furniture(rows: Sequence[Row]) -> dict[int, str]:
    """Set `kind` of running heads, feet and page numbers; return the number that a page prints."""
    pages = by_page([row for row in rows if row.kind is not PieceKind.FURNITURE])
    repeated = _repeated(pages)
    for page in pages.values():
        for edge in _edges(page, len(pages)):
            for row in edge:
                if not _is_free(row) or repeated.isdisjoint(_shapes(row)):
                    break
                row.kind = PieceKind.FURNITURE
    _mark_heads(pages)
    if len(pages) < _MANY:
        for from_top in (True, False):
            _mark_further_lines(pages, from_top)
    _mark_numbers(pages)
    return _printed_numbers(rows)


def mark_stray_numbers(rows: Sequence[Row]) -> None:
    """Set `kind` of page numbers that a text without pages holds: alone within a sentence."""
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        alone = row.kind is None and not row.line.label and row.text.isdecimal()
        if alone and len(row.text) <= _DIGITS_OF_A_PAGE and len(before.text) >= _FULL:
            inside = not ends_closed(before.text) and starts_small(after.text)
            if inside and before.kind is None and after.kind is None:
                row.kind = PieceKind.FURNITURE


def _is_free(row: Row) -> bool:
    """Tell whether a row may be furniture: body text, or what was taken for a footnote's line."""
    named = bool(row.line.label or row.line.level or len(row.text) > _LONGEST)
    return not named and (row.kind is None or (row.kind is PieceKind.FOOTNOTE and row.mark is None))


def _edges(page: list[Row], pages: int) -> tuple[list[Row], list[Row]]:
    """Return the rows at the top of a page, and those at its foot from the last one up.

    Of few pages the outermost ones. What stands behind another row than furniture is none.
    """
    edge = min(_EDGE if pages >= _MANY else 1, len(page) // 2)
    return page[:edge], page[len(page) - edge :][::-1]


def _shapes(row: Row) -> list[str]:
    """Return a text with its digits alike, so that heads that hold the page number are the same.

    Where its place is known, only what stands as high on the page is the same. Numbers at the
    beginning, as footnotes have them, must be the same or count with the pages.
    """
    height = "" if row.line.top is None else f" {round(row.line.top / 8)}"
    text = re.sub(r"\s+", " ", row.text).casefold()
    alike = re.sub(r"\d+", "#", text) + height
    first = _FIRST_NUMBER.match(text)
    if first is None:
        return [alike]
    return [f"{alike} {int(first.group(1)) - row.page}", text + height]


def _repeated(pages: dict[int, list[Row]]) -> set[str]:
    """Return the shapes that stand at the edge of many pages.

    Many: three, or two where there are few pages. Bare numbers are left to `_mark_numbers`.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    for number, page in pages.items():
        for edge in _edges(page, len(pages)):
            for row in edge:
                if _is_free(row) and sum(char.isalpha() for char in row.text) >= 4:
                    for shape in _shapes(row):
                        seen[shape].add(number)
    least = 3 if len(pages) >= _MANY else 2
    return {shape for shape, numbers in seen.items() if len(numbers) >= least}


def _mark_heads(pages: dict[int, list[Row]]) -> None:
    """Mark a head that names its page (`Page: 5`), and the short lines of its block below it."""
    for page in pages.values():
        for place, row in enumerate(page[:_EDGE]):
            if row.kind is not None or not _NAMED_NUMBER.search(row.text) or len(row.text) > 90:
                continue
            row.kind = PieceKind.FURNITURE
            for below in page[place + 1 : place + 3]:
                rest = page[place + 3 : place + 4]
                if below.gap or len(below.text) > 70 or not (rest and starts_small(rest[0].text)):
                    break
                below.kind = PieceKind.FURNITURE
        for row in page[-_EDGE:]:
            if _is_free(row) and len(row.text) < 40 and _NAMED_NUMBER.search(row.text):
                row.kind = PieceKind.FURNITURE


def _mark_further_lines(pages: dict[int, list[Row]], from_top: bool) -> None:
    """Mark the further lines of heads or feet of few pages: alike on nearly all that have one."""
    for _ in range(_EDGE - 1):
        inner = [row for page in pages.values() if (row := _next_line(page, from_top))]
        shapes = Counter(shape for row in inner for shape in _shapes(row))
        for row in inner:
            pages_alike = max(shapes[shape] for shape in _shapes(row))
            if pages_alike >= 2 and pages_alike * 4 >= len(inner) * 3:
                row.kind = PieceKind.FURNITURE


def _next_line(page: list[Row], from_top: bool) -> Row | None:
    """Return the row next to the furniture at a page's edge, if no space parts the two."""
    rows = page if from_top else page[::-1]
    for before, row in pairwise(rows):
        if before.kind is not PieceKind.FURNITURE:
            return None
        if row.kind is not PieceKind.FURNITURE:
            parted = row.gap if from_top else before.gap
            letters = sum(char.isalpha() for char in row.text)
            return row if _is_free(row) and not parted and letters >= 4 else None
    return None


def _mark_numbers(pages: dict[int, list[Row]]) -> None:
    """Mark page numbers at the edge of pages, alone or in a head, that count with the pages."""
    found: list[tuple[Row, int, bool]] = []
    for number, page in pages.items():
        body = [row for row in page if row.kind is not PieceKind.FURNITURE]
        for row in body[:1] + body[1:][-1:]:
            alone = re.fullmatch(r"[-–—|\s]*(\d{1,4})[-–—|\s]*", row.text)
            within = re.match(r"(\d{1,4})\s+\S.*|.*\S\s+(\d{1,4})$", row.text)
            if _is_free(row) and alone:
                found.append((row, int(alone.group(1)) - number, True))
            elif _is_free(row) and within and len(row.text) <= 80:
                printed = within.group(1) or within.group(2)
                found.append((row, int(printed) - number, False))
            elif _is_free(row) and re.fullmatch(r"[ivxl]{1,6}", row.text):
                row.kind = PieceKind.FURNITURE
    offsets = Counter(offset for _, offset, _ in found)
    for row, offset, lone in found:
        if offsets[offset] >= (2 if lone else 3) or (lone and offset == 0):
            row.kind = PieceKind.FURNITURE


def _printed_numbers(rows: Sequence[Row]) -> dict[int, str]:
    """Return the page number that furniture shows, by page: the one that counts with the pages.

    Numbers that stand alone or are named so tell more than those at a row's end, and these more
    than any other; the first kind of which two agree is taken.
    """
    labels: dict[int, str] = {}
    kinds: tuple[list[tuple[int, int]], ...] = ([], [], [])
    for row in rows:
        if row.kind is not PieceKind.FURNITURE:
            continue
        alone = _NUMBER.match(row.text)
        if alone and not alone.group(1).isdigit():
            labels[row.page] = alone.group(1)
            continue
        for kind, numbers in enumerate(_numbers_of(row.text)):
            kinds[kind].extend((row.page, number) for number in numbers)
    for found in kinds:
        offsets = Counter(number - page for page, number in found)
        offset, agreeing = offsets.most_common(1)[0] if offsets else (0, 0)
        if agreeing >= 2 or found is kinds[-1]:
            for page, number in found:
                if number - page == offset:
                    labels.setdefault(page, str(number))
            break
    return labels


def _numbers_of(text: str) -> tuple[list[int], list[int], list[int]]:
    """Return the numbers of a row: the one alone or named as a page's, the one at its end, all."""
    named, alone = _NAMED_NUMBER.search(text), _NUMBER.match(text)
    every = [int(digits) for digits in _DIGITS.findall(text)]
    if named or alone:
        sure = [int(named["after"] or named["before"])] if named else every[:1]
        return sure, sure, sure
    return [], (every[-1:] if text[-1:].isdigit() else []), every
