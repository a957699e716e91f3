"""DOCX to lines: a line is a paragraph, with its number as Word computes it.

The parts are read with lxml: only those that carry text, each within bounds (`packages`). Pages are
those that Word drew last, with the breaks set by hand; a file without either is one page. A
paragraph stands whole on the page where it begins.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.reading.formats.docx_numbers import FORMATS, Numbers
from app.reading.formats.docx_styles import Styles, W, child, switched, value
from app.reading.formats.docx_text import PAGE, Inline, InlineReader, NoteCounter
from app.reading.formats.packages import Package, damaged
from app.reading.formats.typesetting import split_breaks
from app.reading.model import Line, LineRole, Source, SourcePage
from app.vocabulary.lists import PageBasis

if TYPE_CHECKING:
    from lxml.etree import _Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
WRAPPERS = {"ins", "moveTo", "customXml", "smartTag"}
CELL = " | "
"""Stands between the cells of a table's row."""


def read(path: Path, name: str) -> Source:
    """Read a DOCX. Raises `UnreadableError`."""
    with Package(path, name) as package:
        main = _main_part(package)
        parts = _Parts(package, main)
        body = child(package.xml(main), "body")
        if body is None:
            raise damaged(name, f"its part {main} has no text")
        walk = _Walk(parts)
        walk.blocks(body)
        walk.end()
        pages = _with_headers(walk, parts)
        return Source(
            "docx",
            pages,
            paged=walk.paged,
            whole_paragraphs=True,
            title=_title(package),
            language=parts.styles.language(),
        )


def _main_part(package: Package) -> str:
    relations = _relations(package, "")
    return next((t for k, t in relations.values() if k == "officeDocument"), "word/document.xml")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: kind and name of the part by the reference's id."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    if name not in package:
        return {}
    found = {}
    for relation in package.xml(name):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
        if relation.get("TargetMode") != "External":
            found[relation.get("Id") or ""] = kind, target.lstrip("/")
    return found


def _title(package: Package) -> str | None:
    if "docProps/core.xml" not in package:
        return None
    return (package.xml("docProps/core.xml").findtext(TITLE) or "").strip() or None


class _Parts:
    """The parts of a package that stand beside the text."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._relations = _relations(package, main)
        self.styles = Styles(self._first("styles"))
        self.numbers = Numbers(self._first("numbering"))
        self.settings = self._first("settings")
        self._headers: dict[str, list[str]] = {}
        self.notes: dict[tuple[str, str], _Element] = {}
        for kind in ("footnote", "endnote"):
            root = self._first(f"{kind}s")
            for note in [] if root is None else root.findall(W + kind):
                self.notes[kind, note.get(W + "id") or ""] = note

    def _first(self, kind: str) -> "_Element | None":
        for found, target in self._relations.values():
            if found == kind and target in self._package:
                return self._package.xml(target)
        return None

    def header(self, reference: str) -> list[str]:
        """Return the paragraphs of the header or footer behind a reference."""
        _, target = self._relations.get(reference, ("", ""))
        if target not in self._package:
            return []
        if target not in self._headers:
            reader = InlineReader(self.styles, NoteCounter())
            paragraphs = self._package.xml(target).iter(W + "p")
            texts = [" ".join(reader.read(each).text.split()) for each in paragraphs]
            self._headers[target] = [text for text in texts if text]
        return self._headers[target]


@dataclass
class _Page:
    """A page that is being filled, and the section that it belongs to."""

    lines: list[Line] = field(default_factory=list)
    section: int = 0


class _Walk:
    """Goes through the text from block to block, filling pages."""

    def __init__(self, parts: _Parts) -> None:
        self.parts = parts
        self.pages = [_Page()]
        self.sections: list[_Element] = []
        self.paged = False
        self._counter = NoteCounter()
        self._inline = InlineReader(parts.styles, self._counter)
        self._pending = 0
        self._fresh = True
        self._gap = False
        self._waiting: list[tuple[str, str]] = []

    def blocks(self, element: "_Element") -> None:
        """Read the paragraphs and tables in an element."""
        for block in element:
            name = str(block.tag).removeprefix(W)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name == "sdt":
                content = child(block, "sdtContent")
                if content is not None:
                    self.blocks(content)
            elif name in WRAPPERS:
                self.blocks(block)
            elif name == "sectPr":
                self._section(block)

    def end(self) -> None:
        """Set down what waits for the end."""
        self._set_notes()

    def _paragraph(self, paragraph: "_Element") -> None:
        styles = self.parts.styles
        if styles.breaks_before(paragraph) and self._fresh:
            self._break(by_hand=True)
        inline = self._inline.read(paragraph)
        for by_hand in inline.before:
            self._break(by_hand)
        place = styles.numbering(paragraph)
        if inline.text.strip():
            label = self.parts.numbers.label(*place) if place else None
            level = styles.level(paragraph)
            if level and not self.paged:
                self._set_notes()
            contents = styles.name(paragraph).startswith(("toc ", "table of figures"))
            for line in _lines(inline, label, level, LineRole.TABLE if contents else LineRole.BODY):
                self._add(line)
        elif not inline.before and not inline.after:
            self._gap = True
        self._fresh = self._fresh or bool(inline.text.strip()) or inline.picture
        self._fresh = self._fresh or not (inline.before or inline.after)
        self._waiting += inline.notes
        for by_hand in inline.after:
            self._break(by_hand)
            self._fresh = not by_hand
        for box in inline.boxes:
            self.blocks(box)
        section = child(paragraph, "pPr", "sectPr")
        if section is not None:
            self._section(section)

    def _add(self, line: Line) -> None:
        """Add a line to the page, a new one where a break stands before it."""
        self._turn()
        gap = self._gap and bool(self.pages[-1].lines)
        self.pages[-1].lines.append(replace(line, gap=True) if gap else line)
        self._gap = False
        self._fresh = True

    def _break(self, by_hand: bool) -> None:
        """Note a page break. What Word drew last counts a break by hand a second time."""
        if by_hand or self._fresh:
            self._pending += 1
            self.paged = True
        self._fresh = False

    def _turn(self) -> None:
        while self._pending:
            self._set_notes()
            self.pages.append(_Page(section=len(self.sections)))
            self._pending -= 1

    def _section(self, section: "_Element") -> None:
        """End a section; the next one begins on a new page unless it says otherwise."""
        self.sections.append(section)
        following = section.getparent()
        last = following is not None and following.tag == W + "body"
        kind = value(section, "type") or "nextPage"
        if not last and kind != "continuous":
            self._break(by_hand=True)
            if kind in ("oddPage", "evenPage"):
                coming = len(self.pages) + self._pending
                self._pending += coming % 2 != (kind == "oddPage")

    def _table(self, table: "_Element") -> None:
        """Read a table: a row is a line; a table of one column is a frame around paragraphs."""
        rows = [row for row in table.iter(W + "tr") if row.getparent() is table]
        cells = [[cell for cell in row.iter(W + "tc") if _row_of(cell) is row] for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    self.blocks(cell)
            return
        for row in cells:
            text = CELL.join(self._cell(cell) for cell in row)
            if text.replace("|", "").strip():
                self._add(Line(text, role=LineRole.TABLE))

    def _cell(self, cell: "_Element") -> str:
        texts = []
        for paragraph in cell.iter(W + "p"):
            inline = self._inline.read(paragraph)
            for by_hand in [*inline.before, *inline.after]:
                self._break(by_hand)
            self._waiting += inline.notes
            place = self.parts.styles.numbering(paragraph)
            if inline.text.strip():
                label = self.parts.numbers.label(*place) if place else None
                texts.append(f"{label} {inline.text}" if label else inline.text)
        return " ".join(" ".join(texts).split())

    def _set_notes(self) -> None:
        """Set the notes that were referred to at the end of the page or section."""
        waiting, self._waiting = self._waiting, []
        for note in waiting:
            element = self.parts.notes.get(note)
            mark: str | None = self._counter.mark(note)
            for paragraph in [] if element is None else element.iter(W + "p"):
                text = " ".join(self._inline.read(paragraph).text.split())
                if text:
                    line = Line(text, role=LineRole.FOOTNOTE, mark=mark)
                    self.pages[-1].lines.append(line)
                    mark = None


def _row_of(cell: "_Element") -> "_Element | None":
    """Return the row that a cell stands in; content controls may stand between."""
    parent = cell.getparent()
    while parent is not None and parent.tag != W + "tr":
        parent = parent.getparent()
    return parent


def _lines(inline: Inline, label: str | None, level: int, role: LineRole) -> Iterator[Line]:
    """Give a paragraph as a line; items that are kept apart by line breaks only, each as one."""
    letters = inline.letters or 1
    for text in split_breaks(inline.text.replace(PAGE, "")):
        yield Line(
            text,
            size=inline.size,
            bold=inline.bold >= 0.8 * letters and inline.letters > 0,
            italic=inline.italic >= 0.8 * letters and inline.letters > 0,
            level=level,
            label=label,
            role=role,
        )
        label, level = None, 0


def _with_headers(walk: _Walk, parts: _Parts) -> list[SourcePage]:
    """Set headers and footers on each page, and the page's number where they show it."""
    pages: list[SourcePage] = []
    basis = PageBasis.COUNTED if walk.paged else PageBasis.INFERRED
    shown, section = 0, -1
    for number, page in enumerate(walk.pages, 1):
        first = page.section != section
        section = page.section
        begins = value(_at(walk.sections, section), "pgNumType", attribute="start") if first else ""
        shown = int(begins) if begins and begins.isdecimal() else shown + 1
        form = value(_at(walk.sections, section), "pgNumType", attribute="fmt") or "decimal"
        label = FORMATS.get(form, str)(shown) if 0 < shown < 4000 else str(shown)
        above = _header(walk, parts, section, "header", number, first)
        below = _header(walk, parts, section, "footer", number, first)
        seen = walk.paged and any(PAGE in text for text in [*above, *below])
        lines = [*_printed(above, label), *page.lines, *_printed(below, label)]
        pages.append(SourcePage(number, basis, lines, label=label if seen else None))
    return pages


def _at(sections: list["_Element"], place: int) -> "_Element | None":
    return sections[place] if 0 <= place < len(sections) else None


def _printed(texts: list[str], label: str) -> list[Line]:
    return [Line(text.replace(PAGE, label), role=LineRole.HEADER) for text in texts]


def _header(
    walk: _Walk, parts: _Parts, section: int, kind: str, number: int, first: bool
) -> list[str]:
    """Return the paragraphs of a page's header or footer; a section without one has the last's."""
    own = _at(walk.sections, section)
    sort = "default"
    if first and switched(own, "titlePg"):
        sort = "first"
    elif number % 2 == 0 and switched(parts.settings, "evenAndOddHeaders"):
        sort = "even"
    for place in range(section, -1, -1):
        found = _at(walk.sections, place)
        for reference in [] if found is None else found.findall(W + f"{kind}Reference"):
            if (reference.get(W + "type") or "default") == sort:
                return parts.header(reference.get(RELATION) or "")
    return []
