"""Invented comments of an authority, from which the tests of their reader are made."""

from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_BREAK
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from app.reading.comments.patterns import Patterns, load
from app.reading.comments.reader import read_comments
from app.reading.layout.pieces import make_text
from app.reading.model import FoundAnswer, FoundItem, Line, LineRole, Reading, Source, SourcePage
from app.vocabulary.lists import PageBasis

PATTERNS = load()
FONT = "Times-Roman"
PAGE = "\f"
"""In a list of paragraphs: the next page begins."""

WELCOMED = (
    "The Electoral Council thanks the mission, which has welcomed the following steps.",
    "1. Ballots were printed in three languages (section 2, page 4).",
    "The Council printed them under chapter six of its rules.",
    "2. Polling stations opened on time. Queues were short (section 9, page 11); voters were helped"
    " (section 9, page 12).",
    "This follows the training that the Council gave in spring.",
)
OBSERVATIONS = (
    "The Council does not agree with the following critical observations.",
    "1. Some wards were far larger than others (section 3, page 5).",
    "The Council's standpoint. Wards follow rivers and roads. Three rules were weighed:",
    "1) the number of residents;",
    "2) the length of the way to the polling station;",
    "3) the borders of parishes.",
    "This observation is not supported by figures. Its authors counted summer guests.",
    "The critical observation is not accepted.",
    "2. Agents of candidates were sent away from two counts (section 9, page 13).",
    "The Council's standpoint: One agent had lost his pass. Recommendation is implemented in rule"
    " 12, which lets agents stay.",
    "The critical observation is accepted in part.",
)
RECOMMENDATIONS = (
    "Recommendations",
    "A. Priority recommendations",
    "The mission asks for more than new rules. This includes:",
    "1. Drawing wards of equal size before the next vote.",
    "The Council's standpoint. This recommendation is implemented in chapter two of the code. The"
    " census is needed first.",
    "The recommendation requires further study.",
    "2. Giving agents their rights in writing. To this end, the code could",
    "(a) name what they may see,",
    "The Council's standpoint. The code names it.",
    "Recommendation is implemented.",
    PAGE,
    "(b) say who may send them away.",
    "The Council's standpoint. A bill does so.",
    "1. It was read once.",
    "2. It will be read again.",
    "3. It lists four reasons.",
    "The proposal is at the stage of implementation.",
    "3 (a). Rolls should be public.",
    "The Council's standpoint. They hang in each town hall.",
    "Recommendation is implemented; however, the Council continues to correct them.",
    "3(b). Rolls should be checked against the register of deaths.",
    "The Council's standpoint. Privacy comes before it.",
    "This recommendation cannot be accepted.",
    "B. Other recommendations",
    "Broadcasting",
    "4. Airtime should be given by lot.",
    "The Council's standpoint. It is given in turn, which is fair.",
    "The recommendation is accepted.",
    "Note: The Ministry of Roads helped with these comments.",
)
COMMENTS = (*WELCOMED, *OBSERVATIONS, *RECOMMENDATIONS)
QUOTED = {
    "W1": (1, "Ballots were printed in three languages (section 2, page 4)."),
    "W2": (
        1,
        "Polling stations opened on time. Queues were short (section 9, page 11); voters were"
        " helped (section 9, page 12).",
    ),
    "O1": (1, "Some wards were far larger than others (section 3, page 5)."),
    "O2": (1, "Agents of candidates were sent away from two counts (section 9, page 13)."),
    "1": (1, "Drawing wards of equal size before the next vote."),
    "2": (1, "Giving agents their rights in writing. To this end, the code could"),
    "2A": (1, "name what they may see,"),
    "2B": (2, "say who may send them away."),
    "3A": (2, "Rolls should be public."),
    "3B": (2, "Rolls should be checked against the register of deaths."),
    "4": (2, "Airtime should be given by lot."),
}
"""Page and text of what is quoted, by number."""
HEADINGS = {
    number: ("Other recommendations", False)
    if number == "4"
    else ("Priority recommendations", True)
    for number in QUOTED
    if number[0].isdigit()
}
"""Heading and priority of the recommendations, by number."""


def line(written: str) -> Line:
    """Return a paragraph: `# ` a heading, `| ` a table's row, `*…*` in italics."""
    if written.startswith("# "):
        return Line(written[2:], level=1)
    if written.startswith("| "):
        return Line(written[2:], role=LineRole.TABLE)
    if written.startswith("*"):
        return Line(written.strip("*"), italic=True)
    return Line(written)


def source(*paragraphs: str) -> Source:
    """Return paragraphs as a document in which each is a line."""
    pages: list[list[Line]] = [[]]
    for written in paragraphs:
        if written == PAGE:
            pages.append([])
        else:
            pages[-1].append(line(written))
    return Source(
        "docx",
        [SourcePage(number, PageBasis.COUNTED, lines) for number, lines in enumerate(pages, 1)],
        paged=True,
        whole_paragraphs=True,
    )


def read(*paragraphs: str, patterns: Patterns = PATTERNS) -> Reading:
    """Return what is read in comments of these paragraphs."""
    return read_comments(make_text(source(*paragraphs)), patterns)


def write_word(path: Path) -> None:
    """Write the sample as a Word file."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for written in COMMENTS:
        if written == PAGE:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        else:
            paragraph = document.add_paragraph(written)
    document.save(str(path))


def write_print(path: Path) -> None:
    """Write the sample as a PDF with justified lines and page numbers at the foot."""
    style = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=14, alignment=TA_JUSTIFY)
    flow = [PageBreak() if text == PAGE else Paragraph(escape(text), style) for text in COMMENTS]

    def number(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(300, 30, str(page.page))

    SimpleDocTemplate(str(path)).build(flow, onFirstPage=number, onLaterPages=number)


def item(reading: Reading, number: str) -> FoundItem:
    """Return the one item with a number."""
    (found,) = [item for item in reading.items if item.number == number]
    return found


def answer(reading: Reading, number: str | None) -> FoundAnswer:
    """Return the one answer to an item."""
    (found,) = [answer for answer in reading.answers if answer.number == number]
    return found


def statuses(reading: Reading) -> dict[str | None, tuple[str, str]]:
    """Return position and reported status by number."""
    return {
        answer.number: (answer.position.value, answer.reported.value) for answer in reading.answers
    }


def said(reading: Reading, found: FoundItem | FoundAnswer) -> str:
    """Return the words at the spans of an item or answer."""
    pieces = reading.text.pieces
    return " ".join(pieces[span.piece].text[span.start : span.end] for span in found.spans)


def codes(reading: Reading) -> list[str]:
    """Return the codes of a reading's own warnings."""
    return [warning.code for warning in reading.warnings]
