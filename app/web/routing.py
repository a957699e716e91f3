"""Routers for pages and for the API."""

from typing import Any, get_origin

from fastapi import APIRouter, Depends, Request
from fastapi.params import Depends as DependsParam
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


def page_router(*guards: DependsParam) -> APIRouter:
    """Return a router whose answers are HTML and are not part of the API's description.

    `guards` decide who may ask, before anything else is looked at.
    """
    return APIRouter(
        default_response_class=HTMLResponse,
        include_in_schema=False,
        dependencies=[*guards, Depends(_refuse_repeats)],
    )


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(description: str, **members: Any) -> dict[str, Any]:
    """The schema of an object that always has all its members."""
    return {
        "type": "object",
        "description": description,
        "properties": members,
        "required": list(members),
    }


_PROBLEM = {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}
PROBLEM_SCHEMAS: dict[str, Any] = {
    "WrongParameter": _object(
        "What is wrong with a parameter; `allowed` is empty where no list can be given.",
        parameter=_TEXT,
        message=_TEXT,
        allowed=_TEXTS,
    ),
    "Problem": _object("A problem document (RFC 9457).", **_PROBLEM),
    "WrongQuery": _object(
        "A problem document that names each wrong parameter.",
        **_PROBLEM,
        errors={"type": "array", "items": {"$ref": "#/components/schemas/WrongParameter"}},
    ),
    "NothingFound": _object(
        "A problem document with up to five keys that come close, best first.",
        **_PROBLEM,
        nearest=_TEXTS,
    ),
}
"""The components that error answers refer to."""


def _answered(schema: str, description: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": reference}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing changed since the answer whose ETag was sent."},
    400: _answered("WrongQuery", "A parameter is unknown or malformed."),
    "default": _answered("Problem", "Any other error, as 405 for an attempt to write, or 503."),
}
PROBLEMS_OF_ONE: dict[int | str, dict[str, Any]] = PROBLEMS | {
    404: _answered("NothingFound", "There is no such record, or not yet on the day of `as_of`.")
}


def api_router(tag: str) -> APIRouter:
    """Return a router of the read API."""
    return APIRouter(
        prefix="/api/v1",
        tags=[tag],
        responses=PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(_refuse_repeats)],
    )
