"""Comments in running text: a quotation, words that open the answer, the answer, its status line.

Between one opening and the next stand the rest of the answer, its status line, headings, and the
next quotation. Where the quotation begins is decided for all of them together: at numbers that
follow one another, directly behind status lines.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from app.reading.comments.exchanges import Aside, Exchange
from app.reading.comments.labels import Label, Number, find_labels, letters_within
from app.reading.comments.marks import (
    Opener,
    SectionMark,
    find_end,
    find_openers,
    find_sections,
    find_turns,
    is_quoted,
    looks_like_heading,
    priority_of,
)
from app.reading.comments.patterns import Patterns
from app.reading.comments.statuses import Status, StatusReader
from app.reading.comments.stream import Block, Stream

MOST_NUMBERED = 0.6
"""Where at least this share of quotations is numbered, an opening without one is no opening."""
LONGEST_QUOTATION = 30_000
"""Characters before an opening in which the quotation begins; no quotation is as long."""
MOST_LABELS = 200
"""Numbers before an opening, the nearest, among which the quotation's is looked for."""
LONGEST_HEADINGS = 3000
"""Characters that section, headings and the words under them have between two exchanges."""
_UNNUMBERED = 1.0
"""How well it fits that a quotation has no number, on the scale of `_fits`."""
_BEHIND_STATUS = 4.0
"""How much better a number fits directly behind a status line."""
_NAMED = 0.5
"""How much better it fits with the item's name before it."""
_EVIDENT = 2.0
"""How well a number fits that follows no other, where its item is named or in quotation marks."""


@dataclass(frozen=True)
class _Gap:
    """What stands between two openings, and the places where the next quotation may begin."""

    start: int
    opener: Opener
    labels: list[Label]
    statuses: list[Status]
    marks: list[SectionMark]

    @cached_property
    def ends(self) -> list[int]:
        """Where the status lines end."""
        return [status.end for status in self.statuses]


class FlowReader:
    """Finds the exchanges of one document."""

    def __init__(
        self, stream: Stream, patterns: Patterns, statuses: StatusReader, blocks: list[Block]
    ) -> None:
        self._stream = stream
        self._patterns = patterns
        self.statuses = statuses
        self.marks = find_sections(stream, patterns, blocks)
        self.openers = find_openers(stream, patterns, blocks)
        if not self.openers:
            self.openers = find_turns(stream, patterns, blocks)
        self.labels = find_labels(stream, patterns, blocks)
        self.asides = self._find_asides()
        self.passed_over: list[Opener] = []
        """Openings that were taken for words of the answer in which they stand."""

    def _find_asides(self) -> list[Aside]:
        """Return the sections without answers: up to the next section, else to a new numbering."""
        ends = [mark.start for mark in self.marks[1:]] + [len(self._stream.text)]
        asides = []
        for mark, end in zip(self.marks, ends, strict=False):
            if mark.pattern.answered:
                continue
            first = next((o.start for o in self.openers if mark.start < o.start < end), None)
            if first is None:
                asides.append(Aside(mark, end))
                continue
            ones = [
                label.start
                for label in self.labels
                if mark.end <= label.start < first and label.numbers[0].parts == (1,)
            ]
            if len(ones) > 1:
                asides.append(Aside(mark, ones[-1]))
        return asides

    def _in_aside(self, place: int) -> bool:
        return any(aside.mark.start <= place < aside.end for aside in self.asides)

    def exchanges(self) -> list[Exchange]:
        """Return the exchanges in order."""
        openers = self.openers
        gaps = self._gaps(openers)
        labels = self._choose(gaps)
        numbered = sum(label is not None for label in labels)
        if numbered >= MOST_NUMBERED * len(openers) and numbered < len(openers):
            openers = self._without_spurious(openers, labels)
            gaps = self._gaps(openers)
            labels = self._choose(gaps)
        return self._put_together(gaps, labels)

    def _gaps(self, openers: list[Opener]) -> list[_Gap]:
        """Return what stands before each opening; far from it, no quotation is looked for."""
        places = [label.start for label in self.labels]
        marks = [mark.start for mark in self.marks]
        gaps = []
        for index, opener in enumerate(openers):
            start = openers[index - 1].end if index else 0
            near = max(start, opener.start - LONGEST_QUOTATION)
            labels = [
                label
                for label in self.labels[
                    bisect_left(places, near) : bisect_left(places, opener.start)
                ]
                if label.end <= opener.start and not self._in_aside(label.start)
            ][-MOST_LABELS:]
            statuses = self.statuses.find(near, opener.start) if index else []
            between = self.marks[bisect_left(marks, start) : bisect_left(marks, opener.start)]
            gaps.append(_Gap(start, opener, labels, statuses, between))
        return gaps

    def _without_spurious(self, openers: list[Opener], labels: list[Label | None]) -> list[Opener]:
        """Return the openings without those that stand within answers."""
        kept: list[Opener] = []
        for opener, label in zip(openers, labels, strict=True):
            if label is None and kept and not opener.numbers:
                status = self.statuses.closing(kept[-1].end, opener.start)
                if status is None and not self._quoted_before(opener):
                    self.passed_over.append(opener)
                    continue
            kept.append(opener)
        return kept

    def _quoted_before(self, opener: Opener) -> bool:
        """Tell whether an opening begins a block and the one before it is a quotation."""
        block = self._stream.block_at(opener.start)
        if block.start != opener.start or not block.start:
            return False
        before = self._stream.block_at(block.start - 1)
        return is_quoted(self._stream, self._patterns, before)

    def _choose(self, gaps: list[_Gap]) -> list[Label | None]:
        """Return where each quotation begins: the choice that fits best as a whole."""
        paths: list[_Path] = [_Path(0.0, None)]
        for gap in gaps:
            after_status = {
                label.start for label in gap.labels if self._behind_status(gap, label) is not None
            }
            options = [_extend(path, None, None, None, _UNNUMBERED) for path in paths]
            best = [max(options, key=lambda path: path.score)]
            for place, label in enumerate(gap.labels):
                own = 0.01 * place + (_BEHIND_STATUS if label.start in after_status else 0.0)
                own += _NAMED if label.named else 0.0
                restart = any(mark.start < label.start for mark in gap.marks)
                letter = self._last_letter(label, gap.opener.start)
                if self._is_evident(label, gap.opener):
                    ways = [_extend(path, label, None, None, own + _EVIDENT) for path in paths]
                    best.append(max(ways, key=lambda path: path.score))
                for last in dict.fromkeys(
                    [label.numbers[-1], runs(gap.labels[place:])[-1].numbers[-1]]
                ):
                    ways = [
                        _extend(path, label, last, letter, own + _fits(path.state, label, restart))
                        for path in paths
                    ]
                    best.append(max(ways, key=lambda path: path.score))
            paths = best
        return max(paths, key=lambda path: path.score).chosen()

    def _is_evident(self, label: Label, opener: Opener) -> bool:
        """Tell whether an item is named, or quotation marks hold all that its number stands for."""
        if label.named:
            return True
        words = self._stream.plain[label.end : opener.start].strip(" \n.,;")
        return len(words) > 2 and words[0] == words[-1] == '"'

    def _last_letter(self, label: Label, end: int) -> str | None:
        own = label.numbers[-1].letter
        if own is not None:
            return own
        inner = [found.letter_only for found in letters_within(self._stream, label.end, end)]
        return inner[-1] if inner else None

    def _behind_status(self, gap: _Gap, label: Label) -> Status | None:
        """Return the status line behind which, headings apart, a label stands."""
        place = bisect_right(gap.ends, label.start)
        if not place:
            return None
        status = gap.statuses[place - 1]
        if label.start - status.end > LONGEST_HEADINGS:
            return None
        between = self._fragments(status.end, label.start)
        divided = any(status.end <= mark.start < label.start for mark in gap.marks)
        divided = divided or any(
            priority_of(self._stream, self._patterns, *place) is not None for place in between
        )
        if divided or all(looks_like_heading(self._stream, *place) for place in between):
            return status
        return None

    def _fragments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the parts of blocks between two places, those without letters left out."""
        parts = [
            self._stream.trim(max(start, block.start), min(end, block.end))
            for block in self._stream.blocks_between(start, end)
        ]
        return [part for part in parts if any(map(str.isalnum, self._stream.text[slice(*part)]))]

    def _put_together(self, gaps: list[_Gap], labels: list[Label | None]) -> list[Exchange]:
        quotations = [
            self._quotation(gap, label, first=index == 0)
            for index, (gap, label) in enumerate(zip(gaps, labels, strict=True))
        ]
        openers = [gap.opener for gap in gaps]
        ends = [found.ends for found in quotations[1:]]
        ends.append(find_end(self._stream, self._patterns, openers[-1].end) if openers else 0)
        return [
            self._exchange(opener, found, end)
            for opener, found, end in zip(openers, quotations, ends, strict=False)
        ]

    def _exchange(self, opener: Opener, found: "_Quotation", end: int) -> Exchange:
        standpoint, statuses = self.statuses.divide(opener.end, end)
        return Exchange(
            label=found.label,
            quotation=(found.start, opener.start),
            numbers=opener.numbers or (found.label.numbers if found.label else ()),
            opener=opener.start,
            standpoint=standpoint,
            statuses=statuses,
            again=found.again,
            sure=found.sure,
            kind=found.label.kind if found.label else None,
        )

    def _quotation(self, gap: _Gap, label: Label | None, first: bool) -> "_Quotation":
        """Return where a quotation begins and where the answer before it ends."""
        if label is not None:
            status = self._behind_status(gap, label)
            ends = (
                status.end if status else self._end_before(gap.start, label.start, gap.marks, label)
            )
            return _Quotation(label, label.end, ends)
        status = gap.statuses[-1] if gap.statuses else None
        end = gap.opener.start
        if status is not None:
            left = self._fragments(status.end, end)
            headings = [part for part in left[:-1] if looks_like_heading(self._stream, *part)]
            if headings:
                left = left[left.index(headings[-1]) + 1 :]
            return self._behind(status, left, end, divided=bool(headings))
        parts = self._fragments(gap.start, end)
        if gap.opener.numbers or (not first and len(parts) < 2) or not parts:
            return _Quotation(None, end, end, again=not gap.opener.numbers and not first)
        start = parts[-1][0]
        return _Quotation(None, start, self._end_before(gap.start, start, gap.marks), sure=False)

    def _behind(
        self, status: Status, left: list[tuple[int, int]], end: int, divided: bool
    ) -> "_Quotation":
        """Return a quotation without number behind a status line: what is `left` between them.

        Of several paragraphs those from the first quotation mark on, or all; which of them it is
        remains unsure, unless a heading stands between.
        """
        if not left:
            return _Quotation(None, end, status.end, again=True)
        words = [self._stream.plain[slice(*part)].strip(" .,;") for part in left]
        marked = [part for part, said in zip(left, words, strict=True) if '"' in said]
        if len(left) > 1 and not divided and words[-1].endswith('"') and marked[0] != left[0]:
            return _Quotation(None, marked[0][0], marked[0][0], sure=False)
        return _Quotation(None, left[0][0], status.end, sure=len(left) == 1 or divided)

    def _end_before(
        self, start: int, end: int, marks: list[SectionMark], label: Label | None = None
    ) -> int:
        """Return where an answer without status line ends: before headings that lead to a label.

        Where numbering begins anew, the words that open the section are such a heading.
        """
        opened = [mark.start for mark in marks if mark.start < end]
        if opened and label is not None and label.numbers[0].parts == (1,):
            return opened[-1]
        for part in reversed(self._fragments(start, end)):
            mark = any(mark.start <= part[0] < mark.end for mark in marks)
            whole = self._stream.begins_block(part[0]) and part[0] > start
            if not whole or not (mark or looks_like_heading(self._stream, *part)):
                break
            end = part[0]
        return end


@dataclass(frozen=True)
class _State:
    """The number that was chosen last, and the last letter in its quotation."""

    parts: tuple[int, ...]
    letter: str | None


@dataclass(frozen=True)
class _Path:
    """A choice for the gaps so far, and how well it fits."""

    score: float
    state: _State | None
    label: Label | None = None
    before: "_Path | None" = None

    def chosen(self) -> list[Label | None]:
        """Return the labels along the path; the first step chose nothing."""
        labels: list[Label | None] = []
        step = self
        while step.before is not None:
            labels.append(step.label)
            step = step.before
        return labels[::-1]


@dataclass(frozen=True)
class _Quotation:
    """Where a quotation begins, and where the answer before it ends."""

    label: Label | None
    start: int
    ends: int
    again: bool = False
    sure: bool = True


def _extend(
    path: _Path, label: Label | None, last: Number | None, letter: str | None, score: float
) -> _Path:
    """Return a path with one more choice; `last` is the last number that its quotation holds."""
    state = path.state
    if last is not None:
        state = _State(last.parts or (state.parts if state else ()), letter)
    return _Path(path.score + score, state, label, path)


def _fits(state: _State | None, label: Label, restart: bool) -> float:
    """Return how well a label follows the one chosen before it."""
    number = label.numbers[0]
    if state is None:
        return 3.0 if number.parts == (1,) else 1.0 if number.parts else -3.0
    if not number.parts:
        return 5.0 if state.letter and _next_letter(state.letter, number.letter) else -3.0
    if number.parts == (1,) and restart:
        return 5.0
    if number.parts == state.parts:
        return 5.0 if _next_letter(state.letter, number.letter) else -2.0
    if not state.parts:
        return 2.0
    if number.parts == following(state.parts):
        return 5.0
    if number.parts > state.parts:
        skipped = number.parts[-1] - state.parts[-1]
        return 2.0 - min(1.5, 0.1 * max(0, skipped))
    return 1.5 if number.parts == (1,) else -3.0


def _next_letter(earlier: str | None, later: str | None) -> bool:
    if later is None:
        return False
    return ord(later) == ord(earlier) + 1 if earlier else later == "A"


def runs(labels: list[Label]) -> list[Label]:
    """Return the labels that count on by one from the first, whatever stands between them."""
    found = labels[:1]
    for label in labels[1:]:
        last = found[-1].numbers[-1]
        if label.numbers == (Number(following(last.parts)),) and not last.letter:
            found.append(label)
    return found


def following(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the number behind one, its last part counted on; a letter alone has none."""
    return (*parts[:-1], parts[-1] + 1) if parts else (-1,)
