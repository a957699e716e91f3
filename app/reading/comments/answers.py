"""Answers: what their status lines say, their words and places."""

from dataclasses import replace
from typing import TypeVar

from app.reading.comments.exchanges import Exchange
from app.reading.comments.statuses import Status
from app.reading.comments.stream import Stream, tidy
from app.reading.model import FoundAnswer, Warn
from app.vocabulary.lists import Ground, Position, Reported

Value = TypeVar("Value")


def make_answer(stream: Stream, exchange: Exchange) -> FoundAnswer:
    """Return an answer that is not yet tied: what its status lines say, its words and places."""
    standpoint, statuses = exchange.standpoint, exchange.statuses
    page = stream.page(exchange.opener)
    position = _one([status.position for status in statuses], Position.NOT_STATED)
    reported = _one([status.reported for status in statuses], Reported.NONE)
    grounds = [status.ground for status in statuses if status.ground is not Ground.NOT_SAID]
    stated = " ".join(stream.words(status.start, status.end) for status in statuses)
    inner = [s for s in statuses if not s.inline and standpoint[0] <= s.start < standpoint[1]]
    words, place = [], standpoint[0]
    for status in sorted(inner, key=lambda status: status.start):
        words.append(stream.text[place : status.start])
        place = status.end
    words.append(stream.text[place : standpoint[1]])
    return FoundAnswer(
        kind=None,
        number=None,
        position=position,
        reported=reported,
        ground=grounds[0] if grounds else Ground.NOT_SAID,
        stated_as=stated.rstrip(". ") or None,
        standpoint=tidy(" ".join(words)),
        page=page,
        page_basis=stream.basis(exchange.opener),
        section="",
        spans=stream.spans(*standpoint),
        status_spans=[span for s in statuses for span in stream.spans(s.start, s.end)],
        warnings=_status_warnings(statuses, page),
    )


def share(answer: FoundAnswer, numbers: list[str]) -> list[FoundAnswer]:
    """Return an answer once for each item that it is for."""
    return [
        replace(answer, number=number, shared_with=[one for one in numbers if one != number])
        for number in numbers
    ]


def _status_warnings(statuses: tuple[Status, ...], page: int) -> list[Warn]:
    if not statuses:
        return [Warn("no_status", "No status line was found in this answer.", page)]
    positions = {s.position for s in statuses if s.position is not Position.NOT_STATED}
    reported = {s.reported for s in statuses if s.reported is not Reported.NONE}
    if len(positions) > 1 or len(reported) > 1:
        return [Warn("status_differs", "The status lines of this answer differ.", page)]
    if not all(status.known for status in statuses):
        return [Warn("unknown_status", "No pattern says what this status line means.", page)]
    return []


def _one(values: list[Value], none: Value) -> Value:
    said = [value for value in values if value is not none]
    return said[0] if said else none
