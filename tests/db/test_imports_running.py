"""Reading a file into drafts: claimed once, bounded, and never lost."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import clock
from app.core.db import Database
from app.core.files import FileStore
from app.core.processes import this_process
from app.errors import ConflictError, RuleError
from app.imports import queries, service
from app.imports.models import Import
from app.imports.runs import claiming, running
from app.imports.runs.running import read_import
from app.vocabulary.lists import ImportKind, ImportState
from tests import factories as make
from tests.db.readings import BALLOTS, ELECTION, LAMPS, REPORT

TEXT = f"""FINAL REPORT

RECOMMENDATIONS

1. {BALLOTS}

2. {LAMPS}
"""


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """Where files are kept in a test."""
    return FileStore(tmp_path / "files")


def start(database: Database, files: FileStore, content: bytes, name: str = "report.txt") -> int:
    """Record a file that is to be read; return the import's id."""
    kept = files.save(io.BytesIO(content))
    with database.write() as db:
        make.make_document(db, REPORT)
        return service.start(
            db, ImportKind.REPORT, kept, name, "text/plain", {"election": ELECTION}
        ).id


def test_a_file_becomes_drafts(database: Database, files: FileStore) -> None:
    import_id = start(database, files, TEXT.encode())
    shown: list[str] = []

    def show(what: str, _done: int, _total: int) -> None:
        shown.append(what)

    record = read_import(database, files, import_id, show)
    assert (record.state, record.message, record.document) == (ImportState.READ, None, REPORT)
    assert (record.counts.open, record.counts.suspect) == (2, 0)
    assert shown[-1] == "drafts"
    with database.read() as db:
        found = queries.get_import(db, import_id)
        assert found.found["reader"] == "text"
        texts = [draft.text for draft in queries.page_drafts(db, import_id).items]
        assert texts[-2:] == [BALLOTS, LAMPS]
    with pytest.raises(RuleError, match="nothing to read"):
        read_import(database, files, import_id)


def test_what_cannot_be_read_says_why_and_can_be_tried_again(
    database: Database, files: FileStore
) -> None:
    import_id = start(database, files, b"%PDF-1.4 not really", "scan.pdf")
    for _ in range(2):
        record = read_import(database, files, import_id)
        assert record.state is ImportState.FAILED
        assert record.message is not None
        assert record.message.startswith("scan.pdf: ")
        assert record.counts.total == 0


def test_a_file_that_is_gone_says_so(database: Database, files: FileStore) -> None:
    import_id = start(database, files, TEXT.encode())
    with database.read() as db:
        sha256 = queries.find_import(db, import_id).sha256
    files.path(sha256).unlink()
    record = read_import(database, files, import_id)
    assert record.state is ImportState.FAILED
    assert "is not kept" in str(record.message)


def test_what_is_discarded_while_it_is_read_is_dropped(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "EVERY", 0.0)
    for step in ("first", "drafts"):
        import_id = start(database, files, TEXT.encode())
        discarded: list[str] = []

        def show(
            what: str, _done: int, _total: int, step: str = step, import_id: int = import_id,
            discarded: list[str] = discarded,
        ) -> None:  # fmt: skip
            if not discarded and step in ("first", what):
                discarded.append(what)
                with database.write() as db:
                    service.discard(db, import_id)

        record = read_import(database, files, import_id, show)
        assert discarded
        assert (record.state, record.counts.total) == (ImportState.DISCARDED, 0)


def test_a_reading_is_stopped_and_can_be_begun_again(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "EVERY", 3600.0)  # nothing is noted that would find it out
    import_id = start(database, files, TEXT.encode())
    shown: list[str] = []

    def show(what: str, _done: int, _total: int) -> None:
        if not shown:
            with database.write() as db:
                service.stop(db, import_id)
            running.end_reading(import_id)
        shown.append(what)

    record = read_import(database, files, import_id, show)
    assert (record.state, record.counts.total) == (ImportState.FAILED, 0)
    assert "was stopped" in str(record.message)
    with database.write() as db, pytest.raises(RuleError, match="not being read"):
        service.stop(db, import_id)
    assert read_import(database, files, import_id).state is ImportState.READ


def test_what_another_process_took_meanwhile_is_left_to_it(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = start(database, files, TEXT.encode())
    first = claiming.take(database, import_id)
    with pytest.raises(ConflictError):
        claiming.take(database, import_id)
    monkeypatch.setattr(claiming, "is_there", lambda _name: False)
    second = claiming.take(database, import_id)
    monkeypatch.undo()
    assert not claiming.note_alive(database, first)
    assert claiming.note(database, second, what="pages", done=1, total=3)
    running._fail(database, first, None)
    with database.read() as db:
        assert queries.find_import(db, import_id).done == 1


def test_it_is_noted_that_reading_goes_on(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claiming.take(database, start(database, files, TEXT.encode()))
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert claiming.note_alive(database, claim)
    with database.read() as db:
        record = queries.find_import(db, claim.import_id)
    assert (record.changed_at, record.state) == (later, ImportState.READING)


def test_only_one_reads_it_and_a_dead_one_is_found_out(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = start(database, files, TEXT.encode())
    # The process can be seen: its silence says nothing, and it is known at once to be gone.
    claiming.take(database, import_id)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(ConflictError):
        read_import(database, files, import_id)
    name, _, _began = this_process().rpartition("|")
    for claim, quiet, state in (
        (f"{name}|1", timedelta(), ImportState.FAILED),
        ("elsewhere|-|1|1", timedelta(), ImportState.READING),
        ("elsewhere|-|1|1", claiming.SILENCE * 2, ImportState.FAILED),
    ):
        with database.write() as db:
            row = db.get_one(Import, import_id)
            row.found, row.changed_at = {claiming.CLAIM: claim}, later - quiet
        with database.read() as db:
            record = queries.find_import(db, import_id)
        assert record.state is state
    assert "read the file again, or discard it" in str(record.message)
    assert read_import(database, files, import_id).state is ImportState.READ


def test_what_nobody_began_to_read_is_found_out(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = start(database, files, TEXT.encode())
    later = clock.now() + claiming.SILENCE * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    with database.read() as db:
        assert queries.find_import(db, import_id).state is ImportState.FAILED
