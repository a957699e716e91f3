"""Reports as PDF and as plain text, drawn from the same setting."""

import io
from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.made_files.model import Made, Sample
from tests.made_files.press import Line, Measures, Page, Press, item_pages

LEFT, TOP, BOTTOM = 71.0, 770.0, 70.0
GUTTER = 20.0


def _font(bold: bool) -> str:
    return "Times-Bold" if bold else "Times-Roman"


PAPER = Measures(
    width=453,
    height=TOP - BOTTOM,
    gutter=GUTTER,
    leading=13.5,
    size=11,
    note_leading=10.5,
    note_size=8.5,
    indent=24,
    gap=7,
    length=lambda text, bold, size: stringWidth(text, _font(bold), size),
)

LETTERS = Measures(
    width=92,
    height=56,
    gutter=4,
    leading=1,
    size=1,
    note_leading=1,
    note_size=1,
    indent=0,
    gap=1,
    length=lambda text, *_: len(text),
)


def make_pdf(sample: Sample, folder: Path) -> Made:
    """Draw a sample as PDF."""
    path = folder / f"{sample.name}.pdf"
    pages = Press(sample, PAPER).set()
    path.write_bytes(draw(sample, pages))
    return Made(sample, "pdf", path, item_pages(pages))


def draw(sample: Sample, pages: list[Page], **options: object) -> bytes:
    """Return a set sample as PDF; `options` go to the library's canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    canvas.setTitle(sample.title)
    for page in pages:
        _draw_page(canvas, sample, page, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_page(canvas: Canvas, sample: Sample, page: Page, count: int) -> None:
    look = sample.look
    if page.cover:
        canvas.setFont("Times-Bold", 22)
        for place, part in enumerate(sample.title.split(", ")):
            canvas.drawCentredString(A4[0] / 2, 600 - 40 * place, part)
        return
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(LEFT, TOP + 22, look.head.format(page=page.number, of=count))
    canvas.drawCentredString(A4[0] / 2, BOTTOM - 35, look.foot.format(page=page.number, of=count))
    width = (PAPER.width - (look.columns - 1) * GUTTER) / look.columns
    for place, column in enumerate(page.columns):
        x = LEFT + place * (width + GUTTER)
        for used, line in column.lines:
            _draw_line(canvas, line, x, TOP - used, width)
        foot = BOTTOM + len(column.notes) * PAPER.note_leading
        if column.notes:
            canvas.line(x, foot + 4, x + 100, foot + 4)
        for below, note in enumerate(column.notes, 1):
            y = foot - below * PAPER.note_leading
            if note.label:
                canvas.setFont("Times-Roman", 5.5)
                canvas.drawString(x, y + 3.2, note.label)
            canvas.setFont("Times-Roman", PAPER.note_size)
            canvas.drawString(x + 12, y, note.text)


def _draw_line(canvas: Canvas, line: Line, x: float, y: float, width: float) -> None:
    """Draw a line word by word, spread to the full width as printed prose is."""
    font = _font(line.bold)
    canvas.setFont(font, line.size)
    if line.label:
        canvas.drawString(x, y, line.label)
    x += line.indent
    if line.leader:
        end = x - line.indent + width
        canvas.drawString(x, y, line.text)
        start = x + stringWidth(line.text, font, line.size) + 4
        dots = "." * int((end - 18 - start) / stringWidth(".", font, line.size))
        canvas.drawString(start, y, dots)
        canvas.drawRightString(end, y, line.leader)
        return
    ink = sum(
        stringWidth(word.text + word.tail, font, line.size)
        + stringWidth(word.mark, font, line.size * 0.6)
        for word in line.words
    )
    space = stringWidth(" ", font, line.size)
    if line.full and len(line.words) > 1:
        space = (width - line.indent - ink) / (len(line.words) - 1)
    for word in line.words:
        canvas.setFont(font, line.size)
        canvas.drawString(x, y, word.text)
        x += stringWidth(word.text, font, line.size)
        if word.mark:
            canvas.setFont(font, line.size * 0.6)
            canvas.drawString(x, y + line.size * 0.35, word.mark)
            x += stringWidth(word.mark, font, line.size * 0.6)
            canvas.setFont(font, line.size)
            canvas.drawString(x, y, word.tail)
            x += stringWidth(word.tail, font, line.size)
        x += space


def make_text(sample: Sample, folder: Path) -> Made:
    """Write a sample as plain text with form feeds, as programs make it of a PDF; no columns."""
    path = folder / f"{sample.name}.txt"
    sample = replace(sample, look=replace(sample.look, columns=1))
    pages = Press(sample, LETTERS).set()
    path.write_text("\f".join(_page_text(sample, page, len(pages)) for page in pages))
    return Made(sample, "text", path, item_pages(pages))


def _page_text(sample: Sample, page: Page, count: int) -> str:
    if page.cover:
        return f"{sample.title}\n"
    lines = [sample.look.head.format(page=page.number, of=count), ""]
    for column in page.columns:
        for _, line in column.lines:
            lines += [""] * (line.gap > 0)
            label = f"{line.label} " if line.label else ""
            leader = f" {'.' * 20} {line.leader}" if line.leader else ""
            lines.append(f"{label}{line.text}{leader}")
        if column.notes:
            lines += ["", "_" * 20]
        lines += [f"{note.label} {note.text}".strip() for note in column.notes]
    lines += ["", sample.look.foot.format(page=page.number, of=count)]
    return "\n".join(lines) + "\n"
