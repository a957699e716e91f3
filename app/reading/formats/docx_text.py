"""The text of one Word paragraph: its runs as they stand after all tracked changes are accepted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.reading.formats.docx_styles import Styles, W, child
from app.reading.formats.typesetting import SUPERSCRIPTS

if TYPE_CHECKING:
    from lxml.etree import _Element

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MARK = re.compile(r"[\d*†‡,\s]+")

WRAPPERS = {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo"}
"""Elements around runs whose content stands in the text."""

PAGE = "\ue000"
"""Stands in a text where Word sets the number of the page."""

SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Inline:
    """A paragraph's text, with what stands in it apart: page breaks, notes, text boxes.

    `before` and `after` are page breaks before and after its first letter, each `True` for one that
    was set by hand. `notes` are the kind and id of notes whose marks the text has.
    """

    text: str = ""
    before: list[bool] = field(default_factory=list)
    after: list[bool] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list["_Element"] = field(default_factory=list)
    picture: bool = False
    letters: int = 0
    bold: int = 0
    italic: int = 0
    sizes: Counter[float] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Add text."""
        self.text += text

    def broken(self, by_hand: bool) -> None:
        """Note a page break."""
        (self.after if self.text.strip() else self.before).append(by_hand)

    @property
    def size(self) -> float | None:
        """Size of most letters, in points."""
        return self.sizes.most_common(1)[0][0] if self.sizes else None


class NoteCounter:
    """Marks of footnotes and endnotes: counted as their references come."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], str] = {}

    def mark(self, note: tuple[str, str]) -> str:
        """Return the mark of a note, the next number for a new one."""
        if note not in self._marks:
            self._marks[note] = str(len(self._marks) + 1)
        return self._marks[note]


class InlineReader:
    """Reads the runs of paragraphs."""

    def __init__(self, styles: Styles, notes: NoteCounter) -> None:
        self._styles = styles
        self._notes = notes
        self._fields: list[list[str | bool]] = []

    def read(self, paragraph: "_Element") -> Inline:
        """Return the text of a paragraph."""
        inline = Inline()
        for run in self._runs(paragraph, inline):
            self._read_run(run, paragraph, inline)
        return inline

    def _runs(self, element: "_Element", inline: Inline) -> Iterator["_Element"]:
        for part in element:
            name = _name(part)
            if name == "r":
                yield part
            elif name == "fldSimple" and _is_page(part.get(W + "instr") or ""):
                inline.add(PAGE)
            elif name in WRAPPERS:
                yield from self._runs(part, inline)
            elif name == "sdt":
                content = child(part, "sdtContent")
                if content is not None:
                    yield from self._runs(content, inline)
            elif str(part.tag).startswith(MATHS):
                inline.add("".join(text.text or "" for text in part.iter(MATHS + "t")))

    def _read_run(self, run: "_Element", paragraph: "_Element", inline: Inline) -> None:
        if self._styles.run_switch(run, paragraph, "vanish"):
            return
        start = len(inline.text)
        for part in run:
            self._read_part(part, inline)
        text = inline.text[start:]
        raised = self._styles.run_value(run, paragraph, "vertAlign") == "superscript"
        if raised and MARK.fullmatch(text):
            inline.text = inline.text[:start] + text.translate(SUPERSCRIPTS)
            return
        count = len(text.strip())
        if not count:
            return
        inline.letters += count
        inline.bold += count * self._styles.run_switch(run, paragraph, "b")
        inline.italic += count * self._styles.run_switch(run, paragraph, "i")
        size = self._styles.run_value(run, paragraph, "sz")
        if size and size.isdecimal():
            inline.sizes[int(size) / 2] += count

    def _read_part(self, part: "_Element", inline: Inline) -> None:
        name = _name(part)
        if name == "t":
            if not self._hidden():
                inline.add(part.text or "")
        elif name in SIGNS:
            inline.add(SIGNS[name])
        elif name == "br":
            kind = part.get(W + "type")
            if kind == "page":
                inline.broken(by_hand=True)
            elif kind != "column":
                inline.add("\n")
        elif name == "lastRenderedPageBreak":
            inline.broken(by_hand=False)
        elif name == "sym":
            inline.add(_symbol(part.get(W + "char") or ""))
        elif name in ("footnoteReference", "endnoteReference"):
            self._refer(part, name.removesuffix("Reference"), inline)
        elif name in ("fldChar", "instrText"):
            self._read_field(part, name, inline)
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            inline.picture = True
            inline.boxes += text_boxes(part)

    def _refer(self, part: "_Element", kind: str, inline: Inline) -> None:
        note = (kind, part.get(W + "id") or "")
        inline.notes.append(note)
        if part.get(W + "customMarkFollows") not in ("1", "true"):
            inline.add(self._notes.mark(note).translate(SUPERSCRIPTS))

    def _read_field(self, part: "_Element", name: str, inline: Inline) -> None:
        """Follow fields: the result of a page number is replaced, other results are text."""
        if name == "instrText":
            if self._fields and not self._fields[-1][1]:
                self._fields[-1][0] = f"{self._fields[-1][0]}{part.text or ''}"
            return
        kind = part.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(["", False])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = True
        elif kind == "end" and self._fields:
            code, _ = self._fields.pop()
            if _is_page(str(code)):
                inline.add(PAGE)

    def _hidden(self) -> bool:
        return any(shown and _is_page(str(code)) for code, shown in self._fields)


def text_boxes(part: "_Element") -> list["_Element"]:
    """Return the contents of text boxes in a drawing, each once though stored in two forms."""
    if _name(part) == "AlternateContent":
        choices = list(part)
        return text_boxes(choices[0]) if choices else []
    found: list[_Element] = []
    for below in part:
        if _name(below) == "txbxContent":
            found.append(below)
        else:
            found += text_boxes(below)
    return found


def _name(element: "_Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _is_page(code: str) -> bool:
    return code.split()[:1] == ["PAGE"]


def _symbol(code: str) -> str:
    """Return a letter of a symbol font: those of the private range are bullets."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xE000 <= number <= 0xF8FF:
        return "•"
    return chr(number) if 32 <= number < 0xD800 else ""
