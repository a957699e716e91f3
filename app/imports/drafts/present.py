"""Records as the content of drafts, and what a draft would change in its record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import chunks
from app.documents.models import Document, DocumentIssuer, Place
from app.elections.models import Country, Election
from app.organisations.models import Organisation
from app.recommendations.models import ItemAddressee, ItemProposer, ItemTopic, Recommendation
from app.responses.models import Response, ResponseItem, ResponseReason
from app.standards.models import Citation, Standard
from app.topics.models import Topic

TEXTS = {
    "item": ("official_text", "quoted_text", "quoted_by", "digest"),
    "answer": ("standpoint", "digest"),
}
"""Fields of a kind of entry that an import attaches to a record without editing it."""

TRUE_WINS = {"held"}
"""Fields that an import may set, though the record has a value: a text that is here is held."""

EMPTY: tuple[Any, ...] = (None, "", [], {})

ADDED = "standards"
"""The field to which an import only adds: citations that a record has always stay."""


def merged(
    present: dict[str, Any], content: dict[str, Any], replace: Collection[str]
) -> dict[str, Any]:
    """Return the record with what the draft adds: empty fields are filled, others stay.

    A field named in `replace` takes the draft's value. Places in further documents are added; those
    of the draft replace only what the record has in the same documents and for the same role.
    """
    found = dict(present)
    for name, value in content.items():
        if name == ADDED:
            found[name] = _with_new_citations(present.get(name) or [], value or [])
            continue
        if name == "places":
            places = _with_given_places if name in replace else _with_new_places
            found[name] = places(present, value)
            continue
        empty = found.get(name) in EMPTY
        if value in EMPTY or value == found.get(name):
            continue
        if empty or name in replace or (name in TRUE_WINS and value is True):
            found[name] = value
    return found


def _with_new_citations(
    present: list[dict[str, Any]], given: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The record's citations, and those of a standard that nobody cites in it to the same end."""

    def meant(citation: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(citation.get(name) for name in ("standard", "purpose", "cited_by"))

    known = {meant(citation) for citation in present}
    return [*present, *(citation for citation in given if meant(citation) not in known)]


def _with_new_places(present: dict[str, Any], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The record's places, and those in documents in which it has none."""
    own = present["document"]
    known = {place.get("document") or own for place in present["places"]}
    new = [place for place in given if (place.get("document") or own) not in known]
    return [*present["places"], *new]


def _with_given_places(
    present: dict[str, Any], given: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The places given, and the record's in other documents or for another role."""
    own = present["document"]

    def stands(place: dict[str, Any]) -> tuple[str, str | None]:
        return place.get("document") or own, place.get("role")

    replaced = {stands(place) for place in given}
    return [*given, *(place for place in present["places"] if stands(place) not in replaced)]


def changed(present: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name, value in after.items() if value != present.get(name)]


def find_record(db: Session, entry: str, key: str) -> dict[str, Any] | None:
    """Return a record as the content of a draft, or `None` where there is none.

    Items go by reference, answers by key, documents by slug; of other kinds nothing is known.
    """
    return find_records(db, entry, [key]).get(key)


def find_records(db: Session, entry: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return records by key as the content of drafts. Up to 11 statements for each 400 of them."""
    read = {"item": _items, "answer": _answers, "document": _documents}.get(entry)
    found: dict[str, dict[str, Any]] = {}
    for chunk in chunks(keys) if read else ():
        found |= read(db, chunk)  # type: ignore[misc]
    return found


def _items(db: Session, refs: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = _rows(db, Recommendation, "ref", refs)
    ids = [item.id for item in rows]
    slugs = _column(
        db, Document, "slug", [i for r in rows for i in (r.document_id, r.quoted_by_id)]
    )
    numbers = _column(db, Recommendation, "number", [item.parent_id for item in rows])
    topics = _named(db, ItemTopic, Topic, "topic_id", "item_id", ids)
    addressees = _named(db, ItemAddressee, Organisation, "organisation_id", "item_id", ids)
    proposers = _named(db, ItemProposer, Organisation, "organisation_id", "item_id", ids)
    places = _places(db, "item_id", {item.id: item.document_id for item in rows})
    citations = _citations(db, "item_id", ids)
    return {
        item.ref: {
            "document": slugs[item.document_id],
            "number": item.number,
            "number_as_printed": item.number_as_printed,
            "kind": item.kind.value,
            "container": item.container,
            "parent": numbers[item.parent_id] if item.parent_id else None,
            "heading": item.heading,
            "priority": item.priority,
            "summary": item.summary,
            "official_text": item.official_text,
            "quoted_text": item.quoted_text,
            "quoted_by": slugs[item.quoted_by_id] if item.quoted_by_id else None,
            "topics": topics[item.id],
            "addressees": addressees[item.id],
            "proposers": proposers[item.id],
            "places": places[item.id],
            "standards": citations[item.id],
            "only_kind": item.only_kind,
            "digest": item.text_digest,
            "note": item.note,
        }
        for item in rows
    }


def _answers(db: Session, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = _rows(db, Response, "key", keys)
    ids = [answer.id for answer in rows]
    slugs = _column(db, Document, "slug", [answer.document_id for answer in rows])
    named = [i for answer in rows for i in (answer.responder_id, answer.informant_id)]
    organisations = _column(db, Organisation, "slug", named)
    answered = _answered(db, ids)
    reasons = _reasons(db, ids)
    places = _places(db, "response_id", {answer.id: answer.document_id for answer in rows})
    citations = _citations(db, "response_id", ids)
    return {
        answer.key: {
            "document": slugs[answer.document_id],
            "key": answer.key,
            "answers": answered[answer.id],
            "responder": organisations[answer.responder_id],
            "on_information_from": organisations.get(answer.informant_id or 0),
            "position": answer.position.value,
            "reported": answer.reported.value,
            "ground": answer.ground.value,
            "scope": answer.scope.value,
            "stated_as": answer.stated_as,
            "reasons": reasons[answer.id],
            "summary": answer.summary,
            "standpoint": answer.standpoint,
            "places": places[answer.id],
            "standards": citations[answer.id],
            "digest": answer.text_digest,
            "note": answer.note,
        }
        for answer in rows
    }


def _answered(db: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {answer_id: [] for answer_id in ids}
    rows = db.execute(
        sa.select(col(ResponseItem.response_id), col(Recommendation.ref), col(ResponseItem.part))
        .join(Recommendation, col(Recommendation.id) == col(ResponseItem.item_id))
        .where(col(ResponseItem.response_id).in_(ids))
        .order_by(col(ResponseItem.ordinal))
    )
    for answer_id, ref, part in rows:
        found[answer_id].append({"item": ref} | ({"part": part} if part else {}))
    return found


def _reasons(db: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {answer_id: [] for answer_id in ids}
    rows = db.execute(
        sa.select(col(ResponseReason.response_id), col(ResponseReason.reason))
        .where(col(ResponseReason.response_id).in_(ids))
        .order_by(col(ResponseReason.ordinal))
    )
    for answer_id, reason in rows:
        found[answer_id].append(reason.value)
    return found


def _documents(db: Session, slugs: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = _rows(db, Document, "slug", slugs)
    ids = [document.id for document in rows]
    elections = _column(db, Election, "code", [document.election_id for document in rows])
    countries = _column(db, Country, "code", [document.country_id for document in rows])
    issuers = _named(db, DocumentIssuer, Organisation, "organisation_id", "document_id", ids)
    return {
        document.slug: {
            "slug": document.slug,
            "election": elections.get(document.election_id or 0),
            "country": None if document.election_id else countries[document.country_id],
            "kind": document.kind.value,
            "title": document.title,
            "issuers": issuers[document.id],
            "published_on": document.published_on,
            "date_basis": document.date_basis,
            "date_note": document.date_note,
            "language": document.language,
            "pages": document.pages,
            "pages_basis": document.pages_basis,
            "url": document.url,
            "held": document.held,
            "reiterates_earlier": document.reiterates_earlier,
            "reiterates_place": _reiterated(document),
            "note": document.note,
        }
        for document in rows
    }


def _reiterated(document: Document) -> dict[str, Any] | None:
    """Where a document says that earlier recommendations still stand."""
    if not document.reiterates_section:
        return None
    return {
        "page": document.reiterates_page,
        "page_basis": document.reiterates_page_basis,
        "section": document.reiterates_section,
    }


def _rows(db: Session, table: Any, key: str, keys: Sequence[str]) -> list[Any]:
    return list(db.execute(sa.select(table).where(getattr(table, key).in_(keys))).scalars())


def _column(db: Session, table: Any, name: str, ids: Iterable[int | None]) -> dict[int, Any]:
    """A column of some rows by their ids; no statement where there are none."""
    wanted = sorted({row_id for row_id in ids if row_id})
    if not wanted:
        return {}
    rows = db.execute(sa.select(table.id, getattr(table, name)).where(table.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def _named(
    db: Session, parts: Any, named: Any, column: str, owner: str, ids: Sequence[int]
) -> dict[int, list[str]]:
    """What some rows name, in order, by the id of the row."""
    found: dict[int, list[str]] = {row_id: [] for row_id in ids}
    of = col(getattr(parts, owner))
    rows = db.execute(
        sa.select(of, col(named.slug))
        .join(parts, col(named.id) == col(getattr(parts, column)))
        .where(of.in_(ids))
        .order_by(col(parts.ordinal))
    )
    for row_id, slug in rows:
        found[row_id].append(slug)
    return found


def _places(db: Session, owner: str, own: Mapping[int, int]) -> dict[int, list[dict[str, Any]]]:
    """The places of some rows; `own` is the document of each, which a place does not repeat."""
    of = col(getattr(Place, owner))
    rows = list(
        db.execute(sa.select(Place).where(of.in_(own)).order_by(col(Place.ordinal))).scalars()
    )
    slugs = _column(db, Document, "slug", [row.document_id for row in rows])
    found: dict[int, list[dict[str, Any]]] = {row_id: [] for row_id in own}
    for row in rows:
        row_id = getattr(row, owner)
        found[row_id].append(
            {
                "document": None if row.document_id == own[row_id] else slugs[row.document_id],
                "page": row.page,
                "page_basis": row.page_basis,
                "section": row.section,
                "role": row.role.value,
            }
        )
    return found


def _citations(db: Session, owner: str, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    of = col(getattr(Citation, owner))
    rows: Any = db.execute(
        sa.select(
            Citation,
            col(Standard.slug),
            col(Organisation.slug).label("cited_by"),
            col(Document.slug).label("document"),
        )
        .join(Standard, col(Standard.id) == col(Citation.standard_id))
        .join(Organisation, col(Organisation.id) == col(Citation.cited_by_id))
        .join(Document, col(Document.id) == col(Citation.document_id))
        .where(of.in_(ids))
        .order_by(col(Citation.id))
    )
    found: dict[int, list[dict[str, Any]]] = {row_id: [] for row_id in ids}
    for row in rows:
        found[getattr(row.Citation, owner)].append(
            {
                "standard": row.slug,
                "purpose": row.Citation.purpose.value,
                "cited_by": row.cited_by,
                "document": row.document,
                "as_printed": row.Citation.as_printed,
                "page": row.Citation.page,
                "section": row.Citation.section,
                "note": row.Citation.note,
            }
        )
    return found
