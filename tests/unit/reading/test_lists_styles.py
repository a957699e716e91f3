"""Lists whose numbers are printed in less common ways."""

import pytest

from app.reading.formats import text
from app.reading.layout.labels import read_label, split_label
from app.reading.layout.pieces import make_text
from app.reading.reports.reader import read_report
from tests.unit.reading.printed import TALE, report_of, text_of

ROLLS = "Rolls should be open to everybody who asks for them."
SEALS = "Seals should be numbered."
SACKS = "Sacks should be weighed before and after."


@pytest.mark.parametrize(
    "printed",
    [
        ("1.", "2.", "3."),
        ("[1] ", "[2] ", "[3] "),
        ("1/ ", "2/ ", "3/ "),
        ("1º ", "2º ", "3º "),
        ("№ 1. ", "№ 2. ", "№ 3. "),
        ("№ 1 ", "№ 2 ", "№ 3 "),
        ("Rec. 1 - ", "Rec. 2 - ", "Rec. 3 - "),
        ("1 ", "2 ", "3 "),
        ("1 – ", "2 – ", "3 – "),
        ("No. 1 ", "No. 2 ", "No. 3 "),
        ("P1. ", "P2. ", "P3. "),
        ("R.1 ", "R.2 ", "R.3 "),
        ("§ 1 ", "§ 2 ", "§ 3 "),
        ("① ", "② ", "③ "),
        ("①", "②", "③"),
        ("⑴ ", "⑵ ", "⑶ "),
    ],
)
def test_numbers_printed_in_other_ways(printed: tuple[str, ...]) -> None:
    texts = (ROLLS, SEALS, SACKS)
    entries = [f"{label}{words}" for label, words in zip(printed, texts, strict=True)]
    reading = report_of("I. SUMMARY", TALE, "II. RECOMMENDATIONS", *entries, "ANNEX: RESULTS")
    assert [one.number for one in reading.items] == ["1", "2", "3"]
    assert [one.number_as_printed for one in reading.items] == [one.strip() for one in printed]
    assert [one.text for one in reading.items] == [ROLLS, SEALS, SACKS]
    for one in reading.items:
        span = one.spans[0]
        assert reading.text.pieces[span.piece].text[span.start : span.end] == one.text
    assert "unnumbered" not in [warn.code for warn in reading.warnings]


def test_number_on_a_line_of_its_own() -> None:
    reading = report_of(
        "II. RECOMMENDATIONS", "Recommendation No. 1", ROLLS, "Recommendation No. 2", SEALS
    )
    assert [(one.number, one.text) for one in reading.items] == [("1", ROLLS), ("2", SEALS)]


def test_one_list_may_number_its_items_in_several_ways() -> None:
    reading = report_of(
        "RECOMMENDATIONS", f"1. {ROLLS}", f"2) {SEALS}", f"3 - {SACKS}", f"R4. {ROLLS}"
    )
    assert [one.number_as_printed for one in reading.items] == ["1.", "2)", "3 -", "R4."]
    assert [one.text for one in reading.items] == [ROLLS, SEALS, SACKS, ROLLS]


def test_label_out_of_turn_stays_in_the_text() -> None:
    reading = report_of("RECOMMENDATIONS", f"1. {ROLLS}", f"2. {SEALS}", f"R19. {SACKS}")
    assert [one.number for one in reading.items] == ["1", "2"]
    assert reading.items[-1].text == f"{SEALS} R19. {SACKS}"
    assert "label_within" in [warn.code for warn in reading.items[-1].warnings]


def test_cyrillic_letters_of_labels_before_latin_text_are_taken_for_latin_ones() -> None:
    word = "R\u0435\u0441ommendation"
    reading = report_of(
        "RECOMMENDATIONS",
        f"{word} 1: {ROLLS}",
        f"Recommendation 2(a): {SEALS}",
        f"Recommendation 2(b): {SACKS}",
        f"{word} 2(\u0441): {ROLLS[:-1]} in \u0430utumn.",
    )
    assert [one.number for one in reading.items] == ["1", "2A", "2B", "2C"]
    assert reading.items[-1].text == f"{ROLLS[:-1]} in \u0430utumn."


def test_a_word_between_two_entries_ends_the_first() -> None:
    reading = report_of("RECOMMENDATIONS", f"1. {ROLLS[:-1]};", "and", f"2. {SEALS}")
    assert [one.text for one in reading.items] == [f"{ROLLS[:-1]}; and", SEALS]
    assert reading.unread == []


def test_entries_before_the_first_number_are_shown_as_unread() -> None:
    reading = report_of("RECOMMENDATIONS", "We hope:", f"- {SEALS}", f"1. {ROLLS}", f"2. {SACKS}")
    assert [one.text for one in reading.items] == [ROLLS, SACKS]
    assert [one.text for one in reading.unread] == [SEALS]


@pytest.mark.parametrize(("number", "found"), [("3", ["1", "2", "3"]), ("2", ["2"])])
def test_a_table_that_counts_on_from_a_list_is_read_with_it(number: str, found: list[str]) -> None:
    head = "No.\tRecommendation\tAddressee"
    reading = report_of(
        "RECOMMENDATIONS", f"1. {ROLLS}", f"2. {SEALS}", head, f"{number}\t{SACKS}\tCouncil"
    )
    assert [one.number for one in reading.items] == found
    assert reading.items[-1].text == SACKS
    assert len(reading.unread) == (0 if number == "3" else 2)


def test_paragraphs_that_begin_with_a_year_or_a_date_are_no_items() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        f"1. {ROLLS}",
        "2 May was the day on which the council had promised to open them.",
        f"2. {SEALS}",
    )
    assert [one.number for one in reading.items] == ["1", "2"]
    assert reading.items[1].text == SEALS


def test_round_bullets_made_of_a_letter_are_no_part_of_the_text() -> None:
    reading = report_of("RECOMMENDATIONS", f"o {ROLLS}", f"o {SEALS}")
    assert [one.text for one in reading.items] == [ROLLS, SEALS]


@pytest.mark.parametrize("text", ["1.5 million came.", "2018 Elections", "3.a", "R.S. Hall", "1.A"])
def test_what_is_no_unspaced_number(text: str) -> None:
    label, rest = split_label(text)
    assert label is None or f"{label.printed} {rest}".strip() == text


def test_label_in_square_brackets_counts_with_its_number() -> None:
    label = read_label("[12]")
    assert label is not None
    assert label.number == 12


def test_numbers_within_a_number_are_items_of_its_container() -> None:
    reading = report_of(
        "VII. CONCLUSIONS AND RECOMMENDATIONS",
        "45. The council noted that the ferries had run on time.",
        "46. It calls on the island:",
        "46.1. to open the rolls;",
        "46.2. to number the seals.",
        "47. It recommends that the sacks be weighed.",
    )
    found = [(one.number, one.parent, one.container, one.text) for one in reading.items]
    assert found == [
        ("45", None, False, "The council noted that the ferries had run on time."),
        ("46", None, True, "It calls on the island:"),
        ("46.1", "46", False, "to open the rolls;"),
        ("46.2", "46", False, "to number the seals."),
        ("47", None, False, "It recommends that the sacks be weighed."),
    ]
    assert reading.items[2].lead_in == "It calls on the island:"
    asking_nothing = [
        one.number
        for one in reading.items
        if "asks_nothing" in [warn.code for warn in one.warnings]
    ]
    assert asking_nothing == ["45"]


def test_numbers_from_1_behind_a_colon_are_items_of_its_container() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        f"1. {ROLLS}",
        "2. The board should:",
        "1. Number the seals;",
        "2. Weigh the sacks.",
        f"3. {SACKS}",
    )
    assert [(one.number, one.parent) for one in reading.items] == [
        *(("1", None), ("2", None), ("2A", "2"), ("2B", "2"), ("3", None)),
    ]
    assert reading.items[3].text == "Weigh the sacks."
    assert reading.warnings == text_of("1").warnings


def test_letters_below_a_dotted_number_keep_its_number() -> None:
    reading = report_of(
        "RECOMMENDATIONS", "5.1 The council should:", f"(a) {ROLLS}", f"(b) {SEALS}", f"5.2 {SACKS}"
    )
    assert [one.number for one in reading.items] == ["5.1", "5.1A", "5.1B", "5.2"]


def test_bullets_below_a_bullet_are_items_of_its_container() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        f"• {ROLLS}",
        "• Train those who count:",
        "– Clerks of the halls should be taught twice.",
        "– Their drivers should know the way.",
        f"• {SEALS}",
        "• Pay for:",
        "• the sacks;",
        "• the wax.",
        f"• {SACKS}",
    )
    assert [(one.number, one.parent, one.container) for one in reading.items] == [
        ("1", None, False),
        ("2", None, True),
        ("2A", "2", False),
        ("2B", "2", False),
        ("3", None, False),
        ("4", None, True),
        ("4A", "4", False),
        ("4B", "4", False),
        ("5", None, False),
    ]
    assert reading.items[3].text == "Their drivers should know the way."
    assert reading.items[6].lead_in == "Pay for:"


def test_bullets_beside_one_that_ends_in_a_colon_stay_items() -> None:
    reading = report_of("RECOMMENDATIONS", "• Let us repeat it:", f"• {ROLLS}", f"• {SEALS}")
    assert [one.parent for one in reading.items] == [None, None, None]


def test_what_stands_under_a_heading_and_is_no_list_is_shown_as_unread() -> None:
    reading = report_of(
        "I. SUMMARY",
        TALE,
        "II. RECOMMENDATIONS",
        "The cells of a sheet stand here, and none of them ends.",
        "ANNEX: RESULTS",
        TALE,
    )
    assert reading.items == []
    assert [one.text for one in reading.unread] == [
        "The cells of a sheet stand here, and none of them ends."
    ]
    assert "shown as not read" in next(
        warn.message for warn in reading.warnings if warn.code == "no_list"
    )


def test_head_of_a_table_that_looks_like_a_heading_hides_nothing_below_it() -> None:
    reading = report_of(
        "I. SUMMARY",
        TALE,
        "II. RECOMMENDATIONS",
        "NO CONTEXT ADVICE WHO IS MEANT",
        "One, the rolls are closed, open them for all who ask, the council of the island.",
        "III. RESULTS",
        TALE,
    )
    assert reading.items == []
    assert [one.text[:4] for one in reading.unread] == ["One,"]


def test_numbers_of_an_unknown_style_stay_and_are_told() -> None:
    entries = [f"E-{n}> {text}" for n, text in enumerate((ROLLS, SEALS, SACKS), 1)]
    reading = report_of("I. SUMMARY", TALE, "II. RECOMMENDATIONS", *entries)
    assert [one.text for one in reading.items] == entries
    assert all("number_within" in [warn.code for warn in one.warnings] for one in reading.items)
    codes = [warn.code for warn in reading.warnings]
    assert "numbers_within" in codes
    assert "unnumbered" not in codes


def test_entries_below_a_roman_number() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        f"I. {ROLLS}",
        "II. The boards should:",
        "(a) seal the sacks;",
        "(b) weigh them.",
        f"III. {SEALS}",
    )
    assert [(one.number, one.parent) for one in reading.items] == [
        ("1", None), ("2", None), ("2A", "2"), ("2B", "2"), ("3", None),
    ]  # fmt: skip
    assert [one.number_as_printed for one in reading.items[2:4]] == ["(a)", "(b)"]


def test_letters_within_a_sentence_that_goes_over_a_page() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        f"I. {ROLLS}",
        "II. Members of boards should be taught all of their duties, including",
        "\f",
        "(i) the sealing of sacks, (ii) the weighing of sacks and (iii) the rolls.",
        f"III. {SEALS}",
    )
    assert [one.text for one in reading.items] == [
        ROLLS,
        "Members of boards should be taught all of their duties, including (i) the sealing of"
        " sacks, (ii) the weighing of sacks and (iii) the rolls.",
        SEALS,
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article", "12. of the law should go."),
        ("In line with paragraph", "5.1 of it, open rolls."),
    ],
)
def test_a_line_that_goes_on_with_a_number_is_no_heading(first: str, second: str) -> None:
    printed = f"RECOMMENDATIONS\n\n1. {ROLLS}\n\n2. {first}\n   {second}\n\n3. {SEALS}\n"
    reading = read_report(make_text(text.read(printed.encode())))
    assert [one.text for one in reading.items] == [ROLLS, f"{first} {second}", SEALS]
