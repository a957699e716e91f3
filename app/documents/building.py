"""Put the pages of documents together."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.files import FileStore
from app.core.textfold import digest
from app.documents import queries, texts
from app.documents.pages import DocumentPage, LeafPage, PageLink, PageText, Picture, TextPage
from app.documents.parts import facts_by_page
from app.documents.pictures import PDF, WIDTHS, page_picture
from app.documents.reader import FOOTNOTE_MARK, Reader
from app.documents.records import (
    DocumentRecord,
    PieceRecord,
    SpanRecord,
    TextPageRecord,
    WholePageRecord,
)
from app.errors import NotFoundError
from app.names.queries import load_names
from app.reading.model import PieceKind
from app.recommendations.filters import ItemQuery
from app.recommendations.queries import list_items, list_refs
from app.recommendations.records import ItemRecord
from app.responses.queries import list_by_ids as responses_by_ids
from app.statements.queries import list_by_document
from app.undertakings.queries import list_by_ids as undertakings_by_ids
from app.vocabulary.lists import DocumentKind
from app.web.i18n import gettext, ngettext
from app.web.queries import AsOfQuery
from app.web.urls import query_url

MOST_HEADINGS = 300
MOST_PAGES = 100
"""Pages of text at one address: a report is whole, a book comes in parts."""

A4 = (595.0, 842.0)


def build_document(db: Session, slug: str, query: AsOfQuery) -> DocumentPage:
    """Return the page of a document: facts, contents, pages, statements and items.

    Raises `NotFoundError` with the nearest slugs when there is no such document by the day.
    """
    document = queries.get_document(db, slug, query.day)
    listed = list_items(db, ItemQuery(document=[slug], as_of=query.as_of, limit=200))
    statements = list_by_document(db, slug, query.day)
    headings = texts.list_headings(db, slug)
    facts = facts_by_page(db, slug)
    pages: list[int | None] = [*sorted({*texts.list_numbers(db, slug), *filter(None, facts)})]
    return DocumentPage(
        document=document,
        command=_command(document),
        headings=headings[:MOST_HEADINGS],
        all_headings=len(headings),
        pages=[
            PageLink(number, facts.get(number, 0))
            for number in pages + ([None] if None in facts else [])
        ],
        items=listed.items,
        total=listed.total,
        statements=statements,
        names=load_names(
            db,
            countries=[document.country],
            organisations={*document.issuers, *(statement.by for statement in statements)},
        ),
        day=query.day,
        as_of=query.as_of,
    )


def build_leaf(db: Session, slug: str, number: int, query: AsOfQuery) -> LeafPage:
    """Return a page of a document: its text, and what is recorded from it.

    Raises `NotFoundError` when the document is known to be shorter and nothing stands there.
    """
    document = queries.get_document(db, slug, query.day)
    found = queries.list_page(db, slug, number, query.day)
    numbers = texts.list_numbers(db, slug)
    pages = sorted({*numbers, *filter(None, facts_by_page(db, slug))})
    _check_there(document, number, pages)
    text, spans = None, list[SpanRecord]()
    if number in numbers:
        (text,) = texts.list_pages(db, slug, [number])
        spans = texts.list_spans(db, slug, number, number, query.day)
    reader = Reader(spans)
    items = list_refs(db, sorted({*found.refs, *(s.ref for s in spans if s.ref)}), query.day)
    ids = {*found.responses, *(span.response for span in spans if span.response)}
    refs = [item.ref for item in items]
    responses = list(responses_by_ids(db, ids, query.day).values())
    statements = [
        statement
        for statement in list_by_document(db, slug, query.day)
        if statement.id in found.statements
    ]
    return LeafPage(
        document=document,
        page=number,
        command=_command(document),
        text=reader.read(text) if text else None,
        anchors=reader.anchors,
        elsewhere=texts.list_elsewhere(db, slug, refs, ids) if text else {},
        picture=_picture(document, text) if text else None,
        differing=_differing(texts.list_printed(db, slug, refs), items) if text else set(),
        items=items,
        responses=responses,
        undertakings=undertakings_by_ids(db, found.undertakings, query.day),
        statements=statements,
        evidence=found.evidence,
        findings=found.findings,
        previous=max((other for other in pages if other < number), default=None),
        following=min((other for other in pages if other > number), default=None),
        names=load_names(
            db,
            countries=[document.country],
            threads={slug for item in items for slug in item.threads},
            organisations={
                *(answer.responder for answer in responses),
                *(statement.by for statement in statements),
            },
        ),
        day=query.day,
        as_of=query.as_of,
    )


def build_page_record(db: Session, slug: str, number: int, query: AsOfQuery) -> WholePageRecord:
    """Return a page as the API gives it.

    Raises `NotFoundError` as `build_leaf` does.
    """
    document = queries.get_document(db, slug, query.day)
    found = queries.list_page(db, slug, number, query.day)
    numbers = texts.list_numbers(db, slug)
    _check_there(document, number, [*numbers, *filter(None, facts_by_page(db, slug))])
    text = next(iter(texts.list_pages(db, slug, [number])), None)
    return WholePageRecord(
        **vars(found),
        page_basis=text.basis if text else None,
        label=text.label if text else None,
        text_held=text is not None,
        pieces=[
            PieceRecord(
                kind=PieceKind(piece["kind"]),
                text=piece["text"],
                label=piece.get("label"),
                level=piece.get("level") or 0,
                continued=bool(piece.get("continued")),
            )
            for piece in (text.pieces if text else [])
        ],
        passages=texts.list_spans(db, slug, number, number, query.day) if text else [],
        url=f"{document.url}/pages/{number}",
    )


def build_text(db: Session, slug: str, part: int, query: AsOfQuery) -> TextPage:
    """Return the text of a document, or the part of it that is asked for, from 1.

    Raises `NotFoundError` when there is no such document by the day, or no such part.
    """
    document = queries.get_document(db, slug, query.day)
    numbers = texts.list_numbers(db, slug)
    parts = max(1, -(-len(numbers) // MOST_PAGES))
    if part > parts:
        said = ngettext("The text has %(num)s part.", "The text has %(num)s parts.", parts)
        raise NotFoundError(said % {"num": parts})
    shown = numbers[(part - 1) * MOST_PAGES : part * MOST_PAGES]
    spans = texts.list_spans(db, slug, shown[0], shown[-1], query.day) if shown else []
    address = f"{document.url}/text"
    return TextPage(
        document=document,
        command=_command(document),
        pages=_read(spans, texts.list_pages(db, slug, shown)),
        total=len(numbers),
        headings=[
            heading
            for heading in texts.list_headings(db, slug)
            if shown and shown[0] <= heading.page <= shown[-1]
        ],
        previous_url=query_url(address, {"part": [str(part - 1)]}) if part > 1 else None,
        following_url=query_url(address, {"part": [str(part + 1)]}) if part < parts else None,
        day=query.day,
        as_of=query.as_of,
    )


def _read(spans: Sequence[SpanRecord], pages: Sequence[TextPageRecord]) -> list[PageText]:
    reader = Reader(spans)
    return [reader.read(page) for page in pages]


def find_original(
    db: Session, files: FileStore, slug: str, query: AsOfQuery
) -> tuple[DocumentRecord, Path]:
    """Return a document whose original is shown to the public, and where the file is.

    Raises `NotFoundError`, which gives the public address, when it is not shown.
    """
    document = queries.get_document(db, slug, query.day)
    if document.file and document.file.public:
        try:
            return document, files.path(document.file.sha256)
        except NotFoundError:
            message = gettext("The original of %(title)s is missing here.")
    else:
        message = gettext("The original of %(title)s is not shown here.")
    if document.source_url:
        message += " " + gettext("It is published at %(url)s.")
    raise NotFoundError(message % {"title": document.title, "url": document.source_url})


def find_picture(
    db: Session, files: FileStore, slug: str, number: int, width: int, query: AsOfQuery
) -> Path:
    """Return the file with the picture of a page, drawn if it is not there yet.

    Raises `NotFoundError` when the original is not shown, is no PDF or has no such page.
    """
    document, _ = find_original(db, files, slug, query)
    sheet = texts.find_sheet(db, slug, number)
    file = document.file
    if file is None or file.media_type != PDF or sheet is None:
        raise NotFoundError(gettext("There is no picture of this page."))
    return page_picture(files, file.sha256, file.name, sheet, width)


def _differing(printed: Mapping[str, str], items: Sequence[ItemRecord]) -> set[str]:
    """The items whose official text is not what the text of the document has."""
    return {
        item.ref
        for item in items
        if item.official_text
        and item.ref in printed
        and digest(FOOTNOTE_MARK.sub("", printed[item.ref])) != digest(item.official_text)
    }


def _picture(document: DocumentRecord, page: TextPageRecord) -> Picture | None:
    file = document.file
    if file is None or not file.public or file.media_type != PDF:
        return None
    width, height = page.width or A4[0], page.height or A4[1]
    return Picture(
        url=f"{document.url}/pages/{page.number}.png",
        widths=WIDTHS,
        width=WIDTHS[0],
        height=round(WIDTHS[0] * height / width),
    )


def _check_there(document: DocumentRecord, number: int, pages: Sequence[int]) -> None:
    last = document.pages or max(pages, default=number)
    if number not in pages and number > last:
        said = ngettext("%(title)s has %(num)s page.", "%(title)s has %(num)s pages.", last)
        raise NotFoundError(said % {"title": document.title, "num": last}, [f"{last}"])


def _command(document: DocumentRecord) -> str | None:
    """The command that attaches the text of a document; none for one on no election, as a law."""
    if document.election is None:
        return None
    what = "report"
    if document.kind is DocumentKind.COMMENTS:
        what = f"comments --responder {document.issuers[0]}"
    return (
        f"throughline import {what} --election {document.election} --document {document.slug} FILE"
    )
