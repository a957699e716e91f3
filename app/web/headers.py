"""Security headers, caching and ETags, as pure ASGI."""

import hashlib
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from app.web.desk import is_private
from app.web.htmx import VARY
from app.web.permissions import PERSON

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HEAD = "throughline.head"
"""In the scope of a request whose body nobody waits for."""
READABLE_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
"""On answers of the read API, so that pages of other sites may show public data."""

MAY_ASK = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, Accept, Accept-Language",
    "Access-Control-Max-Age": "86400",
}
"""On the answer to a browser that asks first whether a page of another site may read."""


class HeadersMiddleware:
    """Put the security headers on every response and `Vary` on every page."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        api = f"{scope['path']}/".startswith("/api/")

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                if api and scope["method"] == "GET":
                    for name, value in READABLE_ANYWHERE.items():
                        headers.setdefault(name, value)
                kind = headers.get("content-type", "")
                if kind.startswith("text/html"):
                    headers.add_vary_header(VARY)
                if kind.startswith(("text/html", "application/problem+json")):
                    headers.add_vary_header("Accept-Language")
                apart = PERSON in scope or is_private(scope["path"])
                headers.setdefault("Cache-Control", "no-store" if apart else "no-cache")
            await send(message)

        if api and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=MAY_ASK)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)


def _tags(headers: Headers) -> set[str]:
    """The tags that If-None-Match lists, compared weakly (RFC 9110, section 13.1.2)."""
    listed = ",".join(headers.getlist("if-none-match")).split(",")
    return {tag.strip().removeprefix("W/") for tag in listed}


class ETagMiddleware:
    """Give whole GET answers an ETag made from their body, and answer 304 to who has it.

    What comes in several parts is a stream: it passes as it comes, without an ETag. So does what
    somebody sees who is signed in: it never takes the place of what the public sees.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        known = _tags(Headers(scope=scope))
        start: Any = None

        async def send_with_etag(message: Any) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                if (
                    message["status"] != 200
                    or PERSON in scope
                    or "etag" in headers
                    or "last-modified" in headers
                ):
                    await send(message)
                else:
                    start = message
                return
            if start is not None and message.get("more_body"):
                await send(start)
                start = None
            if start is None:
                await send(message)
                return
            body = message.get("body", b"")
            digest = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
            headers = MutableHeaders(scope=start)
            headers["ETag"] = f"W/{digest}"
            if known & {digest, "*"}:
                start["status"] = 304
                del headers["content-length"]
                body = b""
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, send_with_etag)


class HeadMiddleware:
    """Answer HEAD as GET without the body; routes know GET only."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Any) -> None:
            if message["type"] == "http.response.body":
                message = message | {"body": b""}
            await send(message)

        await self.app(scope | {"method": "GET", HEAD: True}, receive, send_without_body)
