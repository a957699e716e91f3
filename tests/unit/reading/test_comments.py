"""Comments in running text: quotations, answers, status lines (app.reading.comments)."""

import pytest

from app.core.textfold import digest
from app.reading.comments.reader import read_comments
from app.reading.model import PageInfo, Piece, PieceKind, Text
from app.vocabulary.lists import Ground, ItemKind, PageBasis, PlaceRole, Position, Reported
from tests.unit.reading.comments_samples import (
    COMMENTS,
    OBSERVATIONS,
    PATTERNS,
    RECOMMENDATIONS,
    WELCOMED,
    answer,
    codes,
    item,
    read,
    said,
    statuses,
)


def test_every_item_is_found_once_with_its_number_kind_and_page() -> None:
    reading = read(*COMMENTS)
    assert [(one.number, one.number_as_printed, one.page) for one in reading.items] == [
        ("W1", "1.", 1),
        ("W2", "2.", 1),
        ("O1", "1.", 1),
        ("O2", "2.", 1),
        ("1", "1.", 1),
        ("2", "2.", 1),
        ("2A", "(a)", 1),
        ("2B", "(b)", 2),
        ("3A", "3 (a).", 2),
        ("3B", "3(b).", 2),
        ("4", "4.", 2),
    ]
    kinds = {"W": ItemKind.WELCOMED, "O": ItemKind.CONCERN}
    for one in reading.items:
        assert one.kind is kinds.get(one.number[0], ItemKind.RECOMMENDATION)
        assert one.role is PlaceRole.QUOTATION
        assert one.page_basis is PageBasis.COUNTED
        assert one.warnings == []


def test_quotations_hold_the_quoted_words_only() -> None:
    reading = read(*COMMENTS)
    assert item(reading, "O1").text == (
        "Some wards were far larger than others (section 3, page 5)."
    )
    assert item(reading, "2A").text == "name what they may see,"
    assert item(reading, "3A").text == "Rolls should be public."


def test_lead_in_is_a_container_only_where_one_is_printed() -> None:
    reading = read(*COMMENTS)
    lead = item(reading, "2")
    assert lead.container
    for number in ("2A", "2B"):
        assert item(reading, number).parent == "2"
        assert item(reading, number).lead_in == lead.text
    assert item(reading, "3A").parent is None
    assert [one.number for one in reading.items if one.container] == ["2"]
    assert "2" not in statuses(reading)


def test_answers_are_tied_with_position_and_reported_status() -> None:
    reading = read(*COMMENTS)
    assert statuses(reading) == {
        "O1": ("not_accepted", "none"),
        "O2": ("accepted_in_part", "none"),
        "1": ("under_study", "none"),
        "2A": ("not_stated", "implemented"),
        "2B": ("not_stated", "being_implemented"),
        "3A": ("not_stated", "implemented_continuing"),
        "3B": ("not_accepted", "none"),
        "4": ("accepted", "none"),
    }
    assert all(one.warnings == [] for one in reading.answers)


def test_standpoint_is_the_answer_without_opening_and_status_line() -> None:
    found = answer(read(*COMMENTS), "2B")
    assert found.standpoint == (
        "A bill does so. 1. It was read once. 2. It will be read again. 3. It lists four reasons."
    )
    assert found.stated_as == "The proposal is at the stage of implementation"
    assert found.page == 2
    assert found.ground is Ground.NOT_SAID


def test_status_lookalikes_within_a_standpoint_are_no_status() -> None:
    reading = read(*COMMENTS)
    assert answer(reading, "1").position is Position.UNDER_STUDY
    assert answer(reading, "1").reported is Reported.NONE
    assert "implemented in chapter two" in answer(reading, "1").standpoint
    assert "is not supported by figures" in answer(reading, "O1").standpoint
    assert "implemented in rule 12" in answer(reading, "O2").standpoint


def test_headings_say_priority_and_stand_with_the_items() -> None:
    reading = read(*COMMENTS)
    assert {(one.heading, one.priority) for one in reading.items[:4]} == {(None, None)}
    assert {(one.heading, one.priority) for one in reading.items[4:-1]} == {
        ("Priority recommendations", True)
    }
    last = reading.items[-1]
    assert (last.heading, last.priority) == ("Other recommendations", False)
    assert last.section == "Recommendations, Other recommendations, Broadcasting"
    assert item(reading, "O2").section == "Critical observations"


def test_spans_lead_back_to_the_words() -> None:
    reading = read(*COMMENTS)
    for one in reading.items:
        assert digest(said(reading, one)) == digest(one.text)
    for other in reading.answers:
        words = other.standpoint.replace(" 1) ", " ").replace(" 2) ", " ").replace(" 3) ", " ")
        words = words.replace(" 1. ", " ").replace(" 2. ", " ").replace(" 3. ", " ")
        assert digest(said(reading, other)) == digest(words)
        assert other.status_spans


def test_title_and_date_are_guessed_and_are_no_headings() -> None:
    reading = read(
        "# Comments of the Council on the final report",
        "12 May 2019",
        "To the mission",
        "1. Rolls should be public.",
        "Response: They are.",
    )
    assert (reading.title, reading.published_on) == (
        "Comments of the Council on the final report",
        "2019-05-12",
    )
    assert item(reading, "1").heading is None


def test_what_is_not_taken_up_is_unread() -> None:
    reading = read(*COMMENTS)
    unread = [passage.text.split()[0] for passage in reading.unread]
    assert unread == ["The", "This", "The", "Note:"]
    assert reading.unread[2].text == "The mission asks for more than new rules. This includes:"


def test_quotations_without_answer_end_where_the_report_is_pointed_to() -> None:
    reading = read(*WELCOMED, *OBSERVATIONS)
    assert item(reading, "W2").text.endswith("voters were helped (section 9, page 12).")
    bare = read(WELCOMED[0], "1. Ballots were clear.", "The Council drew them.", *OBSERVATIONS)
    assert item(bare, "W1").text == "Ballots were clear."
    assert [warning.code for warning in item(bare, "W1").warnings] == ["boundary"]


def test_numbering_may_begin_anew_in_each_section() -> None:
    reading = read(*OBSERVATIONS, *RECOMMENDATIONS)
    numbers = [one.number for one in reading.items]
    assert numbers[:4] == ["O1", "O2", "1", "2"]
    assert codes(reading) == []


def test_numbering_that_begins_anew_without_a_heading_is_told() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response: It is public.",
        "2. The roll should be checked.",
        "Response: It is checked.",
        "1. Ballots should be numbered.",
        "Response: They are numbered.",
    )
    assert [one.number for one in reading.items] == ["1", "2", "R1"]
    assert [warning.code for warning in item(reading, "R1").warnings] == ["number_twice"]
    assert answer(reading, "R1").standpoint == "They are numbered."


def test_an_item_over_a_page_break_is_whole_and_on_its_first_page() -> None:
    pieces = [
        Piece(1, PieceKind.LIST, "The roll should be", label="1."),
        Piece(1, PieceKind.FURNITURE, "Page 1"),
        Piece(2, PieceKind.LIST, "public and checked.", continued=True),
        Piece(2, PieceKind.PARAGRAPH, "Response: It is public,"),
        Piece(3, PieceKind.PARAGRAPH, "and it is checked.", continued=True),
        Piece(3, PieceKind.PARAGRAPH, "Recommendation is implemented."),
    ]
    pages = [PageInfo(number, PageBasis.COUNTED) for number in (1, 2, 3)]
    reading = read_comments(Text("text", pages, pieces), PATTERNS)
    found = item(reading, "1")
    assert (found.text, found.page) == ("The roll should be public and checked.", 1)
    assert [span.piece for span in found.spans] == [0, 2]
    assert answer(reading, "1").standpoint == "It is public, and it is checked."
    assert answer(reading, "1").page == 2


def test_answers_without_status_line_say_so() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response: It hangs in each hall. The recommendation is accepted. It will stay there.",
        "2. The roll should be checked.",
        "Response: It is checked.",
    )
    assert statuses(reading) == {"1": ("not_stated", "none"), "2": ("not_stated", "none")}
    found = [warning.code for warning in answer(reading, "1").warnings]
    assert found == ["no_status", "status_within"]
    assert [warning.code for warning in answer(reading, "2").warnings] == ["no_status"]


def test_an_answer_that_nothing_is_quoted_for_is_not_tied() -> None:
    reading = read(
        "Response: We thank the mission.", "1. The roll should be public.", "Response: No."
    )
    assert answer(reading, None).standpoint.startswith("We thank")
    assert answer(reading, None).kind is None
    assert "not_tied" in [warning.code for warning in answer(reading, None).warnings]


def test_missing_numbers_are_told() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response: It is public.",
        "3. The roll should be checked.",
        "Response: It is checked.",
    )
    assert codes(reading) == ["number_missing"]
    assert "No item 2 " in reading.warnings[0].message


@pytest.mark.parametrize(
    "paragraphs",
    [
        (),
        ("# Final report", "1. The law should be clear.", "2. The roll should be public."),
        ("The recommendation is accepted.",),
        ("# Response of the Government", "We thank all observers."),
    ],
)
def test_a_document_without_answers_gives_none_and_says_so(paragraphs: tuple[str, ...]) -> None:
    reading = read(*paragraphs)
    assert reading.answers == []
    assert reading.items == []
    assert codes(reading) == ["no_answers"]


def test_words_that_open_an_answer_count_within_a_paragraph_too() -> None:
    reading = read(
        "1. The roll should be public.",
        "The Board's response: It is public.",
        "2. The roll should be checked The Board's response: It is checked each spring.",
    )
    assert item(reading, "2").text == "The roll should be checked"
    assert answer(reading, "2").standpoint == "It is checked each spring."


def test_lookalike_letters_are_read_as_what_they_look_like() -> None:
    reading = read(
        "Recommendations",
        "А. Priority recommendations",  # the А is Cyrillic
        "1. The roll should be public.",
        "Тhe Board's response: It is.",  # so is the Т
        "The recommendation is accepted.",
        "2. The roll should be checked.",
        "The Board’s response: It is.",
        "Тhis recommendation cannot be аccepted.",
    )
    assert item(reading, "1").priority is True
    assert statuses(reading) == {"1": ("accepted", "none"), "2": ("not_accepted", "none")}


def test_comments_in_russian() -> None:
    reading = read(
        "Рекомендации",
        "1. Следует опубликовать списки избирателей.",
        "Позиция Совета. Списки висят в каждой школе.",
        "Данная рекомендация требует дополнительного изучения.",
        "2. Следует обучать наблюдателей.",
        "Позиция Совета. Их обучают весной.",
        "Рекомендация выполнена.",
    )
    assert statuses(reading) == {"1": ("under_study", "none"), "2": ("not_stated", "implemented")}
    assert item(reading, "2").text == "Следует обучать наблюдателей."


def test_marks_of_footnotes_and_quotes_around_all_are_taken_off() -> None:
    reading = read(
        "1. “The roll¹ should be public.”",
        "Response: It is public.²",
        "2. “The roll” should be checked.",
        "Response: It is.",
    )
    assert item(reading, "1").text == "The roll should be public."
    assert item(reading, "2").text == "“The roll” should be checked."
    assert answer(reading, "1").standpoint == "It is public."
