"""What goes wrong is said on a page: the parameter and what is allowed, the nearest, what to do."""

import logging
import sqlite3
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from app.config import Settings
from app.core.db import Database
from app.main import create_app
from tests.html_client import HTMX, HtmlClient
from tests.html_page import Page, text_of
from tests.web.addresses import PAGES
from tests.web.conftest import serve

pytestmark = pytest.mark.one_database

PLAIN = {name: address for name, address in PAGES.items() if "?" not in address}


def problem(page: Page) -> str:
    """Return the text of the page's error."""
    (found,) = page.with_class("problem")
    assert found.get("role") == "alert"
    assert page.link("Overview") == "/"
    assert "Traceback" not in page.html
    return text_of(found)


@pytest.mark.parametrize("name", PLAIN)
def test_unknown_parameter_is_named_with_those_allowed(html: HtmlClient, name: str) -> None:
    text = problem(html.get(f"{PLAIN[name]}?colour=red", status=400))
    assert "colour: there is no such parameter." in text
    assert "Allowed for colour: " in text
    assert "as_of" in text.partition("Allowed for colour: ")[2]


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("day", ["yesterday", "2011-02-30", "2011", "0000-00-00", "99999-01-01"])
def test_wrong_day_is_named_with_its_form(html: HtmlClient, name: str, day: str) -> None:
    text = problem(html.get(f"{PLAIN[name]}?as_of={day}", status=400))
    assert f"as_of: “{day}” is not allowed here." in text
    assert "Allowed for as_of: YYYY-MM-DD" in text


@pytest.mark.parametrize(
    ("address", "parameter", "allowed"),
    [
        ("/recommendations?kind=poem", "kind", "recommendation, concern, welcomed"),
        ("/recommendations?sort=random", "sort", "reference"),
        ("/recommendations?position=yes", "position", "no_answer"),
        ("/recommendations?assessment=good", "assessment", "not_assessed"),
        ("/recommendations?accounts_differ=maybe", "accounts_differ", "true, false"),
        ("/recommendations?container=only", "container", "include"),
        ("/recommendations?limit=0", "limit", "a whole number from 1 to 200"),
        ("/recommendations?limit=201", "limit", "a whole number from 1 to 200"),
        ("/recommendations?limit=many", "limit", "a whole number from 1 to 200"),
        ("/recommendations?election=KZ-2016-PRES", "election", "KZ-2016-PARL"),
        ("/recommendations?topic=counting/result", "topic", "counting/results"),
        ("/recommendations?country=XX", "country", "KZ"),
        ("/recommendations?thread=result", "thread", "results-by-polling-station"),
        ("/threads?sort=random", "sort", "-recurrence"),
        ("/threads?topic=nothing", "topic", "counting"),
        ("/threads?accounts_differ=1", "accounts_differ", "true, false"),
        ("/matrix?show=colours", "show", "answers, reported, assessments, all, none"),
        ("/documents/kz-2016-final-report/pages/x", "number", "a whole number from 1"),
        ("/documents/kz-2016-final-report/pages/-1", "number", "a whole number from 1"),
    ],
)
def test_wrong_value_is_named_with_what_is_allowed(
    html: HtmlClient, address: str, parameter: str, allowed: str
) -> None:
    text = problem(html.get(address, status=400))
    assert f"{parameter}: " in text
    assert allowed in text.partition(f"Allowed for {parameter}: ")[2]


@pytest.mark.parametrize(
    "address",
    [
        "/recommendations?after=nonsense",
        "/recommendations?after=WzFd",
        "/threads?after=nonsense",
        "/recommendations?q=%00",
        "/recommendations?q=" + "a" * 501,
        "/recommendations/%00",
        "/threads/%00",
        "/elections/%00",
        "/documents/%00",
        "/documents/%00/pages/1",
    ],
)
def test_what_cannot_be_read_is_refused(html: HtmlClient, address: str) -> None:
    problem(html.get(address, status=400))


def test_cursor_of_another_view_is_refused(html: HtmlClient) -> None:
    following = html.get("/recommendations?limit=7").link("Next page")
    text = problem(html.get(following.replace("limit=7", "kind=concern"), status=400))
    assert "it was made by another query" in text


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/recommendations/kz-2011-pres-2b", "KZ-2011-PRES-2B"),
        ("/recommendations/KZ-2016-PARL-240", "KZ-2016-PARL-24"),
        ("/threads/result-by-polling-stations", "results-by-polling-station"),
        ("/elections/KZ-2016-PRES", "KZ-2016-PARL"),
        ("/documents/kz-2016-final", "kz-2016-final-report"),
    ],
)
def test_unknown_key_is_answered_with_the_nearest(
    html: HtmlClient, address: str, near: str
) -> None:
    page = html.get(address, status=404)
    assert address.rpartition("/")[2] in problem(page)
    assert text_of(html.get(page.link(near)).root)


def test_page_behind_the_last_names_the_last(html: HtmlClient) -> None:
    page = html.get("/documents/kz-2016-final-report/pages/999", status=404)
    assert "has 34 pages" in problem(page)
    html.get(page.link("34"))


@pytest.mark.parametrize(
    "address", ["/nothing", "/recommendations/a/b", "/threads/a/b", "/static/x"]
)
def test_unknown_address_is_a_page(html: HtmlClient, address: str) -> None:
    assert "There is nothing at this address." in problem(html.get(address, status=404))


def test_text_of_an_error_is_escaped(html: HtmlClient) -> None:
    page = html.get("/recommendations/<script>alert(1)<script>", status=404)
    assert "<script>alert" in problem(page)
    assert "<script>alert" not in page.html


def test_other_methods_are_refused_on_a_page(html: HtmlClient) -> None:
    answer = html.client.post("/recommendations")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "This address does not take such a request." in answer.text


@pytest.mark.parametrize("name", PLAIN)
def test_head_is_answered_as_get_without_a_body(html: HtmlClient, name: str) -> None:
    page = html.get(PLAIN[name])
    head = html.client.head(PLAIN[name])
    assert (head.status_code, head.content) == (200, b"")
    for header in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[header] == page.headers[header]


@pytest.fixture
def broken(seeded: Database) -> Iterator[tuple[HtmlClient, Database]]:
    """A client that shows what readers see when the server fails, and its database."""
    url = seeded.engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, database_pool=5, threads=5))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield HtmlClient(client), seeded


DATA = [name for name in PLAIN if name not in ("method", "search", "corrections")]
"""The pages that cannot do without what is taken away."""


def drop_tables(database: Database) -> None:
    """Take away what every page reads."""
    with database.write() as db:
        for table in ("item_statuses", "thread_statuses", "documents", "elections"):
            if db.get_bind().dialect.name == "postgresql":
                db.execute(sa.text(f"ALTER TABLE {table} RENAME TO gone_{table}"))
            else:
                db.execute(sa.text("PRAGMA legacy_alter_table=ON"))
                db.execute(sa.text(f"ALTER TABLE {table} RENAME TO gone_{table}"))


def test_missing_table_gives_a_page_and_a_line_in_the_log(
    broken: tuple[HtmlClient, Database], caplog: pytest.LogCaptureFixture
) -> None:
    html, database = broken
    drop_tables(database)
    expected = {"sqlite": 503, "postgresql": 500}[database.engine.dialect.name]
    for name in DATA:
        caplog.clear()
        page = html.get(PLAIN[name], status=expected)
        text = problem(page)
        assert "Nothing is lost." in text or "The fault is ours and has been logged." in text
        assert "item_statuses" not in page.html
        assert "SELECT" not in page.html
        assert [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_failure_gives_htmx_a_fragment(broken: tuple[HtmlClient, Database]) -> None:
    html, database = broken
    drop_tables(database)
    expected = {"sqlite": 503, "postgresql": 500}[database.engine.dialect.name]
    fragment = html.fragment("/recommendations", status=expected)
    assert fragment.headers["HX-Retarget"] == "#main"


def test_failure_gives_programs_a_problem_document(broken: tuple[HtmlClient, Database]) -> None:
    html, database = broken
    drop_tables(database)
    answer = html.client.get("/api/v1/recommendations")
    assert answer.status_code in (500, 503)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_connections_that_broke_are_made_anew(broken: tuple[HtmlClient, Database]) -> None:
    html, database = broken
    html.get("/")
    if database.engine.dialect.name == "postgresql":
        with database.write() as db:
            db.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
    html.get("/")
    html.get("/recommendations", headers=HTMX | {"HX-Boosted": "true"})


def test_database_that_cannot_be_reached_gives_a_page(
    broken: tuple[HtmlClient, Database], caplog: pytest.LogCaptureFixture
) -> None:
    html, database = broken
    app_database: Database = html.client.app.state.database  # type: ignore[attr-defined]
    app_database.dispose()
    nowhere = {
        "sqlite": "sqlite:////proc/none/throughline.db",
        "postgresql": "postgresql+psycopg://nobody@127.0.0.1:1/none",
    }
    engine = sa.create_engine(nowhere[database.engine.dialect.name])
    html.client.app.state.database = _Elsewhere(app_database, engine)  # type: ignore[attr-defined]
    for name in DATA:
        text = problem(html.get(PLAIN[name], status=503))
        assert "The database does not answer just now. Nothing is lost." in text
    engine.dispose()
    html.client.app.state.database = app_database  # type: ignore[attr-defined]


class _Elsewhere(Database):
    """A database whose server is gone."""

    def __init__(self, like: Database, engine: sa.Engine) -> None:
        self.engine = engine
        self._read = type(like._read)(engine, class_=like._read.class_)


class TestLockedElsewhere:
    """Another process holds the lock of the SQLite file: reading goes on."""

    # A lock of the whole database is SQLite's.
    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
    def test_exclusive_lock_does_not_stop_reading(
        self, broken: tuple[HtmlClient, Database]
    ) -> None:
        html, database = broken
        other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE elections SET title = 'zzzz'")
        try:
            for name in DATA:
                assert "zzzz" not in html.get(PLAIN[name]).text
        finally:
            other.execute("ROLLBACK")
            other.close()

    # A lock of a table is PostgreSQL's.
    @pytest.mark.parametrize("databases", ["postgresql"], indirect=True, scope="session")
    def test_locked_table_gives_a_page_in_time(
        self,
        seeded: Database,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("app.core.db.BUSY_TIMEOUT_MS", 100)
        with serve(seeded) as client, seeded.engine.connect() as other:
            html = HtmlClient(client)
            other.execute(sa.text("LOCK TABLE elections IN ACCESS EXCLUSIVE MODE"))
            page = html.get("/elections", status=503)
            assert "The database does not answer just now." in problem(page)
            other.rollback()
            html.get("/elections")
