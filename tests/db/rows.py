"""Insert rows past services and column types: what the database alone accepts."""

import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.documents.models import DocumentFile, DocumentPage, Passage
from app.imports.models import Draft, Import
from app.recommendations.models import ItemProposer, Recommendation
from app.search import service as search
from app.statuses import service as statuses
from app.vocabulary.lists import ImportKind, PageBasis, PlaceRole
from tests import factories as make
from tests.db import desk_rows

Row = dict[str, Any]


def insert(db: Session, table: str, row: Row) -> None:
    """Insert raw values; lists and objects go in as JSON text."""
    values = {
        name: json.dumps(value) if isinstance(value, list | dict) else value
        for name, value in row.items()
    }
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in values]
    db.execute(sa.insert(sa.table(table, *columns)).values(values))


def read(db: Session, table: str, condition: str = "1 = 1") -> Row:
    """Return the first row that meets the condition, without its id and the index made of it."""
    found = db.execute(sa.text(f"SELECT * FROM {table} WHERE {condition} ORDER BY id LIMIT 1"))
    row = dict(found.mappings().one())
    return {name: value for name, value in row.items() if name not in ("id", "search_fts")}


@dataclass
class World:
    """One row of each kind; `valid` holds for each table a row that the database would accept."""

    item: Recommendation
    lettered: Recommendation
    container: Recommendation
    concern: Recommendation
    welcomed: Recommendation
    later: Recommendation
    later_concern: Recommendation
    later_welcomed: Recommendation
    earlier: Recommendation
    foreign: Recommendation
    valid: dict[str, Row] = field(default_factory=dict)


def make_world(db: Session) -> World:
    """Make the rows through the services."""
    world = World(
        item=make.make_item(db, "AA-2010-PARL-1", topics=["voting/ballots"]),
        container=make.make_item(db, "AA-2010-PARL-2", container=True),
        lettered=make.make_item(db, "AA-2010-PARL-2A", parent="2"),
        concern=make.make_item(db, "AA-2010-PARL-C1"),
        welcomed=make.make_item(db, "AA-2010-PARL-W1"),
        later=make.make_item(db, "AA-2014-PARL-1"),
        later_concern=make.make_item(db, "AA-2014-PARL-C1"),
        later_welcomed=make.make_item(db, "AA-2014-PARL-W1"),
        earlier=make.make_item(db, "AA-2005-PRES-1"),
        foreign=make.make_item(db, "BB-2014-PARL-1", document="bb-report"),
    )
    make.make_standard(db, "charter/1")
    make.make_standard(db, "charter/2")
    citation = {"standard": "charter/1", "purpose": "basis"}
    make.make_response(
        db,
        ["AA-2010-PARL-1", "AA-2010-PARL-C1"],
        standards=[citation],
        reasons=["unclear"],
        reported="implemented",
        ground="done_since",
    )
    make.make_assessment(db, "AA-2010-PARL-1")
    make.make_link(db, "AA-2010-PARL-1", "AA-2014-PARL-C1")
    make.make_thread(db, ["AA-2010-PARL-1"], "one")
    make.make_thread(db, ["AA-2014-PARL-C1"], "two")
    finding = {"state": "kept", "note": "Done.", **make.PASSAGE}
    make.make_undertaking(db, "AA-2010-PARL-1", found=[finding])
    make.make_statement(db)
    observers = _id(db, "organisations", "slug = 'observers'")
    db.add(ItemProposer(item_id=world.lettered.id, organisation_id=observers, ordinal=0))
    _make_text(db, world)
    desk_rows.make_desk(db)
    statuses.refresh(db)
    search.renew(db)

    fresh: dict[str, Row] = {
        "countries": {"code": "CC"},
        "elections": {"code": "AA-2012-PRES"},
        "organisations": {"slug": "fresh"},
        "topics": {"slug": "fresh"},
        "instruments": {"slug": "fresh"},
        "standards": {"slug": "charter/9"},
        "documents": {"slug": "fresh"},
        "document_issuers": {"organisation_id": _id(db, "organisations", "slug = 'commission'")},
        "recommendations": {
            "ref": "AA-2010-PARL-9",
            "number": "9",
            "sort_key": "9",
            "ordinal": 9,
        },
        "item_topics": {"topic_id": _id(db, "topics", "slug = 'voting'")},
        "places": {"main": False},
        "responses": {"key": "fresh"},
        "response_items": {"item_id": world.lettered.id},
        "response_reasons": {"reason": "impracticable"},
        "citations": {"standard_id": _id(db, "standards", "slug = 'charter/2'")},
        "assessments": {"key": "fresh"},
        "assessors": {"organisation_id": _id(db, "organisations", "slug = 'commission'")},
        "evidence": {},
        "links": {"later_id": world.later.id, "later_kind": "recommendation"},
        "threads": {"slug": "fresh"},
        "thread_members": {"item_id": world.lettered.id},
        "undertakings": {"key": "fresh"},
        "undertaking_findings": {},
        "statements": {"key": "fresh"},
        "statement_figures": {"label": "fresh"},
        "search_entries": {"owner_id": 9999},
        "search_words": {"word": "fresh"},
        "item_statuses": {"since": "1999-01-01", "until": "1999-01-02"},
        "thread_statuses": {"since": "1999-01-01", "until": "1999-01-02"},
        "document_pages": {"number": 9},
        "passages": {"start": 9, "stop": 12},
        "imports": {},
        "drafts": {"ordinal": 9},
        **desk_rows.FRESH,
    }
    world.valid = {table: read(db, table) | changes for table, changes in fresh.items()}
    world.valid["seed_records"] = {
        "entry": "topic",
        "key": "fresh",
        "digest": "0",
        "row_id": 1,
        "row_version": 1,
        "adopted": False,
        "loaded_at": "2020-01-01 00:00:00",
    }
    world.valid["item_addressees"] = {
        "item_id": world.item.id,
        "organisation_id": _id(db, "organisations", "slug = 'commission'"),
        "ordinal": 0,
    }
    world.valid["item_proposers"] = dict(world.valid["item_addressees"])
    world.valid["document_files"] = {
        "document_id": _id(db, "documents", "slug = 'bb-report'"),
        "sha256": "b" * 64,
        "name": "report.pdf",
        "media_type": "application/pdf",
        "size": 1,
        "reader": "pdf",
        "public": False,
        "attached_at": "2020-01-01 00:00:00",
    }
    world.valid["instrument_bindings"] = {
        "instrument_id": _id(db, "instruments", "slug = 'charter'"),
        "country_id": world.item.country_id,
        "binds_from": "2000",
    }
    return world


def _make_text(db: Session, world: World) -> None:
    """A document's text, a passage in it, and the import that brought them."""
    document = world.item.document_id
    db.add(
        DocumentFile(
            document_id=document,
            sha256="a" * 64,
            name="report.txt",
            media_type="text/plain",
            size=1,
            reader="text",
        )
    )
    piece = {"kind": "paragraph", "text": "Ballots should be simpler."}
    db.add(DocumentPage(document_id=document, number=1, basis=PageBasis.PRINTED, pieces=[piece]))
    db.flush()
    db.add(
        Passage(
            document_id=document,
            page=1,
            piece=0,
            start=0,
            stop=7,
            item_id=world.item.id,
            role=PlaceRole.LIST,
            ordinal=0,
        )
    )
    source = Import(
        kind=ImportKind.REPORT,
        name="report.txt",
        sha256="a" * 64,
        media_type="text/plain",
        size=1,
        options={"election": "AA-2010-PARL"},
        document_id=document,
        changed_at=clock.now(),
    )
    db.add(source)
    db.flush()
    db.add(Draft(import_id=source.id, ordinal=0, entry="item", key="1", content={"number": "1"}))
    db.flush()


def _id(db: Session, table: str, condition: str) -> int:
    return int(db.execute(sa.text(f"SELECT id FROM {table} WHERE {condition}")).scalar_one())
