"""How programs and pages of other sites ask: preflight, tags, slashes, exact values, languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from starlette.testclient import TestClient

from app.web import i18n
from tests.html_client import HTMX
from tests.web.api import KEYS, ROOT, get, problem, walk

OTHER_SITE = {"Origin": "https://example.org"}
ITEM = f"{ROOT}/recommendations/KZ-2016-PARL-24"


@pytest.mark.parametrize(
    "path", ["/recommendations", "/recommendations/KZ-2016-PARL-24", "/nothing", "/openapi.json"]
)
def test_browser_that_asks_first_is_told_what_it_may(client: TestClient, path: str) -> None:
    headers = OTHER_SITE | {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
        "Sec-Fetch-Site": "cross-site",
    }
    answer = client.options(ROOT + path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"].split(", ")
    assert answer.headers["access-control-max-age"] == "86400"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-credentials" not in answer.headers


def test_pages_are_not_opened_to_other_sites(client: TestClient) -> None:
    answer = client.options("/recommendations", headers=OTHER_SITE)
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" not in client.get("/", headers=OTHER_SITE).headers


@pytest.mark.parametrize(
    ("method", "path", "status", "headers"),
    [
        ("GET", "/responses?limit=1", 200, {}),
        ("HEAD", "/responses?limit=1", 200, {}),
        ("GET", "/responses?limit=0", 400, {}),
        ("GET", "/responses/987654321", 404, {}),
        ("GET", "/nothing", 404, {}),
        ("GET", "", 404, {}),
        ("GET", "/responses?limit=1", 304, {"If-None-Match": "*"}),
    ],
)
def test_any_site_may_read_every_answer_and_its_tag(
    client: TestClient, method: str, path: str, status: int, headers: dict[str, str]
) -> None:
    answer = client.request(method, ROOT + path, headers=OTHER_SITE | headers)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-expose-headers"] == "ETag"
    assert answer.headers["cache-control"] == "no-cache"


def test_refused_request_of_another_site_is_a_problem_document(client: TestClient) -> None:
    answer = client.post(f"{ROOT}/links", headers=OTHER_SITE)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Refused"
    page = client.post("/recommendations", headers=OTHER_SITE)
    assert (page.status_code, page.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "This request came from another site and was refused." in page.text


def test_refused_method_says_which_are_taken(client: TestClient) -> None:
    answer = client.delete(ITEM)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", [ITEM, f"{ROOT}/threads?limit=3", "/matrix", f"{ROOT}/topics"])
@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("{tag}", True),
        ("{bare}", True),
        ('"a", {tag}', True),
        ('W/"a",{bare} , "b"', True),
        ("*", True),
        (" {tag} ", True),
        ('"a", W/"b"', False),
        ("", False),
        ("{unquoted}", False),
        ('W/"*"', False),
    ],
)
def test_tags_are_compared_weakly(client: TestClient, path: str, form: str, known: bool) -> None:
    tag = client.get(path).headers["etag"]
    assert tag.startswith('W/"')
    bare = tag.removeprefix("W/")
    sent = form.format(tag=tag, bare=bare, unquoted=bare.strip('"'))
    for method in ("GET", "HEAD"):
        answer = client.request(method, path, headers={"If-None-Match": sent})
        assert answer.status_code == (304 if known else 200)
        assert answer.headers["etag"] == tag
        assert answer.headers["cache-control"] == "no-cache"
        assert "content-length" not in answer.headers or not known


def test_tags_may_stand_in_several_headers(client: TestClient) -> None:
    tag = client.get(ITEM).headers["etag"]
    headers = [("If-None-Match", '"a"'), ("If-None-Match", tag)]
    assert client.get(ITEM, headers=headers).status_code == 304


def test_error_is_answered_anew_whatever_the_tag(client: TestClient) -> None:
    for path, status in (("/nothing", 404), ("/links?limit=0", 400)):
        answer = client.get(ROOT + path, headers={"If-None-Match": "*"})
        assert answer.status_code == status
        assert "etag" not in answer.headers


@pytest.mark.parametrize("name", KEYS)
def test_head_is_get_without_the_body(client: TestClient, name: str) -> None:
    one = get(client, f"/{name}", limit=1)["items"][0][KEYS[name]]
    for path in (f"{ROOT}/{name}?limit=1", f"{ROOT}/{name}/{one}"):
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for header in ("etag", "content-type", "content-length", "cache-control"):
            assert head.headers[header] == whole.headers[header]


@pytest.mark.parametrize("name", KEYS)
def test_slash_at_the_end_leads_to_the_address_without(client: TestClient, name: str) -> None:
    one = get(client, f"/{name}", limit=1)["items"][0][KEYS[name]]
    for path in (f"{ROOT}/{name}", f"{ROOT}/{name}/{one}"):
        answer = client.get(f"{path}/?as_of=2016-12-31", follow_redirects=False)
        assert answer.status_code == 307
        assert answer.headers["location"].endswith(f"{path}?as_of=2016-12-31")


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/recommendations/KZ-2016-PARL-24/more"])
def test_unknown_address_is_a_problem_document(client: TestClient, path: str) -> None:
    assert problem(client, path, 404)["nearest"] == []
    assert client.get("/api").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "value",
    ["0", "86400", "1451606400", "2016-01-01T00:00:00", "2016-1-1", " 2016-01-01", "20160101",
     "2016-01-01Z", "1899-12-31", "3000-01-01", "2016-02-30", "٢٠١٦-٠١-٠١"],
)  # fmt: skip
def test_day_has_one_form(client: TestClient, value: str) -> None:
    for path in ("/recommendations", "/recommendations/KZ-2016-PARL-24", "/countries/KZ"):
        (error,) = problem(client, path, 400, as_of=value)["errors"]
        assert error["parameter"] == "as_of"
        assert error["allowed"] == ["YYYY-MM-DD, from 1900-01-01 to 2999-12-31"]
    assert client.get("/recommendations", params={"as_of": value}).status_code == 400


@pytest.mark.parametrize("value", ["5.0", " 5", "1_0", "+5", "5e1", "0x5", "٥", "1,0", "--1"])
def test_number_is_in_digits(client: TestClient, value: str) -> None:
    (error,) = problem(client, "/recommendations", 400, limit=value)["errors"]
    assert error["allowed"] == ["a whole number from 1 to 200"]
    (error,) = problem(client, f"/responses/{value}", 400)["errors"]
    assert (error["parameter"], error["allowed"]) == ("id", ["a whole number from 1"])


def test_search_gives_ten_of_each_kind_unless_asked(client: TestClient) -> None:
    (error,) = problem(client, "/search", 400, q="law", limit="201")["errors"]
    assert error["allowed"] == ["a whole number from 1 to 200"]
    groups = get(client, "/search", q="law")["groups"]
    assert max(len(group["hits"]) for group in groups) == 10


def test_empty_parameter_counts_as_absent(client: TestClient) -> None:
    empty = {"kind": "", "as_of": "", "limit": "", "q": "", "after": "", "sort": ""}
    assert get(client, "/recommendations", **empty) == get(client, "/recommendations")


LISTS = [name for name in KEYS if name != "countries"]


@pytest.mark.parametrize("name", LISTS)
def test_cursor_belongs_to_its_own_list(client: TestClient, name: str) -> None:
    """The lists by id have cursors of one form: still none is taken for another's."""
    cursor = get(client, f"/{name}", limit=1)["next"]
    sisters = {"standards": "instruments", "instruments": "standards"}
    for other in LISTS:
        if other not in (name, sisters.get(name)):
            (error,) = problem(client, f"/{other}", 400, after=cursor)["errors"]
            assert error["parameter"] == "after"
            assert "it was made by another query" in error["message"]


def test_page_size_may_change_on_the_way(client: TestClient) -> None:
    first = get(client, "/recommendations", limit=3, sort="-date")
    rest = get(client, "/recommendations", limit=7, sort="-date", after=first["next"])
    whole = get(client, "/recommendations", limit=10, sort="-date")
    assert first["items"] + rest["items"] == whole["items"]
    assert first["total"] == rest["total"] == whole["total"]


def test_api_and_page_share_a_cursor(client: TestClient) -> None:
    for name in ("recommendations", "threads"):
        cursor = get(client, f"/{name}", limit=2)["next"]
        assert client.get(f"/{name}", params={"limit": 2, "after": cursor}).status_code == 200


def test_lead_ins_are_shown_only_where_included(client: TestClient) -> None:
    plain = walk(client, "/recommendations")
    whole = walk(client, "/recommendations", container="include")
    leads = [row["ref"] for row in whole if row["container"]]
    assert leads == ["KZ-2011-PRES-2", "KZ-2011-PRES-3"]
    assert [row for row in whole if not row["container"]] == plain
    assert {row["parent"] for row in plain} == {None, *leads}
    assert get(client, f"/recommendations/{leads[0]}")["container"] is True
    total = get(client, "/recommendations", container="include", limit=1)["total"]
    assert total == len(plain) + 2 == get(client, "/recommendations", limit=1)["total"] + 2


def test_all_kinds_are_listed_unless_one_is_asked_for(client: TestClient) -> None:
    def total(**params: Any) -> int:
        found: int = get(client, "/recommendations", limit=1, **params)["total"]
        return found

    kinds = [total(kind=kind) for kind in ("recommendation", "concern", "welcomed")]
    assert kinds[0] == 80
    assert sum(kinds) == total()
    assert total(kind=["recommendation", "welcomed"]) == kinds[0] + kinds[2]


def test_htmx_is_nothing_to_the_api(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/links?limit=0", headers=HTMX)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not [name for name in answer.headers if name.startswith("hx-")]


@pytest.fixture
def kazakh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue with some texts of errors, each in brackets."""
    catalogue = Catalog(locale="kk")
    for text in (
        "Wrong parameter",
        "Not found",
        "Method not allowed",
        "There is no topic %(key)s.",
        "There is nothing at this address.",
        "%(name)s: there is no such parameter.",
        "%(name)s: there is no “%(value)s”.",
        "a whole number from 1 to %(most)s",
    ):
        catalogue.add(text, string=f"⟦{text}⟧")
    target = tmp_path / "kk" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    i18n.available.cache_clear()
    i18n._translations.cache_clear()
    yield
    i18n.available.cache_clear()
    i18n._translations.cache_clear()


@pytest.mark.usefixtures("kazakh")
@pytest.mark.parametrize(
    ("method", "path", "texts"),
    [
        (
            "GET",
            "/links?colour=red",
            ["⟦Wrong parameter⟧", "⟦colour: there is no such parameter.⟧"],
        ),
        ("GET", "/links?item=X", ["⟦item: there is no “X”.⟧"]),
        ("GET", "/links?limit=0", ["⟦a whole number from 1 to 200⟧"]),
        ("GET", "/topics/none", ["⟦Not found⟧", "⟦There is no topic none.⟧"]),
        ("GET", "/nothing", ["⟦There is nothing at this address.⟧"]),
        ("POST", "/topics", ["⟦Method not allowed⟧"]),
    ],
)
def test_errors_are_in_the_language_that_is_asked_for(
    client: TestClient, method: str, path: str, texts: list[str]
) -> None:
    answer = client.request(method, ROOT + path, headers={"Accept-Language": "kk"})
    for text in texts:
        assert text in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert "⟦" not in client.request(method, ROOT + path).text
