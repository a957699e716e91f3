"""`/api/v1/openapi.json`: the description of the read API, with examples that tests run.

FastAPI describes addresses, parameters and records from their types. Here come the words: what each
parameter means, an example of each, and real questions with their answers on the sample data.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from app.web.guide import EXAMPLES, INTRODUCTION, PARAMETERS, TAGS, of_all, of_one
from app.web.queries import QueryModel
from app.web.routing import PROBLEM_SCHEMAS

ADDRESS = "/api/v1/openapi.json"
ANSWERS = Path(__file__).with_name("examples.json")
"""The answers to all examples on the sample data, by request, and a cursor of each list.
`python -m tests.openapi_examples` writes them, and a test compares them."""

router = APIRouter()


class NoQuery(QueryModel):
    """An address without parameters."""


@router.get(ADDRESS, include_in_schema=False)
def get_description(request: Request, _query: Annotated[NoQuery, Query()]) -> Response:
    """Give the description of the API."""
    return Response(_rendered(request.app), media_type="application/json")


@lru_cache(maxsize=4)
def _rendered(app: Any) -> str:
    return json.dumps(describe(app), ensure_ascii=False, separators=(",", ":"))


def describe(app: Any) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    found: dict[str, Any] = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.description,
        description=INTRODUCTION,
        routes=app.routes,
        tags=TAGS,
        servers=[{"url": "/", "description": "This installation"}],
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    known = json.loads(ANSWERS.read_text(encoding="utf-8"))
    for path, operations in found["paths"].items():
        operation = operations["get"]
        name = operation["operationId"]
        operation["summary"] = name.replace("_", " ").capitalize()
        for parameter in operation["parameters"]:
            _describe_parameter(name, parameter, known["after"])
        for request in requests(name, path):
            _add_example(operation["responses"], request, known["answers"].get(request))
        operation["responses"]["200"]["headers"] = {
            "ETag": {
                "description": "Send it in If-None-Match to be told whether the answer changed.",
                "schema": {"type": "string"},
            }
        }
    found["components"]["schemas"] |= PROBLEM_SCHEMAS
    for schema in found["components"]["schemas"].values():
        _drop_titles(schema)
    return found


def requests(name: str, path: str) -> list[str]:
    """Return the requests that exemplify an operation, those that go wrong too."""
    base, _, key = path.partition("/{")
    wrong = of_one(base, key.partition("}")[2]) if key else of_all(base)
    return [f"GET {base}{address}" for address in EXAMPLES.get(name, [])] + wrong


def _describe_parameter(operation: str, parameter: dict[str, Any], after: dict[str, str]) -> None:
    """Say what the parameter means, give an example, and leave out null, which no query can say."""
    name = parameter["name"]
    schema = parameter["schema"]
    if "anyOf" in schema:
        (kind,) = (part for part in schema.pop("anyOf") if part != {"type": "null"})
        schema |= kind
    for extra in ("title", "description"):
        schema.pop(extra, None)
    words, example = PARAMETERS.get(f"{operation}.{name}") or PARAMETERS.get(name, ("", None))
    parameter.setdefault("description", words)
    parameter["example"] = after.get(operation, "") if name == "after" else example


def _add_example(responses: dict[str, Any], request: str, answered: Any) -> None:
    """Put a request and its answer beside the response that it exemplifies."""
    if answered is None:
        return
    status = str(answered["status"])
    response = responses[status if status in responses else "default"]
    (media,) = response["content"].values()
    examples = media.setdefault("examples", {})
    examples[f"example_{len(examples) + 1}"] = {"summary": request, "value": answered["body"]}


def _drop_titles(schema: dict[str, Any]) -> None:
    """Leave out the titles that only repeat the names of members."""
    for part in schema.get("properties", {}).values():
        if isinstance(part, dict):
            part.pop("title", None)
