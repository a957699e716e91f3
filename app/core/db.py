"""Engine and sessions for SQLite and PostgreSQL.

SQLite: WAL, foreign keys on, and BEGIN issued by us, DEFERRED to read and IMMEDIATE to write, since
a deferred transaction that reads and then writes fails at once under a second writer, whatever the
time-out. One engine serves both, by an execution option.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from app.errors import DatabaseUnavailableError

BUSY_TIMEOUT_MS = 5_000


class ReadSession(Session):
    """A session that refuses to write."""


class WriteSession(Session):
    """A session whose transaction takes the write lock when it begins."""


@event.listens_for(ReadSession, "before_flush")
def _refuse_writes(session: Session, _context: Any, _instances: Any) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a read session was asked to write")


def make_engine(url: str, pool_size: int) -> sa.Engine:
    """Return an engine for the URL; SQLite's folder is made when missing.

    Raises `DatabaseUnavailableError` when the folder cannot be made or the URL is not understood.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise DatabaseUnavailableError("DATABASE_URL is not a database address") from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite_engine(parsed, pool_size)
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return _postgresql_engine(parsed, pool_size)
    raise DatabaseUnavailableError(
        f"DATABASE_URL names {backend}; Throughline runs on sqlite and postgresql"
    )


def _postgresql_engine(url: sa.URL, pool_size: int) -> sa.Engine:
    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # Nobody waits for a lock for ever, as on SQLite.
        connection.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
        connection.commit()

    return engine


def _sqlite_engine(url: sa.URL, pool_size: int) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise DatabaseUnavailableError("DATABASE_URL names no file: write sqlite:///path")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(
            f"cannot make the folder of {url.database}: {error.strerror}"
        ) from None
    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


class Database:
    """An engine and its two kinds of session."""

    def __init__(self, url: str, pool_size: int = 40) -> None:
        self.engine = make_engine(url, pool_size)
        writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._read = sessionmaker(self.engine, class_=ReadSession, autoflush=False)
        self._write = sessionmaker(writing, class_=WriteSession, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """Yield a read-only session on one snapshot."""
        with self._read() as session:
            if self.engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self) -> Iterator[WriteSession]:
        """Yield a writing session; commit at the end, roll back on any error."""
        with self._write() as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()
