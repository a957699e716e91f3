"""From exchanges to items and answers in the document's order, with the headings above them."""

from dataclasses import dataclass, field, replace

from app.reading.comments.answers import make_answer, share
from app.reading.comments.exchanges import Aside, Exchange
from app.reading.comments.flow import FlowReader, runs
from app.reading.comments.items import ItemMaker, Where
from app.reading.comments.labels import Number
from app.reading.comments.marks import (
    SectionMark,
    heading_text,
    looks_like_heading,
    priority_of,
)
from app.reading.comments.numbering import missing_numbers
from app.reading.comments.patterns import Patterns
from app.reading.comments.strays import StrayNumbers
from app.reading.comments.stream import Block, Stream
from app.reading.model import FoundAnswer, FoundItem, PieceKind, Warn
from app.vocabulary.lists import ItemKind


@dataclass
class Found:
    """What was found, and which parts of the stream were taken up."""

    items: list[FoundItem] = field(default_factory=list)
    answers: list[FoundAnswer] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    """Cells of rows that were taken up which are unread all the same."""


class Gatherer:
    """Goes through a document once, from heading to quotation to answer."""

    def __init__(
        self,
        stream: Stream,
        patterns: Patterns,
        flow: FlowReader,
        heads: set[int],
    ) -> None:
        self._stream = stream
        self._patterns = patterns
        self._flow = flow
        self._heads = heads
        self._where = Where()
        self._numbers = StrayNumbers(stream)
        self._maker = ItemMaker(stream, patterns, self._numbers)
        self._last: list[str] = []
        self._place = 0
        self._found = Found()

    def gather(self, exchanges: list[Exchange]) -> Found:
        """Return what the exchanges and asides hold."""
        asides = list(self._flow.asides)
        if self._counts_anew(exchanges):
            self._where = Where(ItemKind.CONCERN)
            self._found.warnings.append(_taken_for_observations())
        for place, exchange in enumerate(exchanges):
            while asides and asides[0].mark.start < exchange.start:
                self._take_aside(asides.pop(0))
            self._enter(self._place, exchange.start)
            following = exchanges[place + 1] if place + 1 < len(exchanges) else None
            self._take(exchange, following)
            self._place = max(self._place, exchange.end)
        for aside in asides:
            self._take_aside(aside)
        self._found.items = self._maker.items
        self._found.warnings += missing_numbers(self._found.items)
        return self._found

    def _counts_anew(self, exchanges: list[Exchange]) -> bool:
        """Tell whether recommendations are counted from 1 behind others that no heading names."""
        sections = [mark for mark in self._flow.marks if mark.pattern.answered]
        if not sections or sections[0].pattern.kind is not ItemKind.RECOMMENDATION:
            return False
        start = sections[0].start
        if any(exchange.start < start < exchange.end for exchange in exchanges):
            return False
        first = [exchange.numbers[:1] for exchange in exchanges if exchange.start > start][:1]
        before = [exchange.numbers[:1] for exchange in exchanges if exchange.end <= start]
        return bool(before) and first == [(Number((1,)),)] and first[0] in before

    def _enter(self, start: int, end: int) -> None:
        """Read the headings between an answer and the next quotation.

        Before the first one, only those that are marked as such and stand directly above it: the
        others are titles, dates and names.
        """
        themes: list[tuple[int, int]] = []
        for block in self._stream.blocks_between(start, end):
            place = self._stream.trim(max(start, block.start), min(end, block.end))
            inside = any(aside.mark.start < place[0] < aside.end for aside in self._flow.asides)
            if place[0] >= place[1] or inside or block.start in self._heads:
                continue
            mark = next((m for m in self._flow.marks if start <= m.start <= place[0] < m.end), None)
            heading = looks_like_heading(self._stream, *place)
            if mark is not None:
                self._open(mark)
            elif heading and self._list(place):
                themes = []
            elif heading and (self._found.answers or _is_marked(block)):
                themes.append(place)
                continue
            else:
                themes = [] if not self._found.answers else themes
                continue
            self._found.taken.append(place)
        if themes:
            self._where.theme = heading_text(self._stream, *themes[-1])
            self._found.taken += themes

    def _open(self, mark: SectionMark) -> None:
        printed = looks_like_heading(self._stream, mark.start, mark.end)
        title = heading_text(self._stream, mark.start, mark.end) if printed else None
        self._where = Where(mark.pattern.kind, title or mark.pattern.title)
        self._maker.leave()

    def _list(self, place: tuple[int, int]) -> bool:
        """Read the heading of a list of priority or other items; tell whether it is one."""
        says = priority_of(self._stream, self._patterns, *place)
        if says is None:
            return False
        self._where.listing = heading_text(self._stream, *place)
        self._where.priority, self._where.theme = says, None
        return True

    def _take(self, exchange: Exchange, following: Exchange | None) -> None:
        """Take up a quotation and its answer."""
        kind = self._kind(exchange)
        self._found.taken.append((exchange.start, exchange.end))
        if not exchange.answered:
            self._quote_only(exchange, kind, following)
            return
        warnings: list[Warn] = []
        numbers = self._last
        if not exchange.again:
            numbers, warnings = self._maker.quote(exchange, kind, self._where, following)
        self._last = numbers
        made = make_answer(self._stream, exchange, self._numbers)
        made = replace(
            made,
            kind=kind if numbers else None,
            section=self._where.section,
            warnings=[
                *made.warnings,
                *warnings,
                *self._within(exchange),
                *self._openings_within(exchange),
            ],
        )
        if not numbers:
            why = "Nothing that it answers is quoted or numbered before it."
            untied = [*made.warnings, Warn("not_tied", why, made.page)]
            self._found.answers.append(replace(made, warnings=untied))
        self._found.answers += share(made, numbers)

    def _within(self, exchange: Exchange) -> list[Warn]:
        """Warn of a sentence in the midst of an answer without status line that reads as one."""
        if exchange.statuses:
            return []
        return [
            Warn(
                "status_within",
                "A sentence within the answer reads as a status; decide whether it is one:"
                f" {self._stream.words(status.start, status.end)}",
                self._stream.page(status.start),
            )
            for part in exchange.parts
            for status in self._flow.statuses.find(*part)
        ]

    def _openings_within(self, exchange: Exchange) -> list[Warn]:
        """Warn of words that open answers and were taken for words of this one."""
        return [
            Warn(
                "opening_within",
                "Words that open an answer stand within this one; check whether another item and"
                f" its answer are in it: {self._stream.words(opener.start, opener.end)}",
                self._stream.page(opener.start),
            )
            for opener in self._flow.passed_over
            if exchange.opener < opener.start < exchange.end
        ]

    def _quote_only(self, exchange: Exchange, kind: ItemKind, following: Exchange | None) -> None:
        """Take up a table's row without answer: a lead-in, or an item left unanswered."""
        label = following.label if following else None
        if label is not None and label.letter_only == "A":
            self._maker.lead_in(exchange, kind, self._where)
            return
        before = len(self._maker.items)
        self._maker.quote(exchange, kind, self._where, following)
        warning = Warn("no_answer", "No answer stands beside this item.")
        for place in range(before, len(self._maker.items)):
            item = self._maker.items[place]
            warned = replace(warning, page=item.page)
            self._maker.items[place] = replace(item, warnings=[*item.warnings, warned])

    def _kind(self, exchange: Exchange) -> ItemKind:
        if exchange.kind is not None and not self._where.title:
            return exchange.kind
        return self._where.kind

    def _take_aside(self, aside: Aside) -> None:
        """Take up the numbered quotations of a section that has no answers."""
        self._enter(aside.mark.start, aside.mark.end)
        self._place = max(self._place, aside.end)
        labels = [label for label in self._flow.labels if aside.mark.end <= label.start < aside.end]
        first = next((i for i, label in enumerate(labels) if label.numbers[0].parts == (1,)), None)
        counted = runs(labels[first:]) if first is not None else []
        ends = [label.start for label in counted[1:]] + [aside.end]
        for label, end in zip(counted, ends, strict=False):
            stop, sure = self._quotation_end(label.end, end)
            warnings = []
            if not sure:
                message = "Nothing marks the end of this quotation; the first paragraph was taken."
                warnings.append(Warn("boundary", message, self._stream.page(label.start)))
            place = (label.end, stop)
            self._maker.add(label, self._where.kind, self._where, place, warnings)
            self._found.taken.append((label.start, stop))
        self._where = Where()

    def _quotation_end(self, start: int, end: int) -> tuple[int, bool]:
        """Return where a quotation ends that no answer follows: at its last pointer to a report."""
        ends = [
            match.end()
            for phrase in self._patterns.of(self._patterns.quotations.ends)
            for match in phrase.finditer(self._stream.plain, start, end)
        ]
        if ends:
            return max(ends), True
        first = self._stream.blocks_between(start, end)[0]
        return min(first.end, end), False


def _taken_for_observations() -> Warn:
    return Warn(
        "kind_taken",
        "No heading says what is quoted first. It was taken for observations, as recommendations"
        " are counted from 1 behind it.",
    )


def _is_marked(block: Block) -> bool:
    return block.kind in (PieceKind.HEADING, PieceKind.TABLE) and block.start > 0
