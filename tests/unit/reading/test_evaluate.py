"""What `make evaluate` counts as wrong, and that nothing is wrong today."""

from pathlib import Path

import pytest

from app.config import ROOT
from app.core.textfold import digest
from app.reading.model import FoundItem
from app.vocabulary.lists import ItemKind, PageBasis
from tests.evaluate import (
    Wanted,
    score_items,
    score_made,
)

SOURCES = ROOT.parent / "shared" / "sources"


def found(number: str, text: str = "Seals should be numbered.", page: int = 2) -> FoundItem:
    return FoundItem(
        number=number,
        number_as_printed=f"{number}.",
        kind=ItemKind.RECOMMENDATION,
        text=text,
        page=page,
        page_basis=PageBasis.COUNTED,
        section="Advice",
        spans=[],
        heading="Seals",
    )


WANTED = [Wanted("1", digest("Seals should be numbered."), "SEALS", 2)]


def test_an_item_found_as_it_is_has_nothing_wrong() -> None:
    score = score_items("report", WANTED, [found("1")])
    assert (score.precision, score.recall, score.wrong) == (1.0, 1.0, [])
    assert (score.headings, score.pages, score.priorities) == (1, 1, 1)


@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ([], "1: missed"),
        ([found("1"), found("1")], "1: found 2 times"),
        ([found("1"), found("2")], "2: invented"),
        ([found("1", "Seals should be")], "1: wrong boundaries"),
        ([found("1", page=3)], "1: page 3, not 2"),
    ],
)
def test_what_is_missed_doubled_invented_or_cut_is_wrong(
    items: list[FoundItem], wrong: str
) -> None:
    score = score_items("report", WANTED, items)
    assert any(line.startswith(wrong) for line in score.wrong)


def test_nothing_is_wrong_in_the_made_reports(tmp_path: Path) -> None:
    for score in score_made(tmp_path):
        assert score.wrong == [], score.document
