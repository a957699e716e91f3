"""Precision and recall of reading, per document: `python -m tests.evaluate FOLDER`.

FOLDER holds the five source documents. What they contain is known from the seed data: numbers,
headings, pages, priorities and the digest of each exact text. Reports that tests make of invented
samples are read as well, and the five are imported over the seed data. Exits 1 when an item of a
list was missed, doubled, wrongly bounded or invented, or when it does not show its text afterwards.
"""

import argparse
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.config import ROOT
from app.core.textfold import digest
from app.reading.comments.patterns import load as load_patterns
from app.reading.comments.reader import read_comments
from app.reading.formats import text as plain_text
from app.reading.formats.opening import open_source
from app.reading.layout.pieces import make_text
from app.reading.model import FoundAnswer, FoundItem, Reading
from app.reading.reports.reader import read_report
from app.vocabulary.lists import ItemKind, PlaceRole
from tests.evaluate_citations import HEAD as CITED
from tests.evaluate_citations import cited
from tests.evaluate_citations import rows as citation_rows
from tests.evaluate_imports import HEAD as ATTACHED
from tests.evaluate_imports import attach, rows
from tests.made_files.making import make_all
from tests.made_files.model import plain
from tests.made_files.ruled import make_ruled
from tests.unit.reading.comments_samples import HEADINGS, QUOTED, write_print, write_word

SEEDS = ROOT / "seeds" / "kz"
REPORTS = (
    "kz-2004-final-report",
    "kz-2007-preliminary-statement",
    "kz-2011-interim-report-2",
    "kz-2016-final-report",
)
COMMENTS = "kz-2011-cec-comments"


@dataclass(frozen=True)
class Wanted:
    """An item that a document contains. `None`: the truth does not know it."""

    number: str
    digest: str
    heading: str | None = None
    page: int | None = None
    priority: bool | None = None
    proposers: tuple[str, ...] | None = None
    role: str | None = None


@dataclass
class Score:
    """What was found of what a document contains; `wrong` says what was not, one line each.

    `answers`: these are answers, which have position and reported status, not heading and priority.
    """

    document: str
    wanted: int = 0
    found: int = 0
    exact: int = 0
    headings: int = 0
    pages: int = 0
    pages_known: int = 0
    priorities: int = 0
    positions: int = 0
    reported: int = 0
    answers: bool = False
    strict: bool = True
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found items that are right; 1 where nothing was found."""
        return self.exact / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the items there are that were found right; 1 where there are none."""
        return self.exact / self.wanted if self.wanted else 1.0


def main() -> int:
    """Print a table of scores; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of the source documents")
    parser.add_argument("--all", action="store_true", help="say every difference")
    options = parser.parse_args()
    scores = [score for make in SCORERS for score in make(options.folder)]
    show(scores, options.all)
    citations = list(cited(options.folder))
    table([CITED, *citation_rows(citations)])
    attached = list(attach(options.folder))
    table([ATTACHED, *rows(attached)])
    wrong = [f"{one.document}: {line}" for one in citations for line in one.wrong]
    wrong += [f"{one.document}: {line}" for one in attached for line in one.wrong]
    for line in wrong:
        print(line)  # noqa: T201
    return 1 if wrong or any(score.wrong for score in scores if score.strict) else 0


def score_reports(folder: Path) -> Iterator[Score]:
    """Score the lists of the source reports, and findings of conclusions where there is none."""
    for slug in REPORTS:
        truth = list(seeded(slug))
        reading = read_report(make_text(plain_text.read((folder / f"{slug}.txt").read_bytes())))
        listed = [item for item in reading.items if item.kind is ItemKind.RECOMMENDATION]
        wanted = [one for kind, one in truth if kind == "recommendation"]
        yield score_items(slug, wanted, listed)
        findings = [item for item in reading.items if item.kind is not ItemKind.RECOMMENDATION]
        if findings:
            others = [one for kind, one in truth if kind != "recommendation"]
            summed_up = [one for one in others if one.role == PlaceRole.SUMMARY]
            yield score_findings(f"{slug}: findings", summed_up, findings)


def seeded(slug: str) -> Iterator[tuple[str, Wanted]]:
    """Give the items of a document in the seed data, with their kind."""
    for path in sorted(SEEDS.glob("*.toml")):
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        if not _is_on(content, slug):
            continue
        for item in content.get("item", []):
            place = item["places"][0] if item.get("places") else {}
            yield (
                item["kind"],
                Wanted(
                    number=item["number"],
                    digest=item["digest"],
                    heading=item.get("heading"),
                    page=place.get("page"),
                    priority=item.get("priority"),
                    role=place.get("role"),
                ),
            )


def _is_on(content: dict[str, Any], slug: str) -> bool:
    """Tell whether a seed file is about a document; a long one has several files."""
    document = content.get("document")
    return content.get("in_document") == slug or (
        isinstance(document, dict) and document.get("slug") == slug
    )


def score_items(name: str, wanted: Sequence[Wanted], found: Sequence[FoundItem]) -> Score:
    """Score numbered items: found once, with exact boundaries, heading, page and priority."""
    score = Score(name, wanted=len(wanted), found=len(found))
    numbers = Counter(item.number for item in found)
    known = {one.number for one in wanted}
    for number, times in numbers.items():
        if number not in known:
            score.wrong.append(f"{number}: invented")
        if times > 1:
            score.wrong.append(f"{number}: found {times} times")
    by_number = {item.number: item for item in found}
    for one in wanted:
        item = by_number.get(one.number)
        if item is None:
            score.wrong.append(f"{one.number}: missed")
            continue
        _compare(score, one, item)
    return score


def _compare(score: Score, one: Wanted, item: FoundItem) -> None:
    if digest(item.text) == one.digest:
        score.exact += 1
    else:
        score.wrong.append(f"{one.number}: wrong boundaries: {item.text[:40]} … {item.text[-40:]}")
    if same_heading(item.heading, one.heading):
        score.headings += 1
    else:
        score.wrong.append(f"{one.number}: heading {item.heading!r}, not {one.heading!r}")
    if one.page is not None:
        score.pages_known += 1
        if item.page == one.page:
            score.pages += 1
        else:
            score.wrong.append(f"{one.number}: page {item.page}, not {one.page}")
    if item.priority == one.priority:
        score.priorities += 1
    else:
        score.wrong.append(f"{one.number}: priority {item.priority}, not {one.priority}")
    if one.proposers is not None and tuple(item.proposers) != one.proposers:
        score.wrong.append(f"{one.number}: proposers {item.proposers}, not {one.proposers}")


def same_heading(first: str | None, second: str | None) -> bool:
    """Tell whether two headings have the same words, whatever their case."""
    return (first or "").casefold() == (second or "").casefold()


def score_findings(name: str, wanted: Sequence[Wanted], found: Sequence[FoundItem]) -> Score:
    """Score findings, which documents do not number: by text alone, and not strictly.

    They are proposals, and people split sentences where no rule would: an exact one is luck.
    """
    score = Score(name, wanted=len(wanted), found=len(found), strict=False)
    texts = {one.digest for one in wanted}
    seen = {digest(item.text) for item in found}
    score.exact = len(texts & seen)
    score.wrong = [f"{one.number}: missed" for one in wanted if one.digest not in seen]
    return score


def score_comments(folder: Path) -> Iterator[Score]:
    """Score what an authority quotes, and its answers: tied, with position and reported status."""
    data = (folder / f"{COMMENTS}.txt").read_bytes()
    reading = read_comments(make_text(plain_text.read(data)), load_patterns())
    yield score_items(COMMENTS, [one for _, one in seeded(COMMENTS)], reading.items)
    yield score_answers(f"{COMMENTS}: answers", list(seeded_answers(COMMENTS)), reading.answers)


def score_made_comments(_: Path) -> Iterator[Score]:
    """Score invented comments of an authority as Word file and as PDF."""
    wanted = []
    for number, (page, text) in QUOTED.items():
        heading, priority = HEADINGS.get(number, (None, None))
        wanted.append(Wanted(number, digest(text), heading, page, priority))
    with tempfile.TemporaryDirectory() as folder:
        for ending, write in (("docx", write_word), ("pdf", write_print)):
            path = Path(folder) / f"comments.{ending}"
            write(path)
            reading = read_comments(make_text(open_source(path, path.name)), load_patterns())
            yield score_items(path.name, wanted, reading.items)


def seeded_answers(slug: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the answers of a document in the seed data, with the number of the item."""
    for path in sorted(SEEDS.glob("*.toml")):
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        if _is_on(content, slug):
            for answer in content.get("answer", []):
                for answered in answer["answers"]:
                    yield answered["item"].rsplit("-", 1)[-1], answer


def score_answers(
    name: str, wanted: Sequence[tuple[str, dict[str, Any]]], found: Sequence[FoundAnswer]
) -> Score:
    """Score answers: each once at its item, with its exact words, what it states, and its page."""
    score = Score(name, wanted=len(wanted), found=len(found), answers=True)
    times = Counter(answer.number for answer in found)
    known = {number for number, _ in wanted}
    score.wrong += [f"{number}: invented" for number in times if number not in known]
    score.wrong += [f"{number}: {count} answers" for number, count in times.items() if count > 1]
    by_number = {answer.number: answer for answer in found}
    for number, truth in wanted:
        answer = by_number.get(number)
        if answer is None:
            score.wrong.append(f"{number}: no answer")
            continue
        score.pages_known += 1
        page = truth["places"][0]["page"]
        for right, counter, what in (
            (digest(answer.standpoint) == truth["digest"], "exact", "wrong boundaries"),
            (answer.page == page, "pages", f"page {answer.page}, not {page}"),
            (answer.position == truth["position"], "positions", answer.position),
            (answer.reported == truth["reported"], "reported", answer.reported),
        ):
            setattr(score, counter, getattr(score, counter) + right)
            if not right:
                score.wrong.append(f"{number}: {what}")
    return score


def score_made(_: Path) -> Iterator[Score]:
    """Score the reports that tests make of invented samples, in every format there is."""
    with tempfile.TemporaryDirectory() as folder:
        for made in [*make_all(Path(folder)), *make_ruled(Path(folder))]:
            reading = read_made(made.path)
            wanted = [
                Wanted(
                    number=item.number,
                    digest=digest(_own_words(item.text, item.proposers)),
                    heading=item.heading,
                    page=made.pages.get(item.number),
                    priority=item.priority,
                    proposers=item.proposers,
                )
                for item in made.sample.items
            ]
            yield score_items(f"{made.sample.name}.{made.format}", wanted, reading.items)


def _own_words(text: str, proposers: Sequence[str]) -> str:
    words = plain(text)
    return words[: words.rindex("(")] if proposers else words


def read_made(path: Path) -> Reading:
    """Read a made report."""
    return read_report(make_text(open_source(path, path.name)))


def show(scores: Sequence[Score], everything: bool) -> None:
    """Print the scores as a table, and what was wrong below it."""
    table([HEAD, *(_row(score) for score in scores)])
    for score in scores:
        most = None if everything else 10
        for line in score.wrong[:most] if score.strict or everything else []:
            print(f"{score.document}: {line}")  # noqa: T201


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns, and an empty line behind them."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))  # noqa: T201
    print()  # noqa: T201


HEAD = (
    *("document", "items", "found", "precision", "recall", "heading", "page", "priority"),
    *("position", "reported"),
)


def _row(score: Score) -> tuple[str, ...]:
    """Return the cells of a score; what it does not have stays empty."""
    listed = score.strict and not score.answers
    of = f"/{score.wanted}"
    return (
        score.document,
        str(score.wanted),
        str(score.found),
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.headings}{of}" if listed else "",
        f"{score.pages}/{score.pages_known}" if score.strict else "",
        f"{score.priorities}{of}" if listed else "",
        f"{score.positions}{of}" if score.answers else "",
        f"{score.reported}{of}" if score.answers else "",
    )


SCORERS: tuple[Callable[[Path], Iterator[Score]], ...] = (
    score_reports,
    score_comments,
    score_made_comments,
    score_made,
)
"""Each gives the scores of one kind of document."""

if __name__ == "__main__":
    sys.exit(main())
