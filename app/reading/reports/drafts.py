"""An item while it is gathered from the pieces of a list."""

import re
from dataclasses import dataclass, field

from app.reading.layout.rows import SUPERSCRIPTS
from app.reading.model import Beside, Span, Warn
from app.reading.reports.numbers import Numbered

_MARK = re.compile(rf"\s*[{SUPERSCRIPTS}]+(?:\s*[,;]\s*[{SUPERSCRIPTS}]+)*")


@dataclass
class Draft:
    """An item's parts. `counted` is what its label counts; `parent` the container it stands in."""

    printed: str | None
    counted: Numbered | None
    page: int
    section: str
    heading: str | None
    priority: bool | None
    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    lead_in: str | None = None
    parent: "Draft | None" = None
    container: bool = False
    proposers: list[str] = field(default_factory=list)
    brackets: str = ""
    beside: list[Beside] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    number: str = ""

    def add(self, piece: int, text: str, start: int = 0) -> None:
        """Add a piece's text, or what stands in it from `start` on."""
        self.parts.append(text[start:])
        self.spans.append(Span(piece, start, len(text)))

    @property
    def text(self) -> str:
        """Return the item's words: parts joined, footnote marks out."""
        return without_marks(" ".join(self.parts))


def without_marks(text: str) -> str:
    """Return a text without the superscript marks of its footnotes, spaces collapsed."""
    return re.sub(r"\s+", " ", _MARK.sub("", text)).strip()
