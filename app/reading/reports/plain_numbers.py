"""Numbers before items that no mark sets off (`1 Rolls …`, `4 - Rolls …`): told by their count."""

import re
from collections.abc import Sequence

from app.reading.layout.labels import Label, LabelStyle, read_label
from app.reading.model import Piece, PieceKind
from app.reading.reports.lists import Section

_PLAIN = re.compile(r"(?P<number>\d{1,3})(?:\s+[-–—])?\s+(?=[\"“«]?[A-ZА-Я])")
_DATE = re.compile(
    r"\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)


def plain_numbers(pieces: Sequence[Piece], section: Section) -> dict[int, tuple[Label, int]]:
    """Return the labels of a section's paragraphs, each with where its text begins, by piece.

    A number counts that follows the last label by one, or that the next such number follows so:
    a paragraph that begins with a year, a sum or a date is no item.
    """
    last: int | None = None
    found: dict[int, tuple[Label, int]] = {}
    waiting: tuple[int, int, tuple[Label, int]] | None = None
    for place in range(section.start, section.end):
        piece = pieces[place]
        if piece.kind is PieceKind.LIST:
            label = read_label(piece.label or "")
            counts = label is not None and label.style is LabelStyle.NUMBER
            last = label.number if label is not None and counts else last
        match = _PLAIN.match(piece.text) if _may_begin(piece) else None
        if match is None:
            continue
        number = int(match["number"])
        entry = (Label(match.group().strip(), LabelStyle.NUMBER, match["number"]), match.end())
        if last is not None and number == last + 1:
            found[place] = entry
            last = number
        elif waiting is not None and number == waiting[0] + 1:
            found[waiting[1]] = waiting[2]
            found[place] = entry
            last = number
        else:
            waiting = (number, place, entry)
    return found


def _may_begin(piece: Piece) -> bool:
    begins = piece.kind is PieceKind.PARAGRAPH and not piece.continued
    return begins and not _DATE.match(piece.text)
