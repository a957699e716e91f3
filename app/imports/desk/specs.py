"""Which fields the form of a draft has; kinds of entry without a form show what they hold.

The fields themselves are described once for drafts and records: see `app.entries.forms.kinds`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.entries.forms.fields import Spec, value_at
from app.entries.forms.kinds import find
from app.entries.kinds import KIND
from app.web.i18n import marked

LONG = 80
"""Texts of more characters are entered in a textarea."""

BASIS = "page_basis"
"""How a page is known goes with the page and is not asked for."""

_PLACE = ("places.0.page", "places.0.section")
_ASKED: dict[str, tuple[str, ...]] = {
    "item": (
        *("number", "number_as_printed", "kind", "heading", *_PLACE, "priority"),
        *("official_text", "quoted_text", "summary", "container", "parent"),
        *("proposers", "addressees", "topics", "standards"),
    ),
    "answer": (
        *("answers", "position", "reported", "ground", "stated_as", "standpoint", *_PLACE),
        *("responder", "summary", "reasons"),
    ),
    "document": (
        *("slug", "kind", "title", "issuers", "published_on", "date_basis", "language"),
        *("pages", "pages_basis", "url", "held"),
    ),
    "link": ("earlier", "later", "relation", "basis", "why", "by"),
    "assessment": ("key", "item", "level", "scope", "basis", "assessors", "note", "evidence"),
}
"""The fields that are asked for, in their order; of a list of places the main one."""


def _asked(entry: str, path: str) -> Spec:
    """A field as drafts have it: references alone, and no choice of how a page is known."""
    name, _, within = path.partition(".0.")
    spec = find(entry, name)
    if within:
        return replace(next(one for one in spec.columns if one.path == within), path=path)
    if name == "answers":
        hint = marked("References, with commas between them.")
        return replace(spec, kind="refs", columns=(), hint=hint, wide=True)
    if spec.kind == "several":
        return replace(spec, kind="list", words="")
    columns = [column for column in spec.columns if column.path != BASIS]
    return replace(spec, columns=columns)


SPECS: dict[str, tuple[Spec, ...]] = {
    entry: tuple(_asked(entry, path) for path in paths) for entry, paths in _ASKED.items()
}
"""The fields of the kinds that readers of documents find. Others show what their content has."""

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
