"""Writes of documents and places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.dates import latest_day
from app.core.records import chunks, find, get_id, put, replace_parts, table_of
from app.documents.inputs import DocumentInput, PlaceInput
from app.documents.models import (
    Document,
    DocumentFile,
    DocumentIssuer,
    DocumentPage,
    Passage,
    Place,
)
from app.elections.models import Country, Election
from app.errors import RuleError
from app.organisations.models import Organisation
from app.reading.model import Span, Text
from app.recommendations.models import Recommendation
from app.vocabulary.lists import PlaceRole


@dataclass(frozen=True)
class Original:
    """The file that a document was read from, as it is kept; `size` in bytes."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class PresentText:
    """The text that a document holds: how many pages, and passages of items and answers in them."""

    pages: int
    passages: int


@dataclass(frozen=True)
class Marked:
    """Where an item or an answer stands in a text: one of the two ids, and spans of the text."""

    spans: Sequence[Span]
    role: PlaceRole
    item_id: int | None = None
    response_id: int | None = None


def save_document(db: Session, given: DocumentInput) -> Document:
    """Add or change a document and its issuers; flushes.

    Raises `RuleError` when the election or an issuer is not known, when the country is not the
    election's, or when a document with items would lose its election or its date.
    """
    election = find(db, Election, code=given.election) if given.election else None
    if given.election and election is None:
        raise RuleError(f"no election “{given.election}”", "election")
    if election:
        country = election.country_id
        if given.country and get_id(db, Country, "country", code=given.country) != country:
            raise RuleError(f"{given.election} is of another country", "country")
    else:
        country = get_id(db, Country, "country", code=given.country or "")
    _keep_items_valid(db, given, election)
    passage = given.reiterates_place
    row = put(
        db,
        Document,
        {"slug": given.slug},
        {
            "election_id": election.id if election else None,
            "country_id": country,
            "kind": given.kind,
            "title": given.title,
            "published_on": given.published_on,
            "published_by": latest_day(given.published_on) if given.published_on else None,
            "date_basis": given.date_basis,
            "date_note": given.date_note,
            "language": given.language,
            "pages": given.pages,
            "pages_basis": given.pages_basis,
            "url": given.url,
            "held": given.held,
            "reiterates_earlier": given.reiterates_earlier,
            "reiterates_page": passage.page if passage else None,
            "reiterates_page_basis": passage.page_basis if passage else None,
            "reiterates_section": passage.section if passage else None,
            "note": given.note,
        },
    )
    issuers = [
        DocumentIssuer(
            document_id=row.id,
            organisation_id=get_id(db, Organisation, f"issuers.{index}", slug=slug),
            ordinal=index,
        )
        for index, slug in enumerate(given.issuers)
    ]
    replace_parts(db, DocumentIssuer, {"document_id": row.id}, issuers)
    return row


def _keep_items_valid(db: Session, given: DocumentInput, election: Election | None) -> None:
    """A document with items keeps its election and a date, since their status rests on both."""
    row = find(db, Document, slug=given.slug)
    if row is None:
        return
    own = sa.exists().where(col(Recommendation.document_id) == row.id)
    shown = sa.exists().where(col(Place.document_id) == row.id, col(Place.item_id).is_not(None))
    if not db.execute(sa.select(own | shown)).scalar_one():
        return
    if row.election_id != (election.id if election else None):
        raise RuleError("it has items: its election cannot be changed", "election")
    if row.published_on and not given.published_on:
        raise RuleError("it has items: it needs a date, at least its year", "published_on")


def places(
    db: Session, given: list[PlaceInput], owner: dict[str, int], document: str
) -> list[Place]:
    """Return the place rows of an owner; the first is the main one. Reads only."""
    return [Place(**values) for values in place_values(db, given, owner, document)]


def place_values(
    db: Session, given: list[PlaceInput], owner: dict[str, int], document: str
) -> list[dict[str, Any]]:
    """Return the columns of the place rows of an owner; the first is the main one. Reads only."""
    return [
        {
            **owner,
            "document_id": get_id(
                db, Document, f"places.{index}.document", slug=place.document or document
            ),
            "page": place.page,
            "page_basis": place.page_basis,
            "section": place.section,
            "role": place.role,
            "main": index == 0,
            "ordinal": index,
        }
        for index, place in enumerate(given)
    ]


def attach_text(
    db: Session, document_id: int, text: Text, file: Original, passages: Iterable[Marked]
) -> bool:
    """Attach a document's text, the file it was read from, and what stands where in it; flushes.

    Text that is attached already is replaced, and with it all passages, unless it is the same:
    then passages of other items and answers stay. Whether the same file may be shown stays as it
    was; another one is not shown. Returns whether the text or the file is another.
    """
    new = _attach_file(db, document_id, text.reader, file)
    pages = _pages(document_id, text)
    marked = list(passages)
    same = _held_pages(db, document_id) == pages
    if same:
        _unmark(db, document_id, marked)
    else:
        # SQLite and PostgreSQL both delete the passages with their pages.
        db.execute(sa.delete(DocumentPage).where(col(DocumentPage.document_id) == document_id))
        db.execute(sa.insert(table_of(DocumentPage)), pages)
    rows = list(_passages(document_id, text, marked))
    if rows:
        db.execute(sa.insert(table_of(Passage)), rows)
    db.flush()
    return new or not same


def other_text(db: Session, document_id: int, text: Text) -> PresentText | None:
    """Return the text that a document holds, where it holds another one. At most 2 statements."""
    there = _held_pages(db, document_id)
    if not there or there == _pages(document_id, text):
        return None
    passages = db.execute(
        sa.select(sa.func.count(col(Passage.id))).where(col(Passage.document_id) == document_id)
    ).scalar_one()
    return PresentText(len(there), passages)


def show_original(db: Session, slug: str, public: bool) -> None:
    """Show the original of a document to the public, or no longer; flushes.

    Raises `RuleError` when there is no such document or its original is not kept.
    """
    document_id = get_id(db, Document, "document", slug=slug)
    row = db.execute(
        sa.select(DocumentFile).where(col(DocumentFile.document_id) == document_id)
    ).scalar_one_or_none()
    if row is None:
        raise RuleError(f"no original of {slug} is kept: import its file first", "document")
    row.public = public
    db.flush()


def _attach_file(db: Session, document_id: int, reader: str, file: Original) -> bool:
    row = db.execute(
        sa.select(DocumentFile).where(col(DocumentFile.document_id) == document_id)
    ).scalar_one_or_none()
    if row is None:
        row = DocumentFile(document_id=document_id, sha256="", name="", media_type="", size=1,
                           reader="")  # fmt: skip
        db.add(row)
    elif row.sha256 != file.sha256:
        row.public = False
    new = row.sha256 != file.sha256 or row.reader != reader
    if new:
        row.sha256, row.name, row.media_type = file.sha256, file.name, file.media_type
        row.size, row.reader, row.attached_at = file.size, reader, clock.now()
    db.flush()
    return new


def _pages(document_id: int, text: Text) -> list[dict[str, Any]]:
    pieces: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for piece in text.pieces:
        values: dict[str, Any] = to_jsonable_python(asdict(piece))
        del values["page"]
        pieces[piece.page].append(values)
    return [
        {
            "document_id": document_id,
            "number": page.number,
            "sheet": page.sheet,
            "basis": page.basis,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "pieces": pieces[page.number],
        }
        for page in text.pages
    ]


def _held_pages(db: Session, document_id: int) -> list[dict[str, Any]]:
    """The pages of a document's text, as `_pages` gives them."""
    names = ("document_id", "number", "sheet", "basis", "label", "width", "height", "pieces")
    rows = db.execute(
        sa.select(DocumentPage)
        .where(col(DocumentPage.document_id) == document_id)
        .order_by(col(DocumentPage.number))
    ).scalars()
    return [{name: getattr(row, name) for name in names} for row in rows]


def _unmark(db: Session, document_id: int, marked: Sequence[Marked]) -> None:
    """Delete the passages of those that are marked anew."""
    for column, ids in (
        (col(Passage.item_id), {entry.item_id for entry in marked if entry.item_id}),
        (col(Passage.response_id), {entry.response_id for entry in marked if entry.response_id}),
    ):
        for chunk in chunks(sorted(ids)):
            db.execute(
                sa.delete(Passage).where(col(Passage.document_id) == document_id, column.in_(chunk))
            )


def _passages(document_id: int, text: Text, marked: Sequence[Marked]) -> Iterator[dict[str, Any]]:
    """Yield the columns of the passages' rows; there a span's piece is counted on its page."""
    seen: Counter[int] = Counter()
    on_page = []
    for piece in text.pieces:
        on_page.append(seen[piece.page])
        seen[piece.page] += 1
    for entry in marked:
        for ordinal, span in enumerate(entry.spans):
            if span.end > span.start:
                yield {
                    "document_id": document_id,
                    "page": text.pieces[span.piece].page,
                    "piece": on_page[span.piece],
                    "start": span.start,
                    "stop": span.end,
                    "item_id": entry.item_id,
                    "response_id": entry.response_id,
                    "role": entry.role,
                    "ordinal": ordinal,
                }
