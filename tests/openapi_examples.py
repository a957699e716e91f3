"""The examples of the API's description, asked on the sample data.

`python -m tests.openapi_examples` writes app/web/examples.json anew.
"""

import json
import re
from typing import Any

from starlette.testclient import TestClient

from app.config import Settings
from app.core.keyset import encode_cursor
from app.elections.queries import CountryQuery
from app.main import create_app
from app.web import openapi
from tests.databases import Databases

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
LOADED = "2026-11-20T12:00:00Z"
"""What stands for the moment at which the sample data were loaded."""


def ask(client: TestClient, request: str) -> tuple[int, Any]:
    """Return status and body of an example's request, which is a method and an address."""
    method, _, address = request.partition(" ")
    answer = client.request(method, address)
    return answer.status_code, json.loads(MOMENT.sub(LOADED, answer.text))


def cursor(client: TestClient, path: str) -> str:
    """Return a cursor of a list without filters, or of one group of a search."""
    if path.endswith("/search"):
        words = "?limit=1&q=observers+access&group=item"
        following: str = client.get(f"{path}{words}").json()["groups"][0]["next"]
        return following
    path = path.replace("{slug}", "copenhagen-1990/7.6")
    found: str | None = client.get(path, params={"limit": 1}).json()["next"]
    # Of one country there is no second page.
    return found or encode_cursor(["AA"], CountryQuery().signature)


def collect(client: TestClient) -> dict[str, Any]:
    """Return what app/web/examples.json holds."""
    answers: dict[str, Any] = {}
    after: dict[str, str] = {}
    for path, operations in openapi.describe(client.app)["paths"].items():
        operation = operations["get"]
        for request in openapi.requests(operation["operationId"], path):
            status, body = ask(client, request)
            answers[request] = {"status": status, "body": body}
        if any(parameter["name"] == "after" for parameter in operation["parameters"]):
            after[operation["operationId"]] = cursor(client, path)
    return {"after": after, "answers": answers}


def write() -> None:
    """Write the file."""
    if not openapi.ANSWERS.exists():
        openapi.ANSWERS.write_text('{"after": {}, "answers": {}}', encoding="utf-8")
    databases = Databases("sqlite")
    with databases.seeded() as database:
        url = database.engine.url.render_as_string(hide_password=False)
        with TestClient(create_app(Settings(database_url=url))) as client:
            text = json.dumps(collect(client), ensure_ascii=False, indent=1)
    openapi.ANSWERS.write_text(text + "\n", encoding="utf-8")
    databases.stop()


if __name__ == "__main__":
    write()
