"""Recommendations in tables of any format: heads, marks of priority, rows that stay unread."""

import pytest

from app.reading.model import Piece, PieceKind, Reading
from app.reading.reports.lists import Section
from app.reading.reports.tables import read_table_items
from tests.unit.reading.printed import TALE, report_of

HEAD = "No.|Context|Recommendation|Body"
ROWS = ("1|Rolls are closed.|Open the rolls.|Board", "2|Fees are high.|Lower the fee.|Chamber")


def read(*lines: str) -> Reading:
    """Read a report with a table of these rows, with a bar in these rows for a tab."""
    rows = [line.replace("|", "\t") for line in lines]
    return report_of("I. SUMMARY", TALE, "II. RECOMMENDATIONS", *rows, width=100)


def texts(reading: Reading) -> list[tuple[str, str, bool | None]]:
    """Number, text and priority of what was read."""
    return [(one.number, one.text, one.priority) for one in reading.items]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "N O.|CONTEXT|RECOMMENDATI ON|BODY",
        "Nr|Rationale for the recommendation|Recommendation (priority in bold)|Body",
        "Recommendation No.|Context|EU mission recommendations*|Body",
        "№|Контекст|Рекомендации|Орган",
    ],
)
def test_heads_name_the_columns(head: str) -> None:
    assert texts(read(head, *ROWS)) == [
        ("1", "Open the rolls.", None),
        ("2", "Lower the fee.", None),
    ]


def test_two_columns_without_a_head_are_read_where_the_first_counts() -> None:
    assert texts(read("1.|Open the rolls.", "2.|Lower the fee.")) == [
        ("1", "Open the rolls.", None),
        ("2", "Lower the fee.", None),
    ]
    other = read("1.|Open the rolls.|Board", "2.|Lower the fee.|Chamber")
    assert other.items == []
    assert len(other.unread) == 2


@pytest.mark.parametrize(
    ("cell", "text", "priority"),
    [
        ("PRIORITY Open the rolls to all.", "Open the rolls to all.", True),
        ("Priority: open the rolls to all.", "open the rolls to all.", True),
        ("Open the rolls to all. Priority recommendation", "Open the rolls to all.", True),
        ("Open the rolls to all. [PRIORITY]", "Open the rolls to all.", True),
        ("Priority should be given to rolls.", "Priority should be given to rolls.", None),
        (
            "Open the rolls as a matter of priority.",
            "Open the rolls as a matter of priority.",
            None,
        ),
    ],
)
def test_a_mark_of_priority_is_no_part_of_the_text(
    cell: str, text: str, priority: bool | None
) -> None:
    assert texts(read(HEAD, f"1|Rolls are closed.|{cell}|Board"))[0] == ("1", text, priority)


def test_priority_may_stand_beside_the_number_or_in_a_column() -> None:
    marked = read(HEAD, "1 PRIORITY|Rolls.|Open the rolls.|Board", ROWS[1])
    assert texts(marked)[0] == ("1", "Open the rolls.", True)
    column = read("No.|Recommendation|Priority", "1|Open the rolls.|Yes", "2|Lower the fee.|No")
    assert [one.priority for one in column.items] == [True, False]


def test_rows_that_cannot_be_told_apart_stay_unread() -> None:
    reading = read(HEAD, "1 2|Rolls and fees.|Open them. Lower them.|Board", *ROWS)
    assert [one.number for one in reading.items] == ["1", "2"]
    assert [one.text[:3] for one in reading.unread] == ["1 2"]


def test_the_words_of_an_item_are_marked_and_not_the_same_words_beside_it() -> None:
    reading = read(HEAD, "1|Hold debates.|Hold debates.|Council")
    span = reading.items[0].spans[0]
    text = reading.text.pieces[span.piece].text
    assert text[span.start : span.end] == "Hold debates."
    assert span.start == text.rindex("Hold debates.")


def test_a_table_alone_is_read_unless_it_tells_what_became_of_recommendations() -> None:
    rows = [line.replace("|", "\t") for line in (HEAD, *ROWS)]
    reading = report_of("I. SUMMARY", TALE, "II. ADVICE", *rows)
    assert texts(reading) == [("1", "Open the rolls.", None), ("2", "Lower the fee.", None)]
    assert [(one.heading, one.section) for one in reading.items] == [("Advice", "II. Advice")] * 2
    rows[0] = rows[0].replace("Body", "Status")
    assert report_of("I. SUMMARY", TALE, "II. ADVICE", *rows).items == []


def test_other_cells_of_a_row_are_kept_beside_its_item() -> None:
    reading = report_of(
        "XI. RECOMMENDATIONS",
        "No.\tContext\tRecommendation\tResponsible\tPriority",
        "1\tThe code is silent.\tLet courts hear complaints.\tParliament\tHigh",
        "2\tFees are high.\tLower the fee for candidates.\t\tWithin a year",
    )
    first, second = reading.items
    assert [(cell.head, cell.text) for cell in first.beside] == [
        ("Context", "The code is silent."),
        ("Responsible", "Parliament"),
    ]
    assert [(cell.head, cell.text) for cell in second.beside] == [
        ("Context", "Fees are high."),
        ("Priority", "Within a year"),
    ]
    assert [said.text for said in second.rests_on] == ["Fees are high."]
    for one in reading.items:
        for cell in one.beside:
            span = cell.span
            assert reading.text.pieces[span.piece].text[span.start : span.end] == cell.text
    assert reading.unread == []


def test_a_row_that_goes_on_beside_an_item() -> None:
    rows = ("No.|Recommendation|Who|When", "1|Lower the fee.|Courts|May", "||Council|June")
    pieces = [Piece(1, PieceKind.TABLE, row) for row in rows]
    reading = read_table_items(pieces, Section(0, 3, None), set())
    (one,) = reading.drafts
    assert [cell.text for cell in one.beside] == ["Courts", "May", "Council", "June"]
    assert reading.taken == {0, 1, 2}
