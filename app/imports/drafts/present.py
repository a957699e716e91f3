"""Records as the content of drafts, and what a draft would change in its record."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.entries import contents
from app.entries.contents import Content

TEXTS = {
    "item": ("official_text", "quoted_text", "quoted_by", "digest"),
    "answer": ("standpoint", "digest"),
}
"""Fields of a kind of entry that an import attaches to a record without editing it."""

TRUE_WINS = {"held"}
"""Fields that an import may set, though the record has a value: a text that is here is held."""

COMPARED = ("item", "answer", "document")
"""Kinds of entry whose records are compared field by field; of others nothing is known here."""

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
    """Return records by key as the content of drafts. Up to 10 statements for each 400 of them."""
    if entry not in COMPARED:
        return {}
    ids = contents.find_ids(db, entry, keys)
    found = contents.read(db, entry, ids.values())
    return {key: _as_drafted(entry, found[row_id]) for key, row_id in ids.items()}


def _as_drafted(entry: str, content: Content) -> Content:
    """A content as drafts write it: what is answered whole and what stands in a document itself say
    nothing more.
    """
    if entry == "answer":
        whole = [
            {name: value for name, value in answered.items() if value is not None}
            for answered in content["answers"]
        ]
        return content | {"answers": whole}
    if entry == "document" and content["reiterates_place"]:
        place = {
            name: value for name, value in content["reiterates_place"].items() if name != "document"
        }
        return content | {"reiterates_place": place}
    return content
