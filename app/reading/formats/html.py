"""HTML to lines: a line is a paragraph, with the number that a browser shows before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.reading.formats.text import decode
from app.reading.formats.typesetting import DIGITS, SUPERSCRIPTS, letters, roman, split_breaks
from app.reading.model import Line, LineRole, Source, SourcePage, Warn
from app.vocabulary.lists import PageBasis

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DROPPED = {
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "svg",
    "iframe", "object", "audio", "video", "canvas", "dialog", "menu",
}  # fmt: skip
"""Elements that hold no text of a document."""

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "header", "hr", "html", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
}  # fmt: skip
"""Elements that begin and end a line."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARTS = {"article", "main", "section"}
"""Elements whose header belongs to the text; a page's own header is furniture."""

BOLD = {"b", "strong", "th", *HEADINGS}
ITALIC = {"i", "em", "cite"}
MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡]+)\s*[\])]?\s*")
NOTE = re.compile(r"#.*(?:fn|ftn|note|edn)", re.IGNORECASE)
NOTE_ID = re.compile(r"(?:fn|ftn|footnote|note|edn)[-:_.]?(\d{1,3})", re.IGNORECASE)
NOTES = re.compile(r"\b(?:foot|end)notes?\b", re.IGNORECASE)
BACK = re.compile(r"\s*[↩↑^]\ufe0e?\s*$")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
DECLARED = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
LONG_CELL = 600
"""Characters of a cell from which its table is a frame for the page and not a table."""

COUNTERS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "disc": "•",
    "circle": "•",
    "square": "•",
    "none": "",
}
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?(" + "|".join(STYLES) + r")\b")


def read(data: bytes) -> Source:
    """Read a web page. Any bytes can be read; what decoding changed is warned of."""
    text, warnings = decode_html(data)
    return read_text(text, "html", warnings)


def read_text(text: str, reader: str, warnings: list[Warn]) -> Source:
    """Read HTML that is decoded already."""
    from lxml import html

    parser: Any = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    root = html.document_fromstring((text.strip() or "<p></p>").encode(), parser=parser)
    if any("depth" in error.message.lower() for error in parser.error_log):
        message = "The page is nested too deeply; what stands deepest was left out."
        warnings.append(Warn("too_deep", message))
    walk = _Walk()
    walk.block(root)
    walk.flush()
    page = SourcePage(1, PageBasis.INFERRED, walk.lines)
    title = " ".join((root.findtext(".//title") or "").split())
    language = (root.get("lang") or "").partition("-")[0].lower()
    return Source(
        reader,
        [page],
        paged=False,
        whole_paragraphs=True,
        title=title or None,
        language=language or None,
        warnings=warnings,
    )


def decode_html(data: bytes) -> tuple[str, list[Warn]]:
    """Return the text of bytes: what a byte order mark or the page itself says, else detected."""
    declared = META.search(data[:4096]) or DECLARED.match(data.lstrip()[:200])
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
    if declared and not marked:
        name = declared[1].decode("ascii").lower()
        # Browsers read these as the larger Windows set, and so do those who write them.
        name = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252"}.get(name, name)
        try:
            if not name.startswith("utf-16"):
                return data.decode(name), []
        except (UnicodeDecodeError, LookupError):
            text, warnings = decode(data)
            message = f"The page says that it is {name}, but it is not."
            return text, [Warn("encoding_wrong", message), *warnings]
    return decode(data)


@dataclass
class _Style:
    """What the elements around a text make of it."""

    bold: bool = False
    italic: bool = False
    level: int = 0
    role: LineRole = LineRole.BODY
    raw: bool = False


class _Walk:
    """Goes through the elements, collecting text until a line ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text = ""
        self._letters = self._bold = self._italic = 0
        self._label: str | None = None
        self._mark: str | None = None
        self._style = _Style()

    def block(self, element: "HtmlElement") -> None:
        """Read an element and what is in it."""
        name = _name(element)
        if name is None or name in DROPPED or _is_hidden(element):
            return
        if name == "br":
            self._add("\n", _Style(raw=True))
            return
        if name == "table" and _is_table(element):
            self.flush()
            self._table(element)
            return
        mark = _mark(element, name)
        if mark:
            self._add(mark, self._style)
            return
        breaks = name in BLOCKS or name in HEADINGS
        before = self._style
        if breaks:
            self.flush()
        self._style = self._enter(element, name)
        self._inside(element)
        if breaks:
            self.flush()
        self._style = before

    def _enter(self, element: "HtmlElement", name: str) -> _Style:
        now = self._style
        role = now.role
        if name in ("header", "footer") and not any(_name(a) in PARTS for a in _above(element)):
            role = LineRole.HEADER
        noted = _note(element)
        if noted is not None:
            role, self._mark = LineRole.FOOTNOTE, noted or None
        if name == "li":
            counted = label_of(element)
            if role == LineRole.FOOTNOTE:
                self._mark = self._mark or (counted or "").strip(".") or None
            else:
                self._label = counted
        return _Style(
            bold=now.bold or name in BOLD,
            italic=now.italic or name in ITALIC,
            level=HEADINGS.get(name, now.level),
            role=role,
            raw=now.raw or name == "pre",
        )

    def _inside(self, element: "HtmlElement") -> None:
        self._add(element.text or "", self._style)
        for child in element:
            self.block(child)
            self._add(child.tail or "", self._style)

    def _add(self, text: str, style: _Style) -> None:
        if not style.raw:
            text = re.sub(r"\s+", " ", text)
        self._text += text
        count = len(text.strip())
        self._letters += count
        self._bold += count * style.bold
        self._italic += count * style.italic

    def flush(self) -> None:
        """End a line; what stands on lines of its own with a number of its own is one each."""
        for text in split_breaks(self._text):
            self._line(text)
        self._text = ""
        self._letters = self._bold = self._italic = 0

    def _line(self, text: str) -> None:
        style = self._style
        if style.role == LineRole.FOOTNOTE:
            text = BACK.sub("", text)
            printed = re.match(r"[\[(]?(\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)[\])]?[.:]?\s+", text)
            if printed and self._mark and _plain(printed[1]) == self._mark:
                text = text[printed.end() :]
        if not text:
            return
        self.lines.append(
            Line(
                text,
                bold=self._bold >= 0.8 * self._letters > 0,
                italic=self._italic >= 0.8 * self._letters > 0,
                level=style.level,
                label=self._label,
                mark=self._mark,
                role=style.role,
            )
        )
        self._label = self._mark = None

    def _table(self, table: "HtmlElement") -> None:
        for row in table.iter("tr"):
            cells = [" ".join(_text(cell).split()) for cell in row if _name(cell) in ("td", "th")]
            if any(cells):
                self.lines.append(Line(" | ".join(cells), role=LineRole.TABLE))


def label_of(entry: "HtmlElement") -> str | None:
    """Return the number, letter or bullet that a browser shows before a list entry."""
    above = entry.getparent()
    listing = _name(above) if above is not None else None
    if above is None or listing not in ("ol", "ul"):
        return "•"
    said = LIST_STYLE.search(f"{entry.get('style', '')};{above.get('style', '')}")
    kind = STYLES[said[1]] if said else (above.get("type") or ("1" if listing == "ol" else "•"))
    if kind not in COUNTERS:
        return "•" if kind else None
    number = _number(above.get("start"), 1)
    for each in above:
        if _name(each) == "li":
            number = _number(each.get("value"), number)
            if each is entry:
                break
            number += 1
    plain = kind == "1" or not 0 < number < 4000
    return f"{str(number) if plain else COUNTERS[kind](number)}{above.get('data-mark') or '.'}"


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _name(element: Any) -> str | None:
    """Return an element's name in small letters; nothing for comments and instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else None


def _above(element: "HtmlElement") -> list["HtmlElement"]:
    return list(element.iterancestors())


def _text(element: "HtmlElement") -> str:
    """Return the text of a cell, marks as superscripts, words of blocks apart."""
    name = _name(element)
    if name is None or name in DROPPED or _is_hidden(element):
        return ""
    mark = _mark(element, name)
    if mark:
        return mark
    text = element.text or ""
    for child in element:
        text += _text(child) + (child.tail or "")
    if name == "li":
        text = f"{label_of(element) or ''} {text}"
    return f" {text} " if name in BLOCKS or name == "br" else text


def _mark(element: "HtmlElement", name: str) -> str | None:
    """Return an element that is the mark of a footnote, as superscript."""
    refers = name == "a" and NOTE.match(element.get("href") or "")
    if name != "sup" and not refers:
        return None
    text = "".join(str(part) for part in element.itertext())
    found = MARK.fullmatch(text)
    back = "ref" in (element.get("href") or "").lower()
    if not found or back or (refers and name != "sup" and text.strip() == ""):
        return None
    return found[1].translate(SUPERSCRIPTS)


def _note(element: "HtmlElement") -> str | None:
    """Return the mark of the footnote that an element holds, empty for a place of footnotes."""
    identity = element.get("id") or ""
    found = NOTE_ID.fullmatch(identity)
    if found and _name(element) in ("li", "p", "div", "aside", "dd"):
        return found[1]
    role = element.get("role") or ""
    if role in ("doc-endnotes", "doc-footnote", "doc-endnote"):
        return ""
    if _name(element) in ("section", "div", "ol", "aside") and NOTES.search(
        f"{element.get('class') or ''} {identity}"
    ):
        return ""
    return None


def _plain(mark: str) -> str:
    return mark.translate(DIGITS)


def _is_hidden(element: "HtmlElement") -> bool:
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def _is_table(table: "HtmlElement") -> bool:
    """Whether a table holds cells and is not a frame around paragraphs."""
    rows = [[cell for cell in row if _name(cell) in ("td", "th")] for row in table.iter("tr")]
    if all(len(row) <= 1 for row in rows):
        return False
    inner = table.xpath(".//table | .//h1 | .//h2 | .//h3 | .//ol")
    return not inner and all(len(cell.text_content()) < LONG_CELL for row in rows for cell in row)
