"""Comments whose numbers are out of order: no item and no answer vanishes in the one before it."""

import pytest

from app.reading.comments.labels import label_at
from app.reading.comments.stream import Stream
from app.reading.layout.pieces import make_text
from app.vocabulary.lists import ItemKind
from tests.unit.reading.comments_samples import (
    PATTERNS,
    answer,
    codes,
    item,
    read,
    source,
    statuses,
)


def test_an_item_named_out_of_order_has_its_own_answer() -> None:
    reading = read(
        'Recommendation 1: "Rolls should hang in each hall."',
        "Council's reply: They do.",
        "Accepted.",
        'Recommendation 80: "Boats should bring the ballots."',
        "Council's reply: There is no boat.",
        'Recommendation 2 "Counting should be public."',
        "Council's reply: It will be.",
        "Not accepted.",
    )
    assert [one.number for one in reading.items] == ["1", "80", "2"]
    assert statuses(reading) == {
        "1": ("accepted", "none"),
        "80": ("not_stated", "none"),
        "2": ("not_accepted", "none"),
    }
    assert answer(reading, "80").standpoint == "There is no boat."


def test_an_item_with_letter_behind_its_number_has_its_own_answer() -> None:
    reading = read(
        '1. "Rolls should be public."',
        "Council's reply: They are. The recommendation is accepted. Yet the hall is small.",
        '1) b) "Rolls should be printed."',
        "Council's reply: Paper is dear.",
        "The recommendation is not accepted.",
        '2. "Boats should bring the ballots."',
        "Council's reply: They will.",
        "The recommendation is accepted.",
    )
    assert statuses(reading) == {
        "1": ("not_stated", "none"),
        "1B": ("not_accepted", "none"),
        "2": ("accepted", "none"),
    }
    assert answer(reading, "1").standpoint.endswith("Yet the hall is small.")


def test_letters_stand_behind_their_numbers_in_many_ways() -> None:
    written = ("2) b) x", "2. b) x", "2.b) x", "2 (b). x", "2(b) x", "2b. x", "2b) x")
    for words in written:
        stream = Stream(make_text(source(words)))
        label = label_at(stream, 0, len(stream.text), PATTERNS)
        assert label is not None
        assert str(label.numbers[0]) == "2B", words


def test_a_quotation_without_number_among_numbered_ones_is_cut_and_told() -> None:
    reading = read(
        "1. Rolls should be public.",
        "Council's reply: They are.",
        "The recommendation is accepted.",
        "2. Boats should bring the ballots.",
        "Council's reply: There is no boat.",
        '"Seals should be numbered."',
        "Council's reply: They are.",
        "The recommendation is not accepted.",
        "3. Counting should be public.",
        "Council's reply: It is.",
        "The recommendation is accepted.",
    )
    assert [one.text for one in reading.items if one.number == "R1"] == [
        "Seals should be numbered."
    ]
    assert statuses(reading)["2"] == ("not_stated", "none")
    assert statuses(reading)["R1"] == ("not_accepted", "none")


def test_words_that_open_an_answer_within_another_are_told() -> None:
    reading = read(
        "1. Rolls should be public.",
        "Council's reply: They are.",
        "The recommendation is accepted.",
        "2. Boats should bring the ballots.",
        "Council's reply: There is no boat.",
        "It was said that seals should be numbered.",
        "Council's reply: They are.",
        "The recommendation is not accepted.",
        "3. Counting should be public.",
        "Council's reply: It is.",
        "The recommendation is accepted.",
    )
    assert [one.number for one in reading.items] == ["1", "2", "3"]
    assert "opening_within" in [warning.code for warning in answer(reading, "2").warnings]
    assert answer(reading, "3").warnings == []


def test_what_no_heading_names_before_recommendations_counted_anew_is_an_observation() -> None:
    reading = read(
        "1. The report says that wards were unequal.",
        "Council's reply: Rivers part them.",
        "2. The report says that halls were shut.",
        "Council's reply: They were flooded.",
        "RECOMMENDATIONS",
        "1. Wards should be equal.",
        "Council's reply: They will be.",
        "The recommendation is accepted.",
        "2. Halls should be open.",
        "Council's reply: They are.",
        "The recommendation is accepted.",
    )
    assert [one.number for one in reading.items] == ["O1", "O2", "1", "2"]
    assert item(reading, "O1").kind is ItemKind.CONCERN
    assert codes(reading) == ["kind_taken"]
    assert statuses(reading)["1"] == ("accepted", "none")


def test_numbers_that_go_on_under_a_heading_stay_recommendations() -> None:
    reading = read(
        "1. Wards should be equal.",
        "Council's reply: They will be.",
        "The recommendation is accepted.",
        "Recommendations",
        "2. Halls should be open.",
        "Council's reply: They are.",
        "The recommendation is accepted.",
    )
    assert [one.number for one in reading.items] == ["1", "2"]
    assert codes(reading) == []


def test_numbers_missing_in_a_run_are_told_once() -> None:
    reading = read(
        "1. Rolls should be public.",
        "Council's reply: They are.",
        "5. Boats should bring the ballots.",
        "Council's reply: They will.",
        "7. Counting should be public.",
        "Council's reply: It is.",
    )
    assert [(warning.code, warning.message) for warning in reading.warnings] == [
        ("number_missing", "No items 2 to 4 were found between those before and after."),
        ("number_missing", "No item 6 was found between those before and after."),
    ]


@pytest.mark.parametrize("label", ["Recommendation", "R\u0435\u0441ommendation", "Рекомендация"])
def test_a_label_behind_the_number_is_no_part_of_the_quotation(label: str) -> None:
    reading = read(
        f'1. {label}: "Rolls should be public."',
        "Council's reply: They are.",
        f"2. {label}: Boats should bring the ballots. One finding: they are slow.",
        "Council's reply: They will.",
    )
    assert [one.text for one in reading.items] == [
        "Rolls should be public.",
        "Boats should bring the ballots. One finding: they are slow.",
    ]


def test_numbers_with_parts_are_not_missing() -> None:
    reading = read(
        "2. Rolls should be public.",
        "Council's reply: They are.",
        "3.1 Boats should bring the ballots.",
        "Council's reply: They will.",
        "4. Counting should be public.",
        "Council's reply: It is.",
    )
    assert [one.number for one in reading.items] == ["2", "3.1", "4"]
    assert codes(reading) == []
