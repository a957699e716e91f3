"""What divides comments: openings of sections and answers, headings, the end of the last answer."""

import re
from dataclasses import dataclass

from app.reading.comments.labels import Number, label_at, read_numbers
from app.reading.comments.patterns import Patterns, SectionPattern
from app.reading.comments.stream import Block, Stream, tidy
from app.reading.model import PieceKind

LONGEST_HEADING = 120
LEAST_TURNS = 2
_LETTERING = re.compile(r"^\s*(?:[^\W\d_]{1,4}|\d{1,2}|[IVXL]+)[.)]\s+")
_UNFINISHED = re.compile(r"[.,;:]$")


@dataclass(frozen=True)
class SectionMark:
    """A block that opens a section."""

    start: int
    end: int
    pattern: SectionPattern


@dataclass(frozen=True)
class Opener:
    """Words that open an answer; `numbers` are the items that they name, if they do."""

    start: int
    end: int
    numbers: tuple[Number, ...] = ()


def find_sections(stream: Stream, patterns: Patterns, blocks: list[Block]) -> list[SectionMark]:
    """Return the blocks that open sections. Answers can hold such words too: see where they are."""
    found = []
    for block in blocks:
        text = stream.plain[block.start : block.end]
        for section in patterns.sections:
            if any(phrase.search(text) for phrase in patterns.of(section.opens)):
                found.append(SectionMark(block.start, block.end, section))
                break
    return found


def find_openers(stream: Stream, patterns: Patterns, blocks: list[Block]) -> list[Opener]:
    """Return where answers open: blocks that begin so, and the same words within blocks."""
    openers = {}
    literals = set()
    for block in blocks:
        opener = _opens_block(stream, block, patterns)
        if opener is not None:
            openers[opener.start] = opener
            literals.add(tidy(stream.plain[opener.start : opener.end]).rstrip(" .:-"))
    for literal in sorted(literals):
        if " " in literal and not re.search(r"\d", literal):
            words = re.compile(rf"(?<=\s){re.escape(literal)}\s?[.:](?=\s)")
            for match in words.finditer(stream.plain):
                openers.setdefault(match.start(), Opener(match.start(), match.end()))
    return [openers[start] for start in sorted(openers)]


def find_turns(stream: Stream, patterns: Patterns, blocks: list[Block]) -> list[Opener]:
    """Return where quotations in italics or in quotation marks end and other text goes on.

    It takes two of them: a single one is no sign of a document that quotes and answers.
    """
    quoted = [_is_quoted(stream, patterns, block) for block in blocks]
    turns = [
        Opener(block.start, block.start)
        for before, is_quoted, block in zip(quoted, quoted[1:], blocks[1:], strict=False)
        if before and not is_quoted and not looks_like_heading(stream, block.start, block.end)
    ]
    return turns if len(turns) >= LEAST_TURNS else []


def _is_quoted(stream: Stream, patterns: Patterns, block: Block) -> bool:
    if block.kind is PieceKind.HEADING:
        return False
    label = label_at(stream, block.start, block.end, patterns)
    text = stream.plain[label.end if label else block.start : block.end].strip(" .,;")
    return block.italic or (len(text) > 2 and text[0] == text[-1] == '"')


def _opens_block(stream: Stream, block: Block, patterns: Patterns) -> Opener | None:
    for written in patterns.answers.opens:
        match = patterns.compiled[written].match(stream.plain, block.start, block.end)
        if match is None:
            continue
        marks = r"\s*:(?=\s|$)" if len(match.group()) == 1 else r"\s*[.:](?=\s|$)|\s+-(?=\s)|\s*$"
        after = re.compile(marks).match(stream.plain, match.end(), block.end)
        if after is not None:
            numbers = read_numbers(match.group()) if "{number" in written else ()
            return Opener(block.start, after.end(), numbers)
    return None


def find_end(stream: Stream, patterns: Patterns, after: int) -> int:
    """Return where the last answer ends at the latest: at words that say so, or with the text."""
    for block in stream.blocks_between(after, len(stream.text)):
        if block.start > after and any(
            phrase.match(stream.plain, block.start, block.end)
            for phrase in patterns.of(patterns.answers.ends)
        ):
            return block.start
    return len(stream.text)


def looks_like_heading(stream: Stream, start: int, end: int) -> bool:
    """Tell whether a passage outside of answers and quotations can be a heading."""
    start, end = stream.trim(start, end)
    text = stream.plain[start:end]
    if not text or len(text) > LONGEST_HEADING:
        return False
    if stream.block_at(start).kind is PieceKind.HEADING:
        return True
    first = next((char for char in _LETTERING.sub("", text) if char.isalnum()), "")
    return (first.isupper() or first.isdigit()) and not _UNFINISHED.search(text)


def heading_text(stream: Stream, start: int, end: int) -> str:
    """Return a heading as printed, without the letter or number before it."""
    return _LETTERING.sub("", stream.words(start, end))


def priority_of(stream: Stream, patterns: Patterns, start: int, end: int) -> bool | None:
    """Return what a heading says of its list: priority, other, or nothing."""
    start, end = stream.trim(start, end)
    for phrases, says in ((patterns.headings.priority, True), (patterns.headings.other, False)):
        if any(phrase.match(stream.plain[start:end]) for phrase in patterns.of(phrases)):
            return says
    return None
