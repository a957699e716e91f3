"""A document's text as one string in which patterns are looked for, and the way back to pieces."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from app.reading.comments.patterns import plain
from app.reading.model import Piece, PieceKind, Span, Text
from app.vocabulary.lists import PageBasis

_FOOTNOTE_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SENTENCE_END = re.compile(r"[.!?…][)\"'\]]*\s+")
_LEFT_OUT = {PieceKind.FURNITURE, PieceKind.FOOTNOTE}


@dataclass(frozen=True)
class _Part:
    """A piece's part of the stream: its label, if it has one, then its text."""

    piece: int
    start: int
    text_start: int
    end: int


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list entry with its label, also where it runs over pages."""

    start: int
    end: int
    kind: PieceKind
    italic: bool


class Stream:
    """The blocks of a document, one to a line; labels stand before their text as printed.

    Footnotes and furniture are left out. `text` is as printed; `plain` has the same length, with
    look-alike letters, quotes and dashes made one, for patterns.
    """

    def __init__(self, text: Text, without: frozenset[int] = frozenset()) -> None:
        self.document = text
        self.blocks: list[Block] = []
        self._parts: list[_Part] = []
        self._basis = {page.number: page.basis for page in text.pages}
        written: list[str] = []
        length = 0
        for index, piece in enumerate(text.pieces):
            if piece.kind in _LEFT_OUT or index in without or not (piece.text or piece.label):
                continue
            joined = self._goes_on(piece)
            label = f"{piece.label} " if piece.label else ""
            lead = "" if not self.blocks else " " if joined else "\n"
            start = length + len(lead)
            end = start + len(label) + len(piece.text)
            self._parts.append(_Part(index, start, start + len(label), end))
            written += [lead, label, piece.text]
            length = end
            if joined:
                last = self.blocks.pop()
                self.blocks.append(Block(last.start, end, last.kind, last.italic))
            else:
                self.blocks.append(Block(start, end, piece.kind, piece.italic))
        self.text = "".join(written)
        self.plain = plain(self.text)
        self._block_starts = [block.start for block in self.blocks]
        self._part_starts = [part.start for part in self._parts]

    def _goes_on(self, piece: Piece) -> bool:
        return piece.continued and bool(self.blocks) and self.blocks[-1].kind is piece.kind

    def block_at(self, place: int) -> Block:
        """Return the block in which a place of the stream stands."""
        return self.blocks[max(0, bisect_right(self._block_starts, place) - 1)]

    def blocks_between(self, start: int, end: int) -> list[Block]:
        """Return the blocks that have characters between two places, in order."""
        first = max(0, bisect_right(self._block_starts, start) - 1)
        found = []
        for place in range(first, len(self.blocks)):
            block = self.blocks[place]
            if block.start >= end:
                break
            if block.end > start:
                found.append(block)
        return found

    def begins_block(self, place: int) -> bool:
        """Tell whether only spaces and quotes stand before a place in its block."""
        before = self.plain[self.block_at(place).start : place]
        return not before.strip(" \"'")

    def page(self, place: int) -> int:
        """Return the page on which a place stands."""
        return self.document.pieces[self._part(place).piece].page

    def basis(self, place: int) -> PageBasis:
        """Return how the page of a place is known."""
        return self._basis.get(self.page(place), PageBasis.COUNTED)

    def _part(self, place: int) -> _Part:
        return self._parts[max(0, bisect_right(self._part_starts, place) - 1)]

    def place_of(self, piece: int) -> int:
        """Return where a piece stands, or would stand if it were not left out."""
        place = bisect_left(self._parts, piece, key=lambda part: part.piece)
        return self._parts[place].start if place < len(self._parts) else len(self.text)

    def spans(self, start: int, end: int) -> list[Span]:
        """Return the passages of pieces between two places; labels have no characters of theirs."""
        start, end = self.trim(start, end)
        found = []
        first_part = max(0, bisect_right(self._part_starts, start) - 1)
        for place in range(first_part, len(self._parts)):
            part = self._parts[place]
            if part.start >= end:
                break
            first = max(start, part.text_start) - part.text_start
            last = min(end, part.end) - part.text_start
            if last > first or (start <= part.start and last == first == 0 and part.end <= end):
                found.append(Span(part.piece, first, last))
        return found

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the places without the spaces at both ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """Return what stands between two places: footnote marks gone, whitespace collapsed."""
        return tidy(self.text[start:end])

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where sentences stand between two places; a block's end is a sentence's end."""
        found = []
        for block in self.blocks_between(start, end):
            begin, stop = max(start, block.start), min(end, block.end)
            for mark in _SENTENCE_END.finditer(self.plain, begin, stop):
                found.append((begin, mark.end()))
                begin = mark.end()
            if begin < stop:
                found.append((begin, stop))
        return [self.trim(*place) for place in found]


def tidy(text: str) -> str:
    """Return a text without footnote marks, every run of spaces as one."""
    return re.sub(r"\s+", " ", _FOOTNOTE_MARK.sub("", text)).strip()
