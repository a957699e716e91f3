"""How a list counts its items."""

from collections import Counter
from collections.abc import Sequence

from app.reading.layout.labels import Label, LabelStyle, read_label
from app.reading.model import Piece, PieceKind
from app.reading.reports.lists import Section


def main_style(pieces: Sequence[Piece], section: Section, plain: int) -> LabelStyle | None:
    """Return the style that counts the items: numbers first, then letters, then bullets.

    `plain` paragraphs begin with a number that no mark sets off.
    """
    counts: Counter[LabelStyle] = Counter({LabelStyle.NUMBER: plain})
    for piece in pieces[section.start : section.end]:
        label = label_of(piece)
        if label is not None:
            counts[label.style] += 1
    if counts[LabelStyle.DOTTED] > counts[LabelStyle.NUMBER]:
        return LabelStyle.DOTTED
    for style in (LabelStyle.WORD, LabelStyle.CODED):
        if counts[style] >= 2:
            return style
    ordinary = counts[LabelStyle.NUMBER] + counts[LabelStyle.NUMBERED_LETTER]
    sub = counts[LabelStyle.LETTER] + counts[LabelStyle.ROMAN]
    if ordinary and ordinary >= min(2, sub or 1):
        return LabelStyle.NUMBER
    if sub > 1:
        return LabelStyle.LETTER
    return LabelStyle.BULLET if counts[LabelStyle.BULLET] else None


def label_of(piece: Piece) -> Label | None:
    """Return the label of a list entry, `None` for what is none or has none."""
    if piece.kind is not PieceKind.LIST or not piece.label:
        return None
    return read_label(piece.label)
