"""What tests of publishing share: accepting, publishing, and looking at what came of it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find
from app.documents.models import DocumentPage, Passage
from app.imports import service
from app.imports.models import Import
from app.imports.publication.publishing import publish
from app.imports.queries import get_import
from app.imports.records import Published, Which
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.search import service as search
from app.statuses import service as statuses
from app.vocabulary.lists import Decision
from tests.db.readings import (
    ELECTION,
    drafts_of,
)


def accept_and_publish(db: Session, row: Import, which: Which = Which.CLEAN) -> Published:
    """Accept what needs no person, and publish it."""
    service.decide_all(db, row.id, which, Decision.ACCEPTED)
    return publish(db, row.id)


def accept(db: Session, row: Import, *keys: str, entry: str = "item") -> None:
    """Accept drafts one by one."""
    drafts = drafts_of(db, row, entry)
    service.decide(db, row.id, [drafts[key].id for key in keys], Decision.ACCEPTED)


def item(db: Session, number: str, election: str = ELECTION) -> Recommendation:
    """Return an item as it now is."""
    db.expire_all()
    found = find(db, Recommendation, ref=f"{election}-{number}")
    assert found is not None
    return found


def marks(db: Session, row: Recommendation | Response) -> list[tuple[int, str, str]]:
    """Return page, words and role of each passage of an item or answer, in order."""
    owner = "item_id" if isinstance(row, Recommendation) else "response_id"
    passages = db.execute(
        sa.select(Passage).filter_by(**{owner: row.id}).order_by(col(Passage.id))
    ).scalars()
    pages = {
        (page.document_id, page.number): page.pieces
        for page in db.execute(sa.select(DocumentPage)).scalars()
    }
    return [
        (
            mark.page,
            pages[mark.document_id, mark.page][mark.piece]["text"][mark.start : mark.stop],
            mark.role.value,
        )
        for mark in passages
    ]


def warned(db: Session, row: Import, code: str) -> list[str]:
    """Return the messages of an import's warnings of one code."""
    return [entry.message for entry in get_import(db, row.id).warnings if entry.code == code]


def settle(db: Session) -> None:
    """Store what follows from records that a test made by itself."""
    statuses.refresh(db)
    search.renew(db)


def assert_in_step(db: Session) -> None:
    """Statuses and search entries are what the facts give."""
    assert statuses.stale(db) == 0
    assert search.wrong_entries(db) == 0


def stored(db: Session, tables: Iterable[str]) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of some tables."""
    return {
        table: [tuple(row) for row in db.execute(sa.text(f"SELECT * FROM {table} ORDER BY id"))]
        for table in tables
    }


RECORDS = ("documents", "recommendations", "responses", "places", "links", "assessments",
           "document_files", "document_pages", "item_statuses", "search_entries")  # fmt: skip


TEXTS = ("document_files", "document_pages", "passages")
