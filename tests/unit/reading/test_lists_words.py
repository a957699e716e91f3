"""What the words around a list tell: headings, states in brackets, the cover."""

import pytest

from app.reading.reports.front import read_date
from app.reading.reports.headings import ends_list, is_priority, opens_list, shown
from app.reading.reports.states import split_states
from app.vocabulary.lists import DocumentKind
from tests.unit.reading.printed import TALE, report_of


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        ("RECOMMENDATIONS", True),
        ("Conclusions and recommendations", True),
        ("Приоритетные рекомендации", True),
        ("Follow-up to previous recommendations", False),
        ("Status of prior recommendations", False),
        ("Election administration", False),
    ],
)
def test_headings_that_open_a_list(heading: str, answer: bool) -> None:
    assert opens_list(heading) is answer


def test_headings_that_end_a_list_and_those_of_priorities() -> None:
    assert ends_list("ANNEX I: RESULTS")
    assert not ends_list("Annual budget")
    assert is_priority("Priority recommendations") is True
    assert is_priority("Other recommendations") is False
    assert is_priority("Recommendations") is None


@pytest.mark.parametrize(
    ("printed", "words", "states"),
    [
        ("Free the press (Tessaly);", "Free the press", ["Tessaly"]),
        ("Amend the code (article 9)", "Amend the code (article 9)", []),
        ("Open the rolls (see annex)", "Open the rolls (see annex)", []),
        ("Act (Norrland and Tessaly).", "Act", ["Norrland", "Tessaly"]),
        ("Act (Peru) (Chad);", "Act", ["Peru", "Chad"]),
        ("Act (Cuba, Iran (Islamic Republic of));", "Act", ["Cuba", "Iran (Islamic Republic of)"]),
        ("Act (Holy See, Côte d’Ivoire).", "Act", ["Holy See", "Côte d’Ivoire"]),
        (
            "Act (United Kingdom of Great Britain and Northern Ireland and Trinidad and Tobago)",
            "Act",
            ["United Kingdom of Great Britain and Northern Ireland", "Trinidad and Tobago"],
        ),
        ("Act (Mali), as was said (the Sudan).", "Act (Mali), as was said", ["the Sudan"]),
    ],
)
def test_states_in_brackets(printed: str, words: str, states: list[str]) -> None:
    own, found, brackets = split_states(printed)
    assert (own, found) == (words, states)
    assert f"{own} {brackets}".strip() == printed


def test_kind_title_and_date_are_guessed_from_the_cover() -> None:
    reading = report_of(
        "ISLAND OF NORRLAND",
        "COUNCIL ELECTIONS",
        "4 May 2018",
        "Election Observation Mission",
        "Final Report",
        "Portville",
        "2 August 2018",
        "CONTENTS",
        "I. SUMMARY .... 1",
        "II. COUNT .... 2",
        "III. ADVICE .... 3",
        "I. SUMMARY",
        TALE,
    )
    assert reading.kind is DocumentKind.FINAL_REPORT
    assert reading.title == "ISLAND OF NORRLAND, COUNCIL ELECTIONS, 4 May 2018, Final Report"
    assert reading.published_on == "2018-08-02"


def test_kind_and_date_of_a_statement_without_a_cover() -> None:
    reading = report_of(
        f"Portville, 5 May 2018 – {TALE}",
        "This statement of preliminary findings is made before the count is over everywhere, and"
        " before the courts of the island have heard what is brought to them.",
    )
    assert reading.kind is DocumentKind.PRELIMINARY_STATEMENT
    assert reading.published_on == "2018-05-05"


def test_a_cover_that_says_when_it_was_published_needs_no_kind() -> None:
    reading = report_of("Answer of the board", "Published 4 October 2016", "I. SUMMARY", TALE)
    assert (reading.title, reading.published_on) == ("Answer of the board", "2016-10-04")


def test_title_of_a_letter_ends_before_its_salutation() -> None:
    reading = report_of("Board of Norrland", "Letter of 3 May 2018", "Excellency,", "All is well.")
    assert reading.title == "Board of Norrland, Letter of 3 May 2018"


def test_a_heading_is_shown_without_its_footnote_marks() -> None:
    assert shown("III. Advice**", set()) == "III. Advice"
    assert shown("ADVICE¹", set()) == "Advice"


@pytest.mark.parametrize("printed", ["2018-08-02", "02.08.2018", "Published 2 August 2018"])
def test_date_of_the_cover_in_other_fashions(printed: str) -> None:
    reading = report_of("ISLAND OF NORRLAND", "Final Report", printed, "I. SUMMARY", TALE)
    assert reading.published_on == "2018-08-02"


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("Portville, August 2018", "2018-08"),
        ("Август 2018 года", "2018-08"),
        ("Elections of May 2018", None),
    ],
)
def test_a_month_alone_dates_the_cover_where_no_day_does(printed: str, date: str | None) -> None:
    reading = report_of("ISLAND OF NORRLAND", "Final Report", printed, "I. SUMMARY", TALE)
    assert reading.published_on == date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("27 June 2016", "2016-06-27"),
        ("June 27, 2016", "2016-06-27"),
        ("27 июня 2016 года", "2016-06-27"),
        ("31 June 2016", None),
        ("June 2016", None),
        ("Published: 2016-06-27", "2016-06-27"),
        ("27.06.2016", "2016-06-27"),
        ("2016-13-27", None),
        ("27/06/2016", None),
        ("Decision 7.12.2016.4", None),
    ],
)
def test_dates(words: str, date: str | None) -> None:
    assert read_date(words) == date
