"""Errors as people and programs see them: a page, a fragment or a problem document (RFC 9457)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote

import sqlalchemy as sa
from annotated_types import Le
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.errors import AppError, NotFoundError, NotYetError, ParameterError, ParameterProblem
from app.web.htmx import wants_fragment
from app.web.i18n import gettext, marked
from app.web.templating import render_page

log = logging.getLogger(__name__)

MOST_SHOWN = 100
"""How many characters of a wrong value its message repeats."""

HTTP_TITLES = {
    403: marked("Refused"),
    404: marked("Not found"),
    405: marked("Method not allowed"),
}
HTTP_MESSAGES = {
    404: marked("There is nothing at this address."),
    405: marked("This address does not take such a request."),
}


@dataclass(frozen=True)
class ErrorPage:
    """What the error page shows."""

    status: int
    title: str
    message: str
    problems: list[ParameterProblem] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)
    today_url: str | None = None
    nearest_base: str = ""


@dataclass(frozen=True)
class Gone:
    """An entry that stood at an address: when, by whom and why it was archived.

    `now` is the key of the entry that it was merged into.
    """

    key: str
    on: date
    by: str
    reason: str | None
    now: str | None


FindGone: TypeAlias = Callable[[Request], Gone | None]


def answer(request: Request, error: ErrorPage) -> Response:
    """Answer with a problem document under `/api`, with a page elsewhere.

    htmx puts the message where the content was, under the address that was asked for: what a reader
    without scripts sees.
    """
    if not f"{request.url.path}/".startswith("/api/"):
        page = render_page(
            request, "errors/error.html", error, block="frag_error", status=error.status
        )
        if wants_fragment(request):
            page.headers["HX-Retarget"] = "#main"
            page.headers["HX-Reswap"] = "innerHTML show:window:top"
            if request.method == "GET":
                page.headers["HX-Push-Url"] = _address(request)
        return page
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "detail": error.message,
    }
    if error.problems or error.status == HTTPStatus.BAD_REQUEST:
        body["errors"] = [
            {"parameter": item.parameter, "message": item.message, "allowed": item.allowed}
            for item in error.problems
        ]
    if error.status == HTTPStatus.NOT_FOUND:
        body["nearest"] = error.nearest
    return JSONResponse(body, error.status, media_type="application/problem+json")


def _address(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _app_error(request: Request, error: AppError) -> Response:
    if type(error) is NotFoundError and request.method in ("GET", "HEAD"):
        find: FindGone | None = getattr(request.app.state, "find_gone", None)
        gone = find(request) if find else None
        if gone:
            return _gone(request, gone)
    return answer(
        request,
        ErrorPage(
            error.status,
            gettext(error.title),
            error.message,
            error.errors if isinstance(error, ParameterError) else [],
            error.nearest if isinstance(error, NotFoundError) else [],
            request.url.path if isinstance(error, NotYetError) else None,
            _before_key(request),
        ),
    )


def _gone(request: Request, gone: Gone) -> Response:
    """Lead to what an entry was merged into, or say when and why it was archived."""
    if gone.now is not None:
        path = request.url.path.replace(gone.key, gone.now, 1)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(quote(path) + query, HTTPStatus.PERMANENT_REDIRECT)
    said = {"key": gone.key, "on": gone.on.isoformat(), "by": gone.by, "reason": gone.reason}
    message = gettext("%(key)s was archived on %(on)s by %(by)s.") % said
    if gone.reason:
        message = gettext("%(key)s was archived on %(on)s by %(by)s: %(reason)s") % said
    return answer(request, ErrorPage(HTTPStatus.GONE, gettext("No longer shown"), message))


def _before_key(request: Request) -> str:
    """The address up to its last key, which may hold slashes: what near keys are put behind."""
    route: str = getattr(request.scope.get("route"), "path", "/")
    steps = route.rpartition("/{")[0].count("/")
    return "/".join(request.url.path.split("/")[: steps + 1])


def _invalid_query(request: Request, error: RequestValidationError) -> Response:
    problems = [_problem(request, entry) for entry in error.errors()]
    return _app_error(request, ParameterError(problems))


def _problem(request: Request, entry: dict[str, Any]) -> ParameterProblem:
    """Say in words what pydantic found wrong with a parameter."""
    names = [part for part in entry["loc"] if part not in ("query", "path")]
    name = str(names[0]) if names else "query"
    given = _shown(str(entry.get("input")))
    if entry["type"] == "extra_forbidden":
        allowed = _parameters(request)
        message = gettext("%(name)s: there is no such parameter.")
        return ParameterProblem(name, message % {"name": name}, allowed)
    if entry["type"] == "missing":
        return ParameterProblem(name, gettext("%(name)s: this is needed.") % {"name": name})
    expected = entry.get("ctx", {}).get("expected")
    allowed = (
        [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")] if expected else []
    )
    limits = entry.get("ctx", {}).keys() & {"ge", "le", "lt"}
    if entry["type"].startswith("bool"):
        allowed = ["true", "false"]
    elif name == "as_of":
        allowed = [gettext("YYYY-MM-DD, from 1900-01-01 to 2999-12-31")]
    elif limits or entry["type"].startswith("int"):
        allowed = [_whole_numbers(request, name)]
    message = gettext("%(name)s: “%(value)s” is not allowed here.")
    return ParameterProblem(name, message % {"name": name, "value": given}, allowed)


def _whole_numbers(request: Request, name: str) -> str:
    """What is allowed for a whole number, from the bounds of the parameter."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    for parameter in getattr(dependant, "query_params", []):
        field = getattr(parameter.field_info.annotation, "model_fields", {}).get(name)
        for bound in field.metadata if field else []:
            if isinstance(bound, Le):
                return gettext("a whole number from 1 to %(most)s") % {"most": bound.le}
    return gettext("a whole number from 1")


def _shown(text: str) -> str:
    """The text as a message can hold it: nothing that is not for reading, and not all of it."""
    readable = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return readable if len(readable) <= MOST_SHOWN else f"{readable[:MOST_SHOWN]} …"


def _parameters(request: Request) -> list[str]:
    """The query parameters of the route that was asked."""
    route = request.scope.get("route")
    dependant = getattr(route, "dependant", None)
    names: list[str] = []
    for parameter in getattr(dependant, "query_params", []):
        model = parameter.field_info.annotation
        fields = getattr(model, "model_fields", None)
        names += list(fields) if fields else [parameter.alias]
    return names


def _http_error(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    title = HTTP_TITLES.get(status, HTTPStatus(status).phrase)
    message = HTTP_MESSAGES.get(status, str(error.detail))
    response = answer(request, ErrorPage(status, gettext(title), gettext(message)))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    if response.headers.get("allow") == "GET":
        response.headers["allow"] = "GET, HEAD"
    return response


def database_busy(request: Request, error: sa.exc.OperationalError) -> Response:
    """Log that the database does not answer, and answer 503."""
    log.error("database: %s", error.orig)
    return answer(
        request,
        ErrorPage(
            503,
            gettext("Try again soon"),
            gettext("The database does not answer just now. Nothing is lost."),
        ),
    )


class UnexpectedErrorMiddleware:
    """Log what nobody expected and answer 500, where headers are still put on the answer."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched_send(message: Any) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        except Exception as error:
            if started:
                raise
            log.error("unexpected", exc_info=error)
            response = answer(
                Request(scope),
                ErrorPage(
                    500,
                    gettext("Something went wrong"),
                    gettext("The fault is ours and has been logged."),
                ),
            )
            await response(scope, receive, send)


def install(app: FastAPI) -> None:
    """Register the handlers. Call it before other middleware is added, which then stands around."""
    app.add_exception_handler(AppError, _app_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _invalid_query)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http_error)  # type: ignore[arg-type]
    app.add_exception_handler(sa.exc.OperationalError, database_busy)  # type: ignore[arg-type]
    app.add_middleware(UnexpectedErrorMiddleware)
