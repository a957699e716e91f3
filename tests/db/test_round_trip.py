"""What is exported comes back: an equal database from the files, and nothing new where it is."""

import csv
import filecmp
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from app.core.db import Database
from app.entries.kinds import KINDS
from app.imports.models import Draft
from app.links.models import Link
from app.models import metadata
from app.recommendations.models import Recommendation
from app.responses.models import Response
from app.search import service as search
from app.statuses import service as statuses
from app.vocabulary.lists import LinkState
from tests import factories as make
from tests.commands.conftest import Outcome, Run, run, url_of
from tests.databases import Databases

__all__ = ["run"]

FORMATS = ["csv", "json"]
OWN = {"imports", "drafts", "seed_records", "search_words"}
"""Tables whose rows say how a database came to be, or in which order its texts were met."""


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Imported files are kept in a folder of the test's own."""
    monkeypatch.setenv("FILES", str(tmp_path / "files"))


def exported(run: Run, database: Database, folder: Path) -> Path:
    """Export a database to a folder."""
    outcome = run("export", "--out", str(folder), url=url_of(database))
    assert (outcome.code, outcome.err) == (0, "")
    return folder


def imported(run: Run, database: Database, path: Path) -> Outcome:
    """Import a folder of an export, or one list of it, or a zip of all."""
    arguments = ("import", "table", str(path), "--map", "throughline", "--publish")
    outcome = run(*arguments, url=url_of(database))
    assert (outcome.code, outcome.err) == (0, ""), outcome
    return outcome


def only(folder: Path, suffix: str, target: Path) -> Path:
    """The files of one format."""
    target.mkdir()
    for path in folder.glob(f"*.{suffix}"):
        shutil.copy(path, target)
    return target


def count(database: Database, table: type[Any]) -> int:
    """Return how many records a table has."""
    with database.read() as db:
        return int(db.execute(sa.select(sa.func.count(col(table.id)))).scalar_one())


def count_of(path: Path) -> int:
    """Return how many records a list of an export in CSV has."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def assert_same(first: Path, second: Path) -> None:
    """Two folders hold the same files, byte by byte."""
    names = sorted(path.name for path in first.iterdir())
    assert sorted(path.name for path in second.iterdir()) == names
    _, different, wrong = filecmp.cmpfiles(first, second, names, shallow=False)
    assert (different, wrong) == ([], [])


def rows(database: Database) -> dict[str, list[str]]:
    """Everything that is stored, but for instants of storing and for how it came there."""
    with database.read() as db:
        return {
            table.name: sorted(
                str(tuple(row))
                for row in db.execute(
                    sa.select(*(column for column in table.columns if column.name != "created_at"))
                )
            )
            for table in metadata.sorted_tables
            if table.name not in OWN
        }


@pytest.mark.parametrize("form", FORMATS)
def test_the_files_of_an_export_make_an_equal_database(
    run: Run, shared_seeded: Database, databases: Databases, tmp_path: Path, form: str
) -> None:
    first = exported(run, shared_seeded, tmp_path / "first")
    with databases.migrated() as other:
        imported(run, other, only(first, form, tmp_path / form))
        assert_same(first, exported(run, other, tmp_path / "second"))
        with other.read() as db:
            assert statuses.stale(db) == 0
            assert search.wrong_entries(db) == 0
            for kind in KINDS:
                versions = db.execute(sa.select(col(kind.table.version)).distinct()).scalars()
                assert set(versions) <= {1}, kind.name


def test_importing_what_is_there_changes_nothing(
    run: Run, seeded: Database, tmp_path: Path
) -> None:
    before = rows(seeded)
    outcome = imported(run, seeded, exported(run, seeded, tmp_path / "first"))
    assert rows(seeded) == before
    assert outcome.out.count("there is nothing to add") == len(KINDS)
    with seeded.read() as db:
        assert db.execute(sa.select(sa.func.count(col(Draft.id)))).scalar_one() == 0


def test_a_zip_of_the_folder_is_taken_too(run: Run, databases: Databases, tmp_path: Path) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        hard(database)
        first = exported(run, database, tmp_path / "export" / "first")
        packed = shutil.make_archive(str(tmp_path / "all"), "zip", first.parent)
        imported(run, other, Path(packed))
        assert_same(first, exported(run, other, tmp_path / "second"))


@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_files_might_change_come_back_as_they_were(
    run: Run, databases: Databases, tmp_path: Path, form: str
) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        hard(database)
        first = exported(run, database, tmp_path / "first")
        imported(run, other, only(first, form, tmp_path / form))
        assert_same(first, exported(run, other, tmp_path / "second"))


def hard(database: Database) -> None:
    """Fill a database with what is easily lost on the way."""
    texts = ["=SUM(A1)", "'=SUM(A1)", "''+1", "'quoted'", 'a "b", c', "one\ntwo", "x | y", "007"]
    code = "AA-2010-PARL"
    with database.write() as db:
        make.make_item(db, f"{code}-2", container=True, summary="The authorities should:")
        make.make_item(
            db, f"{code}-2A", parent="2", proposers=["belgium", "austria"], only_kind=True,
            summary="Кириллица и ελληνικά", note="null", heading="true", digest="0" * 32,
        )  # fmt: skip
        for number, text in enumerate(texts, 10):
            make.make_item(db, f"{code}-{number}", summary=text, priority=number % 2 == 0)
        make.make_response(
            db, [f"{code}-2A", f"{code}-10"], stated_as="-", standpoint="+1", digest="1" * 32,
            reasons=["unclear"], reported="implemented", ground="done_since", scope="law",
        )  # fmt: skip
        make.make_undertaking(db, f"{code}-10", due_on="2012-05")
        make.make_undertaking(db, f"{code}-10", item=None, answer="response-1")
        make.make_item(db, "AA-2014-PARL-1")
        make.make_item(db, "AA-2014-PARL-2")
        make.make_link(db, f"{code}-10", "AA-2014-PARL-1", score=0.1)
        make.make_link(
            db, f"{code}-11", "AA-2014-PARL-2", state="rejected", signals={"words": [1, 0.25]},
            basis="stated",
            place={
                "document": "aa-2014-parl-final-report", "page": 3, "page_basis": "printed",
                "section": "II",
            },
        )  # fmt: skip
        make.make_thread(
            db, [{"item": f"{code}-10", "part": "half"}, "AA-2014-PARL-1"], slug="thread"
        )
        make.make_assessment(db, f"{code}-10", basis="editor_reading")
        make.make_statement(db)
        make.make_standard(db, "charter/7.6")
        statuses.refresh(db)


def test_a_row_that_differs_waits_for_a_person(run: Run, seeded: Database, tmp_path: Path) -> None:
    folder = exported(run, seeded, tmp_path / "first")
    with seeded.write() as db:
        item = db.execute(sa.select(Recommendation).order_by("ref").limit(1)).scalar_one()
        ref, item.heading = item.ref, "Another heading"
        link = db.execute(sa.select(Link).order_by("id").limit(1)).scalar_one()
        link.state = LinkState.REJECTED
    before = rows(seeded)
    outcome = imported(run, seeded, folder)
    assert rows(seeded) == before
    assert f"needs you: item {ref}: {ref} is recorded with another value of heading" in outcome.out
    with seeded.read() as db:
        found = db.execute(sa.select(Draft).order_by("id")).scalars().all()
        drafts: list[Any] = [(draft.entry, draft.matches, draft.suspect) for draft in found]
    assert [draft[0] for draft in drafts] == ["item", "link"]
    assert drafts[0][1:] == (ref, True)


def test_rows_that_rest_on_what_is_not_recorded_hold_up_no_others(
    run: Run, databases: Databases, tmp_path: Path
) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        hard(database)
        folder = exported(run, database, tmp_path / "first")
        with other.write() as db:
            make.make_document(db, "aa-2010-parl-final-report", "AA-2010-PARL")
            for slug in ("austria", "belgium"):
                make.make_organisation(db, slug, kind="state")
            search.renew(db)
        items = imported(run, other, folder / "recommendations.csv")
        recorded = count(other, Recommendation)
        answers = imported(run, other, folder / "responses.csv")
        assert count(other, Response) == 0
    assert recorded == count_of(folder / "recommendations.csv") - 2
    assert (
        "needs you: item AA-2014-PARL-1: row 12, column “document”: “aa-2014-parl-final-report” is"
        " not recorded: import the list of documents first" in items.out
    )
    assert "2 drafts wait for you" in items.out
    assert "needs you: answer response-1: row 2, column “document”" in answers.out


def test_rows_that_waited_are_published_once_what_they_name_is_recorded(
    run: Run, databases: Databases, tmp_path: Path
) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        hard(database)
        folder = exported(run, database, tmp_path / "first")
        imported(run, other, folder / "recommendations.csv")
        assert count(other, Recommendation) == 0
        imported(run, other, folder)
        assert_same(folder, exported(run, other, tmp_path / "second"))


def test_parts_of_what_is_held_back_are_held_back_too(
    run: Run, databases: Databases, tmp_path: Path
) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        hard(database)
        folder = exported(run, database, tmp_path / "first")
        with other.write() as db:
            make.make_document(db, "aa-2010-parl-final-report", "AA-2010-PARL")
            search.renew(db)
        outcome = imported(run, other, folder / "recommendations.csv")
        assert "needs you: item AA-2010-PARL-2A: row " in outcome.out
        with other.read() as db:
            refs = db.execute(sa.select(col(Recommendation.ref))).scalars().all()
        assert "AA-2010-PARL-2" in refs
        assert "AA-2010-PARL-2A" not in refs


@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_an_export_does_not_hold_are_said(
    run: Run, databases: Databases, tmp_path: Path, form: str
) -> None:
    with databases.migrated() as database, databases.migrated() as other:
        with database.write() as db:
            make.make_document(db)
            make.make_document(db, "without-text", "AA-2010-PARL")
            make.make_page(db)
            search.renew(db)
        first = exported(run, database, tmp_path / "first")
        folder = only(first, form, tmp_path / form)
        said = "1 document comes without the text and file that the export tells of"
        assert imported(run, other, folder).out.count(said) == 1
        assert said not in imported(run, other, folder).out


def test_a_folder_without_lists_is_refused(run: Run, database: Database, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    arguments = ("import", "table", str(tmp_path), "--map", "throughline")
    outcome = run(*arguments, url=url_of(database))
    assert outcome.code == 1
    assert "there is no list of the export in it" in outcome.err
