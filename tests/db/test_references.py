"""Which entries refer to an entry, and what is deleted with it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.core.records import table_of
from app.documents.models import Document
from app.elections.models import Country
from app.entries.contents import find_id
from app.entries.kinds import KIND, KINDS
from app.entries.references import APART, owners, parts, refers, release
from app.imports.models import Import
from app.models import metadata
from app.vocabulary.lists import ImportKind
from tests import factories as make

A, B = "AA-2010-PARL-1", "AA-2014-PARL-2"

PARTS = {
    "instrument": {"instrument_bindings"},
    "document": {"document_files", "document_issuers", "document_pages", "passages"},
    "item": {
        "citations",
        "item_addressees",
        "item_proposers",
        "item_statuses",
        "item_topics",
        "passages",
        "places",
    },
    "answer": {"citations", "passages", "places", "response_items", "response_reasons"},
    "undertaking": {"places", "undertaking_findings"},
    "statement": {"places", "statement_figures"},
    "assessment": {"assessors", "evidence"},
    "thread": {"thread_members", "thread_statuses"},
}


def test_it_is_said_which_tables_are_parts_of_what() -> None:
    """A new table that goes with an entry must be put here, and be read back with its content."""
    assert {kind.name: parts(kind.name) for kind in KINDS if parts(kind.name)} == PARTS


def test_no_table_that_points_to_an_entry_is_forgotten() -> None:
    entries = {table_of(kind.table) for kind in KINDS}
    nobodys = {
        table.name
        for table in metadata.tables.values()
        if any(key.referred_table in entries for key in table.foreign_key_constraints)
        and not owners(table)
    }
    assert nobodys <= APART
    assert set(metadata.tables) >= APART


def of(db: Session, entry: str, key: str) -> list[tuple[str, str]]:
    """What refers to the entry of this name."""
    row_id = find_id(db, entry, key)
    assert row_id is not None
    return refers(db, entry, row_id)


def test_whoever_refers_is_named(db: Session) -> None:
    make.make_item(db, A, topics=["voting/queues"], addressees=["ministry"])
    make.make_standard(db, "charter/1")
    answer = make.make_response(
        db,
        [A, "AA-2010-PARL-2"],
        key="answer",
        standards=[{"standard": "charter/1", "purpose": "basis"}],
    )
    make.make_assessment(db, A, key="assessment")
    make.make_link(db, A, B)
    make.make_thread(db, [A, B], "thread", topic="voting/queues")
    make.make_undertaking(db, A, key="undertaking", answer=answer.key)
    make.make_statement(db, key="statement")
    assert of(db, "item", A) == [
        ("answer", "answer"),
        ("undertaking", "undertaking"),
        ("assessment", "assessment"),
        ("link", f"{A} {B}"),
        ("thread", "thread"),
    ]
    assert of(db, "answer", "answer") == [("undertaking", "undertaking")]
    assert of(db, "provision", "charter/1") == [("answer", "answer")]
    assert of(db, "instrument", "charter") == [("provision", "charter/1")]
    assert of(db, "topic", "voting") == [("topic", "voting/queues")]
    assert of(db, "topic", "voting/queues") == [("item", A), ("thread", "thread")]
    assert of(db, "organisation", "ministry") == [("item", A)]
    assert of(db, "document", "aa-2010-parl-comments") == [
        ("answer", "answer"),
        ("undertaking", "undertaking"),
    ]
    assert ("statement", "statement") in of(db, "document", "aa-2010-parl-final-report")
    for entry, key in (("thread", "thread"), ("link", f"{A} {B}"), ("assessment", "assessment")):
        assert of(db, entry, key) == []


def test_a_lead_in_is_held_by_its_items_and_an_entry_not_by_itself(db: Session) -> None:
    make.make_item(db, A, container=True)
    make.make_item(db, f"{A}A", parent="1")
    assert of(db, "item", A) == [("item", f"{A}A")]
    assert of(db, "item", f"{A}A") == []


def test_an_import_lets_its_document_go(db: Session) -> None:
    document = make.make_document(db)
    country = db.execute(sa.select(col(Country.id))).scalar_one()
    row = Import(
        kind=ImportKind.REPORT,
        name="report.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        size=1,
        options={},
        document_id=document.id,
        changed_at=clock.now(),
    )
    db.add(row)
    db.flush()
    assert refers(db, "document", document.id) == []
    release(db, "document", document.id)
    db.execute(sa.delete(Document).where(col(Document.id) == document.id))
    db.refresh(row)
    assert row.document_id is None
    assert ("election", "AA-2010-PARL") in refers(db, "country", country)


@pytest.mark.parametrize("entry", [kind.name for kind in KINDS])
def test_what_nobody_refers_to_can_be_deleted_and_nothing_else(
    seeded: Database, entry: str
) -> None:
    """The database is asked: it refuses to delete a row exactly where an entry refers to it."""
    table = KIND[entry].table
    with seeded.write() as db:
        ids = list(db.execute(sa.select(col(table.id)).order_by(col(table.id))).scalars())
        for row_id in ids[:: max(1, len(ids) // 5)]:
            savepoint = db.begin_nested()
            release(db, entry, row_id)
            try:
                db.execute(sa.delete(table).where(col(table.id) == row_id))
                deleted = True
            except sa.exc.IntegrityError:
                deleted = False
            savepoint.rollback()
            assert deleted == (refers(db, entry, row_id) == [])
