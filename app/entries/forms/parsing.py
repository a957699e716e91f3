"""What a form that was sent says: the content of an entry, and what is wrong with which field."""

import copy
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from app.core.inputs import problem_in_words
from app.entries.forms.fields import Spec, put_at, value_at
from app.entries.forms.kinds import FORMS
from app.entries.forms.showing import label_at, paths_of, row_numbers, shown
from app.entries.kinds import KIND
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

MOST_DIGITS = 9
"""Whole numbers have at most so many."""


@dataclass(frozen=True)
class Taken:
    """The content with what was sent, what of it cannot be understood, and the rows that stayed.

    `rows`: for each field of rows the numbers in the form of the rows that the content has.
    """

    content: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Parsed:
    """What a form makes of an entry, and what is wrong, each at a field of the form.

    Without problems the content is whole, as `app.entries.contents` reads it; with problems it has
    what could be understood, and of other fields what they held before.
    """

    content: dict[str, Any]
    problems: list[Problem]


def parse(entry: str, content: Mapping[str, Any], sent: Sent) -> Parsed:
    """Return an entry's content with what was sent. `content` is empty for an entry that is new."""
    specs = FORMS[entry]
    taken = take(specs, content, sent)
    try:
        whole = KIND[entry].model.model_validate(taken.content)
    except ValidationError as error:
        return Parsed(
            taken.content, [*taken.problems, *_invalid(specs, content, taken, sent, error)]
        )
    if taken.problems:
        return Parsed(taken.content, taken.problems)
    return Parsed(whole.model_dump(mode="json", by_alias=True), [])


def _invalid(
    specs: Sequence[Spec],
    content: Mapping[str, Any],
    taken: Taken,
    sent: Sent,
    error: ValidationError,
) -> list[Problem]:
    """What pydantic found, at the form's fields, save those of which something was said."""
    known = [path for spec in specs for path in paths_of(spec, content, sent)]
    said = {problem.field for problem in taken.problems}
    found = []
    for problem in error.errors(include_url=False):
        words = gettext(problem_in_words(problem))
        steps = _in_form([str(step) for step in problem["loc"]], taken.rows)
        at = nearest(".".join(steps), known, words)
        if at in said and at:
            continue
        made = Problem(at, words)
        found.append(_labelled(specs, made, content, sent) if steps else made)
    return found


def _in_form(steps: list[str], rows: Mapping[str, Sequence[int]]) -> list[str]:
    """The path of a value in the form: rows that were emptied stand there still."""
    if len(steps) > 1 and steps[0] in rows and steps[1].isdigit():
        numbers, index = rows[steps[0]], int(steps[1])
        steps[1] = str(numbers[index] if index < len(numbers) else index)
    return steps


def _labelled(
    specs: Sequence[Spec], problem: Problem, content: Mapping[str, Any], sent: Sent
) -> Problem:
    """A problem that names its field, and the row as it is counted in the form."""
    top = problem.field.partition(".")[0]
    rows = [spec for spec in specs if spec.path == top and spec.kind == "rows"]
    label = label_at(specs, problem.field, row_numbers(rows[0], content, sent) if rows else ())
    return replace(problem, message=f"{label}: {problem.message}") if label else problem


def nearest(path: str, known: Sequence[str], words: str = "") -> str:
    """Return the field of a form that a problem at a path belongs to, empty where there is none.

    Where it belongs to several, as to a row or to the entry, it is the one that its words name.
    """
    while path:
        if path in known:
            return path
        if beneath := [name for name in known if name.startswith(f"{path}.")]:
            return _named(beneath, f"{path}.", words) or beneath[0]
        path = path.rpartition(".")[0]
    return _named(known, "", words)


def _named(known: Sequence[str], start: str, words: str) -> str:
    """The field that a message names first, empty where it names none."""
    own = {name.removeprefix(start).partition(".")[0]: name for name in reversed(known)}
    return next((own[word] for word in re.findall(r"[a-z_]+", words) if word in own), "")


def take(specs: Sequence[Spec], content: Mapping[str, Any], sent: Sent) -> Taken:
    """Return the content with what was sent put in; fields that were not sent stay as they are."""
    taken = Taken(copy.deepcopy(dict(content)))
    for spec in specs:
        if spec.kind == "rows":
            _take_rows(spec, taken, sent)
        elif spec.kind == "group":
            before = value_at(taken.content, spec.path)
            row = _taken_row(spec, spec.path, before or {}, sent, taken.problems)
            if row != (before or {}):
                put_at(taken.content, spec.path, row or None)
        else:
            _take(spec, spec.path, taken.content, sent, taken.problems)
    problems = [_labelled(specs, problem, content, sent) for problem in taken.problems]
    return replace(taken, problems=problems)


def _take_rows(spec: Spec, taken: Taken, sent: Sent) -> None:
    """Put in the rows that were sent; those in which nothing is written any more go."""
    before = value_at(taken.content, spec.path) or []
    rows, kept = [], []
    for number in row_numbers(spec, taken.content, sent):
        own = before[number] if number < len(before) else {}
        row = _taken_row(spec, f"{spec.path}.{number}", own, sent, taken.problems)
        if row:
            rows.append(row)
            kept.append(number)
    taken.rows[spec.path] = kept
    if rows != before:
        put_at(taken.content, spec.path, rows)


def _taken_row(
    spec: Spec, place: str, before: dict[str, Any], sent: Sent, problems: list[Problem]
) -> dict[str, Any]:
    """One record with what was sent for it, empty where nothing is written in it any more."""
    row, columns = copy.deepcopy(before), spec.within(place)
    for column, named in zip(columns, spec.columns, strict=True):
        _take(column, named.path, row, sent, problems)
    written = [column for column in columns if not column.chosen]
    if all(sent.has(one.path) and not sent.text(one.path) for one in written):
        return {}
    if row != before:
        _pair_page(spec, row)
    return row


def _pair_page(spec: Spec, row: dict[str, Any]) -> None:
    """A page and how it is known belong together; a page that was typed in was counted."""
    if not {"page", "page_basis"} <= {column.path for column in spec.columns}:
        return
    if row.get("page") is None:
        row.pop("page", None)
        row.pop("page_basis", None)
    elif row.get("page_basis") is None:
        row["page_basis"] = "counted"


def _take(spec: Spec, path: str, into: Any, sent: Sent, problems: list[Problem]) -> None:
    """Put what was sent for a field at its path, or say why it cannot be understood."""
    if not sent.has(spec.path):
        return
    before = value_at(into, path)
    several = spec.kind == "several"
    text = ", ".join(sent.several(spec.path)) if several else sent.text(spec.path)
    if text == shown(spec, before).strip():
        return
    try:
        put_at(into, path, _read(spec, text, before))
    except ValueError as error:
        problems.append(Problem(spec.path, str(error)))


def _read(spec: Spec, text: str, before: Any) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "number": _whole,
        "fraction": _fraction,
        "flag": lambda value: {"true": True, "false": False}.get(value),
        "list": _parts,
        "several": _parts,
        "lines": lambda value: [line.strip() for line in value.splitlines() if line.strip()],
    }
    if spec.kind == "refs":
        known = {answered["item"]: answered for answered in before or []}
        return [known.get(ref, {"item": ref}) for ref in _parts(text)]
    if spec.kind in readers:
        return readers[spec.kind](text)
    return (_fraction(text) if isinstance(before, float) else text) or None


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text) if part]


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError(gettext("write a whole number, or leave it empty."))
    return int(text)


def _fraction(text: str) -> float | None:
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise ValueError(gettext("write a number, or leave it empty."))
    return found
