"""Query strings: pydantic models that refuse unknown parameters, on pages and API alike."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core import clock
from app.core.keyset import CursorError, OtherQueryError, Value, decode_cursor, encode_cursor
from app.errors import ParameterError, ParameterProblem
from app.web.i18n import gettext


def _written(pattern: str, kind: str) -> BeforeValidator:
    """Let a text pass only in this form; pydantic alone reads 86400 as a day and 1_0 as ten."""
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise PydanticCustomError(kind, "not in the form that is asked for")
        return value

    return BeforeValidator(check)


WHOLE = _written(r"\d+", "int_parsing")
"""A whole number, in digits only."""

DAY = _written(r"\d{4}-\d{2}-\d{2}", "date_parsing")
"""A day of the calendar, as 2011-03-21."""


MOST_VALUES = 100
"""How many values one parameter may be given."""


class QueryModel(BaseModel):
    """A query string. An empty parameter, as forms send it, counts as absent; so do repetitions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        kept: dict[str, Any] = {}
        for name, value in data.items():
            values = [item for item in value if item != ""] if isinstance(value, list) else value
            if any("\0" in item for item in _texts(value)):
                message = gettext("%(name)s: this holds a character that is no text.")
                raise ParameterError([ParameterProblem(name, message % {"name": name})])
            if isinstance(values, list):
                values = list(dict.fromkeys(values))
                if len(values) > MOST_VALUES:
                    message = gettext("%(name)s: give at most %(most)s values.")
                    parts = {"name": name, "most": MOST_VALUES}
                    raise ParameterError([ParameterProblem(name, message % parts)])
            if values not in ("", [], None):
                kept[name] = values
        return kept

    def params(self, **changes: list[str]) -> dict[str, list[str]]:
        """Return the parameters that differ from their default, as text, with changes put in."""
        found: dict[str, list[str]] = {}
        for name in type(self).model_fields:
            if name in changes:
                values = changes[name]
            else:
                value = getattr(self, name)
                if value == type(self).model_fields[name].get_default(call_default_factory=True):
                    continue
                values = [_text(item) for item in (value if isinstance(value, list) else [value])]
            if values:
                found[name] = values
        return found


def _texts(value: Any) -> list[str]:
    return [
        item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)
    ]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


class AsOfQuery(QueryModel):
    """A view as of a date: documents dated by then, read with what is known now."""

    as_of: Annotated[date | None, DAY] = Field(
        default=None,
        ge=date(1900, 1, 1),
        le=date(2999, 12, 31),
        description="Documents dated by this day (YYYY-MM-DD); default: today.",
    )

    @property
    def day(self) -> date:
        """The day that the view shows."""
        return self.as_of or clock.today()


class PagedQuery(AsOfQuery):
    """A view in pages."""

    limit: Annotated[int, WHOLE] = Field(default=50, ge=1, le=200, description="Rows of a page.")
    after: str | None = Field(
        default=None, max_length=2000, description="The cursor `next` of the page before."
    )

    @property
    def signature(self) -> str:
        """What a cursor belongs to: the list and the query without the page.

        The list is named by the first query model of it, so that pages share cursors with the API.
        """
        owner = next(model for model in type(self).__mro__ if PagedQuery in model.__bases__)
        params = self.params(limit=[], after=[])
        values = sorted((name, sorted(values)) for name, values in params.items())
        return repr((owner.__name__, values))

    def start(self, columns: int) -> list[Value] | None:
        """Return the sort values behind which the page begins, `None` for the first page.

        Raises `ParameterError` when the cursor is damaged or belongs to another query.
        """
        if self.after is None:
            return None
        try:
            return decode_cursor(self.after, self.signature, columns)
        except CursorError as error:
            raise bad_cursor(error) from None

    def cursor(self, values: list[Value]) -> str:
        """Return the cursor for what follows the row with these sort values."""
        return encode_cursor(values, self.signature)


def bad_cursor(error: CursorError) -> ParameterError:
    """Return the error for a cursor that cannot be used."""
    message = (
        gettext(
            "after: this cursor cannot be used, it was made by another query. Start without it."
        )
        if isinstance(error, OtherQueryError)
        else gettext("after: this cursor cannot be used, it is damaged. Start without it.")
    )
    return ParameterError([ParameterProblem("after", message)])
