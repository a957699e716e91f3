"""What was rejected stays rejected in later imports; what was joined or discarded does not."""

import pytest
from sqlalchemy.orm import Session

from app.imports import service
from app.imports.models import Import
from app.imports.queries import get_import
from app.imports.records import Which
from app.vocabulary.lists import Decision
from tests import factories as make
from tests.db.readings import BALLOTS, LAMPS, REPORT, SEALS, drafts_of, make_import, report

ITEMS = (("1", BALLOTS), ("2", LAMPS), ("3", SEALS))


@pytest.fixture(autouse=True)
def _what_an_import_needs(db: Session) -> None:
    make.make_election(db)


def said(db: Session, row: Import) -> list[str]:
    """Return what an import says of drafts that were rejected before."""
    warnings = get_import(db, row.id).warnings
    return [entry.message for entry in warnings if entry.code == "rejected_before"]


def decisions(db: Session, row: Import) -> list[str]:
    """Return what was decided about each item's draft, in order."""
    return [draft.decision.value for draft in drafts_of(db, row).values()]


def test_what_is_rejected_again_is_announced(db: Session) -> None:
    make.make_document(db, REPORT)
    first = make_import(db, report(*ITEMS))
    assert said(db, first) == []
    drafts = drafts_of(db, first)
    service.decide(db, first.id, [drafts["1"].id, drafts["3"].id], Decision.REJECTED)
    again = make_import(db, report(*ITEMS))
    assert decisions(db, again) == ["rejected", "open", "rejected"]
    (message,) = said(db, again)
    assert message.startswith("2 drafts were rejected in an earlier import")


def test_discarding_forgets(db: Session) -> None:
    make.make_document(db, REPORT)
    first = make_import(db, report(*ITEMS))
    service.decide_all(db, first.id, Which.OPEN, Decision.REJECTED)
    service.discard(db, first.id)
    again = make_import(db, report(*ITEMS))
    assert decisions(db, again) == ["open", "open", "open"]
    assert said(db, again) == []


def test_what_was_joined_was_not_rejected(db: Session) -> None:
    make.make_document(db, REPORT)
    first = make_import(db, report(*ITEMS))
    drafts = drafts_of(db, first)
    service.merge(db, drafts["2"].id, drafts["3"].id, drafts["2"].version)
    assert decisions(db, make_import(db, report(*ITEMS))) == ["open", "open", "open"]
    service.decide(db, first.id, [drafts["3"].id], Decision.OPEN)
    service.decide(db, first.id, [drafts["3"].id], Decision.REJECTED, "a footnote")
    assert decisions(db, make_import(db, report(*ITEMS))) == ["open", "open", "rejected"]


def test_a_document_that_was_rejected_is_asked_about_again(db: Session) -> None:
    first = make_import(db, report(*ITEMS), issuers=["observers"])
    service.decide_all(db, first.id, Which.OPEN, Decision.REJECTED)
    again = make_import(db, report(*ITEMS), issuers=["observers"])
    (document,) = drafts_of(db, again, "document").values()
    assert document.decision is Decision.OPEN
    assert decisions(db, again) == ["rejected"] * 3
