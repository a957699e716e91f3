"""Passages found by digests, likeness of texts, and places where an item is cut."""

import time

import pytest

from app.core.textfold import digest
from app.imports.drafts.locating import Wanted, locate
from app.imports.drafts.matching import ALIKE, UNLIKE, alike, shingles
from app.imports.drafts.wording import letters, plain, split_spans
from app.reading.model import PageInfo, Piece, PieceKind, Span, Text
from app.vocabulary.lists import PageBasis

FIRST = (
    "Ferries left late, so that ninety voters came after the doors were shut; nobody complained."
)
SECOND = "The council drew the wards anew in winter, and three of them became"
THIRD = "very small. Posters were paid for from loans."
NOTE = "The register of loans was last printed in October."


def pages(*of_page: list[tuple[PieceKind, str]]) -> Text:
    """Make a text of pages of pieces."""
    return Text(
        "text",
        [PageInfo(number, PageBasis.COUNTED) for number in range(1, len(of_page) + 1)],
        [
            Piece(number, kind, words)
            for number, pieces in enumerate(of_page, 1)
            for kind, words in pieces
        ],
    )


TEXT = pages(
    [
        (PieceKind.FURNITURE, "Final Report"),
        (PieceKind.PARAGRAPH, FIRST),
        (PieceKind.PARAGRAPH, SECOND),
        (PieceKind.FOOTNOTE, NOTE),
        (PieceKind.FURNITURE, "Page 1"),
    ],
    [(PieceKind.PARAGRAPH, THIRD), (PieceKind.PARAGRAPH, FIRST)],
)


def words_of(spans: list[Span]) -> list[str]:
    """Return what stands in spans of the text."""
    return [TEXT.pieces[span.piece].text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (FIRST, [FIRST]),
        ("nobody complained", ["nobody complained."]),
        ("ninety voters came", ["ninety voters came"]),
        ("SO THAT NINETY-VOTERS", ["so that ninety voters"]),
        ("three of them became very small", ["three of them became", "very small."]),
        (NOTE, [NOTE]),
    ],
)
def test_a_passage_is_found_by_its_digest(words: str, found: list[str]) -> None:
    located = locate(TEXT, [Wanted("one", digest(words), (1,))])
    assert words_of(located["one"].spans) == found
    assert located["one"].page == 1
    assert located["one"].text == " ".join(found)


def test_of_two_places_the_one_on_the_page_is_taken() -> None:
    for page in (1, 2):
        located = locate(TEXT, [Wanted("one", digest(FIRST), (page,))])
        assert located["one"].page == page


def test_a_wrong_page_does_not_hide_it() -> None:
    far = pages(*[[(PieceKind.PARAGRAPH, FIRST)]], *[[(PieceKind.PARAGRAPH, THIRD)]] * 5)
    assert locate(far, [Wanted("one", digest(FIRST), (6,))])["one"].page == 1


def test_what_does_not_stand_there_is_not_found() -> None:
    absent = [Wanted("one", digest("ninety voters left")), Wanted("two", digest("Final Report"))]
    assert locate(TEXT, absent) == {}


def test_two_records_with_one_digest_are_both_found() -> None:
    both = [Wanted("one", digest(FIRST), (1,)), Wanted("two", digest(FIRST), (2,))]
    assert {key: found.page for key, found in locate(TEXT, both).items()} == {"one": 1, "two": 2}


def test_a_long_report_takes_seconds() -> None:
    words = " ".join(f"word{number} stands here, and {number} more." for number in range(80))
    long = pages(*[[(PieceKind.PARAGRAPH, f"Page {page}. {words}")] for page in range(40)])
    start = time.process_time()
    assert locate(long, [Wanted(str(n), digest(f"absent {n}")) for n in range(100)]) == {}
    assert time.process_time() - start < 30


def test_likeness() -> None:
    base = shingles(FIRST)
    assert alike(base, base) == 1
    assert alike(base, shingles(FIRST.replace("ninety", "many"))) > ALIKE
    assert alike(base, shingles(NOTE)) < UNLIKE
    assert alike(shingles(""), shingles("")) == 0


def test_plain_words_have_no_marks() -> None:
    assert plain("  Ballots¹² came \n late.³ ") == "Ballots came late."
    assert letters("Ballots¹² came, late.") == len("Ballotscamelate")


def test_spans_are_cut_where_the_words_are() -> None:
    text = pages([(PieceKind.PARAGRAPH, "One¹ two"), (PieceKind.PARAGRAPH, "three four.")])
    spans = [Span(0, 0, 8), Span(1, 0, 11)]
    assert split_spans(text, spans, letters("One two")) == ([Span(0, 0, 8)], [Span(1, 0, 11)])
    assert split_spans(text, spans, letters("One")) == (
        [Span(0, 0, 5)],
        [Span(0, 5, 8), Span(1, 0, 11)],
    )
    assert split_spans(text, spans, 99) == (spans, [])
