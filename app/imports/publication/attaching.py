"""The text of an import's file becomes the text of its document, unless that holds another one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document, DocumentPage
from app.documents.service import Marked, Original, PresentText, attach_text, other_text
from app.imports.models import Draft, Import
from app.reading.model import Span, Text
from app.vocabulary.lists import Decision, PlaceRole

OTHER_TEXT = "other_text"
"""The code of the warning that the document holds another text, which stays."""

REPLACES_TEXT = "replaces_text"
"""The code of the warning that publishing replaces the text which the document holds."""


@dataclass(frozen=True)
class TextChange:
    """What publishing does to the text of an import's document.

    The file has so many pages, and so many passages of its drafts in them; `marked` of those are of
    drafts that are accepted or published. `present` is another text that the document holds, which
    is replaced where the editor says so (`replace`), else stays. `same`: the document holds the
    file's text already.
    """

    pages: int
    passages: int
    marked: int
    present: PresentText | None = None
    replace: bool = False
    same: bool = False


def find_text_change(db: Session, import_id: int) -> TextChange | None:
    """Return what publishing does to the text of the document; `None` where the file has none."""
    row = db.get_one(Import, import_id)
    if "text" not in row.found:
        return None
    rows = db.execute(
        sa.select(col(Draft.passage), col(Draft.decision)).where(
            col(Draft.import_id) == import_id,
            col(Draft.decision) != Decision.REJECTED,
            col(Draft.entry).in_(("item", "answer")),
        )
    )
    passages = dict.fromkeys(Decision, 0)
    for passage, decision in rows:
        passages[decision] += sum(len(spans) for spans in _all_spans(passage))
    present = find_other_text(db, row)
    return TextChange(
        pages=len(row.found["text"]["pages"]),
        passages=sum(passages.values()),
        marked=passages[Decision.ACCEPTED] + passages[Decision.PUBLISHED],
        present=present,
        replace=bool(row.options.get("replace_text")),
        same=present is None and _holds_text(db, row.document_id),
    )


def _all_spans(passage: dict[str, Any]) -> list[list[dict[str, int]]]:
    """The spans of a draft: its own, of its status, and where the document says the same."""
    mentions = [mention["spans"] for mention in passage.get("body", [])]
    return [passage.get("spans") or [], passage.get("status_spans") or [], *mentions]


def _holds_text(db: Session, document_id: int | None) -> bool:
    page = sa.select(col(DocumentPage.id)).where(col(DocumentPage.document_id) == document_id)
    return db.execute(page.limit(1)).first() is not None


def replaces_text(row: Import) -> bool:
    """Return whether publishing an import replaces another text, with or without drafts."""
    return any(entry["code"] == REPLACES_TEXT for entry in row.found.get("warnings", []))


def find_other_text(db: Session, row: Import) -> PresentText | None:
    """Return the text that an import's document holds, where it is not that of the file."""
    if not row.document_id or "text" not in row.found:
        return None
    return other_text(db, row.document_id, _text(row))


def note_other_text(db: Session, row: Import) -> bool:
    """Say among an import's warnings that its document holds another text, or say so no more.

    Returns whether that text stays, so that nothing of the file's may be attached.
    """
    present = find_other_text(db, row)
    codes = (OTHER_TEXT, REPLACES_TEXT)
    warnings = [entry for entry in row.found.get("warnings", []) if entry["code"] not in codes]
    replace = bool(row.options.get("replace_text"))
    if present:
        slug, held = row.found["document"], _size(present)
        code = OTHER_TEXT
        message = (
            f"{slug} already holds another text ({held}): it stays, and nothing of this file's"
            " text is attached, unless you say that this one replaces it (at the desk, or by"
            " --replace-text)"
        )
        if replace:
            code = REPLACES_TEXT
            message = f"publishing replaces the text that {slug} holds ({held})"
        warnings.append({"code": code, "message": message, "page": None})
    row.found = row.found | {"warnings": warnings}
    return present is not None and not replace


def attach(db: Session, row: Import) -> int | None:
    """Attach the text to its document, and mark in it what was published of the import.

    Returns the document's id where its text or file is another now. Nothing is attached over
    another text, unless the editor said that this one replaces it.
    """
    slug = row.found.get("document")
    document_id = (
        db.execute(
            sa.select(col(Document.id)).where(col(Document.slug) == slug)
        ).scalar_one_or_none()
        if slug
        else None
    )
    if document_id is None or "text" not in row.found:
        return None
    row.document_id = document_id
    if note_other_text(db, row):
        return None
    published = db.execute(
        sa.select(col(Draft.entry), col(Draft.passage))
        .where(
            col(Draft.import_id) == row.id,
            col(Draft.decision) == Decision.PUBLISHED,
            col(Draft.entry).in_(("item", "answer")),
        )
        .order_by(col(Draft.ordinal))
    )
    marked = [entry for name, passage in published for entry in _marked(name, passage)]
    original = Original(row.sha256, row.name, row.media_type, row.size)
    new = attach_text(db, document_id, _text(row), original, marked)
    note_other_text(db, row)
    return document_id if new else None


def _text(row: Import) -> Text:
    return TypeAdapter(Text).validate_python(row.found["text"])


def _size(present: PresentText) -> str:
    pages = "1 page" if present.pages == 1 else f"{present.pages:,} pages"
    passages = "1 passage" if present.passages == 1 else f"{present.passages:,} passages"
    return f"{pages}, {passages}"


def _marked(entry: str, passage: dict[str, Any]) -> Iterator[Marked]:
    """Where an item or answer stands; an item also where the document says the same."""
    row_id = passage.get("row")
    if not row_id:
        return
    owner = {"item_id" if entry == "item" else "response_id": int(row_id)}
    yield Marked(_spans(passage["spans"]), PlaceRole(passage["role"]), **owner)
    if passage.get("status_spans"):
        yield Marked(_spans(passage["status_spans"]), PlaceRole(passage["role"]), **owner)
    for mention in passage.get("body", []):
        yield Marked(_spans(mention["spans"]), PlaceRole(mention["role"]), **owner)


def _spans(given: list[dict[str, int]]) -> list[Span]:
    return [Span(**span) for span in given]
