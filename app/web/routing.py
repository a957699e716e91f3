"""Routers for pages and for the API."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse


def page_router() -> APIRouter:
    """Return a router whose answers are HTML and are not part of the API's description."""
    return APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {
        "description": "A parameter is unknown or malformed; `errors` says which and what is allowed.",
        "content": {"application/problem+json": {}},
    }
}
PROBLEMS_OF_ONE: dict[int | str, dict[str, Any]] = PROBLEMS | {
    404: {
        "description": "There is no such record; `nearest` lists what comes close.",
        "content": {"application/problem+json": {}},
    }
}


def api_router(tag: str) -> APIRouter:
    """Return a router of the read API."""
    return APIRouter(prefix="/api/v1", tags=[tag], responses=PROBLEMS)
