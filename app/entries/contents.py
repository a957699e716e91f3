"""What an entry says, read back from its rows: the JSON of the input that would save them again.

A content holds every field of the kind's input, under the name that is written in files. It is the
input as it was given, in a canonical form where rows do not tell two ways of saying the same apart:

- a place, a finding or an evidence that stands in the entry's own document names no document;
- a citation says who cites and in which document, also where that follows from its entry;
- a document with an election names no country; the place of its reiteration names no document;
- an assessment says its date, and a link when it was decided, also where the input left it open;
- how the page of a link's place is known is not kept;
- the instants of a link are in UTC.

It does not hold what is no input: ids, versions, the order of a document's items, the passages of a
text and what is derived. Nothing here depends on a row that others can change: a content stays the
same until its entry is saved, or until a thread takes a main membership over from another.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.records import chunks
from app.entries.kinds import KIND
from app.entries.reading import stock, texts, ties
from app.entries.reading.rows import Content
from app.links.models import Link
from app.recommendations.models import Recommendation

__all__ = ["Content", "find_id", "find_ids", "keys", "normal", "read"]

Reader: TypeAlias = Callable[[Session, Sequence[int]], dict[int, Content]]

READERS: dict[str, Reader] = {
    "country": stock.read_countries,
    "election": stock.read_elections,
    "organisation": stock.read_organisations,
    "topic": stock.read_topics,
    "instrument": stock.read_instruments,
    "provision": stock.read_provisions,
    "document": stock.read_documents,
    "item": texts.read_items,
    "answer": texts.read_answers,
    "undertaking": texts.read_undertakings,
    "statement": texts.read_statements,
    "assessment": texts.read_assessments,
    "link": ties.read_links,
    "thread": ties.read_threads,
}

KEY = {
    "country": "code",
    "election": "code",
    "organisation": "slug",
    "topic": "slug",
    "instrument": "slug",
    "provision": "slug",
    "document": "slug",
    "item": "ref",
    "answer": "key",
    "undertaking": "key",
    "statement": "key",
    "assessment": "key",
    "thread": "slug",
}
"""The column that holds the permanent public name of an entry. A link goes by both references."""


def read(db: Session, entry: str, ids: Iterable[int]) -> dict[int, Content]:
    """Return the contents of entries by id; ids without a row are left out.

    At most 9 statements for each `CHUNK` of ids.
    """
    found: dict[int, Content] = {}
    for chunk in chunks(sorted(set(ids))):
        found |= READERS[entry](db, chunk)
    return found


def keys(db: Session, entry: str, ids: Iterable[int]) -> dict[int, str]:
    """Return the public names of entries by id. 1 statement for each `CHUNK` of ids."""
    found: dict[int, str] = {}
    for chunk in chunks(sorted(set(ids))):
        row_id = col(KIND[entry].table.id)
        rows = db.execute(_named(entry).where(row_id.in_(chunk)).order_by(row_id))
        found |= {row.id: row.key for row in rows}
    return found


def find_id(db: Session, entry: str, key: str) -> int | None:
    """Return the id of the entry with this public name, or `None`. 1 statement."""
    return find_ids(db, entry, [key]).get(key)


def find_ids(db: Session, entry: str, names: Iterable[str]) -> dict[str, int]:
    """Return the ids of entries by public name. 1 statement for each `CHUNK` of names."""
    found: dict[str, int] = {}
    for chunk in chunks(sorted(set(names))):
        if entry == "link":
            ends = [name.partition(" ") for name in chunk]
            among = sa.and_(
                col(_earlier.ref).in_([end[0] for end in ends]),
                col(_later.ref).in_([end[2] for end in ends]),
            )
        else:
            among = getattr(KIND[entry].table, KEY[entry]).in_(chunk)
        wanted = set(chunk)
        rows = db.execute(_named(entry).where(among))
        found |= {row.key: row.id for row in rows if row.key in wanted}
    return found


def normal(entry: str, content: Content) -> Content:
    """Return a content with all fields, as the input has it. Raises `ValidationError`."""
    given = KIND[entry].model.model_validate(content)
    return given.model_dump(mode="json", by_alias=True)


_earlier, _later = aliased(Recommendation), aliased(Recommendation)
"""The two items of a link."""


def _named(entry: str) -> Any:
    """The query for ids and public names of a kind."""
    table = KIND[entry].table
    if entry != "link":
        return sa.select(col(table.id), getattr(table, KEY[entry]).label("key"))
    return (
        sa.select(col(Link.id), (col(_earlier.ref) + " " + col(_later.ref)).label("key"))
        .join(_earlier, col(_earlier.id) == col(Link.earlier_id))
        .join(_later, col(_later.id) == col(Link.later_id))
    )
