"""A link as pages and API give it (CONTRACT.md, "Reading")."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.documents.records import PassageRecord
from app.vocabulary.lists import ItemKind, LinkBasis, LinkState, Relation


@dataclass(frozen=True)
class LinkRecord:
    """Two items that belong together; `place` is where a document says so."""

    id: int
    earlier: str
    earlier_kind: ItemKind
    earlier_election: str
    later: str
    later_kind: ItemKind
    later_election: str
    relation: Relation
    state: LinkState
    basis: LinkBasis
    why: str | None
    score: float | None
    signals: dict[str, Any] | None
    place: PassageRecord | None
    decided_by: str | None
    decided_at: datetime | None
