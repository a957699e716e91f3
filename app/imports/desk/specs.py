"""Which fields the form of a draft has; kinds of entry without a form show what they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.entries.kinds import KIND
from app.web.i18n import marked

LONG = 80
"""Texts of more characters are entered in a textarea."""


@dataclass(frozen=True)
class Spec:
    """A field of an entry: where it is in the content (`places.0.page`), its label and its kind.

    Kinds: `line`, `text`, `number`, `choice` (a word of the group `words`), `flag`, `list` (texts
    with commas between them), `lines` (texts, one in each line), `refs` (items that are answered),
    `rows` (records, one in each row, with the fields `columns`).
    """

    path: str
    label: str
    kind: str = "line"
    words: str = ""
    hint: str = ""
    rows: int = 3
    wide: bool = False
    columns: Sequence["Spec"] = ()


_PLACE = (
    Spec("places.0.page", marked("Page"), "number"),
    Spec("places.0.section", marked("Section"), wide=True),
)
_REFS = marked("References, with commas between them.")
_DAY = marked("As precise as it is known: 2011, 2011-03 or 2011-03-21.")
_SLUGS = marked("Short names, with commas between them.")
_EVIDENCE = (
    Spec("document", marked("Document"), wide=True),
    Spec("page", marked("Page"), "number"),
    Spec("section", marked("Section"), wide=True),
    Spec("direction", marked("Points to"), "choice", "direction"),
    Spec("note", marked("Words"), "text"),
)

_CITED = (
    Spec("standard", marked("Standard")),
    Spec("purpose", marked("Purpose"), "choice", "purpose"),
    Spec("cited_by", marked("Cited by")),
    Spec("page", marked("Page"), "number"),
    Spec("as_printed", marked("As printed"), wide=True),
    Spec("section", marked("Section"), wide=True),
    Spec("document", marked("Document")),
    Spec("note", marked("Note")),
)

SPECS: dict[str, tuple[Spec, ...]] = {
    "item": (
        Spec("number", marked("Number")),
        Spec("number_as_printed", marked("Number as printed")),
        Spec("kind", marked("Kind"), "choice", "kind"),
        Spec("heading", marked("Heading"), wide=True),
        *_PLACE,
        Spec("priority", marked("Priority"), "flag", "priority"),
        Spec("official_text", marked("Official text"), "text", rows=9),
        Spec("quoted_text", marked("Quoted text"), "text", rows=9),
        Spec("summary", marked("Our summary"), "text"),
        Spec("container", marked("Only introduces lettered items"), "flag", "yes_no"),
        Spec("parent", marked("Belongs to"), hint=marked("The number of its lead-in.")),
        Spec("proposers", marked("Proposed by"), "list", hint=_SLUGS),
        Spec("addressees", marked("Addressed to"), "list", hint=_SLUGS),
        Spec("topics", marked("Topics"), "list", hint=marked("The first is the main one.")),
        Spec("standards", marked("Standards cited"), "rows", columns=_CITED),
    ),
    "answer": (
        Spec("answers", marked("Answers"), "refs", hint=_REFS, wide=True),
        Spec("position", marked("Position"), "choice", "position"),
        Spec("reported", marked("Reported"), "choice", "reported"),
        Spec("ground", marked("Ground"), "choice", "ground"),
        Spec("stated_as", marked("Status as printed"), wide=True),
        Spec("standpoint", marked("Standpoint"), "text", rows=9),
        *_PLACE,
        Spec("responder", marked("Who answers")),
        Spec("summary", marked("Our summary"), "text"),
        Spec("reasons", marked("Reasons"), "list"),
    ),
    "document": (
        Spec("slug", marked("Short name")),
        Spec("kind", marked("Kind"), "choice", "document_kind"),
        Spec("title", marked("Title"), wide=True),
        Spec("issuers", marked("Issued by"), "list", hint=_SLUGS, wide=True),
        Spec("published_on", marked("Date"), hint=_DAY),
        Spec("date_basis", marked("Date is"), "choice", "date_basis"),
        Spec("language", marked("Language")),
        Spec("pages", marked("Pages"), "number"),
        Spec("pages_basis", marked("Pages are"), "choice", "page_basis"),
        Spec("url", marked("Public address"), wide=True),
        Spec("held", marked("Its text is here"), "flag", "yes_no"),
    ),
    "link": (
        Spec("earlier", marked("Earlier")),
        Spec("later", marked("Later")),
        Spec("relation", marked("Relation"), "choice", "relation"),
        Spec("basis", marked("Basis"), "choice", "link_basis"),
        Spec("why", marked("Why"), "text"),
        Spec("by", marked("By")),
    ),
    "assessment": (
        Spec("key", marked("Short name"), wide=True),
        Spec("item", marked("Item")),
        Spec("level", marked("Level"), "choice", "level"),
        Spec("scope", marked("Scope"), "choice", "scope"),
        Spec("basis", marked("Basis"), "choice", "assessment_basis"),
        Spec("assessors", marked("Assessed by"), "list", hint=_SLUGS),
        Spec("note", marked("Note"), "text"),
        Spec("evidence", marked("Evidence"), "rows", columns=_EVIDENCE),
    ),
}
"""The fields of the kinds that readers of documents find. Others show what their content has."""

NOT_GIVEN = {"position": {"no_answer"}, "reported": {"no_answer"}}
"""Words that lists of readers have and that are never entered."""

OFTEN_EMPTY = {"quoted_text", "summary", "container", "parent", "proposers", "addressees", "topics",
               "number_as_printed", "reasons", "standards"}  # fmt: skip
"""Fields that are shown where they hold something, and where nothing else could hold the text."""


ALWAYS = {"url"}
"""Fields of a document that are asked for, though no file tells them."""


def specs_of(entry: str, content: dict[str, Any]) -> list[Spec]:
    """Return the fields to show for a draft; of the place, where it brings one.

    A draft of a recorded finding brings words alone: its place, kind and heading stay the record's.
    """
    if entry in SPECS:
        model = KIND[entry].model.model_fields
        return [
            spec
            for spec in SPECS[entry]
            if spec.path.partition(".")[0] in model
            and (entry != "document" or spec.path in content or spec.path in ALWAYS)
            and (not spec.path.startswith("places.") or "places" in content)
            and (
                spec.path not in OFTEN_EMPTY
                or value_at(content, spec.path) not in (None, [], False)
            )
            and not (spec.path == "official_text" and "quoted_text" in content)
        ]
    return _guessed(content)


WORDS_OF = {
    "places.role": "place_role",
    "found.state": "undertaking_state",
    "members.role": "thread_role",
}
"""The words that a field in the rows of a kind without a form may have."""

CITED = "standards"
"""The field whose records have a page, but not how it is known."""

BASIS = "page_basis"
"""How a page is known goes with the page and is not asked for."""


def _guessed(content: Mapping[str, Any], path: str = "", label: str = "") -> list[Spec]:
    """The fields that stand in a record, those of records within it behind their names."""
    found = []
    for name, value in content.items():
        here, called = f"{path}{name}", f"{label}{name}".replace("_", " ").capitalize()
        if isinstance(value, dict):
            found += _guessed(value, f"{here}.", f"{called}, ")
        elif name != BASIS:
            found.append(_guess(here, called, value))
    return found


def _guess(path: str, label: str, value: Any) -> Spec:
    if isinstance(value, bool):
        return Spec(path, label, "flag", "yes_no")
    if isinstance(value, int):
        return Spec(path, label, "number")
    if not isinstance(value, list):
        return Spec(path, label, "text" if len(str(value)) > LONG else "line")
    if not all(isinstance(one, dict) for one in value) or not value:
        return Spec(path, label, "lines")
    every = {name: part for row in value for name, part in row.items() if part is not None}
    columns = [
        Spec(column.path, column.label, "choice", words)
        if (words := WORDS_OF.get(f"{path}.{column.path}"))
        else column
        for column in _guessed(every)
        if column.kind != "rows"
    ]
    return Spec(path, label, "rows", columns=columns)


def value_at(content: Any, path: str) -> Any:
    """Return what stands at a path of a draft's content, `None` where nothing does."""
    found = content
    for step in path.split("."):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def put_at(content: Any, path: str, value: Any) -> None:
    """Put a value in its place; what is empty, or false and was not there, is left out."""
    *steps, last = path.split(".")
    found = content
    for step in steps:
        if isinstance(found, list):
            if int(step) >= len(found):
                return
            found = found[int(step)]
        else:
            found = found.setdefault(step, {})
        if found is None:
            return
    if value in (None, []) or (value is False and last == "container"):
        found.pop(last, None)
    else:
        found[last] = value
