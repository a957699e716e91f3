"""Pages of a document whose format has none, from the footnotes that stand where pages end.

A group of footnotes between paragraphs ends a page, and so does a sentence that breaks off without
one. The table of contents tells where headings stand; where the breaks between two of its headings
are fewer than its pages, the rest is put where the length of the text asks for it and called
inferred.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from app.core.textfold import fold
from app.reading.layout.contents import Entry
from app.reading.layout.labels import split_label
from app.reading.layout.rows import SUPERSCRIPTS, Row, ends_closed, starts_small
from app.reading.model import PageInfo, Piece, PieceKind, Source, Warn
from app.vocabulary.lists import PageBasis


@dataclass(frozen=True)
class _Anchor:
    """A row that is known to stand on a page."""

    place: int
    page: int


@dataclass(frozen=True)
class _Break:
    """A page begins at the row at `place`; `sure` where a footnote or a broken sentence says so."""

    place: int
    sure: bool


def divide(
    source: Source, rows: list[Row], entries: list[Entry]
) -> tuple[list[PageInfo], list[Warn]]:
    """Set `page` of each row of a source without pages; return the pages and what to warn of."""
    if source.paged or len(source.pages) != 1:
        pages = [
            PageInfo(
                page.number,
                page.basis,
                page.label,
                page.width,
                page.height,
                page.number if source.paged else None,
            )
            for page in source.pages
        ]
        return pages, []
    breaks = _find_breaks(rows)
    anchors = _find_anchors(rows, entries)
    if not breaks and not anchors:
        message = "The file has no pages: everything is on page 1."
        return [PageInfo(1, PageBasis.INFERRED)], [Warn("pages_unknown", message)]
    starts = _page_starts(rows, breaks, anchors)
    page, at = 1, 0
    for place, row in enumerate(rows):
        while at < len(starts) and starts[at].place <= place:
            page, at = page + 1, at + 1
        row.page = page
    infos = [PageInfo(1, PageBasis.COUNTED)]
    infos += [
        PageInfo(number, PageBasis.COUNTED if start.sure else PageBasis.INFERRED)
        for number, start in enumerate(starts, 2)
    ]
    message = "The file has no pages: they are counted from its footnotes and table of contents."
    return infos, [Warn("pages_counted", message)]


def number_as_printed(
    pages: list[PageInfo], pieces: list[Piece]
) -> tuple[list[PageInfo], list[Piece]]:
    """Return pages and pieces under the numbers that the pages print, where most print one.

    What stands before page 1 (cover, contents) becomes page 0, without boxes from its second sheet
    on, since a page has one picture. A stray number here and there changes nothing.
    """
    offsets = Counter(
        page.number - int(page.label) for page in pages if page.label and page.label.isdecimal()
    )
    offset, agreeing = offsets.most_common(1)[0] if offsets else (0, 0)
    if agreeing < 2 or agreeing * 2 < len(pages):
        return pages, pieces
    front = max(0, offset)
    numbered = [
        replace(
            page,
            number=page.number - offset,
            basis=PageBasis.PRINTED
            if page.label == str(page.number - offset)
            else PageBasis.COUNTED,
        )
        for page in pages[front:]
    ]
    before = [replace(pages[0], number=0, label=None)] if front else []
    moved = [
        replace(
            piece,
            page=max(0, piece.page - offset),
            box=None if 1 < piece.page <= front else piece.box,
        )
        for piece in pieces
    ]
    return [*before, *numbered], moved


def _find_breaks(rows: list[Row]) -> list[int]:
    """Return the rows that begin a page: those after a group of footnotes or a broken sentence."""
    found: list[int] = []
    body = [place for place, row in enumerate(rows) if row.kind is None]
    if not body or not any(row.kind is PieceKind.FOOTNOTE for row in rows[: body[-1]]):
        return found
    for before, place in pairwise(body):
        noted = any(rows[n].kind is PieceKind.FOOTNOTE for n in range(before + 1, place))
        broken = (
            place == before + 1
            and len(rows[before].text) > 60
            and not ends_closed(rows[before].text)
            and starts_small(rows[place].text)
        )
        if noted or broken:
            found.append(place)
    return found


def _find_anchors(rows: list[Row], entries: list[Entry]) -> list[_Anchor]:
    """Return where the headings of the table of contents stand, in order, each once."""
    folded = [
        fold(split_label(row.text)[1].rstrip(SUPERSCRIPTS))
        if row.kind is None and len(row.text) < 200
        else []
        for row in rows
    ]
    anchors: list[_Anchor] = []
    place = 0
    for entry in entries:
        words = fold(entry.title)
        for at in range(place, len(rows)):
            if words and folded[at] and _is_heading_of(folded[at], words):
                anchors.append(_Anchor(at, entry.page))
                place = at + 1
                break
    return anchors


def _is_heading_of(words: list[str], title: list[str]) -> bool:
    return words == title or (words[: len(title)] == title and len(words) <= len(title) + 1)


def _page_starts(rows: list[Row], breaks: list[int], anchors: list[_Anchor]) -> list[_Break]:
    """Return the starts of the pages from 2 on: those found, and those the contents ask for."""
    starts: list[_Break] = []
    before = _Anchor(-1, 1)
    for anchor in [*anchors, _Anchor(len(rows), 0)]:
        found = [place for place in breaks if before.place < place <= anchor.place]
        if anchor.place == len(rows):
            starts += [_Break(place, True) for place in found]
            break
        wanted = anchor.page - before.page
        starts += _fit(rows, found, wanted, before.place + 1, anchor.place)
        before = anchor
    return starts


def _fit(rows: list[Row], found: list[int], wanted: int, start: int, end: int) -> list[_Break]:
    """Return as many page starts between two known headings as the contents say there are."""
    if len(found) >= wanted:
        noted = [n for n in found if n and rows[n - 1].kind is PieceKind.FOOTNOTE]
        kept = found if len(found) == wanted else (noted + [n for n in found if n not in noted])
        return [_Break(place, True) for place in sorted(kept[:wanted])]
    starts = [_Break(place, True) for place in found]
    if end not in found:
        starts.append(_Break(end, True))
    while len(starts) < wanted:
        place = _halve(rows, start, end, [one.place for one in starts])
        if place is None:
            break
        starts.append(_Break(place, False))
    return sorted(starts, key=lambda one: one.place)


def _halve(rows: list[Row], start: int, end: int, taken: list[int]) -> int | None:
    """Return the row in the middle of the longest stretch between page starts."""
    edges = sorted({start, end, *taken})
    stretches = [(_length(rows, a, b), a, b) for a, b in pairwise(edges)]
    total, first, last = max(stretches, default=(0, start, start))
    passed = 0
    for place in range(first, last):
        if passed >= total / 2 and place > first:
            return place
        passed += _weight(rows[place])
    return None


def _length(rows: list[Row], start: int, end: int) -> int:
    return sum(_weight(row) for row in rows[start:end])


def _weight(row: Row) -> int:
    """Return the characters that a row takes up, a short one at least half a line."""
    return max(40, len(row.text)) if row.kind is not PieceKind.FOOTNOTE else len(row.text)
