"""Add requests for correction and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("wrong", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "capacity",
            _words("capacity", "authority", "observer", "concerned", "other"),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            _words("outcome", "corrected", "not_corrected", "passed_on", "spam"),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(sender) = 64", name=op.f("ck_corrections_sender")),
        sa.CheckConstraint("named IN (true, false)", name=op.f("ck_corrections_named")),
        sa.CheckConstraint(
            "(entry IS NULL) = (key IS NULL)", name=op.f("ck_corrections_entry_and_key")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_corrections_outcome_and_moment"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'spam' OR (summary IS NOT NULL AND answer IS NOT NULL)",
            name=op.f("ck_corrections_answer_is_whole"),
        ),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_corrections_act_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_corrections_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["users.id"], name=op.f("fk_corrections_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sa.UniqueConstraint("stamp", name=op.f("uq_corrections_stamp")),
        sqlite_autoincrement=True,
    )
    for column in ("act_id", "answered_by_id", "sender", "taken_by_id"):
        op.create_index(op.f(f"ix_corrections_{column}"), "corrections", [column], unique=False)
    op.create_index("ix_corrections_entry_key", "corrections", ["entry", "key"], unique=False)
    op.create_index("ix_corrections_outcome_id", "corrections", ["outcome", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("corrections")
