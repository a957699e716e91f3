"""Routers for pages and for the API."""

from typing import Any, get_origin

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from starlette.convertors import PathConvertor, register_url_convertor

from app.errors import ParameterError, ParameterProblem
from app.web.i18n import gettext


class KeyConvertor(PathConvertor):
    """A key that may hold slashes but not end in one: such an address leads to that without."""

    regex = ".*[^/]"


register_url_convertor("key", KeyConvertor())


def _refuse_repeats(request: Request) -> None:
    """Refuse a parameter that is given twice though it takes one value."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    single: set[str] = set()
    for parameter in getattr(dependant, "query_params", []):
        fields = getattr(parameter.field_info.annotation, "model_fields", {})
        single |= {
            name for name, field in fields.items() if get_origin(field.annotation) is not list
        }
    names = [name for name, value in request.query_params.multi_items() if value]
    repeated = sorted({name for name in names if name in single and names.count(name) > 1})
    if repeated:
        message = gettext("%(name)s: give it once.")
        raise ParameterError(
            [ParameterProblem(name, message % {"name": name}) for name in repeated]
        )


def page_router() -> APIRouter:
    """Return a router whose answers are HTML and are not part of the API's description."""
    return APIRouter(
        default_response_class=HTMLResponse,
        include_in_schema=False,
        dependencies=[Depends(_refuse_repeats)],
    )


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
    return APIRouter(
        prefix="/api/v1",
        tags=[tag],
        responses=PROBLEMS,
        dependencies=[Depends(_refuse_repeats)],
    )
