"""Find out for whom a program asks: by the token that it sends to the API, if it sends one."""

import logging
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from app.accounts.person import Person
from app.accounts.tokens import find_bearer, note_use
from app.core.db import Database
from app.web.errors import ErrorPage, answer, database_busy
from app.web.i18n import gettext
from app.web.permissions import PERSON

log = logging.getLogger(__name__)

API = "/api/"


def _find(database: Database, secret: str) -> Person | None:
    with database.read() as db:
        found = find_bearer(db, secret)
    if found is not None and found.note_use:
        try:
            with database.write() as db:
                note_use(db, secret)
        except sa.exc.OperationalError:
            log.warning("token of user %s: others write just now", found.person.id)
    return found.person if found else None


class BearerMiddleware:
    """Put the person of a token into the scope of a request to the API.

    Without a token nothing is looked up. One that is wrong, ended or past its time is answered 401,
    for reading too: a program is to hear of it (RFC 6750, section 3.1).
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        given = ""
        if scope["type"] == "http" and scope["path"].startswith(API):
            given = Headers(scope=scope).get("authorization", "")
        if not given:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        scheme, _, secret = given.partition(" ")
        person = None
        if scheme.lower() == "bearer":
            try:
                person = await run_in_threadpool(_find, scope["app"].state.database, secret.strip())
            except sa.exc.OperationalError as error:
                await database_busy(request, error)(scope, receive, send)
                return
        if person is None:
            message = gettext(
                "The token is unknown, ended or past its time. Make another at /account."
            )
            refusal = answer(request, ErrorPage(401, gettext("Token not valid"), message))
            refusal.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            await refusal(scope, receive, send)
            return
        scope[PERSON] = person
        await self.app(scope, receive, send)
