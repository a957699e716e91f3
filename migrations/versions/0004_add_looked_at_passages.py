"""Add to imports which passages that belong to no draft somebody looked at."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KIND = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("imports") as batch:
        batch.add_column(sa.Column("looked_at", KIND, nullable=False, server_default="[]"))
    with op.batch_alter_table("imports") as batch:
        batch.alter_column("looked_at", existing_type=KIND, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("imports") as batch:
        batch.drop_column("looked_at")
