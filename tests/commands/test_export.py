"""`export`: the files are the lists of the API, and no cell is a formula."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from app.core.db import Database
from app.exports.files import cell
from app.statuses.service import refresh
from tests.commands.conftest import Run, url_of
from tests.factories import make_item, make_thread
from tests.web.api import KEYS, walk
from tests.web.conftest import serve

LISTS = list(KEYS)


def test_files_are_the_lists_of_the_api(run: Run, seeded: Database, tmp_path: Path) -> None:
    outcome = run("export", "--out", str(tmp_path / "out"), url=url_of(seeded))
    assert (outcome.code, outcome.err) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{name}.{kind}" for name in LISTS for kind in ("csv", "json")
    }
    total = 0
    with serve(seeded) as client:
        for name in LISTS:
            rows = json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))
            params: dict[str, Any] = {"container": "include"} if name == "recommendations" else {}
            assert rows == walk(client, f"/{name}", **params), name
            with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                cells = list(csv.DictReader(file))
            assert len(cells) == len(rows), name
            assert all(
                cells[n] == {key: cell(value) for key, value in row.items()}
                for n, row in enumerate(rows)
            ), name
            total += len(rows)
    assert outcome.out == f"{total} rows in {2 * len(LISTS)} files in {tmp_path / 'out'}\n"


@pytest.mark.parametrize(("formats", "kinds"), [("csv", {".csv"}), (" json ,", {".json"})])
def test_one_format_can_be_chosen(
    run: Run, database: Database, tmp_path: Path, formats: str, kinds: set[str]
) -> None:
    outcome = run("export", "--out", str(tmp_path), "--format", formats, url=url_of(database))
    assert outcome.code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == kinds


@pytest.mark.parametrize("formats", ["xlsx", "csv,pdf", "", ","])
def test_unknown_format_is_named_with_those_there_are(
    run: Run, database: Database, tmp_path: Path, formats: str
) -> None:
    out = tmp_path / "out"
    outcome = run("export", "--out", str(out), "--format", formats, url=url_of(database))
    assert outcome.code in (1, 2)
    assert "--format" in outcome.err
    assert "csv, json" in outcome.err
    assert not out.exists()


def test_folder_that_cannot_be_written(run: Run, database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    outcome = run("export", "--out", str(tmp_path / "file" / "out"), url=url_of(database))
    assert (outcome.code, outcome.out) == (1, "")
    assert f"cannot write to {tmp_path / 'file' / 'out'}" in outcome.err


def test_export_replaces_files_whole(run: Run, database: Database, tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("older")
    (tmp_path / "notes.txt").write_text("mine")
    assert run("export", "--out", str(tmp_path), url=url_of(database)).code == 0
    assert (tmp_path / "countries.csv").read_text() != "older"
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C'!A0"])
def test_cell_is_no_formula(start: str) -> None:
    assert cell(start) == f"'{start}"
    assert cell([start, "x"]).startswith("'")
    assert cell(f"a{start}") == f"a{start}"
    assert cell(-1) == "-1"


def test_formula_in_a_record_is_written_as_text(
    run: Run, database: Database, tmp_path: Path
) -> None:
    formula = "=HYPERLINK(0)"
    with database.write() as db:
        make_item(db, "AA-2010-PARL-1", summary=formula, heading=formula)
        make_thread(db, ["AA-2010-PARL-1"], title="@thread")
        refresh(db)
    assert run("export", "--out", str(tmp_path), url=url_of(database)).code == 0
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not [text for text in row if text.startswith(("=", "+", "@", "\t"))], path
    items = json.loads((tmp_path / "recommendations.json").read_text(encoding="utf-8"))
    assert items[0]["summary"] == formula


def test_public_address_stands_before_addresses(
    run: Run, seeded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://example.org/")
    arguments = ("--out", str(tmp_path), "--format", "json")
    assert run("export", *arguments, url=url_of(seeded)).code == 0
    items = json.loads((tmp_path / "recommendations.json").read_text(encoding="utf-8"))
    assert {item["url"][:36] for item in items} == {"https://example.org/recommendations/"}
