"""Citations as pages and API give them."""

from dataclasses import dataclass

from app.vocabulary.lists import Purpose


@dataclass(frozen=True)
class CitationRecord:
    """A provision and who cites it in which document to what end."""

    standard: str
    cited_by: str
    document: str
    purpose: Purpose
    as_printed: str | None = None
    page: int | None = None
    section: str | None = None
    note: str | None = None
