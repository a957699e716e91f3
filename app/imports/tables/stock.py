"""What is recorded already of what a table is about: entries by key, items and answers by words."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.core.textfold import digest
from app.documents.models import Document
from app.elections.models import Election
from app.entries.kinds import KIND
from app.exports.tables import TABLE, plain, rows
from app.imports.tables.exported import TABLE as LIST
from app.imports.tables.exported import to_input
from app.organisations.models import Organisation
from app.recommendations.models import ItemProposer, Recommendation
from app.responses.models import Response, ResponseItem
from app.vocabulary.lists import ItemKind

Content: TypeAlias = dict[str, Any]
Words: TypeAlias = tuple[str, tuple[str, ...]]
"""What tells one item of a document from another: the digest of its text, and who made it."""

LETTER = {ItemKind.RECOMMENDATION: "", ItemKind.CONCERN: "C", ItemKind.WELCOMED: "W"}
"""What begins the numbers that we make."""

TEXTS = ("official_text", "quoted_text", "summary")


def words_of(content: Content) -> Words:
    """Return the words by which an item is known: of its text, else of our summary."""
    text = next((content[name] for name in TEXTS if content.get(name)), "")
    return digest(text), tuple(sorted(content.get("proposers", ())))


def key_of(entry: str, content: Content) -> str:
    """Return what names an entry that does not belong to an election."""
    return " ".join(str(content[name]) for name in KIND[entry].key)


@dataclass(frozen=True)
class KnownItem:
    """An item that is recorded, as far as a table can tell of it."""

    ref: str
    number: str
    content: Content


@dataclass
class KnownDocument:
    """A document: its election, what is recorded of its items, and the keys of its answers."""

    election: str
    items: dict[Words, deque[KnownItem]] = field(default_factory=lambda: defaultdict(deque))
    by_number: dict[str, KnownItem] = field(default_factory=dict)
    answers: dict[str, Content] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


class Stock:
    """What is recorded, read in sets when it is first asked for; reads only."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._entries: dict[str, dict[str, str]] = {}
        self._documents: dict[str, KnownDocument | None] = {}
        self._last: dict[tuple[str, str], int] = {}
        self._used: dict[str, set[str]] = defaultdict(set)
        self._printed: dict[str, int] = {}

    def find(self, entry: str, key: str) -> Content | None:
        """Return the recorded entry of this key as the content of a draft, or `None`."""
        if entry not in self._entries:
            self._entries[entry] = {
                named(entry, record): packed(entry, to_input(entry, record))
                for record in self._records(entry)
            }
        found = self._entries[entry].get(key)
        return json.loads(found) if found is not None else None

    def _records(self, entry: str) -> Iterable[Content]:
        return (plain(record) for record, _ in rows(self._db, TABLE[LIST[entry]]))

    def learn(self, slugs: Collection[str]) -> None:
        """Read what is recorded of documents, their items and their answers. 5 statements."""
        new = sorted(set(slugs) - self._documents.keys())
        for chunk in chunks(new):
            statement = (
                sa.select(col(Document.slug), col(Election.code))
                .join(Election, col(Election.id) == col(Document.election_id))
                .where(col(Document.slug).in_(chunk))
            )
            known = {slug: KnownDocument(code) for slug, code in self._db.execute(statement)}
            self._documents |= {slug: known.get(slug) for slug in chunk}
            if known:
                self._learn_items(known)
                self._learn_answers(known)
                self._learn_numbers({document.election for document in known.values()})

    def announce(self, slug: str, election: str | None) -> None:
        """Take note of a document that a row of the table gives, and of its election."""
        if election and self._documents.get(slug) is None:
            self._documents[slug] = KnownDocument(election)
            self._learn_numbers({election})

    def document(self, slug: str) -> KnownDocument | None:
        """Return what is known of a document of an election, if there is one of this slug."""
        return self._documents.get(slug)

    def keep_free(self, last: dict[str, int]) -> None:
        """Take note of the last number that the table gives, by the letter before it."""
        for letter, number in last.items():
            self._printed[letter] = max(self._printed.get(letter, 0), number)

    def next_number(self, election: str, kind: ItemKind) -> str:
        """Return a number of ours, behind those that exist and those that the table gives."""
        letter = LETTER[kind]
        last = max(self._last.get((election, letter), 0), self._printed.get(letter, 0))
        self._last[election, letter] = last + 1
        return f"{letter}{last + 1}"

    def is_used(self, election: str, number: str) -> bool:
        """Return whether an item of the election is recorded under a number."""
        return number in self._used[election]

    def _learn_items(self, known: dict[str, KnownDocument]) -> None:
        names = (*TEXTS, "heading", "priority", "number_as_printed", "note")
        of_documents = col(Document.slug).in_(known)
        proposers: dict[int, list[str]] = defaultdict(list)
        for item_id, slug in self._db.execute(
            sa.select(col(ItemProposer.item_id), col(Organisation.slug))
            .join(Organisation, col(Organisation.id) == col(ItemProposer.organisation_id))
            .join(Recommendation, col(Recommendation.id) == col(ItemProposer.item_id))
            .join(Document, col(Document.id) == col(Recommendation.document_id))
            .where(of_documents)
        ):
            proposers[item_id].append(slug)
        statement = (
            sa.select(col(Document.slug), Recommendation)
            .join(Document, col(Document.id) == col(Recommendation.document_id))
            .where(of_documents)
            .order_by(col(Recommendation.ordinal))
        )
        for slug, item in self._db.execute(statement):
            content = {name: getattr(item, name) for name in names}
            content["proposers"] = proposers[item.id]
            found = KnownItem(item.ref, item.number, content)
            words = words_of(content)
            if item.text_digest:
                words = (item.text_digest, words[1])
            known[slug].items[words].append(found)
            known[slug].by_number[item.number] = found

    def _learn_answers(self, known: dict[str, KnownDocument]) -> None:
        statement = (
            sa.select(
                col(Document.slug),
                col(Recommendation.ref),
                col(Response.key),
                col(Response.position),
                col(Response.reported),
                col(Response.stated_as),
                col(Response.standpoint),
            )
            .join(Document, col(Document.id) == col(Response.document_id))
            .join(ResponseItem, col(ResponseItem.response_id) == col(Response.id))
            .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
            .where(col(Document.slug).in_(known))
            .order_by(col(Response.id))
        )
        for row in self._db.execute(statement):
            document = known[row.slug]
            document.keys.add(row.key)
            document.answers.setdefault(
                row.ref,
                {
                    "key": row.key,
                    "position": row.position.value,
                    "reported": row.reported.value,
                    "stated_as": row.stated_as,
                    "standpoint": row.standpoint,
                },
            )

    def _learn_numbers(self, codes: set[str]) -> None:
        """The last number of ours, or printed, of each letter in each of the elections."""
        new = codes - {code for code, _ in self._last}
        if not new:
            return
        self._last |= {(code, letter): 0 for code in new for letter in LETTER.values()}
        statement = (
            sa.select(col(Election.code), col(Recommendation.number))
            .join(Election, col(Election.id) == col(Recommendation.election_id))
            .where(col(Election.code).in_(sorted(new)))
        )
        for code, number in self._db.execute(statement):
            self._used[code].add(number)
            found = re.fullmatch(r"([CW]?)(\d+)[A-Z]?", number)
            if found:
                place = (code, found[1])
                self._last[place] = max(self._last[place], int(found[2]))


def named(entry: str, record: Content) -> str:
    """Return what names a record of the export: its reference, key, slug, code, or both ends."""
    if entry == "item":
        return f"{record['election']}-{record['number']}"
    return key_of(entry, to_input(entry, record))


def check(entry: str, content: Content) -> None:
    """Raise `ValidationError` when a content is no input of its kind."""
    KIND[entry].model.model_validate(content)


def packed(entry: str, content: Content) -> str:
    """Return a content in one form only, so that equal ones are equal texts.

    Raises `ValidationError` when the content is no input of its kind.
    """
    given = KIND[entry].model.model_validate(content)
    return given.model_dump_json(by_alias=True, exclude_defaults=True)
