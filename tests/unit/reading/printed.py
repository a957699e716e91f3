"""Invented texts printed as lines, for tests of layout and lists."""

import textwrap

from app.reading.formats import text
from app.reading.layout.pieces import make_text
from app.reading.model import Reading, Text
from app.reading.reports.reader import read_report

TALE = (
    "The mission met those who had run the vote and heard what they thought of it. Halls opened on"
    " time, papers were at hand and nearly everybody who came had voted within the hour."
)
"""Running text without a recommendation in it."""


def printed(*blocks: str, width: int = 78) -> bytes:
    """Return blocks as a text file: lines of `width`, a blank line between, a form feed as is."""
    lines: list[str] = []
    for block in blocks:
        wrapped = [block] if "\t" in block else textwrap.wrap(block, width, break_on_hyphens=False)
        lines += ["\f"] if block == "\f" else [*wrapped, ""]
    return "\n".join(lines).replace("\f\n", "\f").encode()


def text_of(*blocks: str, width: int = 78) -> Text:
    """Return the text that layout makes of blocks."""
    return make_text(text.read(printed(*blocks, width=width)))


def report_of(*blocks: str, width: int = 78) -> Reading:
    """Return what is read in a report of these blocks."""
    return read_report(text_of(*blocks, width=width))
