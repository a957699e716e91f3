"""How migrations run: one transaction each, foreign keys off while SQLite rebuilds tables.

A rebuild of a table under foreign keys would delete the rows that point to it, so SQLite's check is
switched off before the transaction begins and made up for by `foreign_key_check` at its end. On
PostgreSQL an advisory lock keeps two starting processes from migrating at once.
"""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from app.config import Settings
from app.core.db import make_engine
from app.core.types import UTCDateTime
from app.models import metadata

_LOCK = 7_416_023


def include_name(name: str | None, _type: str, _parents: Any) -> bool:
    """Leave the search index, its shadow tables and its column to hand-written migrations."""
    return name is None or "_fts" not in name


def render_item(type_: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Render our column types as plain ones, so that old migrations never import live code."""
    if type_ != "type":
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    if type(item).__name__ == "AutoString":
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def run(connection: sa.Connection) -> None:
    """Migrate over a connection that is in no transaction."""
    sqlite = connection.dialect.name == "sqlite"
    raw: Any = connection.connection.driver_connection
    if sqlite:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            # Configured within, so that alembic leaves this transaction alone: of its own accord it
            # commits on SQLite after each step, before foreign keys are checked.
            context.configure(
                connection=connection,
                target_metadata=metadata,
                include_name=include_name,
                render_item=render_item,
                render_as_batch=sqlite and not context.config.attributes.get("plain"),
                compare_type=True,
                transaction_per_migration=False,
            )
            if not sqlite:
                connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            context.run_migrations()
            if sqlite and not context.config.attributes.get("reads_only"):
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"a migration broke foreign keys: {broken[:5]}")
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")


engine = context.config.attributes.get("engine")
own = engine is None
if engine is None:
    engine = make_engine(Settings().database_url, pool_size=1)
try:
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        run(connection)
finally:
    if own:
        engine.dispose()
