"""Footnotes and page furniture that may be entries of a list: shown rather than lost."""

import re
from collections.abc import Collection, Sequence

from app.reading.layout.asking import asks
from app.reading.layout.labels import split_label
from app.reading.layout.rows import SUPERSCRIPTS
from app.reading.model import Piece, PieceKind, Text, Warn

_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}")
_KINDS = {PieceKind.FOOTNOTE: "a footnote", PieceKind.FURNITURE: "a running head or foot"}


def doubtful_places(text: Text, pages: Collection[int], counted: Collection[int]) -> list[int]:
    """Return the pieces on the pages of a list that were set apart and may be its entries.

    They ask for something, and fill a gap in its numbers (`counted`) or have no mark in the text.
    """
    missing = set(range(1, max(counted, default=0) + 2)) - set(counted)
    raised = _raised_marks(text.pieces)
    found: list[int] = []
    seen: set[str] = set()
    for place, piece in enumerate(text.pieces):
        if piece.page not in pages or piece.kind not in _KINDS or not asks(piece.text):
            continue
        if piece.kind is PieceKind.FURNITURE:
            doubtful = piece.text not in seen
            seen.add(piece.text)
        else:
            doubtful = not piece.continued and _is_doubtful(piece, missing, raised)
        if doubtful:
            found.append(place)
    return found


def warn_of(piece: Piece) -> Warn:
    """Return the warning that a piece was set apart and may be an entry of the list."""
    begins = " ".join(f"{piece.label or ''} {piece.text}".split()[:6])
    message = (
        f"“{begins} …” was taken for {_KINDS[piece.kind]} and may be an entry of the list:"
        " it is shown as not read."
    )
    return Warn("entry_set_apart", message, piece.page)


def _is_doubtful(piece: Piece, missing: set[int], raised: set[tuple[int, str]]) -> bool:
    mark = (piece.label or "").strip("[]().")
    label = None if mark else split_label(piece.text)[0]
    number = mark if mark.isdigit() else str(label.number if label and label.number else "")
    if number and int(number) in missing:
        return True
    return (
        bool(mark) and mark.isdigit() and not {(piece.page, mark), (piece.page - 1, mark)} & raised
    )


def _raised_marks(pieces: Sequence[Piece]) -> set[tuple[int, str]]:
    """Return the raised numbers of the text, each with its page."""
    return {
        (piece.page, mark.translate(_TO_DIGITS))
        for piece in pieces
        if piece.kind not in _KINDS
        for mark in _RAISED.findall(piece.text)
    }
