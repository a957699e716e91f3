"""Add imports and their drafts, the text and file of a document, and who proposed an item."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_document_files_sha256")),
        sa.CheckConstraint("public IN (true, false)", name=op.f("ck_document_files_public")),
        sa.CheckConstraint("size > 0", name=op.f("ck_document_files_size")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_files_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_files")),
        sa.UniqueConstraint("document_id", name=op.f("uq_document_files_document_id")),
    )
    op.create_index(op.f("ix_document_files_sha256"), "document_files", ["sha256"], unique=False)
    op.create_table(
        "document_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "printed",
                "counted",
                "inferred",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("width", sa.Float(), nullable=True),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column(
            "pieces", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.CheckConstraint("number >= 0", name=op.f("ck_document_pages_number")),
        sa.CheckConstraint("sheet IS NULL OR sheet > 0", name=op.f("ck_document_pages_sheet")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_pages_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_pages")),
        sa.UniqueConstraint(
            "document_id", "number", name=op.f("uq_document_pages_document_id_number")
        ),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "report",
                "comments",
                "table",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "reading",
                "read",
                "failed",
                "published",
                "discarded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "found", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'failed' OR message IS NOT NULL", name=op.f("ck_imports_failure_is_explained")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_imports_sha256")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_imports_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_document_id"), "imports", ["document_id"], unique=False)
    op.create_index(op.f("ix_imports_sha256"), "imports", ["sha256"], unique=False)
    op.create_index("ix_imports_state_created_at", "imports", ["state", "created_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "passage", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("matches", sa.String(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "digest",
                "number",
                "text",
                "key",
                "editor",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "open",
                "accepted",
                "rejected",
                "published",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(matches IS NULL) = (basis IS NULL)", name=op.f("ck_drafts_matches_and_basis")
        ),
        sa.CheckConstraint("suspect IN (true, false)", name=op.f("ck_drafts_suspect")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_drafts_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("import_id", "ordinal", name=op.f("uq_drafts_import_id_ordinal")),
    )
    op.create_index(
        "ix_drafts_import_id_decision", "drafts", ["import_id", "decision"], unique=False
    )
    op.create_table(
        "item_proposers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_item_proposers_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_item_proposers_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_proposers")),
        sa.UniqueConstraint(
            "item_id", "organisation_id", name=op.f("uq_item_proposers_item_id_organisation_id")
        ),
    )
    op.create_index(
        op.f("ix_item_proposers_organisation_id"),
        "item_proposers",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
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
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(item_id IS NULL) <> (response_id IS NULL)", name=op.f("ck_passages_one_owner")
        ),
        sa.CheckConstraint(
            "piece >= 0 AND start >= 0 AND stop > start", name=op.f("ck_passages_span")
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "page"],
            ["document_pages.document_id", "document_pages.number"],
            name=op.f("fk_passages_document_id_page"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["recommendations.id"],
            name=op.f("fk_passages_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_passages_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    op.create_index(
        "ix_passages_document_id_page", "passages", ["document_id", "page"], unique=False
    )
    op.create_index(op.f("ix_passages_item_id"), "passages", ["item_id"], unique=False)
    op.create_index(op.f("ix_passages_response_id"), "passages", ["response_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_passages_response_id"), table_name="passages")
    op.drop_index(op.f("ix_passages_item_id"), table_name="passages")
    op.drop_index("ix_passages_document_id_page", table_name="passages")
    op.drop_table("passages")
    op.drop_index(op.f("ix_item_proposers_organisation_id"), table_name="item_proposers")
    op.drop_table("item_proposers")
    op.drop_index("ix_drafts_import_id_decision", table_name="drafts")
    op.drop_table("drafts")
    op.drop_index("ix_imports_state_created_at", table_name="imports")
    op.drop_index(op.f("ix_imports_sha256"), table_name="imports")
    op.drop_index(op.f("ix_imports_document_id"), table_name="imports")
    op.drop_table("imports")
    op.drop_table("document_pages")
    op.drop_index(op.f("ix_document_files_sha256"), table_name="document_files")
    op.drop_table("document_files")
