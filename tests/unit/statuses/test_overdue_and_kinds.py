"""Undertakings past their date, eligibility, and items without a status.

Each test names the sentence of DESIGN.md section 5 that it checks.
"""

from datetime import date, timedelta

import pytest

from app.statuses.rules import derive
from app.vocabulary.lists import (
    AssessmentBasis,
    ItemKind,
    Later,
    Position,
    Reported,
    UndertakingState,
)
from tests.unit.statuses.facts import (
    A11,
    E04,
    E16,
    NOW,
    R04,
    R16,
    again,
    answer,
    item,
    promise,
    report,
)

READING = AssessmentBasis.EDITOR_READING
DAY = timedelta(days=1)
REPORTED = [Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING]


class TestOverdue:
    """An undertaking whose date has passed without being found kept."""

    DUE = date(2012, 12, 31)

    def test_not_before_its_date_has_passed(self) -> None:
        facts = item(undertakings=(promise(self.DUE),))
        assert derive(facts, A11).overdue is False
        assert derive(facts, self.DUE).overdue is False
        assert derive(facts, self.DUE + DAY).overdue is True

    def test_found_kept(self) -> None:
        facts = item(undertakings=(promise(self.DUE, (R16, UndertakingState.KEPT)),))
        assert derive(facts, R16 - DAY).overdue is True
        assert derive(facts, R16).overdue is False

    @pytest.mark.parametrize(
        "state",
        [
            UndertakingState.NOT_KEPT,
            UndertakingState.KEPT_IN_PART,
            UndertakingState.NOTHING_FOUND,
        ],
    )
    def test_other_findings_do_not_show_it_kept(self, state: UndertakingState) -> None:
        facts = item(undertakings=(promise(self.DUE, (R16, state)),))
        assert derive(facts, NOW).overdue is True

    def test_kept_before_its_date(self) -> None:
        kept = (date(2012, 3, 1), UndertakingState.KEPT)
        facts = item(undertakings=(promise(self.DUE, kept),))
        assert derive(facts, NOW).overdue is False

    def test_one_of_several_is_enough(self) -> None:
        facts = item(
            undertakings=(
                promise(self.DUE, (R16, UndertakingState.KEPT)),
                promise(date(2014, 6, 30)),
            )
        )
        assert derive(facts, NOW).overdue is True

    def test_not_before_it_was_announced(self) -> None:
        """A report of 2016 may record a promise for 2012: before, it is not known of."""
        facts = item(undertakings=(promise(self.DUE, known_on=R16),))
        assert derive(facts, R16 - DAY).overdue is False
        assert derive(facts, R16).overdue is True


class TestEligible:
    """Recommendations, not containers, with a later report held."""

    def test_not_without_a_later_report(self) -> None:
        assert derive(item(reports=(report(E04, R04),)), NOW).eligible is False

    def test_from_the_day_of_a_later_report(self) -> None:
        facts = item(reports=(report(E16, R16),))
        assert derive(facts, R16 - DAY).eligible is False
        assert derive(facts, R16).eligible is True

    def test_not_by_a_later_recommendation_alone(self) -> None:
        """The recommendation may be known from a quotation, its report not held."""
        facts = item(later=(again(E16, R16),))
        assert derive(facts, NOW).eligible is False

    def test_a_concern_is_not(self) -> None:
        facts = item(kind=ItemKind.CONCERN, reports=(report(E16, R16),))
        assert derive(facts, NOW).eligible is False

    def test_a_container_and_a_welcomed_step_are_not(self) -> None:
        reports = (report(E16, R16),)
        assert derive(item(container=True, reports=reports), NOW).eligible is False
        assert derive(item(kind=ItemKind.WELCOMED, reports=reports), NOW).eligible is False


class TestKinds:
    """Concerns have a status as recommendations do; containers and welcomed steps have none."""

    def test_a_concern_has_later_and_headline(self) -> None:
        facts = item(
            kind=ItemKind.CONCERN,
            reports=(report(E16, R16),),
            answers=(answer(A11, position=Position.NOT_ACCEPTED),),
        )
        status = derive(facts, NOW)
        assert status.later is Later.NOT_ITEMISED
        assert status.headline == "not_itemised"
        assert status.position is Position.NOT_ACCEPTED

    @pytest.mark.parametrize(
        "facts",
        [
            item(container=True, reports=(report(E16, R16),)),
            item(kind=ItemKind.WELCOMED, reports=(report(E16, R16),)),
        ],
        ids=["container", "welcomed"],
    )
    def test_neither_container_nor_welcomed_step_has_later_or_headline(self, facts: object) -> None:
        assert isinstance(facts, type(item()))
        status = derive(facts, NOW)
        assert status.later is None
        assert status.headline is None
        assert status.accounts_differ is False
        assert status.recommended_again_in == ()
