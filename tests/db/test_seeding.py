"""The seed loader: idempotent, never over an editor's change, and exact about what is wrong."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.db import Database
from app.core.records import find
from app.errors import RuleError
from app.models import metadata
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.seeding.loader import Outcome, load
from app.seeding.models import SeedRecord
from app.seeding.reader import KINDS, read
from app.statuses import service as statuses
from app.topics.models import Topic
from app.vocabulary.lists import OrganisationKind
from tests.databases import SEEDS

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seed data."""
    found = tmp_path / "seeds"
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


class TestWholeSeeds:
    """The seed data of this repository."""

    def test_everything_is_loaded_with_its_statuses(self, shared_seeded: Database) -> None:
        entries = read(SEEDS)
        with shared_seeded.read() as db:
            for kind in KINDS:
                expected = sum(entry.kind is kind for entry in entries)
                count = db.execute(sa.select(sa.func.count()).select_from(kind.table))
                assert count.scalar_one() == expected, kind.name
            assert statuses.stale(db) == 0

    def test_a_second_load_changes_nothing(self, seeded: Database) -> None:
        with seeded.read() as db:
            before = rows(db)
        with seeded.write() as writer:
            outcome = load(writer, SEEDS)
        assert total(outcome) == (0, 0, len(read(SEEDS)))
        assert (outcome.kept, outcome.gone) == ([], [])
        with seeded.read() as db:
            assert rows(db) == before

    def test_progress_is_told(self, seeded: Database) -> None:
        told: list[tuple[str, int, int]] = []
        with seeded.write() as db:
            load(db, SEEDS, lambda *step: told.append(step))
        count = len(read(SEEDS))
        assert [step[1:] for step in told] == [(done, count) for done in range(count)]

    def test_both_databases_hold_the_same(self, all_databases: dict[str, Any]) -> None:
        """Row by row, apart from the instants at which they were written."""
        found = []
        for databases in all_databases.values():
            with databases.seeded() as database, database.read() as db:
                found.append(
                    {
                        table.name: [
                            tuple(str(value) for value in row)
                            for row in db.execute(
                                sa.select(
                                    *(
                                        column
                                        for column in table.columns
                                        if not column.name.endswith("_at")
                                    )
                                ).order_by(table.c.id)
                            )
                        ]
                        for table in metadata.sorted_tables
                        if table.name not in ("item_statuses", "thread_statuses")
                    }
                )
        assert found[0] == found[1]


class TestLoadingAgain:
    """What happens to a row when its entry, the row, both or neither changed."""

    def test_a_changed_entry_updates_an_untouched_row(self, db: Session, folder: Path) -> None:
        load(db, folder)
        replace(folder / "report.toml", "Do it.", "Do it now.")
        outcome = load(db, folder)
        assert total(outcome) == (0, 1, 5)
        item = find(db, Recommendation, ref="AA-2010-PARL-1")
        assert item is not None
        assert (item.summary, item.version) == ("Do it now.", 2)
        assert total(load(db, folder)) == (0, 0, 6)

    def test_an_edited_row_is_not_overwritten_and_is_reported(
        self, db: Session, folder: Path
    ) -> None:
        load(db, folder)
        item = find(db, Recommendation, ref="AA-2010-PARL-1")
        assert item is not None
        item.summary, item.version = "An editor's words.", 2
        db.flush()
        replace(folder / "report.toml", "Do it.", "Do it now.")
        for _ in range(2):
            outcome = load(db, folder)
            assert total(outcome) == (0, 0, 5)
            assert outcome.kept == ["seeds/report.toml: item report 1"]
        db.expire_all()
        assert (item.summary, item.version) == ("An editor's words.", 2)

    def test_an_edited_row_stays_when_its_entry_did_not_change(
        self, db: Session, folder: Path
    ) -> None:
        load(db, folder)
        topic = find(db, Topic, slug="voting")
        assert topic is not None
        topic.title, topic.version = "Casting votes", 2
        db.flush()
        outcome = load(db, folder)
        assert total(outcome) == (0, 0, 6)
        db.expire_all()
        assert topic.title == "Casting votes"

    def test_a_row_that_an_editor_made_is_not_overwritten(self, db: Session, folder: Path) -> None:
        """Its key is the same by chance: it never came from the files."""
        db.add(
            Organisation(
                slug="observers", name="Ours", short_name="O", kind=OrganisationKind.OBSERVER
            )
        )
        db.flush()
        outcome = load(db, folder)
        assert outcome.kept == ["seeds/base.toml: organisation observers"]
        kept = find(db, Organisation, slug="observers")
        assert kept is not None
        db.refresh(kept)
        assert (kept.name, kept.version) == ("Ours", 1)

    def test_a_row_that_an_editor_deleted_stays_away(self, db: Session, folder: Path) -> None:
        load(db, folder)
        db.execute(sa.text("DELETE FROM recommendations"))
        replace(folder / "report.toml", "Do it.", "Do it now.")
        outcome = load(db, folder)
        assert outcome.kept == ["seeds/report.toml: item report 1"]
        assert find(db, Recommendation, ref="AA-2010-PARL-1") is None

    def test_a_new_entry_is_added_and_statuses_follow(self, db: Session, folder: Path) -> None:
        load(db, folder)
        with (folder / "report.toml").open("a") as file:
            file.write(REPORT.partition("[[item]]")[2].join(["\n[[item]]", ""]).replace("1", "2"))
        assert total(load(db, folder)) == (1, 0, 6)
        assert statuses.stale(db) == 0

    def test_an_entry_that_left_the_files_is_reported_and_stays(
        self, db: Session, folder: Path
    ) -> None:
        load(db, folder)
        path = folder / "report.toml"
        path.write_text(path.read_text().partition("[[item]]")[0])
        outcome = load(db, folder)
        assert outcome.gone == ["item report 1"]
        assert find(db, Recommendation, ref="AA-2010-PARL-1") is not None

    def test_an_entry_may_move_to_another_file(self, db: Session, folder: Path) -> None:
        load(db, folder)
        (folder / "kz").mkdir()
        shutil.move(folder / "report.toml", folder / "kz" / "other.toml")
        assert total(load(db, folder)) == (0, 0, 6)


BROKEN = {
    "bad TOML": ("base.toml", 'name = "Aland"', "name = Aland", ["seeds/base.toml: ", "line 4"]),
    "unknown table": (
        "base.toml",
        "[[country]]",
        "[[county]]",
        ["seeds/base.toml: county: no such table; there are country, election, organisation"],
    ),
    "not a table": (
        "base.toml",
        '[[topic]]\nslug = "voting"\ntitle = "Voting"\n',
        "",
        ["seeds/base.toml: topic 1: not a table"],
    ),
    "unknown field": (
        "base.toml",
        'title = "Voting"',
        'title = "Voting"\ncolour = "red"',
        ["seeds/base.toml: topic voting: colour: Extra inputs are not permitted"],
    ),
    "missing field": (
        "base.toml",
        'title = "Voting"',
        "",
        ["seeds/base.toml: topic voting: title: Field required"],
    ),
    "bad slug": (
        "base.toml",
        'slug = "voting"',
        'slug = "Voting"',
        ["seeds/base.toml: topic Voting: slug: String should match pattern"],
    ),
    "bad date": (
        "report.toml",
        "2010-12-01",
        "2010-13-01",
        ["seeds/report.toml: document report: published_on: ", "is not a day of the calendar"],
    ),
    "bad value of a list": (
        "report.toml",
        'role = "list"',
        'role = "lists"',
        ["seeds/report.toml: item report 1: places.0.role: Input should be 'list', 'body'"],
    ),
    "bad reference": (
        "report.toml",
        'topics = ["voting"]',
        'topics = ["voting", "nothing"]',
        ["seeds/report.toml: item report 1: topics.1: no topic “nothing”"],
    ),
    "duplicate": (
        "base.toml",
        '[[topic]]\nslug = "voting"\n',
        '[[topic]]\nslug = "voting"\ntitle = "One"\n[[topic]]\nslug = "voting"\n',
        ["seeds/base.toml: topic voting: stands in seeds/base.toml already"],
    ),
    "a character that databases refuse": (
        "base.toml",
        'title = "Voting"',
        'title = "Vot\\u0000ing"',
        ["seeds/base.toml: topic voting: title: ", "NUL"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_one_line_and_nothing_is_written(
    database: Database, folder: Path, name: str
) -> None:
    file, old, new, expected = BROKEN[name]
    replace(folder / file, old, new)
    if name == "not a table":
        path = folder / file
        path.write_text('topic = "voting"\n' + path.read_text())

    def attempt() -> None:
        with database.write() as db:
            load(db, folder)

    with pytest.raises(RuleError) as caught:
        attempt()
    lines = [line for line in caught.value.message.splitlines() if file in line]
    assert len(lines) == 1
    assert all(part in lines[0] for part in expected), lines[0]
    with database.read() as db:
        assert not any(rows(db).values())


def test_a_mistake_is_said_before_what_follows_from_it(db: Session, folder: Path) -> None:
    replace(folder / "report.toml", 'election = "AA-2010-PARL"', 'election = "AA-2011-PARL"')
    with pytest.raises(RuleError) as caught:
        load(db, folder)
    assert caught.value.message.splitlines() == [
        "seeds/report.toml: document report: election: no election “AA-2011-PARL”",
        "seeds/report.toml: item report 1: document: no document “report”",
    ]


def test_all_that_is_wrong_is_said_at_once(db: Session, folder: Path) -> None:
    replace(folder / "base.toml", 'title = "Voting"', 'colour = "red"')
    replace(folder / "report.toml", "[[item]]", "[[items]]")
    (folder / "another.toml").write_text("= broken")
    with pytest.raises(RuleError) as caught:
        load(db, folder)
    files = [line.partition(":")[0] for line in caught.value.message.splitlines()]
    assert Counter(files) == {
        "seeds/another.toml": 1,
        "seeds/base.toml": 2,
        "seeds/report.toml": 1,
    }


def test_what_only_the_database_refuses_is_said_in_one_line(
    database: Database, folder: Path
) -> None:
    """Two topics of one item that are the same: no service looks for that."""
    replace(folder / "report.toml", '["voting"]', '["voting", "voting"]')

    def attempt() -> None:
        with database.write() as db:
            load(db, folder)

    with pytest.raises(RuleError) as caught:
        attempt()
    first, *rest = caught.value.message.splitlines()
    assert first.startswith("seeds/report.toml: item report 1: the database refuses it: ")
    assert len(rest) <= 1  # PostgreSQL adds a line of detail
    with database.read() as db:
        assert not any(rows(db).values())


def test_an_error_in_a_later_load_leaves_the_earlier_one(database: Database, folder: Path) -> None:
    with database.write() as db:
        load(db, folder)
    with database.read() as reader:
        before = rows(reader)
    replace(folder / "base.toml", 'title = "Voting"', 'title = "Casting votes"')
    replace(folder / "report.toml", 'topics = ["voting"]', 'topics = ["nothing"]')

    def attempt() -> None:
        with database.write() as db:
            load(db, folder)

    with pytest.raises(RuleError, match="no topic “nothing”"):
        attempt()
    with database.read() as reader:
        assert rows(reader) == before


def test_a_folder_that_is_not_there(db: Session, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder of seed data"):
        load(db, tmp_path / "nothing")


def test_an_empty_folder_is_nothing_wrong(db: Session, tmp_path: Path) -> None:
    assert total(load(db, tmp_path)) == (0, 0, 0)


def test_each_entry_is_remembered(db: Session, folder: Path) -> None:
    load(db, folder)
    records = db.execute(
        sa.select(col(SeedRecord.entry), col(SeedRecord.key)).order_by(col(SeedRecord.id))
    ).all()
    assert [tuple(record) for record in records] == [
        ("country", "AA"),
        ("election", "AA-2010-PARL"),
        ("organisation", "observers"),
        ("topic", "voting"),
        ("document", "report"),
        ("item", "report 1"),
    ]
