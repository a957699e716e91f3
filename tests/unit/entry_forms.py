"""An entry of each kind in which every field holds something, and its form as browsers send it."""

from collections.abc import Iterator
from typing import Any

from app.entries.forms.kinds import FORMS
from app.entries.forms.showing import fields_of
from app.entries.kinds import KIND
from app.vocabulary.labels import WORDS
from app.web.fields import Field
from app.web.forms import Sent

PLACE: dict[str, Any] = {
    "document": "report",
    "page": 4,
    "page_basis": "printed",
    "section": "II",
    "role": "list",
}
CITED: dict[str, Any] = {
    "standard": "treaty/4",
    "purpose": "basis",
    "cited_by": "observers",
    "document": "report",
    "as_printed": "Article 4",
    "page": 3,
    "section": "II",
    "note": "In a note.",
}
ITEM: dict[str, Any] = {
    "document": "report",
    "number": "2B",
    "kind": "recommendation",
    "heading": "The register",
    "places": [PLACE, {**PLACE, "page": 9, "role": "body"}],
}
ASSESSMENT: dict[str, Any] = {
    "document": "report",
    "key": "a-1",
    "item": "AA-2010-PARL-1",
    "assessors": ["observers"],
    "level": "mostly",
    "basis": "editor_reading",
    "read_by": "A reader",
    "scope": "law",
    "evidence": [{**PLACE, "note": "It was mended.", "direction": "forward"}],
}
ASSESSMENT["evidence"][0].pop("role")

EXAMPLES: dict[str, dict[str, Any]] = {
    "country": {"code": "AA", "name": "Aaland"},
    "election": {
        "code": "AA-2010-PARL",
        "title": "Early elections",
        "first_day": "2010-03-21",
        "last_day": "2010-04",
        "note": "Two rounds.\n\nThe second in April.",
    },
    "organisation": {
        "slug": "observers",
        "name": "The observers",
        "short_name": "OBS",
        "kind": "other",
        "country": "AA",
    },
    "topic": {"slug": "voting/secrecy", "title": "Secrecy"},
    "instrument": {
        "slug": "treaty",
        "short_title": "Treaty",
        "title": "Treaty on elections",
        "class": "treaty",
        "dated": "1990",
        "note": "A note.",
        "binds": [
            {"country": "AA", "from": "1992-01", "note": "By a letter."},
            {"country": "BB", "from": "1993", "note": "By another."},
        ],
    },
    "provision": {"standard": "treaty/7.6", "label": "Equal terms"},
    "document": {
        "slug": "report",
        "election": "AA-2010-PARL",
        "country": "AA",
        "kind": "final_report",
        "title": "Final “report”, <part> & all",
        "issuers": ["observers", "others"],
        "published_on": "2010-06-01",
        "date_basis": "inferred",
        "date_note": "From its name.",
        "language": "sr-Latn",
        "pages": 30,
        "pages_basis": "counted",
        "url": "https://example.org/a?b=c,d",
        "held": True,
        "reiterates_earlier": True,
        "reiterates_place": {"document": "report", **dict(list(PLACE.items())[1:4])},
        "note": "A note.",
    },
    "item": {
        **ITEM,
        "number_as_printed": "2.b",
        "container": True,
        "parent": "2",
        "priority": False,
        "summary": "Mend the register.",
        "official_text": "Errors should be mended.\nSoon.",
        "quoted_text": "Errors, they say, should be mended.",
        "quoted_by": "comments",
        "topics": ["register/errors", "voting"],
        "addressees": ["commission"],
        "proposers": ["aa", "bb"],
        "standards": [CITED, {**CITED, "note": "Another."}],
        "only_kind": True,
        "digest": "0" * 32,
        "note": "A note.",
    },
    "answer": {
        "document": "comments",
        "key": "a-1",
        "answers": [
            {"item": "AA-2010-PARL-1", "part": "the first half"},
            {"item": "AA-2010-PARL-2", "part": "all"},
        ],
        "responder": "commission",
        "on_information_from": "ministry",
        "position": "accepted",
        "reported": "being_implemented",
        "ground": "done_since",
        "scope": "law",
        "stated_as": "Accepted",
        "reasons": list(WORDS["reason"])[:2],
        "summary": "It will be done.",
        "standpoint": "مرحبا 🗳 It will be done.",
        "places": [PLACE],
        "standards": [CITED],
        "digest": "0" * 32,
        "note": "A note.",
    },
    "undertaking": {
        "document": "comments",
        "key": "u-1",
        "item": "AA-2010-PARL-1",
        "answer": "a-1",
        "by": "commission",
        "summary": "A new register.",
        "due_on": "2011-03",
        "places": [PLACE],
        "found": [
            {
                **{name: value for name, value in PLACE.items() if name != "role"},
                "state": "kept_in_part",
                "note": "A part is done.",
                "read_by": "A reader",
            }
        ],
        "note": "A note.",
    },
    "statement": {
        "document": "comments",
        "key": "s-1",
        "by": "commission",
        "summary": "Most was done.",
        "verifiable": False,
        "note": "A note.",
        "places": [PLACE],
        "figures": [
            {
                "label": "All, together",
                "value": 7,
                "of": 9,
                "stated_percent": 77.5,
                "parts": ["Law, old", "Practice"],
            },
            {"label": "None", "value": 0, "of": 9, "stated_percent": 0.0, "parts": ["x"]},
        ],
    },
    "assessment": {**ASSESSMENT, "on": "2011", "note": "A note."},
    "link": {
        "earlier": "AA-2010-PARL-1",
        "later": "AA-2014-PARL-3",
        "relation": "repeats",
        "state": "rejected",
        "basis": "stated",
        "why": "It says so.",
        "score": 0.25,
        "signals": {"words": 0.5, "topics": ["a"]},
        "place": {name: PLACE[name] for name in ("document", "page", "page_basis", "section")},
        "by": "A reader",
        "decided_at": "2026-01-02T03:04:05Z",
    },
    "thread": {
        "slug": "register",
        "title": "The register",
        "topic": "voting",
        "summary": "Its errors.",
        "by": "A reader",
        "members": [
            {"item": "AA-2010-PARL-1", "main": True, "part": "half"},
            {"item": "AA-2014-PARL-3", "main": False, "part": "all"},
        ],
        "story": ["AA-2016-PARL-1", "AA-2016-PARL-2"],
    },
}
"""An entry of each kind in which every field holds something, and none what it holds by itself."""


def whole(entry: str, content: dict[str, Any]) -> dict[str, Any]:
    """The content as it is stored: every field, by the model of its kind."""
    return KIND[entry].model.model_validate(content).model_dump(mode="json", by_alias=True)


def sent_by_browser(fields: list[Field]) -> Sent:
    """A form as a browser sends it."""

    def pairs(field: Field) -> Iterator[tuple[str, str]]:
        if field.kind in ("rows", "group"):
            for row in field.parts:
                for part in row:
                    yield from pairs(part)
        elif field.kind == "several":
            yield from ((field.name, value) for value in ("", *field.values))
        else:
            yield field.name, field.value.replace("\n", "\r\n")

    return Sent([pair for field in fields for pair in pairs(field)])


def shown(entry: str, content: dict[str, Any]) -> Sent:
    """The form of an entry, sent as it was shown."""
    return sent_by_browser(fields_of(FORMS[entry], content))


def typed(entry: str, content: dict[str, Any], **texts: str) -> Sent:
    """The form of an entry, sent with other texts in it; `__` in a name stands for a dot."""
    changed = {name.replace("__", "."): text for name, text in texts.items()}
    kept = [pair for pair in shown(entry, content).texts if pair[0] not in changed]
    return Sent([*kept, *changed.items()])
