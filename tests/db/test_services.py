"""What all services share: keys, versions, and what inputs refuse."""

from collections.abc import Callable
from typing import Any

import pydantic
import pytest
from sqlalchemy.orm import Session

from app.core.records import find
from app.documents.models import Document
from tests import factories as make
from tests.db.refusals import REPORT, place

MAKERS: list[Callable[[Session], Any]] = [
    make.make_country,
    make.make_organisation,
    make.make_topic,
    make.make_standard,
    make.make_election,
    make.make_document,
    make.make_item,
    lambda db: make.make_response(db, key="key"),
    lambda db: make.make_assessment(db, key="key"),
    lambda db: make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-1"),
    lambda db: make.make_thread(db, ["AA-2010-PARL-1"]),
    lambda db: make.make_undertaking(db, key="key"),
    lambda db: make.make_statement(db, key="key"),
]


@pytest.mark.parametrize("maker", MAKERS)
def test_saving_again_changes_the_same_row_and_raises_its_version(
    db: Session, maker: Callable[[Session], Any]
) -> None:
    first = maker(db)
    number, created_at = first.id, first.created_at
    again = maker(db)
    assert (again.id, again.version, again.created_at) == (number, 2, created_at)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "at least 1 character"), ("   ", "at least 1 character"), ("a\0b", "NUL")],
)
def test_a_text_holds_something_that_databases_can_store(
    db: Session, text: str, message: str
) -> None:
    with pytest.raises(pydantic.ValidationError, match=message):
        make.make_country(db, name=text)


def test_a_page_is_one_of_a_document(db: Session) -> None:
    for page in (0, -1, 2**40):
        with pytest.raises(pydantic.ValidationError):
            make.make_item(db, places=[place(page=page)])


def test_unknown_fields_are_refused(db: Session) -> None:
    with pytest.raises(pydantic.ValidationError, match="Extra inputs are not permitted"):
        make.make_country(db, capital="Somewhere")


def test_a_document_is_found_by_its_key_only(db: Session) -> None:
    make.make_document(db)
    assert find(db, Document, slug="nothing") is None
    assert find(db, Document, slug=REPORT) is not None
