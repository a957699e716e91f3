"""Whether a map can give the entries that it promises, told before any row is looked at."""

from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from app.core.inputs import problem_in_words
from app.entries.kinds import KIND
from app.errors import RuleError
from app.reading.tables.maps import Entry, TableMap
from app.reading.tables.model import FoundEntry
from app.reading.tables.templates import named

OURS: dict[str, dict[str, Any]] = {
    "item": {"number": "1"},
    "answer": {"key": "a", "answers": [{"item": "AA-2010-PARL-1"}]},
}
"""Fields that we fill where a map does not, with any value that fits."""

MENDS = {
    "missing": "Give it a column or a fixed value in the map.",
    "extra_forbidden": "Take it out of the map.",
}
MEND = "Correct it in the map."


class _FromTable:
    """Stands for a value that is known only when a row is read."""


_VALUE = _FromTable()


def check_map(table_map: TableMap) -> None:
    """Raise `RuleError` that names each field of a map's entries which no row can fill rightly.

    These are fields that are needed and have neither column nor fixed value, fields that there
    are none of, and fixed values that do not fit. What cells give is checked row by row.
    """
    wrong = [line for entry in table_map.entries for line in _wrong(entry)]
    if wrong:
        raise RuleError(f"the map “{table_map.name}”: {' '.join(dict.fromkeys(wrong))}", "map")


def _wrong(entry: Entry) -> list[str]:
    if entry.entry not in KIND:
        return [f"there is no entry “{entry.entry}”. Choose one of {', '.join(KIND)}."]
    try:
        KIND[entry.entry].model.model_validate(OURS.get(entry.entry, {}) | _probe(entry.content))
    except ValidationError as error:
        return [
            f"{entry.entry}, {'.'.join(map(str, found['loc']))}: {problem_in_words(found)}."
            f" {MENDS.get(found['type'], MEND)}"
            for found in error.errors(include_url=False)
            if found["type"] in MENDS or not _holds_value(found["input"])
        ]
    return []


def _probe(content: Any) -> Any:
    """A template with its fixed values, and a mark where a value of the row comes."""
    if isinstance(content, dict):
        return {name: _probe(part) for name, part in content.items()}
    if isinstance(content, list):
        return [_probe(part) for part in content]
    return _VALUE if named(content) else content


def _holds_value(part: Any) -> bool:
    if isinstance(part, dict):
        return any(map(_holds_value, part.values()))
    if isinstance(part, list):
        return any(map(_holds_value, part))
    return part is _VALUE


def column_of(table_map: TableMap, entry: str, place: tuple[int | str, ...]) -> str | None:
    """Return the column that a field of an entry comes from, if it is one column only.

    `place` is the path of the field, as pydantic tells it.
    """
    found: set[str] = set()
    for template in table_map.entries:
        if template.entry == entry:
            found |= {
                column
                for name in named(_part(template.content, place))
                if (column := _source(table_map, name))
            }
    return found.pop() if len(found) == 1 else None


def _part(content: Any, place: tuple[int | str, ...]) -> Any:
    for step in place:
        if isinstance(content, list):
            content = dict(enumerate(content))
        if not isinstance(content, dict) or step not in content:
            # The template is one text for all that stands below it, or says nothing of it.
            return content if isinstance(content, str) else None
        content = content[step]
    return content


def _source(table_map: TableMap, name: str) -> str | None:
    value = table_map.values.get(name)
    while value is not None and value.column is None:
        value = table_map.values.get(value.of or "")
    return value.column if value else None


def without_lone_basis(found: FoundEntry) -> FoundEntry:
    """Return an entry of which no place without a page says how its page is known."""
    places = None if found.record else found.content.get("places")
    if not isinstance(places, list):
        return found
    bare = [
        {name: value for name, value in place.items() if name != "page_basis"}
        if isinstance(place, dict) and "page" not in place
        else place
        for place in places
    ]
    return replace(found, content=found.content | {"places": bare})
