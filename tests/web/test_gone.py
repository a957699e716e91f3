"""What stood at an address where nothing stands now."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.core.db import Database
from app.history import service as history
from app.history.by import By
from app.search import service as search
from app.statuses import service as statuses
from app.vocabulary.lists import Channel
from tests import factories as make
from tests.web.conftest import serve

pytestmark = pytest.mark.one_database

A, B = "AA-2010-PARL-1", "AA-2014-PARL-1"
BY = By("A. Editor", Channel.DESK, reason="Recorded twice.")


@pytest.fixture
def gone(database: Database) -> Iterator[TestClient]:
    """An application whose threads, but for one, and whose item A are archived."""
    with database.write() as db:
        for ref in (A, B):
            make.make_item(db, ref)
        make.make_topic(db, "voting/count")
        for slug in ("first", "second", "third", "fourth"):
            make.make_thread(db, [B], slug=slug)
        history.begin(db)
        history.archive(db, BY, "thread", "first", merged_into="second")
        history.archive(db, BY, "thread", "second", merged_into="third")
        history.archive(db, BY, "thread", "fourth")
        history.archive(db, By("Editor", Channel.DESK), "topic", "voting/count")
        history.archive(db, BY, "item", A, merged_into=B)
        statuses.refresh(db)
        search.renew(db)
    with serve(database) as client:
        yield client


def test_an_archived_entry_says_when_and_why(gone: TestClient) -> None:
    page = gone.get("/threads/fourth")
    assert page.status_code == 410
    assert "No longer shown" in page.text
    assert "by A. Editor: Recorded twice." in page.text
    problem = gone.get("/api/v1/threads/fourth")
    assert problem.status_code == 410
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["detail"].endswith("by A. Editor: Recorded twice.")


def test_an_act_without_reason_names_none(gone: TestClient) -> None:
    page = gone.get("/topics/voting/count")
    assert page.status_code == 410
    assert "by Editor." in page.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/threads/first", "/threads/third"),
        ("/threads/second?as_of=2026-01-01", "/threads/third?as_of=2026-01-01"),
        ("/api/v1/threads/first", "/api/v1/threads/third"),
        (f"/recommendations/{A}", f"/recommendations/{B}"),
        (f"/recommendations/{A}.csv", f"/recommendations/{B}.csv"),
    ],
)
def test_what_was_merged_leads_on(gone: TestClient, old: str, new: str) -> None:
    answer = gone.get(old, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, new)
    assert gone.get(old).status_code == 200


def test_what_never_was_is_not_found(gone: TestClient) -> None:
    assert gone.get("/threads/fifth").status_code == 404
    assert gone.get("/api/v1/links/99").status_code == 404
