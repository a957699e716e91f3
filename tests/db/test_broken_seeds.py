"""The seed loader says exactly what is wrong, and then writes nothing."""

from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.db import Database
from app.errors import RuleError
from app.seeding.loader import load
from app.seeding.models import SeedRecord
from tests.db.small_seeds import make_folder, replace, rows, total


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seed data."""
    return make_folder(tmp_path)


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
        ["seeds/base.toml: topic voting: colour: there is no such field"],
    ),
    "missing field": (
        "base.toml",
        'title = "Voting"',
        "",
        ["seeds/base.toml: topic voting: title: this is needed"],
    ),
    "bad slug": (
        "base.toml",
        'slug = "voting"',
        'slug = "Voting"',
        ["seeds/base.toml: topic Voting: slug: ", "“Voting” does not fit"],
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
        ["seeds/report.toml: item report 1: places.0.role: write one of 'list', 'body'"],
    ),
    "the same twice": (
        "report.toml",
        'topics = ["voting"]',
        'topics = ["voting", "voting"]',
        ["seeds/report.toml: item report 1: topics: ", "“voting” is given twice"],
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
    """An item without any text: no service looks for that."""
    replace(folder / "report.toml", 'summary = "Do it."\n', "")

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
