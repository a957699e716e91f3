"""A draft as a form: which fields each kind of entry has, and what a form that was sent says."""

import copy
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.entries.kinds import KIND
from app.imports.pages import Choices, Field
from app.vocabulary.labels import WORDS
from app.web.forms import Problem, Sent
from app.web.i18n import gettext, marked

LONG = 80
"""Texts of more characters are entered in a textarea."""

_SENTENCE = re.compile(r"(?<=[.!?;:])[\"”’)\]]*\s+(?=[\"“‘(\[]?\w)")
_LONGEST_START = 70


@dataclass(frozen=True)
class Spec:
    """A field of an entry: where it is in the content (`places.0.page`), its label and its kind.

    Kinds: `line`, `text`, `number`, `choice` (a word of the group `words`), `flag`, `list` (texts
    with commas between them), `refs` (items that are answered), `parts` (JSON).
    """

    path: str
    label: str
    kind: str = "line"
    words: str = ""
    hint: str = ""
    rows: int = 3
    wide: bool = False


_PLACE = (
    Spec("places.0.page", marked("Page"), "number"),
    Spec("places.0.section", marked("Section"), wide=True),
)
_REFS = marked("References, with commas between them.")
_SLUGS = marked("Short names, with commas between them.")

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
        Spec("published_on", marked("Date")),
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
        Spec("item", marked("Item")),
        Spec("level", marked("Level"), "choice", "level"),
        Spec("scope", marked("Scope"), "choice", "scope"),
        Spec("basis", marked("Basis"), "choice", "assessment_basis"),
        Spec("assessors", marked("Assessed by"), "list", hint=_SLUGS),
        Spec("note", marked("Note"), "text"),
        Spec("evidence", marked("Evidence"), "parts", rows=6),
    ),
}
"""The fields of the kinds that readers of documents find. Others show what their content has."""

NOT_GIVEN = {"position": {"no_answer"}, "reported": {"no_answer"}}
"""Words that lists of readers have and that are never entered."""

OFTEN_EMPTY = {"quoted_text", "summary", "container", "parent", "proposers", "addressees", "topics",
               "number_as_printed", "reasons"}  # fmt: skip
"""Fields that are shown where they hold something, and where nothing else could hold the text."""


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
            and (entry != "document" or spec.path in content)
            and (not spec.path.startswith("places.") or "places" in content)
            and (spec.path not in OFTEN_EMPTY or _get(content, spec.path) not in (None, [], False))
            and not (spec.path == "official_text" and "quoted_text" in content)
        ]
    return [_guessed(name, value) for name, value in content.items()]


def _guessed(name: str, value: Any) -> Spec:
    label = name.replace("_", " ").capitalize()
    if isinstance(value, bool):
        return Spec(name, label, "flag", "yes_no")
    if isinstance(value, int):
        return Spec(name, label, "number")
    if isinstance(value, dict | list):
        return Spec(name, label, "parts", rows=4)
    return Spec(name, label, "text" if len(str(value)) > LONG else "line")


def label_of(entry: str, name: str) -> str:
    """Return what a field of the content is called."""
    for spec in SPECS.get(entry, ()):
        if spec.path == name:
            return gettext(spec.label)
    return gettext("Places") if name == "places" else name.replace("_", " ").capitalize()


def fields_of(
    entry: str, content: dict[str, Any], sent: Sent | None = None, problems: Sequence[Problem] = ()
) -> list[Field]:
    """Return the form of a draft; what was sent stands in place of what is stored."""
    wrong = {problem.field: problem.message for problem in problems}
    return [
        _field(
            spec,
            sent.text(spec.path)
            if sent and sent.has(spec.path)
            else _shown(spec, _get(content, spec.path)),
            wrong.get(spec.path, ""),
        )
        for spec in specs_of(entry, content)
    ]


def _field(spec: Spec, value: str, problem: str) -> Field:
    kind = {"flag": "choice", "list": "line", "refs": "line"}.get(spec.kind, spec.kind)
    return Field(
        name=spec.path,
        label=gettext(spec.label),
        value=value,
        kind=kind,
        choices=_choices(spec),
        hint=gettext(spec.hint) if spec.hint else "",
        problem=problem,
        rows=spec.rows,
        wide=spec.wide,
    )


def _choices(spec: Spec) -> Choices:
    if spec.kind not in ("choice", "flag"):
        return ()
    words = [
        (value, gettext(word.label))
        for value, word in WORDS[spec.words].items()
        if value not in NOT_GIVEN.get(spec.words, ())
    ]
    return [("" if value == "unknown" else value, label) for value, label in words]


def _shown(spec: Spec, value: Any) -> str:
    if value is None:
        return ""
    if spec.kind == "flag":
        return "true" if value else "false"
    if spec.kind == "list":
        return ", ".join(str(one) for one in value)
    if spec.kind == "refs":
        return ", ".join(answered["item"] for answered in value)
    if spec.kind == "parts":
        return json.dumps(value, ensure_ascii=False, indent=1)
    return str(value)


def changed(
    entry: str, content: dict[str, Any], sent: Sent
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the content with what was sent put in, and what of it cannot be understood.

    Whether the whole makes sense is for `app.imports.service.edit` to say.
    """
    made = copy.deepcopy(content)
    problems = []
    for spec in specs_of(entry, content):
        if not sent.has(spec.path):
            continue
        try:
            value = _read(spec, sent.text(spec.path), _get(content, spec.path))
        except ValueError as error:
            problems.append(Problem(spec.path, f"{gettext(spec.label)}: {error}"))
            continue
        _put(made, spec.path, value)
    _pair_pages(made)
    return made, problems


def _read(spec: Spec, text: str, before: Any) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "number": _whole,
        "flag": lambda value: {"true": True, "false": False}.get(value),
        "list": lambda value: [part for part in re.split(r"[,\s]+", value) if part],
        "parts": _parts,
    }
    if spec.kind == "refs":
        known = {answered["item"]: answered for answered in before or []}
        refs = [part for part in re.split(r"[,\s]+", text) if part]
        return [known.get(ref, {"item": ref}) for ref in refs]
    if spec.kind in readers:
        return readers[spec.kind](text)
    return text or None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(gettext("write a whole number, or leave it empty."))
    return int(text)


def _parts(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except json.JSONDecodeError as error:
        message = gettext("this is not JSON: line %(line)s, column %(column)s.")
        raise ValueError(message % {"line": error.lineno, "column": error.colno}) from None
    except RecursionError:
        raise ValueError(gettext("this is nested too deeply.")) from None


def _get(content: Any, path: str) -> Any:
    found = content
    for step in path.split("."):
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def _put(content: Any, path: str, value: Any) -> None:
    """Put a value in its place; what is empty, or false and was not there, is left out."""
    *steps, last = path.split(".")
    found = content
    for step in steps:
        if isinstance(found, list):
            if int(step) >= len(found):
                return
            found = found[int(step)]
        else:
            found = found.get(step)
        if found is None:
            return
    if value in (None, []) or (value is False and last == "container"):
        found.pop(last, None)
    else:
        found[last] = value


def _pair_pages(content: dict[str, Any]) -> None:
    """A page and how it is known belong together; a page that was typed in was counted."""
    for place in content.get("places") or []:
        if place.get("page") is None:
            place.pop("page_basis", None)
            place.pop("page", None)
        elif place.get("page_basis") is None:
            place["page_basis"] = "counted"


def sentences(text: str) -> Choices:
    """Return where a text can be split: character and beginning of each sentence but the first."""
    found = []
    for match in _SENTENCE.finditer(text):
        start = text[match.end() :]
        short = start if len(start) <= _LONGEST_START else f"{start[:_LONGEST_START]}…"
        found.append((str(match.end()), short))
    return found


BESIDE = {"match", "at", "reason"}
"""Fields of the form that are none of the content."""


def placed(problems: list[Problem], entry: str, content: dict[str, Any]) -> list[Problem]:
    """Return the problems, each at a field of the form or at the form as a whole."""
    paths = {spec.path for spec in specs_of(entry, content)} | BESIDE
    tops = {path.partition(".")[0]: path for path in sorted(paths, reverse=True)}
    return [
        problem
        if problem.field in paths or not problem.field
        else replace(problem, field=tops.get(problem.field.partition(".")[0], ""))
        for problem in problems
    ]
