"""No page sends more statements as data grows."""

from sqlalchemy.orm import Session

from app.core.db import Database
from app.responses.models import Response
from app.statuses.service import refresh
from tests.factories import (
    make_assessment,
    make_document,
    make_item,
    make_link,
    make_page,
    make_passage,
    make_response,
    make_standard,
    make_statement,
    make_thread,
    make_undertaking,
)
from tests.html_client import HtmlClient
from tests.query_count import QueryRecorder

PAGES = {
    "/": 14,
    "/recommendations": 40,
    "/recommendations?kind=recommendation&limit=200": 40,
    "/recommendations/AA-2010-PARL-1": 50,
    "/search?q=recommended": 45,
    "/search?q=recommended&group=thread": 10,
    "/search?q=zzzz": 45,
    "/threads": 10,
    "/matrix?show=all": 10,
    "/threads/thread-1": 30,
    "/accounts-differ": 62,
    "/elections": 10,
    "/elections/AA-2010-PARL": 40,
    "/documents": 10,
    "/documents/aa-2010-parl-final-report": 40,
    "/documents/aa-2010-parl-final-report/pages/7": 40,
    "/documents/aa-2010-parl-comments/pages/7": 40,
    "/documents/aa-2010-parl-comments/text": 20,
    "/documents/aa-2010-parl-final-report/text": 20,
    "/organisations": 10,
    "/organisations/parliament": 40,
    "/organisations/commission": 40,
    "/organisations/observers": 40,
    "/topics": 10,
    "/topics/voting": 40,
    "/topics/voting/count": 40,
    "/countries": 10,
    "/countries/AA": 30,
    "/undertakings": 30,
    "/statements": 20,
    "/standards": 25,
    "/standards/charter": 25,
    "/standards/charter/1?limit=200": 35,
    "/about/method": 25,
    "/data": 100,
}
"""Each page and how many statements it may send at most."""


def fill(db: Session, start: int, stop: int) -> None:
    """Make recommendations of one election, each answered, assessed, linked and in a thread."""
    for number in range(start, stop):
        first, later = f"AA-2010-PARL-{number}", f"AA-2014-PARL-{number}"
        make_item(db, first, topics=["voting/count"], addressees=["parliament"])
        make_item(db, f"AA-2010-PARL-C{number}")
        make_standard(db, f"charter/{number}")
        cited = {"charter/1", f"charter/{number}"}
        cites = {"purpose": "basis", "cited_by": "observers"}
        make_item(db, later, standards=[cites | {"standard": slug} for slug in cited])
        disputed = [{"standard": "charter/1", "purpose": "disputed"}]
        answer = make_response(
            db, first, reasons=["unclear"], reported="implemented", standards=disputed
        )
        _attach(db, number, first, answer)
        make_assessment(db, first)
        make_undertaking(db, first)
        make_link(db, first, later)
        make_link(db, f"AA-2010-PARL-C{number}", first, relation="supports")
        members = [first, later]
        make_thread(db, members, slug=f"thread-{number}")
    for extra in range(start, stop, 10):
        make_document(db, f"letter-{extra}", kind="letter")
        make_statement(db)
    # The first item and thread get company too: more answers, assessments, links, members.
    if start > 1:
        for number in range(start, start + 20):
            make_response(db, "AA-2010-PARL-1")
            make_assessment(db, "AA-2010-PARL-1")
            make_link(db, "AA-2010-PARL-1", f"AA-2014-PARL-{number}", relation="related")
    refresh(db)


def _attach(db: Session, number: int, ref: str, answer: Response) -> None:
    """Make a page of two texts on which the item and its answer stand; the first is page 7."""
    for document, owner in (("aa-2010-parl-final-report", ref), ("aa-2010-parl-comments", answer)):
        page = make_page(db, document, number + 6, ["Heading", "The words that stand there."])
        make_passage(db, page, owner, "words", 1)


def statements(html: HtmlClient) -> dict[str, int]:
    """Return how many statements each page sends."""
    engine = html.client.app.state.database.engine  # type: ignore[attr-defined]
    found = {}
    for address in PAGES:
        html.get(address)
        with QueryRecorder(engine) as sent:
            html.get(address)
        found[address] = sent.count
    return found


def test_pages_send_as_many_statements_for_300_items_as_for_six(
    own_html: HtmlClient, database: Database
) -> None:
    with database.write() as db:
        fill(db, 1, 3)
    small = statements(own_html)
    with database.write() as db:
        fill(db, 3, 100)
    large = statements(own_html)
    assert large == small
    beyond = {address: count for address, count in large.items() if count > PAGES[address]}
    assert not beyond
    for address in ("/recommendations", "/threads", "/matrix", "/accounts-differ"):
        page = own_html.get(address)
        shown = page.refs() or page.with_class("thread-row") or list(next(page.elements("tbody")))
        assert len(shown) == 50, f"{address} is not cut into pages"
        assert page.link("Next page")
