"""How a list counts its items."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

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


def letter_shape(label: Label) -> str:
    """Return how a letter or Roman number is printed: its case, and the marks around it."""
    return re.sub(r"\w+", lambda word: "A" if word[0].isupper() else "a", label.printed)


_MAYBE_NUMBER = re.compile(r"[^\w\s]{0,2}[^\W\d_]{0,4}[^\w\s]{0,2}\s?(?P<number>\d{1,3})\b\S{0,3}")


def numbers_within(texts: Sequence[str]) -> list[str]:
    """Return what may be the numbers of items that no style here knows: texts begin with them.

    They count on from text to text; nothing where fewer than two do, or most texts have none.
    """
    found = [_MAYBE_NUMBER.match(text) for text in texts]
    counted = [one for one in found if one is not None]
    pairs = pairwise(counted)
    on = sum(int(after["number"]) == int(before["number"]) + 1 for before, after in pairs)
    if not on or len(counted) * 2 <= len(texts) or on * 2 < len(counted) - 1:
        return []
    return [one.group() for one in counted]
