"""The `throughline` commands. Exit codes: 0 done, 1 refused, 2 wrong usage."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from app.config import Settings
from app.core import migrate as migrations
from app.core.db import Database
from app.errors import AppError

app = typer.Typer(
    help="Tracks what election observers recommend and what became of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True, soft_wrap=True, highlight=False)


def main() -> None:
    """Run a command; what is refused is one clear message on stderr and exit code 1."""
    try:
        app()
    except AppError as error:
        err.print(f"throughline: {error.message}", markup=False)
        sys.exit(1)


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    with _database() as database:
        done = migrations.upgrade(database.engine)
    out.print("Schema brought up to date." if done else "Schema is up to date.")


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(Settings().database_url, pool_size=5)
    try:
        yield database
    finally:
        database.dispose()


if __name__ == "__main__":
    main()
