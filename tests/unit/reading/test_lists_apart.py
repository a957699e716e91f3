"""What was set apart on the pages of a list and may be an entry of it is shown, never lost."""

import pytest

from app.reading.model import PageInfo, Piece, PieceKind, Text
from app.reading.reports.apart import doubtful_places, warn_of
from app.reading.reports.reader import read_report
from app.vocabulary.lists import PageBasis

HEADING = Piece(1, PieceKind.HEADING, "RECOMMENDATIONS", level=1)
FIRST = Piece(1, PieceKind.LIST, "Boats should be counted twice.²", label="1.")
LAST = Piece(1, PieceKind.LIST, "Masts should be straight.", label="3.")


def text_of(*pieces: Piece) -> Text:
    return Text("text", [PageInfo(1, PageBasis.COUNTED)], list(pieces))


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        (Piece(1, PieceKind.FOOTNOTE, "Nets should be dry.", label="2"), True),
        (Piece(1, PieceKind.FOOTNOTE, "Act 2 on nets.", label="2"), False),
        (Piece(1, PieceKind.FOOTNOTE, "By the act nets should be dry.", label="7"), True),
        (Piece(1, PieceKind.FURNITURE, "2. Nets should be dry."), True),
        (Piece(1, PieceKind.FURNITURE, "Mission Final Report"), False),
        (Piece(2, PieceKind.FOOTNOTE, "Nets should be dry.", label="2"), True),
    ],
)
def test_what_may_be_an_entry_is_unread_and_warned_of(piece: Piece, shown: bool) -> None:
    reading = read_report(text_of(HEADING, FIRST, piece, LAST))
    assert [item.text for item in reading.items] == [
        "Boats should be counted twice.",
        "Masts should be straight.",
    ]
    assert len(reading.unread) == shown
    assert ("entry_set_apart" in [warn.code for warn in reading.warnings]) == shown
    assert all("Nets" in one.text or "nets" in one.text for one in reading.unread)


def test_a_footnote_whose_mark_stands_in_the_text_may_ask() -> None:
    marked = Piece(1, PieceKind.LIST, "Masts should be straight.⁷", label="2.")
    note = Piece(1, PieceKind.FOOTNOTE, "By the act masts should be dry.", label="7")
    text = text_of(HEADING, FIRST, marked, note)
    assert doubtful_places(text, {1}, {1, 2}) == []
    assert "footnote" in warn_of(note).message


def test_a_list_that_was_set_apart_as_a_whole_is_shown() -> None:
    notes = [
        Piece(1, PieceKind.FOOTNOTE, f"{name} should be dry.", label=str(number))
        for number, name in enumerate(("Nets", "Oars"), 1)
    ]
    reading = read_report(text_of(HEADING, *notes))
    assert [one.text for one in reading.unread] == [
        "1 Nets should be dry.",
        "2 Oars should be dry.",
    ]
