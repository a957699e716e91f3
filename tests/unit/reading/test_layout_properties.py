"""Whatever a file holds, layout and reports give pieces and items that fit together."""

import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.reading.formats import text
from app.reading.layout.pieces import make_text
from app.reading.layout.rows import body_size
from app.reading.model import Line, LineRole, PieceKind, Source, SourcePage
from app.reading.reports.reader import read_report
from app.vocabulary.lists import PageBasis

PARTS = st.sampled_from(
    [
        *("RECOMMENDATIONS", "A. PRIORITY RECOMMENDATIONS", "Media", "ANNEX I", "CONTENTS", "I."),
        *(
            "1.",
            "1. Seals should be numbered.",
            "2) Rolls should be open",
            "(a) by day;",
            "95.1 Act",
        ),
        *(
            "•",
            "• be open,",
            "¹ See the law.",
            "1",
            "27",
            "____________________",
            "",
            " ",
            "\t",
            "-",
        ),
        *(
            "Halls opened at seven.¹",
            "the elec-",
            "tion was calm.",
            "No.\tRecommendation",
            "1\tAct.",
        ),
        *(
            " A page begins here",
            "Summary .... 3",
            "Page: 5",
            "\x0c",
            "\u00ad",
            "(Ostravia; Tessaly);",
        ),
    ]
)
NUMBER = st.one_of(st.none(), st.floats(0, 800, allow_nan=False))
LINES = st.builds(
    Line,
    text=st.one_of(PARTS, st.text(max_size=30)),
    x0=NUMBER,
    x1=NUMBER,
    top=NUMBER,
    bottom=NUMBER,
    size=st.one_of(st.none(), st.sampled_from([6.0, 8.5, 11.0, 14.0])),
    bold=st.booleans(),
    level=st.sampled_from([0, 0, 0, 1, 3]),
    label=st.sampled_from([None, None, "1.", "(b)", "•"]),
    mark=st.sampled_from([None, None, "1", "*"]),
    gap=st.booleans(),
    role=st.sampled_from(LineRole),
)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Return a source with any lines on any pages."""
    pages = draw(st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=7))
    sheet = draw(st.sampled_from([None, 600.0]))
    return Source(
        reader="pdf",
        pages=[
            SourcePage(number, PageBasis.COUNTED, lines, width=sheet, height=sheet)
            for number, lines in enumerate(pages, 1)
        ],
        paged=draw(st.booleans()),
        whole_paragraphs=draw(st.booleans()),
    )


def check(source: Source) -> None:
    """Check that what is found stands where it is said to stand."""
    made = make_text(source)
    pages = [page.number for page in made.pages]
    assert pages == sorted(set(pages))
    assert {piece.page for piece in made.pieces} <= set(pages)
    assert [piece.page for piece in made.pieces] == sorted(piece.page for piece in made.pieces)
    reading = read_report(made)
    numbers = [item.number for item in reading.items]
    assert len(numbers) == len(set(numbers))
    for item in reading.items:
        assert item.page == made.pieces[item.spans[0].piece].page
        assert item.parent is None or item.parent in numbers
    spans = [span for item in reading.items for span in item.spans]
    spans += [span for passage in reading.unread for span in passage.spans]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(made.pieces[span.piece].text)


@given(sources())
def test_any_source_is_read(source: Source) -> None:
    check(source)


@given(st.lists(PARTS, max_size=60))
def test_any_text_file_is_read(lines: list[str]) -> None:
    check(text.read("\n".join(lines).encode()))


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    check(text.read(data))


@pytest.mark.parametrize("sign", ["[", "a", "ab-", ". ", "No. ", "recommendations 1, ", "¹ "])
def test_the_same_sign_over_and_over_is_read_in_a_time_that_grows_with_it(sign: str) -> None:
    begun = time.process_time()
    check(
        text.read(f"RECOMMENDATIONS\n\n1. Seals should be {sign * (60_000 // len(sign))}".encode())
    )
    assert time.process_time() - begun < 10


@given(st.lists(st.sampled_from(["Seals held", "in halls", "of wax"]), min_size=1, max_size=20))
def test_no_word_of_the_body_is_lost(lines: list[str]) -> None:
    source = Source(
        "text", [SourcePage(1, PageBasis.COUNTED, [Line(one) for one in lines])], True, False
    )
    made = make_text(source)
    assert " ".join(piece.text for piece in made.pieces).split() == " ".join(lines).split()
    assert all(piece.kind is not PieceKind.FURNITURE for piece in made.pieces)
    assert body_size([]) is None
