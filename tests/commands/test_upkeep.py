"""`migrate`, `seed` and `check`."""

import io
import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Database
from app.core.files import FileStore
from app.documents.models import DocumentFile
from tests.commands.conftest import Run, url_of
from tests.databases import SEEDS


def test_migrate_makes_the_schema_once(run: Run, empty_database: Database) -> None:
    url = url_of(empty_database)
    first, again = run("migrate", url=url), run("migrate", url=url)
    assert (first.code, first.out) == (0, "The schema was brought up to date.\n")
    assert (again.code, again.out) == (0, "The schema is up to date.\n")
    assert first.err == again.err == ""


def test_seed_loads_and_then_leaves_all_as_it_is(run: Run, empty_database: Database) -> None:
    url = url_of(empty_database)
    first, again = run("seed", url=url), run("seed", url=url)
    assert (first.code, again.code) == (0, 0)
    added = first.out.split()[0]
    assert int(added) > 500
    assert first.out == f"{added} added, 0 brought up to date, 0 as they were.\n"
    assert again.out == f"0 added, 0 brought up to date, {added} as they were.\n"
    assert run("check", url=url).code == 0


def test_seed_keeps_what_an_editor_changed_and_says_so(run: Run, seeded: Database) -> None:
    with seeded.write() as db:
        db.execute(
            sa.text(
                "UPDATE elections SET title = 'Ours', version = version + 1"
                " WHERE code = 'KZ-2016-PARL'"
            )
        )
        db.execute(
            sa.text(
                "UPDATE seed_records SET digest = 'older'"
                " WHERE entry = 'election' AND key = 'KZ-2016-PARL'"
            )
        )
    outcome = run("seed", url=url_of(seeded))
    assert outcome.code == 0
    assert "kept as changed here: " in outcome.out
    assert "election KZ-2016-PARL" in outcome.out
    with seeded.read() as db:
        title = db.execute(
            sa.text("SELECT title FROM elections WHERE code = 'KZ-2016-PARL'")
        ).scalar_one()
    assert title == "Ours"


def test_seed_of_another_folder(run: Run, empty_database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    (folder / "reference").mkdir(parents=True)
    shutil.copy(SEEDS / "reference" / "countries.toml", folder / "reference")
    outcome = run("seed", str(folder), url=url_of(empty_database))
    assert outcome.code == 0
    assert outcome.out.endswith(" added, 0 brought up to date, 0 as they were.\n")


def test_seed_names_file_entry_and_field_of_a_fault(
    run: Run, empty_database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    elections = folder / "kz" / "elections.toml"
    text = elections.read_text(encoding="utf-8")
    elections.write_text(text.replace("KZ-2016-PARL", "KZ-2016-PARLY"), encoding="utf-8")
    outcome = run("seed", str(folder), url=url_of(empty_database))
    assert (outcome.code, outcome.out) == (1, "")
    assert "elections.toml" in outcome.err
    assert "KZ-2016-PARLY" in outcome.err
    with empty_database.read() as db:
        assert db.execute(sa.text("SELECT count(*) FROM elections")).scalar_one() == 0


def test_seed_of_a_folder_that_is_not_there(run: Run, empty_database: Database) -> None:
    outcome = run("seed", "/nowhere/seeds", url=url_of(empty_database))
    assert (outcome.code, outcome.out) == (1, "")
    assert "/nowhere/seeds" in outcome.err


CHECKS = ["schema", "foreign keys", "search", "history", "statuses", "files", "seed files"]


def test_check_of_a_sound_database(run: Run, seeded: Database) -> None:
    outcome = run("check", url=url_of(seeded))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [f"{name}: ok" for name in CHECKS]


def test_check_prints_json_only(run: Run, seeded: Database) -> None:
    outcome = run("check", "--json", url=url_of(seeded))
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == {"ok": True, "checks": {name: [] for name in CHECKS}}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE item_statuses SET position = 'accepted' WHERE item_id = 40", "statuses"),
        ("UPDATE item_statuses SET occurrences = 9 WHERE item_id = 7", "statuses"),
        ("UPDATE thread_statuses SET accounts_differ = NOT accounts_differ", "statuses"),
        ("DELETE FROM item_statuses WHERE item_id = 7", "statuses"),
        ("UPDATE search_entries SET body_words = 'sother' WHERE id = 7", "search"),
        ("DELETE FROM search_entries WHERE kind = 'thread'", "search"),
        ("UPDATE recommendations SET heading = 'Other' WHERE id = 7", "search history"),
        ("UPDATE recommendations SET note = 'Other' WHERE id = 7", "history"),
        ("ALTER TABLE elections ADD COLUMN colour VARCHAR", "schema"),
        ("DROP TABLE undertaking_findings", "schema"),
    ],
)
def test_check_finds_what_was_tampered_with(
    run: Run, seeded: Database, statement: str, name: str
) -> None:
    with seeded.write() as db:
        db.execute(sa.text(statement))
    outcome = run("check", "--json", url=url_of(seeded))
    assert outcome.code == 1
    found = json.loads(outcome.out)
    assert found["ok"] is False
    assert " ".join(key for key, problems in found["checks"].items() if problems) == name


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DELETE FROM item_statuses WHERE item_id = 7", "statuses"),
        ("UPDATE search_entries SET body_words = 'sother' WHERE id = 7", "search"),
    ],
)
def test_what_check_advises_mends_it(run: Run, seeded: Database, statement: str, name: str) -> None:
    with seeded.write() as db:
        db.execute(sa.text(statement))
    url = url_of(seeded)
    found = dict(line.split(": ", 1) for line in run("check", url=url).out.splitlines())
    assert [key for key, said in found.items() if "run seed" in said] == [name]
    assert run("seed", url=url).code == 0
    assert run("check", url=url).code == 0


# PostgreSQL keeps its foreign keys itself.
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
def test_check_finds_rows_that_point_to_nothing(run: Run, seeded: Database) -> None:
    raw = seeded.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    raw.cursor().execute("DELETE FROM topics WHERE slug = 'counting/results'")
    raw.commit()
    raw.invalidate()
    outcome = run("check", url=url_of(seeded))
    assert outcome.code == 1
    (line,) = (line for line in outcome.out.splitlines() if line.startswith("foreign keys: "))
    # SQLite names the tables in an order of its own.
    assert "item_topics row " in line
    assert "history: looked at once the foreign keys are right" in outcome.out


def test_check_finds_files_that_are_gone_or_changed(
    run: Run, seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILES", str(tmp_path))
    store = FileStore(tmp_path)
    kept = store.save(io.BytesIO(b"A report."))
    with seeded.write() as db:
        document = db.execute(sa.text("SELECT min(id) FROM documents")).scalar_one()
        db.add(DocumentFile(document_id=document, sha256=kept.sha256, name="report.txt",
                            media_type="text/plain", size=9, reader="text"))  # fmt: skip
    url = url_of(seeded)
    assert run("check", url=url).code == 0
    kept.path.write_bytes(b"Another.")
    outcome = run("check", url=url)
    assert outcome.code == 1
    assert f"files: the file {kept.sha256} of " in outcome.out
    assert "it was changed" in outcome.out
    kept.path.unlink()
    assert "it is missing" in run("check", url=url).out


def test_check_of_a_database_without_tables(run: Run, empty_database: Database) -> None:
    outcome = run("check", url=url_of(empty_database))
    assert outcome.code == 1
    assert outcome.out.startswith("schema: the database is at nothing, this code needs ")
    assert "run migrate" in outcome.out


def test_check_finds_a_broken_seed_file(run: Run, seeded: Database, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "kz" / "links.toml").write_text("[[link]]\nearlier = 1\n")
    outcome = run("check", url=url_of(seeded), seeds=str(tmp_path / "seeds"))
    assert outcome.code == 1
    assert "seed files: " in outcome.out
    assert "links.toml" in outcome.out
