"""What is searched: for each kind of thing, its texts and what is shown of it, read from rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.documents.models import Document
from app.elections.models import Election
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.responses.models import Response, ResponseItem
from app.search.models import Found
from app.search.words import index_text, written_words
from app.standards.models import Instrument, Standard
from app.statements.models import Statement
from app.statuses.models import ThreadStatus
from app.threads.models import Thread
from app.topics.models import Topic
from app.undertakings.models import Undertaking

ALWAYS = date(1, 1, 1)
"""The day from which a thing is found that no document dates."""


@dataclass(frozen=True)
class Entry:
    """A thing that search finds, as its row says; `title` and `body` are shown.

    `also` are texts by which its title is found too, such as its code.
    """

    kind: Found
    owner_id: int
    key: str
    title: str
    url: str
    body: str = ""
    also: tuple[str | None, ...] = ()
    country_id: int | None = None
    known_by: date = ALWAYS

    def values(self) -> dict[str, Any]:
        """What is stored, by column."""
        return {
            "kind": self.kind,
            "owner_id": self.owner_id,
            "country_id": self.country_id,
            "known_by": self.known_by,
            "key": self.key,
            "title": self.title,
            "body": self.body,
            "url": self.url,
            "title_words": index_text(self.title, *self.also),
            "body_words": index_text(*self.body.split("\n")),
        }

    def words(self) -> set[str]:
        """The words that stand in it, folded."""
        texts = (self.title, self.body, *self.also)
        return {word for text in texts if text for word in written_words(text)}


def _joined(*texts: str | None) -> str:
    return "\n".join(" ".join(text.split()) for text in texts if text)


Parent = aliased(Recommendation)
Above = aliased(Topic)
First = aliased(ResponseItem)


_ITEM: list[Any] = [
    col(Recommendation.id).label("owner_id"),
    col(Recommendation.ref),
    col(Recommendation.number),
    col(Recommendation.number_as_printed),
    col(Recommendation.country_id),
    col(Recommendation.heading),
    col(Recommendation.official_text),
    col(Recommendation.quoted_text),
    col(Recommendation.summary),
    col(Document.published_by).label("known_by"),
    col(Parent.official_text).label("parent_official"),
    col(Parent.quoted_text).label("parent_quoted"),
]


def _items() -> sa.Select[Any]:
    return (
        sa.select(*_ITEM)
        .join(Document, col(Document.id) == col(Recommendation.document_id))
        .outerjoin(Parent, col(Parent.id) == col(Recommendation.parent_id))
    )


def _item(row: Any) -> Entry:
    texts = [text for text in (row.official_text, row.quoted_text, row.summary) if text]
    return Entry(
        Found.ITEM,
        row.owner_id,
        row.ref,
        title=" ".join(texts[0].split()),
        body=_joined(*texts[1:], row.parent_official or row.parent_quoted),
        also=(row.ref, row.heading, row.number_as_printed, _lettered(row.number)),
        url=f"/recommendations/{row.ref}",
        country_id=row.country_id,
        known_by=row.known_by,
    )


def _lettered(number: str) -> str | None:
    """A lettered number as documents print it whole: 2(b) for 2B."""
    found = re.fullmatch(r"(\d+)([A-Z])", number)
    return f"{found[1]}({found[2].lower()})" if found else None


def _threads() -> sa.Select[Any]:
    first = (
        sa.select(sa.func.min(col(ThreadStatus.since)))
        .where(col(ThreadStatus.thread_id) == col(Thread.id))
        .scalar_subquery()
    )
    return (
        sa.select(Thread)
        .add_columns(col(Thread.id).label("owner_id"), first.label("known_by"))
        .where(first.is_not(None))
    )


def _thread(row: Any) -> Entry:
    thread = row.Thread
    return Entry(
        Found.THREAD,
        thread.id,
        thread.slug,
        title=thread.title,
        body=_joined(thread.summary),
        url=f"/threads/{thread.slug}",
        country_id=thread.country_id,
        known_by=row.known_by,
    )


_ANSWER: list[Any] = [
    col(Response.id).label("owner_id"),
    col(Response.summary),
    col(Response.standpoint),
    col(Response.stated_as),
    col(Document.published_by).label("known_by"),
    col(Document.country_id).label("country_id"),
    col(Organisation.short_name).label("responder"),
    col(Recommendation.ref).label("ref"),
]


def _answers() -> sa.Select[Any]:
    first = (
        sa.select(sa.func.min(col(First.ordinal)))
        .where(col(First.response_id) == col(Response.id))
        .scalar_subquery()
    )
    return (
        sa.select(*_ANSWER)
        .join(Document, col(Document.id) == col(Response.document_id))
        .join(Organisation, col(Organisation.id) == col(Response.responder_id))
        .join(
            ResponseItem,
            sa.and_(
                col(ResponseItem.response_id) == col(Response.id),
                col(ResponseItem.ordinal) == first,
            ),
        )
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
    )


def _answer(row: Any) -> Entry:
    return Entry(
        Found.ANSWER,
        row.owner_id,
        row.ref,
        title=f"{row.ref}, {row.responder}",
        body=_joined(row.summary, row.standpoint),
        also=(row.stated_as,),
        url=f"/recommendations/{row.ref}#answers-title",
        country_id=row.country_id,
        known_by=row.known_by or ALWAYS,
    )


def _announced(model: Any) -> sa.Select[Any]:
    """Undertakings or statements, with what their documents say of them."""
    return (
        sa.select(model)
        .add_columns(
            col(model.id).label("owner_id"),
            col(Document.published_by).label("known_by"),
            col(Document.country_id).label("country_id"),
        )
        .join(Document, col(Document.id) == col(model.document_id))
    )


def _undertaking(row: Any) -> Entry:
    return _from_document(Found.UNDERTAKING, row.Undertaking, row, "/undertakings")


def _statement(row: Any) -> Entry:
    return _from_document(Found.STATEMENT, row.Statement, row, "/statements")


def _from_document(kind: Found, record: Any, row: Any, path: str) -> Entry:
    return Entry(
        kind,
        record.id,
        record.key,
        title=record.summary,
        url=f"{path}#{record.key}",
        country_id=row.country_id,
        known_by=row.known_by or ALWAYS,
    )


def _topics() -> sa.Select[Any]:
    return (
        sa.select(Topic)
        .add_columns(col(Topic.id).label("owner_id"), Above.title.label("above"))  # type: ignore[attr-defined]
        .outerjoin(Above, col(Above.id) == col(Topic.parent_id))
    )


def _topic(row: Any) -> Entry:
    topic = row.Topic
    title = f"{row.above}: {topic.title}" if row.above else topic.title
    return Entry(Found.TOPIC, topic.id, topic.slug, title=title, url=f"/topics/{topic.slug}")


def _standards() -> sa.Select[Any]:
    return (
        sa.select(Standard)
        .add_columns(col(Standard.id).label("owner_id"), Instrument)
        .join(Instrument, col(Instrument.id) == col(Standard.instrument_id))
    )


def _standard(row: Any) -> Entry:
    standard, instrument = row.Standard, row.Instrument
    title = " ".join(part for part in (instrument.short_title, standard.provision) if part)
    return Entry(
        Found.STANDARD,
        standard.id,
        standard.slug,
        title=title,
        body=_joined(standard.label, instrument.title),
        url=f"/standards/{standard.slug}",
    )


def _instruments() -> sa.Select[Any]:
    return sa.select(Instrument).add_columns(col(Instrument.id).label("owner_id"))


def _instrument(row: Any) -> Entry:
    instrument = row.Instrument
    return Entry(
        Found.INSTRUMENT,
        instrument.id,
        instrument.slug,
        title=instrument.title,
        also=(instrument.short_title,),
        url=f"/standards/{instrument.slug}",
    )


def _organisations() -> sa.Select[Any]:
    return sa.select(Organisation).add_columns(col(Organisation.id).label("owner_id"))


def _organisation(row: Any) -> Entry:
    organisation = row.Organisation
    return Entry(
        Found.ORGANISATION,
        organisation.id,
        organisation.slug,
        title=organisation.name,
        also=(organisation.short_name, organisation.slug),
        url=f"/organisations/{organisation.slug}",
        country_id=organisation.country_id,
    )


def _documents() -> sa.Select[Any]:
    return (
        sa.select(Document)
        .add_columns(col(Document.id).label("owner_id"), col(Election.held_on).label("held_on"))
        .outerjoin(Election, col(Election.id) == col(Document.election_id))
    )


def _document(row: Any) -> Entry:
    document = row.Document
    return Entry(
        Found.DOCUMENT,
        document.id,
        document.slug,
        title=document.title,
        also=(document.slug,),
        url=f"/documents/{document.slug}",
        country_id=document.country_id,
        known_by=document.published_by or row.held_on or ALWAYS,
    )


def _elections() -> sa.Select[Any]:
    first = (
        sa.select(sa.func.min(col(Document.published_by)))
        .where(col(Document.election_id) == col(Election.id))
        .correlate(Election)
        .scalar_subquery()
    )
    return sa.select(Election).add_columns(
        col(Election.id).label("owner_id"), first.label("first_document")
    )


def _election(row: Any) -> Entry:
    election = row.Election
    return Entry(
        Found.ELECTION,
        election.id,
        election.code,
        title=election.title,
        also=(election.code, election.first_day[:4]),
        url=f"/elections/{election.code}",
        country_id=election.country_id,
        known_by=min(election.held_on, row.first_document or election.held_on),
    )


@dataclass(frozen=True)
class Source:
    """Where the entries of a kind come from: the rows' id, their statement, how one is read."""

    kind: Found
    owner: Any
    statement: Callable[[], sa.Select[Any]]
    entry: Callable[[Any], Entry]


SOURCES = (
    Source(Found.THREAD, col(Thread.id), _threads, _thread),
    Source(Found.ITEM, col(Recommendation.id), _items, _item),
    Source(Found.ANSWER, col(Response.id), _answers, _answer),
    Source(Found.UNDERTAKING, col(Undertaking.id), lambda: _announced(Undertaking), _undertaking),
    Source(Found.STATEMENT, col(Statement.id), lambda: _announced(Statement), _statement),
    Source(Found.TOPIC, col(Topic.id), _topics, _topic),
    Source(Found.STANDARD, col(Standard.id), _standards, _standard),
    Source(Found.INSTRUMENT, col(Instrument.id), _instruments, _instrument),
    Source(Found.ORGANISATION, col(Organisation.id), _organisations, _organisation),
    Source(Found.DOCUMENT, col(Document.id), _documents, _document),
    Source(Found.ELECTION, col(Election.id), _elections, _election),
)


def entries(db: Session, source: Source, chunk: int) -> Iterator[Sequence[Entry]]:
    """Yield the entries of a kind by id, a chunk at a time. 1 statement a chunk."""
    last = 0
    while True:
        rows = db.execute(
            source.statement().where(source.owner > last).order_by(source.owner).limit(chunk)
        ).all()
        if rows:
            yield [source.entry(row) for row in rows]
            last = rows[-1].owner_id
        if len(rows) < chunk:
            return
