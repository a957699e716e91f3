"""Refuse unsafe requests that another site made a browser send. Headers tell; no token needed."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers

from app.web.errors import ErrorPage, answer
from app.web.i18n import gettext

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def is_same_origin(headers: Headers, scheme: str) -> bool:
    """Return whether an unsafe request may pass.

    A browser says where a request comes from in Sec-Fetch-Site, an older one in Origin; a request
    with neither was not made by a browser on anybody's behalf.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (scheme, headers.get("host", ""))


class CsrfMiddleware:
    """Answer 403 to cross-site unsafe requests."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE
            and not is_same_origin(Headers(scope=scope), scope["scheme"])
        ):
            error = ErrorPage(
                403,
                gettext("Refused"),
                gettext("This request came from another site and was refused."),
            )
            await answer(Request(scope), error)(scope, receive, send)
            return
        await self.app(scope, receive, send)
