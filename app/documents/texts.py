"""Reads of the text of documents: pages, headings, and what stands where in them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.documents.models import Document, DocumentPage, Passage
from app.documents.parts import counts_by
from app.documents.records import HeadingRecord, SpanRecord, TextPageRecord
from app.reading.model import PieceKind
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.vocabulary.lists import PlaceRole


def list_numbers(db: Session, slug: str) -> list[int]:
    """Return the numbers of the pages of a document's text, in order. 1 statement."""
    rows = db.execute(
        sa.select(col(DocumentPage.number))
        .join(Document, col(Document.id) == col(DocumentPage.document_id))
        .where(col(Document.slug) == slug)
        .order_by(col(DocumentPage.number))
    )
    return list(rows.scalars())


def find_sheet(db: Session, slug: str, number: int) -> int | None:
    """Return the place of a page in the document's file, if it is known. 1 statement."""
    statement = (
        sa.select(col(DocumentPage.sheet))
        .join(Document, col(Document.id) == col(DocumentPage.document_id))
        .where(col(Document.slug) == slug, col(DocumentPage.number) == number)
    )
    return db.execute(statement).scalar_one_or_none()


def list_pages(db: Session, slug: str, numbers: Sequence[int]) -> list[TextPageRecord]:
    """Return the pages with numbers from the first to the last of those given. 1 statement."""
    if not numbers:
        return []
    rows = db.execute(
        sa.select(DocumentPage)
        .join(Document, col(Document.id) == col(DocumentPage.document_id))
        .where(
            col(Document.slug) == slug, col(DocumentPage.number).between(numbers[0], numbers[-1])
        )
        .order_by(col(DocumentPage.number))
    )
    return [
        TextPageRecord(
            number=page.number,
            basis=page.basis,
            label=page.label,
            width=page.width,
            height=page.height,
            pieces=page.pieces,
        )
        for page in rows.scalars()
    ]


def list_headings(db: Session, slug: str) -> list[HeadingRecord]:
    """Return the headings of a document's text, in order. 1 statement."""
    rows = db.execute(
        sa.select(col(DocumentPage.number), col(DocumentPage.pieces))
        .join(Document, col(Document.id) == col(DocumentPage.document_id))
        .where(col(Document.slug) == slug)
        .order_by(col(DocumentPage.number))
    )
    return [
        HeadingRecord(number, place, piece.get("level") or 1, piece["text"])
        for number, pieces in rows
        for place, piece in enumerate(pieces)
        if piece["kind"] == PieceKind.HEADING and not piece.get("continued")
    ]


def list_spans(db: Session, slug: str, first: int, last: int, day: date) -> list[SpanRecord]:
    """Return where items and answers known by the day stand on the pages from `first` to `last`.

    They come page by page and piece by piece. Up to 3 statements, any number of pages.
    """
    passages = (
        sa.select(Passage)
        .join(Document, col(Document.id) == col(Passage.document_id))
        .where(col(Document.slug) == slug, col(Passage.page).between(first, last))
    )
    order = [col(getattr(Passage, name)) for name in ("page", "piece", "start", "stop", "id")]
    items = db.execute(
        passages.add_columns(
            col(Recommendation.ref), col(Recommendation.number), col(Recommendation.kind)
        )
        .join(Recommendation, col(Recommendation.id) == col(Passage.item_id))
        .where(_known(Recommendation, day))
        .order_by(*order)
    ).all()
    answers = (
        db.execute(
            passages.join(Response, col(Response.id) == col(Passage.response_id))
            .where(_known(Response, day))
            .order_by(*order)
        )
        .scalars()
        .all()
    )
    answered = _answered(db, {passage.response_id for passage in answers if passage.response_id})
    found = [
        *(
            replace(_span(slug, passage, ref), ref=ref, number=number, kind=kind)
            for passage, ref, number, kind in items
        ),
        *(
            replace(
                _span(slug, passage, f"answer-{passage.response_id}"),
                response=passage.response_id,
                answers=answered[passage.response_id or 0],
            )
            for passage in answers
        ),
    ]
    return sorted(found, key=lambda span: (span.page, span.piece, span.start, -span.stop))


def list_elsewhere(
    db: Session, slug: str, refs: Sequence[str], ids: Collection[int]
) -> dict[str, str]:
    """Return the address of the first passage of each item and answer that has one. 2 statements.

    They are keyed by what the passage is called in it.
    """
    first = sa.func.min(col(Passage.page)).label("page")
    items: Any = sa.select(col(Recommendation.ref).label("key"), first).join(
        Passage, col(Passage.item_id) == col(Recommendation.id)
    )
    answers: Any = sa.select(col(Passage.response_id).label("key"), first)
    wanted: list[tuple[str, Any]] = [
        ("{}", items.where(col(Recommendation.ref).in_(refs))),
        ("answer-{}", answers.where(col(Passage.response_id).in_(ids))),
    ]
    found = {}
    for form, statement in wanted:
        here = statement.join(Document, col(Document.id) == col(Passage.document_id))
        for row in db.execute(here.where(col(Document.slug) == slug).group_by("key")):
            found[form.format(row.key)] = row.page
    return {anchor: f"/documents/{slug}/pages/{page}#{anchor}" for anchor, page in found.items()}


def list_printed(db: Session, slug: str, refs: Sequence[str]) -> dict[str, str]:
    """Return the words that a document's text has of each item in its list. 1 statement."""
    rows = db.execute(
        sa.select(
            col(Recommendation.ref),
            col(Passage.piece),
            col(Passage.start),
            col(Passage.stop),
            col(DocumentPage.pieces),
        )
        .join(Passage, col(Passage.item_id) == col(Recommendation.id))
        .join(Document, col(Document.id) == col(Passage.document_id))
        .join(
            DocumentPage,
            (col(DocumentPage.document_id) == col(Passage.document_id))
            & (col(DocumentPage.number) == col(Passage.page)),
        )
        .where(
            col(Document.slug) == slug,
            col(Recommendation.ref).in_(refs),
            col(Passage.role) == PlaceRole.LIST,
        )
        .order_by(col(Passage.page), col(Passage.piece), col(Passage.start))
    )
    words: dict[str, list[str]] = defaultdict(list)
    for ref, piece, start, stop, pieces in rows:
        words[ref].append(pieces[piece]["text"][start:stop])
    return {ref: " ".join(parts) for ref, parts in words.items()}


def _span(slug: str, passage: Passage, anchor: str) -> SpanRecord:
    """A passage of which its owner is not said yet."""
    return SpanRecord(
        page=passage.page,
        piece=passage.piece,
        start=passage.start,
        stop=passage.stop,
        role=passage.role,
        ordinal=passage.ordinal,
        ref=None,
        number=None,
        kind=None,
        response=None,
        answers=[],
        url=f"/documents/{slug}/pages/{passage.page}#{anchor}",
    )


def _known(owner: type[Recommendation] | type[Response], day: date) -> sa.ColumnElement[bool]:
    """The document that the owner is from counts by the day."""
    source = aliased(Document)
    return sa.exists().where(col(source.id) == col(owner.document_id), counts_by(day, source))


def _answered(db: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """The references of the items that each answer is about, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    if not ids:
        return found
    rows = db.execute(
        sa.select(col(ResponseItem.response_id), col(Recommendation.ref))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .where(col(ResponseItem.response_id).in_(ids))
        .order_by(col(ResponseItem.response_id), col(ResponseItem.ordinal))
    )
    for response_id, ref in rows:
        if ref not in found[response_id]:
            found[response_id].append(ref)
    return found
