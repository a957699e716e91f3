"""Items of observers' documents: recommendations, critical findings and welcomed steps."""

import sqlalchemy as sa
from sqlmodel import Field

from app.core.tables import Record, Table
from app.core.types import sort_text, text_enum
from app.vocabulary.lists import ItemKind


class Recommendation(Record, table=True):
    """One item.

    `ref` is permanent. `number` is canonical (2B, O7, C3, W3), `number_as_printed` what the
    document prints, empty where the number is ours. `official_text` comes only from an import; text
    known through another document's quotation is `quoted_text`. The unique constraints over several
    columns let links, threads and answers repeat these facts under foreign keys, so that the
    database itself refuses a link between countries or an answer to a container.
    """

    __tablename__ = "recommendations"
    __table_args__ = (
        sa.UniqueConstraint("id", "container"),
        sa.UniqueConstraint("id", "election_id", "container"),
        sa.UniqueConstraint("id", "country_id", "election_id", "kind", "container"),
        sa.UniqueConstraint("election_id", "number"),
        sa.UniqueConstraint("document_id", "ordinal"),
        sa.ForeignKeyConstraint(
            ["election_id", "country_id"], ["elections.id", "elections.country_id"]
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "election_id"], ["documents.id", "documents.election_id"]
        ),
        sa.ForeignKeyConstraint(
            ["parent_id", "election_id", "parent_container"],
            [f"recommendations.{column}" for column in ("id", "election_id", "container")],
        ),
        sa.CheckConstraint(
            "substr(ref, length(ref) - length(number)) = '-' || number", name="ref_ends_in_number"
        ),
        sa.CheckConstraint("NOT container OR kind = 'recommendation'", name="container_kind"),
        sa.CheckConstraint("NOT container OR parent_id IS NULL", name="container_parent"),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (parent_container IS NULL)"
            " AND (parent_container IS NULL OR parent_container)",
            name="parent_is_container",
        ),
        sa.CheckConstraint(
            "quoted_text IS NULL OR quoted_by_id IS NOT NULL",
            name="quoted_text_has_source",
        ),
        sa.CheckConstraint(
            "official_text IS NOT NULL OR quoted_text IS NOT NULL OR summary IS NOT NULL",
            name="some_text",
        ),
        sa.Index("ix_recommendations_election_id_sort_key", "election_id", "sort_key"),
    )

    ref: str = Field(unique=True)
    sort_key: str = Field(sa_type=sort_text(), unique=True)
    country_id: int = Field(foreign_key="countries.id", index=True)
    election_id: int = Field(foreign_key="elections.id")
    document_id: int
    kind: ItemKind = Field(sa_type=text_enum(ItemKind, "kind"))
    container: bool = False
    number: str
    number_as_printed: str | None = None
    ordinal: int
    parent_id: int | None = Field(default=None, index=True)
    parent_container: bool | None = None
    heading: str | None = None
    priority: bool | None = None
    summary: str | None = None
    official_text: str | None = None
    quoted_text: str | None = None
    quoted_by_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    text_digest: str | None = None
    only_kind: bool = False
    note: str | None = None


class ItemTopic(Table, table=True):
    """A topic of an item; the first is its main one."""

    __tablename__ = "item_topics"
    __table_args__ = (sa.UniqueConstraint("item_id", "topic_id"),)

    item_id: int = Field(foreign_key="recommendations.id", ondelete="CASCADE")
    topic_id: int = Field(foreign_key="topics.id", index=True)
    ordinal: int


class ItemAddressee(Table, table=True):
    """Who should act on an item: a reading, since documents seldom say."""

    __tablename__ = "item_addressees"
    __table_args__ = (sa.UniqueConstraint("item_id", "organisation_id"),)

    item_id: int = Field(foreign_key="recommendations.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    ordinal: int


class ItemProposer(Table, table=True):
    """A state that made the recommendation, where a body of states made the document."""

    __tablename__ = "item_proposers"
    __table_args__ = (sa.UniqueConstraint("item_id", "organisation_id"),)

    item_id: int = Field(foreign_key="recommendations.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    ordinal: int
