"""Rows of a table become drafts: new entries get numbers and keys, what is recorded gets none."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session

from app.core.textfold import digest
from app.errors import RuleError
from app.imports.drafts.matching import warning
from app.imports.models import Import
from app.imports.tables.exported import to_input
from app.imports.tables.map_checking import check_map, without_lone_basis
from app.imports.tables.references import NUMBER_TAKEN
from app.imports.tables.row_problems import MOST_KEPT, RowProblems, invalid, short
from app.imports.tables.stock import (
    Content,
    KnownDocument,
    KnownItem,
    Stock,
    check,
    key_of,
    named,
    packed,
    words_of,
)
from app.reading.process import Message
from app.reading.tables.exported import TEXT_LEFT
from app.reading.tables.maps import TableMap, built_in, parse
from app.reading.tables.model import FoundEntry, FoundRow, Problem, TableReport
from app.reading.tables.targets import own_map
from app.vocabulary.lists import Decision, ItemKind, MatchBasis


@dataclass(slots=True)
class RowDraft:
    """A draft of a row that is not stored yet, with the columns of `Draft`.

    It is no row of the session's: of those, the many of a large table cost more than their rows.
    """

    entry: str
    key: str
    content: Content
    passage: dict[str, Any]
    matches: str | None = None
    basis: MatchBasis | None = None
    warnings: list[dict[str, Any]] = field(default_factory=list)
    suspect: bool = False
    decision: Decision = Decision.OPEN
    reason: str | None = None
    version: int = 1


_ROWS: TypeAdapter[list[FoundRow]] = TypeAdapter(list[FoundRow])
_REPORT: TypeAdapter[TableReport] = TypeAdapter(TableReport)


def draft_table(db: Session, import_row: Import, found: Iterable[Message]) -> Iterator[RowDraft]:
    """Yield the drafts of a table's rows; `found` are the batches of rows, the report last.

    An entry that is recorded as the row has it gives no draft. Stores in the import what the report
    tells, and how many entries of each kind are `new`, `same` and `different`. Raises `RuleError`,
    for a map that no row can fill before any is looked at, and `UnreadableError`.
    """
    table_map = _map_of(import_row.options)
    if table_map is not None:
        check_map(table_map)
    table = _Table(db, table_map)
    for message in found:
        if message.kind == "rows":
            yield from table.take(_ROWS.validate_python(message.content))
        else:
            report = _REPORT.validate_python(message.content)
            if import_row.options.get("strict") and table.problems.total:
                raise table.problems.hold_up(import_row.name)
            import_row.found = table.summary(report)


def _map_of(options: Mapping[str, Any]) -> TableMap | None:
    """The map that an import names, if it is one of values and entries. Raises `RuleError`."""
    if options.get("columns") is not None:
        return own_map(options["columns"], options.get("choices") or {})
    if options.get("map_text") is not None:
        return parse(options["map_text"], options.get("map") or "the map")
    return built_in(options["map"]) if options.get("map") else None


class _Table:
    """A table on its way to drafts."""

    def __init__(self, db: Session, table_map: TableMap | None) -> None:
        self._stock = Stock(db)
        self._map = table_map
        self.problems = RowProblems()
        self._counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("new", "same", "different")
        }
        self._duplicates: list[dict[str, int]] = []
        self._damaged: list[dict[str, Any]] = []
        self._left: list[dict[str, Any]] = []
        self._totals = Counter[str]()

    def take(self, rows: list[FoundRow]) -> Iterator[RowDraft]:
        """Yield the drafts of a batch of rows."""
        self._stock.learn(
            {
                found.content["document"]
                for row in rows
                for found in row.entries
                if not found.record and "document" in found.content
            }
        )
        for row in rows:
            self._stock.keep_free(row.last_numbers)
            if row.same_as is not None:
                self._note(self._duplicates, "duplicates", {"row": row.row, "same_as": row.same_as})
            for problem in row.problems:
                self.problems.add(problem)
            damages = [found.message for found in row.warnings if found.code == "damaged"]
            if damages:
                told = {"row": row.row, "message": " ".join(damages)}
                self._note(self._damaged, "damaged", told)
            yield from self._row(row)

    def _row(self, row: FoundRow) -> Iterator[RowDraft]:
        ends = short(row.warnings)
        warnings = [warning(one.code, one.message, blocking=one is ends) for one in row.warnings]
        item: tuple[str, Content] | None = None
        for found in map(without_lone_basis, row.entries):
            try:
                if found.record:
                    draft = self._record(row, found)
                elif found.entry == "item":
                    item, draft = self._item(row, found.content)
                    if draft and any(one["code"] == NUMBER_TAKEN for one in draft.warnings):
                        # Its answers wait too: they would go to the other item of that number.
                        warnings += draft.warnings
                        draft.warnings = []
                elif found.entry == "answer":
                    draft = self._answer(row, found.content, item)
                else:
                    draft = self._base(row, found)
            except ValidationError as error:
                self.problems.add_late(invalid(row, found.entry, error, self._map))
                return
            except RuleError as error:
                self.problems.add_late(Problem(row.row, error.field, None, error.message, ""))
                return
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                reason = (
                    f"{found.entry}: it does not hold what its columns promise ({error!r:.80})."
                )
                self.problems.add_late(
                    Problem(row.row, None, None, reason, "Mend the row or the map.")
                )
                return
            if draft is not None:
                if found.record or found.entry in ("item", "answer"):
                    draft.warnings = [*draft.warnings, *warnings]
                    draft.suspect = any(entry.get("blocking") for entry in draft.warnings)
                yield draft

    def _record(self, row: FoundRow, found: FoundEntry) -> RowDraft | None:
        """A record of our own export: the same, different or not recorded yet."""
        entry = found.entry
        content = to_input(entry, found.content)
        key = named(entry, found.content)
        text = packed(entry, content)
        present = self._stock.find(entry, key)
        if present is None:
            self._totals["without_text"] += any(one.code == TEXT_LEFT for one in row.warnings)
            return self._new(row, entry, key, content)
        different = _different(present, _unpacked(text))
        return self._known(row, entry, key, content, MatchBasis.KEY, different)

    def _base(self, row: FoundRow, found: FoundEntry) -> RowDraft | None:
        """What items rest on: given once, left as it is where it is recorded."""
        entry, content = found.entry, found.content
        key = key_of(entry, content)
        given = _unpacked(packed(entry, content))
        if entry == "document":
            self._stock.announce(key, content.get("election"))
        present = self._stock.find(entry, key)
        if present is None:
            return self._new(row, entry, key, content)
        different = [name for name, value in given.items() if present.get(name) != value]
        if different:
            self._note(self._left, "left", {"entry": entry, "key": key, "fields": different})
        self._counts["different" if different else "same"][entry] += 1
        return None

    def _item(self, row: FoundRow, content: Content) -> tuple[tuple[str, Content], RowDraft | None]:
        """An item, by its words or by the number that the row gives, and what it comes to be."""
        document = self._document(content["document"])
        content = {name: value for name, value in content.items() if value not in (None, [], "")}
        words = words_of(content)
        given = content.get("number")
        if content.get("official_text") or content.get("quoted_text"):
            content["digest"] = words[0]
        known, basis = _known_item(document, words, given)
        if known is None:
            content["number"] = given or self._stock.next_number(
                document.election, ItemKind(content["kind"])
            )
            ref = f"{document.election}-{content['number']}"
            check("item", content)
            draft = self._new(row, "item", ref, content)
            if given:
                document.by_number[given] = KnownItem(ref, given, content)
                if self._stock.is_used(document.election, given):
                    message = f"{ref} is an item of another document: give this another number"
                    draft.warnings = [warning(NUMBER_TAKEN, message, blocking=True)]
            return (ref, content), draft
        content["number"] = known.number
        check("item", content)
        different = _different(known.content, content, of=known.content, alike=True)
        return (known.ref, content), self._known(row, "item", known.ref, content, basis, different)

    def _answer(
        self, row: FoundRow, content: Content, item: tuple[str, Content] | None
    ) -> RowDraft | None:
        """An answer to the item of its row, or to the items that it names."""
        document = self._document(content["document"])
        content = {name: value for name, value in content.items() if value not in (None, [], "")}
        if item is not None:
            content.setdefault("answers", [{"item": item[0]}])
        if content.get("standpoint"):
            content["digest"] = digest(content["standpoint"])
        refs = [answered["item"] for answered in content.get("answers", ())]
        if not refs:
            raise RuleError("it cannot be told which item is answered.", "answers")
        present = document.answers.get(refs[0])
        if present is None:
            content["key"] = _new_key(content["document"], refs[0], document)
            check("answer", content)
            return self._new(row, "answer", content["key"], content)
        content["key"] = present["key"]
        check("answer", content)
        different = _different(present, content, of=present, alike=True)
        return self._known(row, "answer", present["key"], content, MatchBasis.KEY, different)

    def _document(self, slug: str) -> KnownDocument:
        found = self._stock.document(slug)
        if found is None:
            raise RuleError(
                f"there is no document “{slug}” of an election: add it, or choose another.",
                "document",
            )
        return found

    def _new(self, row: FoundRow, entry: str, key: str, content: Content) -> RowDraft:
        self._counts["new"][entry] += 1
        return RowDraft(entry, key, content, _passage(row, content))

    def _known(
        self,
        row: FoundRow,
        entry: str,
        key: str,
        content: Content,
        basis: MatchBasis,
        different: list[str],
    ) -> RowDraft | None:
        """A draft of a record that is there, if the row says anything else."""
        self._counts["different" if different else "same"][entry] += 1
        if not different:
            return None
        message = f"{key} is recorded with another value of {', '.join(different)}"
        differs = [warning("differs", message, blocking=True)]
        return RowDraft(entry, key, content, _passage(row, content), key, basis, differs)

    def _note(self, kept: list[Any], name: str, what: Any) -> None:
        self._totals[name] += 1
        if len(kept) < MOST_KEPT:
            kept.append(what)

    def summary(self, report: TableReport) -> dict[str, Any]:
        """Return what the import keeps beside its drafts, as JSON."""
        facts = asdict(report.facts)
        warnings = [*facts.pop("warnings"), *(asdict(found) for found in report.warnings)]
        distinct = {found["message"]: found for found in warnings}
        changes = self._counts["new"] or self._counts["different"] or self.problems.total
        if report.tally.rows and not changes:
            message = "All that the table says is recorded already: there is nothing to add."
            distinct[message] = asdict_warning("nothing_new", message)
        if number := self._totals["without_text"]:
            these = "1 document comes" if number == 1 else f"{number:,} documents come"
            message = (
                f"{these} without the text and file that the export tells of, since it holds"
                " neither: read each again from its file, by `import report` or `import comments`."
            )
            distinct[message] = asdict_warning(TEXT_LEFT, message)
        late = self.problems.late
        tally = replace(
            report.tally, good=report.tally.good - late, wrong=report.tally.wrong + late
        )
        summary: dict[str, Any] = to_jsonable_python(
            facts
            | {
                "rows": report.tally.rows,
                "map": report.map,
                "ignored": report.ignored,
                "tally": asdict(tally),
                "warnings": list(distinct.values()),
                "duplicates": self._duplicates,
                "duplicates_total": self._totals["duplicates"],
                "damaged": self._damaged,
                "damaged_total": self._totals["damaged"],
                "left": self._left,
                "left_total": self._totals["left"],
            }
            | self.problems.summary()
            | {name: dict(counts) for name, counts in self._counts.items()}
        )
        return summary


def asdict_warning(code: str, message: str) -> dict[str, Any]:
    """Return a warning of the whole table, in the shape of a reader's."""
    return {"code": code, "message": message, "page": None}


def _known_item(
    document: KnownDocument, words: tuple[str, tuple[str, ...]], number: str | None
) -> tuple[KnownItem | None, MatchBasis]:
    """The item of the document that a row gives. One recorded item stands for one row only."""
    if number is not None and number in document.by_number:
        return document.by_number[number], MatchBasis.NUMBER
    same = document.items.get(words)
    if number is None and same:
        return same.popleft(), MatchBasis.DIGEST
    return None, MatchBasis.DIGEST


def _new_key(slug: str, ref: str, document: KnownDocument) -> str:
    """A key for an answer: its document, and the number of the first item that it answers."""
    number = ref.removeprefix(f"{document.election}-").lower()
    base = f"{slug}-{re.sub(r'[^a-z0-9]+', '-', number).strip('-')}"
    key, place = base, 1
    while key in document.keys:
        place += 1
        key = f"{base}-{place}"
    document.keys.add(key)
    return key


def _different(
    present: Content, given: Content, of: Content | None = None, alike: bool = False
) -> list[str]:
    """The fields whose values differ; `of` names those compared, where not all are known.

    `alike`: what is not given does not differ, nor do texts that differ in spacing or case only.
    """
    names = [name for name in {**present, **given} if of is None or name in of]
    if not alike:
        return [name for name in names if present.get(name) != given.get(name)]
    return [
        name
        for name in names
        if given.get(name) not in (None, [], "") and not _alike(present.get(name), given[name])
    ]


def _alike(present: Any, given: Any) -> bool:
    if isinstance(present, str) and isinstance(given, str):
        return present == given or digest(present) == digest(given)
    if isinstance(present, list) and isinstance(given, list):
        return sorted(present) == sorted(given)
    return bool(present == given)


def _passage(row: FoundRow, content: Content) -> dict[str, Any]:
    """Where a draft stands: the row of the table, and its words."""
    names = ("official_text", "quoted_text", "standpoint", "summary", "title", "name")
    text = next((content[name] for name in names if content.get(name)), "")
    return {"table_row": row.row, "text": text}


def _unpacked(text: str) -> Content:
    found: Content = json.loads(text)
    return found
