"""What divides comments: openings of sections and answers, headings, the end of the last answer."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

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
    """Return where answers open: blocks that begin so, and the same words within blocks.

    Words that are all of a block must stand twice: once they are a title.
    """
    found = [
        opener for block in blocks if (opener := _opens_block(stream, block, patterns)) is not None
    ]
    words = Counter(_bare(stream, opener) for opener in found)
    openers = {
        opener.start: opener
        for opener in found
        if words[_bare(stream, opener)] > 1 or stream.plain[opener.end - 1] in ".:-"
    }
    for literal in sorted(words):
        if " " in literal and not re.search(r"\d", literal):
            within = re.compile(rf"(?<=\s){re.escape(literal)}\s?[.:](?=\s)")
            for match in within.finditer(stream.plain):
                openers.setdefault(match.start(), Opener(match.start(), match.end()))
    return [openers[start] for start in sorted(openers)]


def _bare(stream: Stream, opener: Opener) -> str:
    return tidy(stream.plain[opener.start : opener.end]).rstrip(" .:-")


def find_turns(stream: Stream, patterns: Patterns, blocks: list[Block]) -> list[Opener]:
    """Return where quotations in italics or in quotation marks end and other text goes on.

    It takes two of them: a single one is no sign of a document that quotes and answers.
    """
    quoted = [is_quoted(stream, patterns, block) for block in blocks]
    turns = [
        Opener(block.start, block.start)
        for before, is_quoted, block in zip(quoted, quoted[1:], blocks[1:], strict=False)
        if before and not is_quoted and not looks_like_heading(stream, block.start, block.end)
    ]
    return turns if len(turns) >= LEAST_TURNS else []


def is_quoted(stream: Stream, patterns: Patterns, block: Block) -> bool:
    """Tell whether a block, its number apart, is all in italics or in quotation marks."""
    if block.kind is PieceKind.HEADING:
        return False
    label = label_at(stream, block.start, block.end, patterns)
    text = stream.plain[label.end if label else block.start : block.end].strip(" .,;")
    return block.italic or (len(text) > 2 and text[0] == text[-1] == '"')


def _opens_block(stream: Stream, block: Block, patterns: Patterns) -> Opener | None:
    for written in patterns.answers.opens:
        opens = _opening(patterns.compiled[written])
        match = opens.match(stream.plain, block.start, block.end)
        if match is None or not _stopped(match):
            continue
        numbers = read_numbers(match.group("words")) if "{number" in written else ()
        return Opener(block.start, match.end(), numbers)
    return None


@cache
def _opening(phrase: re.Pattern[str]) -> re.Pattern[str]:
    """Return a phrase with the stop, colon, dash or end of block that follows where it opens."""
    stop = r"\s*[.:](?=\s|$)|\s+-(?=\s)|\s*$"
    return re.compile(f"(?P<words>{phrase.pattern})(?P<stop>{stop})", phrase.flags)


def _stopped(match: re.Match[str]) -> bool:
    """A single letter opens with a colon only: with a stop it is a list's or a name's."""
    return len(match.group("words")) > 1 or ":" in match.group("stop")


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
    text = stream.plain[start:end].rstrip("| ")
    if not text or len(text) > LONGEST_HEADING or "|" in text:
        return False
    if stream.block_at(start).kind is PieceKind.HEADING:
        return True
    first = next((char for char in _LETTERING.sub("", text) if char.isalnum()), "")
    return first.isupper() and not _UNFINISHED.search(text)


def heading_text(stream: Stream, start: int, end: int) -> str:
    """Return a heading as printed, without the letter or number before it."""
    return _LETTERING.sub("", stream.words(start, end)).rstrip("| ")


def priority_of(stream: Stream, patterns: Patterns, start: int, end: int) -> bool | None:
    """Return what a heading says of its list: priority, other, or nothing."""
    start, end = stream.trim(start, end)
    for phrases, says in ((patterns.headings.priority, True), (patterns.headings.other, False)):
        if any(phrase.match(stream.plain[start:end]) for phrase in patterns.of(phrases)):
            return says
    return None
