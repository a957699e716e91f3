"""A report whose recommendations stand in a table, with rules as lines or as thin boxes."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import pypdfium2
from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate
from reportlab.platypus import Paragraph as Drawn
from reportlab.platypus import Table as DrawnTable

from tests.made_files.model import Heading, Item, Made, Paragraph, Sample
from tests.made_files.sentences import body

HEAD = (
    "NO.",
    "CONTEXT (with the page of this report)",
    "RECOMMENDATION",
    "CHANGE IN LEGAL FRAMEWORK",
    "RESPONSIBLE INSTITUTION",
    "PRINCIPLE",
)
THEMES = {
    "LEGAL FRAMEWORK": (
        ("Gather the rules on elections, which today stand in nine acts, in a single code.", None),
        (
            "Let a voter complain about the count, and let a court of the district decide before"
            " the results are final. Priority should be given to cases that change a seat.",
            True,
        ),
    ),
    "CAMPAIGN AND MONEY": (
        ("Lower the sum that a candidate has to leave as a pledge.", None),
        ("Have parties show from whom their loans come, as a matter of priority.", True),
        (
            "Make the rules on posters the same in towns and villages: at present a mayor may have"
            " them taken down on the ground that they are too large, without saying what size he"
            " would have allowed, and nobody can ask for reasons; the rules should say which walls"
            " are open to all, for how long, who pays for the cleaning afterwards, and to whom a"
            " party may turn when its posters disappear overnight while those of others stay.",
            None,
        ),
    ),
    "DAY OF VOTING": (
        ("Print the results of each hall on the day.", None),
        ("Teach clerks how a recount is done, and have them sign that they were taught.", None),
    ),
}
SHORT = ("", "Code, article 12", "Parliament", "Council of Elections, courts", "Covenant, 25")
SMALL = ParagraphStyle("small", fontName="Times-Roman", fontSize=9, leading=11)
PROSE = ParagraphStyle("prose", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
LARGE = ParagraphStyle("large", parent=PROSE, fontName="Times-Bold", fontSize=13, spaceBefore=9)
TORN = "overnight"
"""The word that the end of a page breaks behind its fourth letter."""
WIDTHS = (0.07, 0.22, 0.31, 0.14, 0.14, 0.12)


def _items() -> list[Item]:
    texts = [(theme.capitalize(), *one) for theme, of in THEMES.items() for one in of]
    return [
        Item(str(number), str(number), text, theme, priority)
        for number, (theme, text, priority) in enumerate(texts, 1)
    ]


RULED = Sample(
    name="aurelia-2022-final-report",
    title="Aurelia, General Elections, Final Report",
    list_heading="Recommendations",
    blocks=[
        Heading("Executive summary", 1, "I."),
        *body(2, 6),
        Heading("Recommendations", 1, "II."),
        *_items(),
    ],
)


def make_ruled(folder: Path) -> list[Made]:
    """Make the report as PDF, upright and sideways, and as DOCX."""
    return [make_upright(folder), make_sideways(folder), make_word(folder)]


def make_upright(folder: Path) -> Made:
    """Draw the table with lines; the end of a page tears a row, and a word, of it."""
    path = folder / f"{RULED.name}.pdf"
    pages = _draw(path, A4, Canvas, torn=True)
    return Made(RULED, "pdf", path, pages)


def make_sideways(folder: Path) -> Made:
    """Draw the table with thin boxes on wide pages that are stored turned."""
    path = folder / f"{RULED.name}-sideways.pdf"
    pages = _draw(path, landscape(A4), _BoxCanvas, torn=False)
    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        page.set_rotation(90)
    document.save(path)
    return Made(RULED, "sideways.pdf", path, pages)


class _BoxCanvas(Canvas):  # type: ignore[misc]
    """Draws lines as word processors do: as filled boxes, as thin as the line."""

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        width = self._lineWidth
        self.setFillColor(black)
        self.rect(x1, y1, x2 - x1 or width, y2 - y1 or width, stroke=0, fill=1)


class _Marking(Drawn):  # type: ignore[misc]
    """A cell that notes on which page its number is drawn."""

    def __init__(self, number: str, pages: dict[str, int]) -> None:
        super().__init__(number, SMALL)
        self._number, self._pages = number, pages

    def draw(self) -> None:
        self._pages.setdefault(self._number, self.canv.getPageNumber())
        super().draw()


def _draw(
    path: Path, size: tuple[float, float], canvas: type[Canvas], torn: bool
) -> dict[str, int]:
    """Draw the report; return the page on which each row begins."""
    pages: dict[str, int] = {}
    story: list[Any] = []
    for block in RULED.blocks:
        if isinstance(block, Heading):
            story.append(Drawn(f"{block.label} {block.text}", LARGE))
        elif isinstance(block, Paragraph):
            story.append(Drawn(escape(block.text.split("^")[0]), PROSE))
    story.insert(1, PageBreak())
    story += _drawn_tables(size[0] - 144, pages, torn)
    story += [Drawn("III. Results", LARGE), *story[3:5]]
    template = SimpleDocTemplate(str(path), pagesize=size, leftMargin=72, rightMargin=72)
    template.build(story, onLaterPages=_number_page, canvasmaker=canvas)
    return pages


def _number_page(canvas: Canvas, _: object) -> None:
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(300, 30, str(canvas.getPageNumber()))


def _drawn_tables(width: float, pages: dict[str, int], torn: bool) -> list[Any]:
    """Return the table; torn, it is two with a page's end between them."""
    rows = _rows()
    if not torn:
        return [_drawn_table(rows, width, pages)]
    place = next(n for n, row in enumerate(rows) if len(row) > 1 and TORN in row[2])
    whole = rows[place]
    cut = whole[2].index(TORN) + 4
    upper = [*whole[:2], f"{whole[2][:cut]}-", *whole[3:]]
    lower = ["", "The page ends here.", whole[2][cut:], "", "", ""]
    return [
        _drawn_table([*rows[:place], upper], width, pages),
        PageBreak(),
        _drawn_table([lower, *rows[place + 1 :]], width, pages),
    ]


def _drawn_table(rows: list[list[str]], width: float, pages: dict[str, int]) -> DrawnTable:
    """Return rows under a head that each page repeats."""
    drawn: list[list[Any]] = [[Drawn(f"<b>{head}</b>", SMALL) for head in HEAD]]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, 0), lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for row in rows:
        if len(row) == 1:
            style.append(("SPAN", (0, len(drawn)), (-1, len(drawn))))
            drawn.append([Drawn(f"<b>{row[0]}</b>", SMALL), *[""] * 5])
        else:
            number = _Marking(row[0], pages) if row[0] else ""
            drawn.append([number, *[Drawn(escape(cell), SMALL) for cell in row[1:]]])
    return DrawnTable(drawn, [share * width for share in WIDTHS], style=style, repeatRows=1)


def _rows() -> list[list[str]]:
    """Return the rows below the head: a theme, or the cells of an item."""
    rows: list[list[str]] = []
    theme = None
    for item in RULED.items:
        if item.heading != theme:
            theme = item.heading
            rows.append([(theme or "").upper()])
        text = f"PRIORITY {item.text}" if item.priority else item.text
        context = f"What was seen stands on page {int(item.number) + 4}. " * 3
        place = int(item.number)
        rest = [SHORT[(place + step) % len(SHORT)] for step in range(3)]
        rows.append([item.number, context.strip(), text, *rest])
    return rows


def make_word(folder: Path) -> Made:
    """Write the report as DOCX, whose pages nobody has drawn."""
    path = folder / f"{RULED.name}.docx"
    file = docx.Document()
    for block in RULED.blocks:
        if isinstance(block, Heading):
            file.add_heading(f"{block.label} {block.text}", 1)
        elif isinstance(block, Paragraph):
            file.add_paragraph(block.text.split("^")[0])
    table = file.add_table(rows=0, cols=len(HEAD))
    for row in [list(HEAD), *_rows()]:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    file.save(str(path))
    return Made(RULED, "docx", path, {})
