"""How a file is read, as an editor sees and changes it: patterns of comments, or columns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from app.core.files import FileStore
from app.errors import AppError, RuleError
from app.imports.desk.building import MAPS, facts_of
from app.imports.desk.pages import Column, Meaning, ReadingPage, RowProblem
from app.imports.records import ImportRecord, WholeImport
from app.reading import process
from app.reading.comments.patterns import DEFAULT, parse
from app.reading.tables.model import FileFacts
from app.reading.tables.preview import TablePreview
from app.reading.tables.targets import TARGET, TARGETS
from app.vocabulary.labels import WORDS
from app.vocabulary.lists import ImportKind
from app.web.fields import Choices
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

MOST_SHOWN = 100
"""How many errors and repeated rows are listed."""

SETTINGS = ("encoding", "delimiter", "sheet", "header_row")
"""What can be said about the file of a table; where nothing is said, it is found out."""

OF_DOCUMENTS = ("election", "document", "published_on")
"""What can be said of a document where it cannot be found out."""

GIVEN = ("document", "responder")
"""What a table of somebody's own does not say: where its rows belong."""

TAB = "tab"
"""The name of the delimiter that a form cannot send."""

WORD_GROUPS = {"item.kind": "kind", "answer.position": "position", "answer.reported": "reported"}
"""The words for what values of a target can mean."""


def look(files: FileStore, line: ImportRecord) -> TablePreview:
    """Return what a table is like, with the settings given so far. Raises `UnreadableError`."""
    settings = {name: line.options[name] for name in SETTINGS if name in line.options}
    found = process.run("look", files.path(line.sha256), line.name, settings)
    return TypeAdapter(TablePreview).validate_python(found)


def build_reading(
    whole: WholeImport, sent: Sent | None = None, problems: Sequence[Problem] = ()
) -> ReadingPage:
    """Return how comments are read; what was sent stands in it."""
    page = ReadingPage(whole.record, facts_of(whole), problems=list(problems))
    return replace(page, patterns=sent.text("patterns") if sent else patterns_of(whole.record))


def patterns_of(line: ImportRecord) -> str:
    """Return the patterns that an import is read by: its own, or the built-in ones."""
    return line.options.get("patterns") or DEFAULT.read_text(encoding="utf-8")


def build_table(
    whole: WholeImport,
    seen: TablePreview,
    known: tuple[Choices, Choices],
    sent: Sent | None = None,
    problems: Sequence[Problem] = (),
) -> ReadingPage:
    """Return how a table is read and what is wrong with its rows; what was sent stands in it.

    `known` are the documents and the organisations to choose from.
    """
    line = whole.record
    problems_found = whole.found.get("problems") or []
    repeated = whole.found.get("duplicates") or []
    return ReadingPage(
        line=line,
        facts=[*facts_of(whole), *_facts(seen.facts)],
        maps=[(value, gettext(label)) for value, label in MAPS],
        columns=_columns(seen, line.options, sent),
        targets=[(target.name, gettext(target.label)) for target in TARGETS],
        values=_values(line, seen, sent),
        documents=known[0],
        organisations=known[1],
        encodings=_encodings(seen.facts),
        sheets=[(name, name) for name in seen.facts.sheets],
        errors=[_row_problem(entry) for entry in problems_found[:MOST_SHOWN]],
        errors_total=whole.found.get("problems_total") or len(problems_found),
        duplicates=[_repeated(entry) for entry in repeated[:MOST_SHOWN]],
        duplicates_total=whole.found.get("duplicates_total") or len(repeated),
        damaged=[_damaged(entry) for entry in (whole.found.get("damaged") or [])[:MOST_SHOWN]],
        damaged_total=whole.found.get("damaged_total") or 0,
        warnings=[warning.message for warning in seen.facts.warnings],
        problems=list(problems),
    )


def _values(line: ImportRecord, seen: TablePreview, sent: Sent | None) -> dict[str, str]:
    """What stands in the fields of the form."""
    stored = line.options
    chosen = "" if stored.get("columns") else str(stored.get("map") or seen.map or "")
    values = {name: str(stored.get(name) or "") for name in (*SETTINGS, *GIVEN)} | {"map": chosen}
    if values["delimiter"] == "\t":
        values["delimiter"] = TAB
    return {name: sent.text(name) if sent else value for name, value in values.items()}


def _columns(seen: TablePreview, options: Mapping[str, Any], sent: Sent | None) -> list[Column]:
    """The columns with what each gives: as sent, as stored, else as guessed."""
    stored: Mapping[str, str] | None = options.get("columns")
    columns = []
    for index, guess in enumerate(seen.guesses):
        target = guess.target or ""
        if stored is not None:
            target = stored.get(guess.column, "")
        if sent is not None and sent.has(f"column-{index}"):
            target = sent.text(f"column-{index}")
        meant = (options.get("choices") or {}).get(target, {})
        meanings = [
            Meaning(
                f"meaning-{index}-{place}",
                printed,
                sent.text(f"meaning-{index}-{place}") if sent else meant.get(printed, choice),
            )
            for place, (printed, choice) in enumerate(guess.choices.items())
        ]
        group = WORD_GROUPS.get(target, "")
        words = [
            (value, gettext(WORDS[group][value].label)) for value in TARGET[target].choices
        ] if group else []  # fmt: skip
        columns.append(
            Column(index, guess.column, target, guess.samples, meanings if words else [], words)
        )
    return columns


def _facts(facts: FileFacts) -> Choices:
    """What was found out about the file of a table."""
    ends = ", ".join(f"{name} ({number:,})" for name, number in facts.line_ends.items() if number)
    delimiter = {"\t": gettext("tab"), ",": gettext("comma"), ";": gettext("semicolon")}
    encoding = facts.encoding
    sure = f"{encoding.encoding} ({encoding.confidence:.0%})" if encoding else ""
    found = [
        (gettext("Format"), facts.format),
        (gettext("Encoding"), sure),
        (gettext("Line ends"), ends),
        (gettext("Between columns"), delimiter.get(facts.delimiter or "", facts.delimiter or "")),
        (gettext("Sheet"), facts.sheet or ""),
        (gettext("Names of columns in row"), str(facts.header_row or "")),
    ]
    return [(name, value) for name, value in found if value]


def _encodings(facts: FileFacts) -> Choices:
    """The encodings that the file may have, each with words as it would read them."""
    guesses = [*([facts.encoding] if facts.encoding else []), *facts.others]
    return [(guess.encoding, " · ".join([guess.encoding, *guess.samples[:3]])) for guess in guesses]


def _row_problem(entry: Mapping[str, Any]) -> RowProblem:
    return RowProblem(
        entry.get("row"),
        str(entry.get("column") or ""),
        str(entry.get("value") or ""),
        str(entry.get("message") or ""),
        str(entry.get("mend") or ""),
    )


def _repeated(entry: Any) -> str:
    """A row that says what another says."""
    if isinstance(entry, Mapping):
        said = gettext("Row %(row)s says what row %(same)s says.")
        return said % {"row": entry.get("row"), "same": entry.get("same_as")}
    return str(entry)


def _damaged(entry: Mapping[str, Any]) -> str:
    """A row with letters that were damaged before it came here."""
    said = gettext("Row %(row)s: %(message)s")
    return said % {"row": entry.get("row"), "message": entry.get("message")}


def new_options(whole: WholeImport, sent: Sent, seen: TablePreview | None = None) -> dict[str, Any]:
    """Return the options of an import with what was sent put in.

    Raises `RuleError` on the field at fault: patterns that are none name line and mend.
    """
    options = dict(whole.record.options)
    if as_table(whole, sent):
        return {name: options[name] for name in ("election", *GIVEN) if name in options}
    if whole.record.kind is not ImportKind.TABLE:
        options |= {name: sent.text(name) or None for name in OF_DOCUMENTS if sent.has(name)}
        if sent.text("new_document"):
            options["document"] = sent.text("new_document")
        _say_which(whole, sent, options)
    if whole.record.kind is ImportKind.COMMENTS and sent.has("patterns"):
        options["patterns"] = _patterns(sent.text("patterns"))
    if seen is not None and sent.has("map"):
        options |= {name: sent.text(name) or None for name in (*SETTINGS, *GIVEN, "map")}
        options["header_row"] = sent.number("header_row")
        if sent.text("delimiter") == TAB:
            options["delimiter"] = "\t"
        own = not sent.text("map")
        options["columns"] = _chosen(seen, sent) if own else None
        _say_where(options)
        options["choices"] = _meanings(seen, sent) if own else None
    return {name: value for name, value in options.items() if value is not None}


def _say_where(options: Mapping[str, Any]) -> None:
    """Raise `RuleError` where columns of somebody's own lack what no column gives."""
    given = (options.get("columns") or {}).values()
    if given and not options.get("document"):
        message = gettext("Choose the document whose recommendations the table holds.")
        raise RuleError(message, "document")
    if any(name.startswith("answer.") for name in given) and not options.get("responder"):
        raise RuleError(gettext("Choose the authority that answers."), "responder")


def _say_which(whole: WholeImport, sent: Sent, options: dict[str, Any]) -> None:
    """Raise `RuleError` where it is asked which document a file is, and nothing is said of it."""
    asked = whole.found.get("asks") == "document" and sent.has("document")
    same = options.get("election") == whole.record.options.get("election")
    if asked and same and not options.get("document"):
        message = gettext("Choose the document, or give a new one a short name.")
        raise RuleError(message, "document")


def as_table(whole: WholeImport, sent: Sent) -> bool:
    """Return whether a file that was taken for a document is to be read as a table."""
    return whole.record.kind is not ImportKind.TABLE and sent.text("kind") == ImportKind.TABLE


def _patterns(text: str) -> str | None:
    """Patterns as they were typed, nothing where they are the built-in ones."""
    try:
        parse(text, gettext("as typed"))
    except AppError as error:
        raise RuleError(error.message, "patterns") from None
    return None if text == DEFAULT.read_text(encoding="utf-8").strip() else text


def _chosen(seen: TablePreview, sent: Sent) -> dict[str, str]:
    """Which column gives which target."""
    found = {
        guess.column: sent.text(f"column-{index}")
        for index, guess in enumerate(seen.guesses)
        if sent.text(f"column-{index}")
    }
    if not found:
        message = gettext("Say which column holds the text of the recommendations.")
        raise RuleError(message, "column-0")
    return found


def _meanings(seen: TablePreview, sent: Sent) -> dict[str, dict[str, str]]:
    """What printed values mean, by target."""
    found: dict[str, dict[str, str]] = {}
    for index, guess in enumerate(seen.guesses):
        target = sent.text(f"column-{index}")
        if target not in WORD_GROUPS:
            continue
        found[target] = {
            printed: meant
            for place, (printed, guessed) in enumerate(guess.choices.items())
            if (meant := _meant(sent, f"meaning-{index}-{place}", guessed))
        }
    return found


def _meant(sent: Sent, name: str, guessed: str) -> str:
    return sent.text(name) if sent.has(name) else guessed
