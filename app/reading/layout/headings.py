"""Headings told by format, numbering, capitals, size and weight of the letters, shortness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.labels import Label, LabelStyle, split_label
from app.reading.layout.rows import SUPERSCRIPTS, Row, is_capitals, starts_capital

_LONGEST = 160
_SHORT = 80
_LARGE = 1.12
_VERB_END = re.compile(r"\b(?:and|or|the|of|to|in|for|a|an|with|by|on|и|в|на|с|по)$", re.IGNORECASE)
_CHAPTER = re.compile(r"^(?:annex|appendix|chapter|part|section|приложение|глава|раздел)\b", re.I)


@dataclass(frozen=True)
class Style:
    """What the rows of a document look like: size of the body's letters, length of a full line."""

    size: float | None
    length: int
    whole: bool
    bold_body: bool = False


def stands_out(row: Row, style: Style) -> bool:
    """Tell whether a row is printed as a heading: named so, in capitals, bold or larger."""
    text = row.text
    if row.line.level:
        return True
    if len(text) > _LONGEST or not any(char.isalpha() for char in text) or "\t" in text:
        return False
    if text.rstrip(SUPERSCRIPTS)[-1:] in ".;,:":
        return False
    if is_capitals(text) and (len(text.split()) > 1 or len(text) > 4):
        return True
    large = style.size is not None and (row.line.size or 0) >= style.size * _LARGE
    return large or (row.line.bold and not style.bold_body)


def is_quiet_heading(text: str, following: Sequence[Row], style: Style) -> bool:
    """Tell whether a short line that looks like the text around it may be a heading.

    It begins with a capital and has no mark at its end; the next line begins anew and is no short
    one (a table's cell) unless that may be a heading too; the next word would have fitted on it.
    Whether a sentence ended before it is for the caller to see.
    """
    bare = text.rstrip(SUPERSCRIPTS)
    if not 3 <= len(bare) <= _SHORT or "\t" in bare or not starts_capital(bare):
        return False
    if bare[-1] in ".;,:!?-–" or _VERB_END.search(bare) or ": " in bare or not following:
        return False
    if sum(char.isalpha() or char == " " for char in bare) < 0.8 * len(bare):
        return False
    after = following[0]
    fits = style.whole or len(bare) + 1 + len(after.text.split(" ", 1)[0]) < 0.9 * style.length
    if not fits:
        return False
    label, rest = split_label(after.text)
    if label is not None and rest:
        return label.style is not LabelStyle.BULLET or len(rest) > 30
    if after.text[:1].islower():
        return False
    full = len(after.text) > (_SHORT if style.whole else 0.6 * style.length)
    return full or is_quiet_heading(after.text, following[1:2], style)


def heading_level(label: Label | None, text: str, row: Row, style: Style, numbered: bool) -> int:
    """Return a heading's level from 1, by format, numbering, size and capitals.

    `numbered`: the document numbers its chapters, so that what has no number stands below them.
    """
    if row.line.level:
        return row.line.level
    if label is not None:
        if label.style is LabelStyle.DOTTED:
            return label.value.count(".") + 1
        if label.style in (LabelStyle.ROMAN, LabelStyle.NUMBER):
            return 1
        if label.style is LabelStyle.LETTER:
            return 2
    if is_capitals(text) or _CHAPTER.match(text):
        return 1
    if style.size is not None and (row.line.size or 0) >= style.size * 1.25:
        return 1
    if style.size is not None and (row.line.size or 0) >= style.size * _LARGE:
        return 2
    return 3 if numbered else 2
