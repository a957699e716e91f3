"""The rules of status: `derive` works out what holds for an item on a date, from facts alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.dates import FOREVER
from app.statuses.facts import (
    AnswerFact,
    AssessmentFact,
    ElectionFact,
    ItemFacts,
    RecurrenceFact,
    ReportFact,
)
from app.vocabulary.lists import (
    DIFFERS,
    AssessmentBasis,
    ItemKind,
    Later,
    Level,
    LinkBasis,
    Position,
    Reported,
    Scope,
    UndertakingState,
)


@dataclass(frozen=True)
class Status:
    """What holds for an item on a date.

    Elections are codes in the order of time. `assessment` is a level, `differs` or `None` when
    nobody assessed it; `headline` a level, `differs` or a value of `later`. Welcomed steps and
    containers have neither `later` nor `headline`.
    """

    position: Position | None
    reported: Reported | None
    assessment: str | None
    headline: str | None
    later: Later | None
    accounts_differ: bool
    accounts_differ_basis: LinkBasis | None
    overdue: bool
    eligible: bool
    occurrences: int
    recommended_again_in: tuple[str, ...]
    concern_again_in: tuple[str, ...]
    same_subject_in: tuple[str, ...]


@dataclass(frozen=True)
class Interval:
    """A status and the days on which it holds: from `since` to the day before `until`."""

    since: date
    until: date
    status: Status


CLAIMS = (Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING)
"""What an answer reports that something later can contradict."""


@dataclass(frozen=True)
class Contradiction:
    """An answer that reports an implementation, and a later account that says otherwise."""

    answer: AnswerFact
    later: AssessmentFact | RecurrenceFact

    @property
    def basis(self) -> LinkBasis:
        """Whether a document says so or we read it so."""
        if isinstance(self.later, RecurrenceFact):
            return self.later.basis
        stated = self.later.basis is AssessmentBasis.STATED
        return LinkBasis.STATED if stated else LinkBasis.EDITOR

    @property
    def order(self) -> tuple[date, bool, date]:
        """The place in time: by the later account, then by the answer."""
        recurs = isinstance(self.later, RecurrenceFact)
        day = self.later.known_on if isinstance(self.later, RecurrenceFact) else self.later.on
        return (day, recurs, self.answer.known_on)


def derive(facts: ItemFacts, as_of: date) -> Status:
    """Return the status on a date: documents dated by then, read with what is known now.

    Source of the rules: DESIGN.md section 5; where it is silent, the choice stands at the rule.
    """
    answers = [answer for answer in facts.answers if answer.known_on <= as_of]
    assessments = [found for found in facts.assessments if max(found.on, found.known_on) <= as_of]
    judged = facts.kind is not ItemKind.WELCOMED and not facts.container
    again = [link for link in facts.later if link.known_on <= as_of]
    recommended = [link for link in again if link.kind is ItemKind.RECOMMENDATION]
    concerned = [link for link in again if link.kind is ItemKind.CONCERN]
    direct = {link.election for link in again}
    same_subject = {
        member.election
        for member in facts.members
        if member.known_on <= as_of
        and member.election.held_on > facts.election.held_on
        and member.election not in direct
    }
    newest = _newest(assessments)
    level = _level(newest)
    reports = _later_reports(facts, as_of)
    later = _later(facts, reports, bool(recommended), bool(concerned)) if judged else None
    differ = contradictions(facts, as_of)
    return Status(
        position=_position(answers),
        reported=_reported(answers),
        assessment=level,
        headline=_headline(newest, level, recommended, later) if judged else None,
        later=later,
        accounts_differ=bool(differ),
        accounts_differ_basis=_strongest([found.basis for found in differ]),
        overdue=_overdue(facts, as_of),
        eligible=judged and facts.kind is ItemKind.RECOMMENDATION and bool(reports),
        occurrences=_occurrences(facts, as_of),
        recommended_again_in=_codes(link.election for link in recommended),
        concern_again_in=_codes(link.election for link in concerned),
        same_subject_in=_codes(same_subject),
    )


def intervals(facts: ItemFacts) -> list[Interval]:
    """Return the item's whole life, oldest first, without gaps, from the day it became known.

    Only a document's date, an assessment's date or the day after a due date can change a status.
    """
    changes = {facts.known_on}
    changes.update(report.known_on for report in facts.reports)
    changes.update(answer.known_on for answer in facts.answers)
    changes.update(link.known_on for link in (*facts.later, *facts.earlier))
    changes.update(member.known_on for member in facts.members)
    changes.update(max(fact.on, fact.known_on) for fact in facts.assessments)
    for undertaking in facts.undertakings:
        changes.add(undertaking.known_on)
        changes.add(undertaking.due_by + timedelta(days=1))
        changes.update(known_on for known_on, _ in undertaking.findings)
    found: list[Interval] = []
    for since in sorted(day for day in changes if day >= facts.known_on):
        status = derive(facts, since)
        if found and found[-1].status == status:
            continue
        if found:
            found[-1] = Interval(found[-1].since, since, found[-1].status)
        found.append(Interval(since, FOREVER, status))
    return found


def in_force(assessments: Iterable[AssessmentFact], as_of: date) -> list[AssessmentFact]:
    """Return the assessments that are some assessor's newest on law or on practice, by a date."""
    return _current([found for found in assessments if max(found.on, found.known_on) <= as_of])


def _position(answers: list[AnswerFact]) -> Position | None:
    """The latest answer that states a position; `not_stated` when answers are held and none does.

    Our choice: on one day an answer to the whole item counts before one to a part of it.
    """
    stated = [answer for answer in answers if answer.position is not Position.NOT_STATED]
    chosen = max(stated or answers, key=_answer_order, default=None)
    return chosen.position if chosen else None


def _reported(answers: list[AnswerFact]) -> Reported | None:
    """The latest answer that reports something; `none` when answers are held and none does."""
    reporting = [answer for answer in answers if answer.reported is not Reported.NONE]
    chosen = max(reporting or answers, key=_answer_order, default=None)
    return chosen.reported if chosen else None


def _answer_order(answer: AnswerFact) -> tuple[date, bool, int]:
    return (answer.known_on, answer.whole, answer.id)


def _current(assessments: list[AssessmentFact]) -> list[AssessmentFact]:
    """The newest on law and on practice by each assessor; one on both counts for each scope.

    A joint assessment stays in force while it is the newest of one of those who made it. On one day
    `stated` comes before a reading.
    """
    newest: dict[tuple[Scope, str], AssessmentFact] = {}
    for found in sorted(assessments, key=_assessment_order):
        scopes = (Scope.LAW, Scope.PRACTICE) if found.scope is Scope.BOTH else (found.scope,)
        for scope in scopes:
            for assessor in sorted(found.assessors):
                newest[scope, assessor] = found
    return list(dict.fromkeys(newest.values()))


def _assessment_order(found: AssessmentFact) -> tuple[date, bool, int]:
    return (found.on, found.basis is AssessmentBasis.STATED, found.id)


def _newest(assessments: list[AssessmentFact]) -> list[AssessmentFact]:
    """Those of the newest day that count for lists: the stated ones, else the readings."""
    current = _current(assessments)
    if not current:
        return []
    day = max(found.on for found in current)
    newest = [found for found in current if found.on == day]
    stated = [found for found in newest if found.basis is AssessmentBasis.STATED]
    return stated or newest


def _level(newest: list[AssessmentFact]) -> str | None:
    """One level, or `differs` when assessors, or law and practice, come to different ones."""
    levels = {found.level for found in newest}
    if not levels:
        return None
    return levels.pop().value if len(levels) == 1 else DIFFERS


def _later_reports(facts: ItemFacts, as_of: date) -> list[ReportFact]:
    """The final reports held on elections after the item's own."""
    return [
        report
        for report in facts.reports
        if report.known_on <= as_of and report.election.held_on > facts.election.held_on
    ]


def _later(
    facts: ItemFacts, reports: list[ReportFact], recommended: bool, concerned: bool
) -> Later:
    if recommended:
        return Later.RECOMMENDED_AGAIN
    if concerned:
        return Later.CONCERN_AGAIN
    if not reports:
        return Later.NO_LATER_REPORT
    if facts.only_kind and all(
        report.election.kind is not facts.election.kind for report in reports
    ):
        return Later.OTHER_KIND
    return Later.NOT_ITEMISED


def _headline(
    newest: list[AssessmentFact],
    level: str | None,
    recommended: list[RecurrenceFact],
    later: Later | None,
) -> str | None:
    """The newer of the latest assessment and the latest recommendation; on a tie the assessment."""
    again = max((link.known_on for link in recommended), default=date.min)
    if newest and newest[0].on >= again:
        return level
    return later.value if later else None


def contradictions(facts: ItemFacts, as_of: date) -> list[Contradiction]:
    """Return all that contradicts a reported implementation by a date, each from after the answer.

    In time order; of one day assessments first, as in the headline. Accounts differ where there is
    one. A recurrence speaks of the point as a whole, so it meets an answer of any scope.
    """
    if facts.kind is ItemKind.WELCOMED or facts.container:
        return []
    found: list[Contradiction] = []
    for answer in facts.answers:
        if answer.known_on > as_of or answer.reported not in CLAIMS:
            continue
        found += [
            Contradiction(answer, assessment)
            for assessment in in_force(facts.assessments, as_of)
            if assessment.on > answer.known_on
            and _same_scope(assessment.scope, answer.scope)
            and _contradicts(assessment.level, answer.reported)
        ]
        found += [
            Contradiction(answer, link)
            for link in facts.later
            if answer.known_on < link.known_on <= as_of and link.kind is ItemKind.RECOMMENDATION
        ]
    return sorted(found, key=lambda entry: entry.order)


def _contradicts(level: Level, reported: Reported) -> bool:
    if level is Level.NOT_IMPLEMENTED:
        return True
    return level is Level.PARTIALLY and reported is Reported.IMPLEMENTED


def _same_scope(one: Scope, other: Scope) -> bool:
    return one is other or Scope.BOTH in (one, other)


def _strongest(bases: list[LinkBasis]) -> LinkBasis | None:
    if not bases:
        return None
    return LinkBasis.STATED if LinkBasis.STATED in bases else LinkBasis.EDITOR


def _overdue(facts: ItemFacts, as_of: date) -> bool:
    """Whether a date announced has passed and nothing dated by then shows the promise kept."""
    return any(
        undertaking.known_on <= as_of
        and undertaking.due_by < as_of
        and not any(
            state is UndertakingState.KEPT and known_on <= as_of
            for known_on, state in undertaking.findings
        )
        for undertaking in facts.undertakings
    )


def _occurrences(facts: ItemFacts, as_of: date) -> int:
    """In how many elections the point stands: its own, direct recurrences and its main thread."""
    elections = {facts.election}
    elections.update(
        link.election for link in (*facts.later, *facts.earlier) if link.known_on <= as_of
    )
    elections.update(
        member.election for member in facts.members if member.main and member.known_on <= as_of
    )
    return len(elections)


def _codes(elections: Iterable[ElectionFact]) -> tuple[str, ...]:
    ordered = sorted(set(elections), key=lambda election: (election.held_on, election.code))
    return tuple(election.code for election in ordered)
