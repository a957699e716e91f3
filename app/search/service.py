"""Keep the search entries in step with what they are made from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from app.search.entries import SOURCES, Entry, Source, entries
from app.search.models import Found, SearchEntry, SearchWord

CHUNK = 500
WORD_LENGTHS = range(3, 41)

Progress: TypeAlias = Callable[[str, int, int], None]


def renew(db: Session, progress: Progress | None = None) -> int:
    """Store the entries that differ from what they are made from; return how many did.

    `progress` is called with the kind, how many of it are done and how many there are. Needs an
    open write transaction.
    """
    if not index_is_whole(db):
        db.execute(sa.text("INSERT INTO search_fts (search_fts) VALUES ('rebuild')"))
    changed = 0
    for source in SOURCES:
        done, total = 0, db.execute(sa.select(sa.func.count(source.owner))).scalar_one()
        for wrong, gone, seen in _differences(db, source):
            _store(db, wrong)
            if gone:
                db.execute(sa.delete(SearchEntry).where(col(SearchEntry.id).in_(gone)))
            changed += len(wrong) + len(gone)
            done += seen
            if progress:
                progress(source.kind.value, done, total)
    return changed


def renew_one(db: Session, kind: Found, owner_id: int) -> None:
    """Store the entry of one thing as its row says. Needs an open write transaction."""
    (source,) = [source for source in SOURCES if source.kind is kind]
    row = db.execute(source.statement().where(source.owner == owner_id)).one()
    entry = source.entry(row)
    _store(db, [(entry, entry.values())])


def wrong_entries(db: Session) -> int:
    """Return how many entries differ from what they are made from; reads only."""
    return sum(
        len(wrong) + len(gone) for source in SOURCES for wrong, gone, _ in _differences(db, source)
    )


def index_is_whole(db: Session) -> bool:
    """Return whether the index holds exactly the entries' words; PostgreSQL sees to it itself."""
    if db.get_bind().dialect.name != "sqlite":
        return True
    try:
        db.execute(
            sa.text("INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)")
        )
    except sa.exc.DatabaseError:
        return False
    return True


def _differences(
    db: Session, source: Source
) -> Iterator[tuple[list[tuple[Entry, dict[str, Any]]], list[int], int]]:
    """Yield what is to be stored, the ids of what is to go, and how many were looked at."""
    columns = [column for column in sa.inspect(SearchEntry).columns if column.name != "id"]
    last = 0
    for chunk in entries(db, source, CHUNK):
        upto = chunk[-1].owner_id
        stored = _stored(db, source, columns, last, upto)
        wrong = []
        for entry in chunk:
            values = entry.values()
            if stored.pop(entry.owner_id, (0, None))[1] != values:
                wrong.append((entry, values))
        yield wrong, [row_id for row_id, _ in stored.values()], len(chunk)
        last = upto
    rest = _stored(db, source, columns, last, None)
    yield [], [row_id for row_id, _ in rest.values()], 0


def _stored(
    db: Session, source: Source, columns: Sequence[Any], after: int, upto: int | None
) -> dict[int, tuple[int, dict[str, Any]]]:
    """The stored entries of a stretch of owners: by owner, the entry's id and values."""
    statement = sa.select(col(SearchEntry.id), *columns).where(
        col(SearchEntry.kind) == source.kind, col(SearchEntry.owner_id) > after
    )
    if upto is not None:
        statement = statement.where(col(SearchEntry.owner_id) <= upto)
    return {
        row.owner_id: (row.id, {column.name: getattr(row, column.name) for column in columns})
        for row in db.execute(statement)
    }


def _store(db: Session, wrong: list[tuple[Entry, dict[str, Any]]]) -> None:
    if not wrong:
        return
    kind = wrong[0][0].kind
    owners = [entry.owner_id for entry, _ in wrong]
    db.execute(
        sa.delete(SearchEntry).where(
            col(SearchEntry.kind) == kind, col(SearchEntry.owner_id).in_(owners)
        )
    )
    db.execute(sa.insert(SearchEntry), [values for _, values in wrong])
    words = Counter(word for entry, _ in wrong for word in entry.words())
    _count_words(
        db,
        {
            word: uses
            for word, uses in words.items()
            if len(word) in WORD_LENGTHS and word.isalpha()
        },
    )


def _count_words(db: Session, uses: dict[str, int]) -> None:
    """Add to how often words were met; in order, so that two writers never wait for each other."""
    insert: Any = (sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert)(
        SearchWord
    )
    upsert = insert.on_conflict_do_update(
        index_elements=["word"], set_={"uses": col(SearchWord.uses) + insert.excluded.uses}
    )
    rows = [
        {"word": word, "first": word[0], "length": len(word), "uses": uses[word]}
        for word in sorted(uses)
    ]
    if rows:
        db.execute(upsert, rows)
