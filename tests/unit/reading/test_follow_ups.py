"""Sentences about earlier recommendations: what they tell, of which, and what is not one."""

import pytest

from app.reading.model import Cue, FollowUp
from app.reading.reports.grades import expand, read_grades
from app.vocabulary.lists import Level
from tests.unit.reading.printed import report_of


def told(sentence: str) -> list[FollowUp]:
    return report_of(
        "I. VOTER LISTS", sentence, "", "II. RECOMMENDATIONS", "1. Rolls should open."
    ).follow_ups


@pytest.mark.parametrize(
    ("sentence", "cue", "level"),
    [
        (
            "These proposals should be read together with earlier recommendations of the mission.",
            Cue.REITERATES,
            None,
        ),
        ("The mission reiterates its recommendations on the media.", Cue.REITERATES, None),
        (
            "Most of the recommendations of the last mission remain unaddressed.",
            Cue.UNADDRESSED,
            Level.NOT_IMPLEMENTED,
        ),
        (
            "The ban has not been addressed despite a long-standing recommendation.",
            Cue.UNADDRESSED,
            Level.NOT_IMPLEMENTED,
        ),
        ("Despite previous OSCE recommendations, the ban stays.", Cue.UNADDRESSED, None),
        (
            "The new law partially addressed several prior recommendations.",
            Cue.ADDRESSED,
            Level.PARTIALLY,
        ),
        ("As previously recommended, the ban was lifted in May.", Cue.ADDRESSED, None),
        (
            "As previously recommended, the ban was still not lifted.",
            Cue.UNADDRESSED,
            Level.NOT_IMPLEMENTED,
        ),
        ("As previously recommended, the ban should be lifted.", Cue.RECOMMENDED_BEFORE, None),
        ("As recommended in 2016, the ban should be lifted.", Cue.RECOMMENDED_BEFORE, None),
        (
            "The mission has repeatedly recommended that rolls be open.",
            Cue.RECOMMENDED_BEFORE,
            None,
        ),
        (
            "Предыдущие рекомендации миссии не были выполнены.",
            Cue.UNADDRESSED,
            Level.NOT_IMPLEMENTED,
        ),
    ],
)
def test_what_a_sentence_tells(sentence: str, cue: Cue, level: Level | None) -> None:
    (found,) = told(sentence)
    assert (found.cue, found.level) == (cue, level)
    assert (found.text, found.page, found.section) == (sentence, 1, "I. Voter lists")


@pytest.mark.parametrize(
    "sentence",
    [
        "The report makes a number of recommendations on the media.",
        "Two parties filed complaints in previous years, and nine were heard.",
        "The court recommended that both sides meet again.",
        "The commission took 40 recommendations to the assembly in 2016.",
        "Voters had previously registered at the post.",
    ],
)
def test_what_tells_nothing_of_earlier_recommendations(sentence: str) -> None:
    assert told(sentence) == []


def test_grades_by_number_in_a_footnote_or_in_the_text() -> None:
    found = told(
        "Recommendations 1, 2(b) and 7 to 9 from the 2016 final report are partially implemented,"
        " 3 and 4 are fully implemented, and recommendation 12 remains unaddressed."
    )
    assert [(one.cue, one.earlier, one.level, one.year) for one in found] == [
        (Cue.GRADED, ["1", "2B", "7", "8", "9"], Level.PARTIALLY, 2016),
        (Cue.GRADED, ["3", "4"], Level.FULLY, 2016),
        (Cue.GRADED, ["12"], Level.NOT_IMPLEMENTED, 2016),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mostly implemented: 1, 4; not implemented: 2 and 3.", [["1", "4"], ["2", "3"]]),
        ("Рекомендации 3, 5 и 7–9 частично выполнены.", [["3", "5", "7", "8", "9"]]),
        ("Some 40 recommendations or 66 per cent were implemented.", []),
        ("Paragraph 3 of recommendation 4 is addressed to nine states.", []),
    ],
)
def test_numbers_of_grades(sentence: str, expected: list[list[str]]) -> None:
    assert [grade.numbers for grade in read_grades(sentence)] == expected


def test_a_range_that_runs_backwards_is_two_numbers() -> None:
    assert expand("9 to 7, 12") == ["9", "7", "12"]


def test_a_sentence_belongs_to_the_item_in_whose_passage_it_stands() -> None:
    reading = report_of(
        "I. SEALS",
        "Despite previous recommendations, seals have no numbers on the outer islands.",
        "",
        "Seals of ballot boxes should be numbered and written into the minutes.",
        "",
        "II. RECOMMENDATIONS",
        "1. Seals of ballot boxes should be numbered and written into the minutes.",
        "2. As previously recommended, the rolls should be open to all who ask for them.",
    )
    assert [(one.cue, one.number) for one in reading.follow_ups] == [
        (Cue.UNADDRESSED, "1"),
        (Cue.RECOMMENDED_BEFORE, "2"),
    ]


def test_a_sentence_about_many_belongs_to_no_item() -> None:
    reading = report_of(
        "I. SEALS",
        "Almost all recommendations on seals remain unaddressed.",
        "",
        "Seals of ballot boxes should be numbered and written into the minutes.",
        "",
        "II. RECOMMENDATIONS",
        "1. Seals of ballot boxes should be numbered and written into the minutes.",
    )
    assert [one.number for one in reading.follow_ups] == [None]


def test_a_sentence_in_other_words_belongs_to_the_item_that_asks_the_same() -> None:
    reading = report_of(
        "I. SEALS",
        "As previously recommended by the mission, rules should be changed so that numbered seals"
        " close all ballot boxes.",
        "",
        "II. RECOMMENDATIONS",
        "1. Numbered seals should close ballot boxes.",
        "2. Ferries should sail until the halls close.",
    )
    assert [(one.cue, one.number) for one in reading.follow_ups] == [(Cue.RECOMMENDED_BEFORE, "1")]


def test_the_year_of_a_report_is_read_in_russian_too() -> None:
    (found,) = told("Рекомендации 1 и 3 итогового отчёта 2014 года частично выполнены.")
    assert (found.earlier, found.year) == (["1", "3"], 2014)


def test_the_year_of_an_earlier_recommendation() -> None:
    (said,) = told("As recommended in the final report of 2016, the ban should be lifted.")
    assert said.year == 2016
    assert not told("Rolls are open, as recommended in the 1990 Riverton Document.")
