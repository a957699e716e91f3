"""From lines to pieces: the one entrance of layout."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from app.reading.layout.blocks import Block, make_blocks
from app.reading.layout.contents import mark_contents
from app.reading.layout.footnotes import mark_footnotes
from app.reading.layout.furniture import mark_furniture, mark_stray_numbers
from app.reading.layout.hyphens import Words
from app.reading.layout.paging import divide, number_as_printed
from app.reading.layout.rows import Row, ends_closed, rows_of, starts_small
from app.reading.layout.words import collapse, collect, join
from app.reading.model import Box, PageInfo, Piece, PieceKind, Source, Text


def make_text(source: Source) -> Text:
    """Return the text of a source: pieces in reading order, furniture and footnotes told apart.

    A source without pages gets those that its footnotes and table of contents tell of.
    """
    rows = rows_of(source)
    printed = mark_furniture(rows) if source.paged else {}
    for row in rows:
        if row.kind is None and "\t" in row.text and not row.line.label:
            row.kind = PieceKind.TABLE
    entries = mark_contents(rows)
    mark_footnotes(rows)
    pages, warnings = divide(source, rows, entries)
    if not source.paged and not source.whole_paragraphs:
        mark_stray_numbers(rows)
    pages = [replace(page, label=page.label or printed.get(page.number)) for page in pages]
    words = collect(line for row in rows for line in row.text.split("\n"))
    sizes = {page.number: page for page in pages}
    order = {id(row): place for place, row in enumerate(rows)}
    placed: list[tuple[int, Piece]] = []
    for block in make_blocks(rows, source.whole_paragraphs):
        placed += [(order[id(row)], piece) for row, piece in _pieces_of(block, words, sizes)]
    placed.sort(key=lambda one: one[0])
    pieces = _link_continued([piece for _, piece in placed])
    pages, pieces = number_as_printed(pages, pieces)
    return Text(
        source.reader,
        pages,
        pieces,
        source.title,
        source.language,
        [*source.warnings, *warnings],
        sorted(words.doubtful),
    )


def _pieces_of(block: Block, words: Words, pages: dict[int, PageInfo]) -> list[tuple[Row, Piece]]:
    """Return the pieces of a block, one for each page that it runs over, with their first rows."""
    parts: list[tuple[int, str, list[Row]]] = []
    for place, row in enumerate(block.rows):
        text = block.first if place == 0 else row.text
        if parts and parts[-1][0] == row.page:
            number, before, rows = parts[-1]
            parts[-1] = (number, join(before, text, words), [*rows, row])
            continue
        if parts:
            number, before, rows = parts[-1]
            head, _, tail = text.partition(" ")
            whole = join(before, head, words)
            if whole != f"{before} {head}":
                parts[-1] = (number, whole, rows)
                text = tail
        parts.append((row.page, text, [row]))
    return [
        (
            rows[0],
            Piece(
                page=number,
                kind=block.kind,
                text=_cells(text, words) if block.kind is PieceKind.TABLE else collapse(text),
                label=block.label if place == 0 else None,
                level=block.level,
                continued=place > 0,
                box=_box(rows, pages.get(number)),
                italic=all(row.line.italic for row in rows),
            ),
        )
        for place, (number, text, rows) in enumerate(parts)
        if collapse(text) or block.label
    ]


def _cells(text: str, words: Words) -> str:
    """Return a table's row with the lines of its cells joined; tabs between the cells stay."""
    whole = reduce(lambda above, below: join(above, below, words), text.split("\n"))
    return "\t".join(collapse(cell) for cell in whole.split("\t"))


def _box(rows: Sequence[Row], page: PageInfo | None) -> Box | None:
    """Return the box around rows as fractions of their page, where both are known."""
    lines = [row.line for row in rows]
    if page is None or not page.width or not page.height:
        return None
    if any(None in (line.x0, line.x1, line.top, line.bottom) for line in lines):
        return None
    return Box(
        x0=round(min(line.x0 or 0 for line in lines) / page.width, 4),
        top=round(min(line.top or 0 for line in lines) / page.height, 4),
        x1=round(max(line.x1 or 0 for line in lines) / page.width, 4),
        bottom=round(max(line.bottom or 0 for line in lines) / page.height, 4),
    )


def _link_continued(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with those marked that finish a sentence of an earlier page."""
    linked: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.page < piece.page and _goes_on(last, piece):
            piece = replace(piece, kind=last.kind, continued=True)
        linked.append(piece)
        if piece.kind not in (PieceKind.FOOTNOTE, PieceKind.FURNITURE):
            last = piece
    return linked


def _goes_on(last: Piece, piece: Piece) -> bool:
    return (
        last.kind in (PieceKind.PARAGRAPH, PieceKind.LIST)
        and piece.kind in (PieceKind.PARAGRAPH, PieceKind.LIST)
        and not piece.label
        and not piece.continued
        and not ends_closed(last.text)
        and starts_small(piece.text)
    )
