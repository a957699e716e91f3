"""CSV of views: exactly the rows of the view, in its order, with its day, in one file."""

import asyncio
import csv
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.core import clock
from app.core.db import Database
from app.exports.files import cell
from app.exports.tables import CHUNK, TABLE, TABLES, pages
from app.main import create_app
from app.recommendations.filters import ItemQuery
from app.statuses.service import refresh
from app.web import deps
from app.web.headers import ETagMiddleware
from tests.factories import make_item, make_thread
from tests.html_client import HtmlClient
from tests.html_page import text_of
from tests.query_count import QueryRecorder
from tests.web.addresses import PAGES
from tests.web.api import walk

pytestmark = pytest.mark.one_database

DAY = "2011-12-31"
OWN_ORDER = ("organisations", "undertakings", "statements", "standards")
API_ORDER = [table for table in TABLES if table.name not in OWN_ORDER]
"""Tables whose page has the order of the API."""


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    """Return the rows of a file, whose form is checked."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = answer.content.decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def refs(client: TestClient, address: str) -> list[str]:
    """Return the references in a file."""
    return [row["ref"] for row in rows(client, address)]


@pytest.mark.parametrize("table", API_ORDER, ids=lambda table: table.name)
def test_file_of_a_table_is_the_list_of_the_api(client: TestClient, table: Any) -> None:
    found = rows(client, f"/{table.name}.csv")
    today = clock.today().isoformat()
    expected = walk(client, f"/{table.name}")
    assert len(found) == len(expected)
    for row, record in zip(found, expected, strict=True):
        address = "http://testserver" + table.row_url.format(**record)
        cells = {name: cell(value) for name, value in record.items() if name != "url"}
        assert row == cells | {"url": address, "as_of": today}
        assert list(row)[-2:] == ["url", "as_of"]


@pytest.mark.parametrize("name", OWN_ORDER)
def test_file_in_the_order_of_its_page_has_the_rows_of_the_api(
    client: TestClient, name: str
) -> None:
    key = "slug" if name in ("organisations", "standards") else "id"
    found = sorted(row[key] for row in rows(client, f"/{name}.csv"))
    assert found == sorted(str(record[key]) for record in walk(client, f"/{name}"))


def test_one_item_by_hand(client: TestClient) -> None:
    """2004, number 6: page 25 of the final report, for parliament, taken up in 2011 and 2016."""
    (row,) = rows(client, "/recommendations/KZ-2004-PARL-6.csv")
    assert row["ref"] == "KZ-2004-PARL-6"
    assert row["document"] == "kz-2004-final-report"
    assert '"page": 25, "page_basis": "counted"' in row["places"]
    assert (row["topics"], row["addressees"]) == ("counting/results", "kz-parliament")
    assert row["recommended_again_in"] == "KZ-2011-PRES | KZ-2016-PARL"
    assert (row["position"], row["accounts_differ"]) == ("", "false")
    assert row["url"] == "http://testserver/recommendations/KZ-2004-PARL-6"
    assert row == next(
        other
        for other in rows(client, "/recommendations.csv?election=KZ-2004-PARL")
        if other["ref"] == "KZ-2004-PARL-6"
    )


@pytest.mark.parametrize(
    "query",
    [
        "election=KZ-2016-PARL&kind=recommendation",
        "election=KZ-2011-PRES&kind=recommendation&position=not_accepted&sort=-reference",
        "accounts_differ=true&sort=date",
        "topic=complaints&sort=-recurrence",
        "q=observers+access",
        "container=include&document=kz-2011-cec-comments",
        f"as_of={DAY}&kind=recommendation&sort=-date",
    ],
)
def test_file_has_the_rows_of_the_page_in_its_order(html: HtmlClient, query: str) -> None:
    page = html.get(f"/recommendations?{query}&limit=30")
    address = page.link("CSV of this view")
    shown = page.refs()
    following = [link for link in page.elements("a") if link.get("rel") == "next"]
    while following:
        page = html.get(following[0].get("href") or "")
        shown += page.refs()
        following = [link for link in page.elements("a") if link.get("rel") == "next"]
    assert shown
    assert refs(html.client, address) == shown
    assert refs(html.client, f"/recommendations.csv?{query}") == shown


def test_24_recommendations_of_2016(client: TestClient) -> None:
    found = refs(client, "/recommendations.csv?election=KZ-2016-PARL&kind=recommendation")
    assert found == [f"KZ-2016-PARL-{number}" for number in range(1, 25)]


def test_cases_in_the_order_of_their_page(client: TestClient) -> None:
    found = refs(client, "/accounts-differ.csv?sort=reference")
    assert found == refs(client, "/recommendations.csv?accounts_differ=true")
    assert "KZ-2011-PRES-2B" in found
    assert refs(client, f"/accounts-differ.csv?as_of={DAY}") == []


class TestMatrix:
    """`/matrix.csv`."""

    def test_one_column_an_election(self, client: TestClient) -> None:
        found = rows(client, "/matrix.csv")
        elections = [row["code"] for row in walk(client, "/elections")]
        assert [name for name in found[0] if name.startswith("KZ-")] == elections
        assert [row["slug"] for row in found] == [row["slug"] for row in walk(client, "/threads")]

    def test_cells_by_hand(self, client: TestClient) -> None:
        found = {row["slug"]: row for row in rows(client, "/matrix.csv?show=all")}
        row = found["results-by-polling-station"]
        assert row["KZ-2016-PARL"].split(" | ")[0] == "KZ-2016-PARL-24 recommendation"
        assert row["KZ-2007-PARL"] == "KZ-2007-PARL-W11 welcomed"
        assert row["KZ-2011-PRES"].split(" | ")[0] == (
            "KZ-2011-PRES-11 recommendation position:not_accepted reported:none"
            " assessment:not_implemented"
        )
        assert {row["KZ-1999-PARL"], row["KZ-2005-PRES"], row["KZ-2015-PRES"]} == {"not_held"}
        assert row["url"] == "http://testserver/threads/results-by-polling-station"
        assert found["complaints-procedure"]["KZ-2007-PARL"] == "assessed"

    @pytest.mark.parametrize(
        ("show", "words"),
        [
            ("answers", "position:not_accepted reported:none"),
            ("reported", "reported:none"),
            ("assessments", "assessment:not_implemented"),
            ("none", ""),
        ],
    )
    def test_cells_say_what_the_matrix_shows(
        self, client: TestClient, show: str, words: str
    ) -> None:
        found = {row["slug"]: row for row in rows(client, f"/matrix.csv?show={show}")}
        cells = found["results-by-polling-station"]["KZ-2011-PRES"].split(" | ")
        assert cells[0] == f"KZ-2011-PRES-11 recommendation {words}".strip()

    def test_rows_are_those_of_the_page(self, html: HtmlClient) -> None:
        page = html.get("/matrix?sort=topic&accounts_differ=true")
        titles = [
            text_of(next(heading.iter("a")))
            for heading in page.elements("th")
            if heading.get("scope") == "row"
        ]
        found = rows(html.client, page.link("CSV of this view"))
        assert [row["title"] for row in found] == titles
        assert {row["accounts_differ"] for row in found} == {"true"}

    def test_country_asked_for_has_its_columns_alone(self, own_client: TestClient) -> None:
        with own_client.app.state.database.write() as db:  # type: ignore[attr-defined]
            for country in ("AA", "BB"):
                members = [f"{country}-2010-PARL-1", f"{country}-2014-PARL-1"]
                for ref in members:
                    make_item(db, ref)
                make_thread(db, members, slug=f"thread-{country.lower()}")
            refresh(db)
        both = {row["slug"]: row for row in rows(own_client, "/matrix.csv")}
        assert both["thread-aa"]["BB-2010-PARL"] == ""
        assert both["thread-aa"]["AA-2010-PARL"] == "AA-2010-PARL-1 recommendation"
        (one,) = rows(own_client, "/matrix.csv?country=BB")
        assert [name for name in one if name[:2] in ("AA", "BB")] == [
            "BB-2010-PARL",
            "BB-2014-PARL",
        ]


class TestFile:
    """How a file is named, sent and refused."""

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("/recommendations.csv", "recommendations"),
            ("/matrix.csv", "matrix"),
            ("/accounts-differ.csv", "accounts-differ"),
            ("/recommendations/KZ-2011-PRES-2B.csv", "KZ-2011-PRES-2B"),
        ],
    )
    def test_name_has_the_day(self, client: TestClient, address: str, name: str) -> None:
        today = clock.today().isoformat()
        for query, day in (("", today), ("?as_of=2016-12-31", "2016-12-31")):
            sent = client.get(address + query).headers["content-disposition"]
            assert sent == f'attachment; filename="throughline-{name}-{day}.csv"'

    def test_day_stands_in_each_row_and_nothing_later_does(self, client: TestClient) -> None:
        answer = client.get(f"/recommendations.csv?as_of={DAY}")
        assert "KZ-2016" not in answer.text
        found = rows(client, f"/recommendations.csv?as_of={DAY}")
        assert {row["as_of"] for row in found} == {DAY}
        assert client.get(f"/recommendations/KZ-2016-PARL-24.csv?as_of={DAY}").status_code == 404

    def test_page_of_a_day_leads_to_the_file_of_the_day(self, html: HtmlClient) -> None:
        for address in ("/recommendations", "/matrix", "/documents", "/elections", "/threads"):
            link = html.get(f"{address}?as_of={DAY}").link("CSV of this view")
            assert {row["as_of"] for row in rows(html.client, link)} == {DAY}

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("kind=poem", "kind"),
            ("colour=red", "there is no such parameter"),
            ("election=KZ-1066-PARL", "KZ-2016-PARL"),
            ("after=nonsense", "after"),
            ("limit=0", "a whole number from 1 to 200"),
            ("as_of=yesterday", "YYYY-MM-DD"),
        ],
    )
    def test_wrong_parameter_is_answered_as_on_the_page(
        self, html: HtmlClient, method: str, query: str, said: str
    ) -> None:
        if method == "HEAD":
            assert html.client.head(f"/recommendations.csv?{query}").status_code == 400
            return
        page = html.get(f"/recommendations?{query}", status=400)
        file = html.get(f"/recommendations.csv?{query}", status=400)
        assert said in file.text
        assert file.text == page.text

    def test_unknown_reference_is_answered_with_those_near_it(self, html: HtmlClient) -> None:
        page = html.get("/recommendations/KZ-2016-PARL-240.csv", status=404)
        assert "KZ-2016-PARL-24" in page.text

    def test_page_of_a_list_does_not_narrow_its_file(self, client: TestClient) -> None:
        whole = refs(client, "/recommendations.csv?kind=welcomed")
        page = client.get("/api/v1/recommendations?kind=welcomed&limit=2").json()
        address = f"/recommendations.csv?kind=welcomed&limit=2&after={page['next']}"
        assert len(whole) == page["total"] > 2
        assert refs(client, address) == whole

    def test_small_file_can_be_asked_for_again(self, client: TestClient) -> None:
        first = client.get("/elections.csv")
        again = client.get("/elections.csv", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("address", ["/elections.csv", "/recommendations.csv"])
    def test_head_has_the_headers_and_no_body(self, client: TestClient, address: str) -> None:
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("content-type", "content-disposition", "content-length", "etag"):
            assert head.headers.get(name) == whole.headers.get(name), name


@pytest.mark.parametrize(
    ("given", "expected"),
    [("", "http://testserver"), ("https://example.org/t/", "https://example.org/t")],
)
def test_addresses_are_those_that_readers_see(
    shared_seeded: Database, given: str, expected: str
) -> None:
    url = shared_seeded.engine.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, database_pool=5, threads=5, public_url=given)
    with TestClient(create_app(settings)) as client:
        for row in rows(client, "/elections.csv"):
            assert row["url"] == f"{expected}/elections/{row['code']}"


@contextmanager
def filled(client: TestClient, number: int) -> Iterator[Database]:
    """Yield the database of a client with this many recommendations in it."""
    database: Database = client.app.state.database  # type: ignore[attr-defined]
    with database.write() as db:
        for n in range(1, number + 1):
            make_item(db, f"AA-2010-PARL-{n}", summary="=1+1" if n == 1 else f"Number {n}.")
        refresh(db)
    yield database


class TestStream:
    """A file of more rows than are read at a time."""

    def test_all_rows_are_sent_once_and_counted_once(self, own_client: TestClient) -> None:
        number = 2 * CHUNK + 1
        with filled(own_client, number) as database:
            with QueryRecorder(database.engine) as sent:
                found = refs(own_client, "/recommendations.csv")
            assert found == [f"AA-2010-PARL-{n}" for n in range(1, number + 1)]
            counts = [text for text in sent.statements if re.match(r"SELECT count\(", text)]
            assert len(counts) == 1
            head = own_client.head("/recommendations.csv")
            answer = own_client.get("/recommendations.csv")
            assert (head.status_code, head.content) == (200, b"")
            for one in (head, answer):
                assert "etag" not in one.headers
                assert "content-length" not in one.headers
            assert answer.text.splitlines()[1].split(",")[11] == "'=1+1"

    def test_rows_are_of_one_moment(self, own_client: TestClient) -> None:
        with filled(own_client, CHUNK + 1) as database, database.read() as db:
            parts = pages(db, TABLE["recommendations"].read, ItemQuery())
            first = next(parts)
            with database.write() as other:
                make_item(other, f"AA-2010-PARL-{CHUNK + 2}")
                refresh(other)
            found = [item.ref for page in (first, *parts) for item in page[0]]
            assert found == [f"AA-2010-PARL-{n}" for n in range(1, CHUNK + 2)]

    def test_more_streams_than_connections_wait_and_are_told(
        self, own_client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(deps, "PATIENCE_SECONDS", 0.01)
        streams = own_client.app.state.streams  # type: ignore[attr-defined]
        for _ in range(deps.MOST_STREAMS):
            assert streams.acquire(blocking=False)
        answer = own_client.get("/recommendations.csv")
        assert answer.status_code == 503
        assert "Too many files" in answer.text
        assert own_client.get("/recommendations").status_code == 200
        streams.release()
        for _ in range(3):
            assert own_client.get("/recommendations.csv").status_code == 200
            assert own_client.get("/recommendations.csv?kind=poem").status_code == 400


def test_stream_is_passed_on_part_by_part() -> None:
    """The middleware of ETags keeps no part back, so that memory does not grow."""
    seen: list[int] = []
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def stream(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for part in (b"one", b"two", b""):
            await send({"type": "http.response.body", "body": part, "more_body": part != b""})
            seen.append(len(sent))

    # In a thread of its own: a browser test before this one may have left its loop running here.
    scope = {"type": "http", "method": "GET", "headers": []}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(ETagMiddleware(stream)(scope, None, send))).result()
    assert seen == [2, 3, 4]
    assert b"".join(message.get("body", b"") for message in sent) == b"onetwo"
    assert sent[0]["headers"] == []


@pytest.mark.parametrize(
    "name",
    ["list", "list, chosen", "item", "thread", "threads", "matrix", "elections", "documents",
     "undertakings", "statements", "standards", "organisations", "topics", "countries"],
)  # fmt: skip
def test_list_and_item_offer_their_file_and_their_json(html: HtmlClient, name: str) -> None:
    page = html.get(PAGES[name])
    file, record = page.link("CSV of this view"), page.link("JSON of this view")
    answer = html.client.get(record).json()
    found = rows(html.client, file)
    if name == "thread":
        assert {row["ref"] for row in found} >= {member["ref"] for member in answer["members"]}
    else:
        assert len(found) == answer.get("total", 1)
