"""Keep the search entries in step with what they are made from."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.progress import Progress
from app.core.records import chunks, table_of
from app.search.entries import SOURCES, Entry, Source, entries
from app.search.models import Found, SearchEntry, SearchWord

CHUNK = 500
WORD_LENGTHS = range(3, 41)


def renew(db: Session, progress: Progress | None = None) -> int:
    """Store the entries that differ from what they are made from; return how many did.

    `progress` is called with the kind, how many of it are done and how many there are. Needs an
    open write transaction.
    """
    if not index_is_whole(db):
        db.execute(sa.text("INSERT INTO search_fts (search_fts) VALUES ('rebuild')"))
    changed, words = 0, Counter[str]()
    for source in SOURCES:
        done, total = 0, db.execute(sa.select(sa.func.count(source.owner))).scalar_one()
        for wrong, gone, seen in _differences(db, source):
            _store(db, wrong, words)
            if gone:
                db.execute(sa.delete(SearchEntry).where(col(SearchEntry.id).in_(gone)))
            changed += len(wrong) + len(gone)
            done += seen
            if progress:
                progress(source.kind.value, done, total)
    _count_words(db, words)
    return changed


def renew_many(
    db: Session, owners: Mapping[Found, Collection[int]], progress: Progress | None = None
) -> int:
    """Store the entries of some things that differ from their rows; return how many did.

    `owners` are the ids of their rows by kind; where a row is gone, so is its entry then. Needs an
    open write transaction. At most 5 statements for each `CHUNK` of a kind.
    """
    changed, words = 0, Counter[str]()
    done, total = 0, sum(map(len, owners.values()))
    for source in SOURCES:
        ids = sorted(owners.get(source.kind, ()))
        for chunk in chunks(ids, CHUNK):
            if progress:
                progress("search", done, total)
            rows = db.execute(source.statement().where(source.owner.in_(chunk))).all()
            stored = _stored(db, source, col(SearchEntry.owner_id).in_(chunk))
            wrong = _wrong([source.entry(row) for row in rows], stored)
            _store(db, wrong, words)
            if stored:
                gone = [row_id for row_id, _ in stored.values()]
                db.execute(sa.delete(SearchEntry).where(col(SearchEntry.id).in_(gone)))
            changed += len(wrong) + len(stored)
            done += len(chunk)
    _count_words(db, words)
    return changed


def renew_one(db: Session, kind: Found, owner_id: int) -> None:
    """Store the entry of one thing as its row says. Needs an open write transaction."""
    renew_many(db, {kind: [owner_id]})


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
    owner, last = col(SearchEntry.owner_id), 0
    for chunk in entries(db, source, CHUNK):
        upto = chunk[-1].owner_id
        stored = _stored(db, source, sa.and_(owner > last, owner <= upto))
        wrong = _wrong(chunk, stored)
        yield wrong, [row_id for row_id, _ in stored.values()], len(chunk)
        last = upto
    rest = _stored(db, source, owner > last)
    yield [], [row_id for row_id, _ in rest.values()], 0


def _wrong(
    chunk: Sequence[Entry], stored: dict[int, tuple[int, dict[str, Any]]]
) -> list[tuple[Entry, dict[str, Any]]]:
    """The entries that are stored otherwise, with what is to be stored; takes from `stored`."""
    wrong = []
    for entry in chunk:
        values = entry.values()
        if stored.pop(entry.owner_id, (0, None))[1] != values:
            wrong.append((entry, values))
    return wrong


def _stored(
    db: Session, source: Source, owned: sa.ColumnElement[bool]
) -> dict[int, tuple[int, dict[str, Any]]]:
    """The stored entries of some owners: by owner, the entry's id and values."""
    columns = [column for column in sa.inspect(SearchEntry).columns if column.name != "id"]
    statement = sa.select(col(SearchEntry.id), *columns).where(
        col(SearchEntry.kind) == source.kind, owned
    )
    return {
        row.owner_id: (row.id, {column.name: getattr(row, column.name) for column in columns})
        for row in db.execute(statement)
    }


def _store(db: Session, wrong: list[tuple[Entry, dict[str, Any]]], words: Counter[str]) -> None:
    """Store the entries; add to `words` in how many of them each word stands."""
    if not wrong:
        return
    kind = wrong[0][0].kind
    owners = [entry.owner_id for entry, _ in wrong]
    db.execute(
        sa.delete(SearchEntry).where(
            col(SearchEntry.kind) == kind, col(SearchEntry.owner_id).in_(owners)
        )
    )
    db.execute(sa.insert(table_of(SearchEntry)), [values for _, values in wrong])
    for entry, _ in wrong:
        words.update(entry.words())


def _count_words(db: Session, uses: Counter[str]) -> None:
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
        if len(word) in WORD_LENGTHS and word.isalpha()
    ]
    if rows:
        db.execute(upsert, rows)
