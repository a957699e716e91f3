"""Before publishing at the desk: nothing else than what its page showed, and what is left over."""

from app.core.db import Database
from app.imports.desk.tallies import rows_with_errors
from app.vocabulary.lists import Decision
from tests.web.desk import REPORT, Desk, fields
from tests.web.test_desk_imports import (
    DOCUMENT,
    ELECTION,
    SAID,
    accept_all,
    decisions,
    desk,
    draft_urls,
    report,
)

__all__ = ["desk", "report"]


def test_only_what_the_page_showed_is_published(
    desk: Desk, report: str, database: Database
) -> None:
    url = draft_urls(desk.get(report))["1"]
    desk.went(url, **fields(desk.get(url), url) | {"do-accept": "1"})
    old = fields(desk.get(f"{report}/publish"), f"{report}/publish")
    accept_all(desk, report, database)
    page = desk.conflict(f"{report}/publish", **old)
    assert "The drafts changed meanwhile" in page.text
    assert "Publish 3 drafts" in page.text
    assert Decision.PUBLISHED not in decisions(database).values()
    edited = fields(page, f"{report}/publish")
    desk.went(url, **fields(desk.get(url), url) | {"heading": "Other", "do-accept": "1"})
    page = desk.conflict(f"{report}/publish", **edited)
    assert desk.went(f"{report}/publish", **fields(page, f"{report}/publish")) == report
    assert set(decisions(database).values()) == {Decision.PUBLISHED}


def test_passages_that_nobody_looked_at_are_told_before_publishing(
    desk: Desk, database: Database
) -> None:
    address = desk.upload(REPORT + "\n\nAnother thing was heard at the harbour.\n", **SAID)
    accept_all(desk, address, database)
    page = desk.get(f"{address}/publish")
    waiting = desk.get(f"{address}?show=unread")
    assert ("waits to be looked at" in page.text) == bool(list(waiting.elements("button")))


def test_rows_with_errors_are_counted_once_each() -> None:
    problems = [{"row": 3}, {"row": 3}, {"row": 5}]
    assert rows_with_errors({"problems": problems, "problems_total": 3}) == 2
    assert rows_with_errors({"problems": problems, "problems_total": 9, "tally": {"wrong": 7}}) == 7
    assert rows_with_errors({}) == 0


def test_columns_without_their_document_are_asked_for_it(desk: Desk) -> None:
    address = desk.upload("No;Recommendation\n1;Doors should be wide.\n", "own.csv", kind="table")
    form = fields(desk.get(f"{address}/reading"), f"{address}/reading")
    page = desk.refused(f"{address}/reading", **form)
    assert [link.get("href") for link in page.by_id("problems").iter("a")] == ["#f-document"]
    assert f"({DOCUMENT})" in page.text or f", {DOCUMENT})" in page.text
    assert desk.went(f"{address}/reading", **form | {"document": DOCUMENT}) == address


def test_a_draft_that_changed_nothing_says_so(desk: Desk, database: Database, report: str) -> None:
    url = draft_urls(desk.get(report))["2"]
    desk.went(url, **fields(desk.get(url), url) | {"do-accept": "1"})
    desk.went(f"{report}/publish")
    assert "changed nothing" not in desk.get(report).text
    second = desk.upload(REPORT + "\n", **SAID)
    url = draft_urls(desk.get(second))["2"]
    desk.went(url, **fields(desk.get(url), url) | {"do-accept": "1"})
    assert desk.went(f"{second}/publish") == second
    page = desk.get(second)
    assert "1 of them changed nothing" in page.text
    assert "1 item has other words as its official text" in page.text
    assert page.link(f"{ELECTION}-2") == f"/recommendations/{ELECTION}-2"
    beside = desk.get(f"/documents/{DOCUMENT}/pages/1")
    assert beside.text.count("other words than stand here") == 1
