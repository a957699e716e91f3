"""The facts from which a status follows, as plain values. Each carries the day it counts from."""

from dataclasses import dataclass, field
from datetime import date

from app.vocabulary.lists import (
    AssessmentBasis,
    ElectionKind,
    ItemKind,
    Level,
    LinkBasis,
    Position,
    Reported,
    Scope,
    UndertakingState,
)


@dataclass(frozen=True)
class ElectionFact:
    """An election; elections order by the last possible first day, then by code."""

    code: str
    kind: ElectionKind
    held_on: date


@dataclass(frozen=True)
class ReportFact:
    """A final report that is held, on an election of the item's country."""

    election: ElectionFact
    known_on: date


@dataclass(frozen=True)
class AnswerFact:
    """An authority's answer to the item or to part of it."""

    id: int
    known_on: date
    whole: bool
    position: Position
    reported: Reported
    scope: Scope


@dataclass(frozen=True)
class AssessmentFact:
    """A level: `on` is the day it speaks of, `known_on` the day its document counts from."""

    id: int
    on: date
    known_on: date
    level: Level
    basis: AssessmentBasis
    scope: Scope
    assessors: frozenset[str]


@dataclass(frozen=True)
class RecurrenceFact:
    """A confirmed recurrence: the item at its other end, and on whose word they are one point."""

    ref: str
    kind: ItemKind
    election: ElectionFact
    known_on: date
    basis: LinkBasis


@dataclass(frozen=True)
class MemberFact:
    """Another occurrence in one of the item's threads."""

    election: ElectionFact
    known_on: date
    main: bool


@dataclass(frozen=True)
class UndertakingFact:
    """Something announced with a date: what was found of it, as (day known, state)."""

    known_on: date
    due_by: date
    findings: tuple[tuple[date, UndertakingState], ...] = ()


@dataclass(frozen=True)
class ItemFacts:
    """All that the status of one item follows from."""

    kind: ItemKind
    container: bool
    only_kind: bool
    election: ElectionFact
    known_on: date
    reports: tuple[ReportFact, ...] = ()
    answers: tuple[AnswerFact, ...] = ()
    assessments: tuple[AssessmentFact, ...] = ()
    later: tuple[RecurrenceFact, ...] = ()
    earlier: tuple[RecurrenceFact, ...] = ()
    members: tuple[MemberFact, ...] = ()
    undertakings: tuple[UndertakingFact, ...] = field(default=())
