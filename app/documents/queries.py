"""Reads of documents and of what stands on their pages."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session
from sqlmodel import col

from app.assessments.models import Assessment, Evidence
from app.core.bytewise import bytewise
from app.core.dates import FOREVER
from app.core.keyset import SortColumn
from app.documents.models import Document, DocumentFile, DocumentIssuer, Place
from app.documents.parts import counts_by, has_text
from app.documents.records import (
    DocumentRecord,
    FileRecord,
    PageEvidenceRecord,
    PageFindingRecord,
    PageRecord,
    PassageRecord,
)
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.statements.models import Statement
from app.undertakings.models import Undertaking, UndertakingFinding
from app.vocabulary.lists import DocumentKind, ItemKind
from app.web.api import Envelope
from app.web.lists import among, check_known, missing, read_page
from app.web.queries import PagedQuery


class DocumentQuery(PagedQuery):
    """The query of the list of documents; each filter may be repeated."""

    country: list[str] = Field(default=[], description="Country codes.")
    election: list[str] = Field(default=[], description="Election codes.")
    issuer: list[str] = Field(default=[], description="Organisation slugs.")
    kind: list[DocumentKind] = []
    held: list[Literal["true", "false"]] = Field(
        default=[], description="Whether we have its text, or only know of it."
    )


_KNOWN = {
    "country": col(Country.code),
    "election": col(Election.code),
    "issuer": col(Organisation.slug),
}
_COUNTED_FROM = sa.func.coalesce(col(Document.published_by), sa.literal(FOREVER, sa.Date))
_ORDER = [SortColumn(_COUNTED_FROM), SortColumn(bytewise(col(Document.slug)))]


def list_documents(
    db: Session, day: date, country: str | None = None, election: str | None = None
) -> list[DocumentRecord]:
    """Return all documents that count by the day, oldest first, those without a date last.

    4 statements, any number of documents.
    """
    statement = _rows(day).order_by(*(column.expression for column in _ORDER))
    if country is not None:
        statement = statement.where(col(Country.code) == country)
    if election is not None:
        statement = statement.where(col(Election.code) == election)
    return _records(db, db.execute(statement).all())


def get_document(db: Session, slug: str, day: date) -> DocumentRecord:
    """Return the document. 4 statements.

    Raises `NotFoundError` with the nearest slugs when there is none or it counts from a later day.
    """
    rows = db.execute(_rows(day).where(col(Document.slug) == slug)).all()
    if not rows:
        raise missing(db, col(Document.slug), slug, "document", day)
    return _records(db, rows)[0]


def page_documents(db: Session, query: DocumentQuery) -> Envelope[DocumentRecord]:
    """Return a page of documents, oldest first, those without a date last. 5 statements.

    Raises `ParameterError` when a value names nothing that exists or the cursor cannot be used.
    """
    check_known(db, query, _KNOWN)
    chosen = among(
        (col(Country.code), query.country),
        (col(Election.code), query.election),
        (col(Document.kind), query.kind),
        (col(Document.held), [value == "true" for value in query.held]),
    )
    statement = _rows(query.day).where(*chosen)
    if query.issuer:
        issued = (
            sa.select(col(DocumentIssuer.document_id))
            .join(Organisation, col(Organisation.id) == col(DocumentIssuer.organisation_id))
            .where(col(Organisation.slug).in_(query.issuer))
        )
        statement = statement.where(col(Document.id).in_(issued))
    rows, following, total = read_page(db, statement, query, _ORDER)
    return Envelope(_records(db, rows), following, total)


def _rows(day: date) -> sa.Select[Any]:
    return (
        sa.select(Document)
        .add_columns(
            col(Country.code).label("country"),
            col(Election.code).label("election"),
            DocumentFile,
            has_text().label("text_held"),
        )
        .join(Country, col(Country.id) == col(Document.country_id))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
        .outerjoin(DocumentFile, col(DocumentFile.document_id) == col(Document.id))
        .where(counts_by(day))
    )


def _records(db: Session, rows: Sequence[Any]) -> list[DocumentRecord]:
    """Return the rows as records, in their order. 3 statements, any number of rows."""
    ids = [row.Document.id for row in rows]
    if not ids:
        return []
    issuers = _issuers(db, ids)
    items = _items(db, ids)
    answers = _answers(db, ids)
    found = []
    for row in rows:
        document = row.Document
        found.append(
            DocumentRecord(
                slug=document.slug,
                country=row.country,
                election=row.election,
                kind=document.kind,
                title=document.title,
                issuers=issuers[document.id],
                published_on=document.published_on,
                date_basis=document.date_basis,
                date_note=document.date_note,
                language=document.language,
                pages=document.pages,
                pages_basis=document.pages_basis,
                source_url=document.url,
                held=document.held,
                text_held=row.text_held,
                file=_file(document.slug, row.DocumentFile),
                reiterates_earlier=document.reiterates_earlier,
                reiterates_place=PassageRecord(
                    document.slug,
                    document.reiterates_page,
                    document.reiterates_page_basis,
                    document.reiterates_section,
                )
                if document.reiterates_section
                else None,
                note=document.note,
                recommendations=items[document.id][ItemKind.RECOMMENDATION],
                concerns=items[document.id][ItemKind.CONCERN],
                welcomed=items[document.id][ItemKind.WELCOMED],
                answers=answers.get(document.id, 0),
                url=f"/documents/{document.slug}",
            )
        )
    return found


def _file(slug: str, file: DocumentFile | None) -> FileRecord | None:
    if file is None:
        return None
    return FileRecord(
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        public=file.public,
        url=f"/documents/{slug}/file" if file.public else None,
    )


def _issuers(db: Session, ids: Collection[int]) -> dict[int, list[str]]:
    rows = db.execute(
        sa.select(col(DocumentIssuer.document_id), col(Organisation.slug))
        .join(Organisation, col(Organisation.id) == col(DocumentIssuer.organisation_id))
        .where(col(DocumentIssuer.document_id).in_(ids))
        .order_by(col(DocumentIssuer.document_id), col(DocumentIssuer.ordinal))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for document_id, slug in rows:
        found[document_id].append(slug)
    return found


def _items(db: Session, ids: Collection[int]) -> dict[int, Counter[str]]:
    """The items of each document by kind, lead-ins left out."""
    rows = db.execute(
        sa.select(col(Recommendation.document_id), col(Recommendation.kind), sa.func.count())
        .where(col(Recommendation.document_id).in_(ids), col(Recommendation.container).is_(False))
        .group_by(col(Recommendation.document_id), col(Recommendation.kind))
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for document_id, kind, number in rows:
        found[document_id][kind] = number
    return found


def _answers(db: Session, ids: Collection[int]) -> dict[int, int]:
    rows = db.execute(
        sa.select(col(Response.document_id), sa.func.count())
        .where(col(Response.document_id).in_(ids))
        .group_by(col(Response.document_id))
    )
    return {row[0]: row[1] for row in rows}


def list_page(db: Session, slug: str, page: int | None, day: date) -> PageRecord:
    """Return what stands on a page of a document; `None` is what has no page. 7 statements.

    Raises `NotFoundError` with the nearest slugs when there is no such document by the day.
    """
    document_id = db.execute(
        sa.select(col(Document.id)).where(col(Document.slug) == slug, counts_by(day))
    ).scalar_one_or_none()
    if document_id is None:
        raise missing(db, col(Document.slug), slug, "document", day)
    on_page = _OnPage(document_id, page, day)
    sort_key = col(Recommendation.sort_key)
    return PageRecord(
        document=slug,
        page=page,
        refs=_owners(db, on_page, col(Recommendation.ref), col(Place.item_id), sort_key),
        responses=_owners(db, on_page, col(Response.id), col(Place.response_id)),
        undertakings=_owners(db, on_page, col(Undertaking.id), col(Place.undertaking_id)),
        statements=_owners(db, on_page, col(Statement.id), col(Place.statement_id)),
        evidence=_evidence(db, on_page),
        findings=_findings(db, on_page),
    )


@dataclass(frozen=True)
class _OnPage:
    """A page of a document, on a day."""

    document_id: int
    page: int | None
    day: date

    def of(self, table: Any) -> sa.ColumnElement[bool]:
        """The row of a table with `document_id` and `page` stands on the page."""
        return sa.and_(
            col(table.document_id) == self.document_id,
            col(table.page).is_(None) if self.page is None else col(table.page) == self.page,
        )


def _owners(
    db: Session, on_page: _OnPage, value: Any, pointer: Any, order: Any = None
) -> list[Any]:
    """A value of those with a place on the page, by `order`, else by the value."""
    owner = value.class_
    statement = (
        sa.select(value)
        .join(Document, col(Document.id) == col(owner.document_id))
        .where(
            col(owner.id).in_(sa.select(pointer).where(on_page.of(Place), pointer.is_not(None))),
            counts_by(on_page.day),
        )
        .order_by(value if order is None else order)
    )
    return list(db.execute(statement).scalars())


def _evidence(db: Session, on_page: _OnPage) -> list[PageEvidenceRecord]:
    rows = db.execute(
        sa.select(Evidence)
        .add_columns(col(Recommendation.ref).label("ref"))
        .join(Assessment, col(Assessment.id) == col(Evidence.assessment_id))
        .join(Recommendation, col(Recommendation.id) == col(Assessment.item_id))
        .join(Document, col(Document.id) == col(Assessment.document_id))
        .where(
            on_page.of(Evidence),
            counts_by(on_page.day),
            col(Assessment.assessed_by) <= on_page.day,
        )
        .order_by(col(Evidence.assessment_id), col(Evidence.ordinal))
    )
    return [
        PageEvidenceRecord(
            assessment=row.Evidence.assessment_id,
            ref=row.ref,
            section=row.Evidence.section,
            note=row.Evidence.note,
            direction=row.Evidence.direction,
        )
        for row in rows
    ]


def _findings(db: Session, on_page: _OnPage) -> list[PageFindingRecord]:
    rows = db.execute(
        sa.select(UndertakingFinding)
        .join(Undertaking, col(Undertaking.id) == col(UndertakingFinding.undertaking_id))
        .join(Document, col(Document.id) == col(Undertaking.document_id))
        .where(on_page.of(UndertakingFinding), counts_by(on_page.day))
        .order_by(col(UndertakingFinding.undertaking_id), col(UndertakingFinding.ordinal))
    )
    return [
        PageFindingRecord(
            undertaking=finding.undertaking_id,
            state=finding.state,
            section=finding.section,
            note=finding.note,
        )
        for finding in rows.scalars()
    ]
