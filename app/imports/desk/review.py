"""A draft as a form: which fields each kind of entry has, and what a form that was sent says."""

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.errors import RuleError
from app.imports.desk.pages import Choices, Field
from app.imports.desk.specs import CITED, NOT_GIVEN, SPECS, Spec, put_at, specs_of, value_at
from app.vocabulary.labels import WORDS
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

_SENTENCE = re.compile(r"(?<=[.!?;:])[\"”’)\]]*\s+(?=[\"“‘(\[]?\w)")
_LONGEST_START = 70

TEXTS = ("official_text", "quoted_text")
"""Where an item's draft has the words that can be split."""


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
    return [_field(spec, content, sent, wrong) for spec in specs_of(entry, content)]


def _field(spec: Spec, content: dict[str, Any], sent: Sent | None, wrong: dict[str, str]) -> Field:
    if spec.kind == "rows":
        return _row_fields(spec, content, sent, wrong)
    value = value_at(content, spec.path)
    kind = {"flag": "choice", "list": "line", "refs": "line", "lines": "text"}
    return Field(
        name=spec.path,
        label=gettext(spec.label),
        value=sent.text(spec.path) if sent and sent.has(spec.path) else _shown(spec, value),
        kind=kind.get(spec.kind, spec.kind),
        choices=_choices(spec),
        hint=_hint(spec),
        problem=wrong.get(spec.path, ""),
        rows=spec.rows,
        wide=spec.wide,
    )


def _row_fields(
    spec: Spec, content: dict[str, Any], sent: Sent | None, wrong: dict[str, str]
) -> Field:
    """The rows that a field has and an empty one behind them, each with its fields."""
    rows = [
        [_chosen(_field(column, content, sent, wrong)) for column in _columns(spec, index)]
        for index in range(_row_count(spec, content) + 1)
    ]
    words = (", ".join(shown_words(field) for field in row if field.value) for row in rows)
    return Field(
        name=spec.path,
        label=gettext(spec.label),
        value="\n".join(filter(None, words)),
        kind=spec.kind,
        hint=gettext("A row that is emptied goes; the last one is for another."),
        problem=wrong.get(spec.path, ""),
        parts=rows,
    )


def _chosen(field: Field) -> Field:
    """A choice that is open says so, so that nothing is chosen by being the first."""
    if field.kind != "choice" or field.value:
        return field
    return replace(field, choices=[("", gettext("not chosen")), *field.choices])


def _columns(spec: Spec, index: int) -> list[Spec]:
    """The fields of one row."""
    return [replace(column, path=f"{spec.path}.{index}.{column.path}") for column in spec.columns]


def _row_count(spec: Spec, content: dict[str, Any]) -> int:
    return len(value_at(content, spec.path) or [])


def shown_words(field: Field) -> str:
    """Return what a field holds, as readers see it."""
    return dict(field.choices).get(field.value, field.value)


def _hint(spec: Spec) -> str:
    if spec.kind == "lines":
        return gettext("One in each line.")
    return gettext(spec.hint) if spec.hint else ""


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
    if spec.kind == "lines":
        return "\n".join(str(one) for one in value)
    return str(value)


def changed(
    entry: str, content: dict[str, Any], sent: Sent
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the content with what was sent put in, and what of it cannot be understood.

    Whether the whole makes sense is for `app.imports.service.edit` to say.
    """
    made = copy.deepcopy(content)
    problems: list[Problem] = []
    for spec in specs_of(entry, content):
        if spec.kind == "rows":
            _take_rows(spec, made, sent, problems)
        else:
            _take(spec, spec.path, made, sent, problems)
    _pair_pages(made)
    return made, problems


def _take(spec: Spec, path: str, into: Any, sent: Sent, problems: list[Problem]) -> None:
    """Put what was sent for a field at its path, or say why it cannot be understood."""
    if not sent.has(spec.path):
        return
    before, text = value_at(into, path), sent.text(spec.path)
    if text == _shown(spec, before).strip():
        return
    try:
        put_at(into, path, _read(spec, text, before))
    except ValueError as error:
        problems.append(Problem(spec.path, f"{gettext(spec.label)}: {error}"))


def _take_rows(spec: Spec, made: dict[str, Any], sent: Sent, problems: list[Problem]) -> None:
    """Put in the rows that were sent; those in which nothing is written any more go."""
    before = value_at(made, spec.path) or []
    rows: list[dict[str, Any]] = []
    for index, row in enumerate([*copy.deepcopy(before), {}]):
        columns = _columns(spec, index)
        for column, named in zip(columns, spec.columns, strict=True):
            _take(column, named.path, row, sent, problems)
        written = [column for column in columns if column.kind not in ("choice", "flag")]
        emptied = all(sent.has(one.path) and not sent.text(one.path) for one in written)
        if row and not emptied:
            rows.append(row)
    if rows != before:
        put_at(made, spec.path, rows)


def _read(spec: Spec, text: str, before: Any) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "number": _whole,
        "flag": lambda value: {"true": True, "false": False}.get(value),
        "list": lambda value: [part for part in re.split(r"[,\s]+", value) if part],
        "lines": lambda value: [line.strip() for line in value.splitlines() if line.strip()],
    }
    if spec.kind == "refs":
        known = {answered["item"]: answered for answered in before or []}
        refs = [part for part in re.split(r"[,\s]+", text) if part]
        return [known.get(ref, {"item": ref}) for ref in refs]
    if spec.kind in readers:
        return readers[spec.kind](text)
    return (_fraction(text) if isinstance(before, float) else text) or None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(gettext("write a whole number, or leave it empty."))
    return int(text)


def _fraction(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise ValueError(gettext("write a number, or leave it empty.")) from None


def _pair_pages(content: dict[str, Any]) -> None:
    """A page and how it is known belong together; a page that was typed in was counted."""
    parts = [
        part if isinstance(part, list) else [part]
        for name, part in content.items()
        if name != CITED
    ]
    for place in (content, *(row for part in parts for row in part if isinstance(row, dict))):
        if "section" not in place:
            continue
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


def text_of(content: dict[str, Any]) -> str:
    """Return the words of an item's draft that can be split, empty where it has none."""
    return next((str(content[name]) for name in TEXTS if content.get(name)), "")


def place_of(text: str, words: str, field: str) -> int:
    """Return where in a text words stand that were typed, whatever the spaces between them.

    Raises `RuleError` on `field` when they stand nowhere there, or more than once.
    """
    typed = words.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, typed)), text)) if typed else []
    if not found:
        raise RuleError(gettext("These words do not stand in the text."), field)
    if len(found) > 1:
        raise RuleError(gettext("These words stand there more than once: type more."), field)
    return found[0].start()


BESIDE = {"match", "at", "begins", "reason"}
"""Fields of the form that are none of the content."""


def placed(problems: list[Problem], entry: str, content: dict[str, Any]) -> list[Problem]:
    """Return the problems, each at a field of the form or at the form as a whole."""
    shown = [path for spec in specs_of(entry, content) for path in _paths(spec, content)]
    paths = {*shown, *BESIDE}
    tops = {path.partition(".")[0]: path for path in reversed(shown)}
    return [
        problem
        if problem.field in paths or not problem.field
        else replace(problem, field=tops.get(problem.field.partition(".")[0], ""))
        for problem in problems
    ]


def _paths(spec: Spec, content: dict[str, Any]) -> list[str]:
    """The fields of the form that a field has."""
    if spec.kind != "rows":
        return [spec.path]
    rows = range(_row_count(spec, content) + 1)
    return [column.path for index in rows for column in _columns(spec, index)]
