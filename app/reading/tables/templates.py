"""Templates of a map: `{value}` in texts, within lists and tables of any depth."""

from collections.abc import Callable
from string import Formatter
from typing import Any, TypeAlias

from app.core.textfold import fold

Values: TypeAlias = dict[str, Any]
Fill: TypeAlias = Callable[[Values], Any]

FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "slug": lambda text: "-".join(fold(text)),
}
"""What may stand behind a colon: `{country:lower}`."""


def named(content: Any) -> list[str]:
    """Return the values that templates name. Raises `ValueError` for a malformed one."""
    if isinstance(content, str):
        return [name for _, name, _ in _parts(content) if name is not None]
    if isinstance(content, dict):
        return named(list(content.values()))
    if isinstance(content, list):
        return [name for part in content for name in named(part)]
    return []


def compiled(content: Any) -> Fill:
    """Return a function that fills a template with values.

    A text that is one value only gives the value as it is, a list or a number too. A text with a
    value that is None is None; what is None is left out of lists and tables.
    """
    if isinstance(content, str):
        return _text(content)
    if isinstance(content, dict):
        fields = [(name, compiled(part)) for name, part in content.items()]
        return lambda values: {
            name: found for name, fill in fields if (found := fill(values)) is not None
        }
    if isinstance(content, list):
        fills = [compiled(part) for part in content]
        return lambda values: [found for fill in fills if (found := fill(values)) is not None]
    return lambda _: content


def _parts(template: str) -> list[tuple[str, str | None, str]]:
    """A template's pieces: literal text, the value behind it, and the filter of that."""
    found = []
    for literal, name, form, _ in Formatter().parse(template):
        if form and form not in FILTERS:
            raise ValueError(f"“{template}”: behind the colon write {', '.join(FILTERS)}")
        found.append((literal, name, form or ""))
    return found


def _text(template: str) -> Fill:
    parts = _parts(template)
    if len(parts) == 1 and parts[0][0] == "" and not parts[0][2]:
        only = parts[0][1]
        return lambda values: values[only] if only is not None else template
    if all(name is None for _, name, _ in parts):
        fixed = "".join(literal for literal, _, _ in parts)
        return lambda _: fixed

    def fill(values: Values) -> str | None:
        found = []
        for literal, name, form in parts:
            found.append(literal)
            if name is not None:
                value = values[name]
                if value is None:
                    return None
                found.append(FILTERS[form](str(value)) if form else str(value))
        return "".join(found)

    return fill
