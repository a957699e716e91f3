"""From changes to what an entry was after them, and from two contents to their difference."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Protocol

from app.entries.kinds import KIND


class Changed(Protocol):
    """A change, as far as folding needs it: a `Change` or a row with its columns."""

    entry: Any
    fields: Any


def fold(changes: Iterable[Changed]) -> dict[str, Any]:
    """Return the content of an entry after its changes, given in order; `{}` after none.

    An archived entry is what it was before: its last content.
    """
    content: dict[str, Any] = {}
    for change in changes:
        if not content:
            content = dict.fromkeys(field_names(change.entry))
        content.update((field["field"], field["new"]) for field in change.fields)
    return content


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields that differ, as a change keeps them; a missing field is `None`."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        {"field": name, "old": before.get(name), "new": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    ]


@cache
def field_names(entry: str) -> tuple[str, ...]:
    """Return the fields of a kind of entry as its content names them."""
    fields = KIND[entry].model.model_fields
    return tuple(field.alias or name for name, field in fields.items())
