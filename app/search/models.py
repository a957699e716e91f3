"""What is searched: one entry for each thing found, and the words that exist.

The index proper is the databases' own, kept in step by them: on SQLite the FTS5 table `search_fts`
that triggers fill, on PostgreSQL the column `search_fts` that is generated from the two texts.
"""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Table
from app.core.types import sort_text, text_enum


class Found(StrEnum):
    """What search finds, in the order in which it is shown."""

    THREAD = "thread"
    ITEM = "item"
    ANSWER = "answer"
    UNDERTAKING = "undertaking"
    STATEMENT = "statement"
    TOPIC = "topic"
    STANDARD = "standard"
    INSTRUMENT = "instrument"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    ELECTION = "election"


class SearchEntry(Table, table=True):
    """A thing that search finds: what is shown of it, and its texts as the index holds them.

    `owner_id` is its row in the table of its kind; `known_by` the day from which it is found.
    """

    __tablename__ = "search_entries"
    __table_args__ = (
        sa.UniqueConstraint("kind", "owner_id"),
        sa.Index("ix_search_entries_kind_known_by", "kind", "known_by"),
    )

    kind: Found = Field(sa_type=text_enum(Found, "kind"))
    owner_id: int
    country_id: int | None = Field(default=None, foreign_key="countries.id", index=True)
    known_by: date
    key: str = Field(sa_type=sort_text())
    title: str
    body: str
    url: str
    title_words: str
    body_words: str


class SearchWord(Table, table=True):
    """A word that stands in some text, folded, and in how many entries it was met."""

    __tablename__ = "search_words"
    __table_args__ = (sa.Index("ix_search_words_first_length", "first", "length"),)

    word: str = Field(sa_type=sort_text(), unique=True)
    first: str
    length: int
    uses: int
