"""The text of a page as the reader shows it: pieces, with what stands in them marked.

A marked passage can lie within another or run on beyond it, and one sentence can hold several
items. Each piece therefore becomes a row of tokens in which marks open and close in good order: a
passage that runs on beyond the one it begins in is cut there and goes on as a second mark.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.documents.pages import Mark, MarkOwner, PageText, ShownBox, ShownPiece, Token
from app.documents.records import SpanRecord, TextPageRecord
from app.reading.model import PieceKind

MOST_NESTED = 6
"""How deep marks lie in each other; what lies deeper joins the mark around it."""

LOWEST_HEADING = 6
APART = {PieceKind.FURNITURE, PieceKind.FOOTNOTE}
"""Pieces that stand between those of a text without ending what goes on there."""

FOOTNOTE_MARK = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")


@dataclass(frozen=True)
class _Run:
    """Characters of a piece that are marked alike; `spans` stand there one on the other."""

    start: int
    stop: int
    spans: tuple[SpanRecord, ...]
    goes_on: bool = False


@dataclass
class Reader:
    """Makes the pages of one view. What it has given an address once gets none again.

    `spans` are those of all pages of the view: of an item that stands in several places, the first
    of its places gets the address.
    """

    spans: Sequence[SpanRecord]
    level: int = 1
    _heads: set[tuple[str, int, int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        first: dict[str, SpanRecord] = {}
        for span in self.spans:
            known = first.get(span.anchor)
            if known is None or (span.ordinal, span.page) < (known.ordinal, known.page):
                first[span.anchor] = span
        self._heads = {_key(span) for span in first.values()}

    @property
    def anchors(self) -> set[str]:
        """The addresses that stand in the text of this view."""
        return {anchor for anchor, *_ in self._heads}

    def read(self, page: TextPageRecord) -> PageText:
        """Return a page with what stands on it marked."""
        notes = _Notes(page)
        marks = _Marks(self._heads)
        shown = []
        boxes = []
        for place, piece in enumerate(page.pieces):
            text = piece["text"]
            spans = [span for span in self.spans if (span.page, span.piece) == (page.number, place)]
            spans = [span for span in spans if span.start < len(text)]
            runs = [_Run(span.start, min(span.stop, len(text)), (span,)) for span in spans]
            shown.append(self._piece(page, place, list(_tokens(text, _arrange(runs), marks, notes)),
                                     notes))  # fmt: skip
            if spans and piece.get("box"):
                boxes.append(_box(piece["box"], spans))
            if spans or piece["kind"] not in APART:
                marks.next_piece()
        return PageText(
            number=page.number,
            basis=page.basis,
            label=page.label if page.label != str(page.number) else None,
            pieces=shown,
            boxes=boxes,
        )

    def _piece(
        self, page: TextPageRecord, place: int, tokens: list[Token], notes: "_Notes"
    ) -> ShownPiece:
        piece = page.pieces[place]
        kind = PieceKind(piece["kind"])
        return ShownPiece(
            id=heading_id(page.number, place),
            kind=kind,
            leftwards=_runs_leftwards(piece["text"]),
            label=piece.get("label"),
            level=self._level(piece.get("level") or 1) if kind is PieceKind.HEADING else 0,
            continued=bool(piece.get("continued")),
            note=notes.of_footnote(place),
            tokens=tokens,
        )

    def _level(self, printed: int) -> int:
        """A heading's level on the page: none is left out on the way down."""
        self.level = min(printed + 1, self.level + 1, LOWEST_HEADING)
        return self.level


def _runs_leftwards(text: str) -> bool:
    """Most of its letters are of a script that is written from right to left."""
    if text.isascii():
        return False
    directions = Counter(unicodedata.bidirectional(letter) for letter in text)
    return directions["R"] + directions["AL"] > directions["L"]


def heading_id(page: int, place: int) -> str:
    """Return what a piece is called in the address of its page."""
    return f"piece-{page}-{place}"


def _key(span: SpanRecord) -> tuple[str, int, int, int]:
    return span.anchor, span.page, span.piece, span.start


def _box(box: Mapping[str, float], spans: Sequence[SpanRecord]) -> ShownBox:
    return ShownBox(
        x=round(box["x0"], 4),
        y=round(box["top"], 4),
        width=round(max(box["x1"] - box["x0"], 0), 4),
        height=round(max(box["bottom"] - box["top"], 0), 4),
        answer=all(span.response is not None for span in spans),
    )


def _arrange(runs: Iterable[_Run]) -> list[_Run]:
    """Put runs in the order in which they open; equal ones become one."""
    together: dict[tuple[int, int, bool], _Run] = {}
    for run in runs:
        key = (run.start, run.stop, run.goes_on)
        known = together.get(key)
        together[key] = replace(known, spans=known.spans + run.spans) if known else run
    return sorted(together.values(), key=lambda run: (run.start, -run.stop))


class _Marks:
    """Makes the marks of a page, piece by piece.

    What goes on from the piece before, or stands twice in one, is named once.
    """

    def __init__(self, heads: set[tuple[str, int, int, int]]) -> None:
        self._heads = heads
        self._before: set[tuple[str, str]] = set()
        self._here: set[tuple[str, str]] = set()

    def next_piece(self) -> None:
        """Go on to the next piece of the text."""
        self._before, self._here = self._here, set()

    def make(self, run: _Run) -> Mark:
        """Return the mark of a run."""
        named = []
        for span in () if run.goes_on else run.spans:
            head = _key(span) in self._heads
            if head or (span.anchor, span.role) not in self._before | self._here:
                named.append(MarkOwner(span, head))
        self._here |= {(span.anchor, span.role) for span in run.spans}
        return Mark(
            owners=named,
            answer=all(span.response is not None for span in run.spans),
            goes_on=not named,
        )


class _Notes:
    """The footnotes of a page, and the marks in its text that lead to them."""

    def __init__(self, page: TextPageRecord) -> None:
        self._page = page.number
        self._numbers: dict[int, str] = {}
        for place, piece in enumerate(page.pieces):
            number = _digits(piece.get("label") or "")
            if piece["kind"] == PieceKind.FOOTNOTE and number not in self._numbers.values():
                self._numbers[place] = number
        marked = {
            _digits(mark.group())
            for piece in page.pieces
            if piece["kind"] not in (PieceKind.FOOTNOTE, PieceKind.FURNITURE)
            for mark in FOOTNOTE_MARK.finditer(piece["text"])
        }
        self._numbers = {place: n for place, n in self._numbers.items() if n and n in marked}
        self._waiting = set(self._numbers.values())

    def of_footnote(self, place: int) -> str | None:
        """What the footnote at this place is called, where a mark leads to it."""
        number = self._numbers.get(place)
        return f"{self._page}-{number}" if number else None

    def of_mark(self, mark: str) -> Token | None:
        """The link from a mark to its footnote; the first has the address to come back to."""
        number = _digits(mark)
        if number not in self._numbers.values():
            return None
        first = number in self._waiting
        self._waiting.discard(number)
        return Token("note", mark, note=f"{self._page}-{number}", first=first)


def _digits(text: str) -> str:
    """The number in a label or a mark, in plain digits: 12 of `12.`, `(12)` or `¹²`."""
    found = (unicodedata.digit(char, None) for char in text)
    return "".join(str(digit) for digit in found if digit is not None)


def _tokens(
    text: str, runs: list[_Run], marks: _Marks, notes: _Notes, start: int = 0, depth: int = 0
) -> Iterator[Token]:
    """Yield the tokens of the text up to its last run, and behind it where nothing is around it.

    `runs` stand in their order and begin at `start` or later.
    """
    at = start
    waiting = list(runs)
    while waiting:
        run = waiting.pop(0)
        yield from _words(text[at : run.start], notes)
        inner = [other for other in waiting if other.start < run.stop]
        beyond = [
            replace(other, start=run.stop, goes_on=True) for other in inner if other.stop > run.stop
        ]
        waiting = _arrange([*beyond, *waiting[len(inner) :]])
        if depth == MOST_NESTED:
            joined = (span for other in inner if not other.goes_on for span in other.spans)
            run = replace(run, spans=(*run.spans, *joined))
            inner = []
        mark = marks.make(run)
        yield Token("open", mark=mark)
        cut = [replace(other, stop=min(other.stop, run.stop)) for other in inner]
        yield from _tokens(text[: run.stop], _arrange(cut), marks, notes, run.start, depth + 1)
        yield Token("close", mark=mark)
        at = run.stop
    yield from _words(text[at:], notes)


def _words(text: str, notes: _Notes) -> Iterator[Token]:
    """Yield a text without passages, its footnote marks apart."""
    at = 0
    for found in FOOTNOTE_MARK.finditer(text):
        note = notes.of_mark(found.group())
        if note:
            if found.start() > at:
                yield Token("text", text[at : found.start()])
            yield note
            at = found.end()
    if at < len(text):
        yield Token("text", text[at:])
