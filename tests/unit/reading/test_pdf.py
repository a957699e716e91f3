"""PDF pages as lines: columns, raised marks, rotated pages; and pages as pictures."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import reportlab
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.errors import UnreadableError
from app.reading.formats import pdf
from app.reading.formats.opening import MOST_PAGES
from app.reading.model import LineRole, Source
from tests.made_files import bad
from tests.made_files.paper import make_pdf
from tests.made_files.samples import OSTRAVIA, VELDANIA
from tests.made_files.sentences import body

PROSE = (
    "Ferries ran late on the day of voting and",
    "several crews cast their ballots at sea, where",
    "a clerk went from deck to deck with a small",
    "urn and a longer list than anybody thought.",
    "Nobody complained about the order of names",
    "on it, which followed the harbours northward.",
)


def drawn(draw: Callable[[Canvas], None], tmp_path: Path, **options: object) -> Source:
    """Draw one page and read it."""
    path = tmp_path / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), **options)
    canvas.setFont("Times-Roman", 11)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return pdf.read(path, path.name, MOST_PAGES)


def texts(source: Source) -> list[str]:
    """The texts of the first page."""
    return [line.text for line in source.pages[0].lines]


def test_lines_have_places_sizes_and_weight(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 742, "A heading")
        canvas.setFont("Times-Italic", 11)
        canvas.drawString(90, 700, "words in italics")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(90, 686, "and words that are not")

    source = drawn(draw, tmp_path)
    page = source.pages[0]
    heading, italic, plain = page.lines
    assert (page.width, page.height) == (595, 842)
    assert (heading.bold, heading.size, heading.x0) == (True, 14, 72)
    assert (italic.bold, italic.italic, plain.italic) == (False, True, False)
    assert heading.top is not None
    assert heading.bottom is not None
    assert heading.top < 100 < heading.bottom
    assert [line.gap for line in page.lines] == [False, True, False]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(297, 780, "A heading that stands across both of the columns here")
        for place, text in enumerate(PROSE):
            canvas.drawString(72, 740 - 14 * place, f"L{place} {text}")
            canvas.drawString(310, 738 - 14 * place, f"R{place} {text}")
        canvas.drawString(
            72, 600, "A line below that goes across the page from its left to its right end"
        )
        canvas.drawCentredString(297, 40, "12")

    found = texts(drawn(draw, tmp_path))
    assert [text[:2] for text in found] == [
        "A ",
        *[f"L{n}" for n in range(6)],
        *[f"R{n}" for n in range(6)],
        "A ",
        "12",
    ]


def test_labels_and_figures_are_no_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for place, text in enumerate(PROSE):
            canvas.drawString(72, 740 - 14 * place, f"({place})")
            canvas.drawString(110, 740 - 14 * place, text)
        for place in range(8):
            for column in range(5):
                canvas.drawString(72 + 100 * column, 600 - 14 * place, f"{place}{column}")
        for place in range(6):
            canvas.drawString(72, 440 - 14 * place, f"{place}. Chapter {'. ' * 50}")
            canvas.drawRightString(520, 440 - 14 * place, f"{place}{place}")

    found = texts(drawn(draw, tmp_path))
    assert found[0] == f"(0) {PROSE[0]}"
    assert found[6:8] == ["00 01 02 03 04", "10 11 12 13 14"]
    assert found[14].startswith("0. Chapter")
    assert found[14].endswith("00")


def test_a_column_of_two_lines_is_known_from_the_pages_before(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for count in (24, 2):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 800, "A running head")
        for place in range(24):
            canvas.drawString(72, 740 - 14 * place, f"L{place:02} {PROSE[place % 6]}")
        for place in range(count):
            canvas.drawString(310, 740 - 14 * place, f"R{place:02} {PROSE[place % 6]}")
        canvas.showPage()
    canvas.save()
    source = pdf.read(path, path.name, MOST_PAGES)
    for page, count in zip(source.pages, (24, 2), strict=True):
        begun = [line.text[:3] for line in page.lines[1:]]
        assert begun == [f"L{n:02}" for n in range(24)] + [f"R{n:02}" for n in range(count)]


def test_tables_of_words_are_read_row_by_row(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for place in range(12):
            canvas.drawString(72, 740 - 14 * place, f"District {place}")
            canvas.drawString(230, 740 - 14 * place, "turnout given")
            canvas.drawString(390, 740 - 14 * place, f"{place},{place}00 votes")

    found = texts(drawn(draw, tmp_path))
    assert found == [f"District {n} turnout given {n},{n}00 votes" for n in range(12)]


def test_raised_marks_are_superscripts(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for part, size, rise in (
            ("votes", 11, 0),
            ("17", 6.5, 4),
            (", of the 19", 11, 0),
            ("th", 6.5, 4),
            (" hall", 11, 0),
        ):
            text.setFont("Times-Roman", size)
            text.setRise(rise)
            text.textOut(part)
        canvas.drawText(text)
        canvas.setFont("Times-Roman", 5)
        canvas.drawString(72, 103, "17")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(80, 100, "See the register.")

    assert texts(drawn(draw, tmp_path)) == ["votes¹⁷, of the 19th hall", "¹⁷ See the register."]


def test_words_are_told_apart_by_space_alone(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for word in ("Words", "without", "spaces", "between"):
            canvas.drawString(x, 700, word)
            x += canvas.stringWidth(word) + 3.5
        canvas.drawString(72, 680, "e")
        canvas.drawString(72 + canvas.stringWidth("e"), 680, "lection")

    assert texts(drawn(draw, tmp_path)) == ["Words without spaces between", "election"]


def codeless(text: str, tmp_path: Path) -> Path:
    """Make a PDF whose font does not say what its letters mean, but for those of ASCII."""
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts/Vera.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setFont("Vera", 11)
    canvas.drawString(72, 700, text)
    canvas.save()
    path = tmp_path / "codeless.pdf"
    kept = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), out.getvalue())
    path.write_bytes(kept)
    return path


def test_letters_without_a_meaning_are_shown_and_warned_of(tmp_path: Path) -> None:
    path = codeless("Words with a few, äöü, at hand", tmp_path)
    source = pdf.read(path, path.name, MOST_PAGES)
    assert texts(source) == ["Words with a few, ���, at hand"]
    assert [(warn.code, warn.page) for warn in source.warnings] == [("letters_unknown", 1)]


def test_pages_of_letters_without_a_meaning_need_recognition(tmp_path: Path) -> None:
    path = codeless("äöüßéèê", tmp_path)
    with pytest.raises(UnreadableError, match="text recognition"):
        pdf.read(path, path.name, MOST_PAGES)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_pages_shown_sideways_are_turned_for_reading_and_as_pictures(
    turns: int, tmp_path: Path
) -> None:
    path = tmp_path / "rotated.pdf"
    path.write_bytes(bad.pdf(1, "Some words to read"))
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(90 * turns)
    document.save(path)
    page = pdf.read(path, path.name, MOST_PAGES).pages[0]
    assert [line.text for line in page.lines] == ["Some words to read"]
    assert (page.width, page.height) == (595.3, 841.9)
    picture = Image.open(io.BytesIO(pdf.draw_page(path, 1, 300))).convert("L")
    assert picture.height > picture.width
    line = page.lines[0]
    scale = picture.width / (page.width or 1)
    box = (line.x0 or 0, line.top or 0, line.x1 or 0, line.bottom or 0)
    inked = picture.point(lambda shade: 255 * (shade < 128)).getbbox()
    assert inked is not None
    assert all(abs(edge * scale - ink) < 8 for edge, ink in zip(box, inked, strict=True)), (
        box,
        inked,
    )


def test_a_wide_page_stored_upright_is_read_as_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.rotate(90)
    canvas.drawString(100, -100, "Words along the long side")
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(90)
    document.save(path)
    page = pdf.read(path, path.name, MOST_PAGES).pages[0]
    assert [line.text for line in page.lines] == ["Words along the long side"]
    assert (page.width, page.height) == (842, 595)
    assert page.lines[0].x0 == 100


def test_text_drawn_sideways_is_read_and_a_stamp_is_furniture(tmp_path: Path) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        for place, text in enumerate(PROSE):
            canvas.drawString(100, -100 - 14 * place, text)

    assert texts(drawn(sideways, tmp_path)) == list(PROSE)

    def stamped(canvas: Canvas) -> None:
        for place, text in enumerate(PROSE):
            canvas.drawString(72, 700 - 14 * place, text)
        canvas.rotate(45)
        canvas.drawString(300, 300, "DRAFT")

    source = drawn(stamped, tmp_path)
    assert texts(source) == [*PROSE, "DRAFT"]
    assert source.pages[0].lines[-1].role == LineRole.HEADER


def test_page_labels_and_titles_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("A title")
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(2, style="ARABIC", start=1)
    for _ in range(4):
        canvas.drawString(72, 700, "words")
        canvas.showPage()
    canvas.save()
    source = pdf.read(path, path.name, MOST_PAGES)
    assert [page.label for page in source.pages] == ["i", "ii", "1", "2"]
    assert source.title == "A title"


def test_two_columns_with_notes_keep_each_column_whole(tmp_path: Path) -> None:
    source = pdf.read(make_pdf(OSTRAVIA, tmp_path).path, "a.pdf", MOST_PAGES)
    lines = source.pages[1].lines
    marks = [
        place for place, line in enumerate(lines) if line.text.startswith(("(a)", "(b)", "3)"))
    ]
    assert marks == sorted(marks)
    assert all((lines[place].x0 or 0) > 300 for place in marks)
    assert lines[0].text == OSTRAVIA.look.head
    assert lines[-1].text == "- 2 -"


def test_forty_pages_take_less_than_ten_seconds(tmp_path: Path) -> None:
    long = replace(VELDANIA, blocks=[*VELDANIA.blocks, *body(0, 350)])
    path = make_pdf(long, tmp_path).path
    start = time.monotonic()
    source = pdf.read(path, path.name, MOST_PAGES)
    assert len(source.pages) >= 40
    assert time.monotonic() - start < 10


def test_a_page_is_drawn_as_wide_as_asked_within_reason(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(bad.pdf(1, pagesize=(400, 800)))
    for asked, width in ((500, 500), (1, 100), (100_000, 3000)):
        picture = Image.open(io.BytesIO(pdf.draw_page(path, 1, asked)))
        assert picture.format == "PNG"
        assert abs(picture.width - width) <= 1
        assert abs(picture.height - 2 * width) <= 2


def test_a_page_as_large_as_a_house_is_drawn_small(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(bad.pdf(1, pagesize=(14_000, 140)))
    path.write_bytes(bad.pdf(1, pagesize=(140, 14_000)))
    picture = Image.open(io.BytesIO(pdf.draw_page(path, 1, 3000)))
    assert picture.width * picture.height <= pdf.MOST_PIXELS * 1.01
