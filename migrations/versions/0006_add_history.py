"""Add history, archived entries and proposals; ids of records are never used again.

SQLite gives the id of a deleted last row to the next one unless AUTOINCREMENT forbids it, which only a
rebuild of the table can add. What is written into history stays: triggers refuse anything else.
"""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
LASTING = ("acts", "changes")
RECORDS = (
    "assessments",
    "countries",
    "documents",
    "drafts",
    "elections",
    "imports",
    "instruments",
    "links",
    "organisations",
    "recommendations",
    "responses",
    "standards",
    "statements",
    "threads",
    "topics",
    "undertakings",
)


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "seed",
                "import",
                "desk",
                "api",
                "command",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("reason IS NULL OR length(reason) > 0", name=op.f("ck_acts_reason")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_acts_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index("ix_acts_at_id", "acts", ["at", "id"], unique=False)
    op.create_index(op.f("ix_acts_user_id"), "acts", ["user_id"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "created",
                "changed",
                "archived",
                "restored",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_changes_number")),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_changes_act_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["changes.id"], name=op.f("fk_changes_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint(
            "entry", "row_id", "number", name=op.f("uq_changes_entry_row_id_number")
        ),
    )
    op.create_index(op.f("ix_changes_act_id"), "changes", ["act_id"], unique=False)
    op.create_index("ix_changes_entry_key", "changes", ["entry", "key"], unique=False)
    op.create_index(op.f("ix_changes_undoes_id"), "changes", ["undoes_id"], unique=False)
    op.create_table(
        "archived",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.CheckConstraint("merged_into <> key", name=op.f("ck_archived_merged_into")),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_archived_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archived")),
        sa.UniqueConstraint("entry", "key", name=op.f("uq_archived_entry_key")),
        sa.UniqueConstraint("entry", "row_id", name=op.f("uq_archived_entry_row_id")),
    )
    op.create_index(op.f("ix_archived_act_id"), "archived", ["act_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column(
            "what",
            sa.Enum(
                "save",
                "archive",
                "restore",
                name="what",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_review",
                "published",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("content", JSON, nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state = 'draft' OR key IS NOT NULL", name=op.f("ck_proposals_named")),
        sa.CheckConstraint(
            "what = 'save' OR row_id IS NOT NULL", name=op.f("ck_proposals_of_an_entry")
        ),
        sa.CheckConstraint(
            "(row_id IS NULL) = (number IS NULL)", name=op.f("ck_proposals_row_and_number")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_proposals_act_id")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_proposals_author_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_proposals_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposals_act_id"), "proposals", ["act_id"], unique=False)
    op.create_index(op.f("ix_proposals_author_id"), "proposals", ["author_id"], unique=False)
    op.create_index(
        op.f("ix_proposals_decided_by_id"), "proposals", ["decided_by_id"], unique=False
    )
    op.create_index("ix_proposals_state_document", "proposals", ["state", "document"], unique=False)
    op.create_index(
        "uq_proposals_open",
        "proposals",
        ["entry", "key"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'in_review')"),
        postgresql_where=sa.text("state IN ('draft', 'in_review')"),
    )
    with op.batch_alter_table("seed_records") as batch:
        batch.add_column(
            sa.Column("adopted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.create_check_constraint(op.f("ck_seed_records_adopted"), "adopted IN (true, false)")
    with op.batch_alter_table("seed_records") as batch:
        batch.alter_column("adopted", existing_type=sa.Boolean(), server_default=None)
    _keep()
    for table in RECORDS:
        _rebuild(table, "PRIMARY KEY AUTOINCREMENT")


def downgrade() -> None:
    for table in RECORDS:
        _rebuild(table, "PRIMARY KEY")
    with op.batch_alter_table("seed_records") as batch:
        batch.drop_constraint(op.f("ck_seed_records_adopted"), type_="check")
        batch.drop_column("adopted")
    op.drop_table("proposals")
    op.drop_table("archived")
    op.drop_table("changes")
    op.drop_table("acts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _keep() -> None:
    """Refuse that rows of history are changed or deleted."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'history is never changed'; END $$"
        )
    for table in LASTING:
        for event in ("UPDATE", "DELETE"):
            act = (
                "BEGIN SELECT RAISE(ABORT, 'history is never changed'); END"
                if sqlite
                else "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {act}")


def _rebuild(table: str, key: str) -> None:
    """Make a table of SQLite anew with another kind of key; its rows, indexes and triggers stay."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return
    made = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type"
    (old,) = bind.exec_driver_sql(f"{made} = 'table'", (table,)).scalars().all()
    others = bind.exec_driver_sql(f"{made} <> 'table'", (table,)).scalars().all()
    bind.exec_driver_sql(_with_key(table, old, key))
    bind.exec_driver_sql(f"INSERT INTO rebuilt SELECT * FROM {table}")  # noqa: S608  # our own names
    bind.exec_driver_sql(f"DROP TABLE {table}")
    bind.exec_driver_sql(f"ALTER TABLE rebuilt RENAME TO {table}")
    for statement in others:
        bind.exec_driver_sql(statement)


def _with_key(table: str, statement: str, key: str) -> str:
    """Return the CREATE TABLE of a table named `rebuilt` whose key stands at its column."""
    named = f"CONSTRAINT pk_{table} PRIMARY KEY"
    apart = re.compile(rf",\s*{named} \(id\)")
    column = re.compile(rf"id INTEGER NOT NULL(?: {named}(?: AUTOINCREMENT)?)?")
    found = column.sub(
        f"id INTEGER NOT NULL CONSTRAINT pk_{table} {key}", apart.sub("", statement), 1
    )
    return re.sub(rf'CREATE TABLE "?{table}"?', "CREATE TABLE rebuilt", found, count=1)
