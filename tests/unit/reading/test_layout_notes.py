"""Plain text without ruled lines: footnotes beside lists that count as they do, running heads."""

import pytest

from app.reading.formats import text as plain_text
from app.reading.layout.pieces import make_text
from app.reading.model import Line, Piece, PieceKind, Reading, Source, SourcePage
from app.reading.reports.reader import read_report
from app.vocabulary.lists import PageBasis

HEAD = "Sandland, Council Vote, 3 May 2021        Page: {}\nMission Final Report\n\n"
ITEMS = (
    "Boats should be counted twice",
    "Nets should be dry",
    "Oars should be painted",
    "Masts should be straight",
)
WHOLE = [f"{item}." for item in ITEMS]


def report(
    marks: tuple[int, ...], note: str = "{}   Act {}.", item: str = "{}.  ", mark: str = "{}"
) -> str:
    """Return a report of four pages whose list has notes with these marks at its foot."""
    entries = [
        item.format(place)
        + words
        + "."
        + (mark.format(marks[place - 1]) if marks[place - 1 :] else "")
        for place, words in enumerate(ITEMS, 1)
    ]
    notes = "\n".join(note.format(number, number + 30) for number in marks)
    first = f"The sea was calm.{mark.format(1)} The wind was slow.{mark.format(2)}"
    pages = [
        "Sandland, Council Vote, 3 May 2021\nMission Final Report\n\nTown\n",
        f"I. BACKGROUND\n\n{first}\n\n{note.format(1, 5)}\n{note.format(2, 6)}\n",
        "II. RECOMMENDATIONS\n\n" + "\n\n".join(entries) + f"\n\n{notes}\n",
        "ANNEX\n\nEnd.\n",
    ]
    heads = [HEAD.format(number) if number > 1 else "" for number in range(1, 5)]
    return "\f".join(head + page for head, page in zip(heads, pages, strict=True))


def read(whole: str) -> Reading:
    return read_report(make_text(plain_text.read(whole.encode())))


def notes_of(reading: Reading, page: int) -> list[Piece]:
    pieces = reading.text.pieces
    return [one for one in pieces if one.kind is PieceKind.FOOTNOTE and one.page == page]


@pytest.mark.parametrize(
    ("marks", "forms"),
    [
        ((1, 2), {}),
        ((3, 4), {}),
        ((7, 8), {}),
        ((3, 4), {"note": "{}. Act {}."}),
        ((1, 2), {"note": "{}  Act {}.", "item": "{}  "}),
        ((5, 6), {"note": "{}. Act {}.", "item": "{}. "}),
        ((3, 4), {"note": "[{}] Act {}.", "mark": "[{}]"}),
    ],
)
def test_items_are_kept_and_notes_apart_however_both_count(
    marks: tuple[int, ...], forms: dict[str, str]
) -> None:
    reading = read(report(marks, **forms))
    assert [item.text for item in reading.items] == WHOLE
    assert [note.label for note in notes_of(reading, 3)] == [str(mark) for mark in marks]
    assert reading.unread == []


def test_entries_that_count_on_and_ask_are_no_notes() -> None:
    whole = report((5, 6), note="{}. Sails must be mended by day {}.")
    assert len(read(whole).items) == 6


def test_a_list_behind_a_mark_is_no_notes() -> None:
    whole = report(()).replace(
        "RECOMMENDATIONS\n", "RECOMMENDATIONS\n\nSome were heard of before.1\n"
    )
    assert [item.text for item in read(whole).items] == WHOLE


def test_marks_behind_a_ruled_line_that_count_anew_on_each_page_are_raised() -> None:
    whole = report((1, 2)).replace("\n\n1   Act", "\n\n__________\n1   Act")
    assert [item.text for item in read(whole).items] == WHOLE


def test_the_second_line_of_a_head_is_no_part_of_an_item() -> None:
    whole = report(())
    pieces = read(whole).text.pieces
    heads = [one.page for one in pieces if one.text == "Mission Final Report"]
    assert heads == [1, 2, 3, 4]
    assert [item.text for item in read(whole).items] == WHOLE
    apart = [one for one in pieces if one.kind is PieceKind.FURNITURE]
    assert [one.page for one in apart] == [2, 2, 3, 3, 4, 4]


def test_notes_alike_but_for_their_numbers_are_no_running_feet() -> None:
    reading = read(report((1, 2), note="{}   See the act, part {}."))
    assert [note.label for note in notes_of(reading, 3)] == ["1", "2"]
    assert [item.text for item in reading.items] == WHOLE


def test_small_print_at_the_foot_that_counts_in_turn_is_notes_whatever_came_before() -> None:
    body = [
        Line("The sea was calm and the wind slow.", size=10.0, top=90.0 + 12 * n) for n in range(9)
    ]
    notes = [
        Line("14 Act 3.", size=7.0, top=700.0, gap=True),
        Line("15 Act 4.", size=7.0, top=709.0),
    ]
    page = SourcePage(1, PageBasis.COUNTED, [*body, *notes], width=600.0, height=800.0)
    text = make_text(Source("pdf", [page], paged=True, whole_paragraphs=False))
    found = [one for one in text.pieces if one.kind is PieceKind.FOOTNOTE]
    assert [(note.label, note.text) for note in found] == [("14", "Act 3."), ("15", "Act 4.")]
