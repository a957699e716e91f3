"""What is wrong with an input, in words for people (app.core.inputs)."""

import pytest
from pydantic import ValidationError

from app.commands.console import parsed
from app.core.inputs import problem_in_words
from app.elections.inputs import CountryInput
from app.entries.kinds import KIND
from app.errors import RuleError

PLACE = {"document": "report", "section": "Rolls", "role": "list"}
RIGHT: dict[str, object] = {
    "document": "report",
    "key": "council-2010-1",
    "answers": [{"item": "AA-2010-PARL-1"}],
    "responder": "council",
    "position": "noted",
    "places": [PLACE],
}
WRONG: dict[str, tuple[object, str]] = {
    "standpoint": ("", "this is empty"),
    "answers": ([], "give at least 1"),
    "responder": (None, "write text"),
    "reasons": ("cost", "write a list"),
    "colour": ("red", "there is no such field"),
    "digest": ("12", "this does not have the form that is needed"),
    "key": ("K 1", "“K 1” does not fit: write small letters, digits and hyphens"),
    "places": ([PLACE | {"page": 0}], "write a number from 1"),
}


def _said(content: dict[str, object]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        KIND["answer"].model.model_validate(content)
    return [problem_in_words(problem) for problem in caught.value.errors()]


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_without_the_validators_words(name: str) -> None:
    value, words = WRONG[name]
    assert _said(RIGHT | {name: value}) == [words]


def test_a_word_that_is_none_of_a_list_is_answered_with_the_list() -> None:
    (said,) = _said(RIGHT | {"position": "perhaps"})
    assert said.startswith("write one of 'accepted', ")


def test_what_is_missing_is_needed() -> None:
    assert set(_said({})) == {"this is needed"}


def test_options_of_a_command_are_answered_in_the_same_words() -> None:
    with pytest.raises(RuleError) as caught:
        parsed(CountryInput, code="AA", name=" ")
    assert caught.value.message == "name: this is empty"
