"""Plain text files to pages of lines.

Pages begin at form feeds, else at lines that begin with one space (a few page starts may carry the
stray page number of the page before instead). Texts with a blank line after every line are closed
up, digits of footnote marks that stand on lines of their own are set back as superscripts, and the
emphasis and links of light markup are taken off.
"""

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from app.reading.model import Line, LineRole, Source, SourcePage, Warn
from app.vocabulary.lists import PageBasis

LONG_LINE = 200
"""Longer lines are whole paragraphs: no printed line has as many characters."""
_LEAST_PAGE = 8
"""Lines of text that a page has at least, in the middle of all pages."""
_RULE = re.compile(r"^\s{20,}$|^\s*[_\u2014\u2500-]{10,}\s*$")
_STRAY = re.compile(r"^\s*[-\u2013]?\s*(\d{1,3})\s*[-\u2013]?\s*$")
_RUNNING = re.compile(r"\bPage:?\s+\d{1,3}(?:\s+of\s+\d{1,3})?$", re.IGNORECASE)
_MARKED = re.compile(r"\[?(\d{1,3})\]?\s+(?=\S)")
_DIGITS = re.compile(r"^\d{1,3}$")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINK = re.compile(r"!?\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_TAG = re.compile(r"</?(?:i|b|em|strong|u|sup|br)\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")


@dataclass(frozen=True)
class _Raw:
    """A line of the file: its text without spaces at the ends, and what the spaces told."""

    text: str
    start: bool = False
    gap: bool = False
    role: LineRole = LineRole.BODY
    mark: str | None = None


def read(data: bytes) -> Source:
    """Return the pages of a text file. Any bytes can be read; what decoding changed is warned of.

    Pages that begin at form feeds or at marked lines are counted, inferred where lines had to
    be closed up; a text without either is one page whose number is inferred.
    """
    text, warnings = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\f\n\x1a ") + "\n"
    folios = text.split("\f")
    whole = _has_whole_paragraphs(re.split(r"[\n\f]", text))
    if whole:
        folios = [_without_markup(folio) for folio in folios]
    if len(folios) > 1:
        pages = [
            _page(number, _read_lines(*_close_up(folio.split("\n"))))
            for number, folio in enumerate(folios, 1)
        ]
        return Source("text", pages, paged=True, whole_paragraphs=whole, warnings=warnings)
    lines, torn = _close_up(folios[0].split("\n"))
    raws = _read_lines(lines, torn)
    starts = [] if whole else _page_starts(raws)
    if not starts:
        page = _page(1, raws, PageBasis.INFERRED)
        return Source("text", [page], paged=False, whole_paragraphs=whole, warnings=warnings)
    ends = [*starts[1:], len(raws)]
    pages = [
        _page(number, raws[start:end], PageBasis.INFERRED if torn else PageBasis.COUNTED)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    pages = [page for page in pages if page.lines]
    return Source("text", pages, paged=True, whole_paragraphs=False, warnings=warnings)


def decode(data: bytes) -> tuple[str, list[Warn]]:
    """Return the text of bytes: UTF-8 or UTF-16 where it is that, else a Windows code page.

    Russian text in Windows-1251 is told from Windows-1252 by its share of letters above ASCII.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        high = sum(byte >= 0xC0 for byte in data)
        low = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
        codec = "windows-1251" if high > low / 2 else "windows-1252"
        message = f"The file is not UTF-8; it was read as {codec.title()}."
        return data.decode(codec, errors="replace"), [Warn("encoding_guessed", message)]


def _has_whole_paragraphs(lines: list[str]) -> bool:
    total = sum(map(len, lines))
    return total > 0 and sum(len(line) for line in lines if len(line) > LONG_LINE) > total / 3


def _without_markup(text: str) -> str:
    """Return the text without links, emphasis and tags of light markup; their words stay."""
    text = _LINK.sub(lambda link: link.group(1), text)
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", _TAG.sub("", text)))
    return _ESCAPED.sub(r"\1", text)


def _close_up(lines: list[str]) -> tuple[list[str], bool]:
    """Return the lines without the blank line that follows each, and whether that was the rule.

    What is blank but for spaces stays: it separates paragraphs in such files.
    """
    filled = [place for place, line in enumerate(lines[:-1]) if line.strip()]
    followed = sum(lines[place + 1] == "" for place in filled)
    spaced = sum(1 for line in lines if line and not line.strip())
    if followed < 0.8 * len(filled) or spaced < 0.02 * len(lines):
        return lines, False
    kept: list[str] = []
    after_line = False
    for line in lines:
        after_line = not after_line or line != ""
        if after_line:
            kept.append(line)
    return kept, True


def _read_lines(lines: list[str], torn: bool) -> list[_Raw]:
    """Return the lines with text: footnotes behind a ruled line told, their marks set back.

    In a text that had to be closed up, digits on a line of their own are the mark of the sentence
    before them; behind a ruled line they are the mark of the footnote after them.
    """
    found: list[_Raw] = []
    width = max(map(len, lines), default=0)
    gap = noted = joined = False
    mark: str | None = None
    for line in lines:
        bare = line.strip()
        if not bare or _RULE.match(line):
            noted = noted or bool(_RULE.match(line))
            gap = True
        elif noted and _DIGITS.match(bare):
            mark = bare
        elif torn and found and not gap and _DIGITS.match(bare):
            found[-1] = replace(found[-1], text=found[-1].text + bare.translate(_SUPERSCRIPT))
            joined = True
        else:
            start = not joined and mark is None and _starts_page(line, noted)
            over = noted and mark is None and _ends_notes(bare, found, width)
            noted = noted and not start and not over
            found.append(_noted(bare, gap, mark) if noted else _Raw(_shown(line), start, gap))
            gap = joined = False
            mark = None
    return found


def _ends_notes(line: str, found: list[_Raw], width: int) -> bool:
    """Tell whether the body goes on behind the footnotes of a column.

    It does where a line finishes the sentence that broke off before them, or begins a paragraph
    without a mark: the line before it ended although the next word would have fitted on it.
    """
    if _MARKED.match(line) or not found or found[-1].role is not LineRole.FOOTNOTE:
        return False
    closed = found[-1].text[-1:] in '.!?”")'
    body = next((raw.text for raw in reversed(found) if raw.role is LineRole.BODY), "")
    if closed and line[:1].islower():
        return body[-1:] not in ".!?:;"
    room = width - len(found[-1].text) - len(line.split(" ", 1)[0]) - 1
    return closed and line[:1].isupper() and room > 2


def _starts_page(line: str, noted: bool) -> bool:
    if noted and _RUNNING.search(line.strip()):
        return True
    return len(line) > 1 and line[0] == " " and not line[1].isspace()


def _noted(text: str, gap: bool, mark: str | None) -> _Raw:
    marked = _MARKED.match(text)
    if marked and mark is None:
        mark, text = marked.group(1), text[marked.end() :]
    return _Raw(text, False, gap, LineRole.FOOTNOTE, mark)


def _shown(line: str) -> str:
    """Return a line without spaces at its ends; tabs between cells stay."""
    return re.sub(r"[^\S\t]+", " ", line).strip()


def _page_starts(raws: list[_Raw]) -> list[int]:
    """Return where pages begin, or nothing where leading spaces are no sign of it."""
    starts = [place for place, raw in enumerate(raws) if raw.start]
    if len(starts) < 2:
        return []
    lengths = [end - start for start, end in pairwise(starts)]
    usual = statistics.median(lengths)
    if usual < _LEAST_PAGE:
        return []
    if starts[0] != 0:
        starts.insert(0, 0)
    return sorted([*starts, *_numbered_starts(raws, starts, usual)])


def _numbered_starts(raws: list[_Raw], starts: list[int], usual: float) -> list[int]:
    """Return page starts that a stray page number marks: where a page is too long without one."""
    found: list[tuple[int, int]] = []
    for place, raw in enumerate(raws):
        stray = _STRAY.match(raw.text)
        if not stray or not raw.gap or _beside_number(raws, place):
            continue
        before = max(start for start in starts if start <= place)
        after = min([start for start in starts if start > place], default=len(raws))
        if min(place - before, after - place) >= usual / 2:
            found.append((place, int(stray.group(1))))
    known = sorted([*starts, *(place for place, _ in found)])
    offsets = Counter(number - known.index(place) for place, number in found)
    if not offsets:
        return []
    offset, times = offsets.most_common(1)[0]
    if times < 2 and offset != 1:
        return []
    return [place for place, number in found if number - known.index(place) == offset]


def _beside_number(raws: list[_Raw], place: int) -> bool:
    around = raws[max(0, place - 1) : place] + raws[place + 1 : place + 2]
    return any(_STRAY.match(raw.text) for raw in around)


def _page(number: int, raws: list[_Raw], basis: PageBasis = PageBasis.COUNTED) -> SourcePage:
    lines = [Line(raw.text, gap=raw.gap, role=raw.role, mark=raw.mark) for raw in raws if raw.text]
    return SourcePage(number, basis, lines)
