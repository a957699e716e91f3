"""Lists of recommendations: where they stand, how they are counted, what is left unread."""

import pytest

from app.reading.model import FoundItem, PieceKind, Reading
from app.vocabulary.lists import ItemKind, PageBasis
from tests.unit.reading.printed import TALE, report_of


def numbers(reading: Reading) -> list[str]:
    return [item.number for item in reading.items]


def item(reading: Reading, number: str) -> FoundItem:
    return next(one for one in reading.items if one.number == number)


def codes(reading: Reading) -> list[str]:
    return [warn.code for warn in reading.warnings]


def test_numbered_items_with_headings_priorities_and_places() -> None:
    reading = report_of(
        "I. SUMMARY",
        TALE,
        "\f",
        "VI. RECOMMENDATIONS",
        TALE,
        "A. PRIORITY RECOMMENDATIONS",
        "1. Citizens should be able to stand alone, without a party that puts them up.",
        "B. OTHER RECOMMENDATIONS",
        "Voter Lists",
        "2. The registry should be compared with that of the post, which is kept",
        "\f",
        "with care.",
        "Media",
        "3. Debates should be free of charge.",
        "ANNEX: RESULTS",
        "1. The Ferry Party won nine seats.",
    )
    assert numbers(reading) == ["1", "2", "3"]
    first, second, third = reading.items
    assert (first.number_as_printed, first.kind) == ("1.", ItemKind.RECOMMENDATION)
    assert (first.heading, first.priority) == ("Priority recommendations", True)
    assert (second.heading, second.priority) == ("Voter Lists", False)
    assert (third.heading, third.page, third.page_basis) == ("Media", 3, PageBasis.COUNTED)
    assert second.text == (
        "The registry should be compared with that of the post, which is kept with care."
    )
    assert second.page == 2
    assert [reading.text.pieces[span.piece].page for span in second.spans] == [2, 3]
    assert second.section == "VI. Recommendations, B. Other recommendations, Voter Lists"
    assert reading.unread == []
    assert codes(reading) == []


def test_spans_cover_the_words_of_the_item() -> None:
    reading = report_of("RECOMMENDATIONS", "1. Seals should be numbered.", "2. Rolls should open.")
    for one in reading.items:
        parts = [reading.text.pieces[span.piece].text[span.start : span.end] for span in one.spans]
        assert " ".join(parts) == one.text


def test_lead_in_is_the_container_of_its_letters() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "4. To keep the tally honest, the council should:",
        "(a) print each hall's figures the same night;",
        "(b) keep the sacks sealed.",
        "5. Rolls should be open.",
    )
    assert numbers(reading) == ["4", "4A", "4B", "5"]
    assert item(reading, "4").container
    child = item(reading, "4B")
    assert (child.parent, child.number_as_printed) == ("4", "(b)")
    assert child.lead_in == "To keep the tally honest, the council should:"
    assert child.text == "keep the sacks sealed."
    assert item(reading, "5").parent is None


def test_first_letters_within_the_line_of_the_lead_in_are_items_too() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "2. The council should: a) print its figures; b) seal the sacks; and",
        "c) let agents copy every sheet.",
    )
    assert [(one.number, one.text) for one in reading.items] == [
        ("2", "The council should:"),
        ("2A", "print its figures;"),
        ("2B", "seal the sacks; and"),
        ("2C", "let agents copy every sheet."),
    ]
    assert {one.parent for one in reading.items[1:]} == {"2"}


def test_letters_without_a_lead_in_have_no_parent() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "1 (a). Rules should be printed.",
        "1 (b). Seals should be numbered.",
        "2. Rolls should be open.",
    )
    assert [(one.number, one.number_as_printed, one.parent) for one in reading.items] == [
        ("1A", "1 (a).", None),
        ("1B", "1 (b).", None),
        ("2", "2.", None),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("1)", "2)", "3)"),
        ("(1)", "(2)", "(3)"),
        ("R1.", "R2.", "R3."),
        ("Recommendation 1:", "Recommendation 2:", "Recommendation 3:"),
        ("a)", "b)", "c)"),
        ("i.", "ii.", "iii."),
    ],
)
def test_numbers_of_every_style(labels: tuple[str, ...]) -> None:
    words = ("Rules should be printed.", "Seals should be numbered.", "Rolls should be open.")
    blocks = [f"{label} {text}" for label, text in zip(labels, words, strict=True)]
    reading = report_of("RECOMMENDATIONS", TALE, *blocks)
    assert numbers(reading) == ["1", "2", "3"]
    assert [one.number_as_printed for one in reading.items] == list(labels)
    assert [one.text for one in reading.items] == list(words)


def test_bullets_are_counted_in_order_and_lower_bullets_belong_to_them() -> None:
    reading = report_of(
        "Conclusions and Recommendations",
        TALE,
        "To the Election Council:",
        "• Publish results by hall,",
        "– at night,",
        "– and by day.",
        "• Keep the seals.",
    )
    assert [(one.number, one.number_as_printed, one.text) for one in reading.items] == [
        ("1", None, "Publish results by hall, at night, and by day."),
        ("2", None, "Keep the seals."),
    ]
    assert {one.lead_in for one in reading.items} == {"To the Election Council:"}
    assert codes(reading) == ["pages_unknown", "unnumbered"]


def test_a_sentence_may_open_the_list_under_any_heading() -> None:
    reading = report_of(
        "Conclusions",
        TALE,
        "The delegation makes the following recommendations:",
        "• the threshold should fall to three per cent;",
        "• the ban on alliances should be lifted.",
        TALE,
    )
    assert [one.text for one in reading.items] == [
        "the threshold should fall to three per cent;",
        "the ban on alliances should be lifted.",
    ]
    assert {one.section for one in reading.items} == {"Conclusions"}


def test_paragraph_numbers_with_states_in_brackets() -> None:
    reading = report_of(
        "II. Conclusions and/or recommendations",
        "95. Norrland has looked at the recommendations below and supports them:",
        "95.1 Join the second protocol (Ostravia; Veldania);",
        "95.2 Consider a law on rivers, and say when (Bosnia and Herzegovina, Tessaly);",
        "96. Others will be answered in time:",
        "96.1 Abolish the fee for candidates (Marellia).",
    )
    assert numbers(reading) == ["95.1", "95.2", "96.1"]
    assert [one.text for one in reading.items] == [
        "Join the second protocol",
        "Consider a law on rivers, and say when",
        "Abolish the fee for candidates",
    ]
    assert [one.proposers for one in reading.items] == [
        ["Ostravia", "Veldania"],
        ["Bosnia and Herzegovina", "Tessaly"],
        ["Marellia"],
    ]


def test_a_table_of_recommendations() -> None:
    reading = report_of(
        "XI. RECOMMENDATIONS",
        "No.\tContext\tRecommendation\tResponsible institution",
        "LEGAL FRAMEWORK\t\t\t",
        "1\tThe code is silent.\tLet courts hear complaints about the count. PRIORITY\tParliament",
        "2\tFees are high.\tLower the fee for candidates.\tParliament",
        "MEDIA\t\t\t",
        "3\tNo debates.\tHold debates on the air.\tCouncil",
    )
    assert [(one.number, one.heading, one.text) for one in reading.items] == [
        ("1", "Legal framework", "Let courts hear complaints about the count."),
        ("2", "Legal framework", "Lower the fee for candidates."),
        ("3", "Media", "Hold debates on the air."),
    ]
    assert item(reading, "1").priority is True
    assert reading.unread == []


def test_russian_headings() -> None:
    reading = report_of(
        "I. ВВЕДЕНИЕ",
        "Миссия работала на острове три недели и посетила все девять округов без исключения.",
        "II. РЕКОМЕНДАЦИИ",
        "А. Приоритетные рекомендации",
        "1. Следует изменить закон так, чтобы каждый мог стать кандидатом.",
        "Б. Прочие рекомендации",
        "2. Комиссиям следует печатать протоколы.",
    )
    assert [(one.number, one.priority) for one in reading.items] == [("1", True), ("2", False)]


def test_numbers_that_begin_anew_go_on_from_those_before() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "To the Parliament",
        "1. Amend the code before the year ends.",
        "2. Hear the parties on it.",
        "To the Election Council",
        "1. Publish decisions at once.",
        "2. Train clerks.",
    )
    assert numbers(reading) == ["1", "2", "3", "4"]
    assert [one.number_as_printed for one in reading.items] == ["1.", "2.", "1.", "2."]
    assert "numbering_restarts" in codes(reading)


def test_a_number_left_out_and_one_printed_twice_are_warned_of() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "1. Rules should be printed.",
        "4. Seals should be numbered.",
        "4. Rolls should be open.",
        "5. Halls should be lit.",
    )
    assert numbers(reading) == ["1", "4", "4A", "5"]
    assert "numbering_gap" in codes(reading)
    assert "number_repeated" in [warn.code for warn in item(reading, "4A").warnings]


def test_numbers_within_a_sentence_begin_no_item() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        "1. The council should answer within three days, as 1. it has few complaints and"
        " 2. they lose their point, and as Article 3. of the code says so in so many words.",
        "2. Rolls should be open.",
        width=60,
    )
    assert numbers(reading) == ["1", "2"]


def test_a_list_repeated_in_the_summary_is_found_once_and_tells_the_priorities() -> None:
    reading = report_of(
        "Executive Summary",
        TALE,
        "Priority recommendations",
        "• Rules should be printed before each vote in both tongues.",
        "Background",
        TALE,
        "IX. RECOMMENDATIONS",
        "1. Rules should be printed before each vote, in both tongues.",
        "2. Rolls should be open.",
    )
    assert [(one.number, one.priority) for one in reading.items] == [("1", True), ("2", None)]


def test_priority_is_unknown_where_the_document_has_no_list_of_priorities() -> None:
    reading = report_of("OTHER RECOMMENDATIONS", "1. Rules should be printed.")
    assert item(reading, "1").priority is None


def test_what_stands_in_the_list_and_is_no_item_is_unread() -> None:
    reading = report_of(
        "RECOMMENDATIONS",
        TALE,
        "1. Rules should be printed.",
        "The chamber of clerks has asked for this since spring.",
        "2. Rolls should be open.",
    )
    assert numbers(reading) == ["1", "2"]
    assert [one.text for one in reading.unread] == [
        "The chamber of clerks has asked for this since spring."
    ]
    span = reading.unread[0].spans[0]
    assert reading.text.pieces[span.piece].kind is PieceKind.PARAGRAPH


def test_paragraphs_under_the_heading_are_items_where_there_are_no_marks() -> None:
    reading = report_of(
        "V. RECOMMENDATIONS",
        TALE,
        "Rules should be printed before each vote, in both tongues and at once.",
        "Seals should be numbered and the numbers read aloud to all who are there.",
        "VI. ANNEX",
        TALE,
    )
    assert numbers(reading) == ["1", "2"]
    assert "unnumbered" in codes(reading)


def test_a_document_without_a_list_gives_none_and_says_so() -> None:
    reading = report_of(
        "Implementation of previous recommendations",
        "1. The council was asked to print its rules; it did.",
        "Findings",
        TALE,
    )
    assert reading.items == []
    assert "no_list" in codes(reading)


def test_a_very_long_item_is_warned_of() -> None:
    reading = report_of("RECOMMENDATIONS", f"1. {TALE * 10}", "2. Rolls should be open.")
    assert "long_item" in [warn.code for warn in item(reading, "1").warnings]


def test_a_series_without_marks_is_parted_by_its_semicolons() -> None:
    reading = report_of(
        TALE,
        "3. Conclusions and recommendations",
        "With later ballots in mind the mission asks the council of the island:",
        "to lower the number of signatures for a list;",
        "to write the rules on postal votes into the code.",
    )
    assert [one.text for one in reading.items] == [
        "to lower the number of signatures for a list;",
        "to write the rules on postal votes into the code.",
    ]
