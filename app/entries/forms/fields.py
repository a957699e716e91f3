"""How a field of an entry is described, and where in an entry's content it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Spec:
    """A field of an entry: where it is in the content (`places.0.page`), its label and its kind.

    Kinds: `line`, `text`, `number` (whole), `fraction`, `choice` (a word of the group `words`),
    `flag` (yes, no and, where `words` has it, unknown), `several` (words of the group), `list`
    (texts with commas between them), `lines` (texts, one in each line), `refs` (items that are
    answered, by reference alone), `rows` (records, one in each row, with the fields `columns`),
    `group` (one record with the fields `columns`).

    `refers`: the kind of entry that it names. `optional`: a choice that can be left open.
    """

    path: str
    label: str
    kind: str = "line"
    words: str = ""
    hint: str = ""
    rows: int = 3
    wide: bool = False
    columns: Sequence["Spec"] = ()
    refers: str = ""
    optional: bool = False

    @property
    def chosen(self) -> bool:
        """Whether it is chosen from a list, so that nothing has to be written."""
        return self.kind in ("choice", "flag", "several")

    def within(self, place: str) -> list["Spec"]:
        """Return its columns as fields of the record that stands at `place`."""
        return [replace(column, path=f"{place}.{column.path}") for column in self.columns]


def value_at(content: Any, path: str) -> Any:
    """Return what stands at a path of an entry's content, `None` where nothing does."""
    found = content
    for step in path.split("."):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def put_at(content: Any, path: str, value: Any) -> None:
    """Put a value in its place; what is empty, or false and was not there, is left out."""
    *steps, last = path.split(".")
    found = content
    for step in steps:
        if isinstance(found, list):
            if int(step) >= len(found):
                return
            found = found[int(step)]
        else:
            found = found.setdefault(step, {})
        if found is None:
            return
    if value in (None, []) or (value is False and last == "container"):
        found.pop(last, None)
    else:
        found[last] = value
