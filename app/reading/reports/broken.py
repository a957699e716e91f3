"""Warnings of what printing left in an item's words: broken words, marks of footnotes."""

import re
from collections.abc import Iterable

from app.reading.layout.plain_notes import BRACKETED, GLUED
from app.reading.model import Warn


def hyphen_warnings(text: str, doubtful: Iterable[str], page: int) -> list[Warn]:
    """Return a warning that names the words of a text whose hyphen is in doubt, if it has any."""
    found = [word for word in doubtful if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]
    if not found:
        return []
    named = ", ".join(f"“{word}”" for word in found)
    message = f"Broken at a line's end, with or without a hyphen of its own: {named}."
    return [Warn("hyphen", message, page)]


def mark_warnings(text: str, page: int) -> list[Warn]:
    """Return a warning where digits stand behind a word like a footnote's mark."""
    found = GLUED.search(text) or BRACKETED.search(text)
    if found is None:
        return []
    words = text[: found.end()].split()[-2:]
    message = f"“{' '.join(words)}” may end in the mark of a footnote that was not found."
    return [Warn("mark_left", message, page)]
