"""The base of what people may enter: seed files, forms and the command line share these shapes."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.core.dates import latest_day


class Input(BaseModel):
    """An input model: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def _partial_date(text: str) -> str:
    latest_day(text)
    return text


def _form(pattern: str, expected: str) -> AfterValidator:
    """Check that a text has the form, and say in words what is expected when it has not."""
    compiled = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"“{text}” does not fit: {expected}")
        return text

    return AfterValidator(check)


def once(values: list[str]) -> list[str]:
    """Refuse a list that names something twice."""
    for index, value in enumerate(values):
        if value in values[:index]:
            raise ValueError(f"“{value}” is given twice")
    return values


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("a text may not hold the character NUL, which databases refuse")
    return text


_IN_WORDS = {
    "missing": "this is needed",
    "string_too_short": "this is empty",
    "too_short": "give at least {min_length}",
    "extra_forbidden": "there is no such field",
    "enum": "write one of {expected}",
    "literal_error": "write one of {expected}",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "greater_than_equal": "write a number from {ge}",
    "less_than_equal": "write a number up to {le}",
    "string_type": "write text",
    "list_type": "write a list",
    "dict_type": "write a table of names and values",
    "model_type": "write a table of names and values",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "greater_than": "write a number above {gt}",
    "less_than": "write a number below {lt}",
}
"""What people are told, by the kind of problem that pydantic names."""


def problem_in_words(problem: Mapping[str, Any]) -> str:
    """Return what is wrong with a field in words for people: one of `ValidationError.errors()`."""
    if problem["type"] == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ")
    words = _IN_WORDS.get(problem["type"], "this does not have the form that is needed")
    return words.format_map(problem.get("ctx", {}))


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_storable)]
Slug = Annotated[str, _form(r"[a-z0-9]+(-[a-z0-9]+)*", "write small letters, digits and hyphens")]
TopicSlug = Annotated[
    str, _form(r"[a-z0-9-]+(/[a-z0-9-]+)?", "write theme/sub-theme in small letters")
]
StandardSlug = Annotated[
    str,
    _form(r"[a-z0-9-]+(/[A-Za-z0-9.()-]+)?", "write instrument/provision, as copenhagen-1990/7.6"),
]
CountryCode = Annotated[str, _form(r"[A-Z]{2}", "write two capital letters, as KZ")]
ElectionCode = Annotated[
    str,
    _form(
        r"[A-Z]{2}-(\d{4}(-\d{2})?-(PARL|PRES|LOCAL|RFDM)|UPR-\d+)",
        "write country, year and kind (PARL, PRES, LOCAL, RFDM), as KZ-2016-PARL, or KZ-UPR-20",
    ),
]
Number = Annotated[
    str,
    _form(
        r"([A-Z][A-Z0-9]*-)?([A-Z]?\d+[A-Z]?|\d+(\.\d+)*[A-Z]?)",
        "write 6, 2B, C3, O7, W3 or 95.12",
    ),
]
Slugs = Annotated[list[Slug], AfterValidator(once)]
TopicSlugs = Annotated[list[TopicSlug], AfterValidator(once)]
Ref = Annotated[str, _form(r"[A-Z]{2}(-[A-Z0-9.]+)+", "write a reference, as KZ-2016-PARL-24")]
WebAddress = Annotated[
    str, _form(r"https?://[^\s/<>\"]+[^\s<>\"]*", "write an address that begins with https://")
]
LanguageTag = Annotated[
    str, _form(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "write a language tag, as en, kk or sr-Latn")
]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Page = Annotated[int, Field(ge=1, le=100_000)]
