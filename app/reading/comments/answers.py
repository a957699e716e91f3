"""Answers: what their status lines say, their words and places."""

from dataclasses import replace
from typing import TypeVar

from app.reading.comments.exchanges import Exchange
from app.reading.comments.statuses import Status
from app.reading.comments.strays import StrayNumbers
from app.reading.comments.stream import Stream, tidy
from app.reading.model import FoundAnswer, PieceKind, Warn
from app.vocabulary.lists import Ground, Position, Reported

Value = TypeVar("Value")
Place = tuple[int, int]


def make_answer(stream: Stream, exchange: Exchange, numbers: StrayNumbers) -> FoundAnswer:
    """Return an answer that is not yet tied: what its status lines say, its words and places.

    Page numbers among its words are left out where it is sure that they are some, else told.
    """
    statuses = exchange.statuses
    page = stream.page(exchange.opener)
    position = _one([status.position for status in statuses], Position.NOT_STATED)
    reported = _one([status.reported for status in statuses], Reported.NONE)
    grounds = [status.ground for status in statuses if status.ground is not Ground.NOT_SAID]
    lines = [status for status in statuses if status.known or not status.inline]
    alone = [found for part in exchange.parts for found in numbers.within(*part, last=exchange.end)]
    told = [warn for part in exchange.parts for warn in numbers.told(*part, last=exchange.end)]
    out = [(s.start, s.end) for s in statuses if not s.inline]
    out += [(block.start, block.end) for block, sure in alone if sure]
    kept = [kept for part in exchange.parts for kept in _without(part, out)]
    return FoundAnswer(
        kind=None,
        number=None,
        position=position,
        reported=reported,
        ground=grounds[0] if grounds else Ground.NOT_SAID,
        stated_as=_stated(stream, lines),
        standpoint=tidy(" ".join(stream.text[slice(*place)] for place in kept)),
        page=page,
        page_basis=stream.basis(exchange.opener),
        section="",
        spans=[span for part in exchange.parts for span in stream.spans(*part)],
        status_spans=[span for s in lines for span in stream.spans(s.start, s.end)],
        warnings=[*_status_warnings(stream, statuses, page), *told],
    )


def _without(part: Place, out: list[Place]) -> list[Place]:
    """Return what is left of a part of the text without the places that stand within it."""
    kept, place = [], part[0]
    for start, end in sorted(out):
        if part[0] <= start < part[1]:
            kept.append((place, max(place, start)))
            place = max(place, end)
    return [*kept, (place, max(place, part[1]))]


def _stated(stream: Stream, lines: list[Status]) -> str | None:
    """Return status lines as printed, those of a table's cells divided by a semicolon."""
    words = [stream.words(line.start, line.end) for line in lines]
    if any(stream.block_at(line.start).kind is PieceKind.TABLE for line in lines):
        return "; ".join(dict.fromkeys(said.rstrip(". ") for said in words)) or None
    return " ".join(words).rstrip(". ") or None


def share(answer: FoundAnswer, numbers: list[str]) -> list[FoundAnswer]:
    """Return an answer once for each item that it is for."""
    return [
        replace(answer, number=number, shared_with=[one for one in numbers if one != number])
        for number in numbers
    ]


def _status_warnings(stream: Stream, statuses: tuple[Status, ...], page: int) -> list[Warn]:
    if not statuses:
        return [Warn("no_status", "No status line was found in this answer.", page)]
    found = []
    positions = {s.position for s in statuses if s.position is not Position.NOT_STATED}
    reported = {s.reported for s in statuses if s.reported is not Reported.NONE}
    if len(positions) > 1 or len(reported) > 1:
        found.append(Warn("status_differs", "The status lines of this answer differ.", page))
    if not all(status.known for status in statuses):
        message = "No pattern says what this status line means."
        found.append(Warn("unknown_status", message, page))
    for status in statuses:
        if status.doubtful:
            words = stream.words(status.start, status.end)
            message = f"These words within the answer may be no status; decide: {words}"
            found.append(Warn("status_doubtful", message, stream.page(status.start)))
    return found


def _one(values: list[Value], none: Value) -> Value:
    said = [value for value in values if value is not none]
    return said[0] if said else none
