"""${message}

Before you commit: read what autogenerate wrote; number the file NNNN_verb_object; write the way down
too; run the migration tests, which go up and down with rows present on both databases.
See migrations/README.md.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
