"""Where a report's lists of recommendations stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.labels import read_label
from app.reading.layout.rows import ends_closed
from app.reading.model import Piece, PieceKind
from app.reading.reports.headings import ends_list, opens_list

_LEAD = re.compile(
    r"\bfollowing\s+(?:\w+\s+){0,3}recommendations\b|\brecommendations?\b[^.]{0,200}\b(?:below|"
    r"as\s+follows|following)\b|\brecommends?\s+(?:that\s+)?[^.]{0,80}:$|"
    r"следующие\s+(?:\w+\s+){0,2}рекомендации|рекоменду(?:ет|ют)[^.]{0,80}:$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Section:
    """The pieces from `start` to before `end`, under the heading `heading`, if there is one.

    `led_in`: a sentence says that recommendations follow, and the heading does not.
    """

    start: int
    end: int
    heading: int | None
    led_in: bool = False


def find_sections(pieces: Sequence[Piece]) -> list[Section]:
    """Return the sections that hold recommendations in the order of the document."""
    sections: list[Section] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.kind is PieceKind.HEADING and opens_list(piece.text):
            end = _end(pieces, place)
            sections.append(Section(place + 1, end, place))
            place = end
            continue
        if _leads_in(pieces, place):
            end = _end_of_run(pieces, place + 1)
            sections.append(Section(place, end, _last_heading(pieces, place), led_in=True))
            place = end
            continue
        place += 1
    return sections


def _leads_in(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a paragraph says that a list of recommendations follows, and one does."""
    piece = pieces[place]
    if piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LIST) or not _LEAD.search(piece.text):
        return False
    if not piece.text.rstrip().endswith(":"):
        return False
    following = next_body(pieces, place + 1)
    return following is not None and following.kind is PieceKind.LIST and bool(following.label)


def _last_heading(pieces: Sequence[Piece], place: int) -> int | None:
    found = (n for n in range(place - 1, -1, -1) if pieces[n].kind is PieceKind.HEADING)
    return next(found, None)


def next_body(pieces: Sequence[Piece], place: int) -> Piece | None:
    """Return the first piece from a place on that is no footnote and no running head."""
    apart = (PieceKind.FOOTNOTE, PieceKind.FURNITURE)
    return next((piece for piece in pieces[place:] if piece.kind not in apart), None)


def _end(pieces: Sequence[Piece], opening: int) -> int:
    """Return where the section under a heading ends.

    At a heading that begins the matter behind a report, at one above the opening heading, or at
    one beside it: the next chapter's number, or a heading without items under it.
    """
    first = pieces[opening]
    for place in range(opening + 1, len(pieces)):
        piece = pieces[place]
        if piece.kind is not PieceKind.HEADING:
            continue
        if ends_list(piece.text):
            return place
        if opens_list(piece.text):
            continue
        if piece.level < first.level:
            return place
        if piece.level == first.level and not _is_theme(pieces, place, first):
            return place
    return len(pieces)


def _is_theme(pieces: Sequence[Piece], place: int, first: Piece) -> bool:
    """Tell whether a heading beside the opening one still names a part of the list."""
    own = read_label(pieces[place].label or "")
    opening = read_label(first.label or "")
    if own is not None and opening is not None and own.style is opening.style:
        return False
    if own is None and opening is not None and first.level == 1:
        following = next_body(pieces, place + 1)
        table = following is not None and following.kind is PieceKind.TABLE
        return table or (following is not None and _is_numbered(following))
    following = next_body(pieces, place + 1)
    return following is not None and (
        following.kind in (PieceKind.LIST, PieceKind.TABLE) or following.kind is PieceKind.HEADING
    )


def _is_numbered(piece: Piece) -> bool:
    label = read_label(piece.label or "")
    return piece.kind is PieceKind.LIST and label is not None and label.number is not None


def _end_of_run(pieces: Sequence[Piece], start: int) -> int:
    """Return where a run of list entries without a heading of its own ends."""
    end = start
    for place in range(start, len(pieces)):
        piece = pieces[place]
        if piece.kind in (PieceKind.FOOTNOTE, PieceKind.FURNITURE):
            continue
        if piece.kind is PieceKind.LIST or piece.continued:
            end = place + 1
            continue
        before = pieces[end - 1]
        unfinished = not ends_closed(before.text) and piece.kind is PieceKind.PARAGRAPH
        if not unfinished or not piece.text[:1].islower():
            break
        end = place + 1
    return end
