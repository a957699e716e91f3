"""Routers for pages and for the API."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse


def page_router() -> APIRouter:
    """Return a router whose answers are HTML and are not part of the API's description."""
    return APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_WRONG = {"parameter": _TEXT, "message": _TEXT, "allowed": _TEXTS}


def _problem(description: str, **more: Any) -> dict[str, Any]:
    """A problem document (RFC 9457) with members of its own, which it then always has."""
    schema = {
        "type": "object",
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            **more,
        },
        "required": ["type", "title", "status", "detail", *more],
    }
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: _problem(
        "A parameter is unknown or malformed; `errors` says which and what is allowed.",
        errors={
            "type": "array",
            "items": {"type": "object", "properties": _WRONG, "required": list(_WRONG)},
        },
    ),
    "default": _problem("Any other error."),
}
PROBLEMS_OF_ONE: dict[int | str, dict[str, Any]] = PROBLEMS | {
    404: _problem("There is no such record; `nearest` lists what comes close.", nearest=_TEXTS)
}


def api_router(tag: str) -> APIRouter:
    """Return a router of the read API."""
    return APIRouter(prefix="/api/v1", tags=[tag], responses=PROBLEMS)
