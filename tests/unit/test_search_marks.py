"""Marks and excerpts (app.search.parts)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.parts import Piece, excerpt, has_hit, mark_hits


def shown(pieces: list[Piece]) -> str:
    """The pieces as one text, what is marked in brackets."""
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Results were published.", "result publishing", "[Results] were [published]."),
        ("A polling station, polling and a station", '"polling station"',
         "A [polling station], polling and a station"),
        ("OSCE/ODIHR asks", "odihr", "OSCE/[ODIHR] asks"),
        ("Électorale, Łódź", "electorale lodz", "[Électorale], [Łódź]"),
        ("publication of protocols", "publicat", "[publication] of protocols"),
        ("party and part", "part", "party and [part]"),
        ("The СЕС said", "cec", "The [СЕС] said"),
        ("решения комиссий", "комиссия", "решения [комиссий]"),
        ("women and men", "women -men", "[women] and men"),
        ("observer’s", "observers", "[observer]’s"),
        ("nothing here", "zebra", "nothing here"),
        ("nothing here", "", "nothing here"),
        ("<b>results</b>", "results", "<b>[results]</b>"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_marked(text: str, query: str, expected: str) -> None:
    assert shown(mark_hits(text, query)) == expected


def test_excerpt_stands_around_the_first_hit() -> None:
    text = "before " * 60 + "the results " + "after " * 80
    pieces = excerpt(text, "results")
    assert shown(pieces).startswith("… before")
    assert "the [results] after" in shown(pieces)
    assert shown(pieces).endswith("after …")
    assert len(shown(pieces)) < 420


def test_excerpt_without_a_hit_is_the_beginning() -> None:
    assert shown(excerpt("One two three.", "zebra")) == "One two three."
    assert shown(excerpt("word " * 200, "zebra")).startswith("word word")


@given(st.text(max_size=200), st.text(max_size=30))
def test_marks_lose_nothing_of_a_text(text: str, query: str) -> None:
    pieces = mark_hits(text, query)
    assert "".join(piece.text for piece in pieces) == unicodedata.normalize("NFC", text)
    assert has_hit(text, query) == any(piece.hit for piece in pieces)
    excerpt(text, query)
