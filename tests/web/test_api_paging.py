"""Every list: each row once, an exact total, a fixed number of statements, cursors checked."""

import pytest
from starlette.testclient import TestClient

from tests.query_count import QueryRecorder
from tests.web.api import KEYS, get, problem, walk


@pytest.mark.parametrize("limit", [1, 7, 50])
@pytest.mark.parametrize("name", KEYS)
def test_walk_gives_every_row_once_in_order(client: TestClient, name: str, limit: int) -> None:
    if limit == 1 and name in ("recommendations", "links"):
        limit = 13
    whole = [row[KEYS[name]] for row in walk(client, f"/{name}")]
    assert len(set(whole)) == len(whole)
    assert [row[KEYS[name]] for row in walk(client, f"/{name}", limit)] == whole


@pytest.mark.parametrize(
    "name", ["responses", "assessments", "links", "undertakings", "statements"]
)
def test_rows_without_a_name_go_by_id(client: TestClient, name: str) -> None:
    ids = [row["id"] for row in walk(client, f"/{name}")]
    assert ids == sorted(ids)


@pytest.mark.parametrize("name", ["organisations", "topics", "instruments", "countries"])
def test_rows_with_a_name_go_by_its_bytes_on_both_databases(client: TestClient, name: str) -> None:
    keys = [row[KEYS[name]] for row in walk(client, f"/{name}")]
    assert keys == sorted(keys)


def test_provisions_go_by_number(client: TestClient) -> None:
    slugs = [row["slug"] for row in walk(client, "/standards", instrument="copenhagen-1990")]
    assert slugs.index("copenhagen-1990/5.4") + 1 == slugs.index("copenhagen-1990/5.11")
    assert slugs.index("copenhagen-1990/9.2") + 1 == slugs.index("copenhagen-1990/11.1")


def test_documents_go_by_date_with_the_undated_last(client: TestClient) -> None:
    dates = [row["published_on"] for row in walk(client, "/documents")]
    dated = [day for day in dates if day]
    assert dates == dated + [None] * (len(dates) - len(dated))
    assert dated[0][:4] == "2004"
    assert dated[-1] == "2016-06-27"


@pytest.mark.parametrize("name", KEYS)
def test_statements_do_not_grow_with_rows(client: TestClient, name: str) -> None:
    engine = client.app.state.database.engine  # type: ignore[attr-defined]
    counts = []
    for limit in (1, 200):
        with QueryRecorder(engine) as sent:
            get(client, f"/{name}", limit=limit)
        counts.append(sent.count)
    assert counts[0] == counts[1]
    assert counts[0] <= 10


@pytest.mark.parametrize("name", [name for name in KEYS if name != "countries"])
def test_cursor_of_another_query_is_refused(client: TestClient, name: str) -> None:
    cursor = get(client, f"/{name}", limit=1)["next"]
    assert cursor
    get(client, f"/{name}", limit=3, after=cursor)
    for params in ({"after": cursor, "as_of": "2016-12-31"}, {"after": cursor[:-3]}):
        found = problem(client, f"/{name}", 400, **params)
        assert [error["parameter"] for error in found["errors"]] == ["after"]


def test_cursor_of_another_list_is_refused_or_harmless(client: TestClient) -> None:
    cursor = get(client, "/elections", limit=1)["next"]
    problem(client, "/responses", 400, after=cursor)
