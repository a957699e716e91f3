"""The numbers, letters and bullets that Word computes for lists and does not store in the text."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.reading.formats.docx_styles import W, child, switched, value
from app.reading.formats.typesetting import RUSSIAN, letters, ordinal, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
MOST_COUNTED = 3_999
"""The largest number that is written in Roman numerals or letters."""

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "russianLower": lambda number: letters(number, RUSSIAN),
    "russianUpper": lambda number: letters(number, RUSSIAN).upper(),
    "ordinal": ordinal,
    "none": lambda _: "",
}


class Numbers:
    """The lists of a document, counted on paragraph by paragraph in the order of the text."""

    def __init__(self, root: "_Element | None") -> None:
        found = [] if root is None else root.findall(W + "abstractNum")
        styled = {value(each, "styleLink"): each for each in found if value(each, "styleLink")}
        abstract = {
            each.get(W + "abstractNumId"): styled.get(value(each, "numStyleLink"), each)
            for each in found
        }
        self._lists: dict[str, tuple[str, _Element]] = {}
        self._overrides: dict[tuple[str, int], _Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[tuple[str, int]] = set()
        for number in [] if root is None else root.findall(W + "num"):
            identity = number.get(W + "numId") or ""
            target = value(number, "abstractNumId")
            if target in abstract:
                self._lists[identity] = (target or "", abstract[target])
            for override in number.findall(W + "lvlOverride"):
                level = override.get(W + "ilvl") or "0"
                if level.isdecimal():
                    self._overrides[identity, int(level)] = override

    def label(self, identity: str, level: int) -> str | None:
        """Count the next paragraph of a list and return its label: `1.`, `(b)`, `•`."""
        if identity not in self._lists or not 0 <= level < LEVELS:
            return None
        counts = self._count(identity, level)
        definition = self._definition(identity, level)
        kind = value(definition, "numFmt") or "decimal"
        text = value(definition, "lvlText") or ""
        if kind == "bullet":
            return bullet(text)
        legal = bool(switched(definition, "isLgl"))

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            form = value(self._definition(identity, place), "numFmt") or "decimal"
            count = counts[place]
            if count is None:
                count = self._start(identity, place)
            plain = legal or not 0 < count <= MOST_COUNTED
            return FORMATS.get("decimal" if plain else form, str)(count)

        return re.sub(r"%([1-9])", number, text).strip() or None

    def _count(self, identity: str, level: int) -> list[int | None]:
        """Count one on at a level; deeper levels begin anew."""
        target = self._lists[identity][0]
        counts = self._counts.setdefault(target, [None] * LEVELS)
        override = value(self._overrides.get((identity, level)), "startOverride")
        first = (identity, level) not in self._seen
        self._seen.add((identity, level))
        count = counts[level]
        if first and override is not None and override.isdecimal():
            counts[level] = int(override)
        else:
            counts[level] = self._start(identity, level) if count is None else count + 1
        for deeper in range(level + 1, LEVELS):
            if value(self._definition(identity, deeper), "lvlRestart") != "0":
                counts[deeper] = None
        return counts

    def _definition(self, identity: str, level: int) -> "_Element | None":
        """Return what defines a level: the list's own change of it, else the shared one."""
        changed = child(self._overrides.get((identity, level)), "lvl")
        if changed is not None:
            return changed
        for found in self._lists[identity][1].findall(W + "lvl"):
            if found.get(W + "ilvl") == str(level):
                return found
        return None

    def _start(self, identity: str, level: int) -> int:
        start = value(self._definition(identity, level), "start") or "1"
        return int(start) if start.isdecimal() else 1


def bullet(text: str) -> str:
    """Return a bullet as a sign that any font has."""
    text = text.strip()
    if not text or 0xE000 <= ord(text[0]) <= 0xF8FF or text == "o":
        return "•"
    return text
