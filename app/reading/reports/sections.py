"""Where each piece of a report stands: the headings above it."""

from collections.abc import Set

from app.reading.model import PieceKind, Text
from app.reading.reports.headings import named, path_of


def section_names(text: Text, kept: Set[str]) -> list[str]:
    """Return for each piece the headings above it, from the outermost; `""` before the first.

    `kept` are the abbreviations that stay in capitals.
    """
    stack: list[tuple[int, str]] = []
    found: list[str] = []
    for piece in text.pieces:
        if piece.kind is PieceKind.HEADING and not piece.continued:
            while stack and stack[-1][0] >= piece.level:
                stack.pop()
            stack.append((piece.level, named(piece, set(kept))))
        found.append(path_of(stack))
    return found
