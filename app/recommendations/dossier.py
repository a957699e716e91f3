"""Put the dossier of one item together."""

from sqlalchemy.orm import Session

from app.assessments.queries import list_by_items as assessments_of
from app.links.queries import list_by_items as links_of
from app.links.records import LinkRecord
from app.names.queries import load_names
from app.recommendations import queries
from app.recommendations.pages import ItemPage, Linked, direct_stops, stops
from app.recommendations.records import ItemRecord
from app.responses.queries import list_by_items as responses_of
from app.seeding.queries import item_origin
from app.threads.queries import get_thread, list_columns
from app.threads.records import CellState
from app.undertakings.queries import list_by_items as undertakings_of
from app.vocabulary.lists import RECURRENCES, Relation
from app.web.queries import AsOfQuery
from app.web.urls import query_url


def build_item(db: Session, ref: str, query: AsOfQuery) -> ItemPage:
    """Return the dossier; a fixed number of statements, whatever is linked.

    Raises `NotFoundError` with the nearest references when there is no such item by the day.
    """
    day = query.day
    item_id, item = queries.get_item(db, ref, day)
    responses = responses_of(db, [item_id], day).get(item_id, [])
    assessments = assessments_of(db, [item_id], day).get(item_id, [])
    undertakings = undertakings_of(db, [item_id], day).get(item_id, [])
    links = links_of(db, [item_id], day).get(item_id, [])
    by_ref = {_other(link, item.ref): link for link in links}
    kin = queries.list_refs(db, [*by_ref, *([item.parent] if item.parent else [])], day)
    linked = [Linked(other, by_ref[other.ref]) for other in kin if other.ref in by_ref]
    recurrences = [entry for entry in linked if entry.link.relation in RECURRENCES]
    thread = get_thread(db, item.thread, day) if item.thread else None
    if thread:
        line = stops(item, thread.cells, {entry.item.ref: entry.link for entry in recurrences})
    else:
        line = direct_stops(item, list_columns(db, day), recurrences)
    names = load_names(
        db,
        countries=[item.country],
        organisations={
            *item.addressees,
            *item.proposers,
            *(citation.cited_by for citation in item.standards),
            *(slug for r in responses for slug in (r.responder, r.on_information_from) if slug),
            *(citation.cited_by for r in responses for citation in r.standards),
            *(slug for found in assessments for slug in found.assessors),
            *(undertaking.responder for undertaking in undertakings),
        },
        documents={place.document for found in assessments for place in found.evidence},
        topics=item.topics,
        threads=item.threads,
        standards={
            *(citation.standard for citation in item.standards),
            *(citation.standard for r in responses for citation in r.standards),
        },
    )
    first = next((stop.column.year for stop in line if stop.state is CellState.OCCURS), "")
    return ItemPage(
        item=item,
        day=day,
        as_of=query.as_of,
        names=names,
        lead_in=next((other for other in kin if other.ref == item.parent), None),
        lettered=_lettered(db, item, query),
        responses=responses,
        assessments=assessments,
        undertakings=undertakings,
        thread=thread,
        line=line,
        findings=_related(linked, Relation.SUPPORTS, later=item.ref),
        rests_on_it=_related(linked, Relation.SUPPORTS, earlier=item.ref),
        same=_related(linked, Relation.SAME_FINDING),
        related=_related(linked, Relation.RELATED),
        since=first,
        origin=item_origin(db, item_id),
        url=query_url(item.url, query.params()),
        today_url=item.url,
    )


def _other(link: LinkRecord, ref: str) -> str:
    return link.later if link.earlier == ref else link.earlier


def _related(
    linked: list[Linked], relation: Relation, later: str | None = None, earlier: str | None = None
) -> list[Linked]:
    return [
        entry
        for entry in linked
        if entry.link.relation is relation
        and (later is None or entry.link.later == later)
        and (earlier is None or entry.link.earlier == earlier)
    ]


def _lettered(db: Session, item: ItemRecord, query: AsOfQuery) -> list[ItemRecord]:
    """The lettered items under a lead-in."""
    if not item.container:
        return []
    return queries.list_children(db, item.ref, query.day)
