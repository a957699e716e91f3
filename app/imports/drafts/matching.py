"""Which record is what was read: found by its words, else its number, else by like words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.textfold import digest, fold
from app.documents.models import Document, Place
from app.elections.models import Election
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.standards.models import Citation, Standard
from app.vocabulary.lists import ItemKind, MatchBasis

ALIKE = 0.6
"""From here on two texts say the same: below, texts of one report that are not the same begin."""

UNLIKE = 0.3
"""Below this, one number on two texts is no sign that they are one item."""


@dataclass(frozen=True)
class Known:
    """An item that exists. `document` and `quoted_by` are slugs, `page` its main place's page in
    `document`, `text` its official or quoted text, `cites` the standards cited with it, each with
    the document that cites it.
    """

    id: int
    ref: str
    number: str
    kind: ItemKind
    container: bool
    document: str
    official_text: str | None
    quoted_text: str | None
    quoted_by: str | None
    digest: str | None
    page: int | None
    cites: frozenset[tuple[str, str]] = frozenset()

    @property
    def text(self) -> str | None:
        """Its words, as far as they are attached."""
        return self.official_text or self.quoted_text


@dataclass(frozen=True)
class KnownAnswer:
    """An answer that exists, with the references of what it answers."""

    id: int
    key: str
    document: str
    standpoint: str | None
    digest: str | None
    refs: tuple[str, ...]


@dataclass
class Match:
    """What was found, on what basis, and what a person should know about it."""

    ref: str | None = None
    basis: MatchBasis | None = None
    warnings: list[dict[str, Any]] = field(default_factory=list)


def warning(code: str, message: str, blocking: bool = False, **more: Any) -> dict[str, Any]:
    """Return a warning as drafts keep it; a blocking one needs a person."""
    return {"code": code, "message": message, "blocking": blocking} | more


class Items:
    """The items of an election, to be matched with what was read in one document."""

    def __init__(self, known: Iterable[Known], document: str, quoting: bool = False) -> None:
        self.document = document
        self._quoting = quoting
        self.by_ref = {item.ref: item for item in known}
        self._by_digest: dict[str, list[Known]] = defaultdict(list)
        self._by_number: dict[str, Known] = {}
        self._shingles: dict[str, Counter[str]] = {}
        for item in self.by_ref.values():
            for name in {item.digest, digest(item.text) if item.text else None} - {None}:
                self._by_digest[str(name)].append(item)
            if self._shares_numbers(item):
                self._by_number[item.number] = item
            if item.text:
                self._shingles[item.ref] = shingles(item.text)
        self._taken: set[str] = set()

    def holds_report(self) -> bool:
        """Whether recommendations of the election are recorded from the report that makes them."""
        return any(
            item.kind is ItemKind.RECOMMENDATION and item.quoted_by is None
            for item in self.by_ref.values()
        )

    def named(self, kind: ItemKind | None, number: str) -> str | None:
        """Return the reference of the item that a letter names by its number, if it is recorded."""
        return next(
            (
                item.ref
                for item in self.by_ref.values()
                if item.number == number and item.kind is kind and not item.container
            ),
            None,
        )

    def match(
        self,
        number: str | None,
        kind: ItemKind,
        container: bool,
        text: str,
        printed: bool = True,
        like_words: bool = True,
    ) -> Match:
        """Return the record that this is; no record is found twice.

        `number` counts only where it is `printed`: numbers that we make mean nothing. `like_words`:
        a record with like words will do where no other is found.
        """
        usable = [
            item
            for item in self.by_ref.values()
            if item.ref not in self._taken and item.container == container and item.kind is kind
        ]
        same = self._same(digest(text), {item.ref for item in usable})
        numbered = self._numbered(number, kind, container) if printed and number else None
        found = Match()
        if same:
            found = Match(same.ref, MatchBasis.DIGEST)
            if numbered and numbered.ref != same.ref:
                found.warnings.append(
                    warning(
                        "number_differs",
                        f"the words are those of {same.ref}, the number is that of {numbered.ref}",
                    )
                )
        elif numbered:
            found = self._by_number_or_text(numbered, usable, text)
        elif like_words:
            found = self._alike(usable, text) or found
        if found.ref:
            self._taken.add(found.ref)
        return found

    def _shares_numbers(self, item: Known) -> bool:
        """One number means one item: in its own document, and between a report's recommendations
        and comments that quote them by its numbers.
        """
        if self.document in (item.document, item.quoted_by):
            return True
        between = self._quoting is not (item.quoted_by is not None)
        return between and item.kind is ItemKind.RECOMMENDATION

    def left(self) -> list[Known]:
        """Return the document's own items that were not found so far."""
        return [
            item
            for item in self.by_ref.values()
            if item.ref not in self._taken and self.document in (item.document, item.quoted_by)
        ]

    def _same(self, name: str, usable: set[str]) -> Known | None:
        found = [item for item in self._by_digest.get(name, []) if item.ref in usable]
        found.sort(key=lambda item: (item.document != self.document, item.ref))
        return found[0] if found else None

    def _numbered(self, number: str, kind: ItemKind, container: bool) -> Known | None:
        item = self._by_number.get(number)
        if item is None or item.ref in self._taken:
            return None
        return item if item.kind is kind and item.container == container else None

    def _by_number_or_text(self, numbered: Known, usable: list[Known], text: str) -> Match:
        found = Match(numbered.ref, MatchBasis.NUMBER)
        if numbered.text is None:
            if numbered.digest:
                found.warnings.append(
                    warning(
                        "digest_differs",
                        f"the words are not those that {numbered.ref} was recorded from",
                        blocking=True,
                    )
                )
            return found
        likeness = alike(self._shingles[numbered.ref], shingles(text))
        other = self._alike([item for item in usable if item is not numbered], text)
        if likeness < UNLIKE and other:
            other.warnings.append(
                warning(
                    "number_and_text_disagree",
                    f"the words are like those of {other.ref}, the number is that of"
                    f" {numbered.ref}",
                    blocking=True,
                )
            )
            return other
        if likeness < UNLIKE:
            found.warnings.append(
                warning(
                    "number_and_text_disagree",
                    f"the number is that of {numbered.ref}, but the words are others",
                    blocking=True,
                )
            )
        return found

    def _alike(self, usable: list[Known], text: str) -> Match | None:
        own = shingles(text)
        scored = [
            (alike(self._shingles[item.ref], own), item.ref)
            for item in usable
            if item.ref in self._shingles
        ]
        score, ref = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        if score < ALIKE:
            return None
        return Match(
            ref,
            MatchBasis.TEXT,
            [warning("like_words", f"found by like words only: {score:.0%} the same")],
        )


def shingles(text: str) -> Counter[str]:
    """Return the pairs of neighbouring words of a text, and its words, with how often."""
    words = fold(text)
    return Counter(words) + Counter(f"{first} {second}" for first, second in pairwise(words))


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two texts have in common: 0 nothing, 1 all words in the same order."""
    together = (one | other).total()
    return (one & other).total() / together if together else 0.0


def known_items(db: Session, election: str) -> list[Known]:
    """Return the items of an election. 2 statements."""
    quoting = aliased(Document)
    page = (
        sa.select(col(Place.page))
        .where(
            col(Place.item_id) == col(Recommendation.id),
            col(Place.document_id) == col(Recommendation.document_id),
        )
        .order_by(col(Place.ordinal))
        .limit(1)
        .scalar_subquery()
    )
    rows: Any = db.execute(
        sa.select(
            col(Recommendation.id),
            col(Recommendation.ref),
            col(Recommendation.number),
            col(Recommendation.kind),
            col(Recommendation.container),
            col(Document.slug).label("document"),
            col(Recommendation.official_text),
            col(Recommendation.quoted_text),
            col(quoting.slug).label("quoted_by"),
            col(Recommendation.text_digest).label("digest"),
            page.label("page"),
        )
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .outerjoin(quoting, col(quoting.id) == col(Recommendation.quoted_by_id))
        .where(col(Election.code) == election)
        .order_by(col(Recommendation.sort_key))
    )
    cites = _cites(db, election)
    return [Known(**row._mapping, cites=frozenset(cites[row.id])) for row in rows]


def _cites(db: Session, election: str) -> dict[int | None, set[tuple[str, str]]]:
    """The standards cited with the items of an election, and where, by the item's id."""
    rows = db.execute(
        sa.select(col(Citation.item_id), col(Standard.slug), col(Document.slug))
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .join(Recommendation, col(Recommendation.id) == col(Citation.item_id))
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .where(col(Election.code) == election)
    )
    found: dict[int | None, set[tuple[str, str]]] = defaultdict(set)
    for item_id, standard, document in rows:
        found[item_id].add((standard, document))
    return found


def known_answers(db: Session, document: str) -> list[KnownAnswer]:
    """Return the answers in a document. 1 statement."""
    rows = db.execute(
        sa.select(Response, col(Recommendation.ref))
        .join(Document, col(Document.id) == col(Response.document_id))
        .join(ResponseItem, col(ResponseItem.response_id) == col(Response.id))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .where(col(Document.slug) == document)
        .order_by(col(Response.id), col(ResponseItem.ordinal))
    )
    refs: dict[int, list[str]] = defaultdict(list)
    found: dict[int, Response] = {}
    for answer, ref in rows:
        found[answer.id] = answer
        refs[answer.id].append(ref)
    return [
        KnownAnswer(
            id=answer.id,
            key=answer.key,
            document=document,
            standpoint=answer.standpoint,
            digest=answer.text_digest,
            refs=tuple(refs[answer.id]),
        )
        for answer in found.values()
    ]
