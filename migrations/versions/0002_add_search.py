"""Add the search entries, their index on each database, and the words that exist."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "word", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
        sa.UniqueConstraint("word", name=op.f("uq_search_words_word")),
    )
    op.create_index(
        "ix_search_words_first_length", "search_words", ["first", "length"], unique=False
    )
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "thread",
                "item",
                "answer",
                "undertaking",
                "statement",
                "topic",
                "standard",
                "instrument",
                "organisation",
                "document",
                "election",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.Column("known_by", sa.Date(), nullable=False),
        sa.Column(
            "key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title_words", sa.String(), nullable=False),
        sa.Column("body_words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_search_entries_country_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "owner_id", name=op.f("uq_search_entries_kind_owner_id")),
    )
    op.create_index(
        op.f("ix_search_entries_country_id"), "search_entries", ["country_id"], unique=False
    )
    op.create_index(
        "ix_search_entries_kind_known_by", "search_entries", ["kind", "known_by"], unique=False
    )
    op.drop_column("recommendations", "search_text")
    if op.get_bind().dialect.name == "sqlite":
        _index_on_sqlite()
    else:
        _index_on_postgresql()


def _index_on_sqlite() -> None:
    """An index of tokens outside the table, kept in step by triggers."""
    op.execute(
        """CREATE VIRTUAL TABLE search_fts USING fts5 (
            title_words, body_words, content='search_entries', content_rowid='id',
            tokenize='ascii', prefix='3 4'
        )"""
    )
    added = (
        "INSERT INTO search_fts (rowid, title_words, body_words)"
        " VALUES (new.id, new.title_words, new.body_words);"
    )
    gone = (
        "INSERT INTO search_fts (search_fts, rowid, title_words, body_words)"
        " VALUES ('delete', old.id, old.title_words, old.body_words);"
    )
    for name, event, body in (
        ("insert", "INSERT", added),
        ("delete", "DELETE", gone),
        ("update", "UPDATE", gone + added),
    ):
        op.execute(
            f"CREATE TRIGGER search_fts_{name} AFTER {event} ON search_entries BEGIN {body} END"
        )


def _index_on_postgresql() -> None:
    """A column made from the two texts; the title's tokens weigh A."""
    op.execute(
        """ALTER TABLE search_entries ADD COLUMN search_fts tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_words), 'A')
            || setweight(to_tsvector('simple', body_words), 'B')
        ) STORED"""
    )
    op.execute("CREATE INDEX ix_search_entries_search_fts ON search_entries USING gin (search_fts)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_fts")
    op.add_column(
        "recommendations", sa.Column("search_text", sa.String(), server_default="", nullable=False)
    )
    op.drop_index("ix_search_entries_kind_known_by", table_name="search_entries")
    op.drop_index(op.f("ix_search_entries_country_id"), table_name="search_entries")
    op.drop_table("search_entries")
    op.drop_index("ix_search_words_first_length", table_name="search_words")
    op.drop_table("search_words")
