"""Facts for the tests of the rules, with defaults that say nothing."""

from datetime import date
from itertools import count

from app.statuses.facts import (
    AnswerFact,
    AssessmentFact,
    ElectionFact,
    ItemFacts,
    MemberFact,
    RecurrenceFact,
    ReportFact,
    UndertakingFact,
)
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

E04 = ElectionFact("AA-2004-PARL", ElectionKind.PARL, date(2004, 9, 19))
E07 = ElectionFact("AA-2007-PARL", ElectionKind.PARL, date(2007, 8, 18))
E11 = ElectionFact("AA-2011-PRES", ElectionKind.PRES, date(2011, 4, 3))
E16 = ElectionFact("AA-2016-PARL", ElectionKind.PARL, date(2016, 3, 20))

R04 = date(2004, 12, 1)
R07 = date(2007, 12, 1)
R11 = date(2011, 6, 16)
A11 = date(2011, 12, 31)
R16 = date(2016, 6, 27)
"""Days of the reports and of the authority's comments (A11)."""

NOW = date(2020, 1, 1)

_numbers = count(1)


def item(
    *,
    kind: ItemKind = ItemKind.RECOMMENDATION,
    container: bool = False,
    only_kind: bool = False,
    election: ElectionFact = E04,
    known_on: date = R04,
    reports: tuple[ReportFact, ...] = (),
    answers: tuple[AnswerFact, ...] = (),
    assessments: tuple[AssessmentFact, ...] = (),
    later: tuple[RecurrenceFact, ...] = (),
    earlier: tuple[RecurrenceFact, ...] = (),
    members: tuple[MemberFact, ...] = (),
    undertakings: tuple[UndertakingFact, ...] = (),
) -> ItemFacts:
    """An item of 2004 about which nothing else is known."""
    return ItemFacts(
        kind, container, only_kind, election, known_on, reports, answers, assessments, later,
        earlier, members, undertakings,
    )  # fmt: skip


def report(election: ElectionFact, known_on: date) -> ReportFact:
    """A final report that is held."""
    return ReportFact(election, known_on)


def answer(
    known_on: date = A11,
    *,
    position: Position = Position.NOT_STATED,
    reported: Reported = Reported.NONE,
    scope: Scope = Scope.BOTH,
    whole: bool = True,
) -> AnswerFact:
    """An answer; of two on one day the one made later counts."""
    return AnswerFact(next(_numbers), known_on, whole, position, reported, scope)


def assessed(
    on: date,
    level: Level,
    *,
    basis: AssessmentBasis = AssessmentBasis.STATED,
    scope: Scope = Scope.BOTH,
    by: tuple[str, ...] = ("observers",),
    known_on: date | None = None,
) -> AssessmentFact:
    """An assessment, in a document of the day it speaks of."""
    return AssessmentFact(next(_numbers), on, known_on or on, level, basis, scope, frozenset(by))


def again(
    election: ElectionFact,
    known_on: date,
    kind: ItemKind = ItemKind.RECOMMENDATION,
    basis: LinkBasis = LinkBasis.EDITOR,
) -> RecurrenceFact:
    """A confirmed recurrence with an item of that election."""
    return RecurrenceFact(f"{election.code}-1", kind, election, known_on, basis)


def member(election: ElectionFact, known_on: date, main: bool = True) -> MemberFact:
    """Another occurrence in one of the item's threads."""
    return MemberFact(election, known_on, main)


def promise(
    due_by: date, *findings: tuple[date, UndertakingState], known_on: date = A11
) -> UndertakingFact:
    """An undertaking with a date."""
    return UndertakingFact(known_on, due_by, findings)
