"""The seed loader: idempotent, and never over an editor's change."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import Database
from app.core.records import find
from app.entries.kinds import KINDS
from app.models import metadata
from app.organisations.models import Organisation
from app.recommendations.models import Recommendation
from app.seeding.loader import load
from app.seeding.reader import read
from app.statuses import service as statuses
from app.topics.models import Topic
from app.vocabulary.lists import OrganisationKind
from tests.databases import SEEDS
from tests.db.small_seeds import REPORT, make_folder, replace, rows, total


def comparable(value: Any) -> str:
    """Return a value as text; JSON with its names in order and without instants."""
    if isinstance(value, list):
        value = [entry for entry in value if not (isinstance(entry, dict) and is_instant(entry))]
    return json.dumps(value, sort_keys=True) if isinstance(value, list | dict) else str(value)


def is_instant(entry: dict[str, Any]) -> bool:
    """Return whether a field of a change is an instant."""
    return str(entry.get("field")).endswith("_at")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seed data."""
    return make_folder(tmp_path)


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
        """Row by row, apart from the instants at which they were written and the ids of words."""
        found = []
        for databases in all_databases.values():
            with databases.seeded() as database, database.read() as db:
                found.append(
                    {
                        table.name: [
                            tuple(comparable(value) for value in row)
                            for row in db.execute(
                                sa.select(
                                    *(
                                        column
                                        for column in table.columns
                                        if not column.name.endswith("_at")
                                        and (table.name, column.name) != ("acts", "at")
                                        and (table.name, column.name) != ("search_words", "id")
                                    )
                                ).order_by(table.c.get("word", table.c.id))
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
