"""The condition that an entry matches what somebody typed, for both databases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col

from app.search.models import Found, SearchEntry
from app.search.query import Clause, ParsedQuery, parse
from app.search.words import phrase_tokens, prefix_tokens


class _indexed(FunctionElement[bool]):
    """The entry is one that the index finds for a query, given in FTS5's words and in PostgreSQL's.

    Both name the same tokens; only the one that the database understands is sent.
    """

    inherit_cache = True
    type = sa.Boolean()

    def __init__(self, fts5: str, tsquery: str) -> None:
        super().__init__(sa.literal(fts5), sa.literal(tsquery))


@compiles(_indexed)
def _in_sqlite(element: _indexed, compiler: SQLCompiler, **options: Any) -> str:
    fts5, _ = element.clauses
    query = compiler.process(fts5, **options)
    # Only the name of a parameter is put in.
    index = f"SELECT rowid FROM search_fts WHERE search_fts MATCH {query}"  # noqa: S608
    return f"search_entries.id IN ({index})"


@compiles(_indexed, "postgresql")
def _in_postgresql(element: _indexed, compiler: SQLCompiler, **options: Any) -> str:
    _, tsquery = element.clauses
    return f"search_entries.search_fts @@ CAST({compiler.process(tsquery, **options)} AS tsquery)"


class _probed(FunctionElement[int]):
    """An item's id that SQLite looks up among what was found, and does not loop over.

    It takes a list found by a query for a short one, and would go through it once for each row.
    """

    inherit_cache = True
    type = sa.Integer()


@compiles(_probed)
def _unindexed(element: _probed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


@compiles(_probed, "postgresql")
def _plain(element: _probed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


def _phrase(words: Iterable[str], title: bool) -> tuple[str, str]:
    weight = ":A" if title else ""
    words = list(words)
    return f'"{" ".join(words)}"', " <-> ".join(f"'{word}'{weight}" for word in words)


def _clause(clause: Clause, title: bool, as_beginning: bool) -> tuple[str, str]:
    """A clause in the two languages; `as_beginning` takes its last word for the start of one."""
    leading = clause.words[:-1] if as_beginning else clause.words
    parts = []
    if leading:
        phrases = [_phrase(words, title) for words in phrase_tokens(list(leading))]
        parts.append(
            tuple(
                " OR ".join(p[0] for p in phrases)
                if n == 0
                else " | ".join(f"({p[1]})" for p in phrases)
                for n in (0, 1)
            )
        )
    if as_beginning:
        starts = prefix_tokens(clause.words[-1])
        weight = "A" if title else ""
        parts.append(
            (
                " OR ".join(f'"{start}" *' for start in starts),
                " | ".join(f"'{start}':*{weight}" for start in starts),
            )
        )
    return (
        " AND ".join(f"({part[0]})" for part in parts),
        " & ".join(f"({part[1]})" for part in parts),
    )


def _all(clauses: Iterable[Clause], title: bool, as_beginning: bool) -> sa.ColumnElement[bool]:
    """The entry matches each clause, in its title or anywhere."""
    both = [
        _clause(clause, title, clause.starred or (as_beginning and clause.beginning))
        for clause in clauses
    ]
    fts5 = " AND ".join(f"({text})" for text, _ in both)
    tsquery = " & ".join(f"({text})" for _, text in both)
    return _indexed(f"title_words : ({fts5})" if title else fts5, tsquery)


def _any(clauses: Iterable[Clause]) -> sa.ColumnElement[bool]:
    both = [_clause(clause, False, clause.starred) for clause in clauses]
    return _indexed(
        " OR ".join(f"({text})" for text, _ in both), " | ".join(f"({text})" for _, text in both)
    )


def _known(words: Clause, day: date) -> sa.ColumnElement[bool]:
    """Some entry of the day holds the clause as whole words."""
    condition = _all([words], title=False, as_beginning=False)
    known = sa.select(col(SearchEntry.id)).where(condition, col(SearchEntry.known_by) <= day)
    return sa.exists(known.correlate(None))


def matches(parsed: ParsedQuery, day: date, title: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that an entry matches the query, or that its title does.

    A last word that is no word of any entry known by the day is taken as the beginning of one.
    """
    if not parsed.clauses:
        return sa.false()
    found: list[sa.ColumnElement[bool]] = []
    if parsed.wanted:
        condition = _all(parsed.wanted, title, as_beginning=False)
        last = parsed.wanted[-1]
        if last.beginning and not last.starred:
            begun = _all(parsed.wanted, title, as_beginning=True)
            condition = sa.or_(condition, sa.and_(sa.not_(_known(last, day)), begun))
        found.append(condition)
    if parsed.unwanted:
        found.append(sa.not_(_any(parsed.unwanted)))
    return sa.and_(*found)


def item_matches(item_id: Any, text: str, day: date, title: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that an item matches what somebody typed, or that its title does."""
    found = sa.select(col(SearchEntry.owner_id)).where(
        col(SearchEntry.kind) == Found.ITEM, matches(parse(text), day, title)
    )
    return _probed(item_id).in_(found)
