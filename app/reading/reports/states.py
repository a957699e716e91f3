"""The recommending states that stand in brackets behind a recommendation."""

import re

_TAIL = re.compile(r"\s*[(\[]([^()\[\]]{3,400})[)\]]\s*[;.,]?\s*$")
_SPLIT = re.compile(r"\s*;\s*|\s*,\s*(?=[A-ZА-Я])|\s+(?:and|et|и)\s+(?=[A-ZА-Я][a-zа-я])")
_NAME = re.compile(r"^(?:the\s+)?[A-ZÀ-ÞА-Я][\w'’.-]*(?:[\s-][\w'’().-]+){0,6}$")
_NO_STATE = re.compile(r"\d|\b(?:article|para|section|page|see|annex)\b", re.IGNORECASE)
_JOINED = ("Bosnia and", "Trinidad and", "Antigua and", "Saint Kitts and", "Sao Tome and")
_KEPT = "\u0001"


def split_states(text: str) -> tuple[str, list[str]]:
    """Return a recommendation without the states in brackets at its end, and the states."""
    found = _TAIL.search(text)
    if not found:
        return text, []
    inner = found.group(1)
    for name in _JOINED:
        inner = inner.replace(name, name.replace(" and", _KEPT))
    names = [name.replace(_KEPT, " and").strip() for name in _SPLIT.split(inner)]
    names = [name for name in names if name]
    if not names or not all(_NAME.match(name) and not _NO_STATE.search(name) for name in names):
        return text, []
    return text[: found.start()].rstrip(), names
