"""Answers of an authority that are no more than a status (app.imports.answers)."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.imports import service
from app.imports.publishing import publish
from app.imports.records import Which
from app.reading.model import Reading
from app.responses.models import Response
from app.vocabulary.lists import Decision, ImportKind, Position
from tests import factories as make
from tests.db.readings import (
    BALLOTS,
    ELECTION,
    LAMPS,
    codes,
    comments,
    drafts_of,
    make_import,
)


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_election(db, ELECTION)
    make.make_organisation(db, "commission")


def _without_words(stated_as: str | None) -> Reading:
    reading = comments([("1", BALLOTS)], [("1", LAMPS)])
    bare = replace(
        reading.answers[0],
        position=Position.UNDER_STUDY,
        stated_as=stated_as,
        standpoint="",
        spans=[],
    )
    return replace(reading, answers=[bare], published_on="2011-03-01")


def test_an_answer_that_is_only_a_status_can_be_published(db: Session) -> None:
    row = make_import(
        db, _without_words("Under study"), ImportKind.COMMENTS, responder="commission"
    )
    (draft,) = drafts_of(db, row, "answer").values()
    assert draft.content["standpoint"] is None
    assert codes(draft) == []
    service.decide_all(db, row.id, Which.CLEAN, Decision.ACCEPTED)
    publish(db, row.id)
    saved = db.execute(sa.select(Response).where(col(Response.key) == draft.key)).scalar_one()
    assert (saved.position, saved.stated_as) == (Position.UNDER_STUDY, "Under study")
    assert (saved.standpoint, saved.text_digest) == (None, None)


def test_an_answer_without_words_and_status_waits_for_a_person(db: Session) -> None:
    row = make_import(db, _without_words(None), ImportKind.COMMENTS, responder="commission")
    (draft,) = drafts_of(db, row, "answer").values()
    assert codes(draft) == ["empty"]
    assert draft.suspect
