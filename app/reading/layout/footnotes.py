"""Footnotes told apart from the text, and their marks in the text set as superscripts."""

import re
from collections.abc import Sequence

from app.reading.layout.asking import may_ask
from app.reading.layout.labels import LabelStyle, split_label
from app.reading.layout.plain_notes import (
    BARE,
    BRACKETED,
    GLUED,
    PLAIN,
    counts_in_turn,
    find_plain_start,
)
from app.reading.layout.rows import SUPERSCRIPTS, Row, body_size, by_page, ends_closed, is_capitals
from app.reading.model import PieceKind

_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = re.compile(rf"^([{SUPERSCRIPTS}]{{1,3}}|[*†‡]{{1,3}})\s*(?=\S)")
_BEHIND_FIGURE = re.compile(r"(?<=\d[.,;:)])(\d{1,3})(?=\s|$)")
_SMALL = 0.93
"""A footnote's letters are smaller than the body's by at least this factor."""
_TRIED = 5
"""Places at which the endnotes may begin that are tried, from the last."""
_LEAPS = 3
"""How many footnotes may be missing between two that follow one another."""


def mark_footnotes(rows: Sequence[Row]) -> None:
    """Set `kind` and `mark` of footnotes, and raise the marks in the text that belong to them."""
    free = [row for row in rows if row.kind in (None, PieceKind.FOOTNOTE)]
    size = body_size(free)
    last = 0
    unfinished = False
    for page in by_page(free).values():
        last = max(last, _mark_page(page, size, last, unfinished))
        notes = [row for row in page if row.kind is PieceKind.FOOTNOTE and row.text]
        unfinished = bool(notes) and not ends_closed(notes[-1].text)
    known = [int(row.mark) for row in free if row.mark and row.mark.isdigit()]
    raised = _raised_marks(rows)
    if raised:
        _mark_endnotes([row for row in rows if row.kind is None], raised - set(known))
    else:
        marks = {
            number: {int(row.mark) for row in page if row.mark and row.mark.isdigit()}
            for number, page in by_page(free).items()
        }
        body = [row for row in free if row.kind is None]
        _raise_glued(body, max([last, *known], default=0), marks)


def _raised_marks(rows: Sequence[Row]) -> set[int]:
    """Return the numbers of the raised marks in the body."""
    found = (re.findall(rf"[{SUPERSCRIPTS}]{{1,3}}", row.text) for row in rows if row.kind is None)
    return {int(mark.translate(_TO_DIGITS)) for marks in found for mark in marks}


def _mark_endnotes(rows: list[Row], marks: set[int]) -> None:
    """Mark the notes at the end of a document: a list there that counts as far as the marks do.

    `marks`: numbers of marks in the text that have no footnote. A list whose entries ask for
    something is none.
    """
    most = max(marks, default=0)
    if not marks or len(marks) < most / 2:
        return
    starts = [n for n, row in enumerate(rows) if re.match(r"1[.)]?(?:\s+\S|$)", row.text)]
    for start in reversed(starts[-_TRIED:]):
        end, count = _counted_run(rows, start)
        asking = sum(may_ask(row.text) for row in rows[start:end])
        if count >= max(1, most - 1) and asking < count / 3:
            _mark_rows(rows[start:end], 0)
            return


def _counted_run(rows: list[Row], start: int) -> tuple[int, int]:
    """Return where a list ends that goes on to the next heading, and how far it counts."""
    count = 0
    for place in range(start, len(rows)):
        row = rows[place]
        if row.line.level or is_capitals(row.text):
            return place, count
        label = row.line.label or row.text
        found = re.match(r"(\d{1,3})(?:[.)]?\s|[.)]?$)", label)
        if found and int(found.group(1)) == count + 1:
            count += 1
    return len(rows), count


def _mark_page(page: list[Row], size: float | None, last: int, unfinished: bool) -> int:
    """Mark the footnotes of one page; return the number of its last one, 0 where it has none.

    `unfinished`: a footnote of the page before may go on.
    """
    noted = [row for row in page if row.kind is PieceKind.FOOTNOTE]
    if noted:
        _mark_rows(noted, last)
    else:
        if size is not None:
            last = _mark_columns(page, size, last)
        start = _find_start(page, size, last, unfinished)
        counted = None if start is not None or size is not None else find_plain_start(page)
        if start is not None and size is None:
            _mark_torn(page[start:])
        elif start is not None:
            first = None if unfinished else PLAIN.match(page[start].text)
            _mark_rows(page[start:], max(last, int(first.group(1)) - 1 if first else 0))
        elif counted is not None:
            _mark_rows(page[counted[0] :], counted[1] - 1)
    for row in page:
        if row.kind is None and _RAISED.match(row.text):
            _mark_rows([row], last)
    marks = [int(row.mark) for row in page if row.mark and row.mark.isdigit()]
    return max(marks, default=0)


def _mark_rows(rows: list[Row], last: int) -> int:
    """Mark rows as footnotes and take their marks off the text; return the last number.

    A mark may stand on a line of its own; one that is not raised must be the next in turn.
    """
    pending: str | None = None
    for row in rows:
        row.kind = PieceKind.FOOTNOTE
        raised, plain = _RAISED.match(row.text), PLAIN.match(row.text)
        if BARE.match(row.text) and row.mark is None:
            pending, row.text = row.text, ""
        elif pending is not None:
            row.mark, pending = row.mark or pending, None
        elif raised and row.mark is None:
            row.mark, row.text = raised.group(1).translate(_TO_DIGITS), row.text[raised.end() :]
        elif plain and row.mark is None and last < int(plain.group(1)) <= last + _LEAPS:
            row.mark, row.text = plain.group(1), row.text[plain.end() :]
        if row.mark and row.mark.isdigit():
            last = int(row.mark)
    return last


def _find_start(page: list[Row], size: float | None, last: int, unfinished: bool) -> int | None:
    """Return where the footnotes of a page begin, in small print or with marks of their own rows.

    They go on to the page's end.
    """
    if size is not None:
        return _small_tail(page, size, last, unfinished)
    glued = {int(mark) for row in page for mark in GLUED.findall(row.text)}
    for place, row in enumerate(page):
        if not BARE.match(row.text) or place < len(page) / 4:
            continue
        number = int(row.text)
        near = last < number <= last + _LEAPS
        if near and (number in glued or len(page) - place <= 2):
            return place
    return None


def _mark_columns(page: list[Row], size: float, last: int) -> int:
    """Mark small print within a page that begins with a raised mark: footnotes of a column."""
    start = 0
    while start < len(page):
        end = start
        while end < len(page) and (page[end].line.size or size) <= size * _SMALL:
            end += 1
        first = page[start].text
        if start < end < len(page) and (_RAISED.match(first) or BARE.match(first)):
            last = _mark_rows(page[start:end], last)
        start = max(end, start + 1)
    return last


def _small_tail(page: list[Row], size: float, last: int, unfinished: bool) -> int | None:
    """Return where the footnotes in the small print at the foot of a page begin.

    At the first raised mark or the number next in turn, or the first of numbers in turn, so that
    a table in small print above is left out; at the first line where a footnote of the page before
    goes on.
    """
    start = len(page)
    while start and (page[start - 1].line.size or size) <= size * _SMALL:
        start -= 1
    if unfinished and start < len(page):
        return start
    for place in range(start, len(page)):
        text = page[place].text
        digits = re.match(r"(\d{1,3})(?:[.)]?\s|$)", text)
        number = int(digits.group(1)) if digits else 0
        if _RAISED.match(text) or last < number <= last + _LEAPS:
            return place
        if number > last and page[place].gap and counts_in_turn(page[place:]):
            return place
    return None


def _mark_torn(rows: list[Row]) -> None:
    """Mark a foot of the page whose marks stand in a column before their texts.

    A text is taken to begin where the line before it ended short of the width of the column, or
    at a blank line; the marks go to the texts in order where there are as many.
    """
    marks = [row for row in rows if BARE.match(row.text)]
    texts = [row for row in rows if not BARE.match(row.text)]
    for row in rows:
        row.kind = PieceKind.FOOTNOTE
    for row in marks:
        row.mark, row.text = row.text, ""
    width = max((len(row.text) for row in texts), default=0)
    firsts = [
        row
        for place, row in enumerate(texts)
        if place == 0 or _has_ended(texts[place - 1].text, row.text, width)
    ]
    if firsts and firsts[0].text[:1].islower():
        firsts = firsts[1:]
    if len(firsts) == len(marks):
        for first, row in zip(firsts, marks, strict=True):
            first.mark, row.mark = row.mark, None


def _has_ended(text: str, following: str, width: int) -> bool:
    word = following.split(" ", 1)[0]
    closed = bool(re.search(r"[.!?;”\")»]$", text)) or len(text) < 0.8 * width
    return following[:1].isupper() and len(text) + 1 + len(word) < width - 6 and closed


def _raise_glued(rows: Sequence[Row], most: int, marks: dict[int, set[int]]) -> None:
    """Turn digits glued to a word into superscripts where they count on: 1, 2, 3 ...

    `marks` are the footnotes of each page, whose numbers may begin anew there: they alone tell a
    mark behind a figure (`in 2016.7`) or in brackets.
    """
    last = page = raised = 0
    for row in rows:
        parts: list[str] = []
        end = 0
        here = marks.get(row.page, set())
        if row.page != page:
            page, raised = row.page, min(here, default=1) - 1
        for found in _marks_in(row.text):
            number = int(found.group(1))
            on_page = number in here and raised < number <= raised + _LEAPS
            counts_on = last < number <= min(last + _LEAPS, max(most, last + 1))
            next_one = number in (raised + 1, last + 1)
            if on_page and (found.re is not _BEHIND_FIGURE or next_one):
                raised = number
            elif not (found.re is GLUED and counts_on):
                continue
            start = found.start(1) - (found.re is BRACKETED)
            parts += [row.text[end:start], found.group(1).translate(_TO_SUPERSCRIPT)]
            end, last = found.end(), number
        row.text = "".join([*parts, row.text[end:]])


def _marks_in(text: str) -> list[re.Match[str]]:
    """Return what may be a footnote's mark in a text, in order; a number in its label is none."""
    label, rest = split_label(text)
    coded = label is not None and label.style is LabelStyle.CODED
    begins = len(text) - len(rest) if coded else 0
    forms = (GLUED, _BEHIND_FIGURE, BRACKETED)
    found = [one for form in forms for one in form.finditer(text)]
    return sorted((one for one in found if one.start(1) >= begins), key=lambda one: one.start(1))
