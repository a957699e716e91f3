"""What later reports show, and the headline.

Each test names the sentence of DESIGN.md section 5 that it checks.
"""

from datetime import timedelta

from app.statuses.rules import derive
from app.vocabulary.lists import (
    AssessmentBasis,
    ItemKind,
    Later,
    Level,
    Reported,
)
from tests.unit.statuses.facts import (
    A11,
    E04,
    E07,
    E11,
    E16,
    NOW,
    R04,
    R07,
    R11,
    R16,
    again,
    assessed,
    item,
    member,
    report,
)

READING = AssessmentBasis.EDITOR_READING
DAY = timedelta(days=1)
REPORTED = [Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING]


class TestLater:
    """`later`: what later reports show of an item."""

    def test_no_later_report(self) -> None:
        assert derive(item(), NOW).later is Later.NO_LATER_REPORT

    def test_the_report_of_its_own_election_is_no_later_one(self) -> None:
        facts = item(reports=(report(E04, R04),))
        assert derive(facts, NOW).later is Later.NO_LATER_REPORT

    def test_a_report_on_an_earlier_election_is_no_later_one(self) -> None:
        facts = item(election=E16, known_on=R16, reports=(report(E04, R04), report(E11, NOW)))
        assert derive(facts, NOW).later is Later.NO_LATER_REPORT

    def test_an_election_whose_report_is_not_held_says_nothing(self) -> None:
        """A report we do not hold says nothing, though the election is known from a thread."""
        facts = item(members=(member(E07, R07),))
        assert derive(facts, NOW).later is Later.NO_LATER_REPORT

    def test_not_itemised_from_the_day_of_the_later_report(self) -> None:
        facts = item(reports=(report(E04, R04), report(E16, R16)))
        assert derive(facts, R16 - DAY).later is Later.NO_LATER_REPORT
        assert derive(facts, R16).later is Later.NOT_ITEMISED

    def test_recommended_again(self) -> None:
        facts = item(reports=(report(E16, R16),), later=(again(E16, R16),))
        status = derive(facts, NOW)
        assert status.later is Later.RECOMMENDED_AGAIN
        assert status.recommended_again_in == ("AA-2016-PARL",)
        assert status.concern_again_in == ()
        assert derive(facts, R16 - DAY).later is Later.NO_LATER_REPORT

    def test_concern_again(self) -> None:
        facts = item(reports=(report(E16, R16),), later=(again(E16, R16, ItemKind.CONCERN),))
        status = derive(facts, NOW)
        assert status.later is Later.CONCERN_AGAIN
        assert status.concern_again_in == ("AA-2016-PARL",)
        assert status.recommended_again_in == ()

    def test_recommended_again_comes_before_concern_again(self) -> None:
        facts = item(later=(again(E07, R07), again(E16, R16, ItemKind.CONCERN)))
        status = derive(facts, NOW)
        assert status.later is Later.RECOMMENDED_AGAIN
        assert status.recommended_again_in == ("AA-2007-PARL",)
        assert status.concern_again_in == ("AA-2016-PARL",)

    def test_other_kind_when_every_later_report_is_on_another_kind(self) -> None:
        facts = item(only_kind=True, reports=(report(E11, R11),))
        assert derive(facts, NOW).later is Later.OTHER_KIND

    def test_other_kind_only_when_the_point_belongs_to_its_kind(self) -> None:
        facts = item(only_kind=False, reports=(report(E11, R11),))
        assert derive(facts, NOW).later is Later.NOT_ITEMISED

    def test_other_kind_ends_with_a_report_on_the_same_kind(self) -> None:
        facts = item(only_kind=True, reports=(report(E11, R11), report(E16, R16)))
        assert derive(facts, R11).later is Later.OTHER_KIND
        assert derive(facts, R16).later is Later.NOT_ITEMISED

    def test_other_kind_needs_a_later_report_at_all(self) -> None:
        assert derive(item(only_kind=True), NOW).later is Later.NO_LATER_REPORT


class TestRecurrence:
    """Only direct links count for `recommended_again_in`; thread mates are the same subject."""

    def test_elections_stand_once_and_in_time_order(self) -> None:
        facts = item(later=(again(E16, R16), again(E07, R07), again(E16, R16), again(E11, A11)))
        assert derive(facts, NOW).recommended_again_in == (
            "AA-2007-PARL", "AA-2011-PRES", "AA-2016-PARL",
        )  # fmt: skip

    def test_a_thread_mate_is_the_same_subject_not_a_recommendation_again(self) -> None:
        facts = item(members=(member(E16, R16),))
        status = derive(facts, NOW)
        assert status.recommended_again_in == ()
        assert status.same_subject_in == ("AA-2016-PARL",)
        assert status.later is Later.NO_LATER_REPORT

    def test_a_thread_mate_with_a_direct_link_is_not_listed_twice(self) -> None:
        facts = item(later=(again(E16, R16),), members=(member(E11, A11), member(E16, R16)))
        status = derive(facts, NOW)
        assert status.recommended_again_in == ("AA-2016-PARL",)
        assert status.same_subject_in == ("AA-2011-PRES",)

    def test_earlier_thread_mates_are_not_later_members(self) -> None:
        facts = item(election=E11, known_on=A11, members=(member(E04, R04), member(E11, A11)))
        assert derive(facts, NOW).same_subject_in == ()

    def test_mates_of_any_thread_count(self) -> None:
        facts = item(members=(member(E16, R16, main=False),))
        assert derive(facts, NOW).same_subject_in == ("AA-2016-PARL",)

    def test_mates_count_from_the_day_they_became_known(self) -> None:
        facts = item(members=(member(E16, R16),))
        assert derive(facts, R16 - DAY).same_subject_in == ()


class TestHeadline:
    """The newer of the latest assessment and the latest recommendation again, else `later`."""

    def test_no_assessment_gives_later(self) -> None:
        assert derive(item(), NOW).headline == "no_later_report"
        facts = item(reports=(report(E16, R16),))
        assert derive(facts, NOW).headline == "not_itemised"

    def test_older_assessment_against_newer_recurrence(self) -> None:
        facts = item(assessments=(assessed(R07, Level.FULLY),), later=(again(E16, R16),))
        status = derive(facts, NOW)
        assert status.headline == "recommended_again"
        assert status.assessment == "fully"

    def test_newer_assessment_against_older_recurrence(self) -> None:
        facts = item(assessments=(assessed(R16, Level.MOSTLY),), later=(again(E07, R07),))
        status = derive(facts, NOW)
        assert status.headline == "mostly"
        assert status.later is Later.RECOMMENDED_AGAIN

    def test_on_a_tie_the_assessment(self) -> None:
        facts = item(assessments=(assessed(R16, Level.PARTIALLY),), later=(again(E16, R16),))
        assert derive(facts, NOW).headline == "partially"

    def test_the_latest_of_several_recurrences_decides(self) -> None:
        facts = item(
            assessments=(assessed(R11, Level.PARTIALLY),),
            later=(again(E16, R16), again(E07, R07)),
        )
        assert derive(facts, R11).headline == "partially"
        assert derive(facts, NOW).headline == "recommended_again"

    def test_a_newer_concern_does_not_displace_an_assessment(self) -> None:
        """Only a recommendation again is weighed against the assessment."""
        facts = item(
            assessments=(assessed(R07, Level.FULLY),),
            later=(again(E16, R16, ItemKind.CONCERN),),
        )
        assert derive(facts, NOW).headline == "fully"

    def test_a_newer_report_that_is_silent_does_not_displace_an_assessment(self) -> None:
        """Silence is not evidence (principle 7)."""
        facts = item(assessments=(assessed(R07, Level.FULLY),), reports=(report(E16, R16),))
        assert derive(facts, NOW).headline == "fully"


class TestOccurrences:
    """In how many elections the point stands: its own, direct recurrences, its main thread."""

    def test_its_own_election_alone(self) -> None:
        assert derive(item(), NOW).occurrences == 1

    def test_recurrences_both_ways_and_mates_of_the_main_thread(self) -> None:
        facts = item(
            election=E11,
            known_on=A11,
            later=(again(E16, R16),),
            earlier=(again(E04, R04),),
            members=(member(E07, R07),),
        )
        assert derive(facts, A11).occurrences == 3
        assert derive(facts, NOW).occurrences == 4

    def test_an_election_counts_once(self) -> None:
        facts = item(
            later=(again(E16, R16), again(E16, R16, ItemKind.CONCERN)),
            members=(member(E16, R16), member(E04, R04)),
        )
        assert derive(facts, NOW).occurrences == 2

    def test_mates_of_other_threads_do_not_count(self) -> None:
        facts = item(members=(member(E16, R16, main=False),))
        assert derive(facts, NOW).occurrences == 1
