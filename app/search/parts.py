"""Mark in a text what somebody searched for, and cut a long text to what stands around it."""

import unicodedata
from dataclasses import dataclass

from app.core.textfold import Token
from app.search.query import Clause, ParsedQuery, parse
from app.search.words import readings, stem, words_of

AROUND = 120
"""How many characters of an excerpt stand on either side of what was found."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` says that it was searched for."""

    text: str
    hit: bool


def mark_hits(text: str, query: str | None) -> list[Piece]:
    """Return the text in pieces, those marked that a query asks for."""
    composed = unicodedata.normalize("NFC", text)
    return _pieces(composed, _hits(composed, parse(query or "")))


def excerpt(text: str, query: str | None) -> list[Piece]:
    """Return the stretch of the text around the first thing asked for, in pieces.

    Where nothing asked for stands in it, the beginning of the text.
    """
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    hits = _hits(composed, parse(query or ""))
    first = hits[0][0] if hits else 0
    start = 0 if first <= AROUND else composed.rfind(" ", 0, first - AROUND) + 1
    end = first + 2 * AROUND
    if end < len(composed):
        end = max(composed.rfind(" ", start, end), first + AROUND)
    inside = [(begin - start, min(stop, end) - start) for begin, stop in hits if begin < end]
    pieces = _pieces(composed[start:end], [hit for hit in inside if hit[0] >= 0])
    before = [Piece("… ", False)] if start else []
    after = [Piece(" …", False)] if end < len(composed) else []
    return before + pieces + after


def has_hit(text: str, query: str | None) -> bool:
    """Return whether something asked for stands in the text."""
    composed = unicodedata.normalize("NFC", text)
    return bool(_hits(composed, parse(query or "")))


def _pieces(text: str, hits: list[tuple[int, int]]) -> list[Piece]:
    found, place = [], 0
    for start, end in hits:
        found += [Piece(text[place:start], False), Piece(text[start:end], True)]
        place = end
    found.append(Piece(text[place:], False))
    return [piece for piece in found if piece.text]


def _hits(text: str, parsed: ParsedQuery) -> list[tuple[int, int]]:
    """Where what is wanted stands in the text: stretches in order that do not overlap."""
    tokens = words_of(text)
    stems = [{stem(reading) for reading in readings(token.word)} for token in tokens]
    found: list[tuple[int, int]] = []
    for clause in parsed.wanted:
        here = [] if clause.starred else _stretches(clause, tokens, stems)
        if not here and (clause.beginning or clause.starred):
            here = _beginnings(clause, tokens)
        found += here
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stretches(clause: Clause, tokens: list[Token], stems: list[set[str]]) -> list[tuple[int, int]]:
    """Where the clause's words stand next to each other."""
    wanted = [{stem(reading) for reading in readings(word)} for word in clause.words]
    length = len(wanted)
    return [
        (tokens[place].start, tokens[place + length - 1].end)
        for place in range(len(tokens) - length + 1)
        if all(wanted[step] & stems[place + step] for step in range(length))
    ]


def _beginnings(clause: Clause, tokens: list[Token]) -> list[tuple[int, int]]:
    starts = tuple(reading for reading in readings(clause.words[-1]))
    return [
        (token.start, token.end)
        for token in tokens
        if any(reading.startswith(starts) for reading in readings(token.word))
    ]
