"""The recommending states that stand in brackets behind a recommendation."""

import re

from app.reading.tables.territories import code_of

_PAIRS = {")": "(", "]": "["}
_END = " \t;.,"
_LONGEST = 2_000
"""Characters that one bracket has at most: some hundred states."""
_SPLIT = re.compile(r"\s*;\s*|\s*,\s*(?=(?:the\s+)?[A-ZÀ-ÞА-Я])")
_AND = re.compile(r"\s+(?:and|et|и)\s+(?=(?:the\s+)?[A-ZÀ-ÞА-Я][a-zß-ÿа-я])")
_NAME = re.compile(r"^(?:the\s+)?[A-ZÀ-ÞА-Я][\w'’.-]*(?:[\s-][\w'’().-]+){0,6}$")
_NO_STATE = re.compile(r"\d|\b(?:article|para|section|page|see|annex)\b", re.IGNORECASE)
_SHORTEST = 4
"""Letters of a name of a state: shorter ones are codes, and too many words look like those."""


def split_states(text: str) -> tuple[str, list[str], str]:
    """Return a recommendation without the states in brackets at its end, the states, the brackets.

    Several brackets in a row are all taken, and a name may have a bracket of its own (`Bolivia
    (Plurinational State of)`). The last part is what was taken off, as printed.
    """
    rest = text.rstrip(_END)
    names: list[str] = []
    kept = len(text)
    while (start := _opening(rest)) is not None:
        found = _names(rest[start + 1 : -1])
        if not found:
            break
        names = [*found, *names]
        kept = start
        rest = rest[:start].rstrip(_END)
    own = text[:kept].rstrip()
    return (own, names, text[kept:].strip()) if names and own else (text, [], "")


def _opening(text: str) -> int | None:
    """Return where the bracket opens that a text ends with."""
    close = text[-1:]
    if close not in _PAIRS:
        return None
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - 1 - _LONGEST), -1):
        depth += (text[place] == close) - (text[place] == _PAIRS[close])
        if not depth:
            return place
    return None


def _names(inner: str) -> list[str]:
    """Return the states in a bracket, none where one of the names is no state's."""
    names = [name for part in _SPLIT.split(inner.strip()) if part for name in _of_part(part)]
    return names if all(_may_be_state(name) for name in names) else []


def _of_part(part: str) -> list[str]:
    """Return the states between two commas: an “and” may part them, or be in a name."""
    found: list[str] = []
    words = part.strip()
    while words:
        ends = [len(words), *(one.start() for one in reversed(list(_AND.finditer(words))))]
        known = (end for end in ends if _is_state(words[:end]))
        end = next(known, ends[-1])
        found.append(words[:end].strip())
        words = _AND.sub("", words[end:], count=1) if end < len(words) else ""
    return found


def _is_state(name: str) -> bool:
    return len(name) >= _SHORTEST and code_of(name) is not None


def _may_be_state(name: str) -> bool:
    return _is_state(name) or bool(_NAME.match(name) and not _NO_STATE.search(name))
