"""Texts in answers of the API that have a form or a fixed list of their own.

To Python they are plain texts; the description of the API says what they can be.
"""

from collections.abc import Iterable
from typing import Annotated, TypeAlias

from pydantic import WithJsonSchema

from app.vocabulary.lists import Later, Level, Position, Reported

DIFFERS = "differs"
"""The assessment of an item on which assessors differ."""


def _words(values: Iterable[str], description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(values), "description": description})


_LEVELS = [level.value for level in Level]

PartialDay: TypeAlias = Annotated[
    str,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "description": "A date as precise as known: 2011, 2011-03 or 2011-03-21.",
        }
    ),
]
Assessed: TypeAlias = Annotated[
    str, _words([*_LEVELS, DIFFERS], "A level, or that assessors differ.")
]
Headline: TypeAlias = Annotated[
    str,
    _words(
        [*_LEVELS, DIFFERS, *(later.value for later in Later)],
        "The newer of the latest assessment and the latest recommendation again, else `later`.",
    ),
]
CountedPosition: TypeAlias = Annotated[
    str, _words((word.value for word in Position), "A position that is counted.")
]
CountedReport: TypeAlias = Annotated[
    str, _words((word.value for word in Reported), "A reported status that is counted.")
]
CountedLevel: TypeAlias = Annotated[
    str, _words([*_LEVELS, DIFFERS], "An assessment that is counted.")
]
