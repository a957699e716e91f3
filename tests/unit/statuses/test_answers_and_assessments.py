"""What was answered and assessed.

Each test names the sentence of DESIGN.md section 5 that it checks.
"""

from datetime import timedelta

import pytest

from app.statuses.rules import derive, in_force
from app.vocabulary.lists import (
    AssessmentBasis,
    Level,
    Position,
    Reported,
    Scope,
)
from tests.unit.statuses.facts import (
    A11,
    E11,
    E16,
    NOW,
    R07,
    R11,
    R16,
    again,
    answer,
    assessed,
    item,
)

READING = AssessmentBasis.EDITOR_READING
DAY = timedelta(days=1)
REPORTED = [Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING]


class TestPositionAndReported:
    """`position`, `reported`: from the latest answer that has one; none without an answer."""

    def test_no_answer_held(self) -> None:
        status = derive(item(), NOW)
        assert status.position is None
        assert status.reported is None

    def test_an_answer_that_states_neither(self) -> None:
        status = derive(item(answers=(answer(),)), NOW)
        assert status.position is Position.NOT_STATED
        assert status.reported is Reported.NONE

    def test_the_later_answer_counts(self) -> None:
        facts = item(
            answers=(
                answer(R16, position=Position.ACCEPTED, reported=Reported.IMPLEMENTED),
                answer(A11, position=Position.NOT_ACCEPTED, reported=Reported.BEING_IMPLEMENTED),
            )
        )
        status = derive(facts, NOW)
        assert status.position is Position.ACCEPTED
        assert status.reported is Reported.IMPLEMENTED

    def test_a_later_answer_without_a_position_does_not_hide_an_earlier_one(self) -> None:
        facts = item(
            answers=(
                answer(A11, position=Position.NOT_ACCEPTED),
                answer(R16, reported=Reported.IMPLEMENTED),
            )
        )
        status = derive(facts, NOW)
        assert status.position is Position.NOT_ACCEPTED
        assert status.reported is Reported.IMPLEMENTED

    def test_a_later_answer_without_a_report_does_not_hide_an_earlier_one(self) -> None:
        facts = item(
            answers=(
                answer(A11, reported=Reported.IMPLEMENTED),
                answer(R16, position=Position.NOTED),
            )
        )
        status = derive(facts, NOW)
        assert status.position is Position.NOTED
        assert status.reported is Reported.IMPLEMENTED

    def test_answers_count_from_their_own_day(self) -> None:
        facts = item(answers=(answer(A11, position=Position.UNDER_STUDY),))
        assert derive(facts, A11 - DAY).position is None
        assert derive(facts, A11).position is Position.UNDER_STUDY

    def test_parts_on_one_day_the_answer_to_the_whole_counts_first(self) -> None:
        """Our choice, said at the rule: DESIGN.md is silent."""
        whole = answer(position=Position.ACCEPTED_IN_PART)
        part = answer(position=Position.NOT_ACCEPTED, whole=False)
        assert derive(item(answers=(whole, part)), NOW).position is Position.ACCEPTED_IN_PART
        assert derive(item(answers=(part, whole)), NOW).position is Position.ACCEPTED_IN_PART

    def test_parts_alone_the_last_one_counts(self) -> None:
        first = answer(position=Position.ACCEPTED, whole=False)
        second = answer(position=Position.NOT_ACCEPTED, whole=False)
        assert derive(item(answers=(second, first)), NOW).position is Position.NOT_ACCEPTED

    def test_parts_a_newer_answer_to_a_part_counts_before_an_older_one_to_the_whole(self) -> None:
        facts = item(
            answers=(
                answer(A11, position=Position.NOT_ACCEPTED),
                answer(R16, position=Position.ACCEPTED, whole=False),
            )
        )
        assert derive(facts, NOW).position is Position.ACCEPTED

    def test_an_answer_is_never_lent_to_an_earlier_item(self) -> None:
        """An answer belongs to its own item: a recurrence that was answered lends nothing."""
        assert derive(item(later=(again(E11, A11),)), NOW).position is None


class TestAssessment:
    """`assessment` for lists is the latest; `stated` first on one day; differing give `differs`."""

    def test_not_assessed(self) -> None:
        assert derive(item(), NOW).assessment is None

    @pytest.mark.parametrize("level", Level)
    def test_one_assessment(self, level: Level) -> None:
        facts = item(assessments=(assessed(R16, level),))
        assert derive(facts, NOW).assessment == level.value

    def test_the_latest_counts(self) -> None:
        facts = item(assessments=(assessed(R16, Level.FULLY), assessed(R07, Level.NOT_IMPLEMENTED)))
        assert derive(facts, R07).assessment == "not_implemented"
        assert derive(facts, NOW).assessment == "fully"

    def test_at_equal_date_stated_comes_before_a_reading(self) -> None:
        stated = assessed(R16, Level.PARTIALLY)
        reading = assessed(R16, Level.NOT_IMPLEMENTED, basis=READING)
        assert derive(item(assessments=(stated, reading)), NOW).assessment == "partially"
        assert derive(item(assessments=(reading, stated)), NOW).assessment == "partially"

    def test_at_equal_date_stated_comes_before_the_reading_of_another_assessor(self) -> None:
        stated = assessed(R16, Level.PARTIALLY)
        reading = assessed(R16, Level.NOT_IMPLEMENTED, basis=READING, by=("citizens",))
        assert derive(item(assessments=(stated, reading)), NOW).assessment == "partially"

    def test_a_newer_reading_counts_before_an_older_statement(self) -> None:
        stated = assessed(R07, Level.PARTIALLY)
        reading = assessed(R16, Level.NOT_IMPLEMENTED, basis=READING)
        assert derive(item(assessments=(stated, reading)), NOW).assessment == "not_implemented"

    def test_two_assessors_who_differ(self) -> None:
        facts = item(
            assessments=(
                assessed(R16, Level.FULLY, by=("state",)),
                assessed(R16, Level.NOT_IMPLEMENTED),
            )
        )
        status = derive(facts, NOW)
        assert status.assessment == "differs"
        assert status.headline == "differs"

    def test_two_assessors_who_agree(self) -> None:
        facts = item(
            assessments=(
                assessed(R16, Level.MOSTLY, by=("citizens",)),
                assessed(R16, Level.MOSTLY),
            )
        )
        assert derive(facts, NOW).assessment == "mostly"

    def test_law_against_practice_on_one_day(self) -> None:
        facts = item(
            assessments=(
                assessed(R16, Level.FULLY, scope=Scope.LAW),
                assessed(R16, Level.NOT_IMPLEMENTED, scope=Scope.PRACTICE),
            )
        )
        assert derive(facts, NOW).assessment == "differs"

    def test_law_against_practice_the_newer_counts_and_both_stay_in_force(self) -> None:
        """Latest per scope and assessor; one never hides another's."""
        law = assessed(R07, Level.FULLY, scope=Scope.LAW)
        practice = assessed(R16, Level.NOT_IMPLEMENTED, scope=Scope.PRACTICE)
        assert derive(item(assessments=(law, practice)), NOW).assessment == "not_implemented"
        assert set(in_force([law, practice], NOW)) == {law, practice}

    def test_in_force_keeps_each_assessors_latest(self) -> None:
        old = assessed(R07, Level.PARTIALLY)
        new = assessed(R16, Level.FULLY)
        others = assessed(R07, Level.NOT_IMPLEMENTED, by=("citizens",))
        assert set(in_force([old, new, others], NOW)) == {new, others}
        assert set(in_force([old, new, others], R07)) == {old, others}

    def test_in_force_one_on_both_replaces_older_ones_on_law_and_practice(self) -> None:
        law = assessed(R07, Level.PARTIALLY, scope=Scope.LAW)
        practice = assessed(R11, Level.NOT_IMPLEMENTED, scope=Scope.PRACTICE)
        both = assessed(R16, Level.FULLY)
        assert in_force([law, practice, both], NOW) == [both]

    def test_in_force_one_on_both_stays_for_the_scope_that_is_not_newer(self) -> None:
        both = assessed(R07, Level.PARTIALLY)
        law = assessed(R16, Level.FULLY, scope=Scope.LAW)
        assert set(in_force([both, law], NOW)) == {both, law}
        practice = assessed(R16, Level.MOSTLY, scope=Scope.PRACTICE)
        assert set(in_force([both, law, practice], NOW)) == {law, practice}

    def test_in_force_is_counted_by_assessor_not_by_group(self) -> None:
        alone = assessed(R07, Level.NOT_IMPLEMENTED, by=("observers",))
        joint = assessed(R11, Level.FULLY, by=("observers", "pace"))
        assert in_force([alone, joint], NOW) == [joint]
        newer = assessed(R16, Level.PARTIALLY, by=("observers",))
        assert set(in_force([alone, joint, newer], NOW)) == {joint, newer}

    def test_a_joint_assessment_is_one_voice(self) -> None:
        facts = item(assessments=(assessed(R16, Level.PARTIALLY, by=("observers", "pace")),))
        assert derive(facts, NOW).assessment == "partially"

    def test_it_counts_from_the_day_its_document_does(self) -> None:
        """`as_of`: documents dated by then."""
        facts = item(assessments=(assessed(E16.held_on, Level.FULLY, known_on=R16),))
        assert derive(facts, R16 - DAY).assessment is None
        assert derive(facts, R16).assessment == "fully"

    def test_it_counts_from_its_own_day_when_its_document_is_older(self) -> None:
        facts = item(assessments=(assessed(R16, Level.FULLY, known_on=R11),))
        assert derive(facts, R16 - DAY).assessment is None
