"""Cross-site requests, conditional requests, static files, and the one library file."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.web import assets
from tests.html_client import HtmlClient
from tests.html_rules import SECURITY
from tests.web.addresses import PAGES

pytestmark = pytest.mark.one_database

HOST = "http://testserver"
REFUSED, PASSED = 403, 405
"""No route takes an unsafe request yet, so one that passes the check is answered 405."""


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "QUERY"])
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, PASSED),
        ({"Sec-Fetch-Site": "same-origin"}, PASSED),
        ({"Sec-Fetch-Site": "none"}, PASSED),
        ({"Sec-Fetch-Site": "same-site"}, REFUSED),
        ({"Sec-Fetch-Site": "cross-site"}, REFUSED),
        ({"Sec-Fetch-Site": "anything"}, REFUSED),
        ({"Sec-Fetch-Site": ""}, REFUSED),
        ({"Origin": HOST}, PASSED),
        ({"Origin": "http://testserver:8000"}, REFUSED),
        ({"Origin": "https://testserver"}, REFUSED),
        ({"Origin": "http://example.org"}, REFUSED),
        ({"Origin": "http://testserver.example.org"}, REFUSED),
        ({"Origin": "null"}, REFUSED),
        ({"Origin": ""}, REFUSED),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HOST}, REFUSED),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://example.org"}, PASSED),
    ],
)
def test_unsafe_request_of_another_site_is_refused(
    client: TestClient, method: str, headers: dict[str, str], expected: int
) -> None:
    answer = client.request(method, "/recommendations", headers=headers)
    assert answer.status_code == expected
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_safe_request_of_another_site_is_answered(client: TestClient, method: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "http://example.org"}
    assert client.request(method, "/", headers=headers).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_page_that_did_not_change_is_answered_304(html: HtmlClient, name: str) -> None:
    page = html.get(PAGES[name])
    tag = page.headers["etag"]
    assert page.headers["cache-control"] == "no-cache"
    again = html.client.get(PAGES[name], headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert "HX-Request" in again.headers["vary"]
    other = html.client.get(PAGES[name], headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.text) == (200, page.html)


def test_error_has_no_etag(html: HtmlClient) -> None:
    assert "etag" not in html.get("/nothing", status=404).headers
    assert "etag" not in html.get("/recommendations?kind=x", status=400).headers


def test_files_of_a_page_are_ours_and_kept_for_a_year(html: HtmlClient) -> None:
    page = html.get("/")
    files = [script.get("src") or "" for script in page.elements("script")]
    files += [
        link.get("href") or ""
        for link in page.elements("link")
        if link.get("rel") in ("stylesheet", "icon")
    ]
    assert len(files) >= 4
    for file in files:
        assert file.startswith("/static/"), file
        answer = html.client.get(file)
        assert answer.status_code == 200, file
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        for name, value in SECURITY.items():
            assert answer.headers[name] == value


def test_file_asked_for_without_a_version_is_not_kept(client: TestClient) -> None:
    assert client.get("/static/app.css").headers["cache-control"] == "no-cache"


def test_address_of_a_file_changes_with_its_content() -> None:
    for name in ("app.css", "app.js", "mark.svg"):
        digest = hashlib.sha256((assets.STATIC / name).read_bytes()).hexdigest()
        assert assets.asset(name).endswith(f"?v={digest[:10]}")


@pytest.mark.parametrize(
    "path",
    ["/static/../config.py", "/static/%2e%2e/config.py", "/static//etc/passwd", "/static/",
     "/static/vendor/htmx/", "/static/vendor/htmx/../../../django_htmx/apps.py"],
)  # fmt: skip
def test_nothing_but_the_files_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_htmx_is_the_file_that_the_page_names(html: HtmlClient) -> None:
    script = next(
        script for script in html.get("/").elements("script") if "htmx" in (script.get("src") or "")
    )
    content = html.client.get(script.get("src") or "").content
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    assert script.get("integrity") == f"sha384-{digest}" == assets.HTMX_INTEGRITY
    assert re.search(rb'version:"2\.0\.10"', content)


def test_another_htmx_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "HTMX_INTEGRITY", "sha384-other")
    with pytest.raises(RuntimeError, match=r"is not htmx 2\.0\.10"):
        assets.htmx_path()
    monkeypatch.setattr(assets, "HTMX_FILE", "none.js")
    with pytest.raises(RuntimeError, match="htmx is not installed"):
        assets.htmx_path()


def test_style_and_script_load_nothing_from_elsewhere() -> None:
    for name in ("app.css", "app.js", "mark.svg"):
        text = Path(assets.STATIC / name).read_text(encoding="utf-8")
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", re.sub(r"(?m)^\s*//.*$", "", text))
        assert [url for url in found if "www.w3.org" not in url] == [], name
        assert "@import" not in text
