"""Comments in which something is doubtful: columns, look-alikes, stray numbers, odd numbers."""

import pytest

from app.reading.model import FoundAnswer, FoundItem, Reading
from tests.unit.reading.comments_samples import answer, codes, item, read, statuses

PAGE_OF_WORDS = "The clerk kept a list of every form that came in by post. " * 14


def told(found: FoundItem | FoundAnswer) -> list[str]:
    """Return the codes of what is to be decided about an item or answer."""
    return [warning.code for warning in found.warnings]


def unread(reading: Reading) -> list[str]:
    """Return the passages that nothing took up."""
    return [passage.text for passage in reading.unread]


def test_words_below_the_head_of_a_position_are_the_standpoint() -> None:
    reading = read(
        "| No. | Recommendation | Position of the Ministry | Status",
        "| 1 | Rolls should be printed. | The printer was paid in May. A reprint follows. | Noted",
        "| 2 | Halls should be warm. | Heating was bought for all of them. | Implemented",
        "| 3 | Clerks should be paid. | We accept it in part: by day. | In progress",
    )
    assert answer(reading, "1").standpoint == "The printer was paid in May. A reprint follows."
    assert statuses(reading) == {
        "1": ("noted", "none"),
        "2": ("not_stated", "implemented"),
        "3": ("accepted_in_part", "being_implemented"),
    }
    assert answer(reading, "2").stated_as == "Implemented"
    assert answer(reading, "3").standpoint == "We accept it in part: by day."
    assert [told(found) for found in reading.answers] == [[], ["unknown_status"], []]


def test_position_and_implementation_are_read_from_columns_of_their_own() -> None:
    reading = read(
        "| No. | Recommendation | Comment | Position | Implementation",
        "| 1 | Rolls should be printed. | They are. | Accepted in part | In progress",
        "| 2 | Halls should be warm. | They are not. | Not accepted | Left as it is",
        "| 3 | Clerks should be paid. | By day. | Accepted | Implemented",
    )
    assert statuses(reading) == {
        "1": ("accepted_in_part", "being_implemented"),
        "2": ("not_accepted", "none"),
        "3": ("accepted", "implemented"),
    }
    assert answer(reading, "1").stated_as == "Accepted in part; In progress"
    assert answer(reading, "2").stated_as == "Not accepted; Left as it is"
    assert [told(found) for found in reading.answers] == [[], ["unknown_status"], []]


def test_a_column_that_is_not_understood_is_left_unread_and_told() -> None:
    reading = read(
        "| No. | Recommendation | Paid by | Reply of the Board",
        "| 1 | Rolls should be printed. | Treasury | They are.",
        "| 2 | Halls should be warm. | Towns | Coal was bought.",
    )
    assert unread(reading) == ["Treasury", "Towns"]
    assert codes(reading) == ["column_unread"]
    assert '"Paid by"' in reading.warnings[0].message


def test_two_columns_of_words_are_put_together_and_told() -> None:
    reading = read(
        "| No. | Recommendation | Reply of the Board | Measures taken",
        "| 1 | Rolls should be printed. | They are. | A press was bought.",
    )
    assert answer(reading, "1").standpoint == "They are. A press was bought."
    assert codes(reading) == ["columns_together"]


def test_a_comment_of_observers_is_no_part_of_the_standpoint() -> None:
    reading = read(
        "| No. | Recommendation | Comment of the Board | Comment of the observers",
        "| 1 | Rolls should be printed. | They are. | Not all of them.",
    )
    assert answer(reading, "1").standpoint == "They are."
    assert unread(reading) == ["Not all of them."]
    assert codes(reading) == ["column_unread"]


def test_a_position_in_words_stays_in_the_standpoint() -> None:
    reading = read(
        "| Recommendation | Position",
        "| 1. Rolls should be printed. | Accepted. Since May.",
        "| 2. Halls should be warm. | We burn no coal.",
    )
    assert answer(reading, "1").stated_as == "Accepted"
    assert answer(reading, "2").standpoint == "We burn no coal."
    assert [told(found) for found in reading.answers] == [[], ["unknown_status"]]


def test_a_cell_beside_a_status_keeps_its_words() -> None:
    reading = read(
        "| No. | Recommendation | Reply of the Board | Status",
        "| 1 | Rolls should be printed. | They are. | Implemented. Since spring, by hand.",
        "| 2 | Halls should be warm. | Yes. | " + "Much was weighed by the towns of the coast " * 2,
        "| 3 | Clerks should be paid. | - | Noted",
    )
    assert answer(reading, "1").standpoint == "They are. Since spring, by hand."
    assert answer(reading, "1").stated_as == "Implemented."[:-1]
    assert "weighed by the towns" in answer(reading, "2").standpoint
    assert told(answer(reading, "2")) == ["unknown_status"]


def test_a_row_with_a_number_is_no_head() -> None:
    reading = read(
        "| No. | Recommendation | Reply of the Board",
        "| 1 | Rolls should be printed. | They are.",
        "| 2 | This recommendation is short. | So is our reply.",
    )
    assert [found.number for found in reading.answers] == ["1", "2"]


STATE = (
    "Article 1 of the report. «Rolls should be printed.»",
    "Position of the Board. They are. Implemented: each town has a press.",
    "Where it stands – finished long ago.",
    "Article 2 of the report. «Halls should be warm.»",
    "Position of the Board. Coal was bought.",
    "Where it stands – under way.",
)


def test_a_line_behind_a_look_alike_is_not_put_into_the_next_quotation() -> None:
    reading = read(*STATE)
    assert item(reading, "R2").text == "Article 2 of the report. «Halls should be warm.»"
    assert "boundary" in told(item(reading, "R2"))
    assert "finished long ago" in answer(reading, "R1").standpoint
    assert told(answer(reading, "R1")) == ["no_status", "status_within"]


def test_paragraphs_behind_a_status_may_be_the_quotation_and_are_told() -> None:
    reading = read(
        "Rolls should be printed.",
        "Position of the Board. They are.",
        "The recommendation is accepted.",
        "much is still to be done",
        "halls should be warm",
        "Position of the Board. Coal was bought.",
        "The recommendation is noted.",
    )
    assert item(reading, "R2").text == "much is still to be done halls should be warm"
    assert "boundary" in told(item(reading, "R2"))


def test_a_look_alike_taken_for_a_status_is_told() -> None:
    reading = read(
        "1. Rolls should be printed.",
        "Position of the Board. They are. Implemented: each town has a press.",
        "2. Halls should be warm.",
        "Position of the Board. Coal was bought. Noted.",
    )
    assert statuses(reading)["1"] == ("not_stated", "implemented")
    assert told(answer(reading, "1")) == ["status_doubtful"]
    assert told(answer(reading, "2")) == []


def test_state_of_play_is_a_status_and_a_paragraph_of_a_report_a_number_to_check() -> None:
    reading = read(
        "Paragraph 4 of the report. «Rolls should be printed.»",
        "Position of the Board. They are. Implemented: each town has a press.",
        "State of play – completed.",
        "Paragraph 5 of the report. «Halls should be warm.»",
        "Position of the Board. Coal was bought.",
        "State of play – rejected.",
    )
    assert statuses(reading) == {
        "4": ("not_stated", "implemented"),
        "5": ("not_accepted", "none"),
    }
    assert item(reading, "5").text == "Halls should be warm."
    assert told(item(reading, "5")) == ["number_elsewhere"]
    assert told(answer(reading, "4")) == []


def test_a_stray_page_number_stays_and_is_told_where_nothing_says_that_it_is_one() -> None:
    reading = read(
        "1. Rolls should be printed.",
        "Position of the Board: The press stood still in May.",
        "12",
        "The recommendation is noted.",
        "2. Halls should be warm.",
        "Position of the Board: Coal was bought.",
        "The recommendation is accepted.",
    )
    assert answer(reading, "1").standpoint == "The press stood still in May. 12"
    assert told(answer(reading, "1")) == ["stray_number"]
    assert told(answer(reading, "2")) == []


@pytest.mark.parametrize(("second", "left"), [("13", False), ("40", True)])
def test_numbers_that_count_with_the_pages_are_left_out(second: str, left: bool) -> None:
    reading = read(
        "1. Rolls should be printed.",
        "Position of the Board: The press stood still in May.",
        "12",
        "It went on in June.",
        "The recommendation is noted.",
        "2. Halls should be warm.",
        f"Position of the Board: {PAGE_OF_WORDS}",
        second,
        "Coal was bought.",
        "The recommendation is accepted.",
    )
    words = [found.standpoint for found in reading.answers]
    assert ("12" in words[0], second in words[1]) == (left, left)
    assert [told(found) for found in reading.answers] == [["stray_number"] * left] * 2


def numbered(*numbers: int) -> Reading:
    """Return what is read in comments that quote items of these numbers."""
    parts = []
    for number in numbers:
        parts += [
            f"Recommendation {number}",
            f'"Form {number} should be shorter than it is."',
            "Comment of the Board: It is short.",
            "Status: noted",
        ]
    return read("Comments of the Board", *parts)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ((44, 3), ["Item 44 is out of order among the others; check its number."]),
        ((1, 2, 44, 3, 4), ["Item 44 is out of order among the others; check its number."]),
        ((1, 4), ["No items 2 to 3 were found between those before and after."]),
        ((1, 3, 4), ["No item 2 was found between those before and after."]),
        ((1, 2, 3), []),
    ],
)
def test_numbers_out_of_order_are_told(numbers: tuple[int, ...], says: list[str]) -> None:
    reading = numbered(*numbers)
    assert [found.number for found in reading.items] == [str(number) for number in numbers]
    assert [warning.message for warning in reading.warnings] == says


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (("Remarks of the Board", "Port, 5 December 2022"), "2022-12-05"),
        (("Remarks of the Board", "г. Порт, 5 декабря 2022 года"), "2022-12-05"),
        (("Remarks of the Board", "Elections of 1 May 2022"), None),
        (("Remarks of the Board", "Port, 5 December 2022", "Hill, 6 December 2022"), None),
    ],
)
def test_the_date_above_the_first_quotation_is_read(
    lines: tuple[str, ...], date: str | None
) -> None:
    reading = read(
        *lines,
        "1. Rolls should be printed.",
        "Position of the Board: They are.",
        "Status: accepted",
        "2. Halls should be warm.",
        "Position of the Board: They are.",
        "Status: accepted",
    )
    assert reading.published_on == date


def test_partial_acceptance_in_other_order_of_words() -> None:
    reading = read(
        "Рекомендация 1. «Списки следует печатать.»",
        "Позиция комиссии: Печатаем.",
        "Статус: принято частично",
    )
    assert statuses(reading) == {"1": ("accepted_in_part", "none")}


def test_a_letter_that_ends_with_it_is_read_and_told() -> None:
    reading = read(
        "Excellency,",
        "As to recommendation 7(b) on rolls, a press was bought. It is implemented.",
        "As to recommendation 8, coal was bought. It is warm.",
    )
    assert statuses(reading) == {
        "7B": ("not_stated", "implemented"),
        "8": ("not_stated", "none"),
    }
    assert told(answer(reading, "7B")) == ["status_doubtful"]
    assert told(answer(reading, "8")) == ["no_status"]
