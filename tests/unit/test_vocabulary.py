"""The fixed lists equal CONTRACT.md, written out here a second time.

A value that disappears or changes breaks other programs: it needs a new version of the API.
"""

from enum import StrEnum

import pytest

from app.vocabulary import lists

CONTRACT: dict[type[StrEnum], str] = {
    lists.ItemKind: "recommendation concern welcomed",
    lists.Position: "accepted accepted_in_part not_accepted under_study noted not_stated",
    lists.Reported: "implemented implemented_continuing being_implemented none",
    lists.Ground: "already_in_place done_since not_said",
    lists.Level: "fully mostly partially not_implemented no_longer_applicable not_assessable",
    lists.Later: "recommended_again concern_again not_itemised no_later_report other_kind",
    lists.Relation: "repeats repeats_in_part extends related supports same_finding",
    lists.LinkState: "suggested confirmed rejected",
    lists.LinkBasis: "stated editor",
    lists.Purpose: "basis disputed invoked_as_limit said_to_be_met",
    lists.ElectionKind: "PARL PRES LOCAL RFDM UPR",
    lists.AssessmentBasis: "stated editor_reading",
    lists.Scope: "law practice both",
    lists.PageBasis: "printed counted inferred",
    lists.PlaceRole: "list body summary quotation",
    lists.InstrumentClass: "treaty interpretation political_commitment good_practice",
    lists.OrganisationKind: (
        "observer authority court citizen_group international_body state other"
    ),
}

REASONS = (
    "already_in_law constitution_bars law_bars no_commitment_requires contradicts_commitments"
    " outside_competence unclear impracticable other_states_do_likewise facts_disputed"
    " no_specifics_given will_consider"
)


@pytest.mark.parametrize("found", CONTRACT, ids=lambda found: found.__name__)
def test_list_equals_the_contract(found: type[StrEnum]) -> None:
    assert [member.value for member in found] == CONTRACT[found].split()


def test_reasons_begin_with_those_of_the_contract() -> None:
    """CONTRACT.md allows others "where an answer needs one"; these stay first and unchanged."""
    reasons = [reason.value for reason in lists.Reason]
    assert reasons[: len(REASONS.split())] == REASONS.split()
    assert len(set(reasons)) == len(reasons)


def test_item_level_assessment_may_differ() -> None:
    assert lists.DIFFERS == "differs"
    assert lists.DIFFERS not in {level.value for level in lists.Level}


def test_headline_values_are_told_apart() -> None:
    """A headline is a level, `differs` or a value of `later`: no word may mean two of them."""
    levels, later = {level.value for level in lists.Level}, {value.value for value in lists.Later}
    assert not levels & later


def test_recurrences_and_relations_within_an_election() -> None:
    assert [relation.value for relation in lists.RECURRENCES] == [
        "repeats",
        "repeats_in_part",
        "extends",
    ]
    assert [relation.value for relation in lists.WITHIN_ELECTION] == ["supports", "same_finding"]


def test_no_value_outgrows_its_column() -> None:
    """Text enums are stored in 32 characters."""
    enums = [
        found
        for found in vars(lists).values()
        if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
    ]
    assert len(enums) > 15
    assert all(len(member.value) <= 32 for found in enums for member in found)
