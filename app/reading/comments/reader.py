"""Comments of an authority: what it quotes, what it answers to each, and what was left unread."""

from app.reading.comments.dates import date_of_head
from app.reading.comments.flow import FlowReader
from app.reading.comments.gathering import Found, Gatherer
from app.reading.comments.grids import find_rows
from app.reading.comments.naming import find_named
from app.reading.comments.patterns import Patterns
from app.reading.comments.statuses import StatusReader
from app.reading.comments.stream import Stream
from app.reading.model import Reading, Text, Unread, Warn
from app.reading.reports.front import read_front
from app.vocabulary.lists import DocumentKind


def read_comments(text: Text, patterns: Patterns) -> Reading:
    """Return the quoted items and the answers of a document; a document without answers has none.

    Items keep the numbers that the comments print: observations as O1, welcomed aspects as W1.
    What stands on the pages from the first item to the last answer and was not taken up is unread.
    """
    stream = Stream(text)
    found = _find(stream, patterns)
    front = read_front(text)
    warnings = [*text.warnings, *found.warnings]
    if not found.answers:
        warnings.append(_none_found())
    return Reading(
        text=text,
        items=found.items,
        answers=found.answers,
        unread=_unread(stream, found),
        warnings=warnings,
        kind=DocumentKind.COMMENTS,
        title=front.title,
        published_on=front.published_on or date_of_head(stream, found.taken),
    )


def _find(stream: Stream, patterns: Patterns) -> Found:
    """Read tables first, then running text; names of items only where nothing else was found."""
    statuses = StatusReader(stream, patterns)
    rows = find_rows(stream, patterns, statuses)
    exchanges = rows.exchanges
    in_rows = {row.start for row in rows.blocks}
    blocks = [block for block in stream.blocks if block.start not in in_rows]
    flow = FlowReader(stream, patterns, statuses, blocks)
    exchanges += flow.exchanges()
    if not exchanges:
        exchanges = find_named(stream, patterns, statuses, blocks)
    exchanges.sort(key=lambda exchange: exchange.start)
    found = Gatherer(stream, patterns, flow, in_rows).gather(exchanges)
    found.taken += [(row.start, row.end) for row in rows.blocks]
    found.left += rows.left
    found.warnings += rows.warnings
    return found


def _none_found() -> Warn:
    return Warn(
        "no_answers",
        "No answers were found: no paragraph begins with words that open one. Add the words with"
        " which this document opens its answers to the patterns, or check that it is an"
        " authority's comments.",
    )


def _unread(stream: Stream, found: Found) -> list[Unread]:
    """Return the passages from the first to the last page with something found that are left."""
    if not found.taken:
        return []
    taken = sorted(found.taken)
    pages = [stream.page(place) for start, end in taken for place in (start, max(start, end - 1))]
    left = []
    place = 0
    for start, end in [*taken, (len(stream.text), len(stream.text))]:
        left += _passages(stream, place, start)
        place = max(place, end)
    for start, end in found.left:
        left += _passages(stream, start, end)
    left.sort(key=lambda unread: (unread.spans[0].piece, unread.spans[0].start))
    return [unread for unread in left if min(pages) <= unread.page <= max(pages)]


def _passages(stream: Stream, start: int, end: int) -> list[Unread]:
    found = []
    for block in stream.blocks_between(start, end) if start < end else []:
        first, last = stream.trim(max(start, block.start), min(end, block.end))
        text = stream.words(first, last)
        if any(map(str.isalnum, text)):
            found.append(Unread(stream.page(first), text, stream.spans(first, last)))
    return found
