"""Finding passages of a text by the digests of their words.

A digest says nothing of where its words stand, so runs of words are tried: those that begin where a
sentence or clause does, then any, on the pages where a passage should be and on those beside them,
then everywhere. A digest that fits is proof, so nothing is guessed.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.core.textfold import digest_letters
from app.reading.model import PieceKind, Span, Text

LONGEST = 250
"""Words of the longest passage that is tried; the longest finding recorded so far has 147."""

MOST = 40_000
"""Words of the longest text of which every run is tried: about a hundred pages, six seconds."""

_WORD = re.compile(r"[^\s/–—-]+[/–—-]*")
_CLAUSE_END = re.compile(r"[^\w\s⁰¹²³⁴⁵⁶⁷⁸⁹]['\"”’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_APART = {PieceKind.FOOTNOTE, PieceKind.FURNITURE}


@dataclass(frozen=True)
class Wanted:
    """A passage to be found: a name for it, its digest, and the pages where it may be, if known."""

    key: str
    digest: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Located:
    """A passage that was found: its words as printed, and where they stand."""

    text: str
    page: int
    spans: list[Span]


@dataclass(frozen=True)
class _Word:
    """A word: its piece and place there, its letters, and whether a clause begins with it."""

    piece: int
    start: int
    end: int
    letters: bytes
    page: int
    opens: bool


def locate(text: Text, wanted: Collection[Wanted]) -> dict[str, Located]:
    """Return the passages that were found, by key.

    Where the same words stand twice, the place on a page named is taken. Three seconds for a report
    of 35 pages in which nothing is found, less where everything is.
    """
    streams = [_words(text, pieces) for pieces in _streams(text)]
    found: dict[str, Located] = {}
    for near, openings in ((True, True), (True, False), (False, True), (False, False)):
        if not (near or openings) and sum(map(len, streams)) > MOST:
            break
        left = [entry for entry in wanted if entry.key not in found]
        found |= _look(text, streams, left, near, openings)
    return found


def _look(
    text: Text, streams: list[list[_Word]], wanted: list[Wanted], near: bool, openings: bool
) -> dict[str, Located]:
    """Try all runs of words that begin on the pages; `openings`: only where a clause begins."""
    keys: dict[bytes, list[str]] = defaultdict(list)
    pages = {entry.key: entry.pages for entry in wanted}
    for entry in wanted:
        keys[bytes.fromhex(entry.digest)].append(entry.key)
    around: set[int] | None = None
    if near and all(pages.values()):
        around = {page + step for named in pages.values() for page in named for step in (-1, 0, 1)}
    hits: dict[str, tuple[int, Located]] = {}
    for words in streams if keys else []:
        for first, last, name in _runs(words, set(keys), around, openings):
            for key in keys[name]:
                elsewhere = int(bool(pages[key]) and words[first].page not in pages[key])
                if key not in hits or elsewhere < hits[key][0]:
                    hits[key] = (elsewhere, _located(text, words[first : last + 1]))
    return {key: located for key, (_, located) in hits.items()}


def _runs(
    words: list[_Word], names: set[bytes], pages: set[int] | None, openings: bool
) -> Iterator[tuple[int, int, bytes]]:
    """Yield the first and last word of each run of words whose digest is among `names`."""
    for first, word in enumerate(words):
        if (openings and not word.opens) or (pages is not None and word.page not in pages):
            continue
        running = hashlib.sha256()
        for last in range(first, min(first + LONGEST, len(words))):
            running.update(words[last].letters)
            name = running.copy().digest()[:16]
            if name in names:
                yield first, last, name


def _streams(text: Text) -> list[list[int]]:
    """The running text in one stream, and each footnote in one of its own."""
    body: list[int] = []
    apart: list[list[int]] = []
    for index, piece in enumerate(text.pieces):
        if piece.kind is PieceKind.FOOTNOTE and piece.continued and apart:
            apart[-1].append(index)
        elif piece.kind is PieceKind.FOOTNOTE:
            apart.append([index])
        elif piece.kind not in _APART:
            body.append(index)
    return [body, *apart]


def _words(text: Text, pieces: list[int]) -> list[_Word]:
    found: list[_Word] = []
    for index in pieces:
        piece = text.pieces[index]
        opens = not piece.continued
        for match in _WORD.finditer(piece.text):
            letters = digest_letters(match.group())
            if letters:
                found.append(_Word(index, *match.span(), letters.encode(), piece.page, opens))
            opens = bool(_CLAUSE_END.search(match.group())) or (opens and not letters)
    return found


def _located(text: Text, words: list[_Word]) -> Located:
    spans: list[Span] = []
    for word in words:
        if spans and spans[-1].piece == word.piece:
            spans[-1] = Span(word.piece, spans[-1].start, word.end)
        else:
            spans.append(Span(word.piece, word.start, word.end))
    parts = [text.pieces[span.piece].text[span.start : span.end] for span in spans]
    return Located(" ".join(parts), words[0].page, spans)
