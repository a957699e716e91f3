"""Page numbers that stand alone among the words of a text."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from app.reading.comments.stream import Block, Stream
from app.reading.model import PieceKind, Warn

LEAST_BETWEEN = 600
"""Characters that stand between two page numbers at least: a page that is hardly filled."""
_DIGITS = 3
_SENTENCE = 15
"""Characters of the blocks around a page number; in a table taken apart they are fewer."""


class StrayNumbers:
    """The numbers that stand alone in a block between blocks of words, and what they are."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._alone = [
            block for place, block in enumerate(stream.blocks) if self._is_alone(place, block)
        ]
        self._starts = [block.start for block in self._alone]
        counted = [(block.start, self._number(block)) for block in self._alone]
        counted += [
            (stream.place_of(index), int(piece.text))
            for index, piece in enumerate(stream.document.pieces)
            if piece.kind is PieceKind.FURNITURE and piece.text.isdecimal()
        ]
        counted.sort()
        self._sure: set[int] = set()
        for (first, number), (second, following) in pairwise(counted):
            if following == number + 1 and second - first >= LEAST_BETWEEN:
                self._sure |= {first, second}

    def _number(self, block: Block) -> int:
        return int(self._stream.text[block.start : block.end])

    def _is_alone(self, place: int, block: Block) -> bool:
        text = self._stream.text[block.start : block.end]
        if not text.isdecimal() or len(text) > _DIGITS or block.kind is not PieceKind.PARAGRAPH:
            return False
        before, after = max(0, place - 1), place + 1
        around = self._stream.blocks[before:place] + self._stream.blocks[after : after + 1]
        return len(around) == 2 and all(
            other.end - other.start >= _SENTENCE and other.kind is not PieceKind.TABLE
            for other in around
        )

    def within(self, start: int, end: int, last: int) -> list[tuple[Block, bool]]:
        """Return the numbers among the words of a passage, and whether each is a page's.

        It is where it counts on from the page number before it, or up to the one behind it. What
        the answer ends with, at `last`, may name what comes next.
        """
        inside = self._alone[bisect_right(self._starts, start) : bisect_left(self._starts, end)]
        return [
            (block, block.start in self._sure and block.end < last)
            for block in inside
            if block.end <= end
        ]

    def told(self, start: int, end: int, last: int) -> list[Warn]:
        """Return a warning for each number among the words of a passage that stays there."""
        return [
            Warn(
                "stray_number",
                f"{self._number(block)} stands alone among these words and may be the number of a"
                " page: take it out if it is.",
                self._stream.page(block.start),
            )
            for block, sure in self.within(start, end, last)
            if not sure
        ]
