"""Reads of search: groups of what is found, and what else somebody may have meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.keyset import SortColumn, order_by
from app.elections.models import Country
from app.search.filters import matches
from app.search.models import Found, SearchEntry, SearchWord
from app.search.parts import excerpt, has_hit, mark_hits
from app.search.query import Clause, ParsedQuery, parse
from app.search.records import Group, Hit, Understood
from app.search.words import stem
from app.web.lists import check_known, read_page
from app.web.queries import PagedQuery

CLOSE = 0.75
"""How alike a word must be to be suggested, from 0 to 1."""
MOST_ALIKE = 3_000


@dataclass(frozen=True)
class Scope:
    """What is searched: what is known by a day, of some countries or of all."""

    day: date
    countries: tuple[str, ...] = ()


def check_countries(db: Session, query: PagedQuery) -> None:
    """Raise `ParameterError` when a country asked for is not known. 1 statement."""
    check_known(db, query, {"country": col(Country.code)})


def understand(db: Session, text: str, scope: Scope) -> Understood:
    """Return how a query is read; where nothing has all its words, those that stand nowhere go.

    2 statements for a query that finds something, a few for each word of one that does not.
    """
    parsed = parse(text)
    common = list(parsed.common)
    if not parsed.clauses or _finds(db, parsed, scope):
        return Understood(text, common, [], None)
    suggestion = _suggestion(db, parsed, scope)
    known = [clause for clause in parsed.wanted if _finds(db, ParsedQuery((clause,)), scope)]
    unknown = [clause.text for clause in parsed.wanted if clause not in known]
    rest = ParsedQuery((*known, *parsed.unwanted))
    if known and unknown and _finds(db, rest, scope):
        return Understood(rest.text, common, unknown, suggestion)
    return Understood(text, common, [], suggestion)


def count_kinds(db: Session, text: str, scope: Scope) -> dict[Found, int]:
    """Return how many things of each kind are found; none of a kind is left out. 1 statement."""
    rows = db.execute(
        sa.select(col(SearchEntry.kind), sa.func.count())
        .where(*_conditions(parse(text), scope))
        .group_by(col(SearchEntry.kind))
    )
    counts: dict[Found, int] = {row[0]: row[1] for row in rows}
    return {kind: counts[kind] for kind in Found if kind in counts}


def list_best(
    db: Session, text: str, scope: Scope, kinds: Sequence[Found], most: int
) -> dict[Found, list[Hit]]:
    """Return the first `most` hits of each kind, best first. 1 statement."""
    parsed = parse(text)
    place = sa.func.row_number().over(
        partition_by=col(SearchEntry.kind),
        order_by=order_by(_columns(parsed, scope.day)),
    )
    ranked = (
        sa.select(col(SearchEntry.id), place.label("place"))
        .where(*_conditions(parsed, scope), col(SearchEntry.kind).in_(kinds))
        .subquery()
    )
    rows = db.execute(
        sa.select(SearchEntry)
        .join(ranked, ranked.c.id == col(SearchEntry.id))
        .where(ranked.c.place <= most)
        .order_by(ranked.c.place)
    ).scalars()
    found: dict[Found, list[Hit]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(_hit(row, text))
    return found


def list_group(db: Session, text: str, scope: Scope, kind: Found, query: PagedQuery) -> Group:
    """Return a page of what is found of one kind, best first. 2 statements.

    Raises `ParameterError` when the cursor cannot be used.
    """
    parsed = parse(text)
    statement: sa.Select[Any] = sa.select(SearchEntry).where(
        *_conditions(parsed, scope), col(SearchEntry.kind) == kind
    )
    rows, following, total = read_page(db, statement, query, _columns(parsed, scope.day))
    return Group(kind, [_hit(row.SearchEntry, text) for row in rows], total, following)


def _tier(parsed: ParsedQuery, day: date) -> sa.ColumnElement[int]:
    """0 where the title has what is asked for, 1 where only the text does."""
    return sa.case((matches(parsed, day, title=True), 0), else_=1)


def _columns(parsed: ParsedQuery, day: date) -> list[SortColumn]:
    """The best first, of alike ones the newest."""
    return [
        SortColumn(_tier(parsed, day)),
        SortColumn(col(SearchEntry.known_by), descending=True),
        SortColumn(col(SearchEntry.key)),
        SortColumn(col(SearchEntry.id)),
    ]


def _conditions(parsed: ParsedQuery, scope: Scope) -> list[sa.ColumnElement[bool]]:
    found = [matches(parsed, scope.day), col(SearchEntry.known_by) <= scope.day]
    if scope.countries:
        countries = sa.select(col(Country.id)).where(col(Country.code).in_(scope.countries))
        found.append(
            sa.or_(
                col(SearchEntry.country_id).is_(None), col(SearchEntry.country_id).in_(countries)
            )
        )
    return found


def _finds(db: Session, parsed: ParsedQuery, scope: Scope) -> bool:
    statement = sa.select(col(SearchEntry.id)).where(*_conditions(parsed, scope)).limit(1)
    return db.execute(statement).first() is not None


def _hit(entry: SearchEntry, text: str) -> Hit:
    shown = entry.body if has_hit(entry.body, text) or not has_hit(entry.title, text) else ""
    return Hit(
        entry.kind,
        entry.key,
        mark_hits(entry.title, text),
        excerpt(shown, text) if shown else [],
        entry.url,
    )


def _suggestion(db: Session, parsed: ParsedQuery, scope: Scope) -> str | None:
    """A query in which words that stand nowhere are replaced by the nearest that exist."""
    clauses = tuple(_corrected(db, clause) for clause in parsed.clauses)
    corrected = ParsedQuery(clauses)
    if clauses == parsed.clauses or not _finds(db, corrected, scope):
        return None
    return corrected.text


def _corrected(db: Session, clause: Clause) -> Clause:
    if clause.negative:
        return clause
    words = tuple(_nearest(db, word) for word in clause.words)
    return Clause(words, quoted=clause.quoted) if words != clause.words else clause


def _nearest(db: Session, word: str) -> str:
    """The word itself where its stem exists, else the most alike, of equals the most used."""
    if len(word) < 3 or not word.isalpha():
        return word
    rows = db.execute(
        sa.select(col(SearchWord.word), col(SearchWord.uses))
        .where(
            col(SearchWord.first).in_(sorted(set(word[:2]))),
            col(SearchWord.length).between(len(word) - 2, len(word) + 2),
        )
        .order_by(col(SearchWord.uses).desc(), col(SearchWord.word))
        .limit(MOST_ALIKE)
    ).all()
    if any(stem(row.word) == stem(word) for row in rows):
        return word
    scored = [(SequenceMatcher(None, word, row.word).ratio(), row.uses, row.word) for row in rows]
    close = [entry for entry in scored if entry[0] >= CLOSE]
    return max(close)[2] if close else word
