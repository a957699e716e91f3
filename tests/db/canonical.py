"""What was given, in the form in which rows keep it (`app.entries.contents`)."""

import json
from datetime import UTC, datetime

from app.entries.contents import Content


def canonical(entry: str, content: Content, found: Content) -> Content:
    """What was given, as rows keep it; `found` has the instants that were left open."""
    said = json.loads(json.dumps(content))
    own = said.get("document")
    for name in ("places", "found", "evidence"):
        for passage in said.get(name, []):
            passage["document"] = None if passage["document"] == own else passage["document"]
    for citation in said.get("standards", []):
        citation["document"] = citation["document"] or own
        citation["cited_by"] = citation["cited_by"] or said["responder"]
    if entry == "document":
        said["country"] = None if said["election"] else said["country"]
        if said["reiterates_place"]:
            said["reiterates_place"]["document"] = None
    if entry == "assessment":
        said["on"] = said["on"] or found["on"]
    if entry == "link":
        said["decided_at"] = in_utc(said["decided_at"]) or found["decided_at"]
        if said["place"]:
            said["place"]["page_basis"] = None
    return said  # type: ignore[no-any-return]


def in_utc(instant: str | None) -> str | None:
    """The same instant, as UTC."""
    if instant is None:
        return None
    return datetime.fromisoformat(instant).astimezone(UTC).isoformat().replace("+00:00", "Z")
