"""What handlers ask for. Both sessions end before the response leaves (`scope="function"`), so that
an answer never overtakes its commit."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from app.core.db import Database, ReadSession, WriteSession


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _read(request: Request) -> Iterator[ReadSession]:
    with _database(request).read() as session:
        yield session


def _write(request: Request) -> Iterator[WriteSession]:
    with _database(request).write() as session:
        yield session


ReadDb = Annotated[ReadSession, Depends(_read, scope="function")]
"""A read-only session on one snapshot. For safe methods."""

WriteDb = Annotated[WriteSession, Depends(_write, scope="function")]
"""A session that commits when the handler returns. For unsafe methods only."""
