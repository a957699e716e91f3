"""Writes of links."""

from sqlalchemy.orm import Session

from app.core import clock
from app.core.records import find, get_id, put
from app.documents.models import Document
from app.elections.models import Election
from app.errors import RuleError
from app.links.inputs import LinkInput
from app.links.models import Link
from app.recommendations.models import Recommendation
from app.recommendations.service import get_single
from app.vocabulary.lists import RECURRENCES, WITHIN_ELECTION, ItemKind, Relation


def save_link(db: Session, given: LinkInput) -> Link:
    """Add or change the link of two items; flushes.

    Raises `RuleError` when an item is not known, when the two are linked the other way round
    already, when the relation cannot hold between them, or when the document that states it is of
    another country.
    """
    earlier = get_single(db, given.earlier, "earlier", "link")
    later = get_single(db, given.later, "later", "link")
    before, after = (
        db.get_one(Election, earlier.election_id),
        db.get_one(Election, later.election_id),
    )
    _check(given.relation, earlier, later, before, after)
    if find(db, Link, earlier_id=later.id, later_id=earlier.id):
        raise RuleError(f"{given.later} is linked to {given.earlier} already: change that", "later")
    place = given.place
    stated_in = _stated_in(db, given, earlier)
    return put(
        db,
        Link,
        {"earlier_id": earlier.id, "later_id": later.id},
        {
            "relation": given.relation,
            "state": given.state,
            "basis": given.basis,
            "why": given.why,
            "score": given.score,
            "signals": given.signals,
            "document_id": stated_in,
            "page": place.page if place else None,
            "section": place.section if place else None,
            "decided_by": given.by,
            "decided_at": given.decided_at or clock.now(),
            "country_id": earlier.country_id,
            "earlier_election_id": before.id,
            "earlier_kind": earlier.kind,
            "earlier_held_on": before.held_on,
            "later_election_id": after.id,
            "later_kind": later.kind,
            "later_held_on": after.held_on,
        },
    )


def _stated_in(db: Session, given: LinkInput, item: Recommendation) -> int | None:
    """The document that states a link, which is of the country of its items."""
    if given.place is None or given.place.document is None:
        return None
    slug = given.place.document
    document = db.get_one(Document, get_id(db, Document, "place.document", slug=slug))
    if document.country_id != item.country_id:
        raise RuleError(f"{slug} is of another country than the items", "place.document")
    return document.id


def _check(
    relation: Relation,
    earlier: Recommendation,
    later: Recommendation,
    before: Election,
    after: Election,
) -> None:
    """Say in words what the table's constraints would refuse."""
    if earlier.country_id != later.country_id:
        raise RuleError("both items must be of one country", "later")
    if relation in RECURRENCES:
        if before.held_on >= after.held_on:
            raise RuleError(
                f"“{relation}” runs from an earlier election to a later one", "relation"
            )
        if ItemKind.WELCOMED in (earlier.kind, later.kind):
            raise RuleError("a welcomed step is never a recurrence", "relation")
    if relation in WITHIN_ELECTION and before.id != after.id:
        raise RuleError(f"“{relation}” stays within one election", "relation")
    if relation is Relation.SUPPORTS and (earlier.kind, later.kind) != (
        ItemKind.CONCERN,
        ItemKind.RECOMMENDATION,
    ):
        raise RuleError("“supports” runs from a finding to a recommendation", "relation")
