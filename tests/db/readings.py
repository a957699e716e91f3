"""Readings of invented documents, made by hand: what a reader would give, and imports of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.textfold import digest
from app.imports.drafts.drafting import draft_reading
from app.imports.models import Draft, Import
from app.imports.queries import all_drafts
from app.imports.runs.running import store
from app.reading.model import (
    FoundAnswer,
    FoundItem,
    PageInfo,
    Piece,
    PieceKind,
    Reading,
    Span,
    Text,
)
from app.vocabulary.lists import (
    DocumentKind,
    Ground,
    ImportKind,
    ItemKind,
    PageBasis,
    PlaceRole,
    Position,
    Reported,
)
from tests import factories as make

ELECTION = "AA-2010-PARL"
REPORT = "aa-2010-parl-final-report"
BALLOTS = "Ballots should be printed in both languages of the country well before the vote."
LAMPS = "Each polling station should be given two lamps, so that counting can go on after dusk."
SEALS = "Seals of ballot boxes should be numbered and their numbers written into the protocol."
FERRIES = "Ferries left late on polling day; about ninety voters came after the doors were shut."


def make_text(pages: Sequence[Sequence[str]], basis: PageBasis = PageBasis.COUNTED) -> Text:
    """Make a text of pages of paragraphs."""
    return Text(
        reader="text",
        pages=[PageInfo(number, basis) for number in range(1, len(pages) + 1)],
        pieces=[
            Piece(number, PieceKind.PARAGRAPH, paragraph)
            for number, page in enumerate(pages, 1)
            for paragraph in page
        ],
    )


def where(text: Text, words: str) -> list[Span]:
    """Return the span of words that stand within one paragraph."""
    ((index, start),) = [
        (index, piece.text.index(words))
        for index, piece in enumerate(text.pieces)
        if words in piece.text
    ]
    return [Span(index, start, start + len(words))]


def make_needed(db: Session, *organisations: str) -> None:
    """Make what an import needs to exist: its election and who is named in it."""
    make.make_election(db, ELECTION)
    for slug in organisations:
        make.make_organisation(db, slug)


def found_item(text: Text, number: str, words: str, **given: Any) -> FoundItem:
    """Make an item that a reader found; its number is printed unless the test says not."""
    spans = where(text, words)
    values: dict[str, Any] = {
        "number": number,
        "number_as_printed": f"{number}.",
        "kind": ItemKind.RECOMMENDATION,
        "text": words,
        "page": text.pieces[spans[0].piece].page,
        "page_basis": PageBasis.COUNTED,
        "section": "Recommendations",
        "spans": spans,
    } | given
    return FoundItem(**values)


def found_answer(text: Text, number: str | None, words: str, **given: Any) -> FoundAnswer:
    """Make an answer that a reader found: accepted, nothing reported."""
    spans = where(text, words)
    values: dict[str, Any] = {
        "kind": ItemKind.RECOMMENDATION,
        "number": number,
        "position": Position.ACCEPTED,
        "reported": Reported.NONE,
        "ground": Ground.NOT_SAID,
        "stated_as": "Accepted",
        "standpoint": words,
        "page": text.pieces[spans[0].piece].page,
        "page_basis": PageBasis.COUNTED,
        "section": "Answers",
        "spans": spans,
    } | given
    return FoundAnswer(**values)


def report(*numbered: tuple[str, str], pages: Sequence[Sequence[str]] = ()) -> Reading:
    """Make a reading of a final report: its recommendations stand on page 2, one a paragraph."""
    text = make_text([*(pages or [[FERRIES]]), [words for _, words in numbered]])
    return Reading(
        text=text,
        items=[found_item(text, number, words) for number, words in numbered],
        kind=DocumentKind.FINAL_REPORT,
        title="Final Report",
        published_on="2010-12-01",
    )


def comments(
    quoted: Sequence[tuple[str, str]], answers: Sequence[tuple[str | None, str]]
) -> Reading:
    """Make a reading of an authority's comments: quotations on page 1, answers on page 2."""
    text = make_text([[words for _, words in quoted], [words for _, words in answers]])
    return Reading(
        text=text,
        items=[
            replace(found_item(text, number, words), role=PlaceRole.QUOTATION)
            for number, words in quoted
        ],
        answers=[found_answer(text, number, words) for number, words in answers],
        kind=DocumentKind.COMMENTS,
    )


def make_import(
    db: Session,
    reading: Reading,
    kind: ImportKind = ImportKind.REPORT,
    name: str = "report.txt",
    **options: Any,
) -> Import:
    """Record an import as `read_import` leaves it: drafts and all."""
    row = Import(
        kind=kind,
        name=name,
        sha256=digest(name + reading.text.pieces[0].text) * 2,
        media_type="text/plain",
        size=1,
        options={"election": ELECTION} | options,
        changed_at=clock.now(),
    )
    db.add(row)
    db.flush()
    store(db, row, draft_reading(db, row, reading))
    return row


def drafts_of(db: Session, row: Import, entry: str = "item") -> dict[str, Draft]:
    """Return the drafts of one kind of entry by their keys."""
    return {draft.key: draft for draft in all_drafts(db, row.id) if draft.entry == entry}


def codes(draft: Draft) -> list[str]:
    """Return the codes of a draft's warnings."""
    return [entry["code"] for entry in draft.warnings]
