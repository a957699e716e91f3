"""The fields of a form as templates show them (`ui.any_field`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Choices: TypeAlias = Sequence[tuple[str, str]]
"""Values and what readers see for them."""


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, label and value as text; `kind` says how it is entered.

    Kinds: `line`, `number`, `text` (a textarea), `choice` (one of `choices`), `several` (any of
    them; its value has commas between them), `rows` and `group` (records or one record, the fields
    of each in `parts`; the value is only to be read). `wide`: it holds long values.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "line"
    choices: Choices = ()
    hint: str = ""
    problem: str = ""
    rows: int = 3
    wide: bool = False
    parts: Sequence[Sequence["Field"]] = ()

    @property
    def values(self) -> list[str]:
        """What is chosen, where several can be."""
        return [value for value in self.value.split(", ") if value]
