"""A query string with very many values is cheap, whatever it asks for."""

import pytest

from tests.html_client import HtmlClient


@pytest.mark.parametrize("name", ["topic=media", "priority=true", "standard=iccpr/25"])
@pytest.mark.parametrize("path", ["/recommendations", "/api/v1/recommendations"])
def test_repeated_values_count_once(html: HtmlClient, path: str, name: str) -> None:
    many = html.client.get(f"{path}?{'&'.join([name] * 500)}")
    assert many.status_code == 200
    if path.startswith("/api/"):
        assert many.json()["total"] == html.client.get(f"{path}?{name}").json()["total"]


def test_too_many_values_are_refused_in_a_line(html: HtmlClient) -> None:
    values = "&".join(f"topic=t{number}" for number in range(300))
    answer = html.client.get(f"/api/v1/recommendations?{values}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "topic: give at most 100 values."
    some = "&".join(f"topic=t{number}" for number in range(90))
    answer = html.client.get(f"/api/v1/recommendations?{some}")
    assert answer.status_code == 400
    assert len(answer.json()["errors"]) == 5
    assert len(answer.content) < 50_000
