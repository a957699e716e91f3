"""Records of our own export, or of the API, as the contents of drafts."""

from collections.abc import Callable
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]

TABLE = {
    "country": "countries",
    "election": "elections",
    "organisation": "organisations",
    "topic": "topics",
    "instrument": "instruments",
    "provision": "standards",
    "document": "documents",
    "item": "recommendations",
    "answer": "responses",
    "undertaking": "undertakings",
    "statement": "statements",
    "assessment": "assessments",
    "link": "links",
    "thread": "threads",
}
"""The list of the export that holds the records of each kind of entry, in the order of saving."""


def to_input(entry: str, record: Record) -> Record:
    """Return what a record says in the words of its kind's input; what is empty is left out.

    Counts and all else that is derived is left behind. Raises `KeyError` when a member is missing.
    """
    return _filled(_INPUTS[entry](record))


def _filled(content: Record) -> Record:
    return {name: value for name, value in content.items() if value not in (None, [], {})}


def _pick(record: Record, *names: str, **renamed: str) -> Record:
    """Members of a record, some under the other name that the input has for them."""
    return {name: record[name] for name in names} | {
        name: record[member] for name, member in renamed.items()
    }


def _parts(records: list[Record], *names: str, **renamed: str) -> list[Record]:
    return [_filled(_pick(record, *names, **renamed)) for record in records]


def _places(record: Record) -> list[Record]:
    """The first place is the main one, in the export as in the input."""
    return _parts(record["places"], "document", "page", "page_basis", "section", "role")


def _citations(record: Record) -> list[Record]:
    return _parts(
        record["standards"],
        "standard", "purpose", "cited_by", "document", "as_printed", "page", "section", "note",
    )  # fmt: skip


def _country(record: Record) -> Record:
    return _pick(record, "code", "name")


def _election(record: Record) -> Record:
    return _pick(record, "code", "title", "first_day", "last_day", "note")


def _organisation(record: Record) -> Record:
    return _pick(record, "slug", "name", "short_name", "kind", "country")


def _topic(record: Record) -> Record:
    return _pick(record, "slug", "title")


def _instrument(record: Record) -> Record:
    found = _pick(record, "slug", "short_title", "title", "dated", "note")
    found["class"] = record["instrument_class"]
    found["binds"] = _parts(record["binds"], "country", "note", **{"from": "since"})
    return found


def _provision(record: Record) -> Record:
    return _pick(record, "label", standard="slug")


def _document(record: Record) -> Record:
    found = _pick(
        record,
        "slug", "election", "kind", "title", "issuers", "published_on", "date_basis", "date_note",
        "language", "pages", "pages_basis", "held", "reiterates_earlier", "note",
        url="source_url",
    )  # fmt: skip
    found["country"] = None if record["election"] else record["country"]
    passage = record["reiterates_place"]
    if passage:
        found["reiterates_place"] = _filled(_pick(passage, "page", "page_basis", "section"))
    return found


def _item(record: Record) -> Record:
    found = _pick(
        record,
        "document", "number", "number_as_printed", "kind", "container", "heading", "priority",
        "summary", "official_text", "quoted_text", "quoted_by", "topics", "addressees",
        "proposers", "only_kind", "note",
        digest="text_digest",
    )  # fmt: skip
    if record["parent"]:
        found["parent"] = record["parent"].removeprefix(record["election"] + "-")
    return found | {"places": _places(record), "standards": _citations(record)}


def _answer(record: Record) -> Record:
    return _pick(
        record,
        "document", "key", "responder", "on_information_from", "position", "reported", "ground",
        "scope", "stated_as", "reasons", "summary", "standpoint", "note",
        digest="text_digest",
    ) | {
        "answers": _parts(record["answers"], "part", item="ref"),
        "places": _places(record),
        "standards": _citations(record),
    }  # fmt: skip


def _undertaking(record: Record) -> Record:
    announced = record["announced_in"]
    return _pick(
        record, "document", "key", "item", "summary", "due_on", "note", by="responder"
    ) | {
        "answer": announced["key"] if announced else None,
        "places": _places(record),
        "found": _parts(
            record["found"],
            "document", "state", "page", "page_basis", "section", "note", "read_by",
        ),
    }  # fmt: skip


def _statement(record: Record) -> Record:
    return _pick(record, "document", "key", "by", "summary", "verifiable", "note") | {
        "places": _places(record),
        "figures": _parts(record["figures"], "label", "value", "of", "stated_percent", "parts"),
    }


def _assessment(record: Record) -> Record:
    return _pick(
        record,
        "document", "key", "assessors", "on", "level", "basis", "read_by", "scope", "note",
        item="ref",
    ) | {
        "evidence": _parts(
            record["evidence"], "document", "page", "page_basis", "section", "note", "direction"
        )
    }  # fmt: skip


def _link(record: Record) -> Record:
    found = _pick(
        record,
        "earlier", "later", "relation", "state", "basis", "why", "score", "signals", "decided_at",
        by="decided_by",
    )  # fmt: skip
    if record["place"]:
        found["place"] = _filled(_pick(record["place"], "document", "page", "section"))
    return found


def _thread(record: Record) -> Record:
    return _pick(record, "slug", "title", "topic", "summary", by="curated_by", story="welcomed") | {
        "members": _parts(record["members"], "main", "part", item="ref")
    }


_INPUTS: dict[str, Callable[[Record], Record]] = {
    "country": _country,
    "election": _election,
    "organisation": _organisation,
    "topic": _topic,
    "instrument": _instrument,
    "provision": _provision,
    "document": _document,
    "item": _item,
    "answer": _answer,
    "undertaking": _undertaking,
    "statement": _statement,
    "assessment": _assessment,
    "link": _link,
    "thread": _thread,
}
