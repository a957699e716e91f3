"""`import report` and `import comments`."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Database
from app.search import service as search
from tests import factories as make
from tests.commands.conftest import Outcome, Run, url_of

ELECTION = "AA-2010-PARL"
BALLOTS = "Ballots should be printed in both languages of the country well before the vote."
LAMPS = "Each polling station should be given two lamps, so that counting can go on after dusk."
CRATES = "Crates for ballots should be sealed before the ferries leave."
REPORT = f"""Final Report on the elections of 1 June 2010

RECOMMENDATIONS

Priority recommendations

1. {BALLOTS}

2. {LAMPS}

Other recommendations

3. {CRATES}
"""
COMMENTS = f"""RECOMMENDATIONS

1. {BALLOTS}

Standpoint of the Commission: The Commission orders ballots in both languages for the next vote.

Status: The recommendation is accepted.
"""


@pytest.fixture
def folder(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for files, beside a database with an election and who issues reports on it."""
    monkeypatch.setenv("FILES", str(tmp_path / "kept"))
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "comments.txt").write_text(COMMENTS, encoding="utf-8")
    with database.write() as db:
        make.make_election(db, ELECTION)
        make.make_organisation(db, "observers")
        make.make_organisation(db, "commission", kind="authority")
        search.renew(db)
    return tmp_path


def count(database: Database, table: str) -> int:
    """Return how many rows a table has."""
    with database.read() as db:
        return int(db.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def read(run: Run, database: Database, path: Path, *options: str) -> Outcome:
    """Import a report on the election."""
    return run("import", "report", str(path), "--election", ELECTION, *options,
               url=url_of(database))  # fmt: skip


NEW = ("--issuer", "observers", "--published-on", "2010-12")


def test_a_dry_run_tells_what_would_be_imported(run: Run, database: Database, folder: Path) -> None:
    outcome = read(run, database, folder / "report.txt", "--dry-run", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    found = json.loads(outcome.out)
    assert set(found) >= {"document", "items", "responses", "unread", "warnings"}
    assert found["document"]["slug"] == "aa-2010-final-report"
    assert set(found["document"]) == {"slug", "pages", "sha256", "reader"}
    assert [(item["number"], item["text"], item["priority"]) for item in found["items"]] == [
        ("1", BALLOTS, True),
        ("2", LAMPS, True),
        ("3", CRATES, False),
    ]
    assert set(found["items"][0]) == {
        "number", "number_as_printed", "parent", "container", "kind", "heading", "priority",
        "page", "lead_in", "text", "matches", "warnings",
    }  # fmt: skip
    assert found["items"][0]["matches"] is None
    assert found["responses"] == []


def test_a_dry_run_changes_nothing(run: Run, database: Database, folder: Path) -> None:
    for options in (("--dry-run", "--json"), ("--dry-run",)):
        assert read(run, database, folder / "report.txt", *options).code == 0
    assert not (folder / "kept").exists()
    assert [count(database, table) for table in ("imports", "drafts", "documents")] == [0, 0, 0]


def test_a_dry_run_needs_no_election_on_record(run: Run, database: Database, folder: Path) -> None:
    outcome = run("import", "report", str(folder / "report.txt"), "--election", "BB-2010-PARL",
                  "--dry-run", "--json", url=url_of(database))  # fmt: skip
    assert outcome.code == 0
    codes = [entry["code"] for entry in json.loads(outcome.out)["warnings"]]
    assert "unknown" in codes


def test_comments_in_json(run: Run, database: Database, folder: Path) -> None:
    outcome = run("import", "comments", str(folder / "comments.txt"), "--election", ELECTION,
                  "--responder", "commission", "--dry-run", "--json",
                  url=url_of(database))  # fmt: skip
    assert outcome.code == 0
    found = json.loads(outcome.out)
    (answer,) = found["responses"]
    assert answer["answers"] == {"kind": "recommendation", "number": "1"}
    assert (answer["position"], answer["reported"]) == ("accepted", "none")
    assert set(answer) >= {"answers", "position", "reported", "stated_as", "standpoint", "page",
                           "warnings"}  # fmt: skip
    (item,) = found["items"]
    assert item["text"] == BALLOTS


def test_without_publishing_drafts_wait(run: Run, database: Database, folder: Path) -> None:
    outcome = read(run, database, folder / "report.txt", *NEW)
    assert (outcome.code, outcome.err) == (0, "")
    assert "item: 3 found, 0 of them recorded, 3 new." in outcome.out
    assert outcome.out.endswith("Import 1: nothing is published yet. Decide at /desk/imports/1\n")
    assert count(database, "drafts") == 4
    assert count(database, "recommendations") == 0
    assert len([path for path in (folder / "kept").rglob("*") if path.is_file()]) == 1


def test_publishing_at_once_and_again(run: Run, database: Database, folder: Path) -> None:
    for said in ("Published: 4 added", "Published: 0 added"):
        outcome = read(run, database, folder / "report.txt", *NEW, "--publish")
        assert outcome.code == 0
        assert said in outcome.out
        assert count(database, "recommendations") == 3
        assert count(database, "document_pages") == 1
    assert run("check", url=url_of(database)).code == 0


def test_what_needs_a_person_is_left_and_named(run: Run, database: Database, folder: Path) -> None:
    assert read(run, database, folder / "report.txt", *NEW, "--publish").code == 0
    other = REPORT.replace("two lamps", "three lamps")
    (folder / "report.txt").write_text(other, encoding="utf-8")
    outcome = read(run, database, folder / "report.txt", "--publish")
    assert outcome.code == 0
    assert "\nneeds you: item 2: AA-2010-PARL-2 has other words attached" in outcome.out
    assert "1 draft waits for you at /desk/imports/2" in outcome.out
    with database.read() as db:
        texts = db.execute(sa.text("SELECT official_text FROM recommendations")).scalars().all()
    assert set(texts) == {BALLOTS, LAMPS, CRATES}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 and no more", "report.pdf"),
        (b"x" * (25 * 1024 * 1024 + 1), "larger than 25.0 MB"),
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_cannot_be_read_is_refused(
    run: Run, database: Database, folder: Path, content: bytes, said: str, dry: bool
) -> None:
    (folder / "report.pdf").write_bytes(content)
    outcome = read(run, database, folder / "report.pdf", *(["--dry-run"] if dry else []))
    assert (outcome.code, outcome.out) == (1, "")
    assert said in outcome.err
    assert count(database, "drafts") == 0


def test_what_is_not_known_is_refused_before_reading(
    run: Run, database: Database, folder: Path
) -> None:
    for options, field in (
        (("--issuer", "nobody"), "issuers"),
        (("--published-on", "May"), "published-on"),
        (("--url", "example"), "url"),
    ):
        outcome = read(run, database, folder / "report.txt", *options)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith(f"throughline: {field}: ")
    assert count(database, "imports") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("report", "/no/such/file", "--election", ELECTION),
        ("comments", __file__, "--election", ELECTION),
        ("table", __file__),
        ("report", __file__, "--election", ELECTION, "--colour"),
    ],
)
def test_wrong_usage(run: Run, database: Database, arguments: tuple[str, ...]) -> None:
    assert run("import", *arguments, url=url_of(database)).code == 2
