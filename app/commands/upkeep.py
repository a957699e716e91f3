"""`migrate`, `seed` and `check`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
from sqlalchemy.orm import Session
from sqlmodel import col

from app.commands.console import begin_history, bring_up_to_date, opened, progress, say
from app.config import Settings
from app.core import migrate as migrations
from app.core.db import Database
from app.core.files import FileStore
from app.documents.models import Document, DocumentFile
from app.errors import AppError
from app.history import checking as history
from app.search.service import index_is_whole, wrong_entries
from app.seeding import loader, reader
from app.statuses.service import stale


def migrate() -> None:
    """Bring the database to the schema of this version."""
    with opened(migrated=False) as database:
        done = bring_up_to_date(database)
        begin_history(database)
    say("The schema was brought up to date." if done else "The schema is up to date.")


def seed(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of seed files; default: the one that comes along.")
    ] = None,
) -> None:
    """Load the seed data; never over an editor's change, and as often as you like."""
    with opened() as database, progress("Loading the seed data") as show, database.write() as db:
        outcome = loader.load(db, folder or Settings().seeds, show)
    say(
        f"{sum(outcome.added.values())} added, {sum(outcome.changed.values())} brought up to date,"
        f" {sum(outcome.unchanged.values())} as they were."
    )
    for place in outcome.kept:
        say(f"kept as changed here: {place}")
    for place in outcome.adopted:
        say(f"adopted here, left as it is: {place}")
    for place in outcome.archived:
        say(f"archived here, left so: {place}")
    for name in outcome.gone:
        say(f"no longer in the seed data, left as it is: {name}")


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON only.")] = False,
) -> None:
    """Verify schema, keys, search index, history, stored statuses, kept files, seed files."""
    found: dict[str, list[str]] = {}
    with opened(migrated=False) as database:
        found["schema"] = _schema(database)
        if not found["schema"]:
            with database.read() as db:
                found["foreign keys"] = _foreign_keys(db)
                found["search"] = _count(wrong_entries, db, "search entries are out of date")
                found["history"] = (
                    ["looked at once the foreign keys are right"]
                    if found["foreign keys"]
                    else history.problems(db)
                )
                found["statuses"] = _count(stale, db, "stored statuses differ from the facts")
                found["files"] = _files(db, FileStore(Settings().files))
            # A check of the index counts as a write on SQLite, though it changes nothing.
            with database.write() as db:
                if not index_is_whole(db):
                    found["search"].append("the index is damaged: run seed, which makes it anew")
    found["seed files"] = _seed_files(Settings().seeds)
    if as_json:
        say(json.dumps({"ok": not any(found.values()), "checks": found}, ensure_ascii=False))
    else:
        for name, problems in found.items():
            say(f"{name}: {'; '.join(problems) if problems else 'ok'}")
    if any(found.values()):
        raise typer.Exit(1)


def _schema(database: Database) -> list[str]:
    revision, head = migrations.current(database.engine), migrations.head()
    if revision is not None and not migrations.is_known(revision):
        return [
            f"the database is newer than this code: it is at {revision}, this code knows {head}"
        ]
    if revision != head:
        return [f"the database is at {revision or 'nothing'}, this code needs {head}: run migrate"]
    if migrations.differences(database.engine):
        return ["tables differ from what this code expects"]
    return []


def _foreign_keys(db: Session) -> list[str]:
    """SQLite can be written to with the check off; PostgreSQL cannot, short of its own damage."""
    if db.get_bind().dialect.name != "sqlite":
        return []
    rows = db.execute(sa.text("PRAGMA foreign_key_check")).all()
    return [f"{row[0]} row {row[1]} points to nothing in {row[2]}" for row in rows[:20]]


def _count(counted: Callable[[Session], int], db: Session, what: str) -> list[str]:
    number = counted(db)
    return [f"{number} {what}: run seed, which stores them again"] if number else []


def _files(db: Session, store: FileStore) -> list[str]:
    """Every original file must be there and be what it was when it was read."""
    rows = db.execute(
        sa.select(col(DocumentFile.sha256), col(Document.slug))
        .join(Document, col(Document.id) == col(DocumentFile.document_id))
        .order_by(col(Document.slug))
    )
    problems = [(row.slug, row.sha256, store.problem(row.sha256)) for row in rows]
    return [
        f"the file {sha256} of {slug}: {problem}: put it back, or import the document again"
        for slug, sha256, problem in problems
        if problem
    ]


def _seed_files(folder: Path) -> list[str]:
    try:
        reader.read(folder)
    except AppError as error:
        return error.message.splitlines()
    return []
