"""PDF to lines with their places, and to pictures of pages."""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.core.progress import Progress, silent
from app.errors import UnreadableError
from app.reading.formats.glyphs import UNKNOWN, Glyph, Sheet, make_words, read_glyphs
from app.reading.formats.packages import damaged
from app.reading.formats.print_columns import Columns
from app.reading.formats.print_lines import make_lines, usual_pitches, with_gaps
from app.reading.formats.print_rules import read_rules
from app.reading.formats.print_tables import Tables, stand_ins
from app.reading.model import Line, LineRole, Source, SourcePage, Warn
from app.vocabulary.lists import PageBasis

MOST_PIXELS = 20_000_000
"""Of a page's picture: an A3 page at 240 dots an inch."""

WIDTHS = (100, 3000)
"""Pixels that a page's picture may be wide."""

UNREADABLE_SHARE = 0.3
"""Share of letters without a meaning from which a page counts as a picture."""

UPRIGHT = (359, 0, 1)
"""Angles of letters that stand upright, in whole degrees."""

PASSWORD_ERROR = 4


def read(path: Path, name: str, most_pages: int, progress: Progress = silent) -> Source:
    """Read a PDF's lines, page by page. Raises `UnreadableError`."""
    with open_pdf(path, name) as document:
        count = len(document)
        if count > most_pages:
            raise UnreadableError(
                f"{name}: the PDF has {count:,} pages; at most {most_pages:,} are read. Save it in"
                " parts.",
                "too_large",
            )
        warnings: list[Warn] = []
        columns, tables = Columns(), Tables()
        found: list[tuple[list[Line], Sheet | None]] = []
        for place in range(count):
            progress("Reading pages", place, count)
            found.append(_read_page(document, place, columns, tables, warnings))
        progress("Reading pages", count, count)
        _check_text([lines for lines, _ in found], warnings, name)
        pitches = usual_pitches([lines for lines, _ in found])
        pages = [
            SourcePage(
                number=number,
                basis=PageBasis.COUNTED,
                lines=with_gaps(lines, pitches),
                label=_label(document, number - 1),
                width=round(sheet.width, 1) if sheet else None,
                height=round(sheet.height, 1) if sheet else None,
            )
            for number, (lines, sheet) in enumerate(found, 1)
        ]
        title = str(document.get_metadata_value("Title")).strip()
    return Source("pdf", pages, True, False, title=title or None, warnings=warnings)


@contextmanager
def open_pdf(path: Path, name: str) -> Iterator[Any]:
    """Open a PDF with the library. Raises `UnreadableError`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise UnreadableError(
                f"{name}: the PDF is encrypted and opens with a password only. Open it, save a"
                " copy without the password and import that.",
                "encrypted",
            ) from None
        raise damaged(name, "it does not open as a PDF") from None
    try:
        if len(document) == 0:
            raise damaged(name, "the PDF has no pages")
        yield document
    finally:
        document.close()


def _read_page(
    document: Any, place: int, columns: Columns, tables: Tables, warnings: list[Warn]
) -> tuple[list[Line], Sheet | None]:
    """Return a page's lines and its box; what cannot be read is warned of."""
    import pypdfium2

    number = place + 1
    try:
        page = document[place]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        message = f"Page {number} is damaged and was left out."
        warnings.append(Warn("page_damaged", message, number))
        return [], None
    glyphs, sheet = _upright(page, text_page)
    strange = sum(glyph.text == UNKNOWN for glyph in glyphs)
    if not glyphs or strange > UNREADABLE_SHARE * len(glyphs):
        if glyphs or _has_picture(page):
            message = f"Page {number} is a picture: its text cannot be read without recognition."
            warnings.append(Warn("page_without_text", message, number))
        return [], sheet
    if strange:
        message = f"Page {number} has {strange} letters without a meaning, shown as {UNKNOWN}."
        warnings.append(Warn("letters_unknown", message, number))
    upright = [glyph for glyph in glyphs if glyph.run.angle in UPRIGHT]
    found, left = tables.read(read_rules(page, sheet), upright, sheet.height)
    words = make_words(left)
    lines = make_lines(words, columns, *stand_ins(found))
    across = [glyph for glyph in glyphs if glyph.run.angle not in UPRIGHT]
    if across:
        text = "".join(f" {glyph.text}" if glyph.space else glyph.text for glyph in across)
        lines.append(Line(text.strip(), role=LineRole.HEADER))
    text_page.close()
    page.close()
    return lines, sheet


def _upright(page: Any, text_page: Any) -> tuple[list[Glyph], Sheet]:
    """Return a page's letters, and the page, turned so that most of them stand upright."""
    left, bottom, right, top = page.get_bbox()
    sheet = Sheet(left, bottom, right, top, page.get_rotation() // 90)
    glyphs = list(read_glyphs(text_page, sheet))
    angles = Counter(glyph.run.angle for glyph in glyphs)
    most = angles.most_common(1)[0][0] if angles else 0
    if most in (90, 180, 270):
        turned = sheet.turned(most // 90)
        return list(read_glyphs(text_page, turned)), turned
    return glyphs, sheet


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=2))


def _check_text(pages: list[list[Line]], warnings: list[Warn], name: str) -> None:
    """Refuse a PDF of pictures alone."""
    if any(pages) or not warnings:
        return
    if any(warn.code == "page_without_text" for warn in warnings):
        raise UnreadableError(
            f"{name}: the pages of the PDF are pictures without text, which needs text recognition"
            " (OCR). Let a scanner program make a PDF with text of it and import that.",
            "needs_recognition",
        )
    raise damaged(name, "none of its pages can be read")


def _label(document: Any, place: int) -> str | None:
    """The page's label where the PDF has labels of its own."""
    label = str(document.get_page_label(place) or "").strip()
    return label or None


def draw_page(path: Path, number: int, width: int, name: str = "") -> bytes:
    """Return page `number`, from 1, as a PNG `width` pixels wide. Raises `UnreadableError`.

    It is turned as it was for reading, so that places of lines fit the picture.
    """
    name = name or path.name
    width = min(max(width, WIDTHS[0]), WIDTHS[1])
    with open_pdf(path, name) as document:
        if not 1 <= number <= len(document):
            raise UnreadableError(
                f"{name}: there is no page {number}; it has {len(document):,}.", "no_page"
            )
        page = document[number - 1]
        _, sheet = _upright(page, page.get_textpage())
        page.set_rotation(90 * sheet.turns)
        across, down = page.get_size()
        scale = width / max(across, 1)
        scale = min(scale, (MOST_PIXELS / max(across * down, 1)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=False)
        return out.getvalue()
