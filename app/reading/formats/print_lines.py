"""Words on a printed page to lines in reading order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.formats.glyphs import SPACE_GAP, WORD_GAP, Word
from app.reading.formats.print_columns import Columns
from app.reading.formats.print_rows import Row, settle_marks
from app.reading.formats.typesetting import SUPERSCRIPTS
from app.reading.model import Line, LineRole

Lines = Mapping[str, Sequence[Line]]
NONE: Lines = {}

LARGER_GAP = 1.25
"""How much farther apart than usual lines stand when there is a gap between them."""


def make_lines(
    words: list[Word], columns: Columns, apart: Sequence[Word] = (), stand_ins: Lines = NONE
) -> list[Line]:
    """Return the lines of a page in the order in which people read them.

    `columns` knows the columns of the pages before. Words `apart` stand in for a table each: its
    lines, found in `stand_ins` by the word's text, come where it stands.
    """
    settle_marks(words)
    lines: list[Line] = []
    for rows in columns.read([*words, *apart]):
        for row in rows:
            plain = [word for word in row.words if word.text not in stand_ins]
            if plain:
                lines.append(make_line(Row(plain)))
            for word in row.words:
                lines += stand_ins.get(word.text, ())
    return lines


def make_line(row: Row) -> Line:
    """Return a row as a line: its words, its box, what most of its letters look like."""
    letters: Counter[float] = Counter()
    bold = italic = total = 0
    for word in row.words:
        if not word.raised:
            letters[word.size] += len(word.text)
            total += len(word.text)
            bold += len(word.text) * word.bold
            italic += len(word.text) * word.italic
    size = letters.most_common(1)[0][0] if letters else row.words[0].size
    body = [word for word in row.words if not word.raised] or row.words
    return Line(
        text=row_text(row),
        x0=round(row.x0, 1),
        x1=round(row.x1, 1),
        top=round(min(word.top for word in body), 1),
        bottom=round(max(word.bottom for word in body), 1),
        size=size,
        bold=total > 0 and bold >= 0.8 * total,
        italic=total > 0 and italic >= 0.8 * total,
    )


def row_text(row: Row) -> str:
    """Return the words of a row with spaces between them, marks as superscripts."""
    text = ""
    last: Word | None = None
    for word in row.words:
        if last:
            size = max(last.size, word.size)
            gap = word.x0 - last.x1
            if gap > WORD_GAP * size or (word.space and gap > SPACE_GAP * size):
                text += " "
        text += word.text.translate(SUPERSCRIPTS) if word.raised else word.text
        last = word
    return re.sub(r"\s+", " ", text).strip()


def usual_pitches(pages: list[list[Line]]) -> dict[float, float]:
    """Return the usual distance between lines of each size in a document, in points.

    Rows of tables are left out: they are as high as what stands in them.
    """
    found: dict[float, Counter[float]] = {}
    for lines in pages:
        for above, below in pairwise(line for line in lines if line.role is not LineRole.TABLE):
            if above.size == below.size and above.bottom and below.bottom:
                distance = below.bottom - above.bottom
                if 0 < distance < 4 * (above.size or 0):
                    found.setdefault(above.size or 0, Counter())[round(distance * 2) / 2] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in found.items()}


def with_gaps(lines: list[Line], pitches: dict[float, float]) -> list[Line]:
    """Mark the lines before which there is more space than usual."""
    marked = lines[:1]
    for above, line in pairwise(lines):
        size = line.size or 0
        usual = pitches.get(size, 1.2 * size)
        distance = (line.bottom or 0) - (above.bottom or 0)
        marked.append(replace(line, gap=distance > LARGER_GAP * usual))
    return marked
