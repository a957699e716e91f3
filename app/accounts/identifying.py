"""Find out who is signed in: once for a request, and only where a cookie came with it."""

import logging
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.accounts import sessions
from app.accounts.person import Person
from app.accounts.queries import find_sign_in
from app.core import clock
from app.core.db import Database
from app.web.errors import database_busy
from app.web.permissions import PERSON

log = logging.getLogger(__name__)

WITHOUT = ("/static/", "/api/")
"""Where addresses begin that know of no sign-in: files, and what programs ask for."""


def cookie_name(request: Request) -> str:
    """Return what the cookie is called: over HTTPS a browser sees to it that it is of this host."""
    return "__Host-throughline" if request.url.scheme == "https" else "throughline"


def token_of(request: Request) -> str:
    """Return the token that came with a request, empty where none did."""
    return request.cookies.get(cookie_name(request), "")


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Give the browser the token of a sign-in, out of reach of scripts."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(sessions.LONGEST.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, response: Response) -> None:
    """Take the token of a sign-in out of the browser."""
    response.delete_cookie(
        cookie_name(request),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def find_person(database: Database, token: str) -> Person | None:
    """Return whose token it is, `None` where it is nobody's or over; note that it is used."""
    now = clock.now()
    with database.read() as db:
        found = find_sign_in(db, sessions.digest(token), now)
    if found is None:
        return None
    if now - found.seen_at > sessions.NOTED:
        try:
            with database.write() as db:
                sessions.note(db, found.id)
        except sa.exc.OperationalError:
            log.warning("sign-in %s: others write just now, its use is noted later", found.id)
    return found.person


class IdentifyMiddleware:
    """Put who is signed in into the scope of the request."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(WITHOUT):
            request = Request(scope)
            token = token_of(request)
            if token:
                try:
                    person = await run_in_threadpool(
                        find_person, scope["app"].state.database, token
                    )
                except sa.exc.OperationalError as error:
                    await database_busy(request, error)(scope, receive, send)
                    return
                if person is not None:
                    scope[PERSON] = person
        await self.app(scope, receive, send)
