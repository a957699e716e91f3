"""Letters that name items by number: statuses within sentences, closings and signatures."""

import pytest

from tests.unit.reading.comments_samples import answer, read, statuses

LETTER = (
    "Dear Director,",
    "Regarding recommendation 1, a map was drawn and the recommendation is accepted.",
    "Recommendation 2 is rejected: the rivers do not permit it. Bridges are dear.",
    "As to recommendation 3 (b), halls are open. We hear that it was accepted elsewhere.",
    "Recommendation 4 is implemented in halls that have lamps.",
)


def test_a_status_may_be_a_part_of_a_sentence() -> None:
    reading = read(*LETTER)
    assert statuses(reading) == {
        "1": ("accepted", "none"),
        "2": ("not_accepted", "none"),
        "3B": ("not_stated", "none"),
        "4": ("not_stated", "none"),
    }
    assert answer(reading, "1").stated_as == "the recommendation is accepted"
    assert answer(reading, "2").stated_as == "Recommendation 2 is rejected"
    assert [warning.code for warning in answer(reading, "4").warnings] == ["no_status"]


def test_the_sentence_of_which_a_status_is_a_part_stays_whole() -> None:
    reading = read(*LETTER)
    assert answer(reading, "1").standpoint == LETTER[1]
    assert answer(reading, "2").standpoint == LETTER[2]
    assert answer(reading, "2").warnings == []


def test_parts_of_sentences_that_differ_are_told() -> None:
    reading = read(
        "Recommendation 1 is accepted. Yet rivers rise, and the recommendation is rejected.",
        "Recommendation 2 is accepted, and boats were bought.",
    )
    assert [warning.code for warning in answer(reading, "1").warnings] == ["status_differs"]
    assert statuses(reading)["2"] == ("accepted", "none")


@pytest.mark.parametrize(
    "closing",
    [
        "Please accept the renewed assurances of my esteem.",
        "Accept, Madam, the assurance of my regard.",
        "I avail myself of this day to greet you.",
        "The Council avails itself of this day to greet you.",
        "Yours truly,",
        "Sincerely,",
        "With best regards,",
        "С уважением,",
    ],
)
def test_closings_and_signatures_are_no_part_of_the_last_answer(closing: str) -> None:
    reading = read(*LETTER, closing, "The Chair of the Council")
    assert answer(reading, "4").standpoint == LETTER[4]


def test_words_like_those_of_closings_may_stand_in_an_answer() -> None:
    more = "Please accept that rivers rise; yours is a fine map all the same."
    reading = read(*LETTER, more)
    assert answer(reading, "4").standpoint == f"{LETTER[4]} {more}"
