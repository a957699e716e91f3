"""The content of an entry as the fields of a form, with what was typed and what is wrong."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.entries.forms.fields import Spec, value_at
from app.vocabulary.labels import WORDS
from app.web.fields import Choices, Field
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

NOT_GIVEN = {"position": {"no_answer"}, "reported": {"no_answer"}}
"""Words that lists of readers have and that are never entered."""

MOST_ROWS = 1_000
"""The number of a row that was sent is below this."""

_DRAWN = {"flag": "choice", "list": "line", "refs": "line", "lines": "text", "fraction": "line"}
"""How a kind of field is entered, where its name does not say it."""


def fields_of(
    specs: Sequence[Spec],
    content: Mapping[str, Any],
    sent: Sent | None = None,
    problems: Sequence[Problem] = (),
) -> list[Field]:
    """Return the fields of a form; what was sent stands in place of what is stored, as typed."""
    wrong = {problem.field: problem.message for problem in problems}
    return [_field(spec, content, sent, wrong) for spec in specs]


def _field(
    spec: Spec, content: Mapping[str, Any], sent: Sent | None, wrong: dict[str, str]
) -> Field:
    if spec.kind in ("rows", "group"):
        return _record_fields(spec, content, sent, wrong)
    value = shown(spec, value_at(content, spec.path))
    if sent and sent.has(spec.path):
        several = spec.kind == "several"
        value = ", ".join(sent.several(spec.path)) if several else sent.text(spec.path)
    return Field(
        name=spec.path,
        label=gettext(spec.label),
        value=value,
        kind=_DRAWN.get(spec.kind, spec.kind),
        choices=_choices(spec, value),
        hint=_hint(spec),
        problem=wrong.get(spec.path, ""),
        rows=spec.rows,
        wide=spec.wide,
    )


def _record_fields(
    spec: Spec, content: Mapping[str, Any], sent: Sent | None, wrong: dict[str, str]
) -> Field:
    """The rows that a field has and an empty one behind them, each with its fields; or its one."""
    if spec.kind == "group":
        rows, hint = [spec.within(spec.path)], _hint(spec)
    else:
        numbers = row_numbers(spec, content, sent)
        rows = [spec.within(f"{spec.path}.{number}") for number in (*numbers, after(numbers))]
        hint = gettext("A row that is emptied goes; the last one is for another.")
    parts = [[_field(column, content, sent, wrong) for column in row] for row in rows]
    words = (", ".join(shown_words(field) for field in row if field.value) for row in parts)
    return Field(
        name=spec.path,
        label=gettext(spec.label),
        value="\n".join(filter(None, words)),
        kind=spec.kind,
        hint=hint,
        problem=wrong.get(spec.path, ""),
        parts=parts,
    )


def row_numbers(spec: Spec, content: Mapping[str, Any], sent: Sent | None = None) -> list[int]:
    """Return the numbers of the rows of a field: those stored, and those in which was typed."""
    numbers = set(range(len(value_at(content, spec.path) or [])))
    form = re.compile(rf"{re.escape(spec.path)}\.(\d{{1,3}})\.[^.]+", re.ASCII)
    for name, text in sent.texts if sent else ():
        found = form.fullmatch(name)
        if found and text.strip():
            numbers.add(int(found[1]))
    return sorted(numbers)


def after(numbers: Sequence[int]) -> int:
    """Return the number of the empty row behind these."""
    return min(max(numbers, default=-1) + 1, MOST_ROWS - 1)


def shown_words(field: Field) -> str:
    """Return what a field holds, as readers see it."""
    words = dict(field.choices)
    if field.kind == "several":
        return ", ".join(words.get(value, value) for value in field.values)
    return words.get(field.value, field.value)


def _hint(spec: Spec) -> str:
    if spec.hint:
        return gettext(spec.hint)
    return gettext("One in each line.") if spec.kind == "lines" else ""


def _choices(spec: Spec, value: str) -> Choices:
    """What can be chosen. A choice that is open says so, so that none is taken by being first."""
    if not spec.chosen:
        return ()
    words = [
        (value, gettext(word.label))
        for value, word in WORDS[spec.words].items()
        if value not in NOT_GIVEN.get(spec.words, ())
    ]
    choices = [("" if value == "unknown" else value, label) for value, label in words]
    open_too = spec.kind != "several" and (spec.optional or not value)
    if open_too and not any(value == "" for value, _ in choices):
        choices.insert(0, ("", gettext("not chosen")))
    return choices


def shown(spec: Spec, value: Any) -> str:
    """Return a value as the text that stands in the field."""
    if value is None:
        return ""
    if spec.kind == "flag":
        return "true" if value else "false"
    if spec.kind in ("list", "several"):
        return ", ".join(str(one) for one in value)
    if spec.kind == "refs":
        return ", ".join(answered["item"] for answered in value)
    if spec.kind == "lines":
        return "\n".join(str(one) for one in value)
    return str(value)


def paths_of(spec: Spec, content: Mapping[str, Any], sent: Sent | None = None) -> list[str]:
    """Return the names of the form's fields for a field of the entry."""
    if spec.kind == "group":
        return [column.path for column in spec.within(spec.path)]
    if spec.kind != "rows":
        return [spec.path]
    numbers = row_numbers(spec, content, sent)
    rows = (spec.within(f"{spec.path}.{number}") for number in (*numbers, after(numbers)))
    return [column.path for row in rows for column in row]


def label_at(specs: Sequence[Spec], path: str, numbers: Sequence[int] = ()) -> str:
    """Return what the field at a path is called: “Evidence 2, Page” for one in a row.

    `numbers` are those of the rows that are shown, where rows between them are gone.
    """
    for spec in specs:
        if spec.path == path:
            return gettext(spec.label)
        if not path.startswith(f"{spec.path}.") or not spec.columns:
            continue
        label, steps = gettext(spec.label), path.removeprefix(f"{spec.path}.").split(".")
        names = {column.path: gettext(column.label) for column in spec.columns}
        if spec.kind == "rows":
            number = int(steps[0])
            row = numbers.index(number) + 1 if number in numbers else number + 1
            label = gettext("%(label)s %(n)s") % {"label": label, "n": row}
        return ", ".join(filter(None, (label, names.get(steps[-1], ""))))
    return ""
