"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.documents.records import DocumentRecord, PageEvidenceRecord, PageFindingRecord
from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.statements.records import StatementRecord
from app.undertakings.records import UndertakingRecord


@dataclass(frozen=True)
class DocumentsPage:
    """All documents, held or only known of."""

    documents: list[DocumentRecord]
    names: Names
    day: date
    as_of: date | None


@dataclass(frozen=True)
class PageLink:
    """A page of a document and how many facts stand on it."""

    page: int | None
    facts: int


@dataclass(frozen=True)
class DocumentPage:
    """One document: its facts, and its pages with what stands on each.

    Of `total` items the first stand here.
    """

    document: DocumentRecord
    pages: list[PageLink]
    items: list[ItemRecord]
    total: int
    statements: list[StatementRecord]
    names: Names
    day: date
    as_of: date | None


@dataclass(frozen=True)
class LeafPage:
    """One page of a document: every item, answer, undertaking and piece of evidence on it."""

    document: DocumentRecord
    page: int
    items: list[ItemRecord]
    responses: list[ResponseRecord]
    undertakings: list[UndertakingRecord]
    evidence: list[PageEvidenceRecord]
    findings: list[PageFindingRecord]
    previous: int | None
    following: int | None
    names: Names
    day: date
    as_of: date | None
