"""The base of what people may enter: seed files, forms and the command line share these shapes."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.core.dates import latest_day


class Input(BaseModel):
    """An input model: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def _partial_date(text: str) -> str:
    latest_day(text)
    return text


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("a text may not hold the character NUL, which databases refuse")
    return text


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_storable)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TopicSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
StandardSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[A-Za-z0-9.()-]+)?$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
ElectionCode = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Z]{2}-([0-9]{4}(-[0-9]{2})?-(PARL|PRES|LOCAL|RFDM)|UPR-[0-9]+)$"
    ),
]
Number = Annotated[
    str,
    StringConstraints(pattern=r"^([A-Z][A-Z0-9]*-)?([A-Z]?[0-9]+[A-Z]?|[0-9]+(\.[0-9]+)*[A-Z]?)$"),
]
Ref = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9.]+)+$")]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Page = Annotated[int, Field(ge=1, le=100_000)]
