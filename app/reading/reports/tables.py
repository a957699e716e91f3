"""Recommendations in a table: one row each, under a column that is headed so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.labels import LabelStyle, read_label, split_label
from app.reading.layout.rows import ends_closed, starts_small
from app.reading.layout.words import collect, join
from app.reading.model import Beside, Piece, PieceKind, Span, Warn
from app.reading.reports.drafts import Draft
from app.reading.reports.headings import is_priority, named, opens_list, path_of, shown
from app.reading.reports.items import ListReading
from app.reading.reports.lists import Section
from app.reading.reports.numbers import Numbered, numbered

_CELL = re.compile(r"[\t|]")
_SPACES = re.compile(r"[\s\u00ad-]+")
_RECOMMENDATION = r"recommendations?|recommandations?|recomendaci(?:ón|ones)|рекомендаци[ияй]"
_COLUMN = re.compile(rf"^(?:priority)?(?:{_RECOMMENDATION})[*:.]*$", re.IGNORECASE)
"""Heads of the column of texts, spaces and broken words undone."""
_LOOSE_COLUMN = re.compile(
    rf"^(?:[^\W\d]+\s+){{0,4}}(?:{_RECOMMENDATION})(?:\s*\([^)]*\)|\s+text)?[*:.]*$", re.IGNORECASE
)
"""The same with words before it or a remark behind it, where no other column fits."""
_NO_TEXT = re.compile(
    r"\b(?:previous|prior|past|earlier|status|implementation|response|number|context|rationale|"
    r"basis|background|no|nr|ref|reference)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"^(?:(?:{_RECOMMENDATION}|rec)\.?)?(?:no|nr|n|n°|nº|№|#|number|s/n|номер)[.:]*$"
    rf"|^(?:no|number)\.?of(?:{_RECOMMENDATION})$",
    re.IGNORECASE,
)
_PRIORITY_COLUMN = re.compile(r"^priority(?:level|\?)?$", re.IGNORECASE)
_YES = re.compile(r"^(?:yes|x|✓|✔|high|priority|1)$", re.IGNORECASE)
_NO = re.compile(r"^(?:no|low|other|-|–|—|0)$", re.IGNORECASE)
_MARKED = r"[\[(]?(?:priority\s+recommendation|priority)[\])]?"
_PRIORITY_MARK = re.compile(
    rf"^\s*(?:PRIORITY(?:\s+RECOMMENDATION)?\b\s*[:.–-]?|(?i:{_MARKED})\s*:)\s*"
    rf"|(?<=[.!?;])\s*(?i:{_MARKED})[:.]?\s*$|\s+[\[(]?PRIORITY(?:\s+RECOMMENDATION)?[\])]?[:.]?\s*$"
)
"""Says within the cell that the item is a priority; the word in a sentence says nothing."""
_BARE_HEAD = re.compile(
    rf"^(?:no|nr|n°|№|#|number|s/n)[.:]?\s(?=.*\b(?:{_RECOMMENDATION})\b)"
    r"(?=.*\b(?:context|responsible|institutions?|body|addressees?|principles?|framework|findings?|"
    r"rationale|standards?|time\w*|deadline)\b)",
    re.IGNORECASE,
)
"""The head of a table whose columns ran together."""
_FOLLOWED = re.compile(
    r"\b(?:status|implement\w*|response|repl(?:y|ies)|comments?|assess\w*|progress|grade|level|year|"
    r"accepted|previous|prior)\b",
    re.IGNORECASE,
)
"""Heads of tables that tell what became of recommendations of other documents."""
_SEVERAL = re.compile(r"^\d{1,3}[.)]?(?:\s+\d{1,3}[.)]?)+$")
"""Numbers of rows between which no rules stand: what belongs to each cannot be told."""
_SHORTEST = 20
"""Characters that an item has at least beside such a mark."""
_LONGEST_HEAD = 90
_LONGEST_THEME = 160
_COUNTED = 2
"""Rows that a table of numbers and texts without a head has at least."""


@dataclass(frozen=True)
class _Cell:
    """A cell's text and where it stands in its piece."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class _Columns:
    """Which column holds what, how many there are, and the cells of the head row."""

    text: int
    number: int | None
    priority: int | None
    count: int
    head: tuple[str, ...] = ()


def read_table_items(pieces: Sequence[Piece], section: Section, kept: set[str]) -> ListReading:
    """Return the items of a section's tables: their rows are pieces, tabs or bars between cells.

    The column of texts is the one headed as recommendations; the first row tells. Without a head,
    two columns of which the first counts are read. Rows of one cell are headings of those below
    them. A row without a number at the top of a page goes on with the one before.
    """
    reader = _TableReader(pieces, section, kept)
    return reader.read()


def find_table(pieces: Sequence[Piece]) -> Section | None:
    """Return the first table whose head names numbers and recommendations, under any heading.

    One that tells what became of recommendations is none.
    """
    for place, piece in enumerate(pieces):
        columns = _columns(_cells(piece.text), None) if piece.kind is PieceKind.TABLE else None
        if columns is None or columns.number is None or _FOLLOWED.search(" ".join(columns.head)):
            continue
        end = place + 1
        for after in range(place, len(pieces)):
            if pieces[after].kind in (PieceKind.PARAGRAPH, PieceKind.LIST):
                break
            end = after + 1 if pieces[after].kind is PieceKind.TABLE else end
        headings = (n for n in range(place, -1, -1) if pieces[n].kind is PieceKind.HEADING)
        return Section(place, end, next(headings, None))
    return None


def is_bare_head(piece: Piece) -> bool:
    """Tell whether a line is the head of a table that was read across its columns.

    What stands below it mixes their words.
    """
    apart = piece.kind is PieceKind.TABLE or len(piece.text) > 2 * _LONGEST_HEAD
    text = f"{piece.label or ''} {piece.text}".strip()
    return not apart and not ends_closed(text) and bool(_BARE_HEAD.match(text))


class _TableReader:
    """Reads the tables of a section; keeps the columns, the heading and the last item.

    There is no last item behind what is no row: the rest of a torn row is not joined over it.
    """

    def __init__(self, pieces: Sequence[Piece], section: Section, kept: set[str]) -> None:
        self.pieces = pieces
        self.section = section
        self.kept = kept
        self.found = ListReading()
        self.columns = _headless(pieces, section)
        self.stack: list[tuple[int, str]] = []
        self.heading: str | None = None
        self.priority: bool | None = None
        self.last: Draft | None = None
        self.page = 0
        self.under_head = False

    def read(self) -> ListReading:
        """Return the items, and the pieces that were taken up."""
        if self.section.heading is not None:
            opening = self.pieces[self.section.heading]
            self.stack.append((opening.level, named(opening, self.kept)))
            self.heading = shown(opening.text, self.kept)
            self.priority = is_priority(opening.text)
        for place in range(self.section.start, self.section.end):
            piece = self.pieces[place]
            if piece.kind is PieceKind.HEADING:
                self._take_heading(piece.text)
                if opens_list(piece.text):
                    self.priority = is_priority(piece.text)
                self.found.taken.add(place)
            elif piece.kind is PieceKind.TABLE and self._take(place, piece):
                self.found.taken.add(place)
            elif piece.kind in (PieceKind.TABLE, PieceKind.PARAGRAPH, PieceKind.LIST):
                self.last = None
        drafts = self.found.drafts
        self.found.unnumbered = bool(drafts) and all(one.counted is None for one in drafts)
        return self.found

    def _take_heading(self, text: str) -> None:
        self.heading = shown(text, self.kept)
        self.last = None

    def _take_theme(self, text: str) -> bool:
        """Take up a row of one cell as the heading of the rows below it, unless it is a text."""
        if len(text) > _LONGEST_THEME or text.endswith((".", ";")):
            return False
        self._take_heading(text)
        return True

    def _take(self, place: int, piece: Piece) -> bool:
        """Take up a row; return whether it found its place."""
        cells = _cells(piece.text)
        columns = _columns(cells, self.columns)
        if columns is not None:
            self.columns, self.under_head = columns, True
            return True
        if self.columns is None:
            return False
        under_head, self.under_head = self.under_head, False
        first, self.page = piece.page != self.page, piece.page
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1 and not (self._goes_on(cells, first) and len(cells) > 1):
            return self._take_theme(filled[0].text)
        if len(cells) != self.columns.count:
            return False
        if not cells[self.columns.text].text:
            return self._is_beside(cells) and (self._add_beside(place, cells) or under_head)
        if self.columns.number is not None and _SEVERAL.match(cells[self.columns.number].text):
            return False
        if first and self._goes_on(cells, first):
            self._continue(place, piece, cells[self.columns.text])
            self._add_beside(place, cells)
            return True
        if first and self._is_beside(cells):
            return False
        self.last = self._item(place, piece, cells, self.columns)
        self._add_beside(place, cells)
        self.found.drafts.append(self.last)
        return True

    def _add_beside(self, place: int, cells: list[_Cell]) -> bool:
        """Keep the cells of a row that are no part of its item; return whether there is an item."""
        columns, last = self.columns, self.last
        if columns is None or last is None:
            return False
        taken = {columns.text, columns.number}
        if columns.priority is not None:
            told = cells[columns.priority].text
            taken |= {columns.priority} if _YES.match(told) or _NO.match(told) else set()
        for at, cell in enumerate(cells):
            if cell.text and at not in taken:
                head = columns.head[at] if at < len(columns.head) else ""
                span = Span(place, cell.start, cell.end)
                last.beside.append(Beside(head or f"Column {at + 1}", cell.text, span))
        return True

    def _is_beside(self, cells: list[_Cell]) -> bool:
        """Tell whether a row without a text has no number: it goes on with the one above."""
        number = self.columns.number if self.columns else None
        return number is not None and not cells[number].text

    def _goes_on(self, cells: list[_Cell], first: bool) -> bool:
        """Tell whether a row at the top of a page goes on with the item of the row before."""
        columns, last = self.columns, self.last
        if not first or columns is None or last is None or len(cells) != columns.count:
            return False
        if columns.number is not None:
            return not cells[columns.number].text
        text = cells[columns.text].text
        return not ends_closed(last.text) and (not text or starts_small(text))

    def _continue(self, place: int, piece: Piece, cell: _Cell) -> None:
        """Add the rest of a cell that a page end divides."""
        assert self.last is not None
        before = self.last.parts.pop()
        if ends_closed(before) and not starts_small(cell.text):
            message = (
                f"A row without a number at the top of page {piece.page} was joined to it: see"
                " whether it belongs to it."
            )
            self.last.warnings.append(Warn("row_joined", message, piece.page))
        words = collect(each.text for one in self.pieces for each in _cells(one.text))
        self.last.parts.append(join(before, cell.text, words))
        self.last.spans.append(Span(place, cell.start, cell.end))

    def _item(self, place: int, piece: Piece, cells: list[_Cell], columns: _Columns) -> Draft:
        """Return the item of a row."""
        cell = cells[columns.text]
        printed, counted, priority = _number(cells, columns)
        if columns.number is None:
            label, rest = split_label(cell.text)
            if label is not None and numbered(label) is not None:
                printed, counted = label.printed, numbered(label)
                cell = _Cell(rest, cell.end - len(rest))
        marked = _PRIORITY_MARK.search(cell.text)
        if marked and len(cell.text) - len(marked.group()) > _SHORTEST:
            rest = _PRIORITY_MARK.sub("", cell.text).strip()
            cell = _Cell(rest, cell.start + cell.text.find(rest))
            priority = True
        return Draft(
            printed=printed,
            counted=counted,
            page=piece.page,
            section=path_of(self.stack),
            heading=self.heading,
            priority=priority if priority is not None else self.priority,
            parts=[cell.text],
            spans=[Span(place, cell.start, cell.end)],
        )


def _cells(text: str) -> list[_Cell]:
    """Return the cells of a row: tabs or bars stand between them."""
    cells: list[_Cell] = []
    start = 0
    for end in [*(found.start() for found in _CELL.finditer(text)), len(text)]:
        part = text[start:end]
        cells.append(_Cell(part.strip(), start + len(part) - len(part.lstrip())))
        start = end + 1
    return cells


def _columns(cells: list[_Cell], known: _Columns | None) -> _Columns | None:
    """Return the columns that a head row names, `None` where the row is no head.

    Below a head only the same row, or one with a column headed just so, is a head again.
    """
    heads = tuple(cell.text for cell in cells)
    if known is not None and heads == known.head:
        return known
    if len(cells) < 2 or any(len(head) > _LONGEST_HEAD for head in heads):
        return None
    compact = [_SPACES.sub("", head) for head in heads]
    texts = [place for place, head in enumerate(compact) if _COLUMN.match(head)]
    if not texts and (known is None or not known.head) and _is_head(heads):
        fitting = (place for place, head in enumerate(heads) if _LOOSE_COLUMN.match(head))
        texts = [place for place in fitting if not _NO_TEXT.search(heads[place])]
        texts = texts if len(texts) == 1 else []
    if not texts:
        return None
    return _Columns(
        texts[0],
        _first(compact, _NUMBER),
        _first(compact, _PRIORITY_COLUMN),
        len(cells),
        heads,
    )


def _is_head(heads: tuple[str, ...]) -> bool:
    """Tell whether cells may be heads: none is a number, none a sentence."""
    return not any(
        head.isdecimal() or (head.endswith((".", ";")) and not _NUMBER.match(_SPACES.sub("", head)))
        for head in heads
    )


def _first(heads: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if pattern.match(head)), None)


def _number(
    cells: list[_Cell], columns: _Columns
) -> tuple[str | None, Numbered | None, bool | None]:
    """Return a row's number as printed and as counted, and whether the row is marked a priority."""
    priority: bool | None = None
    if columns.priority is not None:
        priority = bool(_YES.match(cells[columns.priority].text))
    printed = cells[columns.number].text if columns.number is not None else ""
    bare = re.sub(rf"\s*(?:(?i:{_MARKED})|[*★])\s*$", "", printed)
    if bare != printed and bare:
        printed, priority = bare, True
    label = read_label(f"{printed}." if printed.isdecimal() else printed) if printed else None
    return printed or None, numbered(label) if label is not None else None, priority


def _headless(pieces: Sequence[Piece], section: Section) -> _Columns | None:
    """Return the columns of a table of two, of which the first counts, where it has no head."""
    rows = [
        [cell.text for cell in _cells(piece.text)]
        for piece in pieces[section.start : section.end]
        if piece.kind is PieceKind.TABLE
    ]
    counted = [row for row in rows if len(row) == 2 and _counts(row[0]) and row[1]]
    if len(counted) < _COUNTED or any(len(row) > 2 for row in rows):
        return None
    return _Columns(1, 0, None, 2)


def _counts(text: str) -> bool:
    label = read_label(f"{text}." if text.isdecimal() else text) if text else None
    return label is not None and label.style in (LabelStyle.NUMBER, LabelStyle.WORD)
