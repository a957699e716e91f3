"""Recommendations in a table: one row each, under a column that is headed so."""

import re
from collections.abc import Sequence

from app.reading.layout.labels import read_label, split_label
from app.reading.model import Piece, PieceKind, Span
from app.reading.reports.drafts import Draft
from app.reading.reports.headings import is_priority, named, opens_list, path_of, shown
from app.reading.reports.items import ListReading
from app.reading.reports.lists import Section
from app.reading.reports.numbers import numbered

_CELL_END = re.compile(r"\s*(?:\t|\|)\s*")
_COLUMN = re.compile(r"^(?:priority\s+)?recommendations?$|^рекомендаци[ияй]$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:no|nr|n°|№|#|number|номер)\.?$", re.IGNORECASE)
_PRIORITY_MARK = re.compile(
    r"\bpriority(?:\s+recommendation)?\b[:.]?\s*$|^\s*priority\b[:.]?", re.I
)


def read_table_items(pieces: Sequence[Piece], section: Section, kept: set[str]) -> ListReading:
    """Return the items of a section's tables: their rows are pieces, tabs or bars between cells.

    The column of texts is the one headed as recommendations; the first row tells. Rows with text
    in one cell only are headings of those below them.
    """
    found = ListReading()
    stack: list[tuple[int, str]] = []
    columns: tuple[int, int | None, int] | None = None
    heading: str | None = None
    if section.heading is not None:
        opening = pieces[section.heading]
        stack.append((opening.level, named(opening, kept)))
        heading = shown(opening.text, kept)
    priority = is_priority(pieces[section.heading].text) if section.heading is not None else None
    for place in range(section.start, section.end):
        piece = pieces[place]
        if piece.kind is PieceKind.HEADING:
            flag = is_priority(piece.text)
            priority = flag if opens_list(piece.text) else priority
            heading = shown(piece.text, kept)
            found.taken.add(place)
            continue
        if piece.kind is not PieceKind.TABLE:
            continue
        cells = [cell.strip() for cell in _CELL_END.split(piece.text)]
        header = _columns(cells)
        if header is not None:
            columns = header
            found.taken.add(place)
            continue
        if columns is None or len([cell for cell in cells if cell]) == 0:
            continue
        if len([cell for cell in cells if cell]) == 1:
            heading = shown(next(cell for cell in cells if cell), kept)
            found.taken.add(place)
            continue
        draft = _row(place, piece, cells, columns)
        if draft is None:
            continue
        draft.section, draft.heading = path_of(stack), heading
        draft.priority = draft.priority if draft.priority is not None else priority
        found.drafts.append(draft)
        found.taken.add(place)
    found.unnumbered = bool(found.drafts) and all(one.counted is None for one in found.drafts)
    return found


def _columns(cells: list[str]) -> tuple[int, int | None, int] | None:
    """Return the columns of texts and of numbers, and how many there are, of a head row."""
    texts = [place for place, cell in enumerate(cells) if _COLUMN.match(cell)]
    if not texts or len(cells) < 2:
        return None
    numbers = [place for place, cell in enumerate(cells) if _NUMBER.match(cell)]
    return texts[0], (numbers[0] if numbers else None), len(cells)


def _row(
    place: int, piece: Piece, cells: list[str], columns: tuple[int, int | None, int]
) -> Draft | None:
    """Return the item of a row, `None` where its cell of the text column is empty or missing."""
    text_at, number_at, count = columns
    if len(cells) != count or not cells[text_at]:
        return None
    text = cells[text_at]
    label = read_label(cells[number_at]) if number_at is not None else None
    if number_at is not None and label is None and cells[number_at].isdigit():
        label = read_label(f"{cells[number_at]}.")
    printed = cells[number_at] if number_at is not None and cells[number_at] else None
    if label is None:
        label, rest = split_label(text)
        if label is not None and numbered(label) is not None:
            text, printed = rest, label.printed
    priority = None
    if _PRIORITY_MARK.search(text) and len(_PRIORITY_MARK.sub("", text)) > 20:
        text, priority = _PRIORITY_MARK.sub("", text).strip(), True
    draft = Draft(
        printed=printed,
        counted=numbered(label) if label is not None else None,
        page=piece.page,
        section="",
        heading=None,
        priority=priority,
    )
    start = max(piece.text.find(text), 0)
    draft.parts.append(text)
    draft.spans.append(Span(place, start, min(start + len(text), len(piece.text))))
    return draft
