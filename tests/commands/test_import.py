"""`import report` and `import comments`."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import Database
from app.imports import service
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


def test_drafts_that_wait_are_not_made_a_second_time(
    run: Run, database: Database, folder: Path
) -> None:
    path = folder / "report.txt"
    for other in ((), (), ("--again",), ("--title", "Another title")):
        read(run, database, path, *NEW, *other)
    assert (count(database, "imports"), count(database, "drafts")) == (3, 12)
    outcome = read(run, database, path, *NEW)
    assert outcome.out.startswith("report.txt: import 3 holds its drafts: they are not made")
    # What waits can be published so; a discarded import does not count.
    outcome = read(run, database, path, "--issuer", "observers", "--publish", "--json")
    assert (json.loads(outcome.out)["import"], json.loads(outcome.out)["held"]) == (3, True)
    assert (count(database, "imports"), count(database, "recommendations")) == (3, 3)
    with database.write() as db:
        for import_id in (1, 2):
            service.discard(db, import_id)
    outcome = read(run, database, path, *NEW, "--json")
    assert (json.loads(outcome.out)["import"], json.loads(outcome.out)["held"]) == (4, False)


def test_publishing_at_once_and_again(run: Run, database: Database, folder: Path) -> None:
    for said in ("Published: 4 added", "Published: 0 added"):
        outcome = read(run, database, folder / "report.txt", *NEW, "--publish")
        assert outcome.code == 0
        assert said in outcome.out
        assert count(database, "recommendations") == 3
        assert count(database, "document_pages") == 1
    assert run("migrate", url=url_of(database)).code == 0
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


COLUMNS = "To,Text,From,Response,Session"


def table(run: Run, database: Database, path: Path, *options: str) -> str:
    """Return what is said of a table of UPR Info that is only tried."""
    outcome = run("import", "table", str(path), "--map", "upr-info", "--dry-run", *options,
                  url=url_of(database))  # fmt: skip
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def test_how_a_table_was_read_is_said_and_each_damaged_row(
    run: Run, database: Database, tmp_path: Path
) -> None:
    rows = ["Kazakhstan,Ask donâ\x80\x99t,France,Noted,20", "Kazakhstan,Ask café,Mexico,Noted,20",
            "Kazakhstan,Lost \ufffd,Nowhere,Noted,20"]  # fmt: skip
    path = tmp_path / "t.csv"
    path.write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
    lines = table(run, database, path).splitlines()
    assert lines[0] == "Read as UTF-8 (99% sure); lines end in LF; cells parted by commas."
    assert lines[1].startswith("not taken: row 4, column “From”, “Nowhere”: no country")
    assert lines[2].startswith("damaged: row 2: Column “Text” holds UTF-8 that was read as")
    assert lines[3].startswith("damaged: row 4: Column “Text” holds a sign for a character that")
    found = json.loads(table(run, database, path, "--json"))["table"]
    assert ([one["row"] for one in found["damaged"]], found["damaged_total"]) == ([2, 4], 2)


def test_words_are_shown_where_the_encoding_is_in_doubt(
    run: Run, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    row = "Kazakhstan,{},France,Noted,20\r\n"
    first = f"{COLUMNS}\r\n{row.format('Ask é')}".encode()
    path.write_bytes(first + row.format("Do é").encode("cp1252"))
    said = table(run, database, path)
    assert "and 1 word is UTF-8. Save it in one encoding.\n" in said
    assert "As Windows-1252: é\nAs MacRoman: È\nAs Windows-1251: й\n" in said


def test_a_table_of_which_no_row_is_taken_is_refused(
    run: Run, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    row = "Kazakhstan,Ask {},France,Voluntary Pledge,20"
    path.write_text("\n".join([COLUMNS, *(row.format(n) for n in range(9))]), encoding="utf-8")
    tried = table(run, database, path)
    assert "not taken: 9 rows, column “Response”, “Voluntary Pledge”: a voluntary" in tried
    arguments = ("import", "table", str(path), "--map", "upr-info")
    outcome = run(*arguments, url=url_of(database))
    assert (outcome.code, outcome.err) == (
        1,
        "throughline: t.csv: none of its 9 rows is taken. Mend the rows as told, or choose another"
        " map.\n",
    )
    assert outcome.out.count("voluntary") == 1
    as_json = run(*arguments, "--json", url=url_of(database))
    assert as_json.code == 1
    assert json.loads(as_json.out)["table"]["problem_kinds"][0]["count"] == 9


def test_rows_without_a_number_never_hold_up_the_others(
    run: Run, database: Database, tmp_path: Path
) -> None:
    own_map = tmp_path / "own.toml"
    own_map.write_text(
        'name = "own"\ntitle = "Own"\n[values.nr]\ncolumn = "Nr"\nform = "item_number"\n'
        '[values.text]\ncolumn = "Text"\n[[entries]]\nentry = "item"\n[entries.content]\n'
        'document = "{option.document}"\nkind = "recommendation"\nnumber = "{nr}"\n'
        'official_text = "{text}"\nplaces = [{ section = "List", role = "list" }]\n',
        encoding="utf-8",
    )
    path = tmp_path / "t.csv"
    path.write_text("Nr,Text\n1,Paint it.\n,Sweep it.\n2,Lock it.\n", encoding="utf-8")
    with database.write() as db:
        make.make_document(db)
    document = f"{ELECTION.lower()}-final-report"
    outcome = run("import", "table", str(path), "--map", str(own_map), "--document", document,
                  "--publish", url=url_of(database))  # fmt: skip
    assert (outcome.code, outcome.err) == (0, "")
    assert "Published: 3 added" in outcome.out
