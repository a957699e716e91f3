"""Status lines: which sentence is one, and what it means for position and reported status."""

import re
from dataclasses import dataclass, replace
from functools import cache

from app.reading.comments.patterns import Patterns, plain
from app.reading.comments.stream import Stream
from app.vocabulary.lists import Ground, Position, Reported

_END = r"(?=\s*(?:[.,;:!?]|-\s|\Z))"
"""What may follow a status phrase in its sentence: so "implemented in article 5" is none."""


BARE_WORDS = 3
"""Words of a status that stands at the beginning of an answer without naming the item."""
LONGEST_CLOSING = 4000
"""Characters at the end of an answer among which its status line is looked for."""
LONGEST_UNKNOWN = 60
"""Characters behind a label that may be a status which no phrase knows; more is an answer."""


@dataclass(frozen=True)
class Status:
    """What a status line says, and where it stands. `known`: one of the phrases was found.

    `bare`: it is a word or two without naming the item. `inline`: it is a part of a sentence, whose
    words stay in the standpoint. `doubtful`: the words may say it of something else.
    """

    start: int
    end: int
    position: Position = Position.NOT_STATED
    reported: Reported = Reported.NONE
    ground: Ground = Ground.NOT_SAID
    known: bool = True
    bare: bool = False
    inline: bool = False
    doubtful: bool = False


_JOINT = re.compile(r"(?:[,;:]|\s-)\s+(?:and\s+|и\s+)?|\s(?:and|и)\s+", re.IGNORECASE)
"""What stands between the clauses of a sentence."""


@cache
def _whole(phrase: re.Pattern[str]) -> re.Pattern[str]:
    """Return a phrase as all of a sentence, or all up to a stop within it."""
    return re.compile(f"(?:{phrase.pattern}){_END}", phrase.flags)


@cache
def _any_of(phrases: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """Return what matches where any of the phrases does: most sentences match none."""
    return re.compile("|".join(phrase.pattern for phrase in phrases) or "(?!)", re.IGNORECASE)


@cache
def _labelling(phrase: re.Pattern[str]) -> re.Pattern[str]:
    """Return a phrase with the colon or dash that makes it a label."""
    return re.compile(rf"(?:{phrase.pattern})\s*(?::|-(?=\s))\s*", phrase.flags)


class StatusReader:
    """Finds status lines with the phrases of a pattern file."""

    def __init__(self, stream: Stream, patterns: Patterns) -> None:
        self._stream = stream
        self._known: dict[tuple[int, int], Status | None] = {}
        self._phrases = [
            (_whole(patterns.compiled[written]), status, "{" not in written)
            for status in patterns.statuses
            for written in status.phrases
        ]
        self._any = _any_of(tuple(phrase for phrase, _, _ in self._phrases))
        self._labels = [_labelling(phrase) for phrase in patterns.of(patterns.labels)]
        self._it = [plain(word).casefold() for word in patterns.words.get("it", [])]
        self._item = plain(patterns.words.get("item", [""])[0])
        self._grounds = [
            (phrase, ground.ground)
            for ground in patterns.grounds
            for phrase in patterns.of(ground.phrases)
        ]

    def read(self, start: int, end: int) -> Status | None:
        """Return what a sentence says if it is a status line, with or without a label."""
        place = self._stream.trim(start, end)
        if place not in self._known:
            self._known[place] = self._read(*place)
        return self._known[place]

    def _read(self, start: int, end: int) -> Status | None:
        labelled = self._after_label(start, end)
        begin = start if labelled is None else labelled
        if not self._any.match(self._stream.plain, begin, end):
            return self._unknown(start, end, labelled)
        for phrase, status, unnamed in self._phrases:
            match = phrase.match(self._stream.plain, begin, end)
            if match is not None:
                return Status(
                    start,
                    end,
                    status.position,
                    status.reported,
                    self._ground(start, end),
                    bare=unnamed and len(self._stream.plain[start:end].split()) <= BARE_WORDS,
                    doubtful=unnamed and self._may_be_words(start, match.end(), end),
                )
        return self._unknown(start, end, labelled)

    def _may_be_words(self, start: int, matched: int, end: int) -> bool:
        """Tell whether a status that names no item may be a sentence of the answer.

        It may where it goes on, and is not the first in its paragraph.
        """
        goes_on = any(map(str.isalnum, self._stream.plain[matched:end]))
        return goes_on and not self._stream.begins_block(start)

    def _unknown(self, start: int, end: int, labelled: int | None) -> Status | None:
        """Return a status that only its label tells."""
        if labelled is None or end - labelled > LONGEST_UNKNOWN:
            return None
        return Status(start, end, known=False)

    def _after_label(self, start: int, end: int) -> int | None:
        if not self._stream.begins_block(start):
            return None
        for label in self._labels:
            match = label.match(self._stream.plain, start, end)
            if match is not None:
                return match.end()
        return None

    def _ground(self, start: int, end: int) -> Ground:
        for phrase, ground in self._grounds:
            if phrase.search(self._stream.plain, start, end):
                return ground
        return Ground.NOT_SAID

    def find(self, start: int, end: int) -> list[Status]:
        """Return every sentence between two places that reads as a status line, in order."""
        found = [self.read(*sentence) for sentence in self._stream.sentences(start, end)]
        return [status for status in found if status is not None]

    def closing(self, start: int, end: int) -> Status | None:
        """Return the status that closes an answer standing between two places.

        A sentence before it in the same block, or a block of its own, is part of it where one
        tells the position and the other what was done.
        """
        sentences = self._stream.sentences(max(start, end - LONGEST_CLOSING), end)
        if not sentences:
            return None
        last = self.read(*sentences[-1])
        if last is None or len(sentences) < 2:
            return last
        return self._with(last, sentences[-2], start)

    def _with(self, last: Status, sentence: tuple[int, int], start: int) -> Status:
        before = self.read(*sentence)
        if before is None or not before.known or not self._alone(before, last, start):
            return last
        if _says_only_position(before) and _says_only_reported(last):
            return replace(last, start=before.start, position=before.position)
        if _says_only_reported(before) and _says_only_position(last):
            reported, ground = before.reported, before.ground
            return replace(last, start=before.start, reported=reported, ground=ground)
        return last

    def _alone(self, before: Status, last: Status, start: int) -> bool:
        """Tell whether two status sentences stand together, apart from the rest of the answer."""
        block = self._stream.block_at(last.start)
        apart = self._stream.begins_block(before.start) or before.start == start
        return apart and (before.start >= block.start or before.end == _end_of_block(self, before))

    def opening(self, start: int, end: int) -> Status | None:
        """Return the status that an answer begins with, in a block of its own or in bare words.

        Bare words are a sentence such as "Partially accepted." whatever follows it.
        """
        for block in self._stream.blocks_between(start, end)[:1]:
            first, last = max(start, block.start), min(end, block.end)
            sentences = self._stream.sentences(first, last)
            status = self.read(*sentences[0]) if sentences else None
            if status is None:
                return None
            if len(sentences) == 1 or status.bare:
                return replace(status, doubtful=False)
        return None

    def labelled(self, start: int, end: int) -> list[Status]:
        """Return the lines between two places that say by a label that they are a status."""
        found = []
        for block in self._stream.blocks_between(start, end):
            first, last = max(start, block.start), min(end, block.end)
            if first == block.start and self._after_label(first, last) is not None:
                status = self.read(first, last)
                if status is not None:
                    found.append(status)
        return found

    def in_sentences(self, start: int, named: int, end: int) -> tuple[Status, ...]:
        """Return the statuses that are parts of an answer's first and last sentences.

        The answer begins with the name of its item, which ends at `named`: "Proposal 4 is rejected:
        …". The last sentence may end with a clause that names the item without its number.
        """
        sentences = self._stream.sentences(start, end)
        if not sentences:
            return ()
        first = self._said_of_name(start, named, sentences[0][1])
        begin, stop = sentences[-1]
        joints = _JOINT.finditer(self._stream.plain, max(begin, named), stop)
        clauses = (self._clause(joint.end(), stop) for joint in joints)
        last = self._said_of_it(begin, stop) if begin >= named else None
        return tuple(status for status in (first, *clauses, last) if status is not None)

    def _said_of_name(self, start: int, named: int, end: int) -> Status | None:
        """Return what is said of an item behind its number: as if no number stood there."""
        words = re.sub(r"[\s(]*\d.*", "", self._stream.plain[start:named], flags=re.DOTALL)
        said = words + self._stream.plain[named:end]
        for phrase, status, bare in self._phrases:
            match = None if bare else phrase.match(said)
            if match is not None and match.end() > len(words):
                stop = named + match.end() - len(words)
                ground = self._ground(start, stop)
                return Status(start, stop, status.position, status.reported, ground, inline=True)
        return None

    def _said_of_it(self, start: int, end: int) -> Status | None:
        """Return what a sentence says of "it", as if it named the item: a person decides."""
        words = self._stream.plain[start:end].rstrip(" .!")
        for it in self._it:
            if not words.casefold().startswith(f"{it} "):
                continue
            said = self._item + words[len(it) :]
            for phrase, status, bare in self._phrases:
                match = None if bare else phrase.match(said)
                if match is not None and match.end() == len(said):
                    means = (status.position, status.reported, self._ground(start, end))
                    return Status(start, end, *means, doubtful=True)
        return None

    def _clause(self, start: int, end: int) -> Status | None:
        """Return the status that a clause begins with, where it names the item."""
        for phrase, status, bare in self._phrases:
            match = None if bare else phrase.match(self._stream.plain, start, end)
            if match is not None:
                stop, ground = match.end(), self._ground(start, match.end())
                return Status(start, stop, status.position, status.reported, ground, inline=True)
        return None

    def divide(self, start: int, end: int) -> tuple[tuple[int, int], tuple[Status, ...]]:
        """Return where the standpoint stands, and the status lines around and within it."""
        start, end = self._stream.trim(start, end)
        labelled = self.labelled(start, end)
        closing = self.closing(start, end)
        if closing is not None and closing.known and not labelled:
            closing = replace(closing, doubtful=closing.doubtful and closing.start > start)
            return self._stream.trim(start, closing.start), (closing,)
        if labelled:
            outer = [status for status in labelled if status.end >= end]
            last = min([status.start for status in outer], default=end)
            first = max([status.end for status in labelled if status.start <= start], default=start)
            return self._stream.trim(min(first, last), last), tuple(labelled)
        opening = self.opening(start, end)
        if opening is not None and opening.end < end:
            return self._stream.trim(opening.end, end), (opening,)
        return (start, end), ()


def _end_of_block(reader: StatusReader, status: Status) -> int:
    return reader._stream.block_at(status.start).end


def _says_only_position(status: Status) -> bool:
    return status.position is not Position.NOT_STATED and status.reported is Reported.NONE


def _says_only_reported(status: Status) -> bool:
    return status.position is Position.NOT_STATED and status.reported is not Reported.NONE
