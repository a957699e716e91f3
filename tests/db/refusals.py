"""What the tests of the services share."""

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import RuleError
from tests.factories import PASSAGE

REPORT = "aa-2010-parl-final-report"


def refused(act: Callable[[], object], field: str | None, message: str) -> None:
    """The act raises a `RuleError` with this field and a message that says this."""
    with pytest.raises(RuleError, match=message) as caught:
        act()
    assert caught.value.field == field


def place(**given: Any) -> dict[str, Any]:
    """A place, in the owner's own document."""
    return PASSAGE | {"role": "body"} | given
