"""Where accounts differ.

Each test names the sentence of DESIGN.md section 5 that it checks.
"""

from datetime import date, timedelta

import pytest

from app.statuses.rules import contradictions, derive
from app.vocabulary.lists import (
    AssessmentBasis,
    ItemKind,
    Level,
    LinkBasis,
    Position,
    Reported,
    Scope,
)
from tests.unit.statuses.facts import (
    A11,
    E07,
    E11,
    E16,
    NOW,
    R07,
    R16,
    again,
    answer,
    assessed,
    item,
    report,
)

READING = AssessmentBasis.EDITOR_READING
DAY = timedelta(days=1)
REPORTED = [Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING]


class TestAccountsDiffer:
    """Reported as implemented, and something after that answer, on the same scope, denies it."""

    @pytest.mark.parametrize("reported", REPORTED)
    def test_recommended_again_after_the_answer(self, reported: Reported) -> None:
        facts = item(answers=(answer(A11, reported=reported),), later=(again(E16, R16),))
        assert derive(facts, R16 - DAY).accounts_differ is False
        status = derive(facts, R16)
        assert status.accounts_differ is True
        assert status.accounts_differ_basis is LinkBasis.EDITOR

    def test_recommended_again_before_the_answer_is_no_contradiction(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),), later=(again(E07, R07),)
        )
        status = derive(facts, NOW)
        assert status.accounts_differ is False
        assert status.accounts_differ_basis is None

    def test_recommended_again_on_the_day_of_the_answer_is_not_after_it(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),), later=(again(E11, A11),)
        )
        assert derive(facts, NOW).accounts_differ is False

    def test_a_concern_again_is_no_contradiction(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            later=(again(E16, R16, ItemKind.CONCERN),),
        )
        assert derive(facts, NOW).accounts_differ is False

    @pytest.mark.parametrize("reported", [Reported.BEING_IMPLEMENTED, Reported.NONE])
    def test_only_what_was_reported_as_implemented_can_be_denied(self, reported: Reported) -> None:
        facts = item(
            answers=(answer(A11, position=Position.ACCEPTED, reported=reported),),
            later=(again(E16, R16),),
            assessments=(assessed(R16, Level.NOT_IMPLEMENTED),),
        )
        assert derive(facts, NOW).accounts_differ is False

    @pytest.mark.parametrize("reported", REPORTED)
    def test_assessed_not_implemented_after_the_answer(self, reported: Reported) -> None:
        facts = item(
            answers=(answer(A11, reported=reported),),
            assessments=(assessed(R16, Level.NOT_IMPLEMENTED),),
        )
        status = derive(facts, NOW)
        assert status.accounts_differ is True
        assert status.accounts_differ_basis is LinkBasis.STATED

    def test_assessed_before_or_on_the_day_of_the_answer_is_no_contradiction(self) -> None:
        for day in (R07, A11):
            facts = item(
                answers=(answer(A11, reported=Reported.IMPLEMENTED),),
                assessments=(assessed(day, Level.NOT_IMPLEMENTED),),
            )
            assert derive(facts, NOW).accounts_differ is False

    def test_partially_denies_implemented(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(assessed(R16, Level.PARTIALLY),),
        )
        assert derive(facts, NOW).accounts_differ is True

    def test_partially_does_not_deny_implemented_continuing(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED_CONTINUING),),
            assessments=(assessed(R16, Level.PARTIALLY),),
        )
        assert derive(facts, NOW).accounts_differ is False

    @pytest.mark.parametrize(
        "level", [Level.FULLY, Level.MOSTLY, Level.NO_LONGER_APPLICABLE, Level.NOT_ASSESSABLE]
    )
    def test_other_levels_deny_nothing(self, level: Level) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(assessed(R16, level),),
        )
        assert derive(facts, NOW).accounts_differ is False

    @pytest.mark.parametrize(
        ("answered", "found", "expected"),
        [
            (Scope.LAW, Scope.LAW, True),
            (Scope.PRACTICE, Scope.PRACTICE, True),
            (Scope.LAW, Scope.PRACTICE, False),
            (Scope.PRACTICE, Scope.LAW, False),
            (Scope.BOTH, Scope.LAW, True),
            (Scope.BOTH, Scope.PRACTICE, True),
            (Scope.LAW, Scope.BOTH, True),
            (Scope.PRACTICE, Scope.BOTH, True),
            (Scope.BOTH, Scope.BOTH, True),
        ],
    )
    def test_on_the_same_scope_only(self, answered: Scope, found: Scope, expected: bool) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED, scope=answered),),
            assessments=(assessed(R16, Level.NOT_IMPLEMENTED, scope=found),),
        )
        assert derive(facts, NOW).accounts_differ is expected

    def test_a_recurrence_meets_an_answer_of_any_scope(self) -> None:
        for scope in Scope:
            facts = item(
                answers=(answer(A11, reported=Reported.IMPLEMENTED, scope=scope),),
                later=(again(E16, R16),),
            )
            assert derive(facts, NOW).accounts_differ is True

    def test_basis_reading_where_only_a_reading_denies(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(assessed(R16, Level.NOT_IMPLEMENTED, basis=READING),),
        )
        assert derive(facts, NOW).accounts_differ_basis is LinkBasis.EDITOR

    def test_basis_stated_where_the_document_says_that_it_repeats_itself(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            later=(again(E16, R16, basis=LinkBasis.STATED),),
        )
        assert derive(facts, NOW).accounts_differ_basis is LinkBasis.STATED

    def test_basis_stated_is_the_stronger_of_the_two(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            later=(again(E16, R16),),
            assessments=(assessed(R16, Level.NOT_IMPLEMENTED),),
        )
        assert derive(facts, NOW).accounts_differ_basis is LinkBasis.STATED

    def test_an_assessment_that_its_own_assessor_replaced_denies_no_longer(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(
                assessed(R16, Level.NOT_IMPLEMENTED, scope=Scope.LAW),
                assessed(date(2018, 5, 1), Level.FULLY),
            ),
        )
        assert derive(facts, R16).accounts_differ is True
        assert derive(facts, NOW).accounts_differ is False

    def test_another_assessors_praise_does_not_silence_a_denial(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(
                assessed(R16, Level.NOT_IMPLEMENTED),
                assessed(date(2018, 5, 1), Level.FULLY, by=("state",)),
            ),
        )
        assert derive(facts, NOW).accounts_differ is True

    def test_one_denied_answer_among_several_is_enough(self) -> None:
        facts = item(
            answers=(
                answer(A11, reported=Reported.IMPLEMENTED, whole=False),
                answer(A11, position=Position.NOT_ACCEPTED, whole=False),
                answer(date(2018, 1, 1), position=Position.NOTED),
            ),
            later=(again(E16, R16),),
        )
        assert derive(facts, NOW).accounts_differ is True

    def test_a_silent_later_report_denies_nothing(self) -> None:
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),), reports=(report(E16, R16),)
        )
        assert derive(facts, NOW).accounts_differ is False


class TestContradictions:
    """Each account that contradicts, in time order: the same rule as `accounts_differ`."""

    def test_all_are_listed_in_time_order_assessments_first_on_one_day(self) -> None:
        first = assessed(date(2014, 1, 1), Level.NOT_IMPLEMENTED, scope=Scope.LAW)
        practice = assessed(R16, Level.PARTIALLY, scope=Scope.PRACTICE)
        silent = assessed(R16, Level.FULLY, by=("state",))
        repeated, criticised = again(E16, R16), again(E16, R16, ItemKind.CONCERN)
        facts = item(
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            assessments=(practice, silent, first),
            later=(repeated, criticised),
        )
        found = contradictions(facts, NOW)
        assert [entry.later for entry in found] == [first, practice, repeated]
        assert {entry.answer for entry in found} == set(facts.answers)
        assert [entry.basis for entry in found] == [
            LinkBasis.STATED,
            LinkBasis.STATED,
            LinkBasis.EDITOR,
        ]
        assert [entry.later for entry in contradictions(facts, R16 - DAY)] == [first]

    def test_each_answer_is_met_by_what_is_after_it_only(self) -> None:
        early = answer(A11, reported=Reported.IMPLEMENTED)
        late = answer(date(2018, 1, 1), reported=Reported.IMPLEMENTED)
        found = contradictions(item(answers=(late, early), later=(again(E16, R16),)), NOW)
        assert [entry.answer for entry in found] == [early]

    @pytest.mark.parametrize(
        ("kind", "container"), [(ItemKind.WELCOMED, False), (ItemKind.RECOMMENDATION, True)]
    )
    def test_welcomed_steps_and_lead_ins_have_none(self, kind: ItemKind, container: bool) -> None:
        facts = item(
            kind=kind,
            container=container,
            answers=(answer(A11, reported=Reported.IMPLEMENTED),),
            later=(again(E16, R16),),
        )
        assert contradictions(facts, NOW) == []
        assert derive(facts, NOW).accounts_differ is False
