"""Critical findings and welcomed steps in the conclusions of a report without a list.

A preliminary statement or an interim report numbers nothing: what its conclusions or its summary
criticise or welcome is proposed sentence by sentence, for a person to judge.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from app.reading.layout.rows import starts_small
from app.reading.layout.sentences import sentences
from app.reading.model import FoundItem, PieceKind, Span, Text, Unread, Warn
from app.reading.reports.basis import basis_of
from app.reading.reports.cues import announced, judged
from app.reading.reports.drafts import without_marks
from app.reading.reports.headings import named
from app.vocabulary.lists import DocumentKind, ItemKind, PlaceRole

PROPOSED = "proposed"
"""Code of the warning that an item is a proposal."""
KINDS = (DocumentKind.PRELIMINARY_STATEMENT, DocumentKind.INTERIM_REPORT)
LETTER = {ItemKind.CONCERN: "C", ItemKind.WELCOMED: "W"}

_OPENS = re.compile(
    r"^(?:(?:preliminary|main|key|overall|general)\s+)?(?:conclusions?|executive\s+summary|summary)"
    r"(?:\s+of\s+(?:\w+\s+){0,3}\w+)?$|^(?:key|main|principal)\s+findings(?:\s+and\s+conclusions)?$|"
    r"^(?:предварительные\s+)?выводы$|^(?:краткое\s+(?:изложение|содержание)|"
    r"резюме)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:(?:although|while|though|since|as)\b[^,]*,\s*)?(?:this|these|those|such|it|its|they|their)\b",
    re.IGNORECASE,
)
"""A sentence that speaks of the one before it and says nothing alone."""
_WHILE = re.compile(r"^(?:while|although|though|whereas)\s+([^,]+),\s+", re.IGNORECASE)
_BUT = re.compile(r"[,;]\s+(?:although|though|while|whereas|but|yet|however,?)\s+", re.IGNORECASE)


@dataclass
class _Entry:
    """A paragraph or list entry with what goes on from it, possibly on the next page."""

    kind: PieceKind
    label: str | None
    pieces: list[int]
    text: str
    starts: list[int] = field(default_factory=lambda: [0])

    def spans(self, text: Text, start: int, end: int) -> list[Span]:
        """Return where the characters from `start` to `end` stand in the pieces."""
        found = []
        for piece, begin in zip(self.pieces, self.starts, strict=True):
            length = len(text.pieces[piece].text)
            first, last = max(start - begin, 0), min(end - begin, length)
            if first < last:
                found.append(Span(piece, first, last))
        return found


@dataclass(frozen=True)
class _Finding:
    """A passage of an entry that criticises or welcomes."""

    kind: ItemKind
    entry: _Entry
    start: int
    end: int
    lead_in: str | None


@dataclass(frozen=True)
class Findings:
    """What conclusions hold: items, and the sentences that were not taken for findings."""

    items: list[FoundItem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_conclusions(
    text: Text, kind: DocumentKind | None, sections: Sequence[str], kept: Set[str]
) -> Findings:
    """Return what the conclusions or the summary of a statement or interim report find.

    `sections` are the headings above each piece, `kept` the abbreviations that stay in capitals.
    """
    for place in _openings(text, kind):
        entries = _entries(text, place)
        found = list(_findings(entries))
        if found:
            heading = named(text.pieces[place], set(kept))
            items = [_item(text, one, heading, sections) for one in found]
            return Findings(_numbered(items), list(_unread(text, entries, found)))
    return Findings()


def _openings(text: Text, kind: DocumentKind | None) -> list[int]:
    """Return the headings of conclusions; those of unknown documents only where they say more."""
    found = [
        place
        for place, piece in enumerate(text.pieces)
        if piece.kind is PieceKind.HEADING and _OPENS.match(without_marks(piece.text))
    ]
    if kind in KINDS:
        return found
    early = r"preliminary|предварительн"
    return [
        place
        for place in found
        if kind is None and re.match(early, text.pieces[place].text, re.IGNORECASE)
    ]


def _entries(text: Text, heading: int) -> list[_Entry]:
    """Return the paragraphs and list entries under a heading."""
    entries: list[_Entry] = []
    for place in range(heading + 1, len(text.pieces)):
        piece = text.pieces[place]
        if piece.kind is PieceKind.HEADING and piece.level <= text.pieces[heading].level:
            break
        if piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LIST) or not piece.text:
            continue
        if piece.continued and entries:
            last = entries[-1]
            last.pieces.append(place)
            last.starts.append(len(last.text) + 1)
            last.text += f" {piece.text}"
        else:
            entries.append(_Entry(piece.kind, piece.label, [place], piece.text))
    return entries


def _findings(entries: Sequence[_Entry]) -> Iterator[_Finding]:
    """Give the findings of entries: list entries are what the sentence before them announces.

    Entries of a list within an entry have that entry's words before them.
    """
    lead_in, outer = "", None
    kind: ItemKind | None = None
    for place, entry in enumerate(entries):
        if entry.kind is PieceKind.PARAGRAPH:
            lead_in, outer, kind = "", None, None
        elif outer is not None and not _is_within(entry, outer):
            outer = None
        before = without_marks(outer.text) if outer else lead_in
        inherited = judged(before) if outer and kind is None else kind
        yield from _of_entry(entry, inherited, before or None)
        if _leads_in(entries, place):
            if entry.kind is PieceKind.PARAGRAPH:
                start, end = sentences(entry.text)[-1]
                lead_in = without_marks(entry.text[start:end])
                kind = announced(lead_in)
            else:
                outer = entry


def _leads_in(entries: Sequence[_Entry], place: int) -> bool:
    """Tell whether an entry ends in a colon before a list, or before a list within its own."""
    following = entries[place + 1] if place + 1 < len(entries) else None
    entry = entries[place]
    return (
        without_marks(entry.text).endswith(":")
        and following is not None
        and following.kind is PieceKind.LIST
        and (entry.kind is PieceKind.PARAGRAPH or _is_within(following, entry))
    )


def _is_within(entry: _Entry, outer: _Entry) -> bool:
    """Tell whether an entry is of a list within another: by its mark, else by its small letter.

    Some formats give the marks of all levels alike.
    """
    return entry.label != outer.label or starts_small(entry.text)


def _of_entry(entry: _Entry, kind: ItemKind | None, lead_in: str | None) -> Iterator[_Finding]:
    """Give the findings of one entry; `kind` is what its list was announced to hold."""
    last: ItemKind | None = None
    for start, end in _joined(entry.text):
        words = without_marks(entry.text[start:end])
        if entry.kind is PieceKind.PARAGRAPH and words.endswith(":"):
            continue
        parts = _contrasted(entry.text, start, end, kind)
        if not parts:
            own = kind or judged(words, last)
            parts = [(own, start, end)] if own else []
        for own, first, behind in parts:
            yield _Finding(own, entry, first, behind, lead_in)
        last = parts[-1][0] if parts else None


def _joined(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text; one that speaks of the sentence before it is part of it."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if found and _GOES_ON.match(text[start:end]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _contrasted(
    text: str, start: int, end: int, kind: ItemKind | None
) -> list[tuple[ItemKind, int, int]]:
    """Return the two sides of a sentence of which one welcomes and the other criticises.

    Nothing where both do the same, or one only states.
    """
    words = text[start:end]
    opening = _WHILE.match(words)
    turn = opening or _BUT.search(words)
    if turn is None or len(sentences(words)) > 1:
        return []
    sides = (
        (
            start + turn.start(1) if opening else start,
            start + (turn.end(1) if opening else turn.start()),
        ),
        (start + turn.end(), end),
    )
    first, second = (judged(without_marks(text[begin:behind])) for begin, behind in sides)
    first = first or (None if opening else kind)
    if first is None or second is None or first is second:
        return []
    return [(first, *sides[0]), (second, *sides[1])]


def _item(text: Text, found: _Finding, heading: str, sections: Sequence[str]) -> FoundItem:
    spans = found.entry.spans(text, found.start, found.end)
    page = text.pieces[spans[0].piece].page
    message = "It was taken from the conclusions for its wording: judge whether it is a finding."
    return FoundItem(
        number="",
        number_as_printed=None,
        kind=found.kind,
        text=without_marks(found.entry.text[found.start : found.end]),
        page=page,
        page_basis=basis_of(text, page, spans),
        section=sections[spans[0].piece],
        spans=spans,
        role=PlaceRole.SUMMARY,
        heading=heading,
        lead_in=found.lead_in,
        warnings=[Warn(PROPOSED, message, page)],
    )


def _numbered(items: Sequence[FoundItem]) -> list[FoundItem]:
    """Return the items with numbers of ours, for each kind in order of appearance."""
    counts = dict.fromkeys(LETTER, 0)
    found = []
    for item in items:
        counts[item.kind] += 1
        found.append(replace(item, number=f"{LETTER[item.kind]}{counts[item.kind]}"))
    return found


def _unread(text: Text, entries: Sequence[_Entry], found: Sequence[_Finding]) -> Iterator[Unread]:
    """Give the sentences of the conclusions that no finding took up."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        taken[one.entry.pieces[0]].append((one.start, one.end))
    lead_ins = {one.lead_in for one in found}
    for entry in entries:
        for start, end in sentences(entry.text):
            own = taken[entry.pieces[0]]
            before = bisect_left(own, (end, 0)) - 1
            if before >= 0 and start < own[before][1]:
                continue
            words = without_marks(entry.text[start:end])
            if words in lead_ins:
                continue
            spans = entry.spans(text, start, end)
            yield Unread(text.pieces[spans[0].piece].page, words, spans)
