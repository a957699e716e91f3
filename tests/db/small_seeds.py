"""A small folder of seed data for the tests of the loader."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import metadata
from app.seeding.loader import Outcome

BASE = """
[[country]]
code = "AA"
name = "Aland"

[[election]]
code = "AA-2010-PARL"
title = "Election"
first_day = "2010-06-01"

[[organisation]]
slug = "observers"
name = "Observers"
short_name = "Obs."
kind = "observer"

[[topic]]
slug = "voting"
title = "Voting"
"""

REPORT = """
[document]
slug = "report"
election = "AA-2010-PARL"
kind = "final_report"
title = "Report"
issuers = ["observers"]
published_on = "2010-12-01"
held = true

[[item]]
number = "1"
kind = "recommendation"
summary = "Do it."
topics = ["voting"]
places = [{ page = 1, page_basis = "printed", section = "I", role = "list" }]
"""


def make_folder(path: Path) -> Path:
    """Write the files; return their folder."""
    found = path / "seeds"
    found.mkdir()
    (found / "base.toml").write_text(BASE)
    (found / "report.toml").write_text(REPORT)
    return found


def replace(path: Path, old: str, new: str) -> None:
    """Change a file in one place."""
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def rows(db: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the database."""
    return {
        table.name: [tuple(row) for row in db.execute(sa.select(table).order_by(table.c.id))]
        for table in metadata.sorted_tables
    }


def total(outcome: Outcome) -> tuple[int, int, int]:
    """How many entries were added, changed and left."""
    return (outcome.added.total(), outcome.changed.total(), outcome.unchanged.total())
