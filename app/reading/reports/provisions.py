"""Standards cited in a text: instruments by their names, provisions by the words around them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from app.reading.layout.sentences import sentences

INSTRUMENTS = Path(__file__).parent / "instruments.toml"
REACH = 400
"""Characters before a name in which its provision is looked for."""
MOST_IN_RUN = 12
"""Provisions that a printed run (`7.5 to 7.9`) is taken apart into at most."""
ENUMERATED = 3
"""Instruments without provision that make a sentence a list of what binds a country."""

_UNIT = (
    r"(?i:paragraphs?|paras?\.?|points?|sections?|articles?|arts?\.?|guidelines?|principles?|"
    r"recommendations?|§{1,2}|пункт\w*|стать\w*|ст\.)"
)
_LETTERS = r"(?:\.[a-z]{1,4}\b)*(?:\s?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)){0,2}"
_PROVISION = rf"(?:[IVX]{{1,4}}\.\s?)?\d{{1,3}}(?!\d)(?:\.\d{{1,3}})*(?:[a-z]\b(?!\)))?{_LETTERS}"
_LETTER = r"\([a-z]\)"
_JOIN = r"\s*(?:,\s*(?:and\s+)?|;\s*|and\s+|&\s*|or\s+|to\s+|through\s+|[-–—]\s*|и\s+)"
_LIST = rf"{_PROVISION}(?:{_JOIN}(?:{_UNIT}\s*)?(?:{_PROVISION}|{_LETTER})){{0,30}}"
_NATIONAL = (
    r"(?:Election|Electoral|Criminal|Penal|Civil|Labou?r)\s+(?:Law|Code)|Constitution|\bAct\b"
)
_FILL = (
    rf"(?:(?!{_UNIT}\b|{_NATIONAL})"
    r"(?:[A-ZА-ЯЁ(\[“\"'‘][\w’'/&.()\[\]-]*|\d{4}|of|for|through|on|by|in|to|the)\s+){0,14}"
)
_BEFORE = re.compile(
    rf"\b(?P<unit>{_UNIT})\s*(?P<list>(?>{_LIST}))\.?\s+(?:(?:of|in|to|from|under)\s+)?{_FILL}$",
)
_BEHIND = re.compile(
    rf"(?:,|\s*\(|:)?\s*(?:in\s+|at\s+)?(?P<unit>{_UNIT})\s*(?P<list>(?>{_LIST}))(?P<close>\))?"
    r"(?!\s+(?:of|to|in)\s+(?:the\s+|its\s+)?(?:\d{4}|[A-Z]))",
)
_ALSO = re.compile(
    rf"\b(?:and|while|whereas|also|see|its|as)\s+(?P<unit>{_UNIT})\s*(?P<list>(?>{_LIST}))"
    r"(?!\s+(?:of|to|in)\b)",
)
_UNKNOWN = re.compile(
    rf"\b{_UNIT}\s*{_LIST}\s+of\s+the\s+(?=\d{{4}}|[A-Z]\S*\s){_FILL}"
    r"(?<!of\sthe\s)(?:Document|Convention|Covenant|Charter|Declaration|Protocol|Principles|"
    r"Guidelines)\b",
)
_ENTRY = re.compile(rf"(?P<join>{_JOIN})?(?:{_UNIT}\s*)?(?P<entry>{_PROVISION}|{_LETTER})")
_RUN = re.compile(r"\s*(?:to|through|[-–—])\s*$", re.IGNORECASE)
_DOUBLED = re.compile(r"^([IVX]+)\.(\d+)\.\2\.(\d+)(?=\.[a-z]|$)")
"""A part's number printed before a number that holds it already: II.3.3.1.b for II.3.1.b."""


class Instrument(BaseModel):
    """An instrument as the data file describes it; the file says what its fields mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    names: list[str] = Field(min_length=1)
    parts: dict[str, str] = {}
    dotted: bool = False
    brackets: bool = False
    ranges: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Provision:
    """A standard cited: its words, its slug where the instrument is known, where it begins."""

    as_printed: str
    standard: str | None
    start: int


@dataclass(frozen=True)
class _Named:
    """An instrument's name in a text."""

    start: int
    end: int
    slug: str
    instrument: Instrument


@cache
def instruments() -> list[tuple[re.Pattern[str], Instrument]]:
    """Return the instruments with what they are called, in the order of the data file."""
    content = tomllib.loads(INSTRUMENTS.read_text(encoding="utf-8"))
    known = [Instrument.model_validate(entry) for entry in content["instrument"]]
    return [(re.compile("|".join(one.names), re.IGNORECASE), one) for one in known]


def read_provisions(text: str) -> list[Provision]:
    """Return the standards that a text without footnote marks cites, in order, each once."""
    found: dict[str, Provision] = {}
    for start, end in sentences(text):
        for cited in _in_sentence(text[start:end], start):
            found.setdefault(cited.standard or cited.as_printed, cited)
    return list(found.values())


def _in_sentence(words: str, offset: int) -> Iterator[Provision]:
    names = _named(words)
    bare: list[_Named] = []
    for place, name in enumerate(names):
        begin = names[place - 1].end if place else 0
        end = names[place + 1].start if place + 1 < len(names) else len(words)
        cited = list(_provisions(words, name, begin, end, offset))
        if cited:
            yield from cited
        else:
            bare.append(name)
    if len(bare) < ENUMERATED:
        for name in bare:
            if name.instrument.whole:
                printed = words[name.start : name.end]
                yield Provision(printed, name.slug, offset + name.start)
    if not names and (unknown := _UNKNOWN.search(words)):
        yield Provision(unknown[0], None, offset + unknown.start())


def _named(words: str) -> list[_Named]:
    """Return the instruments named, leftmost first; of names at one place the earlier in the file.

    A name within another one is part of it.
    """
    found = [
        _Named(match.start(), match.end(), _slug(instrument, match), instrument)
        for pattern, instrument in instruments()
        for match in pattern.finditer(words)
    ]
    kept: list[_Named] = []
    for name in sorted(found, key=lambda one: one.start - one.end):
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda one: one.start)


def _slug(instrument: Instrument, match: re.Match[str]) -> str:
    slug = instrument.slug
    groups = [group.lstrip("0") for group in match.groups() if group]
    for place, group in enumerate(groups, 1):
        slug = slug.replace(f"{{{place}}}", group)
    return slug


def _provisions(words: str, name: _Named, begin: int, end: int, offset: int) -> Iterator[Provision]:
    """Give the provisions printed before a name, behind it, and those that go on from them.

    `begin` and `end` bound what may belong to this name and to no other.
    """
    begin = max(begin, name.start - REACH)
    before = _BEFORE.search(words[begin : name.start])
    if before:
        start = begin + before.start()
        printed = words[start : name.end]
        yield from _listed(printed, before["list"], name, offset + start)
    behind = None if before else _BEHIND.match(words, name.end)
    if behind and behind.end() > end:
        behind = None
    if behind:
        printed = words[name.start : behind.end()]
        yield from _listed(printed, behind["list"], name, offset + name.start)
    cited = before or behind
    goes_on = _ALSO.finditer(words, behind.end() if behind else name.end, end + REACH)
    for also in goes_on if cited else ():
        if also.end() > end:
            break
        if cited and also["unit"].casefold().rstrip("s.") == cited["unit"].casefold().rstrip("s."):
            start = also.start("unit")
            yield from _listed(words[start : also.end()], also["list"], name, offset + start)


def _listed(printed: str, numbers: str, name: _Named, start: int) -> Iterator[Provision]:
    for number in _numbers(numbers, name.instrument):
        yield Provision(printed.strip(" .,;"), f"{name.slug}/{number}", start)


def _numbers(printed: str, instrument: Instrument) -> list[str]:
    """Return the provisions of a printed list, as our slugs write them."""
    found: list[str] = []
    for match in _ENTRY.finditer(printed):
        entry = match["entry"]
        if entry.startswith("(") and found:
            found.append(re.sub(r"\([a-z]\)$", "", found[-1]) + entry)
            continue
        number = normal(entry, instrument)
        if found and match["join"] and _RUN.match(match["join"]):
            found += _run(found.pop(), number, instrument)
        else:
            found.append(number)
    return found


def _run(first: str, last: str, instrument: Instrument) -> Sequence[str]:
    """Return the provisions from one to another, or both with a dash where they are one entry."""
    ends = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if instrument.ranges or not (ends[0] and ends[1]) or ends[0][1] != ends[1][1]:
        return [f"{first}-{last}"]
    numbers = range(int(ends[0][2]), int(ends[1][2]) + 1)
    if not 1 < len(numbers) <= MOST_IN_RUN:
        return [f"{first}-{last}"]
    return [f"{ends[0][1]}{number}" for number in numbers]


def normal(entry: str, instrument: Instrument) -> str:
    """Return a provision's number as our slugs write it: `25(b)`, `2.3(a)`, `II.3.1.b`."""
    number = re.sub(r"\s+", "", entry)
    number = re.sub(r"(?<![(\w])([a-z]|[ivx]{1,4})\)|(?<=\d)([a-z])\)", r"(\1\2)", number)
    number = re.sub(r"(?<=\d)([a-z])$", r"(\1)", number)
    if instrument.dotted:
        number = re.sub(r"\(?([a-z0-9]+)\)", r".\1", number).replace("..", ".")
        begins = (part for key, part in instrument.parts.items() if number.startswith(key))
        if part := next(begins, None):
            number = f"{part}.{number}"
        return _DOUBLED.sub(r"\1.\2.\3", number)
    if instrument.brackets:
        return re.sub(r"^(\d+)\.(\d+)$", r"\1(\2)", number)
    return re.sub(r"\((\d+)\)", r".\1", number)
