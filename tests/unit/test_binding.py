"""Whether an instrument bound a country on a day (app.standards.binding)."""

import pytest

from app.standards.binding import Standing, binding_on, standing
from app.standards.records import BindingRecord
from app.vocabulary.lists import InstrumentClass


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        ("2006-04-24", "2007-08-19", Standing.BOUND),
        ("2006-04-24", "2006-04-24", Standing.BOUND),
        ("2006-04-24", "2006-04-23", Standing.NOT_YET),
        ("2006-04-24", "2004", Standing.NOT_YET),
        ("2006-04-24", "2005", Standing.NOT_YET),
        ("2006-04-24", "2007", Standing.BOUND),
        ("2006-04-24", "2006", Standing.NOT_EXACT),
        ("2006-04-24", "2006-04", Standing.NOT_EXACT),
        ("2006-04-24", "2006-05", Standing.BOUND),
        ("2006", "2006-04-24", Standing.NOT_EXACT),
        ("2006", "2006-12-31", Standing.BOUND),
        ("2006", "2005-12-31", Standing.NOT_YET),
        ("2006", "2006", Standing.NOT_EXACT),
        ("2006-04", "2006-05-01", Standing.BOUND),
        ("2006-04-24", None, Standing.UNDATED),
        (None, "2006", Standing.NOT_RECORDED),
        (None, None, Standing.NOT_RECORDED),
    ],
)
def test_answer_is_given_only_where_the_dates_allow_it(
    since: str | None, on: str | None, expected: Standing
) -> None:
    assert standing(since, on) is expected


@pytest.mark.parametrize("found", InstrumentClass)
def test_only_treaties_and_political_commitments_bind_or_commit(found: InstrumentClass) -> None:
    binds = [BindingRecord("KZ", "2006-04-24", "after ratification")]
    binding = binding_on(found, binds, "KZ", "2007")
    if found in (InstrumentClass.TREATY, InstrumentClass.POLITICAL_COMMITMENT):
        assert (binding.standing, binding.since) == (Standing.BOUND, "2006-04-24")
    else:
        assert (binding.standing, binding.since) == (Standing.NEVER, None)


def test_binding_of_one_country_says_nothing_about_another() -> None:
    binds = [BindingRecord("KZ", "2006-04-24", None)]
    found = binding_on(InstrumentClass.TREATY, binds, "KG", "2007")
    assert (found.country, found.standing, found.since) == ("KG", Standing.NOT_RECORDED, None)
