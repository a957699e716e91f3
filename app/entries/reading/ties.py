"""Read back what ties items together: links and threads."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session

from app.documents.models import Document
from app.entries.reading.rows import Content, column_of, fields, parts_of, rows_of
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.threads.models import Thread, ThreadMember
from app.topics.models import Topic
from app.vocabulary.lists import ThreadRole


def read_links(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """3 statements. How the page of a link's place is known is not kept."""
    rows = rows_of(db, Link, "id", ids)
    refs = column_of(
        db, Recommendation, "ref", (i for row in rows for i in (row.earlier_id, row.later_id))
    )
    slugs = column_of(db, Document, "slug", (row.document_id for row in rows))
    return {
        row.id: {
            "earlier": refs[row.earlier_id],
            "later": refs[row.later_id],
            **fields(row, "relation", "state", "basis", "why", "score", "signals"),
            "place": _place(row, slugs[row.document_id]),
            "by": row.decided_by,
            "decided_at": to_jsonable_python(row.decided_at),
        }
        for row in rows
    }


def _place(row: Any, slug: str | None) -> Content | None:
    if row.section is None:
        return None
    return {"document": slug, "page": row.page, "page_basis": None, "section": row.section}


def read_threads(db: Session, ids: Sequence[int]) -> dict[int, Content]:
    """4 statements."""
    rows = rows_of(db, Thread, "id", ids)
    topics = column_of(db, Topic, "slug", (row.topic_id for row in rows))
    members = parts_of(db, ThreadMember, "thread_id", ids)
    refs = column_of(
        db, Recommendation, "ref", (part.item_id for group in members.values() for part in group)
    )
    return {
        row.id: {
            "slug": row.slug,
            "title": row.title,
            "topic": topics[row.topic_id],
            "summary": row.summary,
            "by": row.curated_by,
            "members": [
                {"item": refs[part.item_id], "main": part.main, "part": part.part}
                for part in members[row.id]
                if part.role is ThreadRole.OCCURRENCE
            ],
            "story": [
                refs[part.item_id] for part in members[row.id] if part.role is ThreadRole.STORY
            ],
        }
        for row in rows
    }
