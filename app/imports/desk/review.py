"""A draft as a form: which fields each kind of entry has, and what a form that was sent says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.entries.forms import showing
from app.entries.forms.parsing import take
from app.entries.forms.showing import paths_of
from app.errors import RuleError
from app.imports.desk.specs import CITED, SPECS, specs_of
from app.web.fields import Choices, Field
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
    return showing.fields_of(specs_of(entry, content), content, sent, problems)


def changed(
    entry: str, content: dict[str, Any], sent: Sent
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the content with what was sent put in, and what of it cannot be understood.

    Whether the whole makes sense is for `app.imports.service.edit` to say.
    """
    taken = take(specs_of(entry, content), content, sent)
    _pair_pages(taken.content)
    return taken.content, taken.problems


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
    shown = [path for spec in specs_of(entry, content) for path in paths_of(spec, content)]
    paths = {*shown, *BESIDE}
    tops = {path.partition(".")[0]: path for path in reversed(shown)}
    return [
        problem
        if problem.field in paths or not problem.field
        else replace(problem, field=tops.get(problem.field.partition(".")[0], ""))
        for problem in problems
    ]
