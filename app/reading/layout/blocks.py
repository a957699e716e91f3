"""Rows gathered to blocks: paragraphs, list entries, headings, footnotes, rows of tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reading.layout.asking import may_ask
from app.reading.layout.headings import Style, heading_level, is_quiet_heading, stands_out
from app.reading.layout.labels import (
    Label,
    LabelStyle,
    follows,
    read_label,
    split_label,
)
from app.reading.layout.rows import (
    Row,
    body_size,
    ends_closed,
    is_capitals,
    letter_width,
    starts_capital,
    starts_small,
    usual_length,
)
from app.reading.model import PieceKind

_TO_BE = re.compile(r"\bto\s+be\b", re.IGNORECASE)
_JOINT = re.compile(r"and|or|and/or|и|или", re.IGNORECASE)
"""What may stand on a line of its own between two entries of a list."""
_INDENT = 8.0
"""Points by which a line is indented so that it counts."""


_LONGEST_SENTENCE = 15
"""Lines of a sentence in bold letters that are looked at."""
_BRACKETED = 4
"""Lines that brackets go over at most."""
_INDENT_LETTERS = 10
"""Characters by which a paragraph's first line may be indented where nothing is known of it."""


@dataclass
class Block:
    """Rows that make one piece of text, which may run over pages."""

    kind: PieceKind
    rows: list[Row] = field(default_factory=list)
    label: str | None = None
    level: int = 0
    first: str = ""
    """The text of the first row without its label."""


def make_blocks(rows: Sequence[Row], whole: bool) -> list[Block]:
    """Return the blocks of a document in reading order; furniture is one block a row."""
    maker = _Maker([row for row in rows if row.text or row.mark], whole)
    return maker.make()


class _Maker:
    """Gathers rows; keeps the style of the body, the last labels and the bullets without a text."""

    def __init__(self, rows: list[Row], whole: bool) -> None:
        body = [row for row in rows if row.kind is None]
        size = body_size(body)
        bold = sum(len(row.text) for row in body if row.line.bold)
        total = sum(len(row.text) for row in body)
        self.style = Style(size, usual_length(rows), whole, bold > total / 2)
        self.letter = letter_width(rows)
        self.rows = rows
        self.body = body
        self.place = {id(row): place for place, row in enumerate(body)}
        self.blocks: list[Block] = []
        self.waiting = 0
        self.bullet: str | None = None
        self.labels: dict[LabelStyle, Label] = {}
        self.numbered = sum(_is_chapter(row.text) for row in body) >= 2

    def make(self) -> list[Block]:
        open_block: Block | None = None
        label_only: Row | None = None
        for row in self.rows:
            if row.kind is not None:
                self._add_apart(row)
                continue
            alone = None if row.line.label else read_label(row.text)
            if alone is not None and self._is_label_alone(row, alone, open_block):
                if alone.style is LabelStyle.BULLET:
                    self.waiting += 1
                    self.bullet = alone.printed
                    label_only = None
                else:
                    label_only = row
                open_block = None
                continue
            if label_only is None and open_block and not self._begins(row, open_block):
                open_block.rows.append(row)
                continue
            open_block = self._open(row, open_block, label_only)
            label_only = None
            self.blocks.append(open_block)
        return self.blocks

    def _add_apart(self, row: Row) -> None:
        """Add a row that is no body text; lines of one footnote are one block."""
        last = self.blocks[-1] if self.blocks else None
        assert row.kind is not None
        goes_on = (
            row.kind is PieceKind.FOOTNOTE
            and last is not None
            and last.kind is PieceKind.FOOTNOTE
            and row.mark is None
            and not (row.gap and self.style.whole)
            and last.rows[-1].page == row.page
        )
        if goes_on and last is not None:
            last.rows.append(row)
        else:
            self.blocks.append(Block(row.kind, [row], row.mark, first=row.text))

    def _is_label_alone(self, row: Row, label: Label, block: Block | None) -> bool:
        """Tell whether a label on a line of its own belongs to the line after it."""
        if label.style is LabelStyle.BULLET:
            return True
        after = self._next(row)
        if after is None or not starts_capital(after.text):
            return False
        if label.style is LabelStyle.WORD:
            return True
        if len(row.text) > 8:
            return False
        if label.style in (LabelStyle.ROMAN, LabelStyle.LETTER) and is_capitals(after.text):
            return True
        heads = block is None or block.kind is PieceKind.HEADING
        return heads or row.gap or (block is not None and ends_closed(block.rows[-1].text))

    def _next(self, row: Row) -> Row | None:
        following = self._following(row)
        return following[0] if following else None

    def _following(self, row: Row) -> list[Row]:
        place = self.place[id(row)] + 1
        return self.body[place : place + 3]

    def _begins(self, row: Row, block: Block) -> bool:
        """Tell whether a row begins a block of its own."""
        before = block.rows[-1]
        if _JOINT.fullmatch(row.text) and before.text.endswith((";", ",")):
            return False
        if self.style.whole or row.line.label is not None or row.line.level:
            return True
        if before.line.level or block.kind is PieceKind.HEADING:
            return not self._same_heading(before, row)
        if self._begins_entry(row, before):
            return True
        if self._is_heading(row, block):
            return True
        if row.gap and row.page == before.page:
            return ends_closed(before.text) or not starts_small(row.text)
        if self._differs(before, row):
            return True
        return self._ended(before, row, block)

    def _begins_entry(self, row: Row, before: Row) -> bool:
        """Tell whether a row begins a list entry: a label after an end, or the next in turn."""
        label, rest = split_label(row.text)
        if label is None or not rest:
            return False
        if label.style is LabelStyle.BULLET and label.value not in "-–—*":
            return True
        if row.page != before.page and self._counts_within(label, rest, before):
            return False
        outdented = _left(row) is not None and (_left(row) or 0) < (_left(before) or 0) - _INDENT
        last = self.labels.get(label.style)
        in_turn = last is not None and follows(label, last)
        if ends_closed(before.text) or row.gap or outdented:
            return not starts_small(rest) or label.style is not LabelStyle.NUMBER or in_turn
        joined = re.search(r"(?:,|\band|\bor|\bи|\bили)$", before.text)
        return (
            bool(joined)
            and label.style in (LabelStyle.LETTER, LabelStyle.ROMAN)
            and (label.printed.startswith("(") or in_turn)
        )

    def _counts_within(self, label: Label, rest: str, before: Row) -> bool:
        """Tell whether a label at the top of a page counts within a sentence that goes on there.

        The sentence has not ended, and the next letter or number in turn stands in the same line.
        """
        if label.style not in (LabelStyle.ROMAN, LabelStyle.LETTER) or ends_closed(before.text):
            return False
        words = [word for word in rest.split() if word.endswith((")", "."))]
        found = (read_label(word) for word in words)
        return any(other is not None and follows(other, label) for other in found)

    def _is_heading(self, row: Row, block: Block | None) -> bool:
        before = block.rows[-1] if block else None
        label, rest = split_label(row.text)
        if row.line.level:
            return True
        if stands_out(row, self.style):
            if self._is_bold_sentence(row):
                return False
            heads = block is None or block.kind is PieceKind.HEADING
            return heads or before is None or row.gap or not self._flows(before, row)
        if label is not None and not self._may_head(row, label, rest):
            return False
        heads = block is None or block.kind is PieceKind.HEADING
        closed = heads or row.gap or (block is not None and self._is_closed(block))
        text = row.text if label is None else rest
        following = self._following(row)
        if row.line.x1 is not None and following and not self._fits(row, following[0]):
            return False
        return closed and is_quiet_heading(text, following, self.style)

    def _may_head(self, row: Row, label: Label, rest: str) -> bool:
        """Tell whether what has a label may be a heading: letters, or a chapter's short name."""
        if label.style in (LabelStyle.ROMAN, LabelStyle.LETTER):
            return label.value.isupper()
        after = self._next(row)
        following, text = split_label(after.text) if after is not None else (None, "")
        if following is not None and after is not None and not after.gap and starts_small(text):
            return False  # The sentence goes on with a number: "Article / 12. of the Law".
        return (
            label.style is LabelStyle.NUMBER
            and (row.gap or self.style.whole)
            and len(rest) <= 60
            and not may_ask(rest)
            and not _TO_BE.search(rest)
            and after is not None
            and not (following is not None and follows(following, label))
        )

    def _is_closed(self, block: Block) -> bool:
        text = block.rows[-1].text
        return ends_closed(text) or text.endswith(")") or (self.style.whole and len(text) > 100)

    def _is_bold_sentence(self, row: Row) -> bool:
        """Tell whether a bold or large line begins a sentence set off so, which is no heading.

        The lines that fill the column like it go on to one that ends a sentence.
        """
        if is_capitals(row.text) or row.line.x1 is None:
            return False
        last = row
        place = self.place[id(row)]
        for following in self.body[place + 1 : place + _LONGEST_SENTENCE]:
            same = following.line.bold == row.line.bold and following.line.size == row.line.size
            if following.gap or not same or self._fits(last, following):
                break
            last = following
        return last is not row and ends_closed(last.text)

    def _flows(self, before: Row, row: Row) -> bool:
        """Tell whether a row only looks like a heading: the end of a bold or capital sentence."""
        same = before.line.bold == row.line.bold and before.line.size == row.line.size
        return same and not ends_closed(before.text) and not is_capitals(row.text)

    def _same_heading(self, before: Row, row: Row) -> bool:
        """Tell whether a row is a further line of a heading."""
        if row.gap or row.line.level or split_label(row.text)[0] is not None:
            return False
        if not stands_out(row, self.style) or before.line.level:
            return False
        if before.line.x1 is not None and self._fits(before, row):
            return False
        return (
            before.line.bold == row.line.bold
            and abs((before.line.size or 0) - (row.line.size or 0)) < 0.6
            and is_capitals(before.text) == is_capitals(row.text)
            and (self.style.size is not None or len(before.text) > 0.6 * self.style.length)
        )

    def _differs(self, before: Row, row: Row) -> bool:
        if before.line.size is None or row.line.size is None:
            return False
        size = abs(before.line.size - row.line.size) >= 1.0
        return size or (before.line.bold != row.line.bold and ends_closed(before.text))

    def _ended(self, before: Row, row: Row, block: Block) -> bool:
        """Tell whether a paragraph ended with a line: the next word would have fitted on it."""
        if _opens_bracket(block):
            return False
        parted = before.text.endswith(";")
        if starts_small(row.text) and not parted:
            return False
        if parted and len(self.blocks) > 1 and self.blocks[-2].rows[-1].text.endswith(";"):
            return True
        if before.line.x1 is not None and row.line.x0 is not None:
            fits = self._fits(before, row)
            if ends_closed(before.text) and before.page == row.page:
                same_column = abs((before.line.top or 0) - (row.line.top or 0)) < 100
                deeper = row.line.x0 - (before.line.x0 or 0) > _INDENT
                if deeper and same_column and len(block.rows) > 1:
                    return True
                left = (before.line.x0 or 0) - row.line.x0 > _INDENT
                if left and same_column and len(block.rows) > 1:
                    return True
            return fits and ends_closed(before.text)
        word = row.text.split(" ", 1)[0]
        indent = _INDENT_LETTERS if len(block.rows) == 1 else 0
        room = self.style.length - indent - (len(before.text) + 1 + len(word))
        if room <= 4:
            return self.waiting > 0 and bool(re.search(r"[;:]$", before.text))
        if ends_closed(before.text):
            return True
        wide = room > (8 if before.text.endswith(",") else 20)
        return starts_capital(row.text) and (wide or before.page != row.page)

    def _fits(self, before: Row, row: Row) -> bool:
        """Tell whether a row's first word would have fitted on the line before it."""
        word = row.text.split(" ", 1)[0]
        return (before.line.x1 or 0) + (len(word) + 1.5) * self.letter < self._right_edge(before)

    def _right_edge(self, row: Row) -> float:
        place = self.place[id(row)]
        near = self.body[max(0, place - 8) : place + 9]
        edges = [
            other.line.x1
            for other in near
            if other.page == row.page
            and other.line.x1 is not None
            and (other.line.x0 or 0) < (row.line.x1 or 0)
            and other.line.x1 > (row.line.x0 or 0)
        ]
        return max(edges, default=row.line.x1 or 0)

    def _open(self, row: Row, before: Block | None, label_row: Row | None) -> Block:
        """Return the block that a row begins, with its kind, label and level."""
        label, rest = self._label_of(row, label_row)
        heading = self._is_heading(row, before)
        if label_row is not None and not heading:
            heading = is_quiet_heading(rest, self._following(row), self.style) and (
                label is not None and label.style is not LabelStyle.NUMBER
            )
        printed = label.printed if label is not None else row.line.label
        if heading and not (label is not None and label.style is LabelStyle.BULLET):
            level = heading_level(label, rest, row, self.style, self.numbered)
            return Block(PieceKind.HEADING, [row], printed, level, rest)
        if label is not None or row.line.label:
            if label is not None:
                self.labels[label.style] = label
            return Block(PieceKind.LIST, [row], printed, first=rest)
        if self.waiting:
            self.waiting -= 1
            return Block(PieceKind.LIST, [row], self.bullet, first=row.text)
        return Block(PieceKind.PARAGRAPH, [row], first=row.text)

    def _label_of(self, row: Row, label_row: Row | None) -> tuple[Label | None, str]:
        if row.line.label is not None:
            return read_label(row.line.label), row.text
        if label_row is not None:
            return read_label(label_row.text), row.text
        label, rest = split_label(row.text)
        if label is not None and not rest:
            return None, row.text
        return label, rest


def _opens_bracket(block: Block) -> bool:
    """Tell whether a bracket that was opened in the last lines is not closed yet."""
    text = " ".join(row.text for row in block.rows[-_BRACKETED:])
    return text.rfind("(") > text.rfind(")")


def _left(row: Row) -> float | None:
    return row.line.x0


def _is_chapter(text: str) -> bool:
    label, rest = split_label(text)
    return label is not None and label.style is LabelStyle.ROMAN and is_capitals(rest or text)
