"""Lines to pieces: furniture, footnotes, broken words, headings, lists, contents, pages."""

from dataclasses import replace
from typing import Any

import pytest

from app.reading.layout.labels import LabelStyle, follows, read_label, split_label
from app.reading.layout.pieces import make_text
from app.reading.layout.words import collect, join
from app.reading.model import Line, LineRole, Piece, PieceKind, Source, SourcePage, Text
from app.vocabulary.lists import PageBasis
from tests.unit.reading.printed import TALE, text_of


def of_kind(text: Text, kind: PieceKind) -> list[Piece]:
    return [piece for piece in text.pieces if piece.kind is kind]


def texts(text: Text, kind: PieceKind) -> list[str]:
    return [piece.text for piece in of_kind(text, kind)]


def source_of(*pages: list[Line], whole: bool = False) -> Source:
    found = [
        SourcePage(number, PageBasis.COUNTED, lines, width=600.0, height=800.0)
        for number, lines in enumerate(pages, 1)
    ]
    return Source("pdf", found, paged=True, whole_paragraphs=whole)


def line(words: str, top: float = 100.0, **kept: Any) -> Line:
    """Return a line with places; 5 points for each letter."""
    values: dict[str, Any] = {"x0": 70.0, "size": 11.0, **kept}
    values.setdefault("x1", values["x0"] + 5 * len(words))
    return Line(words, top=top, bottom=top + 12, **values)


def test_running_heads_and_page_numbers_are_furniture_and_give_the_printed_number() -> None:
    words = TALE.split()
    tales = [" ".join(["The", *words[n * 4 :], *words[: n * 4]]) + "." for n in range(6)]
    pages = []
    for number, tale in enumerate(tales, 3):
        pages += ["Report on the island vote", tale, f"- {number} -", "\f"]
    text = text_of(*pages[:-1])
    assert texts(text, PieceKind.PARAGRAPH) == tales
    assert len(of_kind(text, PieceKind.FURNITURE)) == 12
    assert [page.label for page in text.pages] == ["3", "4", "5", "6", "7", "8"]


def test_a_paragraph_over_two_pages_is_two_pieces_and_its_broken_word_is_whole() -> None:
    first = [line("Clerks had not been told who would pay for the elec-", 100)]
    second = [line("tion, and the election went on.", 100)]
    text = make_text(source_of(first, second))
    assert [(piece.page, piece.text, piece.continued) for piece in text.pieces] == [
        (1, "Clerks had not been told who would pay for the election,", False),
        (2, "and the election went on.", True),
    ]


def test_box_is_a_share_of_the_page() -> None:
    text = make_text(source_of([line("A line.", 80, x0=60.0, x1=300.0)]))
    box = text.pieces[0].box
    assert box is not None
    assert (box.x0, box.top, box.x1, box.bottom) == (0.1, 0.1, 0.5, 0.115)


def test_small_print_at_the_foot_is_footnotes_with_their_marks() -> None:
    body = [line(TALE[:90], 100 + 14 * n) for n in range(4)] + [line("So it ended.¹ ² ", 170)]
    foot = [
        line("1", 700, size=5.5, x1=73.0),
        line("Counting began at nine.", 700, size=8.5),
        line("2 Seals were of wax, and", 712, size=8.5),
        line("some had melted.", 724, size=8.5),
    ]
    text = make_text(source_of([*body, *foot]))
    notes = [(piece.label, piece.text) for piece in of_kind(text, PieceKind.FOOTNOTE) if piece.text]
    assert notes == [
        ("1", "Counting began at nine."),
        ("2", "Seals were of wax, and some had melted."),
    ]


def test_digits_glued_to_words_become_marks_where_footnotes_count_them() -> None:
    page = [
        Line("The law was amended,1 and the council agreed.2 In Article 20.1 it says so."),
        Line("Halls were open until 9."),
        Line("1 See the law of spring.", role=LineRole.FOOTNOTE, mark="1"),
        Line("2 Minutes of May.", role=LineRole.FOOTNOTE, mark="2"),
    ]
    text = make_text(source_of(page, whole=True))
    assert texts(text, PieceKind.PARAGRAPH)[0] == (
        "The law was amended,¹ and the council agreed.² In Article 20.1 it says so."
    )


def test_notes_at_the_end_are_footnotes_and_an_asking_list_is_none() -> None:
    text = text_of(
        "Seals held in each hall.¹ Some had melted.²",
        "1. Nine halls were seen by members of the mission.",
        "2. Wax was used for want of lead.",
    )
    assert [piece.label for piece in of_kind(text, PieceKind.FOOTNOTE)] == ["1", "2"]
    text = text_of(
        "Seals held in each hall.¹ Some had melted.²",
        "1. Seals should be numbered.",
        "2. Wax should be kept cool.",
    )
    assert [piece.label for piece in of_kind(text, PieceKind.LIST)] == ["1.", "2."]


def test_marks_behind_figures_are_told_by_the_footnotes_of_their_page() -> None:
    note = Line("1 See the law of spring.", role=LineRole.FOOTNOTE, mark="1")
    body = Line("It was amended in 2016.1 Article 20.1 of it says so.")
    found = make_text(source_of([body, note], whole=True)).pieces[0].text
    assert found == "It was amended in 2016.¹ Article 20.1 of it says so."


def test_short_lines_repeated_within_pages_are_no_furniture() -> None:
    words = TALE.split()
    tales = [" ".join(["The", *words[n * 4 :], *words[: n * 4]]) + "." for n in range(6)]
    pages = [part for tale in tales for part in (tale, "The council should:", tale, "\f")]
    text = text_of(*pages[:-1])
    assert of_kind(text, PieceKind.FURNITURE) == []


def test_bullets_torn_from_their_texts_are_given_back() -> None:
    text = text_of(
        "Good were:", "•", "•", "the seals, which held in every hall of the island;", "the light."
    )
    assert [(piece.label, piece.text) for piece in of_kind(text, PieceKind.LIST)] == [
        ("•", "the seals, which held in every hall of the island;"),
        ("•", "the light."),
    ]


def test_headings_are_told_by_capitals_numbers_and_shortness() -> None:
    text = text_of("I.", "THE COUNT", TALE, "Seals and sacks", TALE, "A. Boxes", TALE)
    found = [(piece.label, piece.text, piece.level) for piece in of_kind(text, PieceKind.HEADING)]
    assert found == [
        ("I.", "THE COUNT", 1),
        (None, "Seals and sacks", 2),
        ("A.", "Boxes", 2),
    ]


def test_headings_are_told_by_size_and_weight() -> None:
    page = [
        line("On the day", 80, size=14.0, bold=True, gap=True),
        *[line(TALE[:80], 100 + 14 * n) for n in range(4)],
        line("Seals", 170, bold=True, gap=True),
        *[line(TALE[:80], 190 + 14 * n) for n in range(4)],
    ]
    text = make_text(source_of(page))
    found = [(piece.text, piece.level) for piece in of_kind(text, PieceKind.HEADING)]
    assert found == [("On the day", 1), ("Seals", 2)]


def test_a_bold_sentence_over_several_lines_is_a_paragraph() -> None:
    page = [
        *[line(TALE[:80], 100 + 14 * n) for n in range(4)],
        line(
            "The fee that every candidate of the island has to pay should become so low that an",
            170,
        ),
        line("evening's wage is enough for it.", 184),
        *[line(TALE[:80], 210 + 14 * n, gap=n == 0) for n in range(4)],
    ]
    page[4:6] = [replace(one, bold=True, gap=n == 0) for n, one in enumerate(page[4:6])]
    text = make_text(source_of(page))
    assert of_kind(text, PieceKind.HEADING) == []
    assert texts(text, PieceKind.PARAGRAPH)[1].startswith("The fee that every candidate")
    assert texts(text, PieceKind.PARAGRAPH)[1].endswith("wage is enough for it.")


def test_contents_are_a_table_and_no_headings() -> None:
    text = text_of(
        "CONTENTS",
        "I. SUMMARY ........ 1",
        "II. THE COUNT AND WHAT CAME OF IT .... 3",
        "III. ADVICE ....... 9",
        "I. SUMMARY",
        TALE,
    )
    assert len(of_kind(text, PieceKind.TABLE)) == 4
    assert texts(text, PieceKind.HEADING) == ["SUMMARY"]


def test_pages_are_counted_from_footnotes_and_agree_with_the_contents() -> None:
    long = f"{TALE} {TALE}"
    text = text_of(
        "TABLE OF CONTENTS",
        "I. SUMMARY\t1",
        "II. THE COUNT\t2",
        "III. ADVICE\t4",
        "ANNEX: FIGURES\t6",
        "I. SUMMARY",
        f"{long}¹ It ended at",
        "¹ Counting began at nine.",
        "ten past nine in the evening.",
        "II. THE COUNT",
        f"{long}²",
        "² Wax melts.",
        long,
        f"{long} It was known to",
        "everybody by then.",
        "III. ADVICE",
        long,
        long,
        long,
        long,
        "ANNEX: FIGURES",
        "Nine.",
        width=2000,
    )
    page_of = {piece.text: piece.page for piece in text.pieces if piece.kind is PieceKind.HEADING}
    assert page_of == {"SUMMARY": 1, "THE COUNT": 2, "ADVICE": 4, "ANNEX: FIGURES": 6}
    bases = {page.number: page.basis for page in text.pages}
    assert bases[3] is PageBasis.COUNTED
    assert bases[5] is PageBasis.INFERRED
    assert [warn.code for warn in text.warnings] == ["pages_counted"]


def test_a_text_without_pages_says_so() -> None:
    text = text_of(TALE)
    assert [page.number for page in text.pages] == [1]
    assert [warn.code for warn in text.warnings] == ["pages_unknown"]


def test_levels_and_labels_of_the_format_are_kept() -> None:
    page = [
        Line("Advice", level=2),
        Line("Seals should be numbered.", label="4."),
        Line("Hall\tVotes", role=LineRole.TABLE),
    ]
    text = make_text(source_of(page, whole=True))
    assert [(piece.kind, piece.level, piece.label, piece.text) for piece in text.pieces] == [
        (PieceKind.HEADING, 2, None, "Advice"),
        (PieceKind.LIST, 0, "4.", "Seals should be numbered."),
        (PieceKind.TABLE, 0, None, "Hall\tVotes"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the elec-", "tion was calm", "the election was calm"),
        ("the pro-", "government press", "the pro-government press"),
        ("a well-", "known guild", "a well-known guild"),
        ("the tabu-", "lation", "the tabulation"),
        ("the Social-", "Democratic list", "the Social-Democratic list"),
        ("pre- and post-", "war", "pre- and post-war"),
        ("in 2019-", "2020", "in 2019-2020"),
        ("by self-", "nomination", "by self-nomination"),
        ("soft\u00ad", "ened", "softened"),
        ("one", "two", "one two"),
    ],
)
def test_words_broken_at_line_ends(first: str, second: str, joined: str) -> None:
    words = collect(
        ["The election", "a pro-government paper", "well known and the government", "war post"]
    )
    assert join(first, second, words) == joined


@pytest.mark.parametrize(
    ("printed", "style", "value", "rest"),
    [
        ("1. Amend", LabelStyle.NUMBER, "1", "Amend"),
        ("12) Amend", LabelStyle.NUMBER, "12", "Amend"),
        ("(3) Amend", LabelStyle.NUMBER, "3", "Amend"),
        ("4 (a). Amend", LabelStyle.NUMBERED_LETTER, "4(a)", "Amend"),
        ("4(b) Amend", LabelStyle.NUMBERED_LETTER, "4(b)", "Amend"),
        ("1.a Amend", LabelStyle.NUMBERED_LETTER, "1.a", "Amend"),
        ("95.12 Amend", LabelStyle.DOTTED, "95.12", "Amend"),
        ("a) amend", LabelStyle.LETTER, "a", "amend"),
        ("(b) amend", LabelStyle.LETTER, "b", "amend"),
        ("iv. amend", LabelStyle.ROMAN, "iv", "amend"),
        ("R7. Amend", LabelStyle.CODED, "R7", "Amend"),
        ("Recommendation No. 8: Amend", LabelStyle.WORD, "8", "Amend"),
        ("• amend", LabelStyle.BULLET, "•", "amend"),
        ("– amend", LabelStyle.BULLET, "–", "amend"),
        ("б) изменить", LabelStyle.LETTER, "б", "изменить"),
    ],
)
def test_labels_of_every_style(printed: str, style: LabelStyle, value: str, rest: str) -> None:
    label, found = split_label(printed)
    assert label is not None
    assert (label.style, label.value, found) == (style, value, rest)


@pytest.mark.parametrize("words", ["29 June 1990", "2016 was calm", "A fine day", "well-known"])
def test_what_is_no_label(words: str) -> None:
    assert split_label(words) == (None, words)


@pytest.mark.parametrize(
    ("earlier", "later", "answer"),
    [("1.", "2.", True), ("1.", "3.", False), ("a)", "b)", True), ("95.9", "95.10", True)],
)
def test_labels_that_follow_one_another(earlier: str, later: str, answer: bool) -> None:
    first, second = read_label(earlier), read_label(later)
    assert first is not None
    assert second is not None
    assert follows(second, first) is answer


def test_pages_go_by_the_numbers_they_print_and_what_stands_before_is_page_0() -> None:
    words = TALE.split()
    tales = [" ".join(["The", *words[n * 4 :], *words[: n * 4]]) + "." for n in range(4)]
    cover = [[line("Report on the island vote", 300)], [line("All about the ferrymen.", 300)]]
    body = [[line(tale, 100), line(str(number), 780)] for number, tale in enumerate(tales, 1)]
    text = make_text(source_of(*cover, *body))
    assert [(page.number, page.sheet, page.basis) for page in text.pages] == [
        (0, 1, PageBasis.COUNTED),
        *((number, number + 2, PageBasis.PRINTED) for number in range(1, 5)),
    ]
    assert [(piece.page, piece.text) for piece in text.pieces if piece.text in tales] == list(
        enumerate(tales, 1)
    )
    assert [(piece.page, piece.box is None) for piece in text.pieces[:2]] == [(0, False), (0, True)]


def test_a_stray_number_leaves_the_pages_as_counted() -> None:
    pages = [[line(f"{TALE} Hall {number}.", 100)] for number in "abcdef"]
    pages[3].append(line("9", 780))
    text = make_text(source_of(*pages))
    assert [page.number for page in text.pages] == [1, 2, 3, 4, 5, 6]
