"""Page numbers as documents print them, in feet of every fashion."""

import pytest

from app.reading.formats import text
from app.reading.layout.pieces import make_text
from app.reading.model import PieceKind
from tests.unit.reading.printed import TALE, text_of


@pytest.mark.parametrize(
    "foot",
    [
        "Page | {}",
        "Island report | Page | {}",
        "{} | Page",
        "Page {} of 30",
        "Page {}/30",
        "– {} –",
        "P a g e | {}",
        "Page: {}",
        "Island report {}",
    ],
)
def test_foot_that_names_its_page_numbers_the_pages(foot: str) -> None:
    words = TALE.split()
    tales = [" ".join(["The", *words[n * 4 :], *words[: n * 4]]) + "." for n in range(7)]
    blocks = ["The vote in Norrland", "\f", "Those who wrote this report were many.", "\f"]
    for number, tale in enumerate(tales, 1):
        blocks += ["Islands 2019, vote of 12 May", tale, foot.format(number), "\f"]
    text = text_of(*blocks[:-1])
    assert [page.number for page in text.pages] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert [piece.page for piece in text.pieces if piece.text in tales] == [1, 2, 3, 4, 5, 6, 7]
    feet = [piece.text for piece in text.pieces if piece.kind is PieceKind.FURNITURE]
    assert foot.format(4) in feet


@pytest.mark.parametrize(
    ("before", "after", "furniture"),
    [
        ("the mission met those who had run", "the vote in the north", ["17"]),
        ("the mission met those who had run.", "the vote in the north", []),
        ("halls opened:", "the vote in the north", []),
    ],
)
def test_number_alone_within_a_sentence_is_a_page_s(
    before: str, after: str, furniture: list[str]
) -> None:
    pieces = make_text(text.read(f"{before}\n17\n{after}\n".encode())).pieces
    assert [piece.text for piece in pieces if piece.kind is PieceKind.FURNITURE] == furniture
