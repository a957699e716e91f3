"""Grades of earlier recommendations by number, as “1, 4 and 7 to 9 are partially implemented”."""

import re
from dataclasses import dataclass

from app.vocabulary.lists import Level

_NUMBER = (
    r"\d{1,3}(?:\.\d{1,3})?(?:\s?\([a-z]\)|[a-zA-Z]\b)?(?![\d%.]*\d|\s*(?:per\s*cent|процент))"
)
_JOIN = r"\s*(?:,\s*(?:and|и)?|;|and|&|to|through|и|по|[-–—])\s*(?:recommendations?\s+)?"
_LIST = rf"{_NUMBER}(?:{_JOIN}{_NUMBER}){{0,60}}"
_RANGE = re.compile(r"(\d{1,3})\s*(?:to|through|по|[-–—])\s*(\d{1,3})")
_ONE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)(?:\s?\(([a-z])\)|([a-zA-Z])\b)?")
_DONE = r"(?:implemented|addressed(?!\s+to\b)|fulfilled|выполнен\w*|реализован\w*|учтен\w*)"
_GRADE = (
    rf"(?P<grade>(?:fully|completely|mostly|largely|partially|partly|in\s+part|not(?:\s+yet)?|"
    rf"полностью|в\s+основном|частично|не)\s+(?:been\s+|были\s+)?{_DONE}|"
    rf"un(?:implemented|addressed)|no\s+longer\s+applicable|"
    rf"(?:has|have|was|were|is|are)\s+(?:been\s+)?{_DONE})"
)
_NAMED = re.compile(
    rf"(?:recommendations?|рекомендаци\w+)\s+(?:nos?\.?\s*|№\s*)?(?P<list>(?>{_LIST}))"
    rf"(?:(?!{_DONE})[^.;:]){{0,120}}?\b{_GRADE}",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\s*[,;]?\s*(?:(?:and|while|whereas|но|а|и)\s+)?(?P<list>(?>{_LIST}))\s+"
    rf"(?:is|are|was|were|has|have|remains?)?\s*(?:been\s+)?{_GRADE}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_GRADE}\s*(?:recommendations?)?\s*[:(]\s*(?:recommendations?\s+|nos?\.?\s*)?"
    rf"(?P<list>{_LIST})",
    re.IGNORECASE,
)
_LEVELS = (
    (Level.NO_LONGER_APPLICABLE, r"no longer"),
    (Level.NOT_IMPLEMENTED, r"^(?:not\b|un|не\b)"),
    (Level.PARTIALLY, r"partially|partly|in part|частично"),
    (Level.MOSTLY, r"mostly|largely|в основном"),
)


@dataclass(frozen=True)
class Grade:
    """Numbers of earlier recommendations, in canonical form, and how far they are implemented."""

    numbers: list[str]
    level: Level


def read_grades(sentence: str) -> list[Grade]:
    """Return the grades that a sentence gives by number, in order; empty where it gives none."""
    found: list[Grade] = []
    at = 0
    while True:
        match = (_NEXT.match(sentence, at) if found else None) or _NAMED.search(sentence, at)
        if match is None:
            break
        found.append(Grade(expand(match["list"]), level_of(match["grade"])))
        at = match.end()
    if not found:
        found = [
            Grade(expand(match["list"]), level_of(match["grade"]))
            for match in _BEFORE.finditer(sentence)
        ]
    return found


def level_of(words: str) -> Level:
    """Return the level that the words of a grade name."""
    plain = re.sub(r"\s+", " ", words.casefold())
    for level, pattern in _LEVELS:
        if re.search(pattern, plain):
            return level
    return Level.FULLY


def expand(listed: str) -> list[str]:
    """Return the numbers of a list in canonical form, ranges filled: “1, 4 and 7 to 9”, “2(b)”."""

    def fill(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        if not first < last <= first + 60:
            return f"{first}, {last}"
        return ", ".join(str(number) for number in range(first, last + 1))

    filled = _RANGE.sub(fill, listed)
    return [match[1] + (match[2] or match[3] or "").upper() for match in _ONE.finditer(filled)]
