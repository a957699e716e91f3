"""Standards that the source reports cite for their numbered items; part of `make evaluate`.

People chose the citations of the seed data: they left out some that a finding names for another
item, and took some from findings that stand elsewhere. So neither figure can be perfect. But they
listed every provision that the reports cite: one that is not in the reference data is misread.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.config import ROOT
from app.reading.formats import text as plain_text
from app.reading.layout.pieces import make_text
from app.reading.reports.reader import read_report

DOCUMENTS = ("kz-2004-final-report", "kz-2016-final-report")


@dataclass
class Citations:
    """The pairs of item and standard that were found of those recorded; `wrong` must be empty."""

    document: str
    wanted: set[tuple[str, str]]
    found: set[tuple[str, str]]
    wrong: list[str] = field(default_factory=list)


def cited(folder: Path) -> Iterator[Citations]:
    """Compare the standards read with those recorded, for each report with numbered items."""
    reference = tomllib.loads((ROOT / "seeds/reference/standards.toml").read_text("utf-8"))
    known = {entry["standard"] for entry in reference["provision"]}
    for slug in DOCUMENTS:
        seeds = (ROOT / f"seeds/kz/{slug.removeprefix('kz-')}.toml").read_text("utf-8")
        wanted = {
            (item["number"], entry["standard"])
            for item in tomllib.loads(seeds)["item"]
            if item["kind"] == "recommendation"
            for entry in item.get("standards", [])
        }
        reading = read_report(make_text(plain_text.read((folder / f"{slug}.txt").read_bytes())))
        found = {
            (item.number, entry.standard)
            for item in reading.items
            for entry in item.standards
            if entry.standard
        }
        misread = sorted({name for _, name in found} - known)
        wrong = [f"{name}: no report cites it" for name in misread]
        yield Citations(slug, wanted, found, wrong)


HEAD = ("standards cited by items", "recorded", "found", "precision", "recall")


def rows(citations: list[Citations]) -> list[tuple[str, ...]]:
    """Return the cells of a table of what was found."""
    return [
        (
            one.document,
            str(len(one.wanted)),
            str(len(one.found)),
            _share(len(one.wanted & one.found), len(one.found)),
            _share(len(one.wanted & one.found), len(one.wanted)),
        )
        for one in citations
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""
