"""A client made from an OpenAPI document: one method an operation, one class a schema.

It knows nothing but the document, and is strict where others are lenient: an answer with a member
that is not described, without one that is, or with a value that its schema does not allow, is an
error; so is a parameter that is not described, or is given what it does not take.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

ANNOTATIONS = {"description", "title", "default", "summary", "example", "examples"}
FORMATS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class Schemas:
    """The schemas of a document: check values and make objects of them."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.components: dict[str, Any] = document["components"]["schemas"]
        self.classes = {
            name: dataclasses.make_dataclass(name, schema["properties"], frozen=True)
            for name, schema in self.components.items()
            if "properties" in schema
        }

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return what a reference stands for."""
        while "$ref" in schema:
            schema = self.components[schema["$ref"].removeprefix("#/components/schemas/")]
        return schema

    def problems(self, schema: dict[str, Any], value: Any, at: str = "answer") -> Iterator[str]:
        """Yield what is wrong with a value."""
        schema = self.resolve(schema)
        if "anyOf" in schema:
            tries = [list(self.problems(part, value, at)) for part in schema["anyOf"]]
            if all(tries):
                yield f"{at}: fits none: {tries}"
            return
        for keyword, wanted in schema.items():
            if keyword in ANNOTATIONS:
                continue
            if keyword not in KEYWORDS:
                raise AssertionError(f"a keyword that this client does not know: {keyword}")
            yield from KEYWORDS[keyword](self, schema, wanted, value, at)

    def build(self, schema: dict[str, Any], value: Any) -> Any:
        """Return the value with its objects as objects of their classes."""
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = self.resolve(schema)
        if "anyOf" in schema:
            fitting = (part for part in schema["anyOf"] if not any(self.problems(part, value)))
            return self.build(next(fitting), value)
        if isinstance(value, list):
            return [self.build(schema["items"], item) for item in value]
        if isinstance(value, dict) and name in self.classes:
            members = schema["properties"]
            return self.classes[name](
                **{key: self.build(members[key], item) for key, item in value.items()}
            )
        extra = schema.get("additionalProperties")
        if isinstance(value, dict) and isinstance(extra, dict):
            return {key: self.build(extra, item) for key, item in value.items()}
        return value


def _type(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    kinds = tuple(kind for name in names for kind in TYPES[name])
    if not isinstance(value, kinds) or (isinstance(value, bool) and "boolean" not in names):
        yield f"{at}: {value!r} is no {wanted}"


def _enum(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{at}: {value!r} is none of {wanted}"


def _const(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if value != wanted:
        yield f"{at}: {value!r} is not {wanted!r}"


def _required(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}: no {name}" for name in wanted if name not in value)


def _properties(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        if name not in wanted:
            yield f"{at}: {name} is not described"
        else:
            yield from schemas.problems(wanted[name], item, f"{at}.{name}")


def _additional(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(wanted, dict):
        for name, item in value.items():
            yield from schemas.problems(wanted, item, f"{at}.{name}")


def _names(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    for name in value:
        yield from schemas.problems(wanted, name, f"{at}: the name {name}")


def _items(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from schemas.problems(wanted, item, f"{at}[{place}]")


def _pattern(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(wanted, value):
        yield f"{at}: {value!r} does not fit {wanted}"


def _format(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
    try:
        FORMATS[wanted](value)
    except (TypeError, ValueError):
        yield f"{at}: {value!r} is no {wanted}"


def _limit(fits: Callable[[Any, Any], bool]) -> Callable[..., Iterator[str]]:
    def check(schemas: Schemas, schema: Any, wanted: Any, value: Any, at: str) -> Iterator[str]:
        if isinstance(value, int | float | str) and not fits(value, wanted):
            yield f"{at}: {value!r} is beyond {wanted}"

    return check


KEYWORDS: dict[str, Callable[..., Iterator[str]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "pattern": _pattern,
    "format": _format,
    "minimum": _limit(lambda value, bound: value >= bound),
    "maximum": _limit(lambda value, bound: value <= bound),
    "exclusiveMaximum": _limit(lambda value, bound: value < bound),
    "maxLength": _limit(lambda value, bound: len(value) <= bound),
}


class ApiError(Exception):
    """A described error answer, as an object of its class."""

    def __init__(self, status: int, problem: Any) -> None:
        super().__init__(f"{status}: {problem}")
        self.status = status
        self.problem = problem


class OpenApiClient:
    """A client of the API that a document describes; `send` asks an address with parameters.

    `client.list_links(relation=["repeats"])` calls the operation `list_links`.
    """

    def __init__(self, document: dict[str, Any], send: Callable[..., Any]) -> None:
        self.schemas = Schemas(document)
        self.send = send
        self.operations: dict[str, tuple[str, dict[str, Any]]] = {}
        for path, methods in document["paths"].items():
            for operation in methods.values():
                assert operation["operationId"] not in self.operations
                self.operations[operation["operationId"]] = path, operation

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the method of an operation."""
        if name not in self.operations:
            raise AttributeError(name)
        return lambda **parameters: self.call(name, parameters)

    def call(self, name: str, parameters: dict[str, Any]) -> Any:
        """Ask and return the answer; raises `ApiError` where an error is answered."""
        path, operation = self.operations[name]
        described = {parameter["name"]: parameter for parameter in operation["parameters"]}
        query = {}
        for key, value in parameters.items():
            assert key in described, f"{name} has no parameter {key}"
            wrong = list(self.schemas.problems(described[key]["schema"], value, key))
            assert not wrong, wrong
            if described[key]["in"] == "path":
                path = path.replace(f"{{{key}}}", quote(str(value), safe="/"))
            else:
                query[key] = value
        missing = [key for key, part in described.items() if part.get("required")]
        assert set(missing) <= set(parameters), missing
        return self.read(operation, self.send(path, params=query))

    def read(self, operation: dict[str, Any], answer: Any) -> Any:
        """Return what was answered, checked, as an object."""
        responses = operation["responses"]
        response = responses.get(str(answer.status_code), responses["default"])
        kind = answer.headers["content-type"].partition(";")[0]
        schema = response["content"][kind]["schema"]
        value = answer.json()
        wrong = list(self.schemas.problems(schema, value))
        assert not wrong, "\n".join(wrong[:20])
        built = self.schemas.build(schema, value)
        if answer.status_code >= 400:
            raise ApiError(answer.status_code, built)
        return built
