"""Text files to pages of lines: how pages begin, what marks and markup become."""

import pytest

from app.reading.formats import text
from app.reading.model import LineRole, Source
from app.vocabulary.lists import PageBasis

ROW = "Nine halls on the island opened at seven and the last one closed at ten past nine"


def rows(count: int, first: str = "") -> list[str]:
    """Return lines of one page; a first one of its own if given."""
    return ([first] if first else []) + [f"{ROW} {number}" for number in range(count)]


def read(lines: list[str]) -> Source:
    return text.read("\n".join(lines).encode())


def test_form_feeds_begin_pages() -> None:
    source = text.read(b"one\n\x0ctwo\nmore\n\x0cthree\n")
    assert [[line.text for line in page.lines] for page in source.pages] == [
        ["one"],
        ["two", "more"],
        ["three"],
    ]
    assert {page.basis for page in source.pages} == {PageBasis.COUNTED}
    assert source.paged


def test_line_with_one_leading_space_begins_a_page() -> None:
    source = read(rows(20, " First page") + rows(20, " Second page") + rows(20, " Third page"))
    assert [page.lines[0].text for page in source.pages] == [
        "First page",
        "Second page",
        "Third page",
    ]


def test_leading_spaces_every_few_lines_are_no_page_starts() -> None:
    source = read([line for number in range(12) for line in (f" Row {number}", ROW, ROW)])
    assert len(source.pages) == 1
    assert not source.paged
    assert source.pages[0].basis is PageBasis.INFERRED


def test_stray_numbers_begin_the_pages_that_no_space_marks() -> None:
    lines = rows(20, " one") + rows(20, " two") + ["", "4"] + rows(20)
    lines += [*rows(20, " four"), "", "6", *rows(20), *rows(20, " six")]
    source = read(lines)
    assert [page.lines[0].text for page in source.pages] == ["one", "two", "4", "four", "6", "six"]


def test_a_column_of_figures_begins_no_page() -> None:
    figures = ["", "3", "4", "5"]
    lines = [*rows(20, " one"), *figures, *rows(20), *rows(20, " two"), *rows(20, " three")]
    assert len(read(lines).pages) == 3


def test_blank_line_after_each_line_is_closed_up_and_torn_marks_are_set_back() -> None:
    lines = ["The council prints its rules.", "1", " Clerks read them aloud ", "to all.", " "]
    lines += ["Boxes were sealed twice", "in each hall.", " ", " " * 30, "1"]
    lines += ["  Printed in two tongues."]
    source = read([part for line in lines for part in (line, "")])
    found = [(line.text, line.role, line.mark) for line in source.pages[0].lines]
    assert found == [
        ("The council prints its rules.¹", LineRole.BODY, None),
        ("Clerks read them aloud", LineRole.BODY, None),
        ("to all.", LineRole.BODY, None),
        ("Boxes were sealed twice", LineRole.BODY, None),
        ("in each hall.", LineRole.BODY, None),
        ("Printed in two tongues.", LineRole.FOOTNOTE, "1"),
    ]


def test_footnotes_behind_a_ruled_line_end_where_the_body_goes_on() -> None:
    source = read(
        [
            "Boxes were sealed by the ferry captains of all",
            "____________________",
            "1 Counting began at nine; it was over by noon.",
            "islands that took part.",
        ]
    )
    assert [(line.text, line.role, line.mark) for line in source.pages[0].lines] == [
        ("Boxes were sealed by the ferry captains of all", LineRole.BODY, None),
        ("Counting began at nine; it was over by noon.", LineRole.FOOTNOTE, "1"),
        ("islands that took part.", LineRole.BODY, None),
    ]


def test_light_markup_of_whole_paragraphs_is_taken_off() -> None:
    paragraph = "The party *Blue Ferry* and **others** [printed](https://example.org/a) rules. " * 5
    source = read([paragraph, "", paragraph.replace("*Blue Ferry*", "5 * 3 * 2")])
    first, second = source.pages[0].lines
    assert source.whole_paragraphs
    assert first.text.startswith("The party Blue Ferry and others printed rules.")
    assert "5 * 3 * 2" in second.text


@pytest.mark.parametrize(
    ("words", "codec"),
    [
        ("Выборы прошли спокойно и тихо", "windows-1251"),
        ("Observé à Città Vecchia", "windows-1252"),
    ],
)
def test_old_encodings_are_told_and_said(words: str, codec: str) -> None:
    source = text.read(words.encode(codec))
    assert source.pages[0].lines[0].text == words
    assert [warn.code for warn in source.warnings] == ["encoding_guessed"]
    assert codec.title() in source.warnings[0].message


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_warning(codec: str) -> None:
    source = text.read("Выборы\r\nпрошли\rтихо".encode(codec))
    assert [line.text for line in source.pages[0].lines] == ["Выборы", "прошли", "тихо"]
    assert source.warnings == []


def test_an_empty_file_is_one_page_without_lines() -> None:
    assert [page.lines for page in text.read(b"").pages] == [[]]
