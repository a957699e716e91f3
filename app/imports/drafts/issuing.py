"""Who issued a document, as its first page names organisations that are recorded."""

import re
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.organisations.models import Organisation
from app.reading.model import Text
from app.vocabulary.lists import OrganisationKind

ISSUERS = (OrganisationKind.OBSERVER, OrganisationKind.INTERNATIONAL_BODY)
"""Kinds of organisation that issue reports; covers name others because they are observed."""

LONGEST_LINE = 160
"""Pieces of more characters are no lines of a cover or running heads."""

MOST_LINES = 25
SMALL = {"and", "at", "by", "for", "in", "of", "on", "the", "to"}
"""Words that titles write small."""

SHORTEST = 3
"""So many letters has the last part of a short name, as ABC in XY/ABC, that stands alone."""


def issuers_on_cover(db: Session, text: Text) -> list[str]:
    """Return the slugs of recorded organisations that the first page names, the first one first.

    A short name counts as it is written, a name of several words in letters of any kind. An
    organisation whose name stands within another's there is left out. 1 statement.
    """
    if not text.pages:
        return []
    first = text.pages[0].number
    lines = [" ".join(piece.text.split()) for piece in text.pieces if piece.page == first]
    cover = "\n".join([line for line in lines if len(line) <= LONGEST_LINE][:MOST_LINES])
    rows = db.execute(
        sa.select(
            col(Organisation.slug), col(Organisation.name), col(Organisation.short_name)
        ).where(col(Organisation.kind).in_(ISSUERS))
    )
    found = {slug: _stands(cover, name, short) for slug, name, short in rows}
    spans = {slug: span for slug, span in found.items() if span is not None}
    return sorted(
        (slug for slug, span in spans.items() if not _within(span, spans.values())),
        key=lambda slug: spans[slug],
    )


def calm(title: str, shorts: Collection[str]) -> str:
    """Return a title, its parts that are all in capitals written as titles are.

    `shorts` are words that stay in capitals.
    """
    return ", ".join(_calm_part(part, shorts) for part in title.split(", "))


def _calm_part(part: str, shorts: Collection[str]) -> str:
    if not part.isupper() or " " not in part:
        return part
    words = part.split(" ")
    return " ".join(
        word
        if set(re.findall(r"\w+", word)) & set(shorts) or "/" in word
        else word.lower()
        if place and word.lower() in SMALL
        else word.capitalize()
        for place, word in enumerate(words)
    )


def short_words(db: Session) -> set[str]:
    """Return the words in capitals of which short names of organisations are made. 1 statement."""
    names = db.execute(sa.select(col(Organisation.short_name))).scalars()
    return {word for name in names for word in re.findall(r"\w+", name) if word.isupper()}


def _stands(cover: str, name: str, short: str) -> tuple[int, int] | None:
    """Where a cover first names an organisation."""
    last = short.rpartition("/")[2]
    shorts = {short, last} if last.isupper() and len(last) >= SHORTEST else {short}
    ways = [re.compile(_whole(one)) for one in shorts if one != one.lower()]
    if " " in name:
        ways.append(re.compile(_whole(name), re.IGNORECASE))
    spans = [match.span() for way in ways if (match := way.search(cover))]
    return min(spans, default=None)


def _whole(words: str) -> str:
    return rf"(?<!\w){re.escape(words)}(?!\w)"


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(one[0] <= span[0] and span[1] <= one[1] and one != span for one in others)
