"""Read back what stands in documents: items, answers, undertakings, statements, assessments."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.assessments.models import Assessment, Assessor, Evidence
from app.documents.models import Document
from app.entries.reading.rows import (
    Content,
    column_of,
    fields,
    named_by,
    parts_of,
    passages_of,
    read_citations,
    read_places,
    rows_of,
)
from app.organisations.models import Organisation
from app.recommendations.models import ItemAddressee, ItemProposer, ItemTopic, Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.statements.models import Statement, StatementFigure
from app.topics.models import Topic
from app.undertakings.models import Undertaking, UndertakingFinding


def read_items(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """9 statements."""
    rows = rows_of(db, Recommendation, "id", ids)
    slugs = column_of(
        db, Document, "slug", (i for row in rows for i in (row.document_id, row.quoted_by_id))
    )
    numbers = column_of(db, Recommendation, "number", (row.parent_id for row in rows))
    topics = named_by(db, ItemTopic, Topic, "topic_id", "item_id", ids)
    addressees = named_by(db, ItemAddressee, Organisation, "organisation_id", "item_id", ids)
    proposers = named_by(db, ItemProposer, Organisation, "organisation_id", "item_id", ids)
    places = read_places(db, "item_id", {row.id: row.document_id for row in rows})
    citations = read_citations(db, "item_id", ids)
    return {
        row.id: {
            "document": slugs[row.document_id],
            **fields(row, "number", "number_as_printed", "kind", "container"),
            "parent": numbers[row.parent_id],
            **fields(row, "heading", "priority", "summary", "official_text", "quoted_text"),
            "quoted_by": slugs[row.quoted_by_id],
            "topics": topics[row.id],
            "addressees": addressees[row.id],
            "proposers": proposers[row.id],
            "places": places[row.id],
            "standards": citations[row.id],
            "only_kind": row.only_kind,
            "digest": row.text_digest,
            "note": row.note,
        }
        for row in rows
    }


def read_answers(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """9 statements."""
    rows = rows_of(db, Response, "id", ids)
    slugs = column_of(db, Document, "slug", (row.document_id for row in rows))
    organisations = column_of(
        db, Organisation, "slug", (i for row in rows for i in (row.responder_id, row.informant_id))
    )
    answered = parts_of(db, ResponseItem, "response_id", ids)
    refs = column_of(
        db, Recommendation, "ref", (part.item_id for group in answered.values() for part in group)
    )
    reasons = parts_of(db, ResponseReason, "response_id", ids)
    places = read_places(db, "response_id", {row.id: row.document_id for row in rows})
    citations = read_citations(db, "response_id", ids)
    return {
        row.id: {
            "document": slugs[row.document_id],
            "key": row.key,
            "answers": [
                {"item": refs[part.item_id], "part": part.part} for part in answered[row.id]
            ],
            "responder": organisations[row.responder_id],
            "on_information_from": organisations[row.informant_id],
            **fields(row, "position", "reported", "ground", "scope", "stated_as"),
            "reasons": [part.reason.value for part in reasons[row.id]],
            **fields(row, "summary", "standpoint"),
            "places": places[row.id],
            "standards": citations[row.id],
            "digest": row.text_digest,
            "note": row.note,
        }
        for row in rows
    }


def read_undertakings(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """9 statements."""
    rows = rows_of(db, Undertaking, "id", ids)
    own = {row.id: row.document_id for row in rows}
    slugs = column_of(db, Document, "slug", own.values())
    refs = column_of(db, Recommendation, "ref", (row.item_id for row in rows))
    answers = column_of(db, Response, "key", (row.response_id for row in rows))
    responders = column_of(db, Organisation, "slug", (row.responder_id for row in rows))
    places = read_places(db, "undertaking_id", own)
    found = passages_of(db, UndertakingFinding, "undertaking_id", own, "state", "note", "read_by")
    return {
        row.id: {
            "document": slugs[row.document_id],
            "key": row.key,
            "item": refs[row.item_id],
            "answer": answers[row.response_id],
            "by": responders[row.responder_id],
            **fields(row, "summary", "due_on"),
            "places": places[row.id],
            "found": found[row.id],
            "note": row.note,
        }
        for row in rows
    }


def read_statements(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """6 statements."""
    rows = rows_of(db, Statement, "id", ids)
    own = {row.id: row.document_id for row in rows}
    slugs = column_of(db, Document, "slug", own.values())
    speakers = column_of(db, Organisation, "slug", (row.by_id for row in rows))
    places = read_places(db, "statement_id", own)
    figures = parts_of(db, StatementFigure, "statement_id", ids)
    return {
        row.id: {
            "document": slugs[row.document_id],
            "key": row.key,
            "by": speakers[row.by_id],
            **fields(row, "summary", "verifiable", "note"),
            "places": places[row.id],
            "figures": [
                fields(part, "label", "value", "of", "stated_percent", "parts")
                for part in figures[row.id]
            ],
        }
        for row in rows
    }


def read_assessments(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """6 statements. The date is always said: a document's own may change later."""
    rows = rows_of(db, Assessment, "id", ids)
    own = {row.id: row.document_id for row in rows}
    slugs = column_of(db, Document, "slug", own.values())
    refs = column_of(db, Recommendation, "ref", (row.item_id for row in rows))
    assessors = named_by(db, Assessor, Organisation, "organisation_id", "assessment_id", ids)
    evidence = passages_of(db, Evidence, "assessment_id", own, "note", "direction")
    return {
        row.id: {
            "document": slugs[row.document_id],
            "key": row.key,
            "item": refs[row.item_id],
            "assessors": assessors[row.id],
            "on": row.assessed_on,
            **fields(row, "level", "basis", "read_by", "scope", "note"),
            "evidence": evidence[row.id],
        }
        for row in rows
    }
