"""Asking for a correction without an account, answering it at the desk, and the public log."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from app.core import clock
from app.core.db import Database
from app.corrections.inputs import LONGEST
from app.corrections.service import MOST_A_DAY
from tests.html_client import HTMX, HtmlClient
from tests.html_page import text_of
from tests.web.desk import Desk, asked, fields

NEW = "/corrections/new"
QUEUE = "/desk/corrections"
ABOUT = "/topics/voting/secrecy"
SOON = timedelta(seconds=5)


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hand() -> Iterator[Hand]:
    """The clock of the test."""
    found = Hand()
    clock.set_clock(found)
    yield found
    clock.set_clock(None)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    """Somebody at this machine, where the desk is open; the public form is the same for all."""
    with asked(database, tmp_path) as client:
        yield Desk(client)


def written(desk: Desk, **changes: str) -> dict[str, str]:
    """Return a form as it was opened, filled in."""
    found = fields(desk.get(f"{NEW}?page={ABOUT}"), NEW)
    found |= {"wrong": "The title.\nAnd more.", "capacity": "observer"}
    return found | changes


def send(desk: Desk, hand: Hand, **changes: str) -> int:
    """Send a request and return its number."""
    form = written(desk, **changes)
    hand.at += SOON
    address = desk.went(NEW, **form)
    assert address.startswith("/corrections?number=")
    return int(address.rpartition("=")[2])


def test_every_page_leads_to_the_form_with_its_address(html: HtmlClient) -> None:
    for address in ("/", "/recommendations?kind=welcomed&sort=-recurrence", "/topics/counting"):
        link = html.get(address).link("Request a correction")
        page = html.get(link)
        assert fields(page, NEW)["page"] == address
        assert not [a for a in page.elements("a") if text_of(a) == "Request a correction"]


def test_a_fragment_brings_the_link_of_its_view(html: HtmlClient) -> None:
    fragment = html.client.get("/recommendations?kind=welcomed", headers=HTMX).text
    assert "/corrections/new?page=%2Frecommendations%3Fkind%3Dwelcomed" in fragment


def test_a_view_of_a_day_is_asked_about_as_it_is(html: HtmlClient) -> None:
    link = html.get("/threads?as_of=2012-01-01").link("Request a correction")
    assert parse_qs(urlsplit(link).query) == {"page": ["/threads?as_of=2012-01-01"]}


def test_a_request_is_confirmed_with_its_number_and_nothing_of_it(desk: Desk, hand: Hand) -> None:
    number = send(desk, hand, name="A. Reader", email="reader@example.org")
    page = desk.get(f"/corrections?number={number}")
    assert f"Request {number} waits for an answer" in page.text
    assert "1 March 2026" in page.text
    for private in ("The title", "A. Reader", "example.org"):
        assert private not in page.html


def test_what_is_wrong_is_said_and_all_that_was_typed_is_kept(desk: Desk, hand: Hand) -> None:
    form = written(desk, wrong="", wanted="Kept", capacity="king", email="nobody", page="x")
    hand.at += SOON
    page = desk.refused(NEW, **form)
    for name in ("wrong", "capacity", "email", "page"):
        assert page.by_id(f"e-{name}") is not None
    again = fields(page, NEW)
    assert again["wanted"].strip() == "Kept"
    assert again["email"] == "nobody"
    assert again["stamp"] == form["stamp"]


def test_a_text_that_is_too_long_is_named_and_kept(desk: Desk, hand: Hand) -> None:
    long = "\u0645" * (LONGEST["wrong"] + 1)
    form = written(desk, wrong=long)
    hand.at += SOON
    page = desk.refused(NEW, **form)
    assert "at most 5000 characters, and these are 5001" in page.text
    assert long in fields(page, NEW)["wrong"]


def test_the_trap_must_stay_empty(desk: Desk, hand: Hand) -> None:
    form = written(desk, website="https://example.org")
    hand.at += SOON
    assert "must stay empty" in desk.refused(NEW, **form).text
    assert "(0)" in desk.get(QUEUE).text


def test_a_form_sent_at_once_is_sent_again(desk: Desk, hand: Hand) -> None:
    form = written(desk)
    page = desk.refused(NEW, **form)
    assert "quicker than anybody can type" in page.text
    hand.at += SOON
    assert desk.went(NEW, **(form | fields(page, NEW)))


@pytest.mark.parametrize("stamp", [None, "", "1-2-3"])
def test_a_form_that_is_too_old_or_not_ours_is_sent_again(
    desk: Desk, hand: Hand, stamp: str | None
) -> None:
    form = written(desk) if stamp is None else written(desk, stamp=stamp)
    hand.at += timedelta(days=2)
    page = desk.refused(NEW, **form)
    assert "All that you typed is here" in page.text
    hand.at += SOON if stamp is not None else timedelta(0)
    assert desk.went(NEW, **(form | fields(page, NEW)))


def test_a_double_click_is_one_request_and_another_text_is_another(desk: Desk, hand: Hand) -> None:
    form = written(desk)
    hand.at += SOON
    first = desk.went(NEW, **form)
    assert desk.went(NEW, **form) == first
    page = desk.conflict(NEW, **(form | {"wrong": "Another thing."}))
    assert "sent before, as request" in page.text
    other = form | {"wrong": "Another thing.", "stamp": fields(page, NEW)["stamp"]}
    assert desk.went(NEW, **other) != first


def test_a_network_is_stopped_after_so_many_a_day(desk: Desk, hand: Hand) -> None:
    for place in range(MOST_A_DAY):
        send(desk, hand, wrong=f"{place}")
    form = written(desk)
    hand.at += SOON
    answer = desk.client.post(NEW, data=form)
    assert answer.status_code == 429
    assert "The title." in answer.text
    hand.at += timedelta(hours=13)
    assert desk.went(NEW, **form)


def test_another_site_cannot_send_it(desk: Desk, hand: Hand) -> None:
    form = written(desk)
    hand.at += SOON
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert desk.client.post(NEW, data=form, headers=headers).status_code == 403
    assert "(0)" in desk.get(QUEUE).text


def test_an_editor_answers_and_everybody_reads_it(desk: Desk, hand: Hand) -> None:
    number = send(desk, hand, name="A. Reader", named="1", email="reader@example.org")
    hidden = send(desk, hand, name="B. Reader", email="other@example.org")
    for one in (number, hidden):
        address = f"{QUEUE}/{one}"
        page = desk.get(address)
        assert "The title.\nAnd more." in page.html
        form = fields(page, address) | {
            "outcome": "not_corrected",
            "summary": "The title is said to be wrong.",
            "answer": "The document has it so.",
        }
        assert desk.went(address, **form) == address
    log = desk.get("/corrections")
    assert "2 requests answered" in log.text
    assert "A. Reader" in log.text
    assert "voting/secrecy" in log.text
    for private in ("B. Reader", "example.org", "And more"):
        assert private not in log.html
    assert f"Request {hidden}" in desk.get(f"/corrections?number={hidden}").text


def test_an_answer_that_is_not_whole_is_not_published(desk: Desk, hand: Hand) -> None:
    address = f"{QUEUE}/{send(desk, hand)}"
    form = fields(desk.get(address), address) | {"answer": "Kept"}
    for outcome in ("", "corrected", "poem"):
        page = desk.refused(address, **(form | {"outcome": outcome}))
        assert fields(page, address)["answer"].strip() == "Kept"
    assert "Nothing answered yet" in desk.get("/corrections").text


def test_a_stale_answer_meets_a_conflict_and_can_replace(desk: Desk, hand: Hand) -> None:
    number = send(desk, hand)
    address = f"{QUEUE}/{number}"
    stale = fields(desk.get(address), address)
    desk.went(address, **(stale | {"outcome": "spam"}))
    mine = {"outcome": "passed_on", "summary": "In our words.", "answer": "To the observers."}
    page = desk.conflict(address, **(stale | mine))
    assert fields(page, address)["answer"].strip() == mine["answer"]
    desk.went(address, **(fields(page, address) | mine))
    assert "To the observers." in desk.get(f"/corrections?number={number}").text
    again = fields(desk.get(address), address) | {"outcome": "open"}
    desk.went(address, **again)
    assert "waits for an answer" in desk.get(f"/corrections?number={number}").text


def test_a_number_of_nothing_is_said(desk: Desk) -> None:
    assert "No request 7" in desk.get("/corrections?number=7").text
    assert desk.client.get(f"{QUEUE}/7").status_code == 404
    assert desk.client.post(f"{QUEUE}/7", data={"outcome": "spam"}).status_code == 404
    assert desk.client.get(f"{QUEUE}/{2**62}").status_code == 404


def test_the_queue_is_for_those_who_may(own_client: TestClient) -> None:
    for address in (QUEUE, f"{QUEUE}/1"):
        answer = own_client.get(address, follow_redirects=False)
        assert answer.status_code in (303, 403)
    assert not re.search(r'href="/desk', own_client.get("/corrections").text)
