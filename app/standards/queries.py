"""Reads of standards and citations."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.documents.models import Document
from app.organisations.models import Organisation
from app.standards.models import Citation, Standard
from app.standards.records import CitationRecord


def citations_by(db: Session, owner: Any, ids: Collection[int]) -> dict[int, list[CitationRecord]]:
    """Return the citations of each owner by standard; `owner` is a column of `Citation`. 1 statement."""
    rows = db.execute(
        sa.select(
            Citation, col(Standard.slug), col(Organisation.slug), col(Document.slug), col(owner)
        )
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(col(owner).in_(ids))
        .order_by(col(owner), col(Standard.sort_key), col(Citation.id))
    )
    found: dict[int, list[CitationRecord]] = defaultdict(list)
    for citation, standard, cited_by, document, owner_id in rows:
        found[owner_id].append(
            CitationRecord(
                standard=standard,
                cited_by=cited_by,
                document=document,
                purpose=citation.purpose,
                as_printed=citation.as_printed,
                page=citation.page,
                section=citation.section,
                note=citation.note,
            )
        )
    return found
