"""The recommendations of a list where the report's own text makes them, with what they rest on.

Many reports say each recommendation twice: behind the findings it follows from, and in the list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from app.core.textfold import fold
from app.reading.layout.sentences import sentences
from app.reading.model import FoundItem, Mention, PieceKind, Span, Text
from app.reading.reports.drafts import without_marks

RUN = 4
"""Words that follow each other in both texts and so count as shared."""
ALIKE = 0.6
"""Share of an item's runs from which a passage says the same; half are shared by near formulas."""
FEWEST = 4
"""Runs that must be shared at least, so that a short phrase of many items ties nothing."""
_BASIS = re.compile(
    r"\b(?:context|findings?|rationale|background|justification|observations?|problems?|issues?|"
    r"principles?|commitments?|standards?|legal\s+basis)\b"
    r"|контекст|вывод|обоснован|принцип|стандарт|обязательств",
    re.IGNORECASE,
)
"""Heads of columns of a table that hold what the recommendation beside them rests on."""
FINDINGS = 3
"""Paragraphs before a recommendation that are taken for its findings at most."""


@dataclass(frozen=True)
class _Place:
    """A passage of the text that says what an item says, and how much of it."""

    piece: int
    start: int
    end: int
    share: float


def tie_to_body(
    text: Text, items: Sequence[FoundItem], listed: Set[int], sections: Sequence[str]
) -> list[FoundItem]:
    """Return the items with the places in the text that say the same and the findings before them.

    `listed` are the pieces of the lists, `sections` the headings above each piece.
    """
    places = _places(text, items, listed)
    said = {place.piece for found in places for place in found}
    tied = []
    for item, found in zip(items, places, strict=True):
        best = found[:1]
        tied.append(
            replace(
                item,
                body=[_mention(text, place, sections) for place in found],
                rests_on=[
                    *(
                        finding
                        for place in best
                        for finding in _findings(text, place, said, listed, sections)
                    ),
                    *_beside(text, item),
                ],
            )
        )
    return tied


def _beside(text: Text, item: FoundItem) -> list[Mention]:
    """Return what stands beside an item in its table and it rests on."""
    return [
        Mention(cell.text, text.pieces[cell.span.piece].page, item.section, [cell.span])
        for cell in item.beside
        if _BASIS.search(cell.head)
    ]


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _places(text: Text, items: Sequence[FoundItem], listed: Set[int]) -> list[list[_Place]]:
    """Return for each item the passages outside the lists that say the same, the likest first."""
    runs = [set() if item.container else _runs(fold(item.text)) for item in items]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            holders[run].append(number)
    found: list[list[_Place]] = [[] for _ in items]
    for at, piece in enumerate(text.pieces):
        if at in listed or piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LIST):
            continue
        shared = Counter(
            number
            for run in _runs(fold(without_marks(piece.text)))
            for number in holders.get(run, ())
        )
        for number, count in shared.items():
            if count >= FEWEST and count / len(runs[number]) >= ALIKE:
                found[number].append(_narrowed(piece.text, at, runs[number]))
    return [sorted(each, key=lambda place: (-place.share, place.piece)) for each in found]


def _narrowed(text: str, piece: int, runs: Set[tuple[str, ...]]) -> _Place:
    """Return the sentences of a piece that share words with an item, from first to last."""
    sharing = [
        (start, end, share)
        for start, end in sentences(text)
        if (share := len(_runs(fold(without_marks(text[start:end]))) & runs))
    ]
    if not sharing:
        return _Place(piece, 0, len(text), ALIKE)
    whole = sum(entry[2] for entry in sharing) / len(runs)
    return _Place(piece, sharing[0][0], sharing[-1][1], whole)


def _mention(text: Text, place: _Place, sections: Sequence[str]) -> Mention:
    piece = text.pieces[place.piece]
    words = without_marks(piece.text[place.start : place.end])
    span = Span(place.piece, place.start, place.end)
    return Mention(words, piece.page, sections[place.piece], [span])


def _findings(
    text: Text, place: _Place, said: Set[int], listed: Set[int], sections: Sequence[str]
) -> list[Mention]:
    """Return the paragraphs before a recommendation, back to the last one or the heading.

    A paragraph that goes on over a page is one finding.
    """
    found: list[Mention] = []
    if place.start:
        found.append(_mention(text, _Place(place.piece, 0, place.start, 0), sections))
    rest: list[Mention] = []
    for at in range(place.piece - 1, -1, -1):
        piece = text.pieces[at]
        if piece.kind is PieceKind.HEADING or at in said or at in listed or len(found) == FINDINGS:
            break
        if piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LIST):
            continue
        rest.insert(0, _mention(text, _Place(at, 0, len(piece.text), 0), sections))
        if not piece.continued:
            found.append(_joined(rest))
            rest = []
    return found[::-1]


def _joined(parts: Sequence[Mention]) -> Mention:
    """Return the parts of a paragraph on several pages as one, at the place of the first."""
    words = " ".join(part.text for part in parts)
    return replace(parts[0], text=words, spans=[span for part in parts for span in part.spans])
