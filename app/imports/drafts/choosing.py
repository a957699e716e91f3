"""Which document a file is: one that is recorded, or a new one and what is known of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import find
from app.core.textfold import digest
from app.documents.models import Document, DocumentFile, DocumentPage
from app.elections.models import Election
from app.errors import RuleError
from app.imports.drafts.dating import early
from app.imports.drafts.issuing import calm, issuers_on_cover, short_words
from app.imports.drafts.locating import Wanted, locate
from app.imports.drafts.matching import ALIKE, Known, alike, known_answers, shingles, warning
from app.imports.drafts.present import changed, find_record, merged
from app.imports.inputs import ImportOptions
from app.imports.models import Import
from app.reading.model import Reading
from app.vocabulary.lists import DateBasis, DocumentKind, ImportKind, PageBasis

OBSERVERS = (
    DocumentKind.FINAL_REPORT,
    DocumentKind.PRELIMINARY_STATEMENT,
    DocumentKind.INTERIM_REPORT,
    DocumentKind.NEEDS_ASSESSMENT,
    DocumentKind.OTHER,
)
"""Kinds of document that `import report` reads."""

NO_DATE = (
    "when it was published was not read: give its date, at least the year (at the desk, or by"
    " --published-on)"
)

SURE = (PageBasis.PRINTED, PageBasis.COUNTED)
ENOUGH = 3
"""So many passages of a document in a text show that it is its text."""

MOST_LOCATED = 40
"""So many are looked for anywhere in a text, which takes long."""


@dataclass(frozen=True)
class Chosen:
    """The document: its slug, its row's id when it is recorded, its draft's content when there is
    something to add, and what a person should know.
    """

    slug: str
    election: str
    id: int | None
    kind: DocumentKind
    issuers: list[str]
    content: dict[str, Any] | None
    warnings: list[dict[str, Any]] = field(default_factory=list)


def choose(
    db: Session,
    import_row: Import,
    options: ImportOptions,
    reading: Reading,
    known: Collection[Known],
) -> Chosen:
    """Return the document that was read: the one named, else the one with this file or whose words
    it holds, else the one of its kind of which no words are known, else a new one. Reads only.

    Raises `RuleError` on `document` when several would do, when none of the words known of the one
    of its kind are in it, or when the one named is of another election.
    """
    kind = import_row.kind
    election = options.election or ""
    if options.document:
        row = find(db, Document, slug=options.document)
        if row is not None and election and _election(db, row) not in (election, None):
            raise RuleError(f"{row.slug} is about {_election(db, row)}, not {election}", "document")
    else:
        row = _recognised(db, import_row, election, reading, known)
    if row is None:
        return _new(db, kind, election, options, reading)
    given = _given(options, reading)
    present = find_record(db, "document", row.slug) or {}
    adds = {
        name: value
        for name, value in given.items()
        if name in ("held", "pages", "pages_basis", "url", "published_on", "date_basis")
    }
    warnings = []
    if row.published_on:
        adds.pop("date_basis", None)
    elif "published_on" not in adds:
        adds["published_on"] = None
        warnings.append(warning("published_on_missing", NO_DATE, blocking=True))
    warnings += early(db, _election(db, row), row.kind, adds.get("published_on"))
    if row.pages:
        adds.pop("pages_basis", None)
    different = changed(present, merged(present, adds, ()))
    content = {"slug": row.slug} | adds if different else None
    return Chosen(
        row.slug,
        _election(db, row) or election,
        row.id,
        row.kind,
        present["issuers"],
        content,
        warnings,
    )


def _election(db: Session, document: Document) -> str | None:
    return db.get_one(Election, document.election_id).code if document.election_id else None


def _recognised(
    db: Session,
    import_row: Import,
    election: str,
    reading: Reading,
    known: Collection[Known],
) -> Document | None:
    kind = import_row.kind
    rows = candidates(db, kind, election)
    same = _with_file(db, rows, import_row.sha256)
    if same:
        return same
    words = {row.slug: _words(db, row, known) for row in rows}
    hits = {row.slug: _hits(reading, words[row.slug]) for row in rows}
    told = [row for row in rows if hits[row.slug] >= min(ENOUGH, len(words[row.slug]))]
    told = [row for row in told if hits[row.slug]]
    if told:
        return max(told, key=lambda row: hits[row.slug])
    guess = reading.kind if kind is ImportKind.REPORT else DocumentKind.COMMENTS
    alike = [row for row in rows if row.kind is guess] if guess else rows
    if len(alike) > 1:
        slugs = ", ".join(row.slug for row in alike)
        raise RuleError(f"it may be {slugs}: say which", "document")
    if not alike:
        return None
    (row,) = alike
    unknown = not words[row.slug] and not _holds_text(db, row)
    if not (unknown or hits[row.slug] or _like_words(row, reading, known)):
        raise RuleError(
            f"it may be {row.slug}, but none of the words recorded of it are in the file: say which"
            " document it is, or name a new one",
            "document",
        )
    return row


def candidates(db: Session, kind: ImportKind, election: str) -> list[Document]:
    """Return the recorded documents of an election that such a file may be. 1 statement."""
    kinds = (DocumentKind.COMMENTS,) if kind is ImportKind.COMMENTS else OBSERVERS
    rows = db.execute(
        sa.select(Document)
        .join(Election, col(Election.id) == col(Document.election_id))
        .where(col(Election.code) == election, col(Document.kind).in_(kinds))
        .order_by(col(Document.slug))
    )
    return list(rows.scalars())


def _like_words(row: Document, reading: Reading, known: Collection[Known]) -> bool:
    """Whether an item that was read has words like those of one of the document's."""
    read = [shingles(item.text) for item in reading.items]
    return any(
        alike(shingles(item.text), words) >= ALIKE
        for item in known
        if item.text and row.slug in (item.document, item.quoted_by)
        for words in read
    )


def _with_file(db: Session, rows: Collection[Document], sha256: str) -> Document | None:
    """The one of these documents that was read from this file."""
    owners = set(
        db.execute(
            sa.select(col(DocumentFile.document_id)).where(col(DocumentFile.sha256) == sha256)
        ).scalars()
    )
    return next((row for row in rows if row.id in owners), None)


def _holds_text(db: Session, row: Document) -> bool:
    page = sa.select(col(DocumentPage.id)).where(col(DocumentPage.document_id) == row.id)
    return db.execute(page.limit(1)).first() is not None


def _words(db: Session, row: Document, known: Collection[Known]) -> list[Wanted]:
    """What is known of the words of a document's items, of what it quotes and of its answers."""
    items = [
        Wanted(item.ref, str(item.digest or digest(str(item.text))), _pages(item))
        for item in known
        if row.slug in (item.document, item.quoted_by) and (item.digest or item.text)
    ]
    if row.kind is not DocumentKind.COMMENTS:
        return items
    answers = [
        Wanted(answer.key, str(answer.digest or digest(str(answer.standpoint))))
        for answer in known_answers(db, row.slug)
        if answer.digest or answer.standpoint
    ]
    return [*items, *answers]


def _hits(reading: Reading, words: list[Wanted]) -> int:
    """How many of them stand in the text word for word: among what was read, else anywhere."""
    texts = [item.text for item in reading.items]
    names = {digest(text) for text in (*texts, *(one.standpoint for one in reading.answers))}
    hits = sum(entry.digest in names for entry in words)
    return hits if hits >= ENOUGH else len(locate(reading.text, words[:MOST_LOCATED]))


def _pages(item: Known) -> tuple[int, ...]:
    return (item.page,) if item.page else ()


def _new(
    db: Session, kind: ImportKind, election: str, options: ImportOptions, reading: Reading
) -> Chosen:
    guess = reading.kind or DocumentKind.FINAL_REPORT
    document_kind = DocumentKind.COMMENTS if kind is ImportKind.COMMENTS else guess
    given = _given(options, reading)
    issuers = options.issuers
    if not issuers and kind is ImportKind.COMMENTS and options.responder:
        issuers = [options.responder]
    proposed = [] if issuers else issuers_on_cover(db, reading.text)
    issuers = issuers or proposed
    title = calm(reading.title or "", short_words(db))
    slug = options.document or _slug(db, election, document_kind, issuers)
    content = given | {
        "slug": slug,
        "election": election,
        "kind": document_kind.value,
        "title": options.title or title or slug,
        "issuers": issuers,
        "published_on": given.get("published_on"),
    }
    if reading.text.language:
        content["language"] = reading.text.language
    warnings = [warning("new_document", f"there is no document {slug} yet: it will be added")]
    if reading.kind is None and kind is ImportKind.REPORT:
        warnings.append(
            warning("kind_guessed", "it does not say what it is: taken for a final report")
        )
    if proposed:
        told = f"issued by {', '.join(proposed)}, as its first page names them: look whether it is"
        warnings.append(warning("issuers_proposed", told, blocking=True))
    warnings += early(db, election, document_kind, given.get("published_on"))
    for name, value, message in (
        (
            "issuers",
            issuers,
            "who issued it was not read: name the issuer (at the desk, or by --issuer)",
        ),
        (
            "published_on",
            given.get("published_on"),
            NO_DATE,
        ),
    ):
        if not value:
            warnings.append(warning(f"{name}_missing", message, blocking=True))
    return Chosen(slug, election, None, document_kind, issuers, content, warnings)


def _given(options: ImportOptions, reading: Reading) -> dict[str, Any]:
    """What the file and the editor say of the document."""
    pages = reading.text.pages
    found: dict[str, Any] = {"held": True}
    if pages and all(page.basis in SURE for page in pages):
        last = max(pages, key=lambda page: page.number)
        found |= {"pages": last.number, "pages_basis": last.basis.value}
    if options.url:
        found["url"] = options.url
    day = options.published_on or reading.published_on
    if day:
        basis = DateBasis.INFERRED if options.published_on else DateBasis.PRINTED
        found |= {"published_on": day, "date_basis": basis.value}
    return found


def _slug(db: Session, election: str, kind: DocumentKind, issuers: list[str]) -> str:
    """A slug such as `kz-2016-final-report`; longer where that is taken."""
    country, _, rest = election.lower().partition("-")
    year = rest.partition("-")[0]
    name = kind.value.replace("_", "-")
    issuer = issuers[0] if issuers else "other"
    for slug in (
        f"{country}-{year}-{name}",
        f"{election.lower()}-{name}",
        f"{election.lower()}-{issuer}-{name}",
    ):
        if find(db, Document, slug=slug) is None:
            return slug
    raise RuleError("all slugs that could be made for it are taken: name it", "document")
