"""What handlers ask for. Sessions end before the response leaves (`scope="function"`), so that an
answer never overtakes its commit; only the one of a stream lasts as long as its answer."""

from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import Depends, Request

from app.core.db import Database, ReadSession, WriteSession
from app.errors import BusyError
from app.web.i18n import gettext

MOST_STREAMS = 4
"""How many streams a process sends at the same time, each with a connection of its own."""

PATIENCE_SECONDS = 2
"""How long a stream waits for another to end."""


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _read(request: Request) -> Iterator[ReadSession]:
    with _database(request).read() as session:
        yield session


def _stream(request: Request) -> Iterator[ReadSession]:
    streams: BoundedSemaphore = request.app.state.streams
    if not streams.acquire(timeout=PATIENCE_SECONDS):
        raise BusyError(gettext("Too many files are being sent. Ask again in a minute."))
    try:
        with _database(request).read() as session:
            yield session
    finally:
        streams.release()


def _write(request: Request) -> Iterator[WriteSession]:
    with _database(request).write() as session:
        yield session


OwnTransactions = Annotated[Database, Depends(_database)]
"""The database itself: for handlers that undo a write and show the form again with what is wrong,
and for work that goes on after the answer. They open a session for as long as each write takes."""

ReadDb = Annotated[ReadSession, Depends(_read, scope="function")]
"""A read-only session on one snapshot. For safe methods."""

StreamDb = Annotated[ReadSession, Depends(_stream, scope="request")]
"""A read-only session on one snapshot, which ends when the answer has been sent."""

WriteDb = Annotated[WriteSession, Depends(_write, scope="function")]
"""A session that commits when the handler returns. For unsafe methods only."""
