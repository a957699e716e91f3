"""Comments that name items without quoting them, as letters do."""

import re
from itertools import pairwise

from app.reading.comments.exchanges import Exchange
from app.reading.comments.labels import Number, read_numbers
from app.reading.comments.marks import find_end, looks_like_heading
from app.reading.comments.patterns import Patterns
from app.reading.comments.statuses import StatusReader
from app.reading.comments.stream import Block, Stream
from app.vocabulary.lists import ItemKind

_AFTER_NAME = re.compile(r"\s*[.:](?=\s|$)|\s+-(?=\s)|\s*$")
_MOST_NAMES = 400
"""Names among which an order is looked for; no letter answers as many items."""
_MOST_IN_ORDER = 0.6
"""Where at least this share of names counts upwards, a name out of order belongs to an answer."""


class _Named:
    """A block that begins with the name of an item, up to `named`; the answer begins at `end`."""

    def __init__(
        self, block: Block, named: int, end: int, numbers: tuple[Number, ...], kind: ItemKind
    ) -> None:
        self.start = block.start
        self.named = named
        self.end = end
        self.numbers = numbers
        self.kind = kind


def find_named(
    stream: Stream, patterns: Patterns, statuses: StatusReader, blocks: list[Block]
) -> list[Exchange]:
    """Return the answers of a document that names items by number and quotes none."""
    named = _in_order([found for block in blocks if (found := _name(stream, patterns, block))])
    ends = [_answer_end(stream, one, other) for one, other in pairwise(named)]
    if named:
        ends.append(find_end(stream, patterns, named[-1].end))
    exchanges = []
    for found, end in zip(named, ends, strict=True):
        standpoint, status = statuses.divide(found.end, end)
        if not status and found.end == found.start:
            status = statuses.in_sentences(found.start, found.named, standpoint[1])
        exchanges.append(
            Exchange(
                label=None,
                quotation=(found.start, found.start),
                numbers=found.numbers,
                opener=found.start,
                standpoint=standpoint,
                statuses=status,
                kind=found.kind,
            )
        )
    return exchanges


def _name(stream: Stream, patterns: Patterns, block: Block) -> _Named | None:
    """Return the items that a block begins by naming; the answer begins behind a stop or colon.

    Where the name is part of a sentence, the sentence is part of the answer.
    """
    for phrase in patterns.of(patterns.answers.names):
        match = phrase.match(stream.plain, block.start, block.end)
        numbers = read_numbers(_numbers_in(match.group())) if match else ()
        if match is None or not numbers:
            continue
        after = _AFTER_NAME.match(stream.plain, match.end(), block.end)
        end = after.end() if after else block.start
        named = block.start + len(match.group().rstrip())
        return _Named(block, named, end, numbers, _kind(patterns, match.group()))
    return None


def _numbers_in(words: str) -> str:
    """Return the part of a name from its first number on."""
    first = re.search(r"\d", words)
    return words[first.start() :] if first else ""


def _kind(patterns: Patterns, words: str) -> ItemKind:
    for names in patterns.names:
        if any(phrase.search(words) for phrase in patterns.of(names.phrases)):
            return names.kind
    return ItemKind.RECOMMENDATION


def _in_order(named: list[_Named]) -> list[_Named]:
    """Return the names without those that stand within answers: out of order, or given before."""
    if len(named) > _MOST_NAMES:
        return _each_once(named)
    best: list[list[_Named]] = []
    for place, found in enumerate(named):
        before = [
            best[earlier]
            for earlier in range(place)
            if named[earlier].numbers[-1].parts <= found.numbers[0].parts
            and named[earlier].numbers[-1] != found.numbers[0]
        ]
        best.append([*max(before, key=len, default=[]), found])
    longest = max(best, key=len, default=[])
    if len(longest) >= _MOST_IN_ORDER * len(named):
        return longest
    return _each_once(named)


def _each_once(named: list[_Named]) -> list[_Named]:
    seen: set[Number] = set()
    kept = []
    for found in named:
        if not seen.intersection(found.numbers):
            kept.append(found)
            seen.update(found.numbers)
    return kept


def _answer_end(stream: Stream, named: _Named, following: _Named) -> int:
    """Return where an answer ends: before headings that lead to the next one."""
    end = following.start
    for block in reversed(stream.blocks_between(named.end, following.start)):
        inside = block.start <= named.start or block.start < named.end
        if inside or not looks_like_heading(stream, block.start, block.end):
            break
        end = block.start
    return end
