"""Writes of items: many together in a constant number of statements, one as the list of one."""

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import (
    CHUNK,
    Kept,
    chunks,
    find,
    get_id,
    know_ids,
    load_all,
    make_each,
    put_all,
    replace_all_parts,
)
from app.core.textfold import natural_key
from app.documents import service as documents
from app.documents.models import Document, Place
from app.elections.models import Election
from app.errors import RuleError
from app.organisations.models import Organisation
from app.recommendations.inputs import ItemInput
from app.recommendations.models import ItemAddressee, ItemProposer, ItemTopic, Recommendation
from app.standards import service as standards
from app.standards.models import Citation, Standard
from app.topics.models import Topic

ItemT = TypeVar("ItemT", bound=Any)

_Placed: TypeAlias = tuple[int, ItemInput]
"""An item and its place in the list that is saved."""

_Documents: TypeAlias = dict[str, Any]
"""By slug: rows with the id of the document, when it counts, and its election."""


def save_item(db: Session, given: ItemInput) -> Recommendation:
    """Add or change an item with its topics, addressees, proposers, places and citations; flushes.

    Raises `RuleError` as `save_items` does.
    """
    return save_items(db, [given])[0]


def save_items(db: Session, given: Sequence[ItemInput]) -> list[Recommendation]:
    """Add or change items as `put_items` does; return them as they are then."""
    return load_all(db, Recommendation, put_items(db, given))


def put_items(db: Session, given: Sequence[ItemInput]) -> list[int]:
    """Add or change items with their parts; flushes. About 20 statements for each `CHUNK`.

    Returns their ids; a session that held one of them before holds it as it was. A lead-in may
    stand anywhere among the items that it introduces. Raises `RuleError`, which says at which
    place, when the document is not known or belongs to no election, when a slug is not
    known, when the parent is no container, or when an item is given twice.
    """
    db.flush()
    placed = list(enumerate(given))
    _know(db, given)
    found = _documents(db, {item.document for item in given})
    refs = make_each(placed, lambda item: _ref(found, item))
    _once(placed, refs)
    ordinals = _ordinals(db, found, list(zip(refs, given, strict=True)))
    saved: dict[int, int] = {}
    for lettered in (False, True):
        wave = [(place, item) for place, item in placed if (item.parent is not None) == lettered]
        for chunk in chunks(wave, CHUNK):
            rows = _save_chunk(db, chunk, found, ordinals)
            saved.update((place, row.id) for (place, _), row in zip(chunk, rows, strict=True))
    return [saved[place] for place, _ in placed]


def get_single(db: Session, ref: str, field: str, use: str) -> Recommendation:
    """Return an item that stands for itself, to be linked or put in a thread.

    Raises `RuleError` as `single` does.
    """
    return single(find(db, Recommendation, ref=ref), ref, field, use)


def single(item: ItemT | None, ref: str, field: str, use: str) -> ItemT:
    """Return the item that was found under a reference, or a row with its `container`.

    Raises `RuleError` on `field` when there is none, or when it is a lead-in; `use` then says what
    to do with its lettered items.
    """
    if item is None:
        raise RuleError(f"no item “{ref}”", field)
    if item.container:
        raise RuleError(f"{ref} is a lead-in: {use} its lettered items", field)
    return item


def _know(db: Session, given: Sequence[ItemInput]) -> None:
    """Look up together what the items name."""
    named: set[str | None] = {slug for item in given for slug in (item.document, item.quoted_by)}
    named |= {place.document for item in given for place in item.places}
    named |= {cited.document for item in given for cited in item.standards}
    know_ids(db, Document, "slug", named)
    know_ids(db, Topic, "slug", {slug for item in given for slug in item.topics})
    know_ids(
        db,
        Organisation,
        "slug",
        {slug for item in given for slug in (*item.addressees, *item.proposers)}
        | {cited.cited_by for item in given for cited in item.standards},
    )
    know_ids(db, Standard, "slug", {cited.standard for item in given for cited in item.standards})


def _documents(db: Session, slugs: set[str]) -> _Documents:
    found: _Documents = {}
    for chunk in chunks(sorted(slugs)):
        rows = db.execute(
            sa.select(
                col(Document.id),
                col(Document.slug),
                col(Document.published_by),
                col(Document.election_id),
                col(Election.code),
                col(Election.country_id),
            )
            .outerjoin(Election, col(Election.id) == col(Document.election_id))
            .where(col(Document.slug).in_(chunk))
        )
        found.update({row.slug: row for row in rows})
    return found


def _ref(found: _Documents, item: ItemInput) -> str:
    document = found.get(item.document)
    if document is None:
        raise RuleError(f"no document “{item.document}”", "document")
    if document.code is None or document.published_by is None:
        raise RuleError(f"{item.document} belongs to no election or has no date", "document")
    return f"{document.code}-{item.number}"


def _once(placed: list[_Placed], refs: list[str]) -> None:
    seen: set[str] = set()
    for (place, _), ref in zip(placed, refs, strict=True):
        if ref in seen:
            error = RuleError(f"{ref} is given twice", "number")
            error.entry = place
            raise error
        seen.add(ref)


def _ordinals(db: Session, found: _Documents, items: list[tuple[str, ItemInput]]) -> dict[str, int]:
    """Each item's place in its document: kept when it has one, else behind the last."""
    ordinals: dict[str, int] = {}
    last: dict[int, int] = {}
    for refs in chunks([ref for ref, _ in items]):
        rows = db.execute(
            sa.select(col(Recommendation.ref), col(Recommendation.ordinal)).where(
                col(Recommendation.ref).in_(refs)
            )
        )
        ordinals.update((row.ref, row.ordinal) for row in rows)
    new = [(ref, found[item.document].id) for ref, item in items if ref not in ordinals]
    for ids in chunks(sorted({document_id for _, document_id in new})):
        highest = db.execute(
            sa.select(col(Recommendation.document_id), sa.func.max(col(Recommendation.ordinal)))
            .where(col(Recommendation.document_id).in_(ids))
            .group_by(col(Recommendation.document_id))
        )
        last.update((row[0], row[1]) for row in highest)
    for ref, document_id in new:
        ordinals[ref] = last[document_id] = last.get(document_id, 0) + 1
    return ordinals


def _save_chunk(
    db: Session, chunk: list[_Placed], found: _Documents, ordinals: dict[str, int]
) -> list[Kept]:
    parents = _parents(db, chunk, found)

    def values(item: ItemInput) -> dict[str, Any]:
        return _values(db, item, found[item.document], ordinals, parents)

    rows = put_all(db, Recommendation, "ref", make_each(chunk, values))
    _save_parts(db, chunk, rows)
    return rows


def _parents(db: Session, chunk: list[_Placed], found: _Documents) -> dict[str, int]:
    """The ids of the lead-ins that items of the chunk name, by reference."""
    refs = {f"{found[item.document].code}-{item.parent}" for _, item in chunk if item.parent}
    if not refs:
        return {}
    rows = db.execute(
        sa.select(col(Recommendation.ref), col(Recommendation.id)).where(
            col(Recommendation.ref).in_(refs), col(Recommendation.container)
        )
    )
    return {row.ref: row.id for row in rows}


def _values(
    db: Session, item: ItemInput, document: Any, ordinals: dict[str, int], parents: dict[str, int]
) -> dict[str, Any]:
    ref = f"{document.code}-{item.number}"
    parent = f"{document.code}-{item.parent}"
    if item.parent is not None and parent not in parents:
        raise RuleError(f"{item.parent} is no lead-in of this election", "parent")
    return {
        "ref": ref,
        "sort_key": f"{document.code}-{natural_key(item.number)}",
        "country_id": document.country_id,
        "election_id": document.election_id,
        "document_id": document.id,
        "kind": item.kind,
        "container": item.container,
        "number": item.number,
        "number_as_printed": item.number_as_printed,
        "ordinal": ordinals[ref],
        "parent_id": parents.get(parent),
        "parent_container": True if item.parent else None,
        "heading": item.heading,
        "priority": item.priority,
        "summary": item.summary,
        "official_text": item.official_text,
        "quoted_text": item.quoted_text,
        "quoted_by_id": get_id(db, Document, "quoted_by", slug=item.quoted_by)
        if item.quoted_by
        else None,
        "text_digest": item.digest,
        "only_kind": item.only_kind,
        "note": item.note,
    }


def _save_parts(db: Session, chunk: list[_Placed], rows: list[Kept]) -> None:
    owners = iter(rows)

    def parts(item: ItemInput) -> dict[type[Any], list[dict[str, Any]]]:
        owner = {"item_id": next(owners).id}
        return {
            ItemTopic: _named(db, Topic, "topics", "topic_id", item.topics, owner),
            ItemAddressee: _named(
                db, Organisation, "addressees", "organisation_id", item.addressees, owner
            ),
            ItemProposer: _named(
                db, Organisation, "proposers", "organisation_id", item.proposers, owner
            ),
            Place: documents.place_values(db, item.places, owner, item.document),
            Citation: standards.citation_values(db, item.standards, owner, item.document, None),
        }

    made = make_each(chunk, parts)
    for model in (ItemTopic, ItemAddressee, ItemProposer, Place, Citation):
        values = [row for of_item in made for row in of_item[model]]
        replace_all_parts(db, model, "item_id", rows, values)


def _named(
    db: Session, model: Any, field: str, column: str, slugs: list[str], owner: dict[str, int]
) -> list[dict[str, Any]]:
    """Rows that point from an item to what it names, in the order given."""
    return [
        {**owner, column: get_id(db, model, f"{field}.{index}", slug=slug), "ordinal": index}
        for index, slug in enumerate(slugs)
    ]
