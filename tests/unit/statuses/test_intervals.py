"""`intervals`: the whole life of an item, and `derive` on any day says the same."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import FOREVER
from app.statuses.facts import ElectionFact, ItemFacts
from app.statuses.rules import derive, intervals
from app.vocabulary.lists import (
    AssessmentBasis,
    ItemKind,
    Level,
    LinkBasis,
    Position,
    Reported,
    Scope,
    UndertakingState,
)
from tests.unit.statuses.facts import (
    A11,
    E04,
    E07,
    E11,
    E16,
    R04,
    R16,
    again,
    answer,
    assessed,
    item,
    member,
    promise,
    report,
)

DAYS = st.dates(date(2003, 1, 1), date(2006, 1, 1))
"""Close together, so that ties and orders of all kinds come up."""
LATER = st.sampled_from([E07, E11, E16])
ELECTIONS = st.sampled_from([E04, E07, E11, E16])


T = TypeVar("T")


def _some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def facts_of_an_item(draw: st.DrawFn) -> ItemFacts:
    """Any facts; the item is known from the first day of all or later."""
    election: ElectionFact = draw(st.sampled_from([E04, E11]))
    return item(
        kind=draw(st.sampled_from(ItemKind)),
        container=draw(st.booleans()),
        only_kind=draw(st.booleans()),
        election=election,
        known_on=draw(DAYS),
        reports=draw(_some(st.builds(report, ELECTIONS, DAYS))),
        answers=draw(
            _some(
                st.builds(
                    answer,
                    DAYS,
                    position=st.sampled_from(Position),
                    reported=st.sampled_from(Reported),
                    scope=st.sampled_from(Scope),
                    whole=st.booleans(),
                )
            )
        ),
        assessments=draw(
            _some(
                st.builds(
                    assessed,
                    DAYS,
                    st.sampled_from(Level),
                    basis=st.sampled_from(AssessmentBasis),
                    scope=st.sampled_from(Scope),
                    by=st.sampled_from([("a",), ("b",), ("a", "b")]),
                    known_on=DAYS,
                )
            )
        ),
        later=draw(
            _some(
                st.builds(
                    again,
                    LATER,
                    DAYS,
                    st.sampled_from([ItemKind.RECOMMENDATION, ItemKind.CONCERN]),
                    st.sampled_from(LinkBasis),
                )
            )
        ),
        earlier=draw(_some(st.builds(again, st.just(E04), DAYS))),
        members=draw(_some(st.builds(member, ELECTIONS, DAYS, st.booleans()))),
        undertakings=draw(
            _some(
                st.builds(
                    lambda due_by, findings, known_on: promise(
                        due_by, *findings, known_on=known_on
                    ),
                    DAYS,
                    st.lists(st.tuples(DAYS, st.sampled_from(UndertakingState)), max_size=2),
                    DAYS,
                )
            )
        ),
    )


@given(facts_of_an_item())
def test_intervals_are_contiguous_and_cover_the_whole_life(facts: ItemFacts) -> None:
    found = intervals(facts)
    assert found[0].since == facts.known_on
    assert found[-1].until == FOREVER
    assert all(interval.since < interval.until for interval in found)
    assert all(before.until == after.since for before, after in pairwise(found))


@given(facts_of_an_item())
def test_neighbouring_intervals_differ(facts: ItemFacts) -> None:
    found = intervals(facts)
    assert all(before.status != after.status for before, after in pairwise(found))


@given(facts_of_an_item(), st.integers(0, 1500))
def test_derive_on_any_day_equals_the_interval_of_that_day(facts: ItemFacts, days: int) -> None:
    day = facts.known_on + timedelta(days=days)
    (interval,) = (found for found in intervals(facts) if found.since <= day < found.until)
    assert interval.status == derive(facts, day)


@given(facts_of_an_item())
def test_derive_on_the_first_and_last_day_of_each_interval(facts: ItemFacts) -> None:
    for interval in intervals(facts):
        assert derive(facts, interval.since) == interval.status
        assert derive(facts, interval.until - timedelta(days=1)) == interval.status


def test_nothing_known_is_one_interval() -> None:
    (only,) = intervals(item())
    assert (only.since, only.until) == (R04, FOREVER)


def test_each_change_begins_an_interval() -> None:
    facts = item(
        answers=(answer(A11, reported=Reported.IMPLEMENTED),),
        later=(again(E16, R16),),
        undertakings=(promise(date(2012, 12, 31)),),
    )
    found = intervals(facts)
    assert [interval.since for interval in found] == [R04, A11, date(2013, 1, 1), R16]
    assert [interval.status.overdue for interval in found] == [False, False, True, True]
    assert [interval.status.accounts_differ for interval in found] == [False, False, False, True]


def test_facts_older_than_the_item_count_from_its_first_day() -> None:
    """A document may be dated before the list that quotes its item."""
    facts = item(known_on=R16, answers=(answer(A11, position=Position.ACCEPTED),))
    (only,) = intervals(facts)
    assert only.since == R16
    assert only.status.position is Position.ACCEPTED
