"""Reports as DOCX, with what Word computes and python-docx does not write: lists, notes, pages."""

import re
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from tests.made_files.model import Contents, Heading, Item, Made, NewPage, Sample, pieces

FORMATS = [
    (r"\d+", "decimal"),
    (r"[ivx]+", "lowerRoman"),
    (r"[a-z]", "lowerLetter"),
    (r"[A-Z]", "upperLetter"),
]
"""What a label's number looks like, and Word's name for it."""

DRAWN_EVERY = 5
"""In the middle of each fifth paragraph Word began a new page when it drew the file last."""


def make_docx(sample: Sample, folder: Path) -> Made:
    """Write a sample as DOCX; its pages are those that Word would have drawn."""
    path = folder / f"{sample.name}.docx"
    maker = _Maker(sample)
    maker.write(path)
    return Made(sample, "docx", path, maker.pages)


class _Maker:
    def __init__(self, sample: Sample) -> None:
        self._sample = sample
        self._file: Any = docx.Document()
        self._notes: list[str] = []
        self._page = 1
        self._written = 0
        self._lists = 100
        self._last: Item | None = None
        self._list: str = ""
        self.pages: dict[str, int] = {}

    def write(self, path: Path) -> None:
        """Write the file."""
        self._file.core_properties.title = self._sample.title
        look = self._sample.look
        section = self._file.sections[0]
        self._furniture(section.header.paragraphs[0], look.head)
        self._furniture(section.footer.paragraphs[0], look.foot)
        if look.cover:
            section.different_first_page_header_footer = True
            self._file.add_heading(self._sample.title, 0)
            self._break()
        for block in self._sample.blocks:
            if isinstance(block, NewPage):
                self._break()
            elif isinstance(block, Contents):
                self._contents()
            elif isinstance(block, Heading):
                label = f"{block.label} " if block.label else ""
                self._file.add_heading(label + block.text, block.level)
                self._last = None if block.level == 1 else self._last
            elif isinstance(block, Item):
                self._item(block)
            else:
                self._fill(self._file.add_paragraph(), block.text, block.bold)
        self._set_notes()
        self._file.save(path)

    def _break(self) -> None:
        self._file.add_page_break()
        self._page += 1

    def _contents(self) -> None:
        styles = self._file.styles
        for level in (1, 2, 3):
            styles.add_style(f"toc {level}", 1)
        for heading in self._sample.headings:
            paragraph = self._file.add_paragraph(style=f"toc {heading.level}")
            paragraph.add_run(f"{heading.label or ''} {heading.text}\t{self._page}")

    def _item(self, item: Item) -> None:
        paragraph = self._file.add_paragraph()
        self.pages[item.number] = self._page
        number = re.search(r"\d+$|\w+", item.label.strip("()."))
        if item.bullet or (number and re.fullmatch(r"\W*\w+\W*", item.label)):
            self._number(paragraph, item, number[0] if number else "")
            self._fill(paragraph, item.text)
        else:
            self._fill(paragraph, f"{item.label} {item.text}")

    def _number(self, paragraph: Any, item: Item, number: str) -> None:
        """Let Word count: items of one form go on in one list, letters begin anew."""
        form = "bullet" if item.bullet else self._form(number)
        text = item.bullet or item.label.replace(number, "%1")
        begins = number in ("1", "a", "i", "A")
        known = getattr(self, "_known", {})
        if (form, text) not in known or (begins and form != "decimal"):
            known[form, text] = self._new_list(form, text, number)
            self._known = known
        properties = paragraph._p.get_or_add_pPr()
        place = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", "0"), ("w:numId", known[form, text])):
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            place.append(element)
        properties.append(place)

    def _form(self, number: str) -> str:
        return next(form for pattern, form in FORMATS if re.fullmatch(pattern, number))

    def _new_list(self, form: str, text: str, number: str) -> str:
        self._lists += 1
        start = number if form == "decimal" else "1"
        root = self._file.part.numbering_part.element
        shared = _xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._lists}">'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        root.insert(0, shared)
        root.append(
            _xml(
                f'<w:num {nsdecls("w")} w:numId="{self._lists}">'
                f'<w:abstractNumId w:val="{self._lists}"/></w:num>'
            )
        )
        return str(self._lists)

    def _fill(self, paragraph: Any, text: str, bold: bool = False) -> None:
        """Set a text in runs, as Word does it: some changes tracked, some pages begun."""
        self._written += 1
        for part, note in pieces(text):
            middle = part.find(" ", len(part) // 2)
            if self._written % DRAWN_EVERY == 0 and middle > 0 and note is None:
                paragraph.add_run(part[:middle]).bold = bold
                run = paragraph.add_run()
                run._r.append(OxmlElement("w:lastRenderedPageBreak"))
                run.add_text(part[middle:])
                run.bold = bold
                self._page += 1
            else:
                paragraph.add_run(part).bold = bold
            if note is not None:
                self._refer(paragraph, note)
        if self._written % 3 == 0:
            self._track(paragraph)

    def _track(self, paragraph: Any) -> None:
        """Mark the last run as inserted, behind words that were struck out."""
        last = paragraph.runs[-1]._r
        inserted = OxmlElement("w:ins")
        last.addprevious(inserted)
        inserted.append(last)
        struck = _xml(
            f"<w:del {nsdecls('w')}><w:r><w:delText>words that nobody keeps </w:delText></w:r>"
            "</w:del>"
        )
        inserted.addprevious(struck)

    def _refer(self, paragraph: Any, note: str) -> None:
        self._notes.append(note)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes) + 1))
        run._r.append(reference)

    def _furniture(self, paragraph: Any, text: str) -> None:
        """Set a running head or foot with the page's number as a field."""
        before, field, after = text.replace("{of}", "9").partition("{page}")
        paragraph.add_run(before)
        if field:
            for kind in ("begin", "code", "separate", "result", "end"):
                run = paragraph.add_run("1" if kind == "result" else "")
                if kind == "code":
                    code = OxmlElement("w:instrText")
                    code.text = " PAGE "
                    run._r.append(code)
                elif kind != "result":
                    mark = OxmlElement("w:fldChar")
                    mark.set(qn("w:fldCharType"), kind)
                    run._r.append(mark)
        paragraph.add_run(after)

    def _set_notes(self) -> None:
        """Write the part of footnotes; ids from 2, as 0 and 1 are Word's separators."""
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._notes, 2)
        )
        blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
        main = self._file.part
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _xml(text: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(text)
