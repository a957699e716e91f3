"""How a file is read, as an editor sees and changes it: patterns of comments, or columns."""

from collections.abc import Sequence
from typing import Any

from app.errors import AppError, RuleError
from app.imports.building import MAPS, facts_of
from app.imports.pages import ReadingPage
from app.imports.records import ImportRecord, WholeImport
from app.reading.comments.patterns import DEFAULT, parse
from app.vocabulary.lists import ImportKind
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

MOST_SHOWN = 100
"""How many errors and repeated rows are listed."""


def build_reading(
    whole: WholeImport, sent: Sent | None = None, problems: Sequence[Problem] = ()
) -> ReadingPage:
    """Return how an import is read and what is wrong with its rows; what was sent stands in it."""
    line = whole.record
    page = ReadingPage(line, facts_of(whole), problems=list(problems))
    if line.kind is ImportKind.COMMENTS:
        return _replaced(page, patterns=sent.text("patterns") if sent else patterns_of(line))
    return _replaced(
        page,
        maps=[(value, gettext(label)) for value, label in MAPS],
        map_name=sent.text("map") if sent else str(line.options.get("map") or ""),
    )


def _replaced(page: ReadingPage, **values: Any) -> ReadingPage:
    return ReadingPage(**(vars(page) | values))


def patterns_of(line: ImportRecord) -> str:
    """Return the patterns that an import is read by: its own, or the built-in ones."""
    return line.options.get("patterns") or DEFAULT.read_text(encoding="utf-8")


def new_options(whole: WholeImport, sent: Sent) -> dict[str, Any]:
    """Return the options of an import with what was sent put in.

    Raises `RuleError` on the field at fault: patterns that are none name line and mend.
    """
    options = dict(whole.record.options)
    if whole.record.kind is ImportKind.COMMENTS and sent.has("patterns"):
        text = sent.text("patterns")
        try:
            parse(text, gettext("as typed"))
        except AppError as error:
            raise RuleError(error.message, "patterns") from None
        if text == DEFAULT.read_text(encoding="utf-8").strip():
            options.pop("patterns", None)
        else:
            options["patterns"] = text
    if whole.record.kind is ImportKind.TABLE and sent.has("map"):
        options["map"] = sent.text("map") or None
    return {name: value for name, value in options.items() if value is not None}
