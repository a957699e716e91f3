"""Standards cited in items, where the text makes them, in their findings, and in footnotes there.

What an item is based on is seldom printed in the list itself: a footnote behind a finding before it
names the paragraph. Where each citation stands is kept, for a finding may cite for another item.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.reading.layout.rows import SUPERSCRIPTS
from app.reading.model import Cited, CitedIn, FoundItem, Piece, PieceKind, Span, Text
from app.reading.reports.drafts import without_marks
from app.reading.reports.provisions import read_provisions

_MARK = re.compile(rf"[{SUPERSCRIPTS}]+")
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
PAGES_ON = 1
"""Pages behind a mark's own on which its footnote may stand: a paragraph may end on the next."""


@dataclass(frozen=True)
class _Passage:
    """A passage in which standards may be cited, as far as it stands on one page."""

    stands_in: CitedIn
    section: str
    page: int
    text: str


def add_citations(text: Text, items: Sequence[FoundItem]) -> list[FoundItem]:
    """Return the items with the standards that they cite, each standard once for an item.

    The nearest place counts: the item itself, then its place in the text, then its findings from
    the last one back.
    """
    notes = _footnotes(text.pieces)
    return [
        item if item.standards else replace(item, standards=_cited(text, item, notes))
        for item in items
    ]


def _cited(text: Text, item: FoundItem, notes: Mapping[str, list[Piece]]) -> list[Cited]:
    found: dict[str, Cited] = {}
    for passage in _passages(text, item):
        for cited in (*_in_passage(passage), *_in_footnotes(passage, notes)):
            found.setdefault(cited.standard or cited.as_printed, cited)
    provisions = {name.partition("/")[0] for name in found if "/" in name}
    return [cited for name, cited in found.items() if "/" in name or name not in provisions]


def _passages(text: Text, item: FoundItem) -> Iterator[_Passage]:
    yield from _of_spans(text, item.spans, CitedIn.ITEM, item.section)
    for mention in item.body:
        yield from _of_spans(text, mention.spans, CitedIn.BODY, mention.section)
    for mention in reversed(item.rests_on):
        yield from _of_spans(text, mention.spans, CitedIn.FINDING, mention.section)


def _of_spans(
    text: Text, spans: Sequence[Span], stands_in: CitedIn, section: str
) -> Iterator[_Passage]:
    """Give the passages of spans, those that follow each other on a page as one."""
    pages: dict[int, list[str]] = defaultdict(list)
    for span in spans:
        piece = text.pieces[span.piece]
        pages[piece.page].append(piece.text[span.start : span.end])
    for page, parts in pages.items():
        yield _Passage(stands_in, section, page, " ".join(parts))


def _in_passage(passage: _Passage) -> Iterator[Cited]:
    for found in read_provisions(without_marks(passage.text)):
        yield Cited(
            found.as_printed,
            found.standard,
            page=passage.page,
            stands_in=passage.stands_in,
            section=passage.section,
        )


def _in_footnotes(passage: _Passage, notes: Mapping[str, list[Piece]]) -> Iterator[Cited]:
    for mark in dict.fromkeys(_MARK.findall(passage.text)):
        label = mark.translate(_PLAIN)
        parts = _note(notes.get(label, []), passage.page)
        texts = [without_marks(part.text) for part in parts]
        for found in read_provisions(" ".join(texts)):
            first = found.start < len(texts[0])
            yield Cited(
                found.as_printed,
                found.standard,
                page=parts[0].page if first else parts[-1].page,
                footnote=label,
                stands_in=passage.stands_in,
                section=passage.section,
            )


def _footnotes(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    """Return the footnotes by their marks, in order; what goes on over a page has its mark too."""
    found: dict[str, list[Piece]] = defaultdict(list)
    last: str | None = None
    for piece in pieces:
        if piece.kind is not PieceKind.FOOTNOTE:
            continue
        label = piece.label or (last if piece.continued else None)
        if label:
            last = label.translate(_PLAIN).strip(" .()[]")
            found[last].append(piece)
    return found


def _note(notes: Sequence[Piece], page: int) -> list[Piece]:
    """Return the one or two parts of the footnote that a mark on a page means.

    It stands there or on the next page, and may go on one further. Where notes stand at the end of
    a document, the only one with the mark is meant.
    """
    begun = [place for place, note in enumerate(notes) if not note.continued]
    near = [place for place in begun if page <= notes[place].page <= page + PAGES_ON]
    first = near[0] if near else begun[0] if len(begun) == 1 else None
    if first is None:
        return []
    return [notes[first], *(note for note in notes[first + 1 : first + 2] if note.continued)]
