"""Forgetting in time who asked for a correction, also where nobody asks or answers."""

import logging

import anyio
import sqlalchemy as sa

from app.core.db import Database
from app.corrections import service

log = logging.getLogger(__name__)

EVERY_SECONDS = 3_600


async def forget_in_time(database: Database) -> None:
    """Delete what must be deleted, each hour, until the service stops."""
    while True:
        await anyio.sleep(EVERY_SECONDS)
        try:
            await anyio.to_thread.run_sync(forget_now, database)
        except sa.exc.OperationalError as error:
            log.error("forgetting: %s", error.orig)


def forget_now(database: Database) -> int:
    """Delete what must be deleted and return how many e-mail addresses and digests it was."""
    with database.write() as db:
        return service.forget(db)
