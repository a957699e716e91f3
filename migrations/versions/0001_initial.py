"""Create the tables of the first release.

Before you commit: read what autogenerate wrote; number the file NNNN_verb_object; write the way down
too; run the migration tests, which go up and down with rows present on both databases.
See migrations/README.md.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "countries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countries")),
        sa.UniqueConstraint("code", name=op.f("uq_countries_code")),
    )
    op.create_table(
        "instruments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "instrument_class",
            sa.Enum(
                "treaty",
                "interpretation",
                "political_commitment",
                "good_practice",
                name="instrument_class",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("dated", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(dated) IN (4, 7, 10) AND ltrim(substr(dated, 1, 4), '0123456789') = '' AND substr(dated, 1, 4) BETWEEN '0001' AND '9998' AND (length(dated) = 4 OR (substr(dated, 5, 1) = '-' AND ltrim(substr(dated, 6, 2), '0123456789') = '' AND substr(dated, 6, 2) BETWEEN '01' AND '12')) AND (length(dated) < 10 OR (substr(dated, 8, 1) = '-' AND ltrim(substr(dated, 9, 2), '0123456789') = '' AND substr(dated, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_instruments_dated_form"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruments")),
        sa.UniqueConstraint("slug", name=op.f("uq_instruments_slug")),
    )
    op.create_table(
        "seed_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seed_records")),
        sa.UniqueConstraint("entry", "key", name=op.f("uq_seed_records_entry_key")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (slug NOT LIKE '%/%')", name=op.f("ck_topics_two_levels")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["topics.id"], name=op.f("fk_topics_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("slug", name=op.f("uq_topics_slug")),
    )
    op.create_index(op.f("ix_topics_parent_id"), "topics", ["parent_id"], unique=False)
    op.create_table(
        "elections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "PARL",
                "PRES",
                "LOCAL",
                "RFDM",
                "UPR",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(first_day) IN (4, 7, 10) AND ltrim(substr(first_day, 1, 4), '0123456789') = '' AND substr(first_day, 1, 4) BETWEEN '0001' AND '9998' AND (length(first_day) = 4 OR (substr(first_day, 5, 1) = '-' AND ltrim(substr(first_day, 6, 2), '0123456789') = '' AND substr(first_day, 6, 2) BETWEEN '01' AND '12')) AND (length(first_day) < 10 OR (substr(first_day, 8, 1) = '-' AND ltrim(substr(first_day, 9, 2), '0123456789') = '' AND substr(first_day, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_elections_first_day_form"),
        ),
        sa.CheckConstraint(
            "length(last_day) IN (4, 7, 10) AND ltrim(substr(last_day, 1, 4), '0123456789') = '' AND substr(last_day, 1, 4) BETWEEN '0001' AND '9998' AND (length(last_day) = 4 OR (substr(last_day, 5, 1) = '-' AND ltrim(substr(last_day, 6, 2), '0123456789') = '' AND substr(last_day, 6, 2) BETWEEN '01' AND '12')) AND (length(last_day) < 10 OR (substr(last_day, 8, 1) = '-' AND ltrim(substr(last_day, 9, 2), '0123456789') = '' AND substr(last_day, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_elections_last_day_form"),
        ),
        sa.CheckConstraint(
            "length(first_day) < 10 OR length(last_day) < 10 OR first_day <= last_day",
            name=op.f("ck_elections_days_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_elections_country_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
        sa.UniqueConstraint("code", name=op.f("uq_elections_code")),
        sa.UniqueConstraint("id", "country_id", name=op.f("uq_elections_id_country_id")),
        sa.UniqueConstraint("id", "held_on", name=op.f("uq_elections_id_held_on")),
    )
    op.create_index(op.f("ix_elections_country_id"), "elections", ["country_id"], unique=False)
    op.create_table(
        "instrument_bindings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column("binds_from", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(binds_from) IN (4, 7, 10) AND ltrim(substr(binds_from, 1, 4), '0123456789') = '' AND substr(binds_from, 1, 4) BETWEEN '0001' AND '9998' AND (length(binds_from) = 4 OR (substr(binds_from, 5, 1) = '-' AND ltrim(substr(binds_from, 6, 2), '0123456789') = '' AND substr(binds_from, 6, 2) BETWEEN '01' AND '12')) AND (length(binds_from) < 10 OR (substr(binds_from, 8, 1) = '-' AND ltrim(substr(binds_from, 9, 2), '0123456789') = '' AND substr(binds_from, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_instrument_bindings_binds_from_form"),
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_instrument_bindings_country_id")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"],
            ["instruments.id"],
            name=op.f("fk_instrument_bindings_instrument_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_bindings")),
        sa.UniqueConstraint(
            "instrument_id",
            "country_id",
            name=op.f("uq_instrument_bindings_instrument_id_country_id"),
        ),
    )
    op.create_index(
        op.f("ix_instrument_bindings_country_id"),
        "instrument_bindings",
        ["country_id"],
        unique=False,
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "observer",
                "authority",
                "court",
                "citizen_group",
                "international_body",
                "state",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_organisations_country_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_index(
        op.f("ix_organisations_country_id"), "organisations", ["country_id"], unique=False
    )
    op.create_table(
        "standards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("provision", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instruments.id"], name=op.f("fk_standards_instrument_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standards")),
        sa.UniqueConstraint("slug", name=op.f("uq_standards_slug")),
    )
    op.create_index(
        op.f("ix_standards_instrument_id"), "standards", ["instrument_id"], unique=False
    )
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("curated_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_threads_country_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_threads_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
        sa.UniqueConstraint("id", "country_id", name=op.f("uq_threads_id_country_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_threads_slug")),
    )
    op.create_index(op.f("ix_threads_country_id"), "threads", ["country_id"], unique=False)
    op.create_index(op.f("ix_threads_topic_id"), "threads", ["topic_id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=True),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "final_report",
                "preliminary_statement",
                "interim_report",
                "needs_assessment",
                "comments",
                "law",
                "legal_opinion",
                "letter",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("published_by", sa.Date(), nullable=True),
        sa.Column(
            "date_basis",
            sa.Enum(
                "printed",
                "inferred",
                name="date_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("date_note", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column(
            "pages_basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="pages_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("reiterates_earlier", sa.Boolean(), nullable=False),
        sa.Column("reiterates_page", sa.Integer(), nullable=True),
        sa.Column(
            "reiterates_page_basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="reiterates_page_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reiterates_section", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(published_on) IN (4, 7, 10) AND ltrim(substr(published_on, 1, 4), '0123456789') = '' AND substr(published_on, 1, 4) BETWEEN '0001' AND '9998' AND (length(published_on) = 4 OR (substr(published_on, 5, 1) = '-' AND ltrim(substr(published_on, 6, 2), '0123456789') = '' AND substr(published_on, 6, 2) BETWEEN '01' AND '12')) AND (length(published_on) < 10 OR (substr(published_on, 8, 1) = '-' AND ltrim(substr(published_on, 9, 2), '0123456789') = '' AND substr(published_on, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_documents_published_on_form"),
        ),
        sa.CheckConstraint(
            "(published_on IS NULL) = (published_by IS NULL)",
            name=op.f("ck_documents_published_on_and_by"),
        ),
        sa.CheckConstraint(
            "NOT held OR published_on IS NOT NULL", name=op.f("ck_documents_held_is_dated")
        ),
        sa.CheckConstraint(
            "NOT reiterates_earlier OR reiterates_section IS NOT NULL",
            name=op.f("ck_documents_reiterates_place"),
        ),
        sa.CheckConstraint("held IN (true, false)", name=op.f("ck_documents_held")),
        sa.CheckConstraint(
            "reiterates_earlier IN (true, false)", name=op.f("ck_documents_reiterates_earlier")
        ),
        sa.CheckConstraint(
            "reiterates_page IS NULL OR reiterates_page > 0",
            name=op.f("ck_documents_reiterates_page"),
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_documents_country_id")
        ),
        sa.ForeignKeyConstraint(
            ["election_id", "country_id"],
            ["elections.id", "elections.country_id"],
            name=op.f("fk_documents_election_id_country_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", "election_id", name=op.f("uq_documents_id_election_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_documents_slug")),
    )
    op.create_index(op.f("ix_documents_country_id"), "documents", ["country_id"], unique=False)
    op.create_index(op.f("ix_documents_election_id"), "documents", ["election_id"], unique=False)
    op.create_table(
        "thread_statuses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("recommended", sa.Integer(), nullable=False),
        sa.Column("first_election_id", sa.Integer(), nullable=False),
        sa.Column("last_election_id", sa.Integer(), nullable=False),
        sa.Column("first_held_on", sa.Date(), nullable=False),
        sa.Column("span_days", sa.Integer(), nullable=False),
        sa.Column("accounts_differ", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "accounts_differ IN (true, false)", name=op.f("ck_thread_statuses_accounts_differ")
        ),
        sa.CheckConstraint("since < until", name=op.f("ck_thread_statuses_interval")),
        sa.ForeignKeyConstraint(
            ["first_election_id"],
            ["elections.id"],
            name=op.f("fk_thread_statuses_first_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["last_election_id"], ["elections.id"], name=op.f("fk_thread_statuses_last_election_id")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["threads.id"],
            name=op.f("fk_thread_statuses_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_statuses")),
        sa.UniqueConstraint("thread_id", "since", name=op.f("uq_thread_statuses_thread_id_since")),
    )
    op.create_index(
        op.f("ix_thread_statuses_first_election_id"),
        "thread_statuses",
        ["first_election_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_thread_statuses_last_election_id"),
        "thread_statuses",
        ["last_election_id"],
        unique=False,
    )
    op.create_table(
        "document_issuers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_issuers_document_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_document_issuers_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_issuers")),
        sa.UniqueConstraint(
            "document_id",
            "organisation_id",
            name=op.f("uq_document_issuers_document_id_organisation_id"),
        ),
    )
    op.create_index(
        op.f("ix_document_issuers_organisation_id"),
        "document_issuers",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "recommendation",
                "concern",
                "welcomed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("container", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_as_printed", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("parent_container", sa.Boolean(), nullable=True),
        sa.Column("heading", sa.String(), nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("official_text", sa.String(), nullable=True),
        sa.Column("quoted_text", sa.String(), nullable=True),
        sa.Column("quoted_by_id", sa.Integer(), nullable=True),
        sa.Column("text_digest", sa.String(), nullable=True),
        sa.Column("only_kind", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.CheckConstraint(
            "NOT container OR kind = 'recommendation'",
            name=op.f("ck_recommendations_container_kind"),
        ),
        sa.CheckConstraint(
            "substr(ref, length(ref) - length(number)) = '-' || number",
            name=op.f("ck_recommendations_ref_ends_in_number"),
        ),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (parent_container IS NULL) AND (parent_container IS NULL OR parent_container)",
            name=op.f("ck_recommendations_parent_is_container"),
        ),
        sa.CheckConstraint(
            "NOT container OR parent_id IS NULL", name=op.f("ck_recommendations_container_parent")
        ),
        sa.CheckConstraint("container IN (true, false)", name=op.f("ck_recommendations_container")),
        sa.CheckConstraint(
            "official_text IS NOT NULL OR quoted_text IS NOT NULL OR summary IS NOT NULL",
            name=op.f("ck_recommendations_some_text"),
        ),
        sa.CheckConstraint("only_kind IN (true, false)", name=op.f("ck_recommendations_only_kind")),
        sa.CheckConstraint(
            "parent_container IN (true, false)", name=op.f("ck_recommendations_parent_container")
        ),
        sa.CheckConstraint("priority IN (true, false)", name=op.f("ck_recommendations_priority")),
        sa.CheckConstraint(
            "quoted_text IS NULL OR quoted_by_id IS NOT NULL",
            name=op.f("ck_recommendations_quoted_text_has_source"),
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_recommendations_country_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "election_id"],
            ["documents.id", "documents.election_id"],
            name=op.f("fk_recommendations_document_id_election_id"),
        ),
        sa.ForeignKeyConstraint(
            ["election_id", "country_id"],
            ["elections.id", "elections.country_id"],
            name=op.f("fk_recommendations_election_id_country_id"),
        ),
        sa.ForeignKeyConstraint(
            ["election_id"], ["elections.id"], name=op.f("fk_recommendations_election_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id", "election_id", "parent_container"],
            ["recommendations.id", "recommendations.election_id", "recommendations.container"],
            name=op.f("fk_recommendations_parent_id_election_id_parent_container"),
        ),
        sa.ForeignKeyConstraint(
            ["quoted_by_id"], ["documents.id"], name=op.f("fk_recommendations_quoted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
        sa.UniqueConstraint(
            "document_id", "ordinal", name=op.f("uq_recommendations_document_id_ordinal")
        ),
        sa.UniqueConstraint(
            "election_id", "number", name=op.f("uq_recommendations_election_id_number")
        ),
        sa.UniqueConstraint("id", "container", name=op.f("uq_recommendations_id_container")),
        sa.UniqueConstraint(
            "id",
            "country_id",
            "election_id",
            "kind",
            "container",
            name=op.f("uq_recommendations_id_country_id_election_id_kind_container"),
        ),
        sa.UniqueConstraint(
            "id",
            "election_id",
            "container",
            name=op.f("uq_recommendations_id_election_id_container"),
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_recommendations_ref")),
        sa.UniqueConstraint("sort_key", name=op.f("uq_recommendations_sort_key")),
    )
    op.create_index(
        op.f("ix_recommendations_country_id"), "recommendations", ["country_id"], unique=False
    )
    op.create_index(
        "ix_recommendations_election_id_sort_key",
        "recommendations",
        ["election_id", "sort_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_recommendations_parent_id"), "recommendations", ["parent_id"], unique=False
    )
    op.create_index(
        op.f("ix_recommendations_quoted_by_id"), "recommendations", ["quoted_by_id"], unique=False
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("informant_id", sa.Integer(), nullable=True),
        sa.Column(
            "position",
            sa.Enum(
                "accepted",
                "accepted_in_part",
                "not_accepted",
                "under_study",
                "noted",
                "not_stated",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reported",
            sa.Enum(
                "implemented",
                "implemented_continuing",
                "being_implemented",
                "none",
                name="reported",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "already_in_place",
                "done_since",
                "not_said",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "law",
                "practice",
                "both",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("stated_as", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("standpoint", sa.String(), nullable=True),
        sa.Column("text_digest", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reported <> 'none' OR ground = 'not_said'", name=op.f("ck_responses_ground_of_report")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_responses_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["informant_id"], ["organisations.id"], name=op.f("fk_responses_informant_id")
        ),
        sa.ForeignKeyConstraint(
            ["responder_id"], ["organisations.id"], name=op.f("fk_responses_responder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("key", name=op.f("uq_responses_key")),
    )
    op.create_index(op.f("ix_responses_document_id"), "responses", ["document_id"], unique=False)
    op.create_index(op.f("ix_responses_informant_id"), "responses", ["informant_id"], unique=False)
    op.create_index(op.f("ix_responses_responder_id"), "responses", ["responder_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("verifiable", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("verifiable IN (true, false)", name=op.f("ck_statements_verifiable")),
        sa.ForeignKeyConstraint(["by_id"], ["organisations.id"], name=op.f("fk_statements_by_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_statements_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("key", name=op.f("uq_statements_key")),
    )
    op.create_index(op.f("ix_statements_by_id"), "statements", ["by_id"], unique=False)
    op.create_index(op.f("ix_statements_document_id"), "statements", ["document_id"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("item_container", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("assessed_on", sa.String(), nullable=False),
        sa.Column("assessed_by", sa.Date(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "fully",
                "mostly",
                "partially",
                "not_implemented",
                "no_longer_applicable",
                "not_assessable",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "stated",
                "editor_reading",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("read_by", sa.String(), nullable=True),
        sa.Column(
            "scope",
            sa.Enum(
                "law",
                "practice",
                "both",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(basis = 'editor_reading') = (read_by IS NOT NULL)",
            name=op.f("ck_assessments_reading_names_reader"),
        ),
        sa.CheckConstraint(
            "length(assessed_on) IN (4, 7, 10) AND ltrim(substr(assessed_on, 1, 4), '0123456789') = '' AND substr(assessed_on, 1, 4) BETWEEN '0001' AND '9998' AND (length(assessed_on) = 4 OR (substr(assessed_on, 5, 1) = '-' AND ltrim(substr(assessed_on, 6, 2), '0123456789') = '' AND substr(assessed_on, 6, 2) BETWEEN '01' AND '12')) AND (length(assessed_on) < 10 OR (substr(assessed_on, 8, 1) = '-' AND ltrim(substr(assessed_on, 9, 2), '0123456789') = '' AND substr(assessed_on, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_assessments_assessed_on_form"),
        ),
        sa.CheckConstraint("NOT item_container", name=op.f("ck_assessments_no_container")),
        sa.CheckConstraint(
            "item_container IN (true, false)", name=op.f("ck_assessments_item_container")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_assessments_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            name=op.f("fk_assessments_item_id_item_container"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("key", name=op.f("uq_assessments_key")),
    )
    op.create_index(
        op.f("ix_assessments_document_id"), "assessments", ["document_id"], unique=False
    )
    op.create_index(op.f("ix_assessments_item_id"), "assessments", ["item_id"], unique=False)
    op.create_table(
        "citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("cited_by_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "basis",
                "disputed",
                "invoked_as_limit",
                "said_to_be_met",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("as_printed", sa.String(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(item_id IS NULL) <> (response_id IS NULL)", name=op.f("ck_citations_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["cited_by_id"], ["organisations.id"], name=op.f("fk_citations_cited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_citations_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_citations_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_citations_response_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standards.id"], name=op.f("fk_citations_standard_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citations")),
        sa.UniqueConstraint(
            "item_id",
            "standard_id",
            "cited_by_id",
            "purpose",
            name=op.f("uq_citations_item_id_standard_id_cited_by_id_purpose"),
        ),
        sa.UniqueConstraint(
            "response_id",
            "standard_id",
            "cited_by_id",
            "purpose",
            name=op.f("uq_citations_response_id_standard_id_cited_by_id_purpose"),
        ),
    )
    op.create_index(op.f("ix_citations_cited_by_id"), "citations", ["cited_by_id"], unique=False)
    op.create_index(op.f("ix_citations_document_id"), "citations", ["document_id"], unique=False)
    op.create_index(op.f("ix_citations_standard_id"), "citations", ["standard_id"], unique=False)
    op.create_table(
        "item_addressees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_item_addressees_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_item_addressees_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_addressees")),
        sa.UniqueConstraint(
            "item_id", "organisation_id", name=op.f("uq_item_addressees_item_id_organisation_id")
        ),
    )
    op.create_index(
        op.f("ix_item_addressees_organisation_id"),
        "item_addressees",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "item_statuses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "position",
            sa.Enum(
                "accepted",
                "accepted_in_part",
                "not_accepted",
                "under_study",
                "noted",
                "not_stated",
                name="position",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "reported",
            sa.Enum(
                "implemented",
                "implemented_continuing",
                "being_implemented",
                "none",
                name="reported",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("assessment", sa.String(length=32), nullable=True),
        sa.Column("headline", sa.String(length=32), nullable=True),
        sa.Column(
            "later",
            sa.Enum(
                "recommended_again",
                "concern_again",
                "not_itemised",
                "no_later_report",
                "other_kind",
                name="later",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("accounts_differ", sa.Boolean(), nullable=False),
        sa.Column(
            "accounts_differ_basis",
            sa.Enum(
                "stated",
                "editor",
                name="accounts_differ_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column(
            "recommended_again_in",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "concern_again_in",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "same_subject_in",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "assessment IN ('fully', 'mostly', 'partially', 'not_implemented', 'no_longer_applicable', 'not_assessable', 'differs')",
            name=op.f("ck_item_statuses_assessment"),
        ),
        sa.CheckConstraint(
            "headline IN ('fully', 'mostly', 'partially', 'not_implemented', 'no_longer_applicable', 'not_assessable', 'differs', 'recommended_again', 'concern_again', 'not_itemised', 'no_later_report', 'other_kind')",
            name=op.f("ck_item_statuses_headline"),
        ),
        sa.CheckConstraint(
            "accounts_differ IN (true, false)", name=op.f("ck_item_statuses_accounts_differ")
        ),
        sa.CheckConstraint("eligible IN (true, false)", name=op.f("ck_item_statuses_eligible")),
        sa.CheckConstraint("overdue IN (true, false)", name=op.f("ck_item_statuses_overdue")),
        sa.CheckConstraint("since < until", name=op.f("ck_item_statuses_interval")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_item_statuses_item_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_statuses")),
        sa.UniqueConstraint("item_id", "since", name=op.f("uq_item_statuses_item_id_since")),
    )
    op.create_table(
        "item_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_item_topics_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_item_topics_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_topics")),
        sa.UniqueConstraint("item_id", "topic_id", name=op.f("uq_item_topics_item_id_topic_id")),
    )
    op.create_index(op.f("ix_item_topics_topic_id"), "item_topics", ["topic_id"], unique=False)
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "repeats",
                "repeats_in_part",
                "extends",
                "related",
                "supports",
                "same_finding",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "suggested",
                "confirmed",
                "rejected",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "stated",
                "editor",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column(
            "signals", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("earlier_election_id", sa.Integer(), nullable=False),
        sa.Column(
            "earlier_kind",
            sa.Enum(
                "recommendation",
                "concern",
                "welcomed",
                name="earlier_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("earlier_container", sa.Boolean(), nullable=False),
        sa.Column("earlier_held_on", sa.Date(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("later_election_id", sa.Integer(), nullable=False),
        sa.Column(
            "later_kind",
            sa.Enum(
                "recommendation",
                "concern",
                "welcomed",
                name="later_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("later_container", sa.Boolean(), nullable=False),
        sa.Column("later_held_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "NOT (relation IN ('repeats', 'repeats_in_part', 'extends')) OR (earlier_held_on < later_held_on AND earlier_kind <> 'welcomed' AND later_kind <> 'welcomed')",
            name=op.f("ck_links_recurrence"),
        ),
        sa.CheckConstraint(
            "basis <> 'stated' OR (document_id IS NOT NULL AND section IS NOT NULL)",
            name=op.f("ck_links_stated_has_place"),
        ),
        sa.CheckConstraint(
            "relation <> 'supports' OR (earlier_kind = 'concern' AND later_kind = 'recommendation')",
            name=op.f("ck_links_supports"),
        ),
        sa.CheckConstraint(
            "relation NOT IN ('supports', 'same_finding') OR earlier_election_id = later_election_id",
            name=op.f("ck_links_within_election"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_links_confirmed_is_decided"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR why IS NOT NULL", name=op.f("ck_links_confirmed_has_reason")
        ),
        sa.CheckConstraint(
            "NOT earlier_container AND NOT later_container", name=op.f("ck_links_no_container")
        ),
        sa.CheckConstraint(
            "earlier_container IN (true, false)", name=op.f("ck_links_earlier_container")
        ),
        sa.CheckConstraint("earlier_id <> later_id", name=op.f("ck_links_two_items")),
        sa.CheckConstraint(
            "later_container IN (true, false)", name=op.f("ck_links_later_container")
        ),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name=op.f("ck_links_decided_by")),
        sa.CheckConstraint("length(trim(why)) > 0", name=op.f("ck_links_why")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_links_score")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_links_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_election_id", "earlier_held_on"],
            ["elections.id", "elections.held_on"],
            name="fk_links_earlier_election_id",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [
                "earlier_id",
                "country_id",
                "earlier_election_id",
                "earlier_kind",
                "earlier_container",
            ],
            [
                "recommendations.id",
                "recommendations.country_id",
                "recommendations.election_id",
                "recommendations.kind",
                "recommendations.container",
            ],
            name="fk_links_earlier_id",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["later_election_id", "later_held_on"],
            ["elections.id", "elections.held_on"],
            name="fk_links_later_election_id",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["later_id", "country_id", "later_election_id", "later_kind", "later_container"],
            [
                "recommendations.id",
                "recommendations.country_id",
                "recommendations.election_id",
                "recommendations.kind",
                "recommendations.container",
            ],
            name="fk_links_later_id",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("earlier_id", "later_id", name=op.f("uq_links_earlier_id_later_id")),
    )
    op.create_index(op.f("ix_links_document_id"), "links", ["document_id"], unique=False)
    op.create_index(op.f("ix_links_later_id"), "links", ["later_id"], unique=False)
    op.create_table(
        "response_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("item_container", sa.Boolean(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT item_container", name=op.f("ck_response_items_no_container")),
        sa.CheckConstraint(
            "item_container IN (true, false)", name=op.f("ck_response_items_item_container")
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            name=op.f("fk_response_items_item_id_item_container"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_response_items_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_items")),
        sa.UniqueConstraint(
            "response_id",
            "item_id",
            "part",
            name=op.f("uq_response_items_response_id_item_id_part"),
        ),
    )
    op.create_index(op.f("ix_response_items_item_id"), "response_items", ["item_id"], unique=False)
    op.create_index(
        "uq_response_items_whole",
        "response_items",
        ["response_id", "item_id"],
        unique=True,
        sqlite_where=sa.text("part IS NULL"),
        postgresql_where=sa.text("part IS NULL"),
    )
    op.create_table(
        "response_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "already_in_law",
                "constitution_bars",
                "law_bars",
                "no_commitment_requires",
                "contradicts_commitments",
                "outside_competence",
                "unclear",
                "impracticable",
                "other_states_do_likewise",
                "facts_disputed",
                "no_specifics_given",
                "will_consider",
                "restriction_justified",
                "national_circumstances",
                "provision_not_breached",
                "choice_of_others",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_response_reasons_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_reasons")),
        sa.UniqueConstraint(
            "response_id", "reason", name=op.f("uq_response_reasons_response_id_reason")
        ),
    )
    op.create_table(
        "statement_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("stated_percent", sa.Float(), nullable=True),
        sa.Column(
            "parts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "value >= 0 AND (of IS NULL OR of > 0)", name=op.f("ck_statement_figures_value_and_of")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_statement_figures_statement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_figures")),
        sa.UniqueConstraint(
            "statement_id", "label", name=op.f("uq_statement_figures_statement_id_label")
        ),
    )
    op.create_table(
        "thread_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "recommendation",
                "concern",
                "welcomed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("container", sa.Boolean(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "occurrence",
                "story",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(role = 'story') = (kind = 'welcomed')",
            name=op.f("ck_thread_members_story_is_welcomed"),
        ),
        sa.CheckConstraint(
            "NOT main OR role = 'occurrence'", name=op.f("ck_thread_members_main_is_occurrence")
        ),
        sa.CheckConstraint("NOT container", name=op.f("ck_thread_members_no_container")),
        sa.CheckConstraint("container IN (true, false)", name=op.f("ck_thread_members_container")),
        sa.CheckConstraint("main IN (true, false)", name=op.f("ck_thread_members_main")),
        sa.ForeignKeyConstraint(
            ["item_id", "country_id", "election_id", "kind", "container"],
            [
                "recommendations.id",
                "recommendations.country_id",
                "recommendations.election_id",
                "recommendations.kind",
                "recommendations.container",
            ],
            name=op.f("fk_thread_members_item_id_country_id_election_id_kind_container"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id", "country_id"],
            ["threads.id", "threads.country_id"],
            name=op.f("fk_thread_members_thread_id_country_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_members")),
        sa.UniqueConstraint(
            "thread_id", "item_id", name=op.f("uq_thread_members_thread_id_item_id")
        ),
    )
    op.create_index(op.f("ix_thread_members_item_id"), "thread_members", ["item_id"], unique=False)
    op.create_index(
        "uq_thread_members_item_id_main",
        "thread_members",
        ["item_id"],
        unique=True,
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.create_table(
        "undertakings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("item_container", sa.Boolean(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("responder_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("due_by", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "length(due_on) IN (4, 7, 10) AND ltrim(substr(due_on, 1, 4), '0123456789') = '' AND substr(due_on, 1, 4) BETWEEN '0001' AND '9998' AND (length(due_on) = 4 OR (substr(due_on, 5, 1) = '-' AND ltrim(substr(due_on, 6, 2), '0123456789') = '' AND substr(due_on, 6, 2) BETWEEN '01' AND '12')) AND (length(due_on) < 10 OR (substr(due_on, 8, 1) = '-' AND ltrim(substr(due_on, 9, 2), '0123456789') = '' AND substr(due_on, 9, 2) BETWEEN '01' AND '31'))",
            name=op.f("ck_undertakings_due_on_form"),
        ),
        sa.CheckConstraint(
            "(due_on IS NULL) = (due_by IS NULL)", name=op.f("ck_undertakings_due_on_and_by")
        ),
        sa.CheckConstraint(
            "(item_id IS NULL) = (item_container IS NULL) AND (item_container IS NULL OR NOT item_container)",
            name=op.f("ck_undertakings_no_container"),
        ),
        sa.CheckConstraint(
            "item_container IN (true, false)", name=op.f("ck_undertakings_item_container")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_undertakings_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "item_container"],
            ["recommendations.id", "recommendations.container"],
            name=op.f("fk_undertakings_item_id_item_container"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responder_id"], ["organisations.id"], name=op.f("fk_undertakings_responder_id")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_undertakings_response_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertakings")),
        sa.UniqueConstraint("key", name=op.f("uq_undertakings_key")),
    )
    op.create_index(
        op.f("ix_undertakings_document_id"), "undertakings", ["document_id"], unique=False
    )
    op.create_index(op.f("ix_undertakings_item_id"), "undertakings", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_undertakings_responder_id"), "undertakings", ["responder_id"], unique=False
    )
    op.create_index(
        op.f("ix_undertakings_response_id"), "undertakings", ["response_id"], unique=False
    )
    op.create_table(
        "assessors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_assessors_assessment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_assessors_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessors")),
        sa.UniqueConstraint(
            "assessment_id",
            "organisation_id",
            name=op.f("uq_assessors_assessment_id_organisation_id"),
        ),
    )
    op.create_index(
        op.f("ix_assessors_organisation_id"), "assessors", ["organisation_id"], unique=False
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column(
            "page_basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="page_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "forward",
                "back",
                "unchanged",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(page IS NULL) = (page_basis IS NULL)", name=op.f("ck_evidence_page_and_basis")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_evidence_assessment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_evidence_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_assessment_id"), "evidence", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_evidence_document_id"), "evidence", ["document_id"], unique=False)
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("undertaking_id", sa.Integer(), nullable=True),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column(
            "page_basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="page_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "list",
                "body",
                "summary",
                "quotation",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN undertaking_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_places_one_owner"),
        ),
        sa.CheckConstraint(
            "(page IS NULL) = (page_basis IS NULL)", name=op.f("ck_places_page_and_basis")
        ),
        sa.CheckConstraint("length(section) > 0", name=op.f("ck_places_section")),
        sa.CheckConstraint("main IN (true, false)", name=op.f("ck_places_main")),
        sa.CheckConstraint("page IS NULL OR page > 0", name=op.f("ck_places_page")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_places_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["recommendations.id"], name=op.f("fk_places_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_places_response_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name=op.f("fk_places_statement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["undertaking_id"],
            ["undertakings.id"],
            name=op.f("fk_places_undertaking_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    op.create_index("ix_places_document_id_page", "places", ["document_id", "page"], unique=False)
    op.create_index(op.f("ix_places_item_id"), "places", ["item_id"], unique=False)
    op.create_index(op.f("ix_places_response_id"), "places", ["response_id"], unique=False)
    op.create_index(op.f("ix_places_statement_id"), "places", ["statement_id"], unique=False)
    op.create_index(op.f("ix_places_undertaking_id"), "places", ["undertaking_id"], unique=False)
    op.create_index(
        "uq_places_item_id_main",
        "places",
        ["item_id"],
        unique=True,
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.create_index(
        "uq_places_response_id_main",
        "places",
        ["response_id"],
        unique=True,
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.create_index(
        "uq_places_statement_id_main",
        "places",
        ["statement_id"],
        unique=True,
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.create_index(
        "uq_places_undertaking_id_main",
        "places",
        ["undertaking_id"],
        unique=True,
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.create_table(
        "undertaking_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "kept",
                "kept_in_part",
                "not_kept",
                "nothing_found",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column(
            "page_basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="page_basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(page IS NULL) = (page_basis IS NULL)",
            name=op.f("ck_undertaking_findings_page_and_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_undertaking_findings_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["undertaking_id"],
            ["undertakings.id"],
            name=op.f("fk_undertaking_findings_undertaking_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertaking_findings")),
    )
    op.create_index(
        op.f("ix_undertaking_findings_document_id"),
        "undertaking_findings",
        ["document_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_undertaking_findings_undertaking_id"),
        "undertaking_findings",
        ["undertaking_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_undertaking_findings_undertaking_id"), table_name="undertaking_findings")
    op.drop_index(op.f("ix_undertaking_findings_document_id"), table_name="undertaking_findings")
    op.drop_table("undertaking_findings")
    op.drop_index(
        "uq_places_undertaking_id_main",
        table_name="places",
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.drop_index(
        "uq_places_statement_id_main",
        table_name="places",
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.drop_index(
        "uq_places_response_id_main",
        table_name="places",
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.drop_index(
        "uq_places_item_id_main",
        table_name="places",
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.drop_index(op.f("ix_places_undertaking_id"), table_name="places")
    op.drop_index(op.f("ix_places_statement_id"), table_name="places")
    op.drop_index(op.f("ix_places_response_id"), table_name="places")
    op.drop_index(op.f("ix_places_item_id"), table_name="places")
    op.drop_index("ix_places_document_id_page", table_name="places")
    op.drop_table("places")
    op.drop_index(op.f("ix_evidence_document_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_assessment_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_assessors_organisation_id"), table_name="assessors")
    op.drop_table("assessors")
    op.drop_index(op.f("ix_undertakings_response_id"), table_name="undertakings")
    op.drop_index(op.f("ix_undertakings_responder_id"), table_name="undertakings")
    op.drop_index(op.f("ix_undertakings_item_id"), table_name="undertakings")
    op.drop_index(op.f("ix_undertakings_document_id"), table_name="undertakings")
    op.drop_table("undertakings")
    op.drop_index(
        "uq_thread_members_item_id_main",
        table_name="thread_members",
        sqlite_where=sa.text("main"),
        postgresql_where=sa.text("main"),
    )
    op.drop_index(op.f("ix_thread_members_item_id"), table_name="thread_members")
    op.drop_table("thread_members")
    op.drop_table("statement_figures")
    op.drop_table("response_reasons")
    op.drop_index(
        "uq_response_items_whole",
        table_name="response_items",
        sqlite_where=sa.text("part IS NULL"),
        postgresql_where=sa.text("part IS NULL"),
    )
    op.drop_index(op.f("ix_response_items_item_id"), table_name="response_items")
    op.drop_table("response_items")
    op.drop_index(op.f("ix_links_later_id"), table_name="links")
    op.drop_index(op.f("ix_links_document_id"), table_name="links")
    op.drop_table("links")
    op.drop_index(op.f("ix_item_topics_topic_id"), table_name="item_topics")
    op.drop_table("item_topics")
    op.drop_table("item_statuses")
    op.drop_index(op.f("ix_item_addressees_organisation_id"), table_name="item_addressees")
    op.drop_table("item_addressees")
    op.drop_index(op.f("ix_citations_standard_id"), table_name="citations")
    op.drop_index(op.f("ix_citations_document_id"), table_name="citations")
    op.drop_index(op.f("ix_citations_cited_by_id"), table_name="citations")
    op.drop_table("citations")
    op.drop_index(op.f("ix_assessments_item_id"), table_name="assessments")
    op.drop_index(op.f("ix_assessments_document_id"), table_name="assessments")
    op.drop_table("assessments")
    op.drop_index(op.f("ix_statements_document_id"), table_name="statements")
    op.drop_index(op.f("ix_statements_by_id"), table_name="statements")
    op.drop_table("statements")
    op.drop_index(op.f("ix_responses_responder_id"), table_name="responses")
    op.drop_index(op.f("ix_responses_informant_id"), table_name="responses")
    op.drop_index(op.f("ix_responses_document_id"), table_name="responses")
    op.drop_table("responses")
    op.drop_index(op.f("ix_recommendations_quoted_by_id"), table_name="recommendations")
    op.drop_index(op.f("ix_recommendations_parent_id"), table_name="recommendations")
    op.drop_index("ix_recommendations_election_id_sort_key", table_name="recommendations")
    op.drop_index(op.f("ix_recommendations_country_id"), table_name="recommendations")
    op.drop_table("recommendations")
    op.drop_index(op.f("ix_document_issuers_organisation_id"), table_name="document_issuers")
    op.drop_table("document_issuers")
    op.drop_index(op.f("ix_thread_statuses_last_election_id"), table_name="thread_statuses")
    op.drop_index(op.f("ix_thread_statuses_first_election_id"), table_name="thread_statuses")
    op.drop_table("thread_statuses")
    op.drop_index(op.f("ix_documents_election_id"), table_name="documents")
    op.drop_index(op.f("ix_documents_country_id"), table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_threads_topic_id"), table_name="threads")
    op.drop_index(op.f("ix_threads_country_id"), table_name="threads")
    op.drop_table("threads")
    op.drop_index(op.f("ix_standards_instrument_id"), table_name="standards")
    op.drop_table("standards")
    op.drop_index(op.f("ix_organisations_country_id"), table_name="organisations")
    op.drop_table("organisations")
    op.drop_index(op.f("ix_instrument_bindings_country_id"), table_name="instrument_bindings")
    op.drop_table("instrument_bindings")
    op.drop_index(op.f("ix_elections_country_id"), table_name="elections")
    op.drop_table("elections")
    op.drop_index(op.f("ix_topics_parent_id"), table_name="topics")
    op.drop_table("topics")
    op.drop_table("seed_records")
    op.drop_table("instruments")
    op.drop_table("countries")
