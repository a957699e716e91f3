"""Ruled tables of a PDF: what is one, what only looks so, and what its rows are."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.reading.formats import pdf
from app.reading.layout.pieces import make_text
from app.reading.model import LineRole, Source
from app.reading.reports.reader import read_report

XS = (60, 100, 240, 420, 540)
Cell = str | tuple[str, ...]
HEAD = ("No.", "Context", "Recommendation", "Body")
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("1", ("Rolls are closed", "to most people."), ("Open the rolls to", "all who ask."), "Board"),
    ("2", ("Fees are high.",), ("Lower the fee.",), "Chamber"),
)
PROSE = (
    "Ferries ran late on the day of voting and",
    "several crews cast their ballots at sea, where",
    "a clerk went from deck to deck with a small",
    "urn and a longer list than anybody thought.",
)

Draw = Callable[[Canvas], None]


def drawn(tmp_path: Path, *pages: Draw) -> Source:
    """Draw pages and read them."""
    path = tmp_path / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for draw in pages:
        canvas.setFont("Times-Roman", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return pdf.read(path, path.name, 100)


def lines(source: Source) -> list[str]:
    """The texts of all lines; rows of tables with a bar before them."""
    found = [line for page in source.pages for line in page.lines]
    return [f"| {one.text}" if one.role is LineRole.TABLE else one.text for one in found]


def words(canvas: Canvas, y: float, row: tuple[Cell, ...]) -> None:
    """Set the cells of a row, whose first lines stand at `y`."""
    for x, cell in zip(XS, row, strict=False):
        for place, text in enumerate((cell,) if isinstance(cell, str) else cell):
            canvas.drawString(x + 3, y - 11 * place, text)


def grid(canvas: Canvas, ys: tuple[int, ...], xs: tuple[int, ...] = XS) -> None:
    """Draw the rules of a table."""
    canvas.grid(list(xs), list(ys))


def table(canvas: Canvas) -> None:
    """Draw a table of a head, a theme and two rows."""
    canvas.grid([XS[0], XS[-1]], [700, 680])
    grid(canvas, (720, 700))
    grid(canvas, (680, 650, 630))
    words(canvas, 705, HEAD)
    words(canvas, 685, ("THE ROLLS",))
    words(canvas, 669, ROWS[0])
    words(canvas, 637, ROWS[1])


TABLE = [
    "| No. | Context | Recommendation | Body",
    "| THE ROLLS",
    "| 1 | Rolls are closed\nto most people. | Open the rolls to\nall who ask. | Board",
    "| 2 | Fees are high. | Lower the fee. | Chamber",
]


def test_a_table_stands_between_the_lines_above_and_below_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "Above the table")
        table(canvas)
        canvas.drawString(60, 600, "and below it.")

    source = drawn(tmp_path, draw)
    assert lines(source) == ["Above the table", *TABLE, "and below it."]
    row = source.pages[0].lines[3]
    assert (row.x0, row.top is not None and 160 < row.top < 180) == (63, True)


def test_rules_may_be_thin_boxes_frames_of_cells_or_drawn_within_a_drawing(tmp_path: Path) -> None:
    def boxes(canvas: Canvas) -> None:
        for y in (720, 700, 650, 630):
            for left, right in pairwise(XS):
                canvas.rect(left, y, right - left, 0.5, stroke=0, fill=1)
        for x in XS:
            canvas.rect(x, 630, 0.5, 90, stroke=0, fill=1)

    def frames(canvas: Canvas) -> None:
        for top, bottom in ((720, 700), (699, 651), (650, 630)):
            for left, right in pairwise(XS):
                canvas.rect(left + 0.5, bottom, right - left - 1, top - bottom)

    def within(canvas: Canvas) -> None:
        canvas.beginForm("rules")
        grid(canvas, (720, 700, 650, 630))
        canvas.endForm()
        canvas.doForm("rules")

    for rules in (boxes, frames, within):

        def draw(canvas: Canvas, rules: Draw = rules) -> None:
            rules(canvas)
            canvas.setFont("Times-Roman", 10)
            for y, row in ((705, HEAD), (669, ROWS[0]), (637, ROWS[1])):
                words(canvas, y, row)

        assert lines(drawn(tmp_path, draw)) == [TABLE[0], *TABLE[2:]], rules.__name__


def test_sides_may_be_open_and_cells_go_over_several_rows(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (720, 700, 630):
            canvas.line(60, y, 540, y)
        canvas.line(60, 650, 240, 650)
        canvas.line(420, 650, 540, 650)
        for x in XS[1:-1]:
            canvas.line(x, 630, x, 720)
        words(canvas, 705, HEAD)
        words(canvas, 685, ("1", "Rolls", "Open them.", "Board"))
        words(canvas, 640, ("", "Fees", "", "Chamber"))

    assert lines(drawn(tmp_path, draw)) == [
        TABLE[0],
        "| 1 | Rolls | Open them. | Board",
        "|  | Fees |  | Chamber",
    ]


def test_rows_without_rules_between_them_begin_at_their_numbers(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, (720, 700, 630))
        for y, row in ((705, HEAD), (689, ROWS[0]), (660, ROWS[1])):
            words(canvas, y, row)

    assert lines(drawn(tmp_path, draw)) == [TABLE[0], *TABLE[2:]]


def lined(canvas: Canvas) -> None:
    """Draw rules between rows alone, none above the head and none below the last row."""
    for y in (700, 680, 650, 630):
        canvas.line(60, y, 540, y)


def shaded(canvas: Canvas) -> None:
    """Draw each second row on a shade."""
    canvas.setFillGray(0.9)
    for y, height in ((700, 20), (650, 30), (610, 20)):
        canvas.rect(60, y, 480, height, stroke=0, fill=1)
    canvas.setFillGray(0)


@pytest.mark.parametrize("rules", [lined, shaded])
def test_columns_without_rules_are_told_by_free_strips_beside_numbers(
    rules: Draw, tmp_path: Path
) -> None:
    def draw(canvas: Canvas) -> None:
        rules(canvas)
        words(canvas, 705, HEAD)
        words(canvas, 685, ("THE ROLLS",))
        words(canvas, 669, ROWS[0])
        words(canvas, 637, ROWS[1])
        words(canvas, 617, ("3", "No debates.", "Hold them.", "Council"))
        canvas.drawString(60, 580, "Below it stands a line that goes over more than one column.")

    found = lines(drawn(tmp_path, draw))
    assert found[:5] == [*TABLE, "| 3 | No debates. | Hold them. | Council"]
    assert found[5].startswith("Below it")


def lined_list(canvas: Canvas) -> None:
    """Draw a numbered list between rules, as forms have them."""
    for place in range(6):
        canvas.line(60, 710 - 30 * place, 540, 710 - 30 * place)
        canvas.drawString(60, 690 - 30 * place, f"{place + 1}.")
        canvas.drawString(90, 690 - 30 * place, PROSE[place % 4])


def lined_figures(canvas: Canvas) -> None:
    """Draw boxes on shades, side by side, that do not count."""
    shaded(canvas)
    for y in (705, 669, 637):
        words(canvas, y, ("Turnout", "in the north", "high", "2016"))


def framed_prose(canvas: Canvas) -> None:
    """Draw a page in a frame, with boxes for its number at the foot."""
    canvas.rect(50, 40, 495, 760)
    canvas.line(50, 80, 545, 80)
    canvas.line(500, 40, 500, 80)
    for place in range(40):
        canvas.drawString(60, 780 - 14 * place, PROSE[place % 4])
    canvas.drawString(60, 50, "Report")
    canvas.drawString(510, 50, "7")


def columns_with_a_rule(canvas: Canvas) -> None:
    """Draw two columns of prose in a frame with a rule between them."""
    canvas.rect(50, 40, 495, 760)
    canvas.line(297, 40, 297, 800)
    for place in range(40):
        canvas.drawString(60, 780 - 14 * place, PROSE[place % 4])
        canvas.drawString(310, 780 - 14 * place, PROSE[(place + 1) % 4])


def headed_columns_with_rules(canvas: Canvas) -> None:
    """Draw two columns of prose, each in two boxes."""
    grid(canvas, (800, 420, 40), (50, 297, 545))
    for place in range(52):
        canvas.drawString(60, 785 - 14 * place, PROSE[place % 4])
        canvas.drawString(310, 785 - 14 * place, PROSE[(place + 1) % 4])


def boxed_head(canvas: Canvas) -> None:
    """Draw a running head in boxes."""
    grid(canvas, (830, 810, 790), (50, 297, 545))
    for y in (815, 795):
        canvas.drawString(60, y, "Mission to Aurelia")
        canvas.drawString(310, y, "Final report")
    for place in range(20):
        canvas.drawString(60, 700 - 14 * place, PROSE[place % 4])


def chart(canvas: Canvas) -> None:
    """Draw a chart over a grid, with figures beside it."""
    grid(canvas, tuple(range(700, 500, -20)), tuple(range(100, 500, 40)))
    for place in range(10):
        canvas.drawString(70, 698 - 20 * place, str(place))
    canvas.drawString(110, 650, "Turnout")


def drawing(canvas: Canvas) -> None:
    """Draw more lines than any table has, over words."""
    for place in range(3100):
        canvas.line(60 + place % 480, 100, 60 + place % 480, 700)
    grid(canvas, (720, 700, 650, 630))
    words(canvas, 705, HEAD)


@pytest.mark.parametrize(
    "draw",
    [
        framed_prose,
        columns_with_a_rule,
        headed_columns_with_rules,
        boxed_head,
        chart,
        drawing,
        lined_list,
        lined_figures,
    ],
)
def test_what_only_looks_like_a_table_is_read_line_by_line(draw: Draw, tmp_path: Path) -> None:
    found = lines(drawn(tmp_path, draw, draw))
    assert found
    assert not [text for text in found if text.startswith("|")]


def test_prose_in_a_frame_above_a_table_stays_prose(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.rect(60, 720, 480, 100)
        for place in range(6):
            canvas.drawString(70, 800 - 14 * place, PROSE[place % 4])

    found = lines(drawn(tmp_path, draw))
    assert found == [*(PROSE[place % 4] for place in range(6)), *TABLE]


def test_the_rest_of_a_torn_row_belongs_to_its_item(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(60, 760, "RECOMMENDATIONS")
        canvas.setFont("Times-Roman", 10)
        table(canvas)

    def second(canvas: Canvas) -> None:
        grid(canvas, (780, 730))
        words(canvas, 765, ("", "They rose.", ("Halve it for", "small parties."), ""))

    def third(canvas: Canvas) -> None:
        grid(canvas, (780, 760, 740))
        words(canvas, 765, HEAD)
        words(canvas, 745, ("", "And rose again.", "", ""))

    reading = read_report(make_text(drawn(tmp_path, first, second, third)))
    assert [(one.number, one.heading, one.text) for one in reading.items] == [
        ("1", "The rolls", "Open the rolls to all who ask."),
        ("2", "The rolls", "Lower the fee. Halve it for small parties."),
    ]
    last = reading.items[1]
    assert [reading.text.pieces[span.piece].page for span in last.spans] == [1, 2]
    assert [warn.code for warn in last.warnings] == ["row_joined"]
    assert reading.unread == []


@pytest.mark.parametrize("dot", ["", "."])
def test_a_table_without_rules_or_shades_is_unread_and_not_mixed_up(
    dot: str, tmp_path: Path
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(60, 760, "II. RECOMMENDATIONS")
        canvas.setFont("Times-Bold", 10)
        words(canvas, 705, HEAD)
        canvas.setFont("Times-Roman", 10)
        for number, y in enumerate((685, 655, 625), 1):
            words(canvas, y, (f"{number}{dot}", *ROWS[0][1:]))

    reading = read_report(make_text(drawn(tmp_path, draw)))
    assert [warn.code for warn in reading.warnings] == ["no_list"]
    assert reading.items == []
    assert " ".join(one.text for one in reading.unread).count("Open the rolls to") == 3
