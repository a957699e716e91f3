"""The words by which comments of an authority are read: the pattern file and what it becomes."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.core.inputs import problem_in_words
from app.errors import AppError
from app.vocabulary.lists import Ground, ItemKind, Position, Reported

DEFAULT = Path(__file__).parent / "default.toml"
LONGEST = 400
"""Characters that one phrase may have."""

_LIKE_LATIN = str.maketrans(
    "авекмнорстухіјАВЕКМНОРСТУХІЈ\u00a0“”„«»‘’‚–—‒\u2011",
    'abekmhopctyxijABEKMHOPCTYXIJ """""\'\'\'----',
)
"""Cyrillic letters that look like Latin ones, and the many quotes, dashes and spaces."""

_VERBS = (
    r"(?!(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|must|can|cannot|could|may"
    r"|might|does|do|did|not|не|есть|был|была|было|были|является)\b)"
)
"""Words that a name does not hold: with one, it is a sentence."""
_NAME = rf"(?:{_VERBS}[^\W\d_][\w.'/&-]*\s+){{0,7}}?{_VERBS}[^\W\d_][\w'/&-]*"
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*\s?(?:\([a-zа-я]\)|[a-z]\b)?"
_NUMBERS = (
    rf"(?:no\.?\s*|nos\.?\s*|№+\s*|#\s*)?{_NUMBER}"
    rf"(?:\s*(?:,\s*and|,|;|and|&|to|through|и|по|-)\s*{_NUMBER}){{0,40}}"
)
_BUILT_IN = {  # in regular expressions over plain text
    "name": _NAME,
    "number": _NUMBER,
    "numbers": _NUMBERS,
    "text": r"[^.!?\n]{0,300}?",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}|…")


def plain(text: str) -> str:
    """Return the text with look-alike letters, quotes and dashes made one; its length stays."""
    return text.translate(_LIKE_LATIN)


class PatternError(AppError):
    """A pattern file that cannot be used; the message names file, line and mend."""

    status = 422


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SectionPattern(_Part):
    """What opens a section, and what stands in it."""

    kind: ItemKind
    title: str = Field(min_length=1)
    opens: list[str] = Field(min_length=1)
    answered: bool = True


class NamePattern(_Part):
    """How items are named by kind and number."""

    kind: ItemKind
    phrases: list[str] = Field(min_length=1)


class AnswerPatterns(_Part):
    """What opens an answer, what ends the last one, how an answer names its item in prose."""

    opens: list[str]
    names: list[str] = []
    ends: list[str] = []


class QuotationPatterns(_Part):
    """What ends a quotation, and what stands in one without belonging to its words."""

    ends: list[str] = []
    leave_out: list[str] = []


class PriorityPatterns(_Part):
    """Headings of the lists of priority items and of others."""

    priority: list[str] = []
    other: list[str] = []


class StatusPattern(_Part):
    """What a status line says, and what that means."""

    phrases: list[str] = Field(min_length=1)
    position: Position = Position.NOT_STATED
    reported: Reported = Reported.NONE


class GroundPattern(_Part):
    """Words of a status line that tell what a reported implementation rests on."""

    phrases: list[str] = Field(min_length=1)
    ground: Ground


class TablePatterns(_Part):
    """Words in the heads of a table's columns."""

    number: list[str] = []
    item: list[str] = []
    answer: list[str] = []
    status: list[str] = []
    position: list[str] = []
    observers: list[str] = []


class Patterns(_Part):
    """A pattern file, read and checked; see `default.toml` for what each part is for."""

    words: dict[str, list[str]] = {}
    sections: list[SectionPattern] = []
    names: list[NamePattern] = []
    answers: AnswerPatterns
    quotations: QuotationPatterns = QuotationPatterns()
    headings: PriorityPatterns = PriorityPatterns()
    labels: list[str] = Field(default=[], description="Words before a status: Status, Position.")
    statuses: list[StatusPattern] = []
    grounds: list[GroundPattern] = []
    tables: TablePatterns = TablePatterns()

    @field_validator("words")
    @classmethod
    def _words_are_plain(cls, words: dict[str, list[str]]) -> dict[str, list[str]]:
        for name, phrases in words.items():
            if name in _BUILT_IN:
                raise ValueError(f"{name} is a word of ours: choose another")
            if not phrases or not all(phrase.strip() for phrase in phrases):
                raise ValueError(f"give {name} at least one phrase, none of them empty")
        return words

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """The phrases of the file as regular expressions, by phrase."""
        return {
            phrase: compile_phrase(phrase, self.words)
            for _, phrase in _phrases(self.model_dump(exclude={"words"}))
        }

    def of(self, phrases: list[str]) -> list[re.Pattern[str]]:
        """Return the phrases as regular expressions that match plain text."""
        return [self.compiled[phrase] for phrase in phrases]


def compile_phrase(phrase: str, words: dict[str, list[str]]) -> re.Pattern[str]:
    """Return a phrase as a regular expression; raise ValueError or re.error where it is none.

    `/…/` is a regular expression as it stands. Else spaces match any space, `{word}` one of the
    file's words or what is built in, and `…` any words of one sentence.
    """
    if len(phrase) > LONGEST:
        raise ValueError(f"a phrase may have {LONGEST} characters")
    if len(phrase) > 2 and phrase.startswith("/") and phrase.endswith("/"):
        return re.compile(plain(phrase[1:-1]), re.IGNORECASE)
    if not phrase.strip():
        raise ValueError("a phrase is empty: write one, or take it out")
    parts, end = [], 0
    for found in _PLACEHOLDER.finditer(phrase):
        parts += [_literal(phrase[end : found.start()]), _meant(found, words)]
        end = found.end()
    return re.compile("".join([*parts, _literal(phrase[end:])]), re.IGNORECASE)


def _literal(text: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(plain(text)))


def _meant(found: re.Match[str], words: dict[str, list[str]]) -> str:
    name = found.group(1) or "text"
    if name in _BUILT_IN:
        return plain(_BUILT_IN[name])
    if name not in words:
        known = ", ".join(sorted([*_BUILT_IN, *words]))
        raise ValueError(f"{{{name}}} is not known; known are {known}")
    longest_first = sorted(words[name], key=len, reverse=True)
    return f"(?:{'|'.join(_literal(word) for word in longest_first)})"


def load(path: Path | None = None) -> Patterns:
    """Return the patterns of a file, or the built-in ones; raise PatternError where it is wrong."""
    path = path or DEFAULT
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PatternError(f"Patterns {path.name}: the file cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        message = f"Patterns {path.name}: the file is not UTF-8: save it as UTF-8."
        raise PatternError(message) from error
    return parse(text, path.name)


def parse(text: str, name: str) -> Patterns:
    """Return the patterns that a text in TOML says; `name` is what errors call it."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"Patterns {name}: this is not TOML: {error}.") from error
    try:
        patterns = Patterns.model_validate(content)
    except ValidationError as error:
        problems = [_problem(problem, text) for problem in error.errors()]
        raise PatternError(f"Patterns {name}: {' '.join(problems)}") from error
    for place, phrase in _phrases(patterns.model_dump(exclude={"words"})):
        try:
            compile_phrase(phrase, patterns.words)
        except (ValueError, re.error) as error:
            line = _line_of(text, [*place, phrase])
            message = f"Patterns {name}: line {line}, {_shown(place)}: {phrase!r}: {error}."
            raise PatternError(message) from error
    return patterns


_NO_PHRASES = {"kind", "title", "position", "reported", "ground"}
"""Keys that say by a word of ours what phrases mean; `position` may hold phrases as well."""


def _phrases(content: Any, place: tuple[str | int, ...] = ()) -> list[tuple[list[str | int], str]]:
    """Return every phrase of a pattern file and where it stands; titles and lists are none."""
    if isinstance(content, dict):
        pairs = content.items()
        return [
            found
            for key, value in pairs
            if key not in _NO_PHRASES or not isinstance(value, str)
            for found in _phrases(value, (*place, key))
        ]
    if isinstance(content, list):
        return [
            found
            for number, value in enumerate(content)
            for found in _phrases(value, (*place, number))
        ]
    return [(list(place), content)] if isinstance(content, str) else []


_MENDS = {
    "extra_forbidden": "this key is not known: check its spelling, or take it out",
    "missing": "this key is missing: add it",
    "model_type": "this is to be a table with keys of its own, such as [answers]",
    "list_type": 'this is to be a list: write ["…", "…"]',
    "dict_type": "this is to be a table with keys of its own",
    "string_type": 'this is to be text: write "…"',
    "bool_type": "write true or false",
    "too_short": "this list is empty: add a phrase, or take the key out",
}
"""What an editor can do about each kind of problem that pydantic names."""


def _problem(problem: Any, text: str) -> str:
    """Return what is wrong, where and what would be right, in words for an editor."""
    place = list(problem["loc"])
    line = _line_of(text, place)
    what = _MENDS.get(problem["type"]) or problem_in_words(problem)
    if isinstance(problem.get("input"), str) and problem["type"] != "extra_forbidden":
        what = f"{problem['input']!r}: {what}"
    return f"Line {line}, {_shown(place)}: {what}."


def _shown(place: list[str | int]) -> str:
    """Return a place as an editor counts: statuses 2, position."""
    shown = ""
    for part in place:
        if isinstance(part, int):
            shown += f" {part + 1}"
        else:
            shown += f", {part}" if shown else part
    return shown


def _line_of(text: str, place: list[str | int]) -> int:
    """Return the line of a key or phrase: tables by their heads, then what is written there."""
    lines = text.splitlines()
    start = 0
    if place and isinstance(place[0], str):
        heads = [
            number
            for number, line in enumerate(lines)
            if re.match(rf"\s*(\[\[?{re.escape(place[0])}\b|{re.escape(place[0])}\s*=)", line)
        ]
        nth = place[1] if len(place) > 1 and isinstance(place[1], int) else 0
        start = heads[min(nth, len(heads) - 1)] if heads else 0
    names = [part for part in place[1:] if isinstance(part, str)]
    for name in reversed(names):
        for number in range(start, len(lines)):
            if name in lines[number] or _written(name) in lines[number]:
                return number + 1
    return start + 1


def _written(phrase: str) -> str:
    return phrase.replace("\\", "\\\\").replace('"', '\\"')
