"""An assessment as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass

from app.core.wire import PartialDay
from app.vocabulary.lists import AssessmentBasis, Direction, Level, PageBasis, Scope


@dataclass(frozen=True)
class EvidenceRecord:
    """A passage on which the level rests, and which way it points."""

    document: str
    page: int | None
    page_basis: PageBasis | None
    section: str
    note: str
    direction: Direction


@dataclass(frozen=True)
class AssessmentRecord:
    """A level for one item; `superseded` by a newer one of the same scope and assessors."""

    id: int
    key: str
    ref: str
    assessors: list[str]
    document: str
    on: PartialDay
    level: Level
    basis: AssessmentBasis
    read_by: str | None
    scope: Scope
    note: str | None
    evidence: list[EvidenceRecord]
    superseded: bool
