"""Put the story of a thread together: election by election, what was found, asked and answered."""

from sqlalchemy.orm import Session

from app.assessments.queries import list_by_items as assessments_of
from app.documents.models import Place
from app.documents.parts import places_by
from app.links.queries import list_by_items as links_of
from app.links.records import LinkRecord
from app.names.queries import load_names
from app.responses.queries import list_by_items as responses_of
from app.threads.pages import Chapter, Found, Occurrence, ThreadPage
from app.threads.queries import get_thread
from app.threads.records import ThreadItem
from app.undertakings.queries import list_by_items as undertakings_of
from app.vocabulary.lists import RECURRENCES
from app.web.queries import AsOfQuery
from app.web.urls import query_url

MOST = 40
"""How many occurrences a chapter tells; a longer one leads to the list."""


def build_thread(db: Session, slug: str, query: AsOfQuery) -> ThreadPage:
    """Return the page of a thread; a fixed number of statements, whatever the number of items.

    Raises `NotFoundError` with the nearest slugs when there is no such thread by the day.
    """
    day = query.day
    thread = get_thread(db, slug, day)
    ids = [item.item_id for item in thread.items]
    responses = responses_of(db, ids, day)
    assessments = assessments_of(db, ids, day)
    undertakings = undertakings_of(db, ids, day)
    links = links_of(db, ids, day)
    names = load_names(
        db,
        countries=[thread.country],
        topics=[thread.topic],
        organisations={
            *(answer.responder for found in responses.values() for answer in found),
            *(slug for found in assessments.values() for a in found for slug in a.assessors),
            *(promise.responder for found in undertakings.values() for promise in found),
        },
    )
    by_ref = {item.ref: item for item in thread.items}
    found = [
        Found(item, assessment)
        for item in thread.items
        for assessment in assessments.get(item.item_id, [])
    ]
    chapters = [
        Chapter(
            cell=cell,
            found=[
                entry
                for entry in found
                if names.documents[entry.assessment.document].election == cell.column.code
            ],
            occurrences=[
                Occurrence(
                    item=item,
                    takes_up=_takes_up(item, links.get(item.item_id, []), by_ref),
                    responses=responses.get(item.item_id, []),
                    undertakings=undertakings.get(item.item_id, []),
                )
                for item in cell.items[:MOST]
            ],
            more=max(0, len(cell.items) - MOST),
        )
        for cell in thread.cells
    ]
    return ThreadPage(
        thread=thread,
        places=places_by(db, Place.item_id, ids),
        day=day,
        as_of=query.as_of,
        names=names,
        chapters=chapters,
        url=query_url(thread.url, query.params()),
        today_url=thread.url,
    )


def _takes_up(
    item: ThreadItem, links: list[LinkRecord], by_ref: dict[str, ThreadItem]
) -> list[tuple[ThreadItem, LinkRecord]]:
    """The earlier items of the thread that this one takes up again."""
    return [
        (by_ref[link.earlier], link)
        for link in links
        if link.later == item.ref and link.relation in RECURRENCES and link.earlier in by_ref
    ]
