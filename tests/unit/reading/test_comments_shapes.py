"""Comments in other shapes: tables, letters, questions, italics, one answer for several items."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from app.reading.comments.labels import read_numbers
from app.reading.comments.reader import read_comments
from app.reading.formats.opening import open_source
from app.reading.layout.pieces import make_text
from app.vocabulary.lists import ItemKind, Position
from tests.unit.reading.comments_samples import (
    COMMENTS,
    PATTERNS,
    QUOTED,
    answer,
    codes,
    item,
    read,
    statuses,
    write_print,
    write_word,
)

TABLE = (
    "# Response of the Ministry of Justice",
    "| No. | Recommendation | Response of the Ministry | Status",
    "| Rolls | | |",
    "| 1 | The roll should be public. | It hangs in each hall. | Implemented",
    "| 2 | The code should: | |",
    "| (a) | name the body, | It is named. | Already implemented",
    "| (b) | set its term. | Five years are proposed. | Accepted in part",
    "| Broadcasting | | |",
    "| 3 | Airtime should be given by lot. | | Under consideration",
    "| 4 | Debates should be held. | Two were held. | Left to the stations",
    "| 5 | Fines should be lower. | - |",
)


def test_a_table_gives_an_item_and_an_answer_for_each_row() -> None:
    reading = read(*TABLE)
    assert [one.number for one in reading.items] == ["1", "2", "2A", "2B", "3", "4", "5"]
    assert item(reading, "1").text == "The roll should be public."
    assert answer(reading, "1").standpoint == "It hangs in each hall."
    assert answer(reading, "1").stated_as == "Implemented"
    assert statuses(reading) == {
        "1": ("not_stated", "implemented"),
        "2A": ("not_stated", "implemented"),
        "2B": ("accepted_in_part", "none"),
        "3": ("under_study", "none"),
        "4": ("not_stated", "none"),
        "5": ("not_stated", "none"),
    }
    assert codes(reading) == []


def test_a_table_has_lead_ins_headings_and_items_left_unanswered() -> None:
    reading = read(*TABLE)
    assert item(reading, "2").container
    assert (item(reading, "2B").parent, item(reading, "2B").lead_in) == ("2", "The code should:")
    assert item(reading, "2B").heading == "Rolls"
    assert item(reading, "4").heading == "Broadcasting"
    assert [warning.code for warning in answer(reading, "4").warnings] == ["unknown_status"]
    assert answer(reading, "4").stated_as == "Left to the stations"


def test_a_table_may_number_within_the_item_and_state_within_the_answer() -> None:
    reading = read(
        "| Observation of the mission | Comment of the Board",
        "| 7. The roll was late. | It was on time. The observation is not accepted.",
        "| 8. Two halls were closed. | They were flooded.",
    )
    assert statuses(reading) == {"7": ("not_accepted", "none"), "8": ("not_stated", "none")}
    assert answer(reading, "7").standpoint == "It was on time."


def test_a_table_torn_by_a_page_keeps_its_columns() -> None:
    reading = read(
        "| Recommendation | Response | Status",
        "| 1. The roll should be public. | It is. | Implemented",
        "\f",
        "| 2. The roll should be checked. | It will be. | In progress",
    )
    assert statuses(reading)["2"] == ("not_stated", "being_implemented")
    assert answer(reading, "2").page == 2


def test_a_table_of_other_things_is_part_of_an_answer() -> None:
    reading = read(
        "1. Wards should be of equal size.",
        "Response: They are, as the table shows:",
        "| Ward | Residents",
        "| North | 4,100",
        "| South | 4,000",
        "The recommendation is accepted.",
        "2. Rolls should be public.",
        "Response: They are.",
    )
    assert [one.number for one in reading.items] == ["1", "2"]
    assert answer(reading, "1").position is Position.ACCEPTED
    assert "South | 4,000" in answer(reading, "1").standpoint


def test_a_letter_names_items_without_quoting_them() -> None:
    reading = read(
        "Dear Director,",
        "We thank the mission for its report.",
        "With regard to recommendation 4, the Ministry has sent a bill to the chamber.",
        "The recommendation is accepted.",
        "On recommendations 5 to 7, no change is planned, as recommendation 2 was carried out.",
        "Recommendation 4 of the report of 2010 was similar.",
        "Concerning recommendations 9, 11 and 12(b): courts are independent.",
        "Yours sincerely,",
        "The Minister",
    )
    assert reading.items == []
    assert [one.number for one in reading.answers] == ["4", "5", "6", "7", "9", "11", "12B"]
    assert answer(reading, "4").position is Position.ACCEPTED
    assert answer(reading, "4").standpoint.startswith("With regard to recommendation 4, the")
    assert answer(reading, "6").shared_with == ["5", "7"]
    assert "report of 2010" in answer(reading, "5").standpoint
    assert answer(reading, "12B").standpoint == "courts are independent."
    assert all(one.kind is ItemKind.RECOMMENDATION for one in reading.answers)
    assert [passage.text for passage in reading.unread][-1] == "The Minister"


def test_a_letter_may_name_findings() -> None:
    reading = read(
        "Observation 3: The roll was on time.",
        "Observation 4: Two halls were flooded.",
    )
    assert {one.kind for one in reading.answers} == {ItemKind.CONCERN}
    assert [one.number for one in reading.answers] == ["O3", "O4"]


def test_questions_in_italics_are_quotations() -> None:
    reading = read(
        "*1. The mission asks that ballots be counted in the open.*",
        "Counting is open to all agents.",
        "Nothing bars them.",
        "*2. The mission asks that tallies be posted.*",
        "Tallies are posted at noon.",
        "Already implemented.",
    )
    assert item(reading, "2").text == "The mission asks that tallies be posted."
    assert answer(reading, "1").standpoint == "Counting is open to all agents. Nothing bars them."
    assert statuses(reading)["2"] == ("not_stated", "implemented")


def test_paragraphs_in_quotation_marks_are_quotations() -> None:
    reading = read(
        "Recommendation 1: “Ballots should be counted in the open.”",
        "Counting is open to all agents.",
        "Recommendation 2: “Tallies should be posted.”",
        "They are posted at noon.",
    )
    assert item(reading, "1").text == "Ballots should be counted in the open."
    assert item(reading, "2").number_as_printed == "Recommendation 2:"
    assert answer(reading, "2").standpoint == "They are posted at noon."


def test_questions_and_answers() -> None:
    reading = read(
        "Q1: Why were two halls closed?",
        "A: They were flooded.",
        "A. Reed signed the order.",
        "Q2: Why was the count late?",
        "A: The power failed.",
    )
    assert [one.number for one in reading.items] == ["1", "2"]
    assert answer(reading, "1").standpoint == "They were flooded. A. Reed signed the order."


def test_status_lines_with_labels_stand_anywhere_in_an_answer() -> None:
    reading = read(
        "Recommendation 1: The roll should be public.",
        "Response of the Board:",
        "Position: accepted",
        "The roll hangs in each hall.",
        "Status: in progress",
        "Recommendation 2: The roll should be checked.",
        "Response of the Board:",
        "Status: for the next chamber",
        "It takes time.",
    )
    assert statuses(reading) == {
        "1": ("accepted", "being_implemented"),
        "2": ("not_stated", "none"),
    }
    assert answer(reading, "1").standpoint == "The roll hangs in each hall."
    assert answer(reading, "2").stated_as == "Status: for the next chamber"


def test_a_status_may_stand_in_a_line_of_its_own_at_the_beginning() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response:",
        "Partially accepted.",
        "It hangs in each hall, but not on the web.",
        "2. The roll should be checked.",
        "Response: This recommendation is implemented in rule 3.",
        "It says how.",
    )
    assert statuses(reading) == {"1": ("accepted_in_part", "none"), "2": ("not_stated", "none")}
    assert answer(reading, "1").standpoint.startswith("It hangs in each hall")


def test_a_bare_status_may_begin_an_answer() -> None:
    reading = read(
        "98.1 Ratify the convention (Veldania);",
        "Response: Accepted.",
        "98.2 Amend the code (Ostravia);",
        "Response: Noted. The code is before the chamber.",
        "98.3 Open the rolls.",
        "Response: Recommendation is implemented. It was so in 2010.",
    )
    assert statuses(reading) == {
        "98.1": ("accepted", "none"),
        "98.2": ("noted", "none"),
        "98.3": ("not_stated", "none"),
    }
    assert answer(reading, "98.2").standpoint == "The code is before the chamber."


def test_a_word_that_says_what_is_quoted_is_no_part_of_it() -> None:
    reading = read(
        "Observation: The roll was late.",
        "Reply: It was not.",
        "Observation: Halls were cold.",
        "Reply: They were heated.",
    )
    assert [one.text for one in reading.items] == ["The roll was late.", "Halls were cold."]


def test_one_answer_for_several_items_is_given_for_each() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response: It is.",
        "Recommendations 2 and 3",
        "2. The oath should be public.",
        "3. Terms should be staggered.",
        "Response: Both are being studied.",
        "4. The law should:",
        "(a) name the body,",
        "(b) set its term.",
        "Response: It does.",
        "5. Tellers should be trained.",
        "6. Tellers should be paid.",
        "Response: A bill says so.",
        "7. Halls should have ramps.",
        "Response: They do.",
    )
    numbers = ["1", "2", "3", "4", "4A", "4B", "5", "6", "7"]
    assert [one.number for one in reading.items] == numbers
    assert [one.number for one in reading.answers] == [n for n in numbers if n != "4"]
    assert answer(reading, "2").shared_with == ["3"]
    assert answer(reading, "4B").standpoint == answer(reading, "4A").standpoint == "It does."
    assert item(reading, "5").text == "Tellers should be trained."
    assert answer(reading, "6").shared_with == ["5"]
    assert answer(reading, "7").shared_with == []


def test_an_answer_that_names_its_item_is_tied_to_it() -> None:
    reading = read(
        "Response to recommendation 7: The roll is public.",
        "Response to recommendations 9 and 10: They are checked.",
    )
    assert [one.number for one in reading.answers] == ["7", "9", "10"]


def test_two_answers_to_one_item_are_both_kept() -> None:
    reading = read(
        "1. The roll should be public.",
        "Response of the Board: It is.",
        "The recommendation is accepted.",
        "Response of the Court: It is not ours to say.",
        "The recommendation is noted.",
        "2. The roll should be checked.",
        "Response of the Board: It is.",
    )
    assert [one.number for one in reading.answers] == ["1", "1", "2"]
    assert [one.position.value for one in reading.answers[:2]] == ["accepted", "noted"]


def test_quotations_without_numbers_are_numbered_in_order_and_told() -> None:
    reading = read(
        "The mission found that the roll was late.",
        "Response: It was on time.",
        "The observation is not accepted.",
        "The mission found that two halls were closed.",
        "Response: They were flooded.",
        "The observation is accepted.",
        "The mission found that the roll was late.",
        "Response: Again, it was on time.",
    )
    assert [(one.number, one.number_as_printed) for one in reading.items] == [
        ("R1", None),
        ("R2", None),
    ]
    assert [one.number for one in reading.answers] == ["R1", "R2", "R1"]
    assert "unnumbered" in [warning.code for warning in item(reading, "R2").warnings]


def test_a_quotation_is_tied_by_its_text_where_no_number_is_printed() -> None:
    reading = read(
        "1. The roll should be made public each spring.",
        "Response: It is.",
        "The recommendation is accepted.",
        "“The roll should be made public each spring.”",
        "Response: We repeat that it is.",
        "The recommendation is accepted.",
    )
    assert [one.number for one in reading.items] == ["1"]
    assert [one.number for one in reading.answers] == ["1", "1"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("3 to 5", "3 4 5"),
        ("3-5", "3 4 5"),
        ("3, 4 and 7", "3 4 7"),
        ("2 and 5 to 7", "2 5 6 7"),
        ("14(a)", "14A"),
        ("14 (a) to 14 (c)", "14A 14B 14C"),
        ("4b", "4B"),
        ("95.12", "95.12"),
        ("95.12 to 95.14", "95.12 95.13 95.14"),
        ("1 to 900", "1 900"),
        ("No. 7", "7"),
        ("7, 7", "7"),
        ("none", ""),
    ],
)
def test_numbers_are_read_with_ranges_filled(words: str, numbers: str) -> None:
    assert " ".join(map(str, read_numbers(words))) == numbers


@pytest.mark.parametrize(("write", "ending"), [(write_word, "docx"), (write_print, "pdf")])
def test_files_give_what_their_paragraphs_give(
    write: Callable[[Path], None], ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"comments.{ending}"
    write(path)
    found = read_comments(make_text(open_source(path, path.name)), PATTERNS)
    wanted = read(*COMMENTS)
    assert {one.number: (one.page, one.text) for one in found.items} == QUOTED
    assert statuses(found) == statuses(wanted)
    assert [one.standpoint for one in found.answers] == [one.standpoint for one in wanted.answers]


def test_comments_in_a_word_file_with_table_and_italics(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Answers of the Board", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, head in zip(table.rows[0].cells, ("Recommendation", "Answer", "Status"), strict=True):
        cell.text = head
    for texts in (
        ("1. The roll should be public.", "It hangs in each hall.", "Implemented"),
        ("2. The roll should be checked.", "A rule is drafted.", "In progress"),
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph().add_run("3. Halls should have ramps.").italic = True
    document.add_paragraph("All but two have one.")
    document.add_paragraph().add_run("4. Halls should be warm.").italic = True
    document.add_paragraph("They are heated from six.")
    path = tmp_path / "answers.docx"
    document.save(str(path))
    reading = read_comments(make_text(open_source(path, path.name)), PATTERNS)
    assert [one.number for one in reading.items] == ["1", "2", "3", "4"]
    assert statuses(reading)["2"] == ("not_stated", "being_implemented")
    assert answer(reading, "4").standpoint == "They are heated from six."
    assert answer(reading, "4").page == 2


def test_an_answer_may_be_no_more_than_a_status() -> None:
    reading = read(
        "Recommendation 1: Rolls should hang in each hall.",
        "The Council's reply: Under consideration.",
        "Recommendation 2: Boats should bring the ballots.",
        "The Council's reply: Not accepted.",
    )
    assert statuses(reading) == {"1": ("under_study", "none"), "2": ("not_accepted", "none")}
    for number, stated in (("1", "Under consideration"), ("2", "Not accepted")):
        assert answer(reading, number).standpoint == ""
        assert answer(reading, number).stated_as == stated
        assert answer(reading, number).warnings == []
